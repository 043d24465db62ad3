// Worked examples are answered where a program is checked: one that comes out otherwise is a finding.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { analyze, type Diagnostic, type RunExamples } from "@planwright/semantics";
import { describe, expect, it } from "vitest";
import { plansIn, ROOT, runExamples } from "./support/programs.ts";
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

describe("a program from which a line is missing that no example is about", () => {
  const folder = "test/conformance/documents/lodi-1985";
  const files = plansIn(join(ROOT, folder)) ?? [];
  const others = files.filter(({ path }) => !path.endsWith("funding.plan"));
  const lines = others.flatMap(({ path, text }) => text.split("\n").map((_, line) => ({ path, line })));

  function answersWithout(missing: {
    readonly path: string;
    readonly line: number;
  }): readonly string[] | "not asked" {
    const changed = files.map(({ path, text }) => ({
      path,
      text: path === missing.path ? text.split("\n").toSpliced(missing.line, 1).join("\n") : text,
    }));
    let asked = false;
    const counting: RunExamples = (program, trees) => {
      asked = true;
      return runExamples(program, trees);
    };
    const { diagnostics } = analyze(folder, changed, undefined, { runExamples: counting });
    const wrong = diagnostics.filter(({ code }) => code === "PW5150").map(({ message }) => message);
    return asked ? wrong : "not asked";
  }

  it("is asked with the same result, or not at all", () => {
    const answers = lines.filter((_, i) => i % 7 === 0).map(answersWithout);
    const asked = answers.filter((answer) => answer !== "not asked");
    for (const wrong of asked)
      expect(wrong).toEqual(["1.5 months * cost of cds each month is $11,156.25, and $21,000 is expected"]);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThan(answers.length);
  });
});
