import { execFile } from "node:child_process";
import { relative } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { programFor, saved } from "../programs.js";
import type { Tools } from "../tools.js";

const run = promisify(execFile);

/** Shows what has changed in a program since a git revision. `given`: the program, as a Uri, and the revision. */
export async function compare(
  { planwright, results }: Tools,
  given?: unknown,
  revision?: unknown,
): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage("Git is not run in a workspace that is not trusted.");
    return undefined;
  }
  const program = await programFor(given, "Compare which program?");
  if (!program) return undefined;
  const root = await git(program.path, "rev-parse", "--show-toplevel");
  if (root === undefined) {
    void vscode.window.showErrorMessage(`${program.name} is in no git repository.`);
    return undefined;
  }
  const since = typeof revision === "string" ? revision : await askedRevision(program.path);
  if (since === undefined) return undefined;
  await saved();
  const path = relative(root.trim(), program.path).replaceAll("\\", "/") || ".";
  const args = ["diff", `git:${since}:${path}`, program.path, "--format", "markdown"];
  const { stdout, stderr } = await planwright.run(args, root.trim());
  if (stdout === "") {
    void vscode.window.showErrorMessage(stderr.trim() || "The two programs could not be compared.");
    return undefined;
  }
  const page = results.keep(
    `Changes of ${program.name.replaceAll("/", " ")} since ${since.replaceAll("/", " ")}.md`,
    stdout,
  );
  await vscode.commands.executeCommand("markdown.showPreview", page);
  return stdout;
}

/** What git answers; nothing where it does not. */
async function git(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    return (await run("git", [...args], { cwd: folder })).stdout;
  } catch {
    return undefined;
  }
}

async function askedRevision(folder: string): Promise<string | undefined> {
  const log = (await git(folder, "log", "-30", "--format=%h%x09%s%x09%cr", "--", ".")) ?? "";
  const refs =
    (await git(folder, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags")) ?? "";
  const lines = (text: string) => text.split("\n").filter((line) => line !== "");
  const commits = lines(log).map((line) => {
    const [label = "", description = "", detail = ""] = line.split("\t");
    return { label, description: `${description}, ${detail}` };
  });
  const items = [
    { label: "HEAD", description: "what was committed last" },
    ...lines(refs).map((label) => ({ label, description: "branch or tag" })),
    ...commits,
  ];
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: "Compare with which revision?" });
  return chosen?.label;
}
