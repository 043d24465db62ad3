// Rate books that somebody has made, hash and all: what they say of eligibility may be nonsense, and fails nothing.
import { readFileSync } from "node:fs";
import { prepare, runExamples } from "@planwright/evaluator";
import { hashOf, loadRateBook, type RateBook } from "@planwright/ratebook";
import fc from "fast-check";
import { expect, it } from "vitest";
import { analyzeText, compiled } from "./support/programs.ts";

const WITNESS = readFileSync(new URL("witness/eligibility.plan", import.meta.url), "utf8");
const BYTES = JSON.stringify(compiled(analyzeText(WITNESS)));

type Path = readonly (string | number)[];

/** Every place below a value that holds something. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [path, ...inner.flatMap(([key, one]) => pathsIn(one, [...path, key]))];
}

const ABOUT = new Set<unknown>([
  "eligibility",
  "group",
  "documents",
  "classes",
  "inputs",
  "conventions",
  "program",
]);
const PLACES = pathsIn(JSON.parse(BYTES)).filter((path) => ABOUT.has(path[0]) && path.length > 1);

const NONSENSE: readonly unknown[] = [
  "",
  "nobody",
  "hire",
  "dependent end",
  "2015-13-45",
  "0000-00-00",
  "99-99",
  "-1",
  "999999999999",
  "0",
  0,
  31,
  true,
  null,
  [],
  {},
  { op: "never" },
  { op: "event", ref: "nothing" },
  { op: "day", day: "2015-02-31" },
  { op: "birthday", nth: 150 },
  { op: "all", of: [] },
  { op: "literal", value: "0.5" },
  { op: "literal", value: "10001" },
];

function spoiled(path: Path, by: unknown): RateBook {
  const book = JSON.parse(BYTES) as RateBook;
  let at = book as unknown as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path[path.length - 1] ?? ""] = by;
  book.hash = hashOf(book);
  return book;
}

const PERSON = {
  id: "1",
  status: "active",
  hours: "40",
  hire: "2015-01-12",
  waiting: "1",
  leaving: "2015-08-31",
  reason: "retirement",
  away: "2015-02-01",
  back: "2015-03-01",
  cause: "lay_off",
  new_hours: "20",
  changed: "2015-08-17",
  keeps: "no",
  medical: "yes",
  council: "yes",
};
const ANN = { id: "ann", relation: "child", birth: "1996-05-20" };

/** What once failed, and what a search rarely hits. */
const KNOWN: readonly (readonly [Path, unknown])[] = [
  [["eligibility", 0, "absences", 0, "rows", 0, "when", "of", 0, "test", "range", "max"], "999999999999"],
  [["eligibility", 0, "absences", 0, "rows", 1, "when", "of", 0, "test", "range", "min"], "-5"],
  [
    ["eligibility", 0, "begins", 0, "at"],
    { op: "last_day", of: "month", at: { op: "day", day: "2015-13-45" } },
  ],
  [["eligibility", 0, "ends", 0, "at"], { op: "before", at: { op: "day", day: "0000-00-00" } }],
  [["eligibility", 0, "ends", 0, "at"], { op: "event", ref: "dependent end" }],
  [["eligibility", 0, "dependents", 1, "until"], { op: "day", day: "2015-02-31" }],
  [["program", "effective", "to"], "2015-13-45"],
];

/** Everything that is asked of a book; nothing where it is not even loaded. */
async function ask(path: Path, by: unknown): Promise<boolean> {
  const loaded = await loadRateBook(JSON.stringify(spoiled(path, by)));
  if (!loaded.ok) return false;
  const book = prepare(loaded.book);
  const answer = book.enroll(PERSON, [ANN], { trace: true });
  const group = book.group();
  group.add(PERSON, [ANN], answer, "1");
  group.answers();
  runExamples(book);
  return true;
}

it.each(KNOWN)("is answered or refused: %j %j", async (path, by) => {
  expect(await ask(path, by)).toBe(true);
});

it("is answered or refused, and never fails", { timeout: 60_000 }, async () => {
  expect(PLACES.length).toBeGreaterThan(300);
  let loadedOnes = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PLACES), fc.constantFrom(...NONSENSE), async (path, by) => {
      if (await ask(path, by)) loadedOnes++;
    }),
    { numRuns: 600 },
  );
  expect(loadedOnes).toBeGreaterThan(50);
});
