import type Fraction from "fraction.js";
import { dollars, max, min, ZERO } from "../exact.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import type { Calendar, Month } from "./calendar.js";
import type { Ledger } from "./ledger.js";
import { above, type Settlement } from "./settlement.js";
import type { Funding, Payment } from "./types.js";

type Basis = NonNullable<Funding["specific"]>["basis"];

/** The first month of the contract year for which a payment counts; nothing when it counts for none of the program. */
export function policyOf(
  basis: Basis,
  { month, incurred }: Pick<Payment, "month" | "incurred">,
  calendar: Calendar,
): Month | undefined {
  if (basis.kind === "paid") return calendar.yearStart(month);
  if (incurred === undefined)
    return refuse(
      "incurred",
      "The stop-loss counts claims by the month incurred, and a row does not say it.",
    );
  if (basis.incurred > 12) {
    const year = calendar.yearStart(month);
    return incurred >= year - (basis.incurred - 12) ? year : undefined;
  }
  const year = calendar.yearStart(incurred);
  // The run-out of a year before the program is another cover's.
  return year >= calendar.yearStart(calendar.first) && month < year + basis.paid ? year : undefined;
}

/** What counts of one claim for one contract year. */
interface Counted {
  readonly policy: Month;
  readonly member: string;
  readonly person: string | undefined;
  readonly payments: readonly Payment[];
}

/** Moves what the specific stop-loss reimburses, month by month. */
export function reimburse(settlement: Settlement, ledger: Ledger): void {
  const { funding, payments, calendar } = settlement;
  const { specific } = funding;
  if (!specific) return;
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
  const perMember = specific.to === settlement.memberParty;
  const policies = [...new Set(claims.map(({ policy }) => policy))].sort((a, b) => a - b);
  for (const policy of policies) {
    for (const member of perMember ? settlement.told.members : [undefined]) {
      const own = claims.filter(
        (one) => one.policy === policy && (member === undefined || one.member === member),
      );
      movePolicy(settlement, ledger, policy, member, own);
    }
  }
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

function movePolicy(
  settlement: Settlement,
  ledger: Ledger,
  policy: Month,
  member: string | undefined,
  claims: readonly Counted[],
): void {
  const { funding, amounts } = settlement;
  const { specific } = funding;
  if (!specific) return;
  const kept = specific.aggregatingDeductible ? amounts.figure(specific.aggregatingDeductible, policy) : ZERO;
  const byMonth = new Map<Month, Set<Counted>>();
  for (const claim of claims) {
    for (const { month } of claim.payments) byMonth.set(month, (byMonth.get(month) ?? new Set()).add(claim));
  }
  const dues = new Map<Counted, Fraction>();
  let total = ZERO;
  let before = ZERO;
  for (const month of [...byMonth.keys()].sort((a, b) => a - b)) {
    const steps: TraceStep[] = [];
    for (const claim of byMonth.get(month) ?? []) {
      const { due, text } = dueOf(settlement, claim, month);
      total = total.add(due).sub(dues.get(claim) ?? ZERO);
      dues.set(claim, due);
      if (due.compare(0) > 0) steps.push(settlement.step(text, "/specific", due));
    }
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
    ledger.accrue(
      `specific ${policy} ${member ?? ""}`,
      {
        month,
        what: "specific stop-loss",
        from: settlement.actor(specific.from, member),
        to: settlement.actor(specific.to, member),
        policy,
      },
      after.sub(before),
      steps,
    );
    before = after;
  }
}

/** What is due on one claim by the end of a month. */
function dueOf(settlement: Settlement, { person, payments, policy }: Counted, month: Month) {
  const { funding, amounts } = settlement;
  const { specific } = funding;
  const paid = payments.filter((payment) => payment.month <= month);
  const sum = (amount: (payment: Payment) => Fraction) =>
    paid.reduce((total, one) => total.add(amount(one)), ZERO);
  const total = sum(({ amount }) => amount);
  const borne = sum(({ shares }) => shares.get(specific?.to ?? "") ?? ZERO);
  const kept = attachmentOf(settlement, person, policy);
  const most = specific?.most && amounts.figure(specific.most, policy);
  // A reimbursement makes good what was borne, and never more.
  const due = min(above(total, kept, most), borne);
  const limit = most && due.equals(most) ? `, at most ${dollars(most)}` : "";
  const text = `${claimWords(payments)}: ${dollars(total)} paid, over ${dollars(kept)}${limit}`;
  return { due, text };
}

function claimWords(payments: readonly Payment[]): string {
  const [first] = payments;
  return first?.person === undefined ? "one claim" : `the claim of ${first.person}`;
}
