// Installs what is missing of the peers, bundles the benchmarks, because Node reads no TypeScript, and runs them.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const bench = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
const { dependencies } = JSON.parse(readFileSync(`${bench}package.json`, "utf8"));

/** @param {string} name */
const versionOf = (name) => {
  const manifest = `${bench}node_modules/${name}/package.json`;
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).version : undefined;
};

const missing = () => Object.keys(dependencies).filter((name) => versionOf(name) !== dependencies[name]);

if (missing().length > 0) {
  process.stderr.write(`bench: installing ${missing().join(", ")} (npm install)\n`);
  // Not `npm ci`: it wants the binaries of every platform to be in the lock file, and a mirror may not have all of them.
  const quietly = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  spawnSync("npm", ["install", "--prefix", bench, ...quietly], {
    stdio: ["ignore", "ignore", 2],
    shell: process.platform === "win32",
  });
  if (missing().length > 0)
    process.stderr.write(`bench: ${missing().join(", ")} could not be installed: measured without.\n`);
}

// Where what is not bundled is found: the peers, and beyond them what the repository has.
const outdir = `${bench}node_modules/.cache/planwright`;
mkdirSync(outdir, { recursive: true });
const peers = readdirSync(`${bench}peers`).filter((name) => name.endsWith(".ts"));
await build({
  entryPoints: [
    ...["main.ts", "engines.ts", "peer-cli.ts", "editor-cli.ts", "rate-engines.ts", "rate-worker.ts"],
    ...peers.map((name) => `peers/${name}`),
  ].map((name) => bench + name),
  outdir,
  outbase: bench,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  conditions: ["planwright-source"],
  external: ["typescript", "langium", "langium/*", ...Object.keys(dependencies)],
  logLevel: "warning",
});
const { run } = await import(pathToFileURL(`${outdir}/main.mjs`).href);
const versions = Object.fromEntries(
  Object.keys(dependencies).flatMap((name) => {
    const version = versionOf(name);
    return version === undefined ? [] : [[name, version]];
  }),
);
try {
  process.exitCode = await run(process.argv.slice(2), {
    root,
    programs: outdir,
    bench,
    peers: versions,
    missing: missing(),
  });
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
