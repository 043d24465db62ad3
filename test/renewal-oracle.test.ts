// Every figure that ASCIP's page and the notice of Western Life print or that follows from them, asked of the compiled
// programs. What they come to is worked out in the fixture, with a formula, apart from Planwright.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepare, runExamples } from "@planwright/evaluator";
import { analyze } from "@planwright/semantics";
import { describe, expect, it } from "vitest";
import { compiled, findingsOf, plansIn, ROOT } from "./support/programs.ts";

interface Worked {
  readonly id: string;
  readonly kind: "stated" | "derived" | "inferred";
  readonly what: string;
  readonly stated?: string;
  readonly computed_exact: string;
  readonly computed_rounded?: string;
}

const WORKED: readonly Worked[] = JSON.parse(
  readFileSync(join(ROOT, "test/fixtures/worked-renewals.json"), "utf8"),
).examples;

const ANTHEM = "with coverage medical_ppo, carrier anthem";
const UNITED = "with coverage medical_ppo, carrier united";
const ON = "on 2018-10-01";
const TREND = (own: string, pool: string) => [
  "given own_weight 50%",
  `given own_trend ${own}`,
  `given pool_trend ${pool}`,
];
const MEMBERS = ["given quote announced", "given medical yes", "given dependent_medical yes"];
const raised = (coverage: string) =>
  `change from rate of ${coverage} on 1990-04-30 to rate of ${coverage} on 1990-05-01`;

/** By figure: the program, what is given, and the question that asks for it; an amount of $100 stands for 100%. */
const ASKED: Readonly<Record<string, { folder: string; given?: readonly string[]; ask: string }>> = {
  "M-INC-EE": { folder: "western-life-1990/premiums", given: MEMBERS, ask: raised("medical") },
  "M-INC-DEP": { folder: "western-life-1990/premiums", given: MEMBERS, ask: raised("dependent_medical") },
  "M-INC-FAM": {
    folder: "western-life-1990/premiums",
    given: MEMBERS,
    ask: "change from premium on 1990-04-30 to premium on 1990-05-01",
  },
  "M-INC-LIFE": { folder: "western-life-1990/premiums", given: MEMBERS, ask: raised("life") },
  "M-INC-ADD": { folder: "western-life-1990/premiums", given: MEMBERS, ask: raised("accidental_death") },
  "A-SS": {
    folder: "ascip-2021",
    given: ["given salary $1,000", "given social_security yes"],
    ask: "(employer share of social_security + employee share of social_security) / $1,000 per month",
  },
  "A-98-ADD": {
    folder: "ascip-2021",
    ask: `change in rate_changes for rate_change ${UNITED} ${ON} + change in rate_changes for affordable_care_act_fee ${UNITED} ${ON}`,
  },
  "A-98-CMP": { folder: "ascip-2021", ask: `change in rate_changes for parts ${UNITED} ${ON}` },
  "A-98-IMP": {
    folder: "ascip-2021",
    ask: `change from 100% + change in rate_changes for rate_change ${UNITED} ${ON} to 100% + change in rate_changes ${UNITED} ${ON}`,
  },
  "A-CUM-ABMIN": { folder: "ascip-2021", ask: `least compounded change in rate_changes ${ANTHEM}` },
  "A-CUM-ABMAX": { folder: "ascip-2021", ask: `greatest compounded change in rate_changes ${ANTHEM}` },
  "A-CUM-UHC": { folder: "ascip-2021", ask: `compounded change in rate_changes ${UNITED}` },
  "A-CUM-KAI": {
    folder: "ascip-2021",
    ask: "compounded change in rate_changes with coverage medical_hmo, carrier kaiser",
  },
  "A-CUM-DMIN": {
    folder: "ascip-2021",
    ask: "least compounded change in rate_changes with coverage dental_ppo, carrier delta_dental",
  },
  "A-CUM-DMAX": {
    folder: "ascip-2021",
    ask: "greatest compounded change in rate_changes with coverage vision, carrier vsp",
  },
  "A-CLAMP-HI": {
    folder: "ascip-2021",
    given: TREND("10%", "8%"),
    ask: "change of medical_ppo by pooled on 2020-10-01",
  },
  "A-CLAMP-LO": {
    folder: "ascip-2021",
    given: TREND("-2%", "0%"),
    ask: "change of medical_ppo by pooled on 2020-10-01",
  },
};

/** The status of an example beside a program: its examples are left out. */
function statusOf(folder: string, given: readonly string[], ask: string, answer: string): string {
  const path = `examples/${folder}`;
  const files = (plansIn(join(ROOT, path)) ?? []).filter((file) => !file.path.endsWith("examples.plan"));
  const text = `example "One" {\n${[...given, `expect ${ask} ${answer}`].map((line) => `  ${line}\n`).join("")}}\n`;
  const analysis = analyze(path, [...files, { path: `${path}/one.plan`, text }], (other) =>
    plansIn(join(ROOT, other)),
  );
  if (!analysis.program) throw new Error(findingsOf(analysis).join("\n"));
  return runExamples(prepare(compiled(analysis)))
    .map(({ status }) => status)
    .join(" ");
}

describe("figures that are stated or derived", () => {
  const due = WORKED.filter(({ kind }) => kind !== "inferred");

  it("are all asked for", () => {
    expect(Object.keys(ASKED).sort()).toEqual(due.map(({ id }) => id).sort());
    expect(due.length).toBeGreaterThan(15);
  });

  it.each(due.map((one) => [one.id, one.what, one] as const))("%s, %s", (id, _what, worked) => {
    const { folder, given = [], ask } = ASKED[id] ?? { folder: "", ask: "" };
    const figure = worked.computed_rounded ?? worked.computed_exact;
    // A-SS divides money by money: its answer is a number, of which 12.4% is the hundredth.
    const answer = id === "A-SS" ? String(Number(figure) / 100) : `${figure}%`;
    expect(statusOf(folder, given, ask, answer)).toBe("pass");
    const off = id === "A-SS" ? "0.134" : `${(Number(figure) + 1).toFixed(2)}%`;
    expect(statusOf(folder, given, ask, off)).toBe("fail");
  });
});
