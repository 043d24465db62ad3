import type Fraction from "fraction.js";
import type { Ask } from "../ask.js";
import { decimal, dollars, exact, max, min, ZERO } from "../exact.js";
import type { Prepared } from "../prepare.js";
import { quoted } from "../inputs.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import { Amounts, percentText, ToldBasis, type Worked } from "./amounts.js";
import { Calendar, type ContractYear, type Month, monthText } from "./calendar.js";
import { readExperience, type Told } from "./experience.js";
import { type Actor, Ledger } from "./ledger.js";
import { paymentsOf } from "./payments.js";
import type { Amount, FundingExperience, Funding, Movement, Payment } from "./types.js";
import { reimburse } from "./specific.js";
import { settleYear, type SettledYear } from "./year.js";

type FlowOf = { readonly from: string; readonly to: string };

/** The months after the program in which claims still count. */
export const runOutOf = ({ specific, aggregate }: Funding): number =>
  Math.max(
    0,
    ...[specific, aggregate].map((one) => (one?.basis.kind === "months" ? one.basis.paid - 12 : 0)),
  );

/** One funding arrangement settled for one experience. Refuses an experience that it cannot be settled for. */
export class Settlement {
  readonly calendar: Calendar;
  readonly told: Told;
  readonly amounts: Amounts;
  readonly basis: ToldBasis;
  readonly payments: readonly Payment[];
  /** Months of the program that the experience holds, in order. */
  readonly months: readonly Month[];
  /** Months of the experience after the program, in order. */
  readonly runOutMonths: readonly Month[];
  private readonly paidBy = new Map<string, Fraction>();

  constructor(
    readonly book: Prepared,
    readonly funding: Funding,
    readonly path: string,
    experience: FundingExperience,
    asking?: Ask,
  ) {
    this.calendar = new Calendar(book.program);
    this.told = readExperience(experience, this.calendar, runOutOf(funding));
    this.amounts = new Amounts(book, this.calendar, experience.inputs ?? {}, asking);
    this.checkMembers();
    this.checkOpening();
    const { mode, to } = book.book.rounding;
    this.payments = paymentsOf(funding, this.told, this.calendar, { mode, step: exact(to) });
    this.sumPayments();
    this.basis = new ToldBasis(book, this.told, experience.inputs ?? {}, (month, member) =>
      this.paid(month, member),
    );
    const { months, enrollment, claims } = this.told;
    const all = [...new Set([...months, ...enrollment, ...claims].map(({ month }) => month))].sort(
      (a, b) => a - b,
    );
    this.months = all.filter((month) => this.calendar.holds(month));
    this.runOutMonths = all.filter((month) => !this.calendar.holds(month));
  }

  private charged: readonly Movement[] | undefined;
  private reimbursed:
    | { readonly movements: readonly Movement[]; readonly of: ReadonlyMap<Payment, Fraction> }
    | undefined;
  private settled:
    | { readonly years: readonly SettledYear[]; readonly remarks: readonly string[] }
    | undefined;

  // Who bears a claim can be asked without knowing who is enrolled: each part is settled when it is asked for.

  /** Charges, interest, taxes and prefund, month by month. */
  get charges(): readonly Movement[] {
    if (!this.charged) {
      const ledger = this.newLedger();
      for (const month of this.months) this.settleMonth(month, ledger);
      for (const month of this.runOutMonths) this.settleCharges(month, ledger);
      this.charged = ledger.movements;
    }
    return this.charged;
  }

  /** What the specific stop-loss reimburses, month by month. */
  get reimbursements(): readonly Movement[] {
    return this.specific().movements;
  }

  /** What the specific stop-loss reimburses of one payment. */
  reimbursedOf(payment: Payment): Fraction {
    return this.specific().of.get(payment) ?? ZERO;
  }

  private specific() {
    if (!this.reimbursed) {
      const ledger = this.newLedger();
      const of = reimburse(this, ledger);
      this.reimbursed = { movements: ledger.movements, of };
    }
    return this.reimbursed;
  }

  /** Movements of the months. */
  get movements(): readonly Movement[] {
    return [...this.charges, ...this.reimbursements];
  }

  /** Whole contract years. */
  get years(): readonly SettledYear[] {
    return this.settledYears().years;
  }

  get remarks(): readonly string[] {
    return this.settledYears().remarks;
  }

  /** What every stop-loss has moved. */
  get stopLoss(): readonly Movement[] {
    const atYearEnd = this.funding.aggregate ? this.years.flatMap(({ movements }) => movements) : [];
    return [...this.reimbursements, ...atYearEnd.filter(({ what }) => what === "aggregate stop-loss")];
  }

  private newLedger(): Ledger {
    return new Ledger((amount) => this.amounts.rounded(amount));
  }

  private settledYears() {
    if (!this.settled) {
      const remarks: string[] = [...this.told.remarks];
      this.settled = { years: this.settleYears(remarks), remarks };
    }
    return this.settled;
  }

  /** The party that stands for each member of a pool. */
  get memberParty(): string | undefined {
    return this.funding.retro?.among;
  }

  private checkMembers(): void {
    const [first] = this.told.members;
    if (first !== "" && this.memberParty === undefined)
      refuse(
        "member",
        `The experience names members, and ${this.funding.id} has no retro that shares a result among them.`,
      );
    const others = this.funding.parties.filter((party) => party !== this.memberParty);
    const taken = this.told.members.find((member) => others.includes(member));
    if (taken !== undefined)
      refuse("member", `The member ${taken} has the name of a party of ${this.funding.id}.`);
  }

  private checkOpening(): void {
    const { id, reserves } = this.funding;
    const known = reserves.map((reserve) => reserve.id);
    const unknown = [...this.told.opening.keys()].find((key) => !known.includes(key));
    if (unknown !== undefined)
      refuse(
        `opening ${unknown}`,
        `${id} has no reserve ${quoted(unknown)}${known.length > 0 ? `: ${known.join(", ")}` : ""}.`,
      );
  }

  private sumPayments(): void {
    for (const { month, member, amount } of this.payments) {
      for (const key of [`${month}`, `${month} ${member}`])
        this.paidBy.set(key, (this.paidBy.get(key) ?? ZERO).add(amount));
    }
  }

  /** Claims paid in a month, of one member or of all. */
  paid(month: Month, member: string | undefined): Fraction {
    return this.paidBy.get(member === undefined ? `${month}` : `${month} ${member}`) ?? ZERO;
  }

  actor(party: string, member: string | undefined): Actor {
    const name = party === this.memberParty && member !== undefined && member !== "" ? member : party;
    return { party, name };
  }

  /** Once for each member where a member is one of the two; once for all otherwise. */
  membersFor({ from, to }: FlowOf): readonly (string | undefined)[] {
    const concerned = from === this.memberParty || to === this.memberParty;
    return concerned ? this.told.members : [undefined];
  }

  step(text: string, path: string, amount?: Fraction): TraceStep {
    return {
      text,
      ...(amount ? { amount: dollars(amount) } : {}),
      ...this.book.sourceOf(`${this.path}${path}`),
    };
  }

  private settleMonth(month: Month, ledger: Ledger): void {
    this.settleCharges(month, ledger);
    this.settleTold(month, ledger);
    this.settlePrefund(month, ledger);
  }

  /** After the program nothing is due but percentages of the claims that are paid, where the funding says it. */
  private settleCharges(month: Month, ledger: Ledger): void {
    const { charges } = this.funding;
    const year = this.calendar.yearStart(month);
    const runsOut = !this.calendar.holds(month);
    if (runsOut && this.funding.runOutCharges !== "due") return;
    for (const [i, charge] of charges.entries()) {
      if (runsOut && !isShareOfClaims(charge.amount)) continue;
      for (const member of this.membersFor(charge)) {
        const worked = this.amounts.due(charge.amount, month, member, this.basis);
        if (worked)
          this.move(
            ledger,
            `charge ${i} ${member ?? ""} ${year}`,
            charge.part,
            charge,
            month,
            member,
            worked,
            `/charges/${i}`,
          );
      }
    }
  }

  private move(
    ledger: Ledger,
    key: string,
    what: string,
    flow: FlowOf,
    month: Month,
    member: string | undefined,
    { amount, text }: Worked,
    path: string,
  ): void {
    const from = this.actor(flow.from, member);
    const to = this.actor(flow.to, member);
    ledger.accrue(key, { month, what, from, to }, amount, [this.step(text, path, amount)]);
  }

  /** Interest and taxes, of which the experience says how much they are. */
  private settleTold(month: Month, ledger: Ledger): void {
    for (const what of ["interest", "taxes"] as const) {
      const flow = this.funding[what];
      for (const member of flow ? this.membersFor(flow) : [undefined]) {
        const rows = this.basis.rowsOf(month, member);
        const amount = rows.reduce((sum, row) => sum.add(row[what]), ZERO);
        if (amount.equals(0)) continue;
        if (!flow)
          refuse(
            what,
            `The experience has ${what} in ${monthText(month)}, and ${this.funding.id} does not say whose they are.`,
          );
        else
          this.move(
            ledger,
            `${what} ${member ?? ""}`,
            what,
            flow,
            month,
            member,
            { amount, text: `${what} of the month` },
            `/${what}`,
          );
      }
    }
  }

  private settlePrefund(month: Month, ledger: Ledger): void {
    const { prefund } = this.funding;
    if (!prefund) return;
    const before = month === this.calendar.first ? ZERO : this.prefundIn(month - 1);
    const after = this.prefundIn(month);
    if (after.equals(before)) return;
    const text = before.equals(0)
      ? "initial prefund"
      : `prefund raised from ${dollars(before)} to ${dollars(after)}`;
    this.move(
      ledger,
      `prefund ${month}`,
      "prefund",
      prefund,
      month,
      undefined,
      { amount: after.sub(before), text },
      "/prefund",
    );
  }

  /** What the prefund is in a month. */
  prefundIn(month: Month): Fraction {
    return prefundIn(this.funding, month, this.calendar, this.amounts);
  }

  private settleYears(remarks: string[]): SettledYear[] {
    const settled: SettledYear[] = [];
    let from = this.calendar.first;
    while (from <= this.calendar.last) {
      const year = this.calendar.yearOf(from);
      const present = this.months.filter((month) => month >= year.first && month <= year.last).length;
      const all = year.last - year.first + 1;
      if (present === all) {
        const one = settleYear(this, year, settled[settled.length - 1]);
        settled.push(one);
        remarks.push(...one.remarks);
      } else if (present > 0) remarks.push(incomplete(year, present, all));
      from = year.last + 1;
    }
    const runOut = runOutOf(this.funding);
    const end = this.calendar.last + runOut;
    const last = latest([...this.payments, ...this.months.map((month) => ({ month }))]);
    if (runOut > 0 && settled.length > 0 && last !== undefined && last < end)
      remarks.push(
        `Claims may be paid through ${monthText(end)}, and the experience ends with ${monthText(last)}: the stop-loss is not final.`,
      );
    return settled;
  }
}

/** The last of some months, of which there may be very many. */
export const latest = (all: readonly { readonly month: Month }[]): Month | undefined =>
  all.reduce<Month | undefined>(
    (last, { month }) => (last === undefined || month > last ? month : last),
    undefined,
  );

const incomplete = ({ first, last }: ContractYear, present: number, all: number): string =>
  `The contract year ${monthText(first)} to ${monthText(last)} has ${present} of its ${all} months: it is not settled.`;

/** What the prefund of a funding is in a month. */
export function prefundIn(funding: Funding, month: Month, calendar: Calendar, amounts: Amounts): Fraction {
  const { prefund } = funding;
  if (!prefund || month < calendar.first) return ZERO;
  const reached = prefund.steps.filter(({ afterMonths }) => month - calendar.first >= afterMonths);
  const step = reached[reached.length - 1];
  return amounts.figure(step ? step.amount : prefund.initial, month);
}

/** Where a stop-loss begins, which part of what is over it reimburses, and the most. */
export interface Cover {
  readonly kept: Fraction;
  readonly share: Fraction | undefined;
  readonly most: Fraction | undefined;
}

/** Of an amount, what is reimbursed. */
export function reimbursedOf(amount: Fraction, { kept, share, most }: Cover): Fraction {
  const over = max(amount.sub(kept), ZERO);
  const due = share ? over.mul(share) : over;
  return most ? min(due, most) : due;
}

/** `over $100,000, 90% of it, at most $1,000,000`: what decided a reimbursement. */
export function coverWords({ kept, share, most }: Cover, due: Fraction): string {
  const part = share ? `, ${percentText(share)} of it` : "";
  return `over ${dollars(kept)}${part}${most && due.equals(most) ? `, at most ${dollars(most)}` : ""}`;
}

export const isShareOfClaims = (amount: Amount): amount is Amount & { kind: "share" } =>
  amount.kind === "share" && amount.of === "paid_claims";

export const shown = (amount: Fraction): string => decimal(amount, 2);
