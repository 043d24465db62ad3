import type Fraction from "fraction.js";
import { dollars, max, min, ZERO } from "../exact.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import { type Calendar, type Month, monthText } from "./calendar.js";
import type { Ledger } from "./ledger.js";
import { coverWords, reimbursedOf, type Settlement } from "./settlement.js";
import type { Funding, Payment } from "./types.js";

type Basis = NonNullable<Funding["specific"]>["basis"];

/** The first month of the contract year for which a payment counts; nothing when it counts for none of the program. */
export function policyOf(
  basis: Basis,
  { month, incurred }: Pick<Payment, "month" | "incurred">,
  calendar: Calendar,
): Month | undefined {
  // The run-out of a year before the program is another cover's, and after it nothing is covered.
  const inProgram = (year: Month) =>
    year >= calendar.yearStart(calendar.first) && year <= calendar.last ? year : undefined;
  if (basis.kind === "paid") return inProgram(calendar.yearStart(month));
  if (incurred === undefined)
    return refuse(
      "incurred",
      `The stop-loss counts claims by the month incurred, and a row of ${monthText(month)} does not say it.`,
    );
  if (basis.incurred > 12) {
    const year = calendar.yearStart(month);
    return incurred >= year - (basis.incurred - 12) ? inProgram(year) : undefined;
  }
  const year = calendar.yearStart(incurred);
  return month < year + basis.paid ? inProgram(year) : undefined;
}

/** What counts of one claim for one contract year. */
interface Counted {
  readonly policy: Month;
  readonly member: string;
  readonly person: string | undefined;
  readonly payments: readonly Payment[];
}

/** Moves what the specific stop-loss reimburses, month by month; answers what is reimbursed of each payment. */
export function reimburse(settlement: Settlement, ledger: Ledger): ReadonlyMap<Payment, Fraction> {
  const { funding, payments, calendar } = settlement;
  const { specific } = funding;
  const reimbursed = new Map<Payment, Fraction>();
  if (!specific) return reimbursed;
  checkUnlisted(settlement);
  const counted = new Map<
    string,
    { policy: Month; member: string; person: string | undefined; payments: Payment[] }
  >();
  for (const payment of payments) {
    if (payment.claim === undefined) continue;
    const policy = policyOf(specific.basis, payment, calendar);
    if (policy === undefined) continue;
    // A person's claims of two contract years are two claims to share, and one to the cover of one year.
    const claim = settlement.funding.oneClaim === "person" ? payment.person : payment.claim;
    const key = JSON.stringify([policy, payment.member, claim]);
    const found = counted.get(key) ?? {
      policy,
      member: payment.member,
      person: payment.person,
      payments: [],
    };
    found.payments.push(payment);
    counted.set(key, found);
  }
  const claims = [...counted.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  for (const one of claims)
    one.payments.sort((a, b) => a.month - b.month || (a.incurred ?? 0) - (b.incurred ?? 0));
  const perMember = specific.to === settlement.memberParty;
  const covers = new Map<string, Counted[]>();
  for (const one of claims) {
    const key = JSON.stringify([one.policy, perMember ? one.member : null]);
    const cover = covers.get(key);
    if (cover) cover.push(one);
    else covers.set(key, [one]);
  }
  const ordered = [...covers.values()].sort(
    ([a], [b]) => (a?.policy ?? 0) - (b?.policy ?? 0) || ((a?.member ?? "") < (b?.member ?? "") ? -1 : 1),
  );
  for (const cover of ordered) moveCover(settlement, ledger, cover, perMember, reimbursed);
  return reimbursed;
}

/** Claims that are not listed must lie below what is kept of each. */
function checkUnlisted({ funding, told, payments, amounts, calendar }: Settlement): void {
  const { specific } = funding;
  const unlisted = payments.some(({ claim, amount }) => claim === undefined && !amount.equals(0));
  if (!specific || !unlisted || !told.listedOver) return;
  const kept = [specific, ...specific.lasers].map(({ attaches }) => amounts.figure(attaches, calendar.first));
  const least = kept.reduce(min);
  if (told.listedOver.compare(least) > 0)
    refuse(
      "listed_over",
      `Claims up to ${dollars(told.listedOver)} are not listed, and the stop-loss of ${funding.id} attaches over ${dollars(least)}.`,
    );
}

/** What is kept of a claim of a person. */
export function attachmentOf(
  { funding, amounts }: Pick<Settlement, "funding" | "amounts">,
  person: string | undefined,
  month: Month,
): Fraction {
  const { specific } = funding;
  if (!specific) return refuse("specific attachment", `${funding.id} has no specific stop-loss.`);
  const laser = specific.lasers.find((one) => one.person === person);
  return amounts.figure(laser?.attaches ?? specific.attaches, month);
}

/** What payments of a month add to what is due on one claim. */
interface Added {
  readonly payment: Payment;
  readonly amount: Fraction;
}

/** Moves what is due on the claims of one contract year, and notes of which payments it is. */
function moveCover(
  settlement: Settlement,
  ledger: Ledger,
  claims: readonly Counted[],
  perMember: boolean,
  reimbursed: Map<Payment, Fraction>,
): void {
  const { funding, amounts } = settlement;
  const { specific } = funding;
  const [{ policy, member: of } = { policy: 0, member: "" }] = claims;
  if (!specific) return;
  const member = perMember ? of : undefined;
  const kept = specific.aggregatingDeductible ? amounts.figure(specific.aggregatingDeductible, policy) : ZERO;
  const due = duesByMonth(settlement, claims);
  let total = ZERO;
  let before = ZERO;
  for (const month of [...due.keys()].sort((a, b) => a - b)) {
    const { added = [], steps = [] } = due.get(month) ?? {};
    const sum = added.reduce((all, { amount }) => all.add(amount), ZERO);
    total = total.add(sum);
    const after = max(total.sub(kept), ZERO);
    if (after.equals(before)) continue;
    if (kept.compare(0) > 0)
      steps.push(
        settlement.step(
          `${dollars(total)} less the aggregating deductible of ${dollars(kept)}`,
          "/specific",
          after,
        ),
      );
    const moved = ledger.accrue(
      `specific ${policy} ${member ?? ""}`,
      {
        month,
        what: "specific stop-loss",
        from: settlement.actor(specific.from, member),
        to: settlement.actor(specific.to, member),
      },
      after.sub(before),
      steps,
    );
    // What a deductible leaves is shared by what each payment adds.
    for (const { payment, amount } of added) reimbursed.set(payment, moved.mul(amount).div(sum));
    before = after;
  }
}

/** By the month of payment: what each payment adds to what is due on its claim, and what is due on each claim by then. */
function duesByMonth(
  settlement: Settlement,
  claims: readonly Counted[],
): ReadonlyMap<Month, { readonly added: Added[]; readonly steps: TraceStep[] }> {
  const found = new Map<Month, { readonly added: Added[]; readonly steps: TraceStep[] }>();
  for (const claim of claims) {
    const { payments } = claim;
    const dueOf = dueOn(settlement, claim);
    let before = ZERO;
    for (const [i, payment] of payments.entries()) {
      const { due, text } = dueOf(payment);
      const month = found.get(payment.month) ?? { added: [], steps: [] };
      found.set(payment.month, month);
      if (!due.equals(before)) month.added.push({ payment, amount: due.sub(before) });
      before = due;
      const isLast = payments[i + 1]?.month !== payment.month;
      if (isLast && due.compare(0) > 0) month.steps.push(settlement.step(text(), "/specific", due));
    }
  }
  return found;
}

/** What is due on one claim after each of its payments, in order. */
function dueOn(settlement: Settlement, { person, payments, policy }: Counted) {
  const { funding, amounts } = settlement;
  const { specific } = funding;
  const kept = attachmentOf(settlement, person, policy);
  const most = specific?.most && amounts.figure(specific.most, policy);
  const share = specific?.share && amounts.part(specific.share, policy, "reimburses");
  const words = claimWords(payments);
  let total = ZERO;
  let borne = ZERO;
  return ({ amount, shares }: Payment) => {
    total = total.add(amount);
    borne = borne.add(shares.get(specific?.to ?? "") ?? ZERO);
    // A reimbursement makes good what was borne, and never more.
    const due = min(reimbursedOf(total, { kept, share, most }), borne);
    const paid = total;
    const text = () => `${words}: ${dollars(paid)} paid, ${coverWords({ kept, share, most }, due)}`;
    return { due, text };
  };
}

function claimWords(payments: readonly Payment[]): string {
  const [first] = payments;
  return first?.person === undefined ? "one claim" : `the claim of ${first.person}`;
}
