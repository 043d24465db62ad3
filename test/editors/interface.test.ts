// The interface of a real Visual Studio Code, as somebody uses it. Pictures of it are kept in .cache/editors/pictures.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../support/programs.ts";
import { Code, type Page, pointAt } from "./code.ts";
import { brokenPackage, extensionPackage } from "./packages.ts";
import { madeWorkspace } from "./workspace.ts";

const PICTURES = join(ROOT, ".cache/editors/pictures");
mkdirSync(PICTURES, { recursive: true });

const picture = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`) });

/** The row of the Problems view for a code. */
const problem = (page: Page, code: string) =>
  page.locator(`.markers-panel-container .monaco-list-row a:has-text("${code}")`).first();

const visible = { timeout: Number(process.env.PLANWRIGHT_PATIENCE ?? 60_000) } as const;

describe("the interface", () => {
  const { folder, remove } = madeWorkspace();
  let code: Code;
  let page: Page;
  beforeAll(async () => {
    code = await Code.start({ extensions: [await extensionPackage()], workspace: folder });
    page = code.page;
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await picture(page, `failed ${task.name}`);
  });
  afterAll(async () => {
    await code?.stop();
    remove();
  });

  it("shows what is wrong in files that nobody has opened", async () => {
    await page.keyboard.press("Control+Shift+M");
    await problem(page, "PW1001").waitFor(visible);
    await problem(page, "PW5150").waitFor(visible);
  });

  it("opens the page of a finding from its code", async () => {
    await problem(page, "PW1001").click();
    await page.locator('.tab[aria-label*="PW1001"]').first().waitFor(visible);
    const frame = page.frameLocator("iframe.webview").frameLocator("#active-frame");
    await frame.locator("h1").first().waitFor(visible);
    expect(await frame.locator("h1").first().innerText()).toContain("PW1001");
    await picture(page, "page");
    await page.keyboard.press("Control+F4");
  });

  it("completes with what the program declares", async () => {
    await code.open("examples.plan");
    await page.keyboard.press("Control+End");
    await page.locator('.codelens-decoration:has-text("FAILS")').first().waitFor(visible);
    await page.keyboard.type('\nexample "Another" {\ngiven plan opt', { delay: 40 });
    await page.keyboard.press("Control+Space");
    await page.locator('.suggest-widget .monaco-list-row[aria-label^="option_2"]').first().waitFor(visible);
    await picture(page, "completion");
    await page.keyboard.press("Escape");
    await code.command("File: Revert File");
  });

  it("runs the examples, and shows a failure at the line that expects", async () => {
    await code.command("Planwright: Run Examples");
    await page.getByText("premium of vision is $7.96, and $7.99 is expected").first().waitFor(visible);
    await page.getByText("1/2", { exact: true }).first().waitFor(visible);
    await picture(page, "examples");
  });

  it("renames a plan in every file", async () => {
    await code.open("vision.plan");
    await page.locator('.codelens-decoration:has-text("rates")').first().waitFor(visible);
    await page.locator('.view-line span:text-is("option_1")').first().click();
    await page.keyboard.press("F2");
    const box = page.locator(".rename-box input").first();
    await box.waitFor(visible);
    await box.fill("basic");
    await box.press("Enter");
    await page.locator('.view-line span:text-is("basic")').first().waitFor(visible);
    await code.command("File: Save All Files");
    await until(() => readFileSync(join(folder, "vision/examples.plan"), "utf8").includes("plan basic"));
    await until(() => readFileSync(join(folder, "vision/vision.plan"), "utf8").includes("plan basic"));
  });

  it("tells what a name means when somebody points at it", async () => {
    const hover = page.locator('.monaco-hover:has-text("Option 2"):not(.hidden)').first();
    await pointAt(page, page.locator('.view-line span:text-is("option_2")').first(), hover);
    await picture(page, "hover");
  });
});

describe("the interface over a language server that answers nothing", () => {
  it("shows no finding", async () => {
    const { folder, remove } = madeWorkspace();
    const code = await Code.start({ extensions: [await brokenPackage()], workspace: folder });
    try {
      await code.open("wrong.plan");
      await code.page.keyboard.press("Control+Shift+M");
      await expect(problem(code.page, "PW1001").waitFor({ timeout: 3_000 })).rejects.toThrow();
    } finally {
      await code.stop();
      remove();
    }
  });
});

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + visible.timeout;
  while (!isSo()) {
    if (Date.now() > end) throw new Error("it did not come so");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
