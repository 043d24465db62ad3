import { spawn } from "node:child_process";
import type * as vscode from "vscode";

/** How a command ended: 0 all is well, 1 there are findings, 2 it could not be done. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line that is in the extension, run in the editor's own Node. It reads plans, and runs nothing of them. */
export class Planwright {
  constructor(
    private readonly main: string,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Runs `planwright` with the arguments; `token` ends it early. Rejects only when no process can be started. */
  run(args: readonly string[], cwd: string, token?: vscode.CancellationToken): Promise<Ran> {
    this.log.info(`planwright ${args.join(" ")}`);
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [this.main, ...args], {
        cwd,
        env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", NO_COLOR: "1" },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdout.on("data", (data: Buffer) => out.push(data));
      child.stderr.on("data", (data: Buffer) => err.push(data));
      const stop = token?.onCancellationRequested(() => child.kill());
      child.on("error", reject);
      child.on("close", (status) => {
        stop?.dispose();
        const ran = {
          status: status ?? 2,
          stdout: String(Buffer.concat(out)),
          stderr: String(Buffer.concat(err)),
        };
        if (ran.stderr !== "") this.log.info(ran.stderr.trimEnd());
        resolve(ran);
      });
    });
  }
}
