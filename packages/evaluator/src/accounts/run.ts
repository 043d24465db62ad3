import type Fraction from "fraction.js";
import { type Ask, attempt } from "../ask.js";
import { addDays } from "../claims/days.js";
import { dollars, exact, max, min, round, ZERO } from "../exact.js";
import { isDay } from "../inputs.js";
import { firstOfYear, NEVER } from "../points.js";
import type { Prepared } from "../prepare.js";
import { type Refusal, refuse } from "../refusal.js";
import { Calendar, isDayOfYear, type PeriodKind } from "./calendar.js";
import {
  coveredYears,
  type CoveredYear,
  endingOf,
  Facts,
  isCovered,
  NO_COVER,
  type Spell,
  spellOf,
} from "./cover.js";
import { Payments } from "./payments.js";
import { Queue, type Turn } from "./queue.js";
import { type Account, AccountState } from "./state.js";
import type { AccountEvent, FromSpouse } from "./types.js";

/** One account of one employee while its ledger is written. */
export interface Kept {
  readonly account: Account;
  readonly path: string;
  readonly state: AccountState;
  readonly spell: Spell;
  /** Whether this employee has one. */
  readonly isOpen: boolean;
  readonly ending: { readonly event: string; readonly date: string } | undefined;
  /** Balances of this day were there before; what moves up to it is in them. */
  readonly since: string;
}

export interface RunOptions {
  /** The ledger is written through this day. */
  readonly through: string;
  readonly fromSpouse?: readonly FromSpouse[] | undefined;
}

/** Words for the period that begins on a day. */
const PERIOD_WORDS: Readonly<Record<PeriodKind, string>> = {
  contract_year: "contract year from",
  calendar_year: "calendar year from",
  month: "month from",
};

/**
 * Writes the ledger of one employee: everything that moves in the accounts, day by day. On one day last year's money is
 * transferred and carried first, then the year is credited, claims are paid, what an event brings is transferred, and
 * payments are made; interest is counted at the end of the day.
 */
export class Run {
  readonly accounts = new Map<string, Kept>();
  readonly facts: Facts;
  readonly calendar: Calendar;
  readonly payments: Payments;
  readonly toSpouse: FromSpouse[] = [];
  /** Accounts whose interest could not be counted, and why. */
  readonly uncounted = new Map<string, Refusal>();
  private readonly queue = new Queue();

  constructor(
    private readonly book: Prepared,
    ask: Ask,
    private readonly events: readonly AccountEvent[],
    readonly options: RunOptions,
  ) {
    const begin =
      book.program.contractYear ?? refuse("contract year", "Nothing says when contract years begin.");
    this.calendar = new Calendar(begin, book.conventions.month_arithmetic?.reading);
    this.facts = new Facts(book, ask, this.calendar);
    for (const [i, account] of (book.book.accounts ?? []).entries())
      this.accounts.set(account.id, this.keep(account, i));
    this.payments = new Payments(this, book);
  }

  get through(): string {
    return this.options.through;
  }

  private keep(account: Account, i: number): Kept {
    const path = `/accounts/${i}`;
    const hasOne = account.opens === undefined || this.facts.holds(account.opens);
    const since = this.events
      .filter(({ event, account: of }) => event === "balance" && of === account.id)
      .reduce((last, { date }) => (date > last ? date : last), "");
    const spell = hasOne ? spellOf(account, this.facts) : NO_COVER;
    const isOpen = spell.from !== NO_COVER.from;
    const ending = isOpen ? endingOf(account, this.facts) : undefined;
    const state = new AccountState(account, (part) => this.book.sourceOf(`${path}${part}`));
    return { account, path, state, spell, isOpen, ending, since };
  }

  money(value: Fraction): Fraction {
    const { mode, to } = this.book.book.rounding;
    return round(value, mode, exact(to));
  }

  at(date: string, turn: Turn, act: () => void): void {
    if (date <= this.through) this.queue.add(date, turn, act);
  }

  /** Writes every entry through the last day. */
  write(): this {
    for (const kept of this.accounts.values()) {
      if (!kept.isOpen) continue;
      this.planCredits(kept);
      this.planVesting(kept);
      this.planCarry(kept);
      this.planInterest(kept);
      this.payments.plan(kept);
    }
    this.planEvents();
    for (const one of this.options.fromSpouse ?? []) this.planFromSpouse(one);
    this.queue.run();
    return this;
  }

  /** A line of an account holds for the days that its heading names. */
  private check(account: Account, day: string, what: string): void {
    const { from, to } = account.effective;
    if (day >= from && day <= to) return;
    refuse(
      account.id,
      `${account.id} is described from ${from} to ${to}, and ${what} on ${day} is outside. \`effective\` in its heading says more.`,
    );
  }

  /** Whether a movement is one to write: not before the balance that was brought forward. */
  private counts(kept: Kept, date: string): boolean {
    return date > kept.since;
  }

  private planCredits(kept: Kept): void {
    const { account, spell } = kept;
    const { credit } = account;
    if (!credit) return;
    const last = spell.through !== NEVER && spell.through < this.through ? spell.through : this.through;
    const { each } = credit;
    const days = [...this.calendar.starts(spell.from, last, each)];
    // An employee who enters after a year has begun is credited on the first day of cover.
    if (each !== "month" && this.calendar.startOf(spell.from, each) < spell.from && spell.from <= last)
      days.unshift(spell.from);
    for (const day of days) {
      if (!this.counts(kept, day)) continue;
      this.at(day, "credit", () => {
        this.check(account, day, "a credit");
        this.credit(kept, day, each);
      });
    }
  }

  private credit(kept: Kept, day: string, each: PeriodKind): void {
    const { account } = kept;
    if (!account.credit) return;
    const start = this.calendar.startOf(day, each);
    const isEntry = day > start;
    const whole = this.facts.figure(account.credit.amount);
    const isByMonths = isEntry && account.credit.entry === "months_left";
    const left = isByMonths ? this.calendar.months(day, this.calendar.lastDay(start, each)) : 12;
    const amount = this.money(whole.mul(left).div(12));
    const why = isEntry
      ? `for the rest of the ${PERIOD_WORDS[each]} ${start}${isByMonths ? `: ${left} of 12 months of ${dollars(whole)}` : ", in full"}`
      : `for the ${PERIOD_WORDS[each]} ${start}`;
    this.receive(kept, day, "credit", amount, this.calendar.startOf(day, "contract_year"), why, "credit");
  }

  /** Puts money into an account; what of it is the spouse's goes on at once. */
  private receive(
    kept: Kept,
    day: string,
    movement: "credit" | "transfer in",
    amount: Fraction,
    year: string,
    why: string,
    part: string,
  ): void {
    if (amount.compare(0) < 0)
      refuse(kept.account.id, `A credit of ${kept.account.id} on ${day} would be below zero.`);
    kept.state.put(day, movement, amount, year, { why, part });
    const { split } = kept.account;
    if (!split || amount.equals(0)) return;
    const from = this.facts.day(split.from);
    if (from === NEVER || (split.when && !this.facts.holds(split.when))) return;
    if (year < this.calendar.startOf(from, "contract_year")) return;
    const share = this.money(amount.mul(exact(split.share)).div(100));
    kept.state.take(day, "to spouse", share, [year], {
      why: `${split.share}% of ${dollars(amount)}, of the contract year of ${from} and later ones`,
      part: "split",
      to: "spouse",
    });
    this.toSpouse.push({ date: day, account: kept.account.id, amount: share, year });
  }

  /** The contract years of which it is known, by the last day, how they were covered. */
  yearsOf(kept: Kept, on = this.through): CoveredYear[] {
    return kept.isOpen ? coveredYears(kept.spell, on, this.calendar) : [];
  }

  /** When a contract year is credited from the table, and by which row. */
  vestingOf(kept: Kept, { cover, known }: CoveredYear) {
    const row = kept.account.vesting.findIndex(({ cases }) => cases.includes(cover));
    const found = kept.account.vesting[row];
    if (!found || found.amount.kind === "none" || !found.on) return undefined;
    if (found.on === "at_once") return { row, found, date: known };
    if ("month" in found.on && !isDayOfYear(found.on))
      refuse(kept.account.id, `${kept.account.id} is credited on no day of the year.`);
    if ("month" in found.on) return { row, found, date: firstOfYear(known, found.on, true) };
    const day = this.facts.day(found.on.point);
    return { row, found, date: day === NEVER || day < known ? known : day };
  }

  private planVesting(kept: Kept): void {
    for (const covered of this.yearsOf(kept)) {
      const vesting = this.vestingOf(kept, covered);
      if (!vesting || !this.counts(kept, vesting.date)) continue;
      const turn: Turn = vesting.date > covered.known ? "transfer" : "late transfer";
      this.at(vesting.date, turn, () => this.vest(kept, covered, vesting));
    }
  }

  private vest(
    kept: Kept,
    { year, cover, months }: CoveredYear,
    { row, found, date }: NonNullable<ReturnType<Run["vestingOf"]>>,
  ): void {
    const { amount } = found;
    if (amount.kind === "none") return;
    const { account, spell } = kept;
    this.check(account, spell.from > year ? spell.from : year, "a year that is credited");
    const words = `${cover.replaceAll("_", " ")}, contract year from ${year}`;
    const limit = amount.kind === "amount" ? amount.amount : amount.most;
    const most = limit && this.facts.figure(limit);
    const capped = most && this.money(amount.byMonths ? most.mul(months).div(12) : most);
    const capWords =
      capped && amount.byMonths ? `${months} of 12 months of ${dollars(most)}` : capped && dollars(capped);
    const part = `vesting/${row}`;
    if (amount.kind === "amount") {
      const why = amount.byMonths ? `${words}: ${capWords}` : words;
      if (capped) this.receive(kept, date, "credit", capped, year, why, part);
      return;
    }
    const source = this.accounts.get(amount.from);
    const unused = source?.state.lot(year) ?? ZERO;
    const moved = capped ? min(unused, capped) : unused;
    const limited = capped && capped.compare(unused) < 0 ? `, at most ${capWords}` : "";
    const why = `${words}: ${dollars(unused)} unused${limited}`;
    if (moved.equals(0)) return;
    source?.state.take(date, "transfer out", moved, [year], {
      why,
      to: account.id,
      said: this.book.sourceOf(`${kept.path}/${part}`),
    });
    this.receive(kept, date, "transfer in", moved, year, `${why} in ${amount.from}`, part);
  }

  private planFromSpouse({ date, account, amount, year }: FromSpouse): void {
    const kept = this.accounts.get(account);
    if (!kept?.isOpen || !this.counts(kept, date)) return;
    this.at(date, "late transfer", () =>
      kept.state.put(date, "from spouse", amount, year, {
        why: `the share of the spouse's credit for the contract year from ${year}`,
        part: "split",
      }),
    );
  }

  private planCarry(kept: Kept): void {
    const { account, spell } = kept;
    if (!account.carries) return;
    const last = spell.through !== NEVER && spell.through < this.through ? spell.through : this.through;
    for (const day of this.calendar.starts(addDays(spell.from, 1), last, account.carries.to))
      if (this.counts(kept, day)) this.at(day, "carry", () => this.carry(kept, day));
  }

  private carry({ account, state }: Kept, day: string): void {
    if (!account.carries) return;
    const { carried } = account.carries;
    const { balance } = state;
    if (balance.equals(0)) return;
    const most = carried === "all" ? balance : carried === "nothing" ? ZERO : this.facts.figure(carried);
    const kept = min(balance, max(ZERO, most));
    const lost = balance.sub(kept);
    const part = "carries";
    if (kept.compare(0) > 0)
      state.note(day, "carried over", kept, { why: "what is left of the year before", part });
    if (lost.compare(0) > 0) {
      const why = kept.equals(0) ? "nothing is carried over" : `at most ${dollars(kept)} is carried over`;
      state.take(day, "forfeited", lost, state.years(), { why, part });
    }
  }

  private planInterest(kept: Kept): void {
    const { interest } = kept.account;
    if (!interest) return;
    const first = this.calendar.startOf(kept.spell.from, interest.each);
    const begins = kept.since > first ? this.calendar.startOf(kept.since, interest.each) : first;
    for (const start of this.calendar.starts(begins, this.through, interest.each)) {
      const last = this.calendar.lastDay(start, interest.each);
      if (this.counts(kept, last)) this.at(last, "interest", () => this.interest(kept, start, last));
    }
  }

  private interest({ account, state }: Kept, start: string, last: string): void {
    const { interest } = account;
    if (!interest) return;
    const base = interest.on === "closing" ? state.balance : state.average(start, last);
    if (base.equals(0)) return;
    const rate = attempt(() => this.facts.figure(interest.rate));
    if (!rate.ok) {
      // What others earn changes no balance of the employee.
      if (interest.to === "employee") throw rate.refusal;
      this.uncounted.set(account.id, rate.refusal);
      return;
    }
    const amount = this.money(base.mul(rate.value));
    const shown = `${interest.on} balance of ${dollars(this.money(base))}`;
    const told = { why: `on the ${shown}, ${start} through ${last}`, part: "interest", to: interest.to };
    const year = this.calendar.startOf(last, "contract_year");
    if (interest.to === "employee") state.put(last, "interest", amount, year, told);
    else state.note(last, "interest", amount, told);
  }

  private planEvents(): void {
    for (const event of this.events) {
      const { date } = event;
      if (!isDay(date)) refuse("date", `${date} is not a day. Write it like 2015-03-02.`);
      switch (event.event) {
        case "balance":
          this.at(date, "balance", () => this.bringForward(event));
          break;
        case "claims":
          this.at(date, "debit", () => this.claim(event));
          break;
        default:
          this.at(date, "debit", () => this.refuseRequest(event));
      }
    }
  }

  private bringForward({ date, account, amount }: AccountEvent): void {
    const kept = this.accounts.get(account ?? "");
    if (!kept) refuse("balance", `${account ?? "A balance without its account"} is no account.`);
    if (!kept.isOpen) return;
    const year = this.calendar.startOf(date, "contract_year");
    kept.state.put(date, "brought forward", exact(amount), year, {
      why: `what was there of the contract year from ${year}`,
    });
  }

  /** The one account that pays claims of a plan. */
  private payerOf({ plan, account }: AccountEvent): Kept {
    const all = [...this.accounts.values()].filter(({ account: { id, debit } }) => {
      if (!debit || (account !== undefined && id !== account)) return false;
      return plan === undefined || debit.plan === plan;
    });
    const open = all.filter(({ isOpen }) => isOpen);
    const [first, second] = open.length > 0 ? open : all;
    const of = plan === undefined ? "" : ` of ${plan}`;
    if (!first) return refuse("claims", `No account${account ? ` ${account}` : ""} pays claims${of}.`);
    if (second && open.length > 0) {
      const names = open.map(({ account: { id } }) => id).join(", ");
      return refuse("claims", `Several accounts pay claims${of}: ${names}. Name the account, or the plan.`);
    }
    return first;
  }

  private claim(event: AccountEvent): void {
    const { date } = event;
    const kept = this.payerOf(event);
    const { account, state, spell } = kept;
    if (!this.counts(kept, date)) return;
    const amount = exact(event.amount);
    const usable = this.usable(kept, date);
    const paid = min(amount, usable.amount);
    const unpaid = amount.sub(paid);
    const years = state.years();
    if (account.debit?.order === "newest") years.reverse();
    const reason = isCovered(spell, date) ? usable.why : `${date} is not covered`;
    const why = `claims under the deductible of ${account.debit?.plan ?? ""}: ${dollars(amount)}${unpaid.compare(0) > 0 ? `, ${dollars(unpaid)} unpaid: ${reason}` : ""}`;
    state.take(date, "debit", paid, years, { why, part: "debit", unpaid });
  }

  /** What claims of a day may still take, and what bounds it. */
  usable({ account, state, spell, isOpen }: Kept, day: string): { amount: Fraction; why: string } {
    if (!isOpen || !isCovered(spell, day)) return { amount: ZERO, why: `${day} is not covered` };
    const most = account.debit?.most;
    if (!most) return { amount: state.balance, why: "nothing is left" };
    const start = this.calendar.startOf(day, most.each);
    const limit = this.facts.figure(most.amount);
    const left = max(ZERO, limit.sub(state.debited(start, this.calendar.lastDay(start, most.each))));
    return left.compare(state.balance) < 0
      ? { amount: left, why: `${dollars(limit)} may be used each ${most.each.replace("_", " ")}` }
      : { amount: state.balance, why: "nothing is left" };
  }

  private refuseRequest({ date, event, amount, account }: AccountEvent): void {
    const refusing = [...this.accounts.values()].filter(
      (kept) =>
        kept.account.refuses.includes(event) && (account === undefined || kept.account.id === account),
    );
    if (refusing.length === 0) {
      const of = account === undefined ? "an account" : account;
      refuse(
        "events",
        `Nothing says whether ${of} gives a ${event}: it is neither \`claims\` nor \`balance\`, and no line \`refuses\` names it.`,
      );
    }
    for (const { state, account: own } of refusing) {
      state.note(date, "refused", exact(amount), {
        why: `${own.id} gives no ${event}`,
        part: "refuses",
        unpaid: exact(amount),
      });
    }
  }
}
