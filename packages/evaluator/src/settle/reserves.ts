import type Fraction from "fraction.js";
import { decimal, dollars, exact, ZERO } from "../exact.js";
import { holds } from "../inputs.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import { lastDay, type Month, monthText } from "./calendar.js";
import { percentText } from "./amounts.js";
import type { Funding } from "./types.js";
import type { YearFacts } from "./year-facts.js";

export type Reserve = Funding["reserves"][number];

/** What a reserve should hold when a year ends, and how it comes to that. */
export interface ReserveDue {
  readonly due: Fraction;
  readonly trace: readonly TraceStep[];
  readonly remarks: readonly string[];
}

/** What a reserve should hold at the end of the year, unless it was charged once before. */
export function reserveDue(facts: YearFacts, reserve: Reserve): ReserveDue {
  const { settlement } = facts;
  const { amounts, funding } = settlement;
  const party = reserve.setAsideBy ?? funding.retro?.of ?? "";
  const { amount } = reserve;
  if (!amount) return unpaidClaims(facts, reserve, party);
  const path = `/reserves/${funding.reserves.indexOf(reserve)}`;
  const settled = (due: Fraction, text: string): ReserveDue => {
    const rounded = amounts.rounded(due);
    return { due: rounded, trace: [settlement.step(text, path, rounded)], remarks: [] };
  };
  if (amount.kind === "months") {
    const months = facts.year.last - facts.year.first + 1;
    const borne = facts.borne(party);
    const words = `${amount.months} of the ${months} months of ${dollars(borne)} of claims of ${party}`;
    return settled(borne.mul(exact(amount.months)).div(months), words);
  }
  if (amount.kind === "share") {
    const share = amounts.figure(amount.share, facts.year.first);
    const base = amount.of === "deposit" ? facts.deposit(undefined) : facts.borne(party);
    const of = amount.of === "deposit" ? "deposits" : `claims of ${party}`;
    return settled(share.mul(base), `${percentText(share)} of ${dollars(base)} of ${of}`);
  }
  const due = facts.amount(amount, undefined);
  return settled(due, dollars(due));
}

interface MonthPaid {
  readonly month: Month;
  paid: Fraction;
}

/**
 * Claims that are incurred and not paid, by completion factors. Of each month incurred, what is paid to date divided by
 * its factor is what will have been paid in the end; what is not paid of that is due.
 */
function unpaidClaims(facts: YearFacts, reserve: Reserve, party: string): ReserveDue {
  const { settlement, year } = facts;
  const path = `/reserves/${settlement.funding.reserves.indexOf(reserve)}/completion`;
  const factors = factorsOf(facts, reserve);
  const trace: TraceStep[] = [];
  const silent: Month[] = [];
  let total = ZERO;
  for (const { month, paid } of paidByIncurred(facts, reserve, party)) {
    const age = year.last - month;
    const { factor, row } = factors(age);
    if (paid.equals(0)) {
      if (factor.compare(1) < 0) silent.push(month);
      continue;
    }
    const ultimate = paid.div(factor);
    const due = ultimate.sub(paid);
    total = total.add(due);
    const text = `incurred in ${monthText(month)}: ${dollars(paid)} paid, ${percentText(factor)} after ${age} ${age === 1 ? "month" : "months"}; in the end ${dollars(ultimate)}, ${dollars(due)} more`;
    trace.push(settlement.step(text, `${path}/${row}`, due));
  }
  const due = settlement.amounts.rounded(total);
  return { due, trace, remarks: silent.length > 0 ? [silence(silent, reserve, party, facts)] : [] };
}

/** What is paid by the end of the year of the claims of each month incurred, and the months of the year without any. */
function paidByIncurred(facts: YearFacts, { id }: Reserve, party: string): readonly MonthPaid[] {
  const { payments } = facts.settlement;
  const { first, last } = facts.year;
  const found = new Map<Month, MonthPaid>();
  for (let month = first; month <= last; month++) found.set(month, { month, paid: ZERO });
  for (const { month, incurred, shares } of payments) {
    const share = shares.get(party) ?? ZERO;
    if (month > last || share.equals(0)) continue;
    if (incurred === undefined)
      return refuse(
        "incurred",
        `The reserve ${id} needs the month in which claims were incurred, and a row of ${monthText(month)} does not say it.`,
      );
    const one = found.get(incurred) ?? { month: incurred, paid: ZERO };
    one.paid = one.paid.add(share);
    found.set(incurred, one);
  }
  return [...found.values()].sort((a, b) => a.month - b.month);
}

/** The factors of a reserve, checked: an input may make one that no claims can have. */
function factorsOf(facts: YearFacts, { completion, id }: Reserve) {
  const { amounts } = facts.settlement;
  const rows = completion.map(({ range, share }, row) => ({
    range,
    row,
    factor: amounts.part(share, facts.year.first, `reserve ${id}`),
  }));
  const start = (row: (typeof rows)[number]) => exact(row.range.min ?? "0");
  const ordered = [...rows].sort((a, b) => start(a).compare(start(b)));
  const falling = ordered.find((one, i) => one.factor.compare(ordered[i - 1]?.factor ?? ZERO) < 0);
  if (falling)
    refuse(
      `reserve ${id}`,
      `The reserve ${id} says that ${percentText(falling.factor)} of the claims are paid by then, and more were paid before: what is paid adds up.`,
    );
  return (age: number) =>
    rows.find(({ range }) => holds(range, exact(String(age)))) ??
    refuse(
      id,
      `The reserve ${id} does not say how much is paid after ${decimal(exact(String(age)))} months.`,
    );
}

/** Nothing paid comes to nothing in the end, whatever the factor: that is the method, and worth a word. */
function silence(months: readonly Month[], { id }: Reserve, party: string, { year }: YearFacts): string {
  const shown = months.slice(0, 3).map(monthText).join(", ");
  const more = months.length > 3 ? ` and ${months.length - 3} months more` : "";
  return `By ${lastDay(year.last)} ${party} has borne no claim incurred in ${shown}${more}, and so the reserve ${id} holds nothing for what may come: a completion factor makes nothing of nothing.`;
}
