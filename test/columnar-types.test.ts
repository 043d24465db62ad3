// What a cell of each type of Arrow means, and which are refused.
import { rateArrow, Refused } from "@planwright/columnar";
import { type Book, prepare } from "@planwright/evaluator";
import {
  Bool,
  type DataType,
  DateDay,
  DateMillisecond,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampSecond,
  Uint64,
  Utf8,
  Vector,
  vectorFromArray,
} from "apache-arrow";
import { describe, expect, it } from "vitest";
import { decimalVector, linesOf } from "./support/arrow.ts";
import { analyzeText, compiled } from "./support/programs.ts";

// The premium of life is the tenth part of a percent of the pay, so that it shows the pay: $50,000 costs $50.00.
const TEXT = `program types "Types" {
  effective  2020-01-01 to 2020-12-31
  currency   USD
  rounding   half up to cent
}

coverages {
  life  "Life"
}

conventions {
  age                  in completed years on the date rated
  volume rounding      exact
  shares of a premium  round the employer share, the rest to employee
}

input pay    money
input share  percent from 0% to 100%
input birth  date
input age    age of employee from birth
input town   text

coverage life {
  volume  pay
}

rates for life {
  per  $1,000 of volume per month

  age          | rate
  under 60     | $1.00
  60 and over  | $2.00
}

contributions for life {
  employer pays share
}
`;

const book: Book = prepare(compiled(analyzeText(TEXT)));

type Columns = Readonly<Record<string, Vector>>;

/** Rates people with some columns, of whom all others say the same. */
function rated(columns: Columns, rows: number): readonly Record<string, unknown>[] {
  const all = (text: string) => vectorFromArray(Array<string>(rows).fill(text), new Utf8());
  const others = { pay: all("50000"), share: all("50"), birth: all("1990-01-01"), life: all("yes") };
  return linesOf(rateArrow(book, new Table({ ...others, ...columns })));
}

const premiums = (columns: Columns, rows: number) =>
  rated(columns, rows).map(({ premium, error }) => premium ?? error);

const vector = (values: readonly unknown[], type: DataType): Vector => vectorFromArray([...values], type);

/** A column from its bytes. */
const raw = (
  type: Float64 | Float32 | Uint64 | Int64 | DateMillisecond | TimestampSecond,
  data: object,
): Vector => new Vector([makeData({ type, data } as Parameters<typeof makeData>[0])]);

describe("numbers", () => {
  it("of floats are the decimals next to them", () => {
    const pay = raw(new Float64(), Float64Array.of(50_000, 50_000.1, 12_345.67, -0));
    // 50,000.1 × $1 / 1,000 = 50.0001; 12.34567; nothing for nothing
    expect(premiums({ pay }, 4)).toEqual(["5000e-2", "5000e-2", "1235e-2", "0e-2"]);
  });

  it("of floats that stand for no decimal are told, row by row, and not rounded", () => {
    const pay = raw(
      new Float64(),
      Float64Array.of(0.1 + 0.2, 50_000, Number.NaN, 1 / 3, Number.POSITIVE_INFINITY),
    );
    const place = (value: string) =>
      `pay: ${value} is a float that stands for no decimal of at most 6 places. Write the column as decimals or texts.`;
    expect(premiums({ pay }, 5)).toEqual([
      place("0.30000000000000004"),
      "5000e-2",
      "pay: NaN is no number; an empty cell is null.",
      place("0.3333333333333333"),
      "pay: Infinity is no number; an empty cell is null.",
    ]);
  });

  it("of single floats have the digits that single floats hold", () => {
    // 87.1 as a single float is 87.0999984741…; 123,456.79 and 123,456.80 share one.
    const share = raw(new Float32(), Float32Array.of(87.1, 50));
    expect(rated({ share }, 2).map(({ employer }) => employer)).toEqual(["4355e-2", "2500e-2"]);
    const pay = raw(new Float32(), Float32Array.of(123_456.79, 50_000.5));
    expect(premiums({ pay }, 2)).toEqual([expect.stringContaining("stands for no decimal"), "5000e-2"]);
  });

  it("are whole ones of any size, and decimals of any scale", () => {
    const large = raw(new Int64(), BigInt64Array.of(9_007_199_254_740_993n, 50_000n));
    // Beyond what a double holds, and in units of $1,000 beyond what a column holds.
    expect(premiums({ pay: large }, 2)).toEqual([
      "This row has a figure with more digits than a column holds: CSV and JSON lines can tell it.",
      "5000e-2",
    ]);
    // 7,000.00500000000000001 / 1,000 is more than 7.005, which rounds up; the figure has 22 digits.
    expect(
      premiums({ pay: decimalVector(["7005.00000000000000001", "7004.99999999999999999"], 17) }, 2),
    ).toEqual(["701e-2", "700e-2"]);
    expect(premiums({ pay: raw(new Uint64(), BigUint64Array.of(60_000n)) }, 1)).toEqual(["6000e-2"]);
    expect(premiums({ pay: decimalVector(["50000.25", ""], 20) }, 2)).toEqual([
      "5000e-2",
      expect.stringContaining("pay"),
    ]);
    expect(premiums({ pay: decimalVector(["55555.555"], 3) }, 1)).toEqual(["5556e-2"]);
  });

  it("that may be a percentage or a share are asked about", () => {
    const share = raw(new Float64(), Float64Array.of(0.5, 50));
    expect(rated({ share }, 2).map(({ error, employer }) => error ?? employer)).toEqual([
      "share 0.5 could be 0.5% or 50%. Write it with its sign.",
      "2500e-2",
    ]);
  });
});

describe("dates", () => {
  it("are days, before 1900 as well, and of every leap year", () => {
    // 60 on 2020-01-01 is who was born in 1959 or before: $2 instead of $1 a thousand.
    const days = ["1850-03-01", "1960-02-29", "1959-12-31", "1900-02-28", "2000-02-29"];
    const birth = vector(
      days.map((day) => new Date(`${day}T00:00:00Z`)),
      new DateDay(),
    );
    expect(premiums({ birth }, 5)).toEqual(
      ["10000e-2", "5000e-2", "10000e-2", "10000e-2", "5000e-2"].map((one, i) =>
        // Nobody is older than 130.
        i === 0 ? expect.stringMatching(/130/) : one,
      ),
    );
  });

  it("of milliseconds and of moments at midnight are days; other moments are told", () => {
    const day = BigInt(Date.parse("1950-06-01T00:00:00Z"));
    const noon = day + 43_200_000n;
    const why =
      "birth: This is a moment with a time of day, and a day is asked for. Write the column as dates.";
    expect(premiums({ birth: raw(new DateMillisecond(), BigInt64Array.of(day, noon)) }, 2)).toEqual([
      "10000e-2",
      why,
    ]);
    const seconds = raw(new TimestampSecond("UTC"), BigInt64Array.of(day / 1000n, noon / 1000n));
    expect(premiums({ birth: seconds }, 2)).toEqual(["10000e-2", why]);
  });

  it("outside the calendar that is written with four digits are told", () => {
    const birth = raw(
      new DateMillisecond(),
      BigInt64Array.of(-86_400_000n * 800_000n, 86_400_000n * 4_000_000n),
    );
    expect(premiums({ birth }, 2)).toEqual(
      Array(2).fill("birth: This date lies outside the years 1 to 9999."),
    );
  });

  it("of a time zone are refused: which day it is depends on where one is", () => {
    const birth = raw(new TimestampSecond("America/Los_Angeles"), BigInt64Array.of(0n));
    expect(() => premiums({ birth }, 1)).toThrow(
      "`birth` holds moments of the time zone America/Los_Angeles",
    );
  });
});

describe("dictionaries", () => {
  const named = (codes: Int16Array, names: readonly (string | null)[]): Vector =>
    new Vector([
      makeData({
        type: new Dictionary(new Utf8(), new Int16()),
        data: codes,
        dictionary: vectorFromArray([...names], new Utf8()),
      }),
    ]);

  it("may hold nulls, and codes of nothing", () => {
    const pay = named(Int16Array.of(0, 1, 2, -1), ["60000", null, "70000"]);
    const none = expect.stringContaining("pay");
    expect(premiums({ pay }, 4)).toEqual(["6000e-2", none, "7000e-2", none]);
  });

  it("may be longer than the rows", () => {
    const names = Array.from({ length: 500 }, (_, i) => String(1000 * (i + 1)));
    expect(premiums({ pay: named(Int16Array.of(59, 499, 59), names) }, 3)).toEqual([
      "6000e-2",
      "50000e-2",
      "6000e-2",
    ]);
  });

  it("may hold numbers", () => {
    const type = new Dictionary(new Float64(), new Int32());
    const dictionary = raw(new Float64(), Float64Array.of(60_000, 1 / 3));
    const pay = new Vector([makeData({ type, data: Int32Array.of(1, 0), dictionary })]);
    expect(premiums({ pay }, 2)).toEqual([expect.stringContaining("stands for no decimal"), "6000e-2"]);
  });
});

describe("a table", () => {
  const texts = (values: readonly (string | null)[]) => vectorFromArray([...values], new Utf8());

  it("of no rows, or of no batches, has no premiums and all columns", () => {
    const schema = new Schema([new Field("pay", new Utf8())]);
    for (const table of [new Table(schema), new Table({ pay: texts([]) })]) {
      const result = rateArrow(book, table);
      expect(result.numRows).toBe(0);
      expect(result.schema.fields.map(({ name }) => name)).toEqual([
        ...["id", "coverage", "plan", "rate", "per", "quantity", "premium", "employer", "employee", "error"],
      ]);
    }
  });

  it("that is cut out of another keeps its nulls", () => {
    const pay = texts(["1", null, "60000", "2", null, "70000", null, "3", "4", "80000", "5"]);
    const birth = vector(Array(11).fill(new Date(0)), new DateDay());
    const life = vector(Array<boolean>(11).fill(true), new Bool());
    const share = texts(Array<string>(11).fill("50"));
    const table = new Table({ pay, birth, share, life }).slice(2, 7);
    expect(linesOf(rateArrow(book, table)).map(({ premium }) => premium)).toEqual([
      ...["6000e-2", "0e-2", null, "7000e-2", null],
    ]);
  });

  it("with letters of several bytes is read as it is written", () => {
    const id = texts(["Ärzte", "名", "", "🙂 x", null]);
    const all = (text: string) => texts(Array<string>(5).fill(text));
    const lines = rateArrow(
      book,
      new Table({ id, pay: all("50000"), birth: all("1990-01-01"), share: all("50") }),
    );
    expect(linesOf(lines).map((line) => line.id)).toEqual(["Ärzte", "名", null, "🙂 x", null]);
  });

  it("tells the table of the rate book and its row, where that is asked", () => {
    const [birth, life] = [texts(["1950-01-01"]), texts(["yes"])];
    const table = new Table({ pay: texts(["1000"]), birth, life, share: texts(["1"]) });
    const [line] = linesOf(rateArrow(book, table, { provenance: true }));
    const place = book.prepared.book.rates[Number(line?.table)]?.rows[Number(line?.row)];
    expect([line?.table, line?.row, place]).toMatchObject([0, 1, { rate: "2" }]);
  });

  it("with a column that is unknown, stands twice or holds lists is refused in words", () => {
    const pay = texts(["1"]);
    const refusal = (table: Table): string => {
      try {
        rateArrow(book, table);
      } catch (thrown) {
        if (thrown instanceof Refused) return `${thrown.message}\n${thrown.advice}`;
        throw thrown;
      }
      return "";
    };
    expect(refusal(new Table({ shar: pay }))).toBe("The program has no column `shar`\nDid you mean `share`?");
    const fields = [new Field("pay", new Utf8()), new Field("pay", new Utf8())];
    const children = [...pay.data, ...pay.data];
    const data = makeData({ type: new Struct(fields), length: 1, children });
    const twice = new RecordBatch(new Schema(fields), data);
    expect(refusal(new Table([twice]))).toContain("Two columns are called pay");
    const list = vectorFromArray([["a"]], new List(new Field("item", new Utf8())));
    expect(refusal(new Table({ town: list }))).toBe(
      "`town` is of the Arrow type List<Utf8>\nA cell of a census is a text, a number, a date, or yes or no; --ignore leaves a column out.",
    );
    expect(rateArrow(book, new Table({ town: list, pay }), { ignore: ["town"] }).numRows).toBe(1);
  });
});
