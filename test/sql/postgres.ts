// A PostgreSQL server for the time of a test: its own cluster in a folder of its own, on a socket in it.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where Debian's package has put the server; undefined where it is not installed. */
export function serverFolder(): string | undefined {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(base, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
}

/** The server does not run as root: then as the user of the package. */
function owner(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const number = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: number("-u"), gid: number("-g") };
}

export class Cluster {
  readonly folder = mkdtempSync(join(tmpdir(), "planwright-pg-"));
  private readonly data = join(this.folder, "data");
  private readonly owner = owner();
  private server: ChildProcess | undefined;

  constructor(private readonly bin: string) {}

  async start(): Promise<void> {
    mkdirSync(this.data);
    const { uid, gid } = this.owner;
    if (uid !== undefined && gid !== undefined)
      for (const path of [this.folder, this.data]) chownSync(path, uid, gid);
    this.run("initdb", [
      "-D",
      this.data,
      "-U",
      "planwright",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--locale=C",
      "--no-sync",
    ]);
    const settings = [
      "listen_addresses=",
      "fsync=off",
      "max_parallel_workers_per_gather=0",
      "work_mem=256MB",
      "jit=off",
    ];
    this.server = spawn(
      join(this.bin, "postgres"),
      ["-D", this.data, "-k", this.folder, ...settings.flatMap((setting) => ["-c", setting])],
      { ...this.owner, cwd: this.folder, stdio: "ignore" },
    );
    for (let i = 0; i < 100; i++) {
      if (this.try("SELECT 1").status === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error("the server does not answer");
  }

  private run(program: string, args: readonly string[]): void {
    const { status, stderr } = spawnSync(join(this.bin, program), args, {
      ...this.owner,
      cwd: this.folder,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`${program}: ${stderr}`);
  }

  private try(script: string) {
    const args = [
      "-h",
      this.folder,
      "-U",
      "planwright",
      "-d",
      "postgres",
      "-v",
      "ON_ERROR_STOP=1",
      "-qAt",
      "-F",
      "\u0001",
      "-P",
      "null=\u0002",
    ];
    return spawnSync(join(this.bin, "psql"), args, {
      input: script,
      encoding: "utf8",
      maxBuffer: 1 << 30,
      env: { ...process.env, PGOPTIONS: "--client-min-messages=warning" },
    });
  }

  /** Runs a script; gives the rows of its queries as texts. */
  query(script: string): (string | null)[][] {
    const { status, stdout, stderr } = this.try(script);
    if (status !== 0) throw new Error(stderr.slice(0, 2_000));
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split("\u0001").map((cell) => (cell === "\u0002" ? null : cell)));
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        rmSync(this.folder, { recursive: true, force: true });
        resolve();
      };
      if (!this.server || this.server.exitCode !== null) done();
      else {
        this.server.once("exit", done);
        this.server.kill("SIGINT");
      }
    });
  }
}
