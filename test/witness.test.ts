// Each row of the vocabulary has a witness: a plan in which the line stands, and an answer that changes with it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rateBookSchema } from "@planwright/ratebook";
import {
  type Analysis,
  BLOCKS,
  type BlockSpec,
  CONVENTIONS,
  LATER_AT_TOP,
  LINES,
} from "@planwright/semantics";
import { describe, expect, it } from "vitest";
import { observe } from "./support/observe.ts";
import { observeEnroll } from "./support/observe-enroll.ts";
import { analyzeText, compiled, findingsOf } from "./support/programs.ts";
import { GOLD } from "./witness/benefit-rows.ts";
import { MEETINGS } from "./witness/benefit-together.ts";
import { ACCOUNTS } from "./witness/accounts.ts";
import { BENEFITS } from "./witness/benefits.ts";
import { observeClaims } from "./witness/claims.ts";
import { ELIGIBILITY } from "./witness/eligibility.ts";
import { ELIGIBILITY_EVENTS } from "./witness/eligibility-events.ts";
import { FUNDING } from "./witness/funding.ts";
import { HEALTH } from "./witness/health.ts";
import { HEALTH_RATES } from "./witness/health-rates.ts";
import { LIFE } from "./witness/life.ts";
import { RENEWAL } from "./witness/renewal.ts";
import { PREMIUM } from "./witness/premium.ts";
import { RETAINED } from "./witness/retained.ts";
import { RULES } from "./witness/rules.ts";
import { wordsOfSchema, wordsOfValue } from "./witness/schema-words.ts";
import type { Witness } from "./witness/witness.ts";

const planNamed = (name: string) =>
  readFileSync(fileURLToPath(new URL(`witness/${name}`, import.meta.url)), "utf8");

const PLANS = [
  { plan: planNamed("health.plan"), witnesses: [...HEALTH, ...HEALTH_RATES] },
  { plan: planNamed("life.plan"), witnesses: LIFE },
  { plan: planNamed("benefits.plan"), witnesses: BENEFITS },
  { plan: planNamed("funding.plan"), witnesses: FUNDING },
  { plan: planNamed("retained.plan"), witnesses: RETAINED },
  { plan: planNamed("premium.plan"), witnesses: PREMIUM },
  { plan: planNamed("renewal.plan"), witnesses: RENEWAL },
  { plan: planNamed("accounts.plan"), witnesses: ACCOUNTS },
  { plan: planNamed("eligibility.plan"), witnesses: [...ELIGIBILITY, ...ELIGIBILITY_EVENTS] },
  { plan: planNamed("rules.plan"), witnesses: RULES },
];
const witnesses = PLANS.flatMap(({ plan, witnesses: all }) =>
  all.map((witness: Witness) => ({
    ...witness,
    plan,
    title: witness.part ? `${witness.row} (${witness.part})` : witness.row,
  })),
);

/** Puts a text in the place of another that stands once. */
function changed(plan: string, [from, to]: readonly [string, string]): string {
  const parts = plan.split(from);
  expect(parts, `“${from}” stands once in the plan`).toHaveLength(2);
  return parts.join(to);
}

const read = new Map<string, Analysis>();

/** Checks a text once. */
function analyzed(text: string): Analysis {
  const found = read.get(text) ?? analyzeText(text);
  read.set(text, found);
  return found;
}

describe("a plan of witnesses", () => {
  it.each(PLANS)("has no finding by itself", ({ plan }) => {
    expect(findingsOf(analyzeText(plan))).toEqual([]);
  });
});

describe("an answer changes with", () => {
  it.each(witnesses.map((witness) => [witness.title, witness] as const))(
    "%s",
    (_title, { plan, given, change, person = {}, claims, enroll, sees, before, after }) => {
      const prepared = given ? changed(plan, given) : plan;
      const look = (text: string) => {
        if (enroll) return observeEnroll(analyzed(text), sees, enroll.person, enroll.dependents);
        return claims ? observeClaims(analyzed(text), claims, sees) : observe(analyzed(text), sees, person);
      };
      const first = look(prepared);
      const second = look(changed(prepared, change));
      if (before !== undefined) expect(first).toBe(before);
      if (after !== undefined) expect(second).toBe(after);
      expect(second).not.toBe(first);
    },
  );
});

describe("lines about benefits together", () => {
  it.each(MEETINGS)("%s", (_title, plan, claims, answer) => {
    const analysis = analyzed(changed(planNamed("benefits.plan"), [GOLD, plan]));
    expect(observeClaims(analysis, claims, "line")).toBe(answer);
  });
});

const blocks: readonly BlockSpec[] = Object.values(BLOCKS);

/** The values of the first list of allowed texts that holds one of them, anywhere in a JSON Schema. */
function enumWith(schema: unknown, value: string): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  if ("enum" in schema && Array.isArray(schema.enum) && schema.enum.includes(value))
    return schema.enum.map(String);
  for (const inner of Object.values(schema)) {
    const found = enumWith(inner, value);
    if (found.length > 0) return found;
  }
  return [];
}

/** Every row for which a witness is due. */
async function rowsDue(): Promise<string[]> {
  const schema = await rateBookSchema();
  const _kinds = enumWith(schema, "percent").includes("money")
    ? enumWith(schema, "percent")
    : enumWith(schema, "money");
  return [
    ...blocks.flatMap(({ word, heading, properties, declares, table, blocks: inner }) => [
      ...Object.keys(heading).map((part) => `${word} heading: ${part}`),
      ...Object.keys(properties).map((property) => `${word}: ${property}`),
      ...(declares ? [`${word}: declaration`] : []),
      ...(table === undefined ? [] : [`${word}: table`]),
      ...inner.map((block) => `${word}: block ${block}`),
    ]),
    ...["formerly", "covers", "when", "otherwise"].map((quality) => `declaration: ${quality}`),
    ...Object.keys(LINES),
    ...CONVENTIONS.flatMap(({ words, readings }) =>
      readings.map((reading) => `convention ${words}: ${reading.words}`),
    ),
    ...enumWith(schema, "money").map((kind) => `input kind ${kind}`),
    ...enumWith(schema, "evidence_of_insurability").map((head) => `question ${head}`),
    ...enumWith(schema, "half_up").map((mode) => `rounding ${mode}`),
  ];
}

describe("the vocabulary", () => {
  it("has a witness for each of its rows", async () => {
    const due = await rowsDue();
    const present = new Set(witnesses.map(({ row }) => row));
    expect(due.filter((row) => !present.has(row))).toEqual([]);
    for (const some of [
      "program heading: name",
      "rates: load",
      "input kind money",
      "question rate",
      "rounding half_even",
    ]) {
      expect(due).toContain(some);
    }
    // Heading parts, properties, readings, kinds, questions, modes: fewer would mean that some were not looked for.
    expect(due.length).toBeGreaterThan(100);
  });

  it("has no witness of a row that is none", async () => {
    const due = new Set(await rowsDue());
    const others = ["input: meaning", "input: range"];
    expect(witnesses.map(({ row }) => row).filter((row) => !due.has(row) && !others.includes(row))).toEqual(
      [],
    );
  });
});

const WITNESSED_PATHS = [
  "/networks",
  "/services",
  "/channels",
  "/plans/benefits",
  "/examples/claims",
  "/accounts",
  "/examples/events",
  "/eligibility",
  "/group",
  "/documents",
  "/examples/dependents",
];

describe("the rate book", () => {
  it("has each of its words about benefits, accounts and eligibility in a witness", async () => {
    const ofBenefits = (word: string) => WITNESSED_PATHS.some((path) => word.startsWith(`${path}/`));
    const due = wordsOfSchema(await rateBookSchema()).filter(ofBenefits);
    expect(due.length).toBeGreaterThan(100);
    const texts = witnesses.flatMap(({ plan, given, change }) => {
      const text = given ? changed(plan, given) : plan;
      return [text, changed(text, change)];
    });
    const books = [...new Set(texts)].flatMap((text) =>
      analyzed(text).program ? compiled(analyzed(text)) : [],
    );
    const present = new Set(books.flatMap((book) => wordsOfValue(book)));
    expect(due.filter((word) => !present.has(word))).toEqual([]);
  });
});

const PRELUDE = `program small "Small program" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical     "Medical"
  basic_life  "Basic life"
}
`;

const notYet = (text: string): string[] =>
  analyzeText(text)
    .diagnostics.filter(({ code }) => code === "PW0022")
    .map(({ message }) => message);

describe("what the language does not compute with yet is reported", () => {
  it.each([...LATER_AT_TOP])("%s, at the top of a file", (words) => {
    const message = [`“${words}” is not supported yet: it changes no answer`];
    expect(notYet(`${PRELUDE}\n${words} {\n  anything  at all\n}\n`)).toEqual(message);
    expect(notYet(`${PRELUDE}\n${words}  anything at all\n`)).toEqual(message);
  });

  const inner = blocks.flatMap(({ word, example, later }) =>
    later.map((words) => ({ word, example, words })),
  );

  it.each(inner)("$words in `$word`", ({ example, words }) => {
    const block = (line: string) => `${PRELUDE}\n${example}\n${line}}\n`;
    expect(notYet(block(""))).toEqual([]);
    expect(notYet(block(`  ${words}  anything at all\n`))).toEqual([
      `“${words}” is not supported yet: it changes no answer`,
    ]);
    expect(notYet(block(`  ${words} {\n    anything  at all\n  }\n`))).toEqual([
      `“${words}” is not supported yet: it changes no answer`,
    ]);
  });

  it("is more than a few words", () => {
    expect(inner.length).toBeGreaterThan(15);
    expect(LATER_AT_TOP.length).toBeGreaterThan(2);
  });
});
