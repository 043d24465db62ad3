// The folder that every editor is tried on: one program without a finding, one with some, in a git repository.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VISION } from "../lsp/editor.ts";

const EXAMPLES = `example "Option 1 for two" {
  given   plan option_1
  given   tier plus_one
  expect  premium of vision $12.65
}

example "Option 2 alone" {
  given   plan option_2
  given   tier single
  expect  premium of vision $7.99
}
`;

/** The plans of the folder, by their paths in it. `$7.99` is not what Option 2 costs, and `singel` is no tier. */
export const FILES = {
  "vision/vision.plan": VISION,
  "vision/examples.plan": EXAMPLES,
  "vision/census.csv": "id,plan,tier\none,option_1,plus_one\n",
  "wrong/wrong.plan": VISION.replace("program vision", "program wrong").replace(
    "|   single |",
    "|   singel |",
  ),
} as const;

export type FileName = keyof typeof FILES;

/** Makes the folder; what the commit before holds cost `$6.00` where `$6.53` is now. */
export function madeWorkspace(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "planwright-workspace-"));
  const write = (texts: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(join(folder, name, ".."), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@localhost", ...args], {
      cwd: folder,
    });
  git("init", "--quiet");
  write({ ...FILES, "vision/vision.plan": VISION.replace("$6.53", "$6.00") });
  git("add", "--all");
  git("commit", "--quiet", "--message", "Before");
  write(FILES);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
