// Runs the tests with UPDATE_GOLDENS=1, so that golden files are rewritten instead of compared.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const vitest = ["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)];
const env = { ...process.env, UPDATE_GOLDENS: "1" };
const { status } = spawnSync(process.execPath, vitest, { cwd: root, stdio: "inherit", env });
process.exitCode = status ?? 1;
