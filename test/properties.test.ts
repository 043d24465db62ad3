// What holds for any program, any person, any figure, and any text at all.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepare, runExamples } from "@planwright/evaluator";
import { canonicalText, hashOf, loadRateBook, type RateBook } from "@planwright/ratebook";
import { analyze, type SourceFile } from "@planwright/semantics";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { dividedBy, type Mode, plus, type Ratio, ratio, roundedUnits, times } from "./support/decimals.ts";
import { analyzeText, compiled, findingsOf, plansIn, prepared, ROOT } from "./support/programs.ts";
import { filesShuffled, shuffled, statementsShuffled } from "./support/reorder.ts";
import { random, slip } from "./support/slips.ts";

vi.setConfig({ testTimeout: 30_000 });

const runs = (numRuns: number) => ({ numRuns, seed: 20150101 });

const FOLDER = "examples/sdrma-2015";
const files = plansIn(join(ROOT, FOLDER)) ?? [];
const people = (() => {
  const [header = "", ...rows] = readFileSync(join(ROOT, FOLDER, "census.csv"), "utf8")
    .trimEnd()
    .split("\n");
  return rows.map((row) =>
    Object.fromEntries(header.split(",").map((name, i) => [name, row.split(",")[i] ?? ""])),
  );
})();

const analyzed = (of: readonly SourceFile[]) => analyze(FOLDER, of);
const book = compiled(analyzed(files));
const bytes = canonicalText(book);

/** All premiums of the census, and the examples, without where in the plans they come from. */
function answersOf(of: RateBook): unknown {
  const ready = prepare(of);
  const rated = people.map((person) => ready.rate(person, { asOf: "2015-03-01" }));
  const withoutSource = rated.map(({ errors, ...rest }) => ({
    ...rest,
    errors: errors.map(({ about, message }) => [about, message]),
  }));
  const lines = withoutSource.map((row) => ({
    ...row,
    lines: [...row.lines].sort((a, b) => (a.coverage < b.coverage ? -1 : 1)),
  }));
  const examples = runExamples(ready).map(({ name, status, checks }) => ({ name, status, checks }));
  return { lines, examples: examples.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

describe("the order of files and of what stands in them", () => {
  const answers = answersOf(book);
  const withoutPlace = (findings: readonly string[]) =>
    findings.map((text) => text.replace(/^\S+ /, "")).sort();

  it("changes no premium and no example", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const chance = random(seed);
        const analysis = analyzed(filesShuffled(statementsShuffled(files, chance), chance));
        expect(findingsOf(analysis)).toEqual([]);
        expect(answersOf(compiled(analysis))).toEqual(answers);
      }),
      runs(15),
    );
  });

  it("changes no finding, however many there are", () => {
    // A hole, an unknown name, a carrier too many, two bands at once, an unused note, and a unit that does not fit.
    const wrong = files.map(({ path, text }) => ({
      path,
      text: text
        .replace("over 49 ", "over 50 ")
        .replace("carrier     mhn", "carrier     mnh")
        .replace("70 and over [1]  |", "69 and over [1]  |")
        .replace("$1,000 of volume per month", "$1,000 of volume per year")
        .replace("| $707.88", "| $707,88"),
    }));
    const found = withoutPlace(findingsOf(analyzed(wrong)));
    expect(found.length).toBeGreaterThanOrEqual(3);
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const chance = random(seed);
        const other = filesShuffled(statementsShuffled(wrong, chance), chance);
        expect(withoutPlace(findingsOf(analyzed(other)))).toEqual(found);
      }),
      runs(15),
    );
  });

  it("in which files are handed over changes nothing at all", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(canonicalText(compiled(analyzed(shuffled(files, random(seed)))))).toBe(bytes);
      }),
      runs(10),
    );
  });

  it("does not matter for a rate book built twice: it has the same bytes", () => {
    expect(canonicalText(compiled(analyzed([...files].reverse())))).toBe(bytes);
    expect(canonicalText(compiled(analyzed(files)))).toBe(bytes);
  });
});

/** A place in a value of JSON, and another value for it. */
const SPOILS: readonly unknown[] = [
  "",
  "0",
  "-1",
  "1e9",
  "9".repeat(30),
  "x",
  "2015-99-99",
  0,
  -1,
  1.5,
  null,
  true,
  [],
  {},
  [[]],
  "life",
  "half_up",
];

type Path = readonly string[];

const partsOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

/** Where every part of a value of JSON is. */
const pathsIn = (value: unknown, path: Path = []): Path[] =>
  partsOf(value).flatMap(([key, inner]) => [[...path, key], ...pathsIn(inner, [...path, key])]);

/** Puts another value at a place. */
function spoil(value: unknown, [key, ...rest]: Path, by: unknown): void {
  const inner = partsOf(value).find(([name]) => name === key)?.[1];
  if (rest.length > 0) spoil(inner, rest, by);
  else if (typeof value === "object" && value !== null && key !== undefined)
    Object.assign(value, { [key]: by });
}

/** Places by what they hold: all rates of all rows are one kind. */
function kindsOf(paths: readonly Path[]): Path[][] {
  const kinds = new Map<string, Path[]>();
  for (const path of paths) {
    const kind = path.map((key) => (/^\d+$/.test(key) ? "*" : key)).join("/");
    kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
  }
  return [...kinds.values()];
}

const placesByKind = kindsOf(
  pathsIn(JSON.parse(bytes)).filter(([first]) => first !== "sources" && first !== "hash"),
);

describe("loading a rate book that was changed", () => {
  it("never throws, and never takes a changed one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const chance = random(seed);
        let text = bytes;
        for (let i = 0; i <= seed % 3; i++) text = slip(text, chance);
        const loaded = await loadRateBook(text);
        // A slip in what the hash leaves out, such as the places in the plans, changes no premium.
        if (loaded.ok) expect(answersOf(loaded.book)).toEqual(answersOf(book));
        else expect(loaded.message).not.toBe("");
      }),
      runs(60),
    );
  });

  // Each of 400 books of SDRMA is written, hashed, loaded and rated with.
  it("never throws where the hash is right, nor does rating with it", { timeout: 240_000 }, async () => {
    expect(placesByKind.length).toBeGreaterThan(80);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...placesByKind),
        fc.nat(),
        fc.constantFrom(...SPOILS),
        async (kind, n, by) => {
          const copy: RateBook = JSON.parse(bytes);
          spoil(copy, kind[n % kind.length] ?? [], by);
          copy.hash = hashOf(copy);
          const loaded = await loadRateBook(JSON.stringify(copy));
          if (!loaded.ok) return;
          const ready = prepare(loaded.book);
          for (const person of people) ready.rate(person, { asOf: "2015-03-01", trace: true });
        },
      ),
      { ...runs(400), endOnFailure: true },
    );
  });
});

const READINGS = [
  "round the employer share, the rest to employee",
  "round the employee share, the rest to employer",
  "round the employer share of each part, the rest to employee",
  "round the employee share of each part, the rest to employer",
] as const;
const MODES: readonly Mode[] = ["half_up", "half_even", "half_down", "up", "down"];
const STEPS = { cent: "0.01", "$0.05": "0.05", $1: "1", "$0.001": "0.001" } as const;
type Step = keyof typeof STEPS;

/** A premium that is asked for as it stands, for one or for a family, and shares that are asked for. */
const sharedProgram = (reading: string, mode: Mode, step: Step) =>
  prepared(
    analyzeText(`program shares "Shares" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   ${mode.replace("_", " ")} to ${step}
}

coverages {
  medical  "Medical"
}

tiers {
  one     "One" covers employee
  family  "Family" covers employee and 1 or more dependents
}

conventions {
  shares of a premium  ${reading}
  dependent premium    premium less employee-only premium of the same plan
}

input alone            money
input together         money
input employee_share   percent from 0% to 100%
input dependent_share  percent from 0% to 100%
input lives            count

classes {
  everyone  "Everyone" when lives at least 0
}

rates for medical {
  per  enrollment per month

  tier   | rate
  one    | alone
  family | alone + together
}

contributions for medical {
  class    | employee premium             | dependent premium
  everyone | employer pays employee_share | employee pays dependent_share
}
`),
  );

const decimalOf = (units: bigint, places: number): string => {
  const digits = units.toString().padStart(places + 1, "0");
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
};
const amounts = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.nat(5))
  .map(([units, places]) => decimalOf(units, places));
const shares = fc.oneof(
  fc.constantFrom("0", "50", "33.3", "100"),
  fc.bigInt({ min: 1_000_000n, max: 100_000_000n }).map((units) => decimalOf(units, 6)),
);

const minus = (a: Ratio, b: Ratio): Ratio => plus(a, { over: -b.over, under: b.under });
const isSame = (a: Ratio, b: Ratio): boolean => a.over * b.under === b.over * a.under;
const PERCENT = ratio("0.01");
const NONE = ratio("0");

/** What the employer pays of a premium for a family, as the reading says, worked out from the rules. */
function employerPays(
  reading: string,
  employee: readonly [of: Ratio, pays: Ratio],
  dependent: readonly [of: Ratio, pays: Ratio],
  toStep: (value: Ratio) => Ratio,
): Ratio {
  const [a, employerOfA] = employee;
  const [b, employerOfB] = dependent;
  const premium = plus(a, b);
  const byParts = reading.includes("each part");
  if (reading.startsWith("round the employer")) {
    return byParts ? plus(toStep(employerOfA), toStep(employerOfB)) : toStep(plus(employerOfA, employerOfB));
  }
  const employees = [minus(a, employerOfA), minus(b, employerOfB)] as const;
  return minus(
    premium,
    byParts ? plus(toStep(employees[0]), toStep(employees[1])) : toStep(plus(...employees)),
  );
}

describe("a premium and its shares", () => {
  const cases = READINGS.flatMap((reading, r) =>
    MODES.map((mode, m) => ({ reading, mode, step: (Object.keys(STEPS) as Step[])[(r + m) % 4] ?? "cent" })),
  );

  it.each(cases)("add up and are rounded exactly: $mode to $step, $reading", ({ reading, mode, step }) => {
    const program = sharedProgram(reading, mode, step);
    const unit = ratio(STEPS[step]);
    const toStep = (value: Ratio): Ratio =>
      times({ over: roundedUnits(dividedBy(value, unit), mode), under: 1n }, unit);
    fc.assert(
      fc.property(amounts, amounts, shares, shares, (alone, together, employee, dependent) => {
        const person = {
          alone,
          together,
          employee_share: employee,
          dependent_share: dependent,
          lives: "1",
          tier: "family",
        };
        const { lines, errors } = program.rate({ ...person, medical: "yes" });
        expect(errors).toEqual([]);
        const [line] = lines;
        const premium = toStep(plus(ratio(alone), ratio(together)));
        const one = toStep(ratio(alone));
        const rest = minus(premium, one);
        const employerOfOne = times(times(one, ratio(employee)), PERCENT);
        const employerOfRest = minus(rest, times(times(rest, ratio(dependent)), PERCENT));
        const due = employerPays(reading, [one, employerOfOne], [rest, employerOfRest], toStep);
        const paid = ratio(line?.employer ?? "");
        expect(isSame(ratio(line?.premium ?? ""), premium), `premium ${line?.premium}`).toBe(true);
        expect(isSame(paid, due), `employer pays ${line?.employer}`).toBe(true);
        expect(
          isSame(plus(paid, ratio(line?.employee ?? "")), premium),
          `employee pays ${line?.employee}`,
        ).toBe(true);
        expect(isSame(NONE, paid) || paid.over > 0n).toBe(true);
      }),
      runs(60),
    );
  });
});

/** Lines of real programs, signs, and words of the language, in any order. */
const lines = files.flatMap(({ text }) => text.split("\n"));
const fragment = fc.oneof(
  fc.constantFrom(...lines),
  fc.constantFrom(...lines.flatMap((line) => line.trim().split(/\s+/))),
  fc.constantFrom(
    "{",
    "}",
    "|",
    "[1]",
    "[page 4]",
    "note 1",
    '"',
    "//",
    "$1,00",
    "2015-02-30",
    "by",
    "with",
    "\t",
    "\u0000",
    "é",
    "👩",
  ),
  fc.string({ maxLength: 8 }),
);
const joints = fc.constantFrom("\n", "\n", "\n  ", " ", " | ", " {\n", "\n}\n", ", ");
const mixes = fc.array(fc.tuple(fragment, joints), { maxLength: 60 }).map((parts) => parts.flat().join(""));

const PRELUDE = `program small "Small" {
  effective  2015-01-01 to 2015-12-31
  currency   USD
  rounding   half up to cent
}
coverages {
  medical  "Medical"
  ltd      "Disability"
}
`;

describe("checking a program", () => {
  it("never throws for a mix of pieces of programs", () => {
    fc.assert(
      fc.property(fc.array(mixes, { minLength: 1, maxLength: 3 }), fc.boolean(), (texts, withPrelude) => {
        const sources = texts.map((text, i) => ({
          path: `${i}.plan`,
          text: withPrelude && i === 0 ? PRELUDE + text : text,
        }));
        const analysis = analyze(".", sources);
        if (analysis.program) prepare(compiled(analysis)).rate({ medical: "yes" });
        for (const { place } of analysis.diagnostics)
          expect(place.span.end).toBeGreaterThanOrEqual(place.span.start);
      }),
      runs(600),
    );
  });

  it("never throws for the showcase with lines moved, doubled and dropped, nor for what is compiled of it", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, changes) => {
        const chance = random(seed);
        const changed = files.map(({ path, text }) => {
          if (chance() > 0.4) return { path, text };
          const all = text.split("\n");
          for (let i = 0; i < changes; i++) {
            const [line = ""] = all.splice(Math.floor(chance() * all.length), chance() < 0.5 ? 1 : 0);
            if (chance() < 0.7) all.splice(Math.floor(chance() * all.length), 0, slip(`${line} `, chance));
          }
          return { path, text: all.join("\n") };
        });
        const analysis = analyzed(changed);
        if (analysis.program) answersOf(compiled(analysis));
      }),
      runs(80),
    );
  });
});
