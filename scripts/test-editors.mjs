// Tests the extension and the server in real editors: Visual Studio Code, Neovim and Emacs. `npm run test:editors [files]`.
// What npm has is installed into tools/; what Debian has is named where it is missing, and the status is 2.
// `--missing` prints only those packages, for .ci/run to install.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Where what a package brings is; a `*` at the end stands for any ending. */
const PACKAGES = {
  chromium: "/usr/bin/chromium",
  ripgrep: "/usr/bin/rg",
  neovim: "/usr/bin/nvim",
  "emacs-nox": "/usr/bin/emacs",
  "elpa-eglot": "/usr/share/emacs/site-lisp/elpa-src/eglot-*",
  git: "/usr/bin/git",
};

/** @param {string} file */
function isThere(file) {
  if (!file.endsWith("*")) return existsSync(file);
  const folder = dirname(file);
  return (
    existsSync(folder) && readdirSync(folder).some((name) => join(folder, name).startsWith(file.slice(0, -1)))
  );
}

const missing = Object.entries(PACKAGES)
  .filter(([, file]) => !isThere(file))
  .map(([name]) => name);

const args = process.argv.slice(2);
if (args.includes("--missing")) {
  console.log(missing.join(" "));
} else if (missing.length > 0) {
  console.error(
    `The tests in editors need Debian packages that are not here.\n→ apt-get install --no-install-recommends ${missing.join(" ")}`,
  );
  process.exitCode = 2;
} else {
  const vitest = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config",
    "test/editors/vitest.config.ts",
    ...args,
  ];
  process.exitCode = spawnSync(process.execPath, vitest, { cwd: ROOT, stdio: "inherit" }).status ?? 1;
}
