// Files of Arrow and Parquet are rated as the CSV of the same people, and premiums are written as such files.
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  Field,
  Float64,
  List,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { parquetWriteBuffer } from "hyparquet-writer";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { linesOf } from "./support/arrow.ts";
import { bundleWhenStale, folderWith, planwright, type Ran, removeFolders } from "./support/cli.ts";
import { ROOT } from "./support/programs.ts";

vi.setConfig({ testTimeout: 120_000 });

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

const FIXTURES = join(ROOT, "test/fixtures/columnar");
const files = readdirSync(FIXTURES).filter((name) => /\.(arrow|arrows|feather|parquet)$/.test(name));
const PEOPLE = join(FIXTURES, "people.csv");

/** Has Node collect what nobody holds any more before it ends. */
const COLLECT = `import v8 from "node:v8";
import vm from "node:vm";
v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc");
let left = 3;
process.on("beforeExit", () => {
  if (left-- <= 0) return;
  collect();
  setTimeout(() => undefined, 20);
});
`;

const rate = (census: string, ...more: readonly string[]): Promise<Ran> =>
  planwright(["rate", "examples/sdrma-2015", "--as-of", "2015-03-01", "--census", census, ...more]);

describe("a file of people", () => {
  it("is there in all that others write", () => expect(files.length).toBe(15));

  it.each(files)("%s has the premiums of the CSV", async (name) => {
    expect(await rate(join(FIXTURES, name), "--format", "csv")).toEqual(
      await rate(PEOPLE, "--format", "csv"),
    );
  });

  it("is told as a table, as JSON lines and with what leads to each premium, as the CSV is", async () => {
    for (const more of [[], ["--format", "json"], ["--explain"]])
      for (const name of ["lz4.feather", "zstd.parquet"])
        expect(await rate(join(FIXTURES, name), ...more)).toEqual(await rate(PEOPLE, ...more));
  });
});

describe("premiums", () => {
  const from = ["people.csv", "stream.arrows", "none.parquet"];
  /** Lines of the CSV, with figures as whole units. */
  async function expected(): Promise<readonly Record<string, unknown>[]> {
    const { stdout } = await rate(PEOPLE, "--format", "json");
    const units = (text: string | null, places: number) => {
      if (text === null) return null;
      const [whole = "", rest = ""] = text.split(".");
      return `${BigInt(whole + rest.padEnd(places, "0"))}e-${places}`;
    };
    return stdout
      .trim()
      .split("\n")
      .flatMap((line) => {
        const { id, lines } = JSON.parse(line) as { id: string; lines: Record<string, string | null>[] };
        return lines.map(({ coverage, plan, rate, per, quantity, premium, employer, employee }) => ({
          ...{ id, coverage, plan, rate: units(rate ?? "", 8), per, quantity: units(quantity ?? "", 8) },
          ...{ premium: units(premium ?? "", 2), employer: units(employer ?? null, 2) },
          ...{ employee: units(employee ?? null, 2), error: null },
        }));
      });
  }

  it.each(from)("of %s are written as Arrow", async (name) => {
    const out = join(folderWith({}), "premiums.arrow");
    expect(await rate(join(FIXTURES, name), "--format", "arrow", "--out", out)).toMatchObject({
      status: 0,
      stderr: "",
    });
    expect(linesOf(tableFromIPC(readFileSync(out)))).toEqual(await expected());
  });

  it.each(from)("of %s are written as Parquet", async (name) => {
    const out = join(folderWith({}), "premiums.parquet");
    expect(await rate(join(FIXTURES, name), "--format", "parquet", "--out", out)).toMatchObject({
      status: 0,
      stderr: "",
    });
    const bytes = readFileSync(out);
    const rows = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
      compressors,
    });
    const due = await expected();
    const number = (units: unknown) =>
      typeof units === "string" ? Number(units.replace(/(\d*)e-(\d)/, "$1e-$2")) : null;
    expect(rows).toHaveLength(due.length);
    for (const [i, row] of rows.entries()) {
      const { premium, rate: of, employer, ...names } = row;
      const line = due[i] ?? {};
      expect(names).toMatchObject({
        id: line.id,
        coverage: line.coverage,
        plan: line.plan,
        per: line.per,
        error: null,
      });
      expect(premium).toBeCloseTo(number(line.premium) ?? Number.NaN, 6);
      expect(of).toBeCloseTo(number(line.rate) ?? Number.NaN, 6);
      if (line.employer === null) expect(employer).toBeNull();
      else expect(employer).toBeCloseTo(number(line.employer) ?? Number.NaN, 6);
    }
  });

  it("are for a file or a pipe, and not explained", async () => {
    expect(await rate(PEOPLE, "--format", "parquet", "--explain")).toEqual({
      status: 2,
      stdout: "",
      stderr: "--explain is told in words, and --format parquet has columns\n→ Leave out one of the two.\n",
    });
  });

  it("of nobody are a file without rows", async () => {
    const folder = folderWith({ "none.csv": `${readFileSync(PEOPLE, "utf8").split("\n")[0]}\n` });
    const [arrow, parquet] = [join(folder, "a.arrow"), join(folder, "a.parquet")];
    await rate(join(folder, "none.csv"), "--format", "arrow", "--out", arrow);
    expect(tableFromIPC(readFileSync(arrow)).numRows).toBe(0);
    expect(tableFromIPC(readFileSync(arrow)).schema.fields).toHaveLength(10);
    const ran = await rate(arrow, "--ignore", "coverage", "--format", "csv");
    expect(ran.stderr).toContain("has no column `rate`");
    await rate(join(folder, "none.csv"), "--format", "parquet", "--out", parquet);
    expect(await rate(parquet, "--format", "csv", "--ignore", "coverage")).toMatchObject({ status: 2 });
  });
});

const texts = (cells: readonly (string | null)[]) => vectorFromArray([...cells], new Utf8());
const arrow = (columns: Readonly<Record<string, Vector>>): Uint8Array =>
  tableToIPC(new Table({ ...columns }), "file");

/** Rates a file with such bytes. */
async function rated(bytes: Uint8Array | string, name: string, ...more: readonly string[]): Promise<Ran> {
  const folder = folderWith({});
  writeFileSync(join(folder, name), bytes);
  return await planwright(
    ["rate", join(ROOT, "examples/sdrma-2015"), "--census", name, "--format", "csv", ...more],
    { cwd: folder },
  );
}

describe("rows that are not rated", () => {
  const [header = [], ...people] = readFileSync(PEOPLE, "utf8")
    .split("\n")
    .map((line) => line.split(","));
  const columns: Readonly<Record<string, readonly (string | null)[]>> = {
    ...Object.fromEntries(header.map((name, i) => [name, people.slice(0, 4).map((row) => row[i] || null)])),
    id: ["a", null, "c", "d"],
    date: ["2015-03-01", null, "2014-01-01", "2015-03-01"],
    status: ["active", "actve", "active", "retiree"],
  };
  const csv = [
    Object.keys(columns).join(","),
    ...["a", "", "c", "d"].map((_, row) =>
      Object.values(columns)
        .map((cells) => cells[row] ?? "")
        .join(","),
    ),
  ].join("\n");
  const table = arrow(
    Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, texts(cells)])),
  );

  it("are named by their number, with the words for a CSV", async () => {
    const [text, columns] = [await rated(csv, "p.csv"), await rated(table, "p.arrow")];
    expect(columns.stdout).toBe(text.stdout);
    expect(text.stderr).toContain("line 3");
    expect(columns.stderr).toBe(text.stderr.replace("line 3", "row 2"));
    expect(columns.status).toBe(1);
  });

  it("are explained where they stand", async () => {
    const { stdout } = await rated(table, "p.arrow", "--format", "table", "--explain");
    expect(stdout).toContain("Row number 2   not rated");
    expect(stdout).toContain("→ p.arrow:2, status");
  });

  it("are those with a cell that is no value, and the others are rated", async () => {
    const all = { ...columns, status: columns.status?.with(1, "active") ?? [] };
    const vectors = Object.fromEntries(Object.entries(all).map(([name, cells]) => [name, texts(cells)]));
    const salary = vectorFromArray([50_000, 1 / 3, 50_000, 60_000], new Float64());
    const { stdout, stderr, status } = await rated(arrow({ ...vectors, annual_salary: salary }), "p.arrow");
    expect(status).toBe(1);
    expect(stdout).toContain(
      "\n,,,,,,,,,annual_salary: 0.3333333333333333 is a float that stands for no decimal of at most 6 places. " +
        "Write the column as decimals or texts.\n",
    );
    expect(stdout).toContain("\na,medical,silver_ppo,");
    expect(stderr).toContain("3 of 4 rows were not rated: row 2, id c, id d.");
  });
});

describe("what is refused", () => {
  const one = { status: texts(["active"]) };
  const refusal = async (bytes: Uint8Array | string, name: string, ...more: readonly string[]) => {
    const { status, stderr } = await rated(bytes, name, ...more);
    expect({ status, stack: /\n\s+at /.test(stderr) }).toEqual({ status: 2, stack: false });
    return stderr;
  };

  it.each(["p.arrow", "p.feather", "p.parquet"])("%s that is empty or no such file", async (name) => {
    expect(await refusal("", name)).toBe(`${name} is empty\n`);
    expect(await refusal("id,status\na,active\n".repeat(9), name)).toMatch(
      /^p\.\w+ is no (whole )?file of (Arrow|Parquet)/,
    );
    expect((await planwright(["rate", "examples/sdrma-2015", "--census", `/nowhere/${name}`])).stderr).toBe(
      `/nowhere/${name} cannot be read: there is no such file or folder\n`,
    );
  });

  it.each([
    ["p.arrow", ""],
    ["p.parquet", ""],
    ["p.parquet", "id,status\na,active\n".repeat(9)],
  ])("%s, which is closed as well, so that Node has nothing to warn of", async (name, text) => {
    const folder = folderWith({ [name]: text, "collect.mjs": COLLECT });
    const { stderr } = await planwright(["rate", join(ROOT, "examples/sdrma-2015"), "--census", name], {
      cwd: folder,
      env: { NODE_OPTIONS: `--import=${pathToFileURL(join(folder, "collect.mjs")).href}` },
    });
    expect(stderr).toContain(name);
    expect(stderr).not.toContain("Warning");
  });

  it("a file of the other kind, and the first Feather", async () => {
    expect(await refusal(readFileSync(join(FIXTURES, "none.parquet")), "p.arrow")).toContain(
      "Give it the ending .parquet.",
    );
    expect(await refusal("FEA1 and so on, FEA1", "p.feather")).toContain("Write it as Feather of version 2");
  });

  it.each(["p.csv", "p.parquet"])("%s that is a link to itself", async (name) => {
    const folder = folderWith({});
    symlinkSync(name, join(folder, name));
    expect(
      await planwright(["rate", join(ROOT, "examples/sdrma-2015"), "--census", name], { cwd: folder }),
    ).toEqual({
      ...{ status: 2, stdout: "" },
      stderr: `${name} cannot be read: its links lead in a circle\n`,
    });
  });

  it("for a command that reads rows", async () => {
    const { status, stderr } = await planwright([
      ...[
        "enroll",
        "examples/sdrma-2015",
        "--people",
        join(FIXTURES, "lz4.feather"),
        "--as-of",
        "2015-03-01",
      ],
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain(
      "lz4.feather: Arrow and Parquet are read by `rate` alone\n→ Write the file as CSV",
    );
  });

  it("columns that the program has not, twice, or of lists, in the words for CSV", async () => {
    expect(await refusal(arrow({ ...one, shoe: texts(["42"]) }), "p.arrow")).toBe(
      (await refusal("status,shoe\nactive,42\n", "p.csv")).replace("p.csv", "p.arrow"),
    );
    expect(await refusal(arrow(one), "p.arrow", "--ignore", "shoe")).toBe(
      (await refusal("status\nactive\n", "p.csv", "--ignore", "shoe")).replace("p.csv", "p.arrow"),
    );
    const list = vectorFromArray([["x"]], new List(new Field("item", new Utf8())));
    const wrong = arrow({ ...one, county: list });
    expect(await refusal(wrong, "p.arrow")).toBe(
      "p.arrow: `county` is of the Arrow type List<Utf8>\n" +
        "→ A cell of a census is a text, a number, a date, or yes or no; --ignore leaves a column out.\n",
    );
    const parquet = parquetWriteBuffer({
      columnData: [
        { name: "status", data: ["active"], type: "STRING" },
        { name: "county", data: [{ a: 1 }], type: "JSON" },
      ],
    });
    expect(await refusal(new Uint8Array(parquet), "p.parquet")).toContain(
      "`county` is of the Parquet type JSON",
    );
    expect((await rated(new Uint8Array(parquet), "p.parquet", "--ignore", "county")).status).toBe(2);
  });
});
