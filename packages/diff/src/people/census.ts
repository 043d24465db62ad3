import type { Person, PremiumLine, RateAnswer, Standing } from "@planwright/evaluator";
import Fraction from "fraction.js";
import { decimal } from "../exact.js";
import { monthsBetween, shifted } from "./days.js";
import type { People } from "./effect.js";
import type { Side } from "./households.js";

/** An amount before and after, as decimals of dollars; `percent` to two places, absent where it was nothing. */
export interface Moved {
  readonly before: string;
  readonly after: string;
  readonly delta: string;
  readonly percent?: string;
}

/** People who are counted together. Amounts are per month. */
export interface Counted {
  readonly id: string;
  readonly name: string;
  readonly people: number;
  readonly premium: Moved;
  /** The employees' part of it; absent where the program does not say who pays. */
  readonly employee?: Moved;
}

export interface CensusEffect {
  /** Rows that both programs rate, of all. */
  readonly rated: number;
  readonly people: number;
  readonly total: Counted;
  /** By plan, or by coverage where there is none. Percentages of these are weighted by who is enrolled. */
  readonly plans: readonly Counted[];
  readonly tiers: readonly Counted[];
  readonly areas: readonly Counted[];
  readonly classes: readonly Counted[];
  /** Of the others, the first ones. */
  readonly unrated: readonly { readonly id: string; readonly why: string }[];
}

/** Sums of one group. */
class Sums {
  readonly people = new Set<number>();
  private premium = { before: new Fraction(0), after: new Fraction(0) };
  private employee: { before: Fraction; after: Fraction } | undefined = {
    before: new Fraction(0),
    after: new Fraction(0),
  };

  add(person: number, side: "before" | "after", premium: string, employee: string | null): void {
    this.people.add(person);
    this.premium[side] = this.premium[side].add(new Fraction(premium));
    if (employee === null) this.employee = undefined;
    else if (this.employee) this.employee[side] = this.employee[side].add(new Fraction(employee));
  }

  told(id: string, name: string): Counted {
    return {
      id,
      name,
      people: this.people.size,
      premium: moved(this.premium.before, this.premium.after),
      ...(this.employee ? { employee: moved(this.employee.before, this.employee.after) } : {}),
    };
  }
}

/** What lies between two amounts. */
export function moved(before: Fraction, after: Fraction): Moved {
  const delta = after.sub(before);
  return {
    before: decimal(before, 2),
    after: decimal(after, 2),
    delta: decimal(delta, 2),
    ...(before.n === 0n ? {} : { percent: decimal(delta.div(before).mul(100), 2) }),
  };
}

/** Among whom somebody is counted, as far as the program says it. */
export interface Among {
  /** In the first coverage that the program lists. */
  readonly tier?: string | null | undefined;
  readonly area?: string | null | undefined;
  readonly class?: string | null | undefined;
}

/** A row that is not rated is named; of more than these, the rest is counted. */
const MOST_NAMED = 10;

/** Rates people in both programs, row by row; keeps sums alone. */
export class CensusComparison {
  private rows = 0;
  private rated = 0;
  private readonly total = new Sums();
  private readonly groups = { plans: groups(), tiers: groups(), areas: groups(), classes: groups() };
  private readonly unrated: { id: string; why: string }[] = [];
  private readonly months: number | undefined;

  /** `renames`: what names of the old program are in the new one. */
  constructor(
    private readonly people: People,
    private readonly renames: ReadonlyMap<string, string> = new Map(),
  ) {
    this.months = monthsBetween(people.base.rateBook.program, people.head.rateBook.program);
  }

  /** The columns that a census may have: what either program asks for. */
  get columns(): ReadonlyMap<string, string> {
    const { base, head } = this.people;
    const renamed = [...this.renames].flatMap(([from, to]) =>
      [...head.book.columns].flatMap(([column, means]) =>
        column.endsWith(` of ${to}`) ? [[`${column.slice(0, -to.length)}${from}`, means] as const] : [],
      ),
    );
    const inputs = [...this.renames].flatMap(([from, to]) => {
      const means = head.book.columns.get(to);
      return means === undefined ? [] : [[from, means] as const];
    });
    return new Map([...renamed, ...inputs, ...base.book.columns, ...head.book.columns]);
  }

  /** A row that could not be read. */
  fail(name: string, why: string): void {
    this.rows++;
    if (this.unrated.length < MOST_NAMED) this.unrated.push({ id: name, why });
  }

  /** Rates one row on both sides, and says where the person stands now. A row that one side cannot rate is counted apart. */
  add(row: Person, name: string): Among {
    const person = this.withNewNames(row);
    const { base, head } = this.people;
    const before = this.rate(base, person);
    const after = this.rate(head, person);
    const why = reasonOf("Before", before.answer) ?? reasonOf("After", after.answer);
    const { area, class: of, tiers } = after.standing;
    const among = { area, class: of, tier: Object.values(tiers)[0] };
    if (why !== undefined) {
      this.fail(name, why);
      return among;
    }
    this.rows++;
    this.rated++;
    this.count("before", before);
    this.count("after", after);
    return among;
  }

  /** What was added so far. */
  effect(): CensusEffect {
    const { head, base } = this.people;
    const nameIn = (
      id: string,
      of: (side: Side) => readonly { readonly id: string; readonly name: string }[],
    ) => [...of(head), ...of(base)].find((one) => one.id === id)?.name ?? id;
    const told = (
      found: ReadonlyMap<string, Sums>,
      of: (side: Side) => readonly { readonly id: string; readonly name: string }[],
    ) => [...found].map(([id, sums]) => sums.told(id, nameIn(id, of)));
    return {
      rated: this.rated,
      people: this.rows,
      total: this.total.told("total", "All"),
      plans: told(this.groups.plans, ({ rateBook }) => [...rateBook.plans, ...rateBook.coverages]),
      tiers: told(this.groups.tiers, ({ rateBook }) => rateBook.tiers.flatMap(({ tiers }) => tiers)),
      areas: told(this.groups.areas, ({ rateBook }) => rateBook.areas?.areas ?? []),
      classes: told(this.groups.classes, ({ rateBook }) => rateBook.classes),
      unrated: this.unrated,
    };
  }

  private withNewNames(row: Person): Person {
    if (this.renames.size === 0) return row;
    return Object.fromEntries(
      Object.entries(row).map(([column, value]) => {
        const [, what, of] = /^(.*) of (.*)$/.exec(column) ?? [];
        const coverage = of === undefined ? undefined : this.renames.get(of);
        const isName = ["plan", "tier", "option", "class"].includes(what ?? column);
        const renamed = isName && value !== undefined ? this.renames.get(value) : undefined;
        const input = this.people.head.book.columns.has(column) ? undefined : this.renames.get(column);
        if (input !== undefined) return [input, value];
        return [coverage === undefined ? column : `${what} of ${coverage}`, renamed ?? value];
      }),
    );
  }

  /** A day of the row lies in one of the programs, and is as far from the beginning of the other. */
  private rate(side: Side, row: Person): Rated {
    const { effective } = side.rateBook.program;
    const known = Object.entries(row).filter(([column]) => side.book.columns.has(column));
    let person: Person = Object.fromEntries(known);
    const { date } = person;
    const isOutside = date !== undefined && date !== "" && (date < effective.from || date > effective.to);
    if (isOutside && this.months !== undefined) {
      const months = side === this.people.head ? this.months : -this.months;
      person = { ...person, date: shifted(date, months) };
    }
    const answer = side.book.rate(person);
    const coverages = answer.lines.map(({ coverage }) => coverage);
    return { answer, standing: side.book.standing(person, coverages) };
  }

  private count(side: "before" | "after", { answer, standing }: Rated): void {
    const person = this.rated;
    const { plans, tiers, areas, classes } = this.groups;
    const put = (group: Map<string, Sums>, id: string | null | undefined, line: PremiumLine): void => {
      if (id === null || id === undefined) return;
      const sums = group.get(id) ?? new Sums();
      group.set(id, sums);
      sums.add(person, side, line.premium, line.employee);
    };
    for (const line of answer.lines) {
      this.total.add(person, side, line.premium, line.employee);
      put(plans, line.plan ?? line.coverage, line);
      put(tiers, standing.tiers[line.coverage], line);
      put(areas, standing.area, line);
      put(classes, standing.class, line);
    }
  }
}

interface Rated {
  readonly answer: RateAnswer;
  readonly standing: Standing;
}

const groups = (): Map<string, Sums> => new Map();

function reasonOf(side: "Before" | "After", { errors }: RateAnswer): string | undefined {
  const [error] = errors;
  return error && `${side}: ${error.message}`;
}
