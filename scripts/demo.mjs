import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { status } = spawnSync(process.execPath, ["packages/cli/dist/planwright.cjs", "--version"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
