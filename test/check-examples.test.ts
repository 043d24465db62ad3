// Worked examples are answered where a program is checked: one that comes out otherwise is a finding.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { analyze, type Diagnostic } from "@planwright/semantics";
import { describe, expect, it } from "vitest";
import { ROOT, runExamples } from "./support/programs.ts";
import { planwright } from "./support/cli.ts";

const PROGRAM = `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}
coverages {
  life  "Life"
}
coverage life {
  volume  $10,000 to $100,000 in steps of $10,000
}
rates for life {
  per     $1,000 of volume per month
  rate    $0.276
}
`;

const findings = (text: string, answered = true): readonly Diagnostic[] =>
  analyze(".", [{ path: "test.plan", text }], undefined, answered ? { runExamples } : {}).diagnostics;

const page = readFileSync(join(ROOT, "packages/semantics/diagnostics/PW5150.md"), "utf8");
const plansOf = (heading: string): string =>
  /^```plan\n([\s\S]*?)^```$/m.exec(page.slice(page.indexOf(`## ${heading}`)))?.[1] ?? "";
const onPage = (heading: string): readonly string[] =>
  findings(PROGRAM.slice(0, PROGRAM.indexOf("rates")) + plansOf(heading)).map(
    ({ code, message }) => `${code} ${message}`,
  );

describe("the page of PW5150", () => {
  it("shows what is wrong", () => {
    // 100 x 0.276
    expect(onPage("Wrong")).toEqual(["PW5150 premium of life is $27.60, and $29.00 is expected"]);
  });

  it("shows what is right", () => {
    expect(onPage("Right")).toEqual([]);
  });
});

const example = (expected: string): string =>
  `${PROGRAM}example "A sample" {\n  given   volume $100,000 of life\n  expect  ${expected}\n}\n`;

describe("a sample that the document prints wrong", () => {
  it("is offered as a misprint", () => {
    const [finding] = findings(example("premium of life $29"));
    expect(finding?.fixes.map(({ title }) => title)).toEqual(["Expect $27.60, printed $29"]);
    const [edit] = finding?.fixes[0]?.edits ?? [];
    expect(edit?.text).toBe('$27.60 printed $29 because ""');
  });

  it("is not read as one where the host does not answer", () => {
    expect(findings(example("premium of life $29"), false)).toEqual([]);
  });

  it("is an error of `check`, and stops no rate book", async () => {
    const text = example("premium of life $29");
    const checked = await planwright(["check", "-"], { input: text });
    expect(checked.status).toBe(1);
    expect(checked.stdout).toContain("premium of life is $27.60, and $29 is expected");
    const built = await planwright(["build", "-", "--out", "-"], { input: text });
    expect(built.status, built.stderr).toBe(0);
  });
});
