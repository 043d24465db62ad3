// A path may be a folder of programs: `planwright test examples`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";

beforeAll(bundleWhenStale);
afterAll(removeFolders);

const program = (name: string, figure: string, shared: string) => `program ${name} "Program ${name}" {
  effective  2026-01-01 to 2026-12-31
  currency   USD
  rounding   half up to cent
}

use "${shared}"

coverages {
  dental  "Dental"
}

rates for dental {
  per   employee per month
  rate  $10.50
}

example "One < employee & \\"one\\" rate" {
  given   dental yes
  expect  premium of dental ${figure}
}
`;

const folder = () =>
  folderWith({
    "all/a/program.plan": program("a", "$10.50", "../shared"),
    "all/deeper/b/program.plan": program("b", "$11", "../../shared"),
    "all/shared/carriers.plan": 'carriers {\n nobody   "Nobody"\n}\n',
    "all/node_modules/c/program.plan": "program c",
    "all/.hidden/d/program.plan": "program d",
    "all/notes.txt": "no plan",
    "none/notes.txt": "no plan",
  });

describe("a folder of programs", () => {
  it("is each program below it, and what only others use is none", async () => {
    const { stdout, status } = await planwright(["test", "all", "--format", "json"], { cwd: folder() });
    expect(status).toBe(1);
    const { examples, summary } = JSON.parse(stdout);
    expect(examples.map(({ file }: { file: string }) => file)).toEqual([
      "all/a/program.plan",
      "all/deeper/b/program.plan",
    ]);
    expect(summary).toEqual({ passed: 1, failed: 1, misprints: 0 });
  });

  it("is checked as a whole", async () => {
    const { stdout } = await planwright(["check", "all"], { cwd: folder() });
    expect(stdout).toContain("Checked 2 programs");
  });

  it("is formatted with all that is in it", async () => {
    const cwd = folder();
    await planwright(["fmt", "all"], { cwd });
    expect(readFileSync(join(cwd, "all/shared/carriers.plan"), "utf8")).toBe(
      'carriers {\n  nobody  "Nobody"\n}\n',
    );
  });

  it("without a plan says so", async () => {
    const { stderr, status } = await planwright(["check", "none"], { cwd: folder() });
    expect(stderr).toContain("No `.plan` file is in none");
    expect(status).toBe(2);
  });
});

describe("test --format junit", () => {
  it("has a suite for each program and a case for each example, with what failed", async () => {
    const { stdout, status } = await planwright(["test", "all", "--format", "junit"], { cwd: folder() });
    expect(status).toBe(1);
    const lines = stdout.split("\n").map((line) => line.trim());
    expect(lines[0]).toBe('<?xml version="1.0" encoding="UTF-8"?>');
    expect(lines[1]).toBe('<testsuites name="planwright" tests="2" failures="1">');
    expect(lines).toContain('<testsuite name="Program a" tests="1" failures="0">');
    expect(stdout).toContain('<testcase name="One &lt; employee &amp; &quot;one&quot; rate" classname="a"');
    expect(stdout).toContain("premium of dental: expected 11, is 10.50");
    // Each element that is opened is closed.
    const opened = stdout.match(/<(?!\/|\?)[a-z]+[^>]*[^/]>/g)?.length ?? 0;
    expect(stdout.match(/<\/[a-z]+>/g)).toHaveLength(opened);
  });
});
