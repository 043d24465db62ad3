// Tests the extension and the server in real editors: Visual Studio Code, Neovim and Emacs. `npm run test:editors [files]`.
// What npm has is installed into tools/; what Debian has is named where it is missing, and the status is 2.
// `--missing` prints only those packages, for .ci/run to install.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A file of each package that is needed, or several places where it may be. */
const PACKAGES = {
  chromium: ["/usr/bin/chromium"],
  ripgrep: ["/usr/bin/rg"],
  neovim: ["/usr/bin/nvim"],
  "emacs-nox": ["/usr/bin/emacs"],
  "elpa-eglot": ["/usr/share/emacs/site-lisp/elpa-src"],
  git: ["/usr/bin/git"],
};

const missing = Object.entries(PACKAGES)
  .filter(([, files]) => !files.some((file) => existsSync(file)))
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
