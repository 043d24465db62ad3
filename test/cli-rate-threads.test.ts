// A census rated in several threads comes to the same, to the byte, as in one.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { census, csvHeader, csvLine, jsonLine } from "./bench/census.ts";
import { bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";
import { ROOT } from "./support/programs.ts";

vi.setConfig({ testTimeout: 120_000 });

beforeAll(bundleWhenStale, 60_000);
afterAll(removeFolders);

/** A remark makes the rows long, so that a few of them are several blocks. */
const NOTE = "x".repeat(1_500);
const header = `note,${csvHeader}`;
const rows = [...census(2_300)].map((person) => `${NOTE},${csvLine(person)}`);

const spoiled = rows.map((row, i) =>
  i % 500 === 7 ? row.replace(/,(employee_only|plus_one|family),/, ",nobody,") : row,
);
/** A line ends within quotes: from there on the file is read otherwise. */
const withQuotes = [...spoiled.slice(0, 1_200), `"${NOTE}\n",x\n`, "\n", ...spoiled.slice(1_200)];

async function expectAlike(text: string, format: string, name = "census.csv"): Promise<string> {
  const folder = folderWith({ [name]: text });
  const run = (count: string, to: string) =>
    planwright([
      ...["rate", "examples/sdrma-2015", "--as-of", "2015-03-01", "--ignore", "note", "--format", format],
      ...["--census", join(folder, name), "--threads", count, "--out", join(folder, to)],
    ]);
  const threads = await run("3", "threads");
  const single = await run("1", "single");
  expect(threads).toEqual(single);
  const written = readFileSync(join(folder, "threads"), "utf8");
  expect(written === readFileSync(join(folder, "single"), "utf8")).toBe(true);
  return written;
}

it("to the same premiums as one by one, in the same order, as CSV", async () => {
  const written = await expectAlike(header + rows.join(""), "csv");
  const ids = written.split("\n").flatMap((line) => /^p(\d+),/.exec(line)?.[1] ?? []);
  expect([...new Set(ids)]).toEqual(rows.map((_, i) => String(i + 1)));
});

it("with the rows that are not rated named, as JSON", async () => {
  const written = await expectAlike(header + spoiled.join(""), "json");
  expect(written.split("\n").filter((line) => line.includes("“nobody” is not a value"))).not.toEqual([]);
});

it("and goes on where a quote hides the end of a line", async () => {
  const written = await expectAlike(header + withQuotes.join(""), "csv");
  expect(written).toContain("This row has 2 cells, the header has 20.");
  expect(written).toContain("\np2300,");
});

const lines = [...census(2_300)].map((person) => `{"note":"${NOTE}",${jsonLine(person).slice(1)}`);
const spoiledLines = lines.flatMap((line, i) => {
  if (i % 500 === 7) return [line.replace(/"(employee_only|plus_one|family)"/, '"nobody"')];
  if (i % 500 === 8) return ["\n", `${line.slice(0, -30)}\n`];
  return i % 500 === 9 ? [line.replace(/}\n$/, ',"id":"twice"}\n')] : [line];
});

it("JSON lines to the premiums of the CSV", async () => {
  const written = await expectAlike(lines.join(""), "csv", "census.jsonl");
  expect(written === (await expectAlike(header + rows.join(""), "csv"))).toBe(true);
});

it("JSON lines with the lines named that are no rows", async () => {
  const folder = folderWith({ "census.jsonl": spoiledLines.join("") });
  const run = (count: string) =>
    planwright([
      ...[
        "rate",
        "examples/sdrma-2015",
        "--ignore",
        "note",
        "--format",
        "json",
        "--out",
        join(folder, count),
      ],
      ...["--census", join(folder, "census.jsonl"), "--threads", count],
    ]);
  const single = await run("1");
  expect(await run("3")).toEqual(single);
  expect(readFileSync(join(folder, "1"), "utf8") === readFileSync(join(folder, "3"), "utf8")).toBe(true);
  // Of each 500 lines the eighth names no tier, the ninth is empty, the tenth ends too soon, the eleventh has an id twice.
  expect(single.stderr).toContain(
    "15 of 2300 rows were not rated: id p8, line 10, line 11, id p508, line 511, line 512, id p1008, line 1012, line 1013, id p1508",
  );
});

it.each(["1", "3"])(
  "JSON lines up to the one with a column that is unknown, in %s threads",
  async (count) => {
    const unknown = lines.with(2_000, `{"shoe":42,${lines[2_000]?.slice(1)}`);
    const folder = folderWith({ "census.jsonl": unknown.join("") });
    const { status, stdout, stderr } = await planwright(
      [
        ...["rate", join(ROOT, "examples/sdrma-2015"), "--ignore", "note", "--format", "csv"],
        ...["--census", "census.jsonl", "--threads", count],
      ],
      { cwd: folder },
    );
    expect(status).toBe(2);
    expect(stderr).toContain("census.jsonl:2001: the program has no column `shoe`");
    expect(stdout).toMatch(/\np2000,[^\n]*\n$/);
  },
);

it("JSON lines whatever ends them, and one that is longer than a block", async () => {
  const [a = "", b = "", c = "", d = ""] = [...census(4)].map(jsonLine).map((line) => line.trim());
  const long = `{"note":"${"x".repeat(3_000_000)}"}`;
  const folder = folderWith({ "census.jsonl": `${a}\r${b}\u2028${c}\r\n\n${long}\n${d}\n${d.slice(3)}` });
  const { stdout, stderr } = await planwright(
    ["rate", join(ROOT, "examples/sdrma-2015"), "--format", "csv", "--census", "census.jsonl"],
    { cwd: folder },
  );
  const ids = stdout.split("\n").flatMap((line) => /^p(\d+),/.exec(line)?.[1] ?? []);
  expect([...new Set(ids)]).toEqual(["1", "2", "3", "4"]);
  expect(stderr).toContain("2 of 6 rows were not rated: line 5, line 7.");
});

it("a column that is to be left out is in some line of JSON", async () => {
  const folder = folderWith({ "census.jsonl": lines[0] ?? "" });
  const { stderr } = await planwright([
    ...["rate", "examples/sdrma-2015", "--ignore", "note", "shoe", "--format", "csv"],
    ...["--census", join(folder, "census.jsonl")],
  ]);
  expect(stderr).toContain("has no column `shoe`");
});

it("a number of threads is from 1 to 64", async () => {
  const { status, stderr } = await planwright([
    "rate",
    "examples/sdrma-2015",
    "--census",
    "-",
    "--threads",
    "0",
  ]);
  expect(status).toBe(2);
  expect(stderr).toBe("0 is no number of threads\n→ Write one from 1 to 64.\n");
});
