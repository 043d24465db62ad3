import type Fraction from "fraction.js";
import { addMonths } from "../claims/days.js";
import { dollars, min, ZERO } from "../exact.js";
import { NEVER } from "../points.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import type { Kept, Run } from "./run.js";
import type { Account } from "./state.js";

type Row = Account["pays"][number];

/** A payment that was made. */
export interface Payment {
  readonly account: string;
  readonly portion: string;
  readonly date: string;
  readonly amount: Fraction;
}

export const portionWords = ({ portion }: Row): string =>
  typeof portion === "string" ? portion.replaceAll("_", " ") : "part";

/** Nothing is paid each month for longer. */
const MOST_MONTHS = 1_200;

/** Pays what an event that ends an account makes due. Nothing is paid before it is credited. */
export class Payments {
  readonly made: Payment[] = [];

  constructor(
    private readonly run: Run,
    private readonly book: Prepared,
  ) {}

  plan(kept: Kept): void {
    const { ending } = kept;
    if (!ending) return;
    const rows = kept.account.pays.flatMap((row, i) => (row.event === ending.event ? [{ row, i }] : []));
    const days = rows.map(({ row }) => this.daysOf(row, kept));
    this.checkRest(
      kept,
      rows.map(({ row }) => row),
      days,
    );
    for (const [n, { row, i }] of rows.entries()) {
      const turn = row.portion === "rest" ? "pay rest" : "pay";
      for (const day of days[n] ?? []) this.run.at(day, turn, () => this.pay(kept, row, i, day));
      if (row.due.kind === "monthly") continue;
      const [due = ""] = days[n] ?? [];
      for (const day of this.later(kept, due)) this.run.at(day, turn, () => this.pay(kept, row, i, day));
    }
  }

  /** Days on which money still arrives after a portion was due. */
  private later(kept: Kept, due: string): Set<string> {
    const arriving = [
      ...this.run.yearsOf(kept).flatMap((year) => this.run.vestingOf(kept, year)?.date ?? []),
      ...(this.run.options.fromSpouse ?? []).flatMap(({ account, date }) =>
        account === kept.account.id ? [date] : [],
      ),
    ];
    return new Set(arriving.filter((date) => date > due));
  }

  /** The days on which a row pays, through the last day of the ledger: one, or one each month. */
  daysOf({ due }: Row, { account, ending }: Kept): string[] {
    if (!ending) return [];
    const { facts, calendar, through } = this.run;
    const onOrAfter = (day: string) => (day < ending.date ? ending.date : day);
    switch (due.kind) {
      case "at_once":
        return [ending.date];
      case "point": {
        const day = facts.day(due.point, true);
        if (day === NEVER)
          refuse(account.id, `What ${account.id} pays after ${ending.event} never falls due.`);
        return [onOrAfter(day)];
      }
      case "monthly": {
        const from = facts.day(due.from, true);
        if (from === NEVER)
          refuse(account.id, `What ${account.id} pays after ${ending.event} never falls due.`);
        const first = onOrAfter(from);
        const most = due.most && facts.figure(due.most);
        if (most && (most.d !== 1n || most.compare(0) < 0 || most.compare(MOST_MONTHS) > 0))
          refuse(account.id, `${account.id} cannot pay for ${most.toString()} months.`);
        const days: string[] = [];
        for (let i = 0; most === undefined || most.compare(i) > 0; i++) {
          const day = addMonths(first, i, calendar.arithmetic);
          if (day > through) break;
          days.push(day);
        }
        return days;
      }
    }
  }

  private checkRest({ account }: Kept, rows: readonly Row[], days: readonly (readonly string[])[]): void {
    const rest = rows.findIndex(({ portion }) => portion === "rest");
    const due = days[rest]?.[0];
    if (due === undefined) return;
    for (const [n, row] of rows.entries()) {
      const last = days[n]?.[(days[n]?.length ?? 0) - 1];
      if (row.portion === "rest" || last === undefined || last <= due) continue;
      refuse(
        account.id,
        `The rest of ${account.id} is due on ${due}, before ${portionWords(row)} is paid on ${last}.`,
      );
    }
  }

  private pay(kept: Kept, row: Row, index: number, day: string): void {
    const { state } = kept;
    const years = this.yearsOf(kept, row);
    const there = this.part(
      kept,
      row,
      years.reduce((sum, year) => sum.add(state.lot(year)), ZERO),
    );
    const isMonthly = "premiumOf" in row.to;
    if (there.equals(0)) return;
    const portion = portionWords(row);
    const part = `pays/${index}`;
    const to = "party" in row.to ? row.to.party : `premium of ${row.to.premiumOf.join(", ")}`;
    if (row.needs && !this.run.facts.holds(row.needs)) {
      const why = `${portion} is not paid to ${to}: what must be there for it is not`;
      state.note(day, "refused", there, { why, part, to, portion, unpaid: there });
      return;
    }
    const wanted = "premiumOf" in row.to ? this.premium(row.to.premiumOf, day) : there;
    const amount = min(there, wanted);
    const short = wanted.sub(amount);
    const why = isMonthly
      ? `premium of ${dollars(wanted)}${short.compare(0) > 0 ? `, of which ${dollars(short)} is not there` : ""}`
      : `${portion}, after ${kept.ending?.event ?? ""} on ${kept.ending?.date ?? ""}`;
    state.take(day, "payment", amount, years, { why, part, to, portion });
    this.made.push({ account: kept.account.id, portion, date: day, amount });
  }

  /** The contract years whose money a row pays, the oldest first. */
  private yearsOf({ state, ending }: Kept, { portion }: Row): string[] {
    const { calendar } = this.run;
    const kind = "contract_year";
    const last = calendar.previous(calendar.startOf(ending?.date ?? "", kind), kind);
    if (portion === "last_contract_year") return state.years().filter((year) => year >= last);
    if (portion === "all_but_last_contract_year") return state.years().filter((year) => year < last);
    return state.years();
  }

  /** How much of what is there a row may still pay. */
  private part(kept: Kept, { portion }: Row, there: Fraction): Fraction {
    if (typeof portion === "string") return there;
    const paid = this.made.reduce(
      (sum, one) => (one.account === kept.account.id && one.portion === "part" ? sum.add(one.amount) : sum),
      ZERO,
    );
    const left = this.run.money(this.run.facts.figure(portion.most)).sub(paid);
    return left.compare(0) > 0 ? min(left, there) : ZERO;
  }

  private premium(coverages: readonly string[], day: string): Fraction {
    const { from, to } = this.book.program.effective;
    if (day < from || day > to)
      refuse("premium", `The premium of ${day} is not known: the program runs from ${from} to ${to}.`);
    const ask = this.run.facts.ask.on(day);
    return coverages.reduce((sum, id) => sum.add(this.book.answer(ask, "premium", id)), ZERO);
  }
}
