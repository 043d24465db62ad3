// Makes the workspace ready: installs and builds, each only when needed. Uses nothing but Node itself,
// because on a fresh clone there is nothing else yet.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stampFile = join(root, "node_modules/.cache/planwright/build");

/** @param {string} line */
const say = (line) => process.stderr.write(`setup: ${line}\n`);

/** @param {string} command @param {string[]} args @param {"ignore" | 2} output where its standard output goes */
function run(command, args, output = 2) {
  const windows = process.platform === "win32";
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", output, 2],
    shell: windows,
  });
  if (error || status !== 0) {
    say(`failed: ${command} ${args.join(" ")}${error ? ` (${error.message})` : ""}`);
    process.exit(status || 1);
  }
}

/** @param {string} path */
const modified = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A fingerprint of everything the build reads: any change, addition or removal changes it. */
function buildInputs() {
  const files = [
    ...["package-lock.json", "tsconfig.base.json", "scripts/bundle.mjs", "scripts/bundle-options.mjs"].map(
      (name) => join(root, name),
    ),
    ...readdirSync(join(root, "packages")).flatMap((name) => {
      const folder = join(root, "packages", name);
      return existsSync(join(folder, "src"))
        ? [join(folder, "package.json"), join(folder, "tsconfig.json"), ...filesUnder(join(folder, "src"))]
        : [];
    }),
  ].filter((file) => !file.endsWith(".test.ts"));
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function built() {
  const outputs = readdirSync(join(root, "packages"))
    .filter((name) => existsSync(join(root, "packages", name, "tsconfig.json")))
    .map((name) => join(root, "packages", name, "dist/tsconfig.tsbuildinfo"));
  const parts = ["-run.cjs", "-run.cjs.v8-cache", "-check.cjs", "-check.cjs.v8-cache", "-lsp.cjs"];
  const bundles = [".cjs", ...parts].map((part) => join(root, "packages/cli/dist", `planwright${part}`));
  outputs.push(...bundles, stampFile);
  return outputs.every((file) => existsSync(file)) && readFileSync(stampFile, "utf8") === buildInputs();
}

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(
    `Planwright needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and try again.`,
  );
  process.exit(1);
}

if (modified("node_modules/.package-lock.json") < modified("package-lock.json")) {
  say("installing dependencies (npm ci)");
  run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], "ignore");
}

if (!built()) {
  say("compiling the packages (tsc -b)");
  const inputs = buildInputs();
  run(process.execPath, ["node_modules/typescript/bin/tsc", "-b", "packages/cli"]);
  say("bundling the command line (esbuild)");
  run(process.execPath, ["scripts/bundle.mjs"]);
  // npm could not link the command when it installed: the file was not there yet.
  if (!existsSync(join(root, "node_modules/.bin/planwright"))) {
    run("npm", ["rebuild", "planwright", "--ignore-scripts", "--loglevel=error"], "ignore");
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, inputs);
}
