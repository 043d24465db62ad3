// Neovim and Emacs, each set up by the words of its page and nothing else, over the server of the command line.
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { BUNDLE, bundleWhenStale } from "../support/cli.ts";
import { ROOT } from "../support/programs.ts";
import { brokenCommand } from "./packages.ts";
import { madeWorkspace } from "./workspace.ts";

interface Client {
  readonly page: string;
  readonly language: string;
  readonly command: (setup: string) => readonly [string, ...(readonly string[])];
}

const CLIENTS: Readonly<Record<string, Client>> = {
  Neovim: {
    page: "editors/neovim.md",
    language: "lua",
    command: (setup) => [
      "nvim",
      "--headless",
      "-i",
      "NONE",
      "-n",
      "-u",
      setup,
      "-c",
      `luafile ${join(ROOT, "test/editors/questions.lua")}`,
    ],
  },
  Emacs: {
    page: "editors/emacs.md",
    language: "elisp",
    command: (setup) => [
      "emacs",
      "--batch",
      "--no-init-file",
      "--funcall",
      "package-initialize",
      "--load",
      setup,
      "--load",
      join(ROOT, "test/editors/questions.el"),
    ],
  },
};

type Answers = Readonly<Record<string, { readonly answer?: unknown; readonly error?: string }>>;

/** The block of a page that a reader copies into the editor's own file. */
function setupOf({ page, language }: Client): string {
  const [, text] =
    new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "ms").exec(readFileSync(join(ROOT, page), "utf8")) ?? [];
  if (text === undefined) throw new Error(`${page} shows no ${language}`);
  return text;
}

/** Asks an editor, where `planwright` on the path is the server. */
async function asked(client: Client, server: readonly string[], patience: number): Promise<Answers> {
  const { folder, remove } = madeWorkspace();
  const home = mkdtempSync(join(tmpdir(), "planwright-client-"));
  const bin = join(home, "bin");
  mkdirSync(bin);
  writeFileSync(
    join(bin, "planwright"),
    `#!/bin/sh\nexec ${server.map((word) => `'${word}'`).join(" ")} "$@"\n`,
  );
  chmodSync(join(bin, "planwright"), 0o755);
  const setup = join(home, `setup.${client.language === "lua" ? "lua" : "el"}`);
  writeFileSync(setup, setupOf(client));
  const answers = join(home, "answers.json");
  const [command, ...args] = client.command(setup);
  try {
    const said = await ended(command, args, {
      PATH: `${bin}:${process.env.PATH ?? ""}`,
      HOME: home,
      PLANWRIGHT_FOLDER: folder,
      PLANWRIGHT_ANSWERS: answers,
      PLANWRIGHT_PATIENCE: String(patience),
    });
    try {
      return JSON.parse(readFileSync(answers, "utf8"));
    } catch {
      throw new Error(`${command} has not answered:\n${said}`);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
    remove();
  }
}

function ended(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const hear = (data: Buffer) => {
      said += String(data);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("close", () => resolve(said));
  });
}

/** What each must answer; the figures of the tables are those of the workspace. */
const EXPECTED: Readonly<Record<string, (answer: unknown) => void>> = {
  diagnostics: (answer) =>
    expect(answer).toContainEqual(
      expect.objectContaining({ line: 23, message: expect.stringContaining("“singel” is not a tier") }),
    ),
  completion: (answer) => expect(answer).toEqual(expect.arrayContaining(["option_1", "option_2"])),
  definition: (answer) => expect(answer).toEqual(["vision.plan", 16]),
  formatting: (answer) => expect(answer).toBe("  currency    USD"),
  rename: (answer) => expect(answer).toEqual(['example "Option 1 for two" {', "  given   plan basic"]),
};

describe.each(Object.entries(CLIENTS))("%s, set up by its page", (_, client) => {
  let answers: Answers;
  beforeAll(async () => {
    bundleWhenStale();
    answers = await asked(client, [process.execPath, BUNDLE], 60_000);
  });

  it.each(Object.entries(EXPECTED))("%s", (question, judge) => {
    expect(answers[question]?.error).toBeUndefined();
    judge(answers[question]?.answer);
  });

  describe("over a server that answers nothing", () => {
    let silent: Answers;
    beforeAll(async () => {
      silent = await asked(client, brokenCommand(), 1_000);
    });

    it.each(Object.entries(EXPECTED))("%s fails", (question, judge) => {
      expect(Object.keys(silent)).toContain(question);
      expect(() => judge(silent[question]?.answer)).toThrow();
    });
  });
});
