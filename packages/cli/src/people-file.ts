import type { Person } from "@planwright/evaluator";
import { type CensusRow, readCensus } from "./census.js";
import { Failure } from "./failure.js";
import { counted, grouped } from "./text.js";

/** An employee with the dependents that the file says are theirs. */
export interface Employee {
  readonly line: number;
  readonly person: Person;
  readonly dependents: readonly Person[];
  /** Why the row is none. */
  readonly fault?: string | undefined;
}

/** People are read as a whole: dependents may stand anywhere, and a group is counted. */
const MOST_ROWS = 500_000;

/** Columns beside those of a census. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ["relation", "what a dependent is to the employee; of a row with one, `employee` names the employee"],
  ["employee", "the id of the employee whose dependent the row is"],
]);

export const peopleColumns = (census: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...census, ...COLUMNS]);

const isDependent = ({ person }: CensusRow): boolean => (person.relation ?? "").trim() !== "";

/** Reads the employees of a file: CSV with a row for each employee and each dependent, or JSON lines. */
export async function readPeople(
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
): Promise<readonly Employee[]> {
  const rows: CensusRow[] = [];
  for await (const row of readCensus(path, peopleColumns(columns), ignored, "dependents")) {
    rows.push(row);
    if (rows.length > MOST_ROWS) throw new Failure(`${path} has more than ${grouped(MOST_ROWS)} people`);
  }
  return householdsOf(rows);
}

function householdsOf(rows: readonly CensusRow[]): Employee[] {
  const employees = rows.filter((row) => !isDependent(row));
  const byId = new Map<string, { readonly row: CensusRow; readonly dependents: Person[] }>();
  const twice = new Map<CensusRow, number>();
  for (const row of employees) {
    const id = row.person.id?.trim() ?? "";
    const earlier = byId.get(id);
    if (id !== "" && earlier) twice.set(row, earlier.row.line);
    else if (id !== "") byId.set(id, { row, dependents: [] });
  }
  const lost: Employee[] = [];
  for (const row of rows.filter(isDependent)) {
    const of = row.person.employee?.trim() ?? "";
    const employee = byId.get(of);
    const why =
      of === ""
        ? "This dependent names no employee: the column `employee` has the employee's id."
        : `No employee of this file has the id ${of}.`;
    if (row.fault === undefined && employee) employee.dependents.push(row.person);
    else lost.push({ line: row.line, person: row.person, dependents: [], fault: row.fault ?? why });
  }
  const found = employees.map((row): Employee => {
    const own = byId.get(row.person.id?.trim() ?? "");
    const again = twice.get(row);
    const fault =
      row.fault ??
      (again === undefined
        ? undefined
        : `Line ${again} has the same id; each employee has an id of their own.`);
    const dependents = [...(own?.row === row ? own.dependents : []), ...(row.inner ?? [])];
    return { line: row.line, person: row.person, dependents, fault };
  });
  return [...found, ...lost].sort((a, b) => a.line - b.line);
}

/**
 * Dependents whose id stands more than once: of two employees, or of an employee as well. A couple that is insured
 * once has its dependents under one.
 */
export function sharedDependents(employees: readonly Employee[]): ReadonlyMap<string, readonly string[]> {
  const under = new Map<string, string[]>();
  for (const { person, dependents } of employees) {
    for (const { id } of dependents) {
      const name = id?.trim();
      if (name) under.set(name, [...(under.get(name) ?? []), person.id?.trim() || "?"]);
    }
  }
  return new Map([...under].filter(([, of]) => of.length > 1));
}

export const peopleCount = (count: number): string => counted(count, "employee");
