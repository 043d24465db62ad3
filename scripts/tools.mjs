// Heavy tools that only some commands need: each is a folder in tools/ with a lock file of its own, which is installed when it
// is first asked for, so that nobody waits for it who only wants to run Planwright.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TOOLS = fileURLToPath(new URL("../tools/", import.meta.url));

/**
 * Installs a tool where it is missing or of another lock file; answers its `node_modules`.
 * @param {"vsix" | "editors"} name
 * @param {(modules: string) => void} [finish] what is left to do after the installation
 */
export function tool(name, finish = () => undefined) {
  const folder = join(TOOLS, name);
  const modules = join(folder, "node_modules");
  const stamp = join(modules, ".planwright");
  const wanted = readFileSync(join(folder, "package-lock.json"), "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return modules;
  process.stderr.write(`tools: installing tools/${name} (npm ci)\n`);
  npm(["ci"], folder);
  finish(modules);
  writeFileSync(stamp, wanted);
  return modules;
}

/** @param {readonly string[]} args @param {string} folder */
export function npm(args, folder) {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status, error } = spawnSync("npm", [...args, ...quiet], {
    cwd: folder,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0)
    throw new Error(`npm ${args.join(" ")} failed in ${folder}${error ? `: ${error.message}` : ""}`);
}
