// The code that V8 made of the command line, which it starts with: see packages/cli/src/bundled.ts.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUNDLE, bundleWhenStale } from "./support/cli.ts";
import { ROOT } from "./support/programs.ts";

const folder = mkdtempSync(join(tmpdir(), "planwright-code-cache-"));
const CHECK = "planwright-check.cjs";
const CACHE = `${CHECK}.v8-cache`;

beforeAll(() => {
  bundleWhenStale();
  cpSync(dirname(BUNDLE), folder, { recursive: true, filter: (path) => !path.includes("types") });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

function check(): string {
  const program = join(ROOT, "examples/sdrma-2015");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(folder, "planwright.cjs"), "check", program],
    { encoding: "utf8" },
  );
  return `${status} ${stdout}${stderr}`;
}

describe("the code cache", () => {
  const cache = () => readFileSync(join(dirname(BUNDLE), CACHE));

  it("is taken by the version of Node that made it", () => {
    const source = readFileSync(join(dirname(BUNDLE), CHECK), "utf8");
    expect(new Script(source, { cachedData: cache() }).cachedDataRejected).toBe(false);
  });

  it("may be missing, of another version, cut off, or anything at all", () => {
    const sound = check();
    expect(sound).toMatch(/^0 Checked 1 program/);
    const otherVersion = cache();
    otherVersion.fill(0, 4, 8);
    for (const bytes of [otherVersion, cache().subarray(0, 1000), Buffer.from("no cache"), Buffer.alloc(0)]) {
      writeFileSync(join(folder, CACHE), bytes);
      expect(check()).toBe(sound);
    }
    rmSync(join(folder, CACHE));
    expect(check()).toBe(sound);
  });
});
