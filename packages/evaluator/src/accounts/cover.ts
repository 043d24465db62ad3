import type { Ask } from "../ask.js";
import { figureOf, testOf } from "../expressions.js";
import { NEVER, pointOn } from "../points.js";
import type { Point } from "@planwright/ratebook";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import { addDays } from "../claims/days.js";
import type { Calendar } from "./calendar.js";
import type { Account } from "./state.js";

/** The days that count as covered, both included; `through` is `never` while nothing ends them. */
export interface Spell {
  readonly from: string;
  readonly through: string;
  /** Which line `covered` says so. */
  readonly part: string;
}

/** Of somebody who is never covered: it ends before it begins. */
export const NO_COVER: Spell = { from: "9999-12-31", through: "9999-12-30", part: "" };

/** Nobody is covered for longer, in years: a day that is mistyped would be counted through. */
const LONGEST = 120;
/** No account is older. */
const EARLIEST = "1800-01-01";

/** What is known of one employee: the days of events, and figures. */
export class Facts {
  constructor(
    readonly book: Prepared,
    readonly ask: Ask,
    readonly calendar: Calendar,
  ) {}

  /** The day of an event; `never` where nothing says that it has happened. */
  event(ref: string): string {
    const [which, of, coverage] = ref.split(" ");
    if (of === "of" && coverage !== undefined) return this.coverDay(which ?? "", coverage);
    if (ref === "program end") return this.book.program.effective.to;
    const input = this.book.inputs.get(ref);
    const isSaid = this.ask.column(ref) !== undefined || input?.otherwise !== undefined;
    return isSaid ? this.ask.value(ref).key : NEVER;
  }

  /** The first or the last day of cover, as the rules of eligibility have it. */
  private coverDay(head: string, coverage: string): string {
    const answer = this.book.arrangement(this.ask, { op: "arrangement", head, of: [coverage] });
    return typeof answer === "string"
      ? answer
      : refuse(coverage, `${head} of ${coverage} is a figure, and no day.`);
  }

  /** The day of a point. An event that has not happened makes it `never`, unless the day `must` be known. */
  day(point: Point, must = false): string {
    return pointOn(point, {
      event: (ref) => {
        const day = this.event(ref);
        // Reading it refuses, and says what is missing.
        return day === NEVER && must && this.book.inputs.has(ref) ? this.ask.value(ref).key : day;
      },
      figure: (e) => figureOf(e, this.book)(this.ask, undefined),
      birth: () => refuse("birthday", "Nothing says whose birthday this is."),
      arithmetic: this.calendar.arithmetic,
      contractYear: this.book.program.contractYear,
    });
  }

  holds(condition: Parameters<typeof testOf>[0]): boolean {
    return testOf(condition, this.book)(this.ask, undefined);
  }

  figure(e: Parameters<typeof figureOf>[0], ask = this.ask) {
    return figureOf(e, this.book)(ask, undefined);
  }
}

/** The event that ended an account, if one has. */
export function endingOf(account: Account, facts: Facts): { event: string; date: string } | undefined {
  const happened = [...new Set(account.pays.map(({ event }) => event))].flatMap((event) => {
    const date = facts.event(event);
    return date === NEVER ? [] : [{ event, date }];
  });
  const [first, second] = happened;
  if (first && second) {
    refuse(
      account.id,
      `Two events end ${account.id}: ${first.event} on ${first.date} and ${second.event} on ${second.date}. Give the one that its payments follow from.`,
    );
  }
  return first;
}

/** The days that count as covered. An event that ends the account ends them at the latest. */
export function spellOf(account: Account, facts: Facts): Spell {
  const holding = account.covered.flatMap((line, i) =>
    line.when && !facts.holds(line.when) ? [] : [{ line, part: `covered/${i}` }],
  );
  const [first, second] = holding;
  if (!first) return refuse(account.id, `No line \`covered\` of ${account.id} holds for this employee.`);
  if (second) return refuse(account.id, `Two lines \`covered\` of ${account.id} hold for this employee.`);
  const from = facts.day(first.line.from, true);
  const through = facts.day(first.line.through);
  const ending = endingOf(account, facts)?.date ?? NEVER;
  const last = earlier(through, ending);
  if (from === NEVER) return { ...NO_COVER, part: first.part };
  if (from < EARLIEST) refuse(account.id, `Cover from ${from} is from before accounts were kept.`);
  if (last !== NEVER && Number(last.slice(0, 4)) - Number(from.slice(0, 4)) > LONGEST)
    refuse(account.id, `Cover from ${from} through ${last} is longer than ${LONGEST} years.`);
  return { from, through: last, part: first.part };
}

export const earlier = (a: string, b: string): string => (a === NEVER ? b : b === NEVER ? a : a < b ? a : b);

export const isCovered = ({ from, through }: Spell, day: string): boolean =>
  day >= from && (through === NEVER || day <= through);

export type CoverCase = Account["vesting"][number]["cases"][number];

/** A contract year of which some day is covered. */
export interface CoveredYear {
  /** Its first day. */
  readonly year: string;
  readonly cover: CoverCase;
  /** Complete months of it that are covered. */
  readonly months: number;
  /** The day at whose end it is known how much of it and of its neighbours is covered. */
  readonly known: string;
}

/** The contract years of a spell of which it is known on a day how they are covered. */
export function coveredYears(spell: Spell, on: string, calendar: Calendar): CoveredYear[] {
  const kind = "contract_year";
  const known: CoveredYear[] = [];
  if (spell.from > on || spell.through < spell.from) return known;
  const isFull = (year: string): boolean =>
    isCovered(spell, year) && isCovered(spell, calendar.lastDay(year, kind));
  for (const year of calendar.starts(calendar.startOf(spell.from, kind), on, kind)) {
    const last = calendar.lastDay(year, kind);
    if (spell.through !== NEVER && year > spell.through) break;
    const begins = year > spell.from ? year : spell.from;
    const ends = spell.through !== NEVER && spell.through < last ? spell.through : last;
    const months = calendar.months(begins, ends);
    const next = calendar.next(year, kind);
    const seen = ((): readonly [CoverCase, string] => {
      if (isFull(year)) return ["full_year", last];
      // The first year of a spell waits for the year after it, the last one is known when the spell ends.
      if (isFull(next)) return ["part_year_before_full_year", calendar.lastDay(next, kind)];
      if (isFull(calendar.previous(year, kind))) return ["part_year_after_full_year", ends];
      return ["part_year_alone", spell.through];
    })();
    if (seen[1] !== NEVER && seen[1] <= on) known.push({ year, cover: seen[0], months, known: seen[1] });
  }
  return known;
}

/** Months that are covered up to a day, and whole contract years. */
export function serviceOn(
  spell: Spell,
  on: string,
  calendar: Calendar,
): { readonly months: number; readonly years: number } {
  const through = spell.through !== NEVER && spell.through < on ? spell.through : on;
  if (through < spell.from) return { months: 0, years: 0 };
  let years = 0;
  for (const year of calendar.starts(spell.from, through, "contract_year"))
    if (calendar.next(year, "contract_year") <= addDays(through, 1)) years++;
  return { months: calendar.months(spell.from, through), years };
}
