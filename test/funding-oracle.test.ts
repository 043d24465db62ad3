// Every figure about funding that the documents state, or that follows from what they state, asked of the compiled
// programs. Inputs and results stand in fixtures/worked-funding.json, worked out apart from this project.
import { prepare, runExamples } from "@planwright/evaluator";
import { compile } from "@planwright/compiler";
import { analyze } from "@planwright/semantics";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import worked from "./fixtures/worked-funding.json" with { type: "json" };
import { analyzeFolder, findingsOf, plansIn, prepared, ROOT } from "./support/programs.ts";

interface Asked {
  readonly ask: string;
  readonly given?: readonly string[];
  /** What an answer of its kind looks like; an amount of money where nothing is said. */
  readonly like?: string;
}

const claim = (party: string, amount: string): Asked => ({
  ask: `paid by ${party} in scjpia_pool`,
  given: [`claim $${amount}`],
});
const stopLoss = (base: string): Asked => ({
  ask: "aggregate attachment of self_funded",
  given: [`stop_loss_base ${base}`],
});
const travelers = (ask: string): Asked => ({
  ask,
  given: ["travelers_dental yes", "travelers_dependents yes"],
  like: "$0 per month",
});
const share = (plan: string): Asked => ({
  ask: `100 * ($12.33 per month / premium of medical with plan ${plan}, tier employee)`,
  given: [`plan ${plan}`],
  like: "0",
});

const PREFUND = "prefund of self_funded on 1985-12-31";
const COST = "cost of stay_well_budget";

const QUESTIONS: Readonly<Record<string, Readonly<Record<string, Asked>>>> = {
  "examples/lodi-1985": {
    "L-ADM-M": {
      ask: "cost of self_funded for administration in first_year each month",
      like: "$0 per month",
    },
    "L-TOT-M": { ask: "cost of cds each month", like: "$0 per month" },
    "L-CLM-Y": { ask: "claims of self_funded in first_year" },
    "L-RET-Y": { ask: "cost of self_funded for administration in first_year" },
    "L-TOT-Y": { ask: "cost of cds" },
    "L-TRV-E": travelers("300 * premium of travelers_dental"),
    "L-TRV-D": travelers("190 * premium of travelers_dependents"),
    "L-TRV-M": { ask: "cost of travelers each month", like: "$0 per month" },
    "L-TRV-Y": { ask: "cost of travelers" },
    "L-SAV": { ask: "cost of travelers - cost of cds" },
    "L-SAV-ANN": { ask: "12 months * (cost of travelers each month - cost of cds each month)" },
    "L-SAV-12K": { ask: "cost of travelers - cost of cds - $12,000" },
    "L-PRE-3RD": { ask: `prefund of self_funded on 1985-01-01 / ${PREFUND}`, like: "0" },
    "L-PRE-15": { ask: "1.5 months * cost of cds each month" },
    "L-PRE-MON": { ask: `${PREFUND} / cost of cds each month`, like: "0 months" },
    "L-PRE-IMPL": { ask: `${PREFUND} / 1.5 months`, like: "$0 per month" },
    "L-SL-A": stopLoss("first_year_cost"),
    "L-SL-B": stopLoss("twelve_months_cost"),
    "L-SL-C": stopLoss("first_year_claims"),
  },
  "examples/scjpia-1990": {
    "M-POOL-MAX": { ask: "largest paid by city in scjpia_pool" },
    "M-POOL-LIT": { ask: "largest paid by city in printed_bounds" },
    "M-POOL-2500": claim("city", "2,500"),
    "M-POOL-4000": claim("city", "4,000"),
    "M-POOL-5000": claim("city", "5,000"),
    "M-POOL-7500": claim("city", "7,500"),
    "M-POOL-10000": claim("city", "10,000"),
    "M-POOL-100000": claim("city", "100,000"),
    "M-POOL-150000": claim("city", "150,000"),
    "M-SSL-150K": claim("reinsurer", "150,000"),
    "M-SSL-1.2M": claim("reinsurer", "1,200,000"),
    "M-POOLNET-150K": claim("pool", "150,000"),
    "M-SSL-SH-PPO": share("ppo"),
    "M-SSL-SH-EPO": share("epo"),
  },
  "examples/mendocino-staywell": {
    "N-LOCAL": { ask: `${COST} for local in first_budget` },
    "N-TOTAL": { ask: "cost of stay_well" },
    "N-60": { ask: `100 * (${COST} for premium in first_budget / cost of stay_well)`, like: "0" },
    "N-40": { ask: `100 * (${COST} for local in first_budget / cost of stay_well)`, like: "0" },
    "N-PEREE": { ask: "cost of before / 160" },
    "N-PERMM": { ask: `${COST} for premium in first_budget / 160 / 12` },
  },
};

/** Asks a program of a folder in examples of its own; answers what each comes to. */
function answersOf(folder: string): Map<string, string> {
  const questions = Object.entries(QUESTIONS[folder] ?? {});
  const examples = questions.map(
    ([id, { ask, given = [], like = "$0" }]) =>
      `example "${id}" {\n${given.map((line) => `  given  ${line}\n`).join("")}  expect  ${ask} ${like}\n}\n`,
  );
  const files = [
    ...(plansIn(join(ROOT, folder)) ?? []),
    { path: `${folder}/asked.plan`, text: examples.join("\n") },
  ];
  const analysis = analyze(folder, files, (other) => plansIn(join(ROOT, other)));
  if (!analysis.program) throw new Error(findingsOf(analysis).join("\n"));
  const results = runExamples(prepare(compile(analysis.program, analysis.trees)));
  return new Map(results.map(({ name, checks }) => [name, checks[0]?.actual ?? "no answer"]));
}

describe.each(Object.keys(QUESTIONS))("%s", (folder) => {
  const answers = answersOf(folder);
  it.each(Object.keys(QUESTIONS[folder] ?? {}))("%s", (id) => {
    const due = worked.find((one) => one.id === id);
    expect(due, "it is in the fixture").toBeDefined();
    expect(Math.abs(Number(answers.get(id)) - Number(due?.computed_exact))).toBeLessThan(1e-7);
  });
});

describe("the contingency reserve", () => {
  it("M-RES: is 15% of 100,000 of deposits", () => {
    const folder = "examples/scjpia-1990";
    const deposit = "premium of medical, dental, vision, life, city to pool";
    const files = (plansIn(join(ROOT, folder)) ?? []).map(({ path, text }) => ({
      path,
      text: text.replace(deposit, "$100,000 each contract year, city to pool"),
    }));
    expect(files.some(({ text }) => text.includes("$100,000 each contract year"))).toBe(true);
    const book = prepared(analyze(folder, files, (other) => plansIn(join(ROOT, other))));
    const months = Array.from({ length: 12 }, (_, i) => ({
      month: `${i < 6 ? 1989 : 1990}-${String(((i + 6) % 12) + 1).padStart(2, "0")}`,
      claims: "0",
      employees: "1",
    }));
    const { years, errors } = book.settle({ months, enrollment: [], claims: [] }, { funding: "scjpia_pool" });
    expect(errors).toEqual([]);
    expect(years[0]?.reserves).toMatchObject([{ reserve: "contingency", due: "15000.00", held: "15000.00" }]);
  });
});

describe("the fixture", () => {
  it("has no figure that is not asked", () => {
    const asked = new Set([...Object.values(QUESTIONS).flatMap((all) => Object.keys(all)), "M-RES"]);
    expect(worked.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
  });

  it("has the readings of the documents, which check clean", () => {
    for (const folder of Object.keys(QUESTIONS)) expect(findingsOf(analyzeFolder(folder))).toEqual([]);
  });
});
