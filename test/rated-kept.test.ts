// Lines that were made for somebody are given again to whoever is alike in all that decides over them. Whoever asks, and how
// often, and after whom: the answer is that of exact fractions, to the last character.
import type { Book, Person, PremiumLine, RateAnswer } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { census } from "./bench/census.ts";
import { analyzeFolder, analyzeText, compiled } from "./support/programs.ts";
import { randomPerson, randomProgram } from "./support/random-rates.ts";
import { spoiledRow, type Ways, waysOf, written } from "./support/rated-alike.ts";

vi.setConfig({ testTimeout: 120_000 });
afterEach(() => vi.unstubAllGlobals());

const runs = (numRuns: number) => ({ numRuns, seed: 20150101 });
const EXAMPLES = ["sdrma-2015", "scjpia-1990", "lodi-1985", "ascip-2021", "mendocino-staywell"];
const DAY = "2015-03-01";

type Rate = (person: Person) => RateAnswer;

/** By objects, and by cells in the order of a header that says all that the people say. */
function waysToAsk(book: Book, people: readonly Person[], asOf: string | undefined): readonly Rate[] {
  const header = [...new Set(people.flatMap((person) => Object.keys(person)))];
  const byCells = book.rowsOf(header);
  return [
    (person) => book.rate(person, { asOf }),
    (person) =>
      byCells(
        header.map((column) => person[column] ?? ""),
        asOf,
      ),
  ];
}

/** A row that says something in every column that can mean anything: what rates the rows after it knows them all. */
function inAllColumns(book: Book): Person {
  const chosen = ["plan", "option", "volume", "tier", "members"];
  const ofEach = [...book.prepared.coverages.keys()].flatMap((id) =>
    chosen.map((what) => `${what} of ${id}`),
  );
  const columns = [...book.columns.keys(), ...chosen, ...ofEach].filter((column) => column !== "date");
  return Object.fromEntries(columns.map((column) => [column, "1"]));
}

/** Asks for all people three times, once `first` was asked for; which part of the lines was given before. */
function askedAgain(
  { code, reference }: Ways,
  people: readonly Person[],
  asOf: string | undefined,
  first: Person = {},
): number {
  const expected = people.map((person) => written(reference.rate(person, { asOf })));
  let [again, lines] = [0, 0];
  for (const rate of waysToAsk(code, [...people, first], asOf)) {
    for (let i = 0; i < 2; i++) rate(first);
    const given = new Set<PremiumLine>();
    for (let round = 0; round < 3; round++)
      for (const [i, person] of people.entries()) {
        const answer = rate(person);
        expect(written(answer)).toBe(expected[i]);
        lines += answer.lines.length;
        for (const line of answer.lines) {
          if (given.has(line)) again++;
          given.add(line);
        }
      }
  }
  return again / Math.max(1, lines);
}

/** What is answered, or thrown. */
function asked(of: Book, row: unknown): string {
  try {
    return written(of.rate(row as Person, { asOf: DAY }));
  } catch (thrown) {
    return `thrown: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
}

const givenIn = (book: RateBook): readonly Person[] => book.examples.map(({ given }) => given);

describe.each(EXAMPLES)("the program of %s", (name) => {
  const book = compiled(analyzeFolder(`examples/${name}`));
  const given = givenIn(book);

  it("says the same however often it is asked, and gives lines again", () => {
    const parts: number[] = [];
    fc.assert(
      fc.property(fc.array(spoiledRow(book, given), { minLength: 20, maxLength: 20 }), (people) => {
        const ways = waysOf(book);
        parts.push(askedAgain(ways, people, undefined, inAllColumns(ways.code)));
        askedAgain(waysOf(book), people, undefined);
      }),
      runs(12),
    );
    expect(Math.max(...parts)).toBeGreaterThan(0.4);
  });
});

/** Each of some people, and each with one column as another one has it: they differ in one thing that decides, or in none. */
function mixed(people: readonly Person[]): readonly Person[] {
  const columns = [...new Set(people.flatMap((person) => Object.keys(person)))];
  return people.flatMap((person, i) => {
    const other = people[(i + 1) % people.length] ?? {};
    return [person, ...columns.map((column) => ({ ...person, [column]: other[column] }))];
  });
}

describe("a census", () => {
  const book = compiled(analyzeFolder("examples/sdrma-2015"));

  it("says the same however often it is asked, and gives nearly all lines again", () => {
    // Two of three times, or more where people are alike; less what people of one place take from each other.
    expect(askedAgain(waysOf(book), [...census(200)], DAY)).toBeGreaterThan(0.66);
  });

  it("says the same of people who differ in one column", () => {
    expect(askedAgain(waysOf(book), mixed([...census(40)]), DAY)).toBeGreaterThan(0.66);
  });

  it("says the same with some cells spoiled, on several days", () => {
    const ways = waysOf(book);
    const row = spoiledRow(book, [...census(40)]);
    const days = ["2015-01-01", "2015-03-01", "2015-07-01", "2015-12-31"];
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 30, maxLength: 30 }),
        fc.constantFrom(...days),
        (people, day) => {
          askedAgain(ways, people, day);
        },
      ),
      runs(25),
    );
  });
});

describe("a program that nobody wrote", () => {
  it("says the same however often it is asked", () => {
    const parts: number[] = [];
    fc.assert(
      fc.property(randomProgram, fc.array(randomPerson, { minLength: 5, maxLength: 5 }), (text, people) => {
        const ways = waysOf(compiled(analyzeText(text)));
        parts.push(askedAgain(ways, mixed(people), undefined, inAllColumns(ways.code)));
      }),
      runs(40),
    );
    expect(Math.max(...parts)).toBeGreaterThan(0.4);
  });
});

describe("a line that is given", () => {
  const book = compiled(analyzeFolder("examples/sdrma-2015"));
  const [person] = census(1);

  it.each(["code", "closures", "reference"] as const)("cannot be changed, rated by %s", (way) => {
    if (!person) throw new Error("the census is empty");
    const rated = waysOf(book)[way];
    const before = written(rated.rate(person, { asOf: DAY }));
    for (let i = 0; i < 5; i++)
      for (const line of rated.rate(person, { asOf: DAY }).lines) {
        expect(Object.isFrozen(line)).toBe(true);
        expect(Object.isFrozen(line.trace)).toBe(true);
        expect(Reflect.set(line, "premium", "0.00")).toBe(false);
        expect(Reflect.defineProperty(line.trace, 0, { value: "spoiled" })).toBe(false);
      }
    expect(written(rated.rate(person, { asOf: DAY }))).toBe(before);
  });

  it("stands in an answer that is the asker's own", () => {
    if (!person) throw new Error("the census is empty");
    const { code } = waysOf(book);
    const before = written(code.rate(person, { asOf: DAY }));
    for (let i = 0; i < 5; i++) {
      const answer = code.rate(person, { asOf: DAY });
      for (const list of [answer.lines, answer.errors, answer.remarks]) Reflect.set(list, 0, "spoiled");
      Reflect.set(answer.total ?? {}, "premium", "0.00");
      expect(written(code.rate(person, { asOf: DAY }))).toBe(before);
    }
  });
});

describe("what is no plain row of texts", () => {
  const book = compiled(analyzeFolder("examples/sdrma-2015"));
  const people = [...census(30)];
  const [person = {}] = people;
  class Row {
    constructor(row: Person) {
      Object.assign(this, row);
    }
  }
  const strange: Readonly<Record<string, unknown>> = {
    "a row without a prototype": Object.assign(Object.create(null), person),
    "a row of a class": new Row(person),
    "a row whose columns are inherited": Object.create(person),
    "a row with a number": { ...person, lives: 12 },
    "a row with a list": { ...person, county: ["Marin"] },
    "a row with nothing": { ...person, county: null },
    "a row with columns that are not said": { ...person, county: undefined, other: undefined },
    "a row with a column of its own": { ...person, nickname: "Al", 7: "seven", constructor: "x" },
    "a row with what every object has": JSON.parse(
      JSON.stringify({ ...person, toString: "yes" }).replace("toString", "__proto__"),
    ),
    "a row that computes its cells": Object.defineProperty({ ...person }, "county", {
      get: () => "Marin",
      enumerable: true,
    }),
    "a row that hides a cell": Object.defineProperty({ ...person }, "nickname", { value: "Al" }),
    "a row that throws": Object.defineProperty({ ...person }, "county", {
      get: () => {
        throw new Error("no county");
      },
      enumerable: true,
    }),
    "a row behind a proxy": new Proxy({ ...person }, {}),
    "a row in another order": Object.fromEntries(Object.entries(person).toReversed()),
    "a row that says what nobody said": { ...person, "volume of supplemental_life": "50000", members: "3" },
    "a row that says a blank where nobody said anything": { ...person, members: "  " },
    "a row of spaces": Object.fromEntries(Object.keys(person).map((column) => [column, " "])),
    "a list": ["x"],
    "a function": Object.setPrototypeOf(() => ({}), null),
  };
  it.each(Object.keys(strange))("%s is answered as by fractions", (what) => {
    const { code, reference } = waysOf(book);
    for (const row of people) code.rate(row, { asOf: DAY });
    const expected = asked(reference, strange[what]);
    for (let i = 0; i < 3; i++) {
      expect(asked(code, strange[what])).toBe(expected);
      expect(asked(code, person)).toBe(asked(reference, person));
    }
  });

  it("changes nothing where rows say more and more", () => {
    const ways = waysOf(book);
    const columns = [...ways.code.columns.keys()].filter((column) => !["id", "date"].includes(column));
    for (let i = 0; i < 6; i++) {
      const more = Object.fromEntries(columns.slice(8 * i, 8 * i + 8).map((column) => [column, "1"]));
      const row = { ...person, ...more };
      const expected = written(ways.reference.rate(row, { asOf: DAY }));
      for (let k = 0; k < 5_000; k++) ways.code.rate(row, { asOf: DAY });
      expect(written(ways.code.rate(row, { asOf: DAY }))).toBe(expected);
    }
  });
});

/** Disability: $1.50 for each $100 of a month's pay, of which the employer pays a share; rounded half up to the cent. */
const DISABILITY = `program pay "Pay" {
  effective  2020-01-01 to 2020-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  ltd   "Disability"
}

conventions {
  volume rounding      exact
  shares of a premium  round the employer share, the rest to employee
}

input pay    money per year
input share  percent from 0% to 100%

formula monthly  is pay by the month

coverage ltd {
  volume  monthly
}

rates for ltd {
  per   $100 of monthly volume per month
  rate  $1.50
}

contributions for ltd {
  employer  pays share of premium
}
`;

describe("more lines than are kept", () => {
  it("are right to the cent, by hand, and are not all kept", () => {
    const { code } = waysOf(compiled(analyzeText(DISABILITY)));
    expect([...code.leftToReference()]).toEqual([]);
    const rate = code.rowsOf(["ltd", "pay", "share"]);
    const dollars = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
    const given = new Set<PremiumLine>();
    let again = 0;
    for (let round = 0; round < 3; round++)
      for (let i = 0; i < 30_000; i++) {
        // Pay of a year in cents; a share in percent. 1.5% of a twelfth is an 800th: of $10,004.00 it is $12.505, a tie.
        const [pay, share] = [1_000_000 + 50 * i, [50, 75, 100][i % 3] ?? 0];
        const premium = Math.floor((pay + 400) / 800);
        const employer = Math.floor((premium * share + 50) / 100);
        const { lines, total } = rate(["yes", dollars(pay), String(share)]);
        const [line] = lines;
        expect(line?.premium).toBe(dollars(premium));
        expect(line?.employer).toBe(dollars(employer));
        expect(total).toEqual({
          premium: dollars(premium),
          employer: dollars(employer),
          employee: dollars(premium - employer),
        });
        if (line && given.has(line)) again++;
        else if (line) given.add(line);
      }
    expect(again).toBeGreaterThan(10_000);
    expect(given.size).toBeGreaterThan(30_000);
  });
});

describe("the code that looks for lines", () => {
  const book = compiled(analyzeFolder("examples/sdrma-2015"));
  // Some of them cannot be rated.
  const people = [...census(150)].map((person, i) =>
    i % 3 === 1 ? { ...person, "plan of medical": "access_hmo_15", hmo_available: "no" } : person,
  );
  /** Makes all code that looks for lines with a change, and answers how many answers are other than they should be. */
  const wrongWith = (change: (text: string) => string): number => {
    const make = Function;
    let changed = 0;
    vi.stubGlobal("Function", function made(...texts: string[]) {
      const text = texts.at(-1) ?? "";
      // With two places for each coverage, which a line takes at once, nearly all lines are asked for where others are.
      const crowded = text.replaceAll(/ & \d+, b/g, " & 1, b").replaceAll(/H\d+\[a\d+\] === h\d+/g, "true");
      const spoiled = text.includes("Math.imul") ? change(crowded) : text;
      if (spoiled !== text) changed++;
      return make(...texts.slice(0, -1), spoiled);
    });
    const { code, reference } = waysOf(book);
    let wrong = 0;
    for (const person of [...people, ...people])
      for (let time = 0; time < 2; time++) if (asked(code, person) !== asked(reference, person)) wrong++;
    expect(changed).toBeGreaterThan(0);
    return wrong;
  };

  it("is right as it is", () => {
    expect(wrongWith((text) => `${text}\n`)).toBe(0);
  });

  it("is found to be wrong where it does not read what decides", () => {
    const reads = new Set<string>();
    wrongWith((text) => {
      for (const [read] of text.matchAll(/const v\d+ = S\[\d+\];/g)) reads.add(read);
      return `${text}\n`;
    });
    const found = [...reads].filter(
      (read) => wrongWith((text) => text.replace(read, read.replace(/S\[\d+\]/, "0"))) > 0,
    );
    // Whether somebody works twenty hours a week, and the like, is alike for all of these people.
    expect(found.length).toBeGreaterThan(reads.size / 2);
  });

  it.each([
    ["the numbers of few values are not compared", /\b(k\d+|K\d+\[b\d+\]) === \w+ && /g, ""],
    ["a share is not compared", / && K\d+\[b\d+ \+ \d+\] === \w+(?=\))/g, ""],
    ["the amount of another place is added", /p \+= K0\[b0 \+ (\d+)\]/g, "p += K0[(b0 ^ 8) + $1]"],
    [
      "the employer's share is the employee's",
      /q \+= (K\d+)\[b(\d+) \+ (\d+) \+ 1\]/g,
      "q += $1[b$2 + $3 + 2]",
    ],
    ["a line is not told to be missed", /m\+\+;/g, ";"],
    ["what stood at a place is not taken from it", /E0\[a0\] = undefined;/g, ""],
  ])("is found to be wrong where %s", (_, what, instead) => {
    expect(wrongWith((text) => text.replaceAll(what, instead))).toBeGreaterThan(0);
  });
});
