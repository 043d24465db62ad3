import { nearest, type Person } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import { type CensusRow, readCensus } from "./census.js";
import { Failure } from "./failure.js";
import { grouped } from "./text.js";

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

/** Columns beside those of a census: they say whose a row is. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ["relation", "what a dependent is to the employee; of a row with one, `employee` names the employee"],
  ["employee", "the id of the employee whose dependent the row is"],
]);

export const peopleColumns = (census: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...census, ...COLUMNS]);

const textOf = (person: Person, column: string): string => person[column]?.trim() ?? "";
const isDependent = ({ person }: CensusRow): boolean => textOf(person, "relation") !== "";
/** Whether a row names an employee, and does not say what it is to them. */
const isNeither = (row: CensusRow): boolean => !isDependent(row) && textOf(row.person, "employee") !== "";

/** The relations that any line of a book names; empty where it says nothing of dependents. */
export function relationsOf(book: RateBook): readonly string[] {
  const named = (book.eligibility ?? []).flatMap(({ dependents, excludes, begins, ends }) => [
    ...dependents.flatMap(({ relations }) => relations),
    ...excludes.flatMap(({ who }) => who),
    ...[...begins, ...ends].flatMap((rule) => rule.for),
  ]);
  return [...new Set(named)].filter((one) => one !== "employee" && one !== "dependent");
}

/**
 * Reads the employees of a file: CSV with a row for each employee and each dependent, or JSON lines. A row that is no
 * whole row, or nobody's, stands for itself, with a fault.
 */
export async function readPeople(
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
  relations: readonly string[],
): Promise<readonly Employee[]> {
  const rows: CensusRow[] = [];
  for await (const row of readCensus(path, peopleColumns(columns), ignored, "dependents")) {
    rows.push(row);
    if (rows.length > MOST_ROWS) throw new Failure(`${path} has more than ${grouped(MOST_ROWS)} people`);
  }
  return new Households(rows, relations).all();
}

/** A row of a dependent; one that stands in the row of the employee has the line of the employee. */
interface Dependent {
  readonly line: number;
  readonly person: Person;
  readonly fault?: string | undefined;
}

/** Puts dependents to their employees. */
class Households {
  private readonly employees: readonly CensusRow[];
  private readonly byId = new Map<string, CensusRow[]>();
  private readonly dependentLines = new Map<string, number>();
  private readonly dependents = new Map<CensusRow, Map<string, Dependent>>();
  private readonly lost: Employee[] = [];

  constructor(
    private readonly rows: readonly CensusRow[],
    private readonly relations: readonly string[],
  ) {
    this.employees = rows.filter((row) => !isDependent(row) && !isNeither(row));
    for (const row of this.employees) {
      this.dependents.set(row, new Map());
      const id = textOf(row.person, "id");
      if (id === "") continue;
      const same = this.byId.get(id);
      if (same) same.push(row);
      else this.byId.set(id, [row]);
    }
    for (const { line, person } of rows.filter(isDependent))
      this.dependentLines.set(textOf(person, "id"), line);
  }

  all(): readonly Employee[] {
    for (const row of this.rows) {
      if (isNeither(row)) this.lose(row, row.fault ?? this.noRelation());
      else if (isDependent(row)) this.placeRow(row);
      else for (const person of row.inner ?? []) this.place({ line: row.line, person }, row);
    }
    const found = this.employees.map((row): Employee => {
      const dependents = [...(this.dependents.get(row)?.values() ?? [])].map(({ person }) => person);
      return { line: row.line, person: row.person, dependents, fault: row.fault ?? this.sameId(row) };
    });
    return [...found, ...this.lost].sort((a, b) => a.line - b.line);
  }

  private lose({ line, person }: Dependent, fault: string): void {
    this.lost.push({ line, person, dependents: [], fault });
  }

  private placeRow(row: CensusRow): void {
    const of = textOf(row.person, "employee");
    const [employee, other] = this.byId.get(of) ?? [];
    if (row.fault !== undefined) this.lose(row, row.fault);
    else if ((row.inner ?? []).length > 0)
      this.lose(row, "A dependent has no dependents: they are the employee's.");
    else if (of === "")
      this.lose(row, "This dependent names no employee: the column `employee` has the employee's id.");
    else if (!employee) this.lose(row, this.noEmployee(of));
    else if (other)
      this.lose(row, `Lines ${employee.line} and ${other.line} are both employees with the id ${of}.`);
    else this.place(row, employee);
  }

  /** Puts a dependent to an employee, with the relation as the program writes it. */
  private place(dependent: Dependent, employee: CensusRow): void {
    const { person, line } = dependent;
    const written = textOf(person, "relation");
    const relation = this.relation(written);
    const id = textOf(person, "id");
    const own = this.dependents.get(employee);
    const earlier = id === "" ? undefined : own?.get(id);
    if (relation === undefined) this.lose(dependent, this.unknownRelation(written));
    else if (id !== "" && id === textOf(employee.person, "id")) {
      this.lose(dependent, `${id} is the id of the employee as well; each dependent has an id of their own.`);
    } else if (earlier) {
      const where = earlier.line === line ? "" : ` on line ${earlier.line}`;
      this.lose(
        dependent,
        `${id} is a dependent of this employee already${where}; each dependent has an id of their own.`,
      );
    } else own?.set(id === "" ? ` ${own.size}` : id, { line, person: { ...person, relation } });
  }

  /** Capitals do not matter. Where the program names no relation, each of them is nobody's. */
  private relation(written: string): string | undefined {
    if (written === "" || this.relations.length === 0 || this.relations.includes(written)) return written;
    const lower = written.toLowerCase();
    return this.relations.find((one) => one.toLowerCase() === lower);
  }

  private unknownRelation(written: string): string {
    const near = nearest(written.toLowerCase(), this.relations);
    const meant = near === undefined ? "" : ` Did you mean ${near}?`;
    const shown = written.length > 60 ? `${written.slice(0, 60)}…` : written;
    return `The program names no relation “${shown}”.${meant} There is: ${this.relations.join(", ")}.`;
  }

  private noRelation(): string {
    const known = this.relations.length === 0 ? "" : ` There is: ${this.relations.join(", ")}.`;
    return `This row names an employee and no relation: the column \`relation\` says what the dependent is to the employee.${known}`;
  }

  private noEmployee(id: string): string {
    const line = this.dependentLines.get(id);
    return line === undefined
      ? `No employee of this file has the id ${id}.`
      : `${id} is a dependent (line ${line}), and \`employee\` names an employee: a row without a relation.`;
  }

  private sameId(row: CensusRow): string | undefined {
    const other = this.byId.get(textOf(row.person, "id"))?.find((one) => one !== row);
    return other && `Line ${other.line} has the same id; each employee has an id of their own.`;
  }
}

/**
 * One of a couple who is an employee as well is a dependent from the day that their own row gives, where the row of
 * the dependent gives none.
 */
export function withCouples(employees: readonly Employee[], book: RateBook): readonly Employee[] {
  const events = (book.eligibility ?? []).flatMap(({ couple }) =>
    couple && "from" in couple.asDependent ? [couple.asDependent.from] : [],
  );
  if (events.length === 0) return employees;
  const rows = new Map(employees.map(({ person }) => [textOf(person, "id"), person]));
  return employees.map((employee) => ({
    ...employee,
    dependents: employee.dependents.map((person) => {
      const own = rows.get(textOf(person, "id"));
      const days = events.flatMap((event) =>
        own && textOf(person, event) === "" && textOf(own, event) !== "" ? [[event, textOf(own, event)]] : [],
      );
      return { ...person, ...Object.fromEntries(days) };
    }),
  }));
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
