// The command line as users run it: a process, from the bundle.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "./programs.ts";

const DIST = join(ROOT, "packages/cli/dist");
export const BUNDLE = join(DIST, "planwright.cjs");

/** Bundles the command line when the bundle is missing or older than what it is made of. */
export function bundleWhenStale(): void {
  const caches = ["run.cjs.v8-cache", "check.cjs.v8-cache"];
  const parts = ["run.cjs", "check.cjs", "lsp.cjs", "rate.cjs", "columnar.cjs", ...caches];
  const bundles = [BUNDLE, ...parts.map((part) => join(DIST, `planwright-${part}`))];
  const made = Math.min(...bundles.map((file) => (existsSync(file) ? statSync(file).mtimeMs : 0)));
  if (made >= newestSource()) return;
  const { status, stderr } = spawnSync(process.execPath, ["scripts/bundle.mjs"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the bundle cannot be made: ${stderr}`);
}

function newestSource(): number {
  const packages = join(ROOT, "packages");
  const folders = readdirSync(packages).map((name) => join(packages, name, "src"));
  const files = folders.filter((folder) => existsSync(folder)).flatMap((folder) => filesIn(folder));
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => join(folder, name));

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface How {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `planwright` with the arguments; the environment asks for no colour of its own. */
export function planwright(
  args: readonly string[],
  { cwd = ROOT, input = "", env = {} }: How = {},
): Promise<Ran> {
  const { FORCE_COLOR: _, NO_COLOR: __, ...inherited } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BUNDLE, ...args], { cwd, env: { ...inherited, ...env } });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (data: Buffer) => out.push(data));
    child.stderr.on("data", (data: Buffer) => err.push(data));
    child.on("error", reject);
    child.on("close", (status) => {
      const text = (parts: readonly Buffer[]) => Buffer.concat(parts).toString("utf8");
      resolve({ status, stdout: text(out), stderr: text(err) });
    });
    child.stdin.on("error", () => undefined); // a command that reads nothing closes it
    child.stdin.end(input);
  });
}

const folders: string[] = [];

/** A new folder with the files; `removeFolders` takes all of them away. */
export function folderWith(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "planwright-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** What a run must never show: a stack, or that the program itself failed. */
export function faultsOf({ stdout, stderr }: Ran): string[] {
  const text = `${stdout}\n${stderr}`;
  const lines = text.split("\n").filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return [...lines, ...(text.includes("Planwright itself failed") ? [stderr] : [])];
}
