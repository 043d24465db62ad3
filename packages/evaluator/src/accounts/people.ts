import type Fraction from "fraction.js";
import { Ask, attempt, type Person } from "../ask.js";
import { cents, ZERO } from "../exact.js";
import { isDay, nearest, quoted } from "../inputs.js";
import { NEVER } from "../points.js";
import { eventsOf } from "../enroll/words.js";
import type { Prepared } from "../prepare.js";
import type { Book } from "../rate.js";
import { type Problem, refuse } from "../refusal.js";
import { serviceOn } from "./cover.js";
import { writeLedger } from "./questions.js";
import type { Kept, Run } from "./run.js";
import type { AccountEvent, Entry, FromSpouse, Movement } from "./types.js";

/** An employee with accounts. Facts are inputs of the program: column to text. */
export interface AccountHolder {
  readonly id: string;
  readonly facts: Person;
  readonly events: readonly AccountEvent[];
  /** The `id` of the spouse, who is an employee as well. */
  readonly spouse?: string | undefined;
  /** The ledger is written through this day; without it, through the last day of the program. */
  readonly through?: string | undefined;
}

/** One entry of a ledger. Amounts are decimal strings. */
export interface LedgerEntry {
  readonly date: string;
  readonly movement: Movement;
  /** What it is about; `change` is what the balance rises by. */
  readonly amount: string;
  readonly change: string;
  readonly balance: string;
  readonly unpaid?: string;
  readonly to?: string;
  readonly portion?: string;
  readonly text: string;
  /** Where the plan says so: `accounts.plan:26`. */
  readonly source?: string | undefined;
  readonly cites?: readonly string[] | undefined;
}

/**
 * What became of one account: `opening` + `credits` - `debits` - `to_others` - `forfeited` - `payments` = `closing`.
 * `to_others` went to another account or to the spouse's.
 */
export interface AccountAnswer {
  readonly account: string;
  readonly name: string;
  readonly held_by: string | null;
  /** `null` where the employee has no such account; `through` is `null` while nothing ends the cover. */
  readonly covered: { readonly from: string; readonly through: string | null } | null;
  readonly opening: string;
  readonly credits: string;
  readonly debits: string;
  readonly to_others: string;
  readonly forfeited: string;
  readonly payments: string;
  readonly closing: string;
  /** What claims could not be paid. */
  readonly unpaid: string;
  readonly usable: string;
  readonly covered_months: number;
  readonly full_years: number;
  /** What it has earned for others than the employee; `null` where that is not known. */
  readonly interest: string | null;
  readonly trace: readonly LedgerEntry[];
}

export interface HolderAnswer {
  readonly id: string;
  readonly through: string;
  readonly accounts: readonly AccountAnswer[];
  readonly errors: readonly Problem[];
}

/** Writes the ledgers of employees, with what goes from one spouse's account to the other's. Never throws for what they say. */
export function settleHolders({ prepared: book }: Book, holders: readonly AccountHolder[]): HolderAnswer[] {
  const byId = new Map(holders.map((holder) => [holder.id, holder]));
  const columns = new Set([
    ...book.inputs.keys(),
    "plan",
    "tier",
    "option",
    "members",
    ...[...book.coverages.keys()].flatMap((id) => [id, `plan of ${id}`, `tier of ${id}`, `option of ${id}`]),
  ]);
  return holders.map((holder) => {
    const through = holder.through ?? book.program.effective.to;
    const result = attempt(() => {
      check(holder, columns);
      const run = ledgerOf(book, holder, through, fromSpouse(book, holder, byId, through));
      return [...run.accounts.values()].map((kept) => answerOf(run, kept, through));
    });
    return result.ok
      ? { id: holder.id, through, accounts: result.value, errors: [] }
      : { id: holder.id, through, accounts: [], errors: [result.refusal.problem] };
  });
}

function check({ facts, events, through }: AccountHolder, columns: ReadonlySet<string>): void {
  for (const name of Object.keys(facts)) {
    if (columns.has(name)) continue;
    const near = nearest(name, [...columns]);
    refuse(
      "facts",
      `${quoted(name)} is no input of this program.${near === undefined ? "" : ` Did you mean ${near}?`}`,
    );
  }
  for (const day of [through, ...events.map(({ date }) => date)])
    if (day !== undefined && !isDay(day))
      refuse("date", `${quoted(day)} is not a day. Write it like 2015-03-02.`);
  for (const { amount } of events) {
    if (!/^\d{1,15}(\.\d{1,2})?$/.test(amount))
      refuse("amount", `${quoted(amount)} is not an amount of dollars and cents.`);
  }
}

function ledgerOf(
  book: Prepared,
  { facts, events }: AccountHolder,
  through: string,
  fromSpouses: readonly FromSpouse[],
): Run {
  const ask = new Ask(book, facts, book.program.effective.from);
  ask.events = events;
  return writeLedger(book, ask, { through, fromSpouse: fromSpouses });
}

/** What the spouse's accounts have passed on. What a spouse passes on does not follow from what comes back. */
function fromSpouse(
  book: Prepared,
  { id, spouse }: AccountHolder,
  byId: ReadonlyMap<string, AccountHolder>,
  through: string,
): readonly FromSpouse[] {
  if (spouse === undefined) return [];
  const other = byId.get(spouse);
  if (!other) return refuse("spouse", `${quoted(spouse)}, the spouse of ${id}, is not in this file.`);
  if (other.spouse !== id)
    return refuse("spouse", `${spouse} is the spouse of ${id}, and does not name ${id} as spouse.`);
  checkSameDay(book, byId.get(id), other);
  // What cannot be said of the spouse's cover cannot be said of what they pass on; without cover that is nothing.
  return isNeverInsured(book, other) ? [] : ledgerOf(book, other, through, []).toSpouse;
}

/** The day from which a couple shares what is credited is one day: that of their marriage. */
function checkSameDay(book: Prepared, a: AccountHolder | undefined, b: AccountHolder): void {
  const days = (book.book.accounts ?? []).flatMap(({ split }) => (split ? [eventsOf(split.from)] : []));
  // A day that follows from several events may be another for each of the two.
  const events = days.flatMap(([event, other]) =>
    event === undefined || other !== undefined ? [] : [event],
  );
  for (const event of new Set(events)) {
    const [own, theirs] = [a, b].map((one) => one?.facts[event]?.trim() || undefined);
    if (!a || !book.inputs.has(event) || own === theirs) continue;
    const said = (one: AccountHolder, day: string | undefined) =>
      day === undefined ? `${one.id} gives none` : `${one.id} gives ${quoted(day)}`;
    refuse(
      event,
      `${a.id} and ${b.id} are spouses, and ${event} is one day of both: ${said(a, own)}, and ${said(b, theirs)}.`,
    );
  }
}

/** Whether the accounts of somebody follow from a cover that they never have. */
function isNeverInsured(book: Prepared, { facts, events }: AccountHolder): boolean {
  const begins = (book.book.accounts ?? []).flatMap(({ covered }) =>
    covered.flatMap(({ from }) => eventsOf(from).filter((event) => event.startsWith("begins of "))),
  );
  const ask = new Ask(book, facts, book.program.effective.from);
  ask.events = events;
  return [...new Set(begins)].some((event) => {
    const of = [event.slice("begins of ".length)];
    const eligible = attempt(() => book.arrangement(ask, { op: "arrangement", head: "eligible", of }));
    return eligible.ok && eligible.value === "no";
  });
}

const sumOf = (kept: Kept, of: (entry: Entry) => Fraction): string => cents(kept.state.sum(of));

const IN: ReadonlySet<Movement> = new Set(["credit", "transfer in", "from spouse", "interest"]);
const OUT: ReadonlySet<Movement> = new Set(["transfer out", "to spouse"]);

function answerOf(run: Run, kept: Kept, through: string): AccountAnswer {
  const { account, state, spell, isOpen } = kept;
  const rising = (movements: ReadonlySet<Movement>) =>
    sumOf(kept, ({ movement, change }) => (movements.has(movement) ? change : ZERO));
  const falling = (...movements: Movement[]) =>
    sumOf(kept, ({ movement, change }) => (movements.includes(movement) ? change.neg() : ZERO));
  const service = isOpen ? serviceOn(spell, through, run.calendar) : { months: 0, years: 0 };
  const earned = sumOf(kept, ({ movement, change, amount }) =>
    movement === "interest" && change.equals(0) ? amount : ZERO,
  );
  const ends = spell.through === NEVER || spell.through > through ? null : spell.through;
  return {
    account: account.id,
    name: account.name,
    held_by: account.heldBy ?? null,
    covered: isOpen ? { from: spell.from, through: ends } : null,
    opening: rising(new Set<Movement>(["brought forward"])),
    credits: rising(IN),
    debits: falling("debit"),
    to_others: falling(...OUT),
    forfeited: falling("forfeited"),
    payments: falling("payment"),
    closing: cents(state.balance),
    unpaid: sumOf(kept, ({ movement, unpaid }) => (movement === "debit" ? unpaid : ZERO)),
    usable: account.debit ? cents(run.usable(kept, through).amount) : "0.00",
    covered_months: service.months,
    full_years: service.years,
    interest: run.uncounted.has(account.id) ? null : earned,
    trace: state.entries.map(entryOf),
  };
}

function entryOf(entry: Entry): LedgerEntry {
  const { date, movement, amount, change, balance, unpaid, to, portion, why, source, cites } = entry;
  return {
    date,
    movement,
    amount: cents(amount),
    change: cents(change),
    balance: cents(balance),
    ...(unpaid.equals(0) ? {} : { unpaid: cents(unpaid) }),
    ...(to === undefined ? {} : { to }),
    ...(portion === undefined ? {} : { portion }),
    text: why,
    ...(source === undefined ? {} : { source }),
    ...(cites === undefined ? {} : { cites }),
  };
}
