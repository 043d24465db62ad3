// Column by column the premiums are those of row by row, and so those of exact fractions.
import type {
  Book,
  Census,
  CensusColumn,
  CoverageColumns,
  Person,
  RatedColumns,
} from "@planwright/evaluator";
import { prepare } from "@planwright/evaluator";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { census } from "./bench/census.ts";
import { generate } from "./bench/generate.ts";
import { analyzeFolder, analyzeText, compiled } from "./support/programs.ts";
import { randomPerson, randomProgram } from "./support/random-rates.ts";
import { spoiledRow, written } from "./support/rated-alike.ts";

vi.setConfig({ testTimeout: 120_000 });

const runs = (numRuns: number) => ({ numRuns, seed: 20150101 });

/**
 * A column as it may come: texts, names with codes, numbers or days where all cells are some. As a text `0.5` may be meant as
 * a share and is refused as a percentage; as a number it is half of one percent.
 */
function columnOf(cells: readonly (string | undefined)[], seed: number): CensusColumn {
  const said = cells.filter((cell) => cell !== undefined && cell.trim() !== "");
  if (seed % 3 === 0) return { kind: "texts", texts: cells };
  if (
    seed % 3 === 1 &&
    said.length > 0 &&
    said.every((cell) => /^(0|[1-9]\d{0,8}(\.\d[1-9])?)$/.test(cell ?? ""))
  )
    return {
      kind: "numbers",
      parts: 100,
      numbers: Float64Array.from(cells, (cell) =>
        cell?.trim() ? Math.round(Number(cell) * 100) : Number.NaN,
      ),
    };
  if (seed % 3 === 1 && said.length > 0 && said.every((cell) => /^\d{4}-\d\d-\d\d$/.test(cell ?? "")))
    return { kind: "days", days: Int32Array.from(cells, (cell) => Number(cell?.replaceAll("-", "") ?? 0)) };
  const names = [...new Set(said)].filter((name) => name !== undefined);
  const codes = cells.map((cell) => names.indexOf(cell ?? ""));
  return {
    kind: "names",
    names,
    codes: seed % 2 === 0 && names.length < 128 ? Int8Array.from(codes) : Int16Array.from(codes),
  };
}

const censusOf = (people: readonly Person[], seed: number): Census => ({
  rows: people.length,
  columns: Object.fromEntries(
    [...new Set(people.flatMap((person) => Object.keys(person)))].map((name, i) => [
      name,
      columnOf(
        people.map((person) => person[name]),
        seed + i,
      ),
    ]),
  ),
});

/** Whether a number of parts is the figure that a text writes. */
function isFigure(
  numbers: Float64Array | Int32Array | undefined,
  parts: number,
  row: number,
  text: string | null | undefined,
): boolean {
  const [units = "", rest = ""] = (text ?? "").split(".");
  return BigInt(numbers?.[row] ?? -1) * 10n ** BigInt(rest.length) === BigInt(units + rest) * BigInt(parts);
}

function expectLine(
  book: Book,
  column: CoverageColumns,
  row: number,
  person: Person,
  asOf: string | undefined,
): void {
  const line = book.rate(person, { asOf }).lines.find(({ coverage }) => coverage === column.coverage);
  const found = { row, coverage: column.coverage, status: column.status[row] };
  expect({ ...found, status: line ? 1 : 0 }).toEqual(found);
  if (!line) return;
  const { premium, employer, employee } = column;
  expect(column.choices[column.choice[row] ?? -1] ?? null).toBe(line.plan);
  const figures = { premium, employer, employee } as const;
  for (const [name, amounts] of Object.entries(figures)) {
    const text = line[name as keyof typeof figures];
    if (amounts)
      expect({ name, text, same: isFigure(amounts.numbers, amounts.parts, row, text) }).toEqual({
        name,
        text,
        same: true,
      });
    else expect(text).toBeNull();
  }
  // Rates and quantities are written with eight decimals, and may have more.
  for (const name of ["rate", "quantity"] as const) {
    const value = (column[name].numbers[row] ?? -1) / column[name].parts;
    expect(Math.abs(value - Number(line[name]))).toBeLessThan(1e-8 + value * 1e-15);
  }
}

function expectColumns(book: Book, people: readonly Person[], rated: RatedColumns, asOf?: string): number {
  for (const [row, person] of people.entries()) {
    const apart = rated.apart.get(row);
    if (apart) expect(written(apart)).toBe(written(book.rate(person, { asOf })));
    else for (const column of rated.coverages) expectLine(book, column, row, person, asOf);
  }
  return people.length - rated.apart.size;
}

/** Numbers say less than texts: a row of a census in columns is the text that its number stands for, or is empty. */
const plainly = ({ salary, share, ...rest }: Person): Person => ({
  ...rest,
  salary: /^(\d+(\.\d\d)?)?$/.test(salary ?? "") ? salary : "50000",
  share: /^\d*$/.test(share ?? "") ? share : "40",
});

describe("a census in columns", () => {
  const reference = prepare(compiled(analyzeFolder("examples/sdrma-2015")), { ratedBy: "reference" });
  const asOf = "2015-03-01";

  it("is rated as row by row", () => {
    const people = [...census(400)];
    const rated = reference.rateColumns(censusOf(people, 1), { asOf });
    expect(expectColumns(reference, people, rated, asOf)).toBe(people.length);
  });

  it("sets apart the rows that cannot be rated, with their answers", () => {
    const row = spoiledRow(reference.prepared.book, [...census(100)]);
    fc.assert(
      fc.property(fc.array(row, { minLength: 20, maxLength: 20 }), (people) => {
        expectColumns(reference, people, reference.rateColumns(censusOf(people, 0), { asOf }), asOf);
      }),
      runs(30),
    );
  });

  it("tells the table and the row of each rate, where that is asked", () => {
    const people = [...census(50)];
    const { coverages } = reference.rateColumns(censusOf(people, 2), { asOf, provenance: true });
    const { book } = reference.prepared;
    let found = 0;
    for (const { coverage, status, rate, table, row } of coverages)
      for (const [i] of people.entries()) {
        if (status[i] !== 1) continue;
        const place = book.rates[table?.[i] ?? -1];
        const cell = place?.rows[row?.[i] ?? -1];
        expect(place?.coverages).toContain(coverage);
        if (cell && "rate" in cell && isFigure(rate.numbers, rate.parts, i, cell.rate)) found++;
      }
    // All but those on COBRA, whose rate follows from another.
    expect(found).toBeGreaterThan(200);
  });

  it("sets apart who has no number where one is needed, and leaves it to others where it is not", () => {
    const people = [...census(60)].map((person, i) => ({
      ...person,
      ...(i % 3 === 0 ? { annual_salary: "" } : i % 3 === 1 ? { hours: "" } : {}),
    }));
    const numbers = (name: "annual_salary" | "hours"): CensusColumn => ({
      kind: "numbers",
      parts: 100,
      numbers: Float64Array.from(people, (person) =>
        person[name] === "" ? Number.NaN : Math.round(Number(person[name]) * 100),
      ),
    });
    const { rows, columns } = censusOf(people, 0);
    const rated = reference.rateColumns(
      { rows, columns: { ...columns, annual_salary: numbers("annual_salary"), hours: numbers("hours") } },
      { asOf },
    );
    expectColumns(reference, people, rated, asOf);
    expect(rated.apart.size).toBeGreaterThan(5);
    expect(rated.apart.size).toBeLessThan(people.length);
  });

  it("gives the figures that are asked for, and leaves out the others", () => {
    const people = censusOf([...census(60)], 1);
    const all = reference.rateColumns(people, { asOf });
    const some = reference.rateColumns(people, { asOf, figures: ["premium", "employer"] });
    for (const [i, { status, premium, employer, employee, rate, choice }] of some.coverages.entries()) {
      const whole = all.coverages[i];
      expect([...status]).toEqual([...(whole?.status ?? [])]);
      for (const row of [...status.keys()].filter((one) => status[one] === 1)) {
        expect(premium.numbers[row]).toBe(whole?.premium.numbers[row]);
        expect(employer?.numbers[row]).toBe(whole?.employer?.numbers[row]);
      }
      expect([employee, rate.numbers.length, choice.length]).toEqual([undefined, 0, 0]);
    }
  });

  it("is empty where nobody is in it", () => {
    const { coverages, apart } = reference.rateColumns({ rows: 0, columns: {} });
    expect(coverages.every(({ status }) => status.length === 0)).toBe(true);
    expect(apart.size).toBe(0);
  });

  it("is rated where a column has more names than codes of eight bits can be", () => {
    const people = [...census(400)].map((person, i) => ({
      ...person,
      county: i % 2 === 0 ? `county number ${i}` : person.county,
    }));
    const rated = reference.rateColumns(censusOf(people, 2), { asOf });
    expect(expectColumns(reference, people, rated, asOf)).toBe(people.length / 2);
  });

  it("is rated anew where the next one says other things in the same columns", () => {
    const people = [...census(300)];
    for (const some of [people.slice(0, 20), people.slice(20, 25), people.slice(25)])
      for (const seed of [0, 1, 2])
        expectColumns(reference, some, reference.rateColumns(censusOf(some, seed), { asOf }), asOf);
  });

  it("reads each column of a census, though those of the one before were the same", () => {
    const people = [...census(40)];
    const { rows, columns } = censusOf(people, 0);
    const [employer, dependent] = (["employer_share", "dependent_share"] as const).map((name) => {
      const texts = people.map((person) => person[name]);
      const numbers = Float64Array.from(texts, (text) => (text ? Number(text) * 1000 : Number.NaN));
      return { texts, column: { kind: "numbers", parts: 1000, numbers } as const };
    });
    if (!employer || !dependent) throw new Error("no shares");
    for (const [own, other] of [
      [employer, employer],
      [employer, dependent],
      [dependent, employer],
    ] as const) {
      const said = { ...columns, employer_share: own.column, dependent_share: other.column };
      const alike = people.map((person, i) => ({
        ...person,
        employer_share: own.texts[i] ? `${own.texts[i]}%` : "",
        dependent_share: other.texts[i] ? `${other.texts[i]}%` : "",
      }));
      expectColumns(reference, alike, reference.rateColumns({ rows, columns: said }, { asOf }), asOf);
    }
  });

  it("sets apart whose day is none of the calendar, and nobody whose is", () => {
    const texts = ["1980-02-29", "1981-02-28", "1980-01-31", "1980-11-30", "1980-12-01", "1980-12-31"];
    const none = [
      "1981-02-29",
      "1900-02-29",
      "1980-13-01",
      "1980-04-31",
      "1980-00-10",
      "1980-12-00",
      "1980-12-32",
    ];
    for (const days of [texts, ...none.map((day) => [day, ...texts.slice(1)])]) {
      const people = [...census(days.length)].map((person, i) => ({ ...person, birth: days[i] ?? "" }));
      const { rows, columns } = censusOf(people, 0);
      const birth: CensusColumn = {
        kind: "days",
        days: Int32Array.from(days, (day) => Number(day.replaceAll("-", ""))),
      };
      const rated = reference.rateColumns({ rows, columns: { ...columns, birth } }, { asOf });
      expectColumns(reference, people, rated, asOf);
      expect([...rated.apart.keys()]).toEqual(days === texts ? [] : [0]);
    }
  });

  it("takes what a column does not reach for empty cells", () => {
    const people = [...census(9)];
    const { rows, columns } = censusOf(people, 2);
    for (const name of ["tier", "plan of medical", "plan of vision", "annual_salary", "birth"] as const) {
      const texts = people.map((person, i) => (i < 5 ? person[name] : ""));
      const names = [...new Set(texts)].filter((text) => text !== "");
      const codes = Int8Array.from(texts, (text) => names.indexOf(text)).subarray(0, 5);
      const said = { ...columns, [name]: { kind: "names", names, codes } as const };
      const without = people.map((person, i) => ({ ...person, [name]: texts[i] }));
      const rated = reference.rateColumns({ rows, columns: said }, { asOf });
      expectColumns(reference, without, rated, asOf);
      // Who has no plan is rated for the rest; nobody else is set apart without a reason.
      for (const { errors } of rated.apart.values()) expect(errors.length).toBeGreaterThan(0);
    }
  });

  it("takes a code that is no place among the names for an empty cell", () => {
    const people = [...census(8)].map((person) => ({ ...person, "plan of vision": "" }));
    const { rows, columns } = censusOf(people, 0);
    const codes = Int8Array.of(-1, -2, 5, -1, 127, -128, 1, -1);
    const rated = reference.rateColumns(
      { rows, columns: { ...columns, "plan of vision": { kind: "names", names: ["vision_1"], codes } } },
      { asOf },
    );
    expect(expectColumns(reference, people, rated, asOf)).toBe(people.length);
  });

  it("sets everybody apart on a day outside the program", () => {
    const people = [...census(2)];
    const rated = reference.rateColumns(censusOf(people, 1), { asOf: "2014-01-01" });
    expect(rated.apart.get(1)?.errors[0]?.message).toMatch(/outside the program/);
  });
});

describe("a program whose rates change within its period", () => {
  const ratesIn = (period: string, [single, family]: readonly [string, string]) => `
rates for medical effective ${period} {
  per  enrollment per month

  plan by tier |    single |    family
  gold         | ${single} | ${family}
}`;
  const program = `program p "P" {
  effective  2020-01-01 to 2020-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  medical  "Medical"
}

tiers {
  single  "Single"  covers employee
  family  "Family"  covers employee and 1 or more dependents
}

plan gold "Gold" for medical {
}
${ratesIn("2020-01-01 to 2020-06-30", ["$100.00", "$250.00"])}
${ratesIn("2020-07-01 to 2020-12-31", ["$110.00", "$275.00"])}`;

  it("is rated on each day with the rates of that day, one after the other", () => {
    const book = prepare(compiled(analyzeText(program)));
    const people: Census = {
      rows: 2,
      columns: {
        tier: { kind: "names", names: ["single", "family"], codes: Int8Array.of(0, 1) },
        "plan of medical": { kind: "texts", texts: ["gold", "gold"] },
      },
    };
    const premiumsOn = (asOf: string) => {
      const [medical] = book.rateColumns(people, { asOf }).coverages;
      return [...(medical?.premium.numbers ?? [])].map((cents) => cents / (medical?.premium.parts ?? 1));
    };
    expect(premiumsOn("2020-03-01")).toEqual([100, 250]);
    expect(premiumsOn("2020-09-01")).toEqual([110, 275]);
    expect(premiumsOn("2020-03-01")).toEqual([100, 250]);
  });
});

describe.each(["scjpia-1990", "lodi-1985", "ascip-2021", "mendocino-staywell", "sdrma-2015"])(
  "the program of %s",
  (name) => {
    const book = prepare(compiled(analyzeFolder(`examples/${name}`)), { ratedBy: "reference" });
    const people = book.prepared.book.examples.map(({ given: { date: _, ...person } }) => person);

    it("rates the people of its examples in columns as in rows, whichever columns a census has", () => {
      const row = spoiledRow(book.prepared.book, people);
      let inColumns = expectColumns(book, people, book.rateColumns(censusOf(people, 0)));
      fc.assert(
        fc.property(fc.array(row, { minLength: 5, maxLength: 5 }), (drawn) => {
          const plain = drawn.map(({ date: _, ...person }) => person);
          inColumns += expectColumns(book, plain, book.rateColumns(censusOf(plain, 0)));
        }),
        runs(40),
      );
      expect(inColumns).toBeGreaterThan(0);
    });
  },
);

describe("a rate table of two coverages", () => {
  const program = `program p "P" {
  effective  2020-01-01 to 2020-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  dental  "Dental"
  vision  "Vision"
}

tiers {
  single  "Single"  covers employee
  couple  "Couple"  covers employee and 1 dependent
  family  "Family"  covers employee and 2 or more dependents
}

input grade  choice of a, b  "Grade"

plan d "D" for dental {
}

plan v "V" for vision {
}

rates for dental, vision {
  per  enrollment per month

  grade by tier |  single |   couple |      family
  a             |  $10.00 |   $20.00 |      $30.00
  b             |  $11.00 |   $21.00 | not offered
}`;

  it("sets both apart where it has no rate, and leaves one where only the other is held", () => {
    const book = prepare(compiled(analyzeText(program)), { ratedBy: "reference" });
    const people = ["a", "b"].flatMap((grade) =>
      ["single", "couple", "family"].flatMap((tier) =>
        [
          { "plan of dental": "d", "plan of vision": "v" },
          { "plan of dental": "", "plan of vision": "v" },
        ].map((plans): Person => ({ grade, tier, ...plans })),
      ),
    );
    // Five of the six ways have a rate, and are rated with two plans and with one.
    expect(expectColumns(book, people, book.rateColumns(censusOf(people, 2)))).toBe(5 * 2);
  });
});

describe("a program of many coverages", () => {
  const book = prepare(compiled(analyzeText(generate({ markets: 40, areas: 2 }).text)), {
    ratedBy: "reference",
  });
  const people = book.prepared.book.examples.map(({ given: { date: _, ...person } }) => person);

  it("is rated in several loops as row by row", () => {
    expect(book.prepared.coverages.size).toBeGreaterThan(100);
    expect(expectColumns(book, people, book.rateColumns(censusOf(people, 2)))).toBe(people.length);
  });
});

describe("a program that nobody wrote", () => {
  it("rates columns as rows", () => {
    let inColumns = 0;
    fc.assert(
      fc.property(
        randomProgram,
        fc.array(randomPerson, { minLength: 20, maxLength: 20 }),
        fc.nat(2),
        (text, drawn, seed) => {
          const book = prepare(compiled(analyzeText(text)), { ratedBy: "reference" });
          const people = drawn.map(({ date: _, ...person }) => plainly(person));
          inColumns += expectColumns(book, people, book.rateColumns(censusOf(people, seed)));
        },
      ),
      runs(40),
    );
    expect(inColumns).toBeGreaterThan(100);
  });
});
