import type Fraction from "fraction.js";
import { dollars, max, ZERO } from "../exact.js";
import { testOf } from "../expressions.js";
import { refuse } from "../refusal.js";
import type { Month } from "./calendar.js";
import { coverWords, reimbursedOf, type Settlement } from "./settlement.js";
import { policyOf } from "./specific.js";
import type { Amount, Funding, Movement, Payment } from "./types.js";
import type { YearFacts } from "./year-facts.js";

type Aggregate = NonNullable<Funding["aggregate"]>;

/** What the aggregate stop-loss of a year reimburses, and where it attaches; nothing where there is none. */
export function aggregateOf(
  facts: YearFacts,
): { readonly attachment: Fraction; readonly movements: readonly Movement[] } | undefined {
  const { funding, told, memberParty, amounts } = facts.settlement;
  const { aggregate } = funding;
  if (!aggregate) return undefined;
  const { first } = facts.year;
  const most = aggregate.most && amounts.figure(aggregate.most, first);
  const share = aggregate.share && amounts.part(aggregate.share, first, "reimburses");
  let attachment = ZERO;
  const movements: Movement[] = [];
  for (const member of aggregate.to === memberParty ? told.members : [undefined]) {
    const kept = attachmentOf(facts, aggregate, member);
    attachment = attachment.add(kept);
    const counted = countedOf(facts, aggregate, member);
    const due = amounts.rounded(reimbursedOf(counted, { kept, share, most }));
    if (due.equals(0)) continue;
    const words = coverWords({ kept, share, most }, due);
    const text = `${dollars(counted)} of ${aggregate.counts.join(" and ")}, ${words}`;
    const trace = [facts.settlement.step(text, "/aggregate", due)];
    movements.push(facts.movement("aggregate stop-loss", aggregate, member, due, trace));
  }
  return { attachment, movements };
}

function attachmentOf(facts: YearFacts, aggregate: Aggregate, member: string | undefined): Fraction {
  const { amounts } = facts.settlement;
  const amount = attachingLine(facts.settlement, facts.year.first);
  const least = aggregate.least && amounts.figure(aggregate.least, facts.year.first);
  const kept = amounts.rounded(facts.amount(amount, member));
  return least ? max(kept, least) : kept;
}

/** What counts toward an aggregate stop-loss: what the reimbursed party bore, after the specific one. */
function countedOf(facts: YearFacts, aggregate: Aggregate, member: string | undefined): Fraction {
  const { settlement, year } = facts;
  const { payments, calendar, funding } = settlement;
  const policy = calendar.yearStart(year.first);
  const own = payments.filter((payment) => member === undefined || payment.member === member);
  const counts = (payment: Payment): boolean => policyOf(aggregate.basis, payment, calendar) === policy;
  let total = ZERO;
  if (aggregate.counts.includes("claims")) {
    for (const payment of own) {
      const share = payment.shares.get(aggregate.to) ?? ZERO;
      if (share.equals(0) || !counts(payment)) continue;
      const reimbursed = funding.specific?.to === aggregate.to ? settlement.reimbursedOf(payment) : ZERO;
      total = total.add(share).sub(reimbursed);
    }
  }
  if (!aggregate.counts.includes("administration")) return total;
  return total.add(administrationOf(facts, aggregate, member));
}

/** Administration that was charged in the year; after the program, in the run-out that counts. */
function administrationOf(facts: YearFacts, { to, basis }: Aggregate, member: string | undefined): Fraction {
  const { settlement, year } = facts;
  const runOut = basis.kind === "months" ? basis.paid - 12 : 0;
  const isLast = year.last === settlement.calendar.last;
  const counts = (month: Month): boolean =>
    month >= year.first && month <= (isLast ? year.last + runOut : year.last);
  return settlement.charges
    .filter(({ what, fromParty, month }) => what === "administration" && fromParty === to && counts(month))
    .filter(({ from }) => member === undefined || from === settlement.actor(to, member).name)
    .reduce((sum, { amount }) => sum.add(amount), ZERO);
}

/** The line of an aggregate stop-loss that holds: one and no other. */
export function attachingLine(
  settlement: Pick<Settlement, "funding" | "amounts" | "book">,
  month: Month,
): Amount {
  const { funding, amounts, book } = settlement;
  const lines = funding.aggregate?.attaches ?? [];
  const ask = amounts.askOn(month);
  const holding = lines.filter(({ when }) => !when || testOf(when, book)(ask, undefined));
  const [only, second] = holding;
  if (only && !second) return only.amount;
  return refuse(
    "aggregate attachment",
    only
      ? `Two lines say where the aggregate stop-loss of ${funding.id} attaches.`
      : `No line says where the aggregate stop-loss of ${funding.id} attaches.`,
  );
}
