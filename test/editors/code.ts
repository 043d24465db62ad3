// A real Visual Studio Code: the server of it that is in the package code-server, and chromium in front.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npm, tool } from "../../scripts/tools.mjs";

const require = createRequire(import.meta.url);

/** What is used of playwright, which the workspace does not install. */
export interface Locator {
  click(options?: { readonly button?: "right"; readonly timeout?: number }): Promise<void>;
  count(): Promise<number>;
  fill(text: string): Promise<void>;
  first(): Locator;
  hover(options?: { readonly timeout?: number }): Promise<void>;
  innerText(): Promise<string>;
  press(key: string): Promise<void>;
  selectOption(value: string): Promise<unknown>;
  allInnerTexts(): Promise<string[]>;
  waitFor(options?: {
    readonly timeout?: number;
    readonly state?: "visible" | "hidden" | "attached";
  }): Promise<void>;
}
export interface Page {
  goto(url: string): Promise<unknown>;
  locator(selector: string): Locator;
  frameLocator(selector: string): { frameLocator(selector: string): { locator(selector: string): Locator } };
  getByText(text: string | RegExp, options?: { readonly exact?: boolean }): Locator;
  waitForTimeout(milliseconds: number): Promise<void>;
  screenshot(options: { readonly path: string; readonly clip?: object }): Promise<unknown>;
  readonly keyboard: {
    press(key: string): Promise<void>;
    type(text: string, options?: { readonly delay?: number }): Promise<void>;
  };
  readonly mouse: { move(x: number, y: number): Promise<void> };
  route(isMeant: (url: URL) => boolean, answer: (route: Route) => Promise<void>): Promise<void>;
  on(event: "console", hear: (message: { text(): string }) => void): void;
}
interface Route {
  request(): { url(): string };
  fetch(): Promise<{ text(): Promise<string> }>;
  fulfill(answer: {
    readonly status?: number;
    readonly path?: string;
    readonly body?: string;
    readonly response?: object;
  }): Promise<void>;
}
interface Browser {
  newPage(options: object): Promise<Page>;
  close(): Promise<void>;
}
interface Chromium {
  launch(options: object): Promise<Browser>;
}

const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page that is answered for here counts as one of the internet, which may not ask this machine anything.
  "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets",
];

/** So long a start or an answer may take, in milliseconds: a slow machine is no failure. */
const PATIENCE = 120_000;
/** How long the box at the top of the window is given, and how often. */
const SOON = 12_000;
const ATTEMPTS = 5;

/** Visual Studio Code has modules of its own, and a program to find files, which its installation would download. */
const modules = (): string =>
  tool("editors", (installed) => {
    const own = join(installed, "code-server/lib/vscode");
    npm(["install", "--omit=dev"], own);
    symlinkSync("node_modules", join(own, "node_modules.asar"));
    const bin = join(own, "node_modules/@vscode/ripgrep/bin");
    mkdirSync(bin, { recursive: true });
    symlinkSync("/usr/bin/rg", join(bin, "rg"));
  });
const serverMain = (): string => join(modules(), "code-server/lib/vscode/out/server-main.js");

export interface Setting {
  readonly extensions: readonly string[];
  readonly workspace: string;
  /** A module of questions for the probe. */
  readonly questions?: string;
  readonly settings?: object;
  /** Whether the workspace is one that nobody has said to trust. */
  readonly untrusted?: boolean;
  /** A folder with an extension that runs in the browser. */
  readonly inBrowser?: string;
}

export class Code {
  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly server: ChildProcess,
    private readonly home: string,
    readonly log: () => string,
  ) {}

  /** Starts the editor on a folder and opens it in a page. */
  static async start({
    extensions,
    workspace,
    questions,
    settings = {},
    untrusted = false,
    inBrowser,
  }: Setting): Promise<Code> {
    const home = mkdtempSync(join(tmpdir(), "planwright-code-"));
    const data = join(home, "data");
    const places = ["--server-data-dir", data, "--extensions-dir", join(home, "extensions")];
    installed(extensions, places);
    const own = { ...QUIET, ...settings };
    for (const who of ["User", "Machine"]) {
      mkdirSync(join(data, "data", who), { recursive: true });
      writeFileSync(join(data, "data", who, "settings.json"), JSON.stringify(own));
    }
    const port = await freePort();
    const args = [
      "--host",
      "127.0.0.1",
      "--port",
      String(port),
      "--without-connection-token",
      "--telemetry-level",
      "off",
    ];
    const trust = untrusted ? [] : ["--disable-workspace-trust"];
    const asked = questions
      ? { PLANWRIGHT_QUESTIONS: questions, PLANWRIGHT_ANSWERS: join(home, "answers.json") }
      : {};
    let said = "";
    const server = spawn(
      process.execPath,
      [
        serverMain(),
        "--accept-server-license-terms",
        ...places,
        ...args,
        ...trust,
        "--default-folder",
        workspace,
      ],
      {
        env: { ...process.env, ...asked, EXTENSIONS_GALLERY: "{}" },
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const listening = new Promise<void>((resolve, reject) => {
      const hear = (data: Buffer) => {
        said += String(data);
        if (said.includes("Extension host agent listening")) resolve();
      };
      server.stdout.on("data", hear);
      server.stderr.on("data", hear);
      server.once("exit", () => reject(new Error(`the editor ended: ${said}`)));
    });
    await listening;
    const { chromium }: { chromium: Chromium } = require(join(modules(), "playwright-core"));
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: CHROMIUM_ARGS });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on("console", (message) => {
      said += `${message.text()}\n`;
    });
    const code = new Code(page, browser, server, home, () => said);
    if (inBrowser !== undefined) await addToBrowser(page, port, inBrowser);
    await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURI(workspace)}`);
    await page.locator(".monaco-workbench").waitFor({ timeout: PATIENCE });
    return code;
  }

  /** What the probe was told, by question. */
  async answers(): Promise<Readonly<Record<string, { readonly answer?: unknown; readonly error?: string }>>> {
    const file = join(this.home, "answers.json");
    const end = Date.now() + PATIENCE;
    while (!existsSync(file)) {
      if (Date.now() > end) throw new Error(`the probe has not answered:\n${this.log()}`);
      await this.page.waitForTimeout(100);
    }
    return JSON.parse(readFileSync(file, "utf8"));
  }

  /** Runs a command by its title in the palette; what it asks in the same box is still to be answered. */
  async command(title: string): Promise<void> {
    await this.inBox("F1", title, () => this.row(`[aria-label*="${title}"]`));
  }

  /** Opens a file of the workspace by its name, once the editor has found it. */
  async open(name: string): Promise<void> {
    await this.inBox("Control+P", name, () => this.row(`[aria-label^="${name}"]`));
    await this.page
      .locator(`.tab.active[data-resource-name="${name}"]`)
      .first()
      .waitFor({ timeout: PATIENCE });
  }

  /** Puts the cursor on a line and a column, from 1: `12:5`. */
  async goTo(place: string): Promise<void> {
    await this.inBox("Control+G", place, async () => {
      await this.page.keyboard.press("Enter");
      await this.box.waitFor({ state: "hidden", timeout: SOON });
    });
  }

  private get box(): Locator {
    return this.page.locator(".quick-input-widget").first();
  }

  private row(which: string): Promise<void> {
    return this.page.locator(`.quick-input-list .monaco-list-row${which}`).first().click({ timeout: SOON });
  }

  /**
   * Writes into the box at the top of the window and takes what it offers. A window that is busy may lose a key, so what
   * cannot be taken is begun anew.
   */
  private async inBox(key: string, text: string, take: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.page.keyboard.press(key);
        await this.page.locator(".quick-input-widget input").first().waitFor({ timeout: SOON });
        await this.page.keyboard.type(text);
        return await take();
      } catch (thrown) {
        if (attempt === ATTEMPTS) throw thrown;
        await this.page.keyboard.press("Escape");
        await this.box.waitFor({ state: "hidden", timeout: SOON });
      }
    }
  }

  async stop(): Promise<void> {
    await this.browser.close();
    if (this.server.pid !== undefined) {
      try {
        process.kill(-this.server.pid);
      } catch {
        // it is gone already
      }
    }
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Points at something until what it shows is there: lines move while lenses come in above them, and it goes with them. */
export async function pointAt(page: Page, target: Locator, shown: Locator): Promise<void> {
  const end = Date.now() + PATIENCE;
  while ((await shown.count()) === 0) {
    if (Date.now() > end) throw new Error("nothing is shown");
    await page.mouse.move(5, 5);
    await target.hover();
    await page.waitForTimeout(1_000);
  }
}

/** Nothing moves by itself, and no word of the text is offered where the server is silent. */
const QUIET = {
  "editor.wordBasedSuggestions": "off",
  "files.autoSave": "off",
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.tips.enabled": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
  "git.openRepositoryInParentFolders": "never",
  "chat.commandCenter.enabled": false,
  "window.commandCenter": false,
};

/** Gives the editor in the page an extension of its own, which is served under its address. */
async function addToBrowser(page: Page, port: number, folder: string): Promise<void> {
  const authority = `127.0.0.1:${port}`;
  const prefix = "/extension-in-browser/";
  await page.route(
    ({ pathname }) => pathname.startsWith(prefix),
    (route) => {
      const path = join(folder, new URL(route.request().url()).pathname.slice(prefix.length));
      const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
      return route.fulfill(isFile ? { path } : { status: 404, body: "" });
    },
  );
  await page.route(
    ({ pathname }) => pathname === "/",
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(
        /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/,
        (_, before: string, settings: string) => {
          const own = JSON.parse(settings.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
          own.additionalBuiltinExtensions = [{ scheme: "http", authority, path: prefix.slice(0, -1) }];
          own.remoteAuthority = authority;
          own.folderUri.authority = authority;
          return before + JSON.stringify(own).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
        },
      );
      await route.fulfill({ response, body });
    },
  );
}

function installed(extensions: readonly string[], places: readonly string[]): void {
  for (const vsix of extensions) {
    const args = [serverMain(), "--accept-server-license-terms", ...places, "--install-extension", vsix];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: "utf8",
      env: { ...process.env, EXTENSIONS_GALLERY: "{}" },
    });
    if (status !== 0 || !/successfully installed/.test(stdout))
      throw new Error(`${vsix} cannot be installed:\n${stdout}${stderr}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
