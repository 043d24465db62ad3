// What the proofs of the SQL target share: people with good and bad rows, and how answers are compared.
import { type Book, type Person, prepare } from "@planwright/evaluator";
import { compiled, analyzeFolder } from "../support/programs.ts";
import { COLUMNS, census } from "../bench/census.ts";

export const showcase = (): Book => prepare(compiled(analyzeFolder("examples/sdrma-2015")));

export { COLUMNS };

/** What stands in a cell of a census that was not made with care. */
const SPOILED = [
  "",
  " ",
  "Marin ",
  " Marin",
  "MARIN",
  "marin",
  "Los Angeles\t",
  "Cañon City",
  "Atlantis",
  "'; DROP TABLE census; --",
  "gold_ppo",
  "Gold_PPO",
  "family",
  "employee_only",
  "retiree",
  "40",
  "040",
  "40.0",
  "40.5",
  "1e3",
  "$50,000",
  "50000.00",
  "50000.005",
  "-1",
  "99999999999999",
  "2015-02-30",
  "2000-02-29",
  "1900-02-29",
  "never",
  "yes",
  "Yes",
  "TRUE",
  "no",
  "0",
  "1",
  "100",
  "100.5",
  "0.5",
  "50%",
  "1 times annual_salary",
  "2 x annual_salary",
  "ltd_1",
  "\\",
  '"',
  "2015-03-02",
];

/** People, of whom every tenth has something else in a column. */
export function people(count: number): Person[] {
  const all: Person[] = [];
  let n = 0;
  for (const person of census(count)) {
    n++;
    const column = COLUMNS[1 + ((n * 7919) % (COLUMNS.length - 1))] ?? "county";
    const said = SPOILED[Math.floor(n / 10) % SPOILED.length] ?? "";
    all.push(n % 10 === 0 ? { ...person, [column]: said } : { ...person });
  }
  return all;
}

/** A line as both sides write it: decimals without zeros at their end. */
export const plain = (decimal: string | null | undefined): string =>
  decimal === null || decimal === undefined
    ? "-"
    : decimal.includes(".")
      ? decimal.replace(/\.?0+$/, "")
      : decimal;

/** The lines of `planwright rate`, each as a text; `undefined` where the row has an error. */
export function linesOf(book: Book, person: Person, asOf?: string): string[] | undefined {
  const answer = book.rate(person, { asOf });
  if (answer.errors.length > 0) return undefined;
  return answer.lines
    .map((line) =>
      [
        line.coverage,
        line.plan ?? "-",
        plain(line.rate),
        line.per,
        plain(line.quantity),
        plain(line.premium),
        plain(line.employer),
        plain(line.employee),
        plain(line.volume),
        plain(line.benefit),
        plain(line.evidence_of_insurability) === "-" ? "0" : plain(line.evidence_of_insurability),
      ].join("|"),
    )
    .sort();
}

export const LINE_COLUMNS = [
  "coverage",
  "plan",
  "rate",
  "per",
  "quantity",
  "premium",
  "employer",
  "employee",
  "volume",
  "benefit",
  "evidence_of_insurability",
];

/** A line of the view as such a text. */
export const lineText = (row: readonly (string | null)[]): string =>
  row
    .map((value, i) =>
      i < 2 || i === 3 ? (value ?? "-") : i === 10 ? (value === null ? "0" : plain(value)) : plain(value),
    )
    .join("|");

/** Holds what a database answered against the evaluator; gives how many people it rated, and how many of those it left could have been rated. */
export function compare(
  book: Book,
  all: readonly Person[],
  lines: ReadonlyMap<string, readonly string[]>,
  left: ReadonlySet<string>,
  asOf?: string,
): {
  readonly rated: number;
  readonly left: number;
  readonly doubtful: number;
  readonly faults: readonly string[];
} {
  const faults: string[] = [];
  let rated = 0;
  let doubtful = 0;
  for (const person of all) {
    const id = person.id ?? "";
    const due = linesOf(book, person, asOf);
    const said = lines.get(id);
    if (left.has(id)) {
      if (said) faults.push(`${id} is left, and rated`);
      if (linesOf(book, person, asOf)) doubtful++;
      continue;
    }
    rated++;
    const wanted = due?.join("\n") ?? "an error";
    const found = [...(said ?? [])].sort().join("\n");
    if (wanted !== found) faults.push(`${id} ${JSON.stringify(person)}\n  due: ${wanted}\n  sql: ${found}`);
  }
  return { rated, left: left.size, doubtful, faults };
}

export const csvOf = (all: readonly Person[], columns: readonly string[]): string =>
  `${[columns, ...all.map((person) => columns.map((column) => person[column] ?? ""))]
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
    .join("\n")}\n`;
