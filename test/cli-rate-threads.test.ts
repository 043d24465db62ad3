// A census rated in several threads comes to the same, to the byte, as in one.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { census, csvHeader, csvLine } from "./bench/census.ts";
import { bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";

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

async function expectAlike(text: string, format: string): Promise<string> {
  const folder = folderWith({ "census.csv": text });
  const run = (count: string, to: string) =>
    planwright([
      ...["rate", "examples/sdrma-2015", "--as-of", "2015-03-01", "--ignore", "note", "--format", format],
      ...["--census", join(folder, "census.csv"), "--threads", count, "--out", join(folder, to)],
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
