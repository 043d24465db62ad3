import type Fraction from "fraction.js";
import { attempt } from "../ask.js";
import { cents, ZERO } from "../exact.js";
import type { Accounts, Shown } from "./accounts.js";
import { isDay, nearest, quoted, readDay } from "../inputs.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import { balancesOf } from "./balances.js";
import { type ClaimColumns, payColumns } from "./columns.js";
import { QuickClaims } from "./fast/household.js";
import { Household, type LineContext, lookingAt } from "./household.js";
import { type Outcome, payLine } from "./line.js";
import { checkChannel, networkOf, served } from "./serving.js";
import { OCCASIONS, UNIT_NAMES } from "./units.js";
import { type PlanBenefits, preparePlans } from "./plan.js";
import type { Paid, Part } from "./steps.js";
import { takenBack } from "./voids.js";
import type { Claim, ClaimAnswer, ClaimLine, LineAnswer, LineError, Moved } from "./types.js";

/** Lines that one claim may have. */
const MOST_LINES = 100_000;

export interface ClaimOptions {
  readonly trace?: boolean | undefined;
  /** Pay in exact fractions even what whole cents would do for: the same answer, by the longer way. */
  readonly exactly?: boolean | undefined;
}

interface Done {
  readonly answer: LineAnswer;
  voided: boolean;
}

/** Pays the claims of households under the plans of one rate book. Prepared once. */
export class Claims {
  private readonly plans: ReadonlyMap<string, PlanBenefits>;

  private readonly quick: QuickClaims;

  constructor(private readonly book: Prepared) {
    this.plans = preparePlans(book);
    this.quick = new QuickClaims(book, this.plans);
  }

  /**
   * Pays the lines of one household, in the order of their days and then as given. A line that cannot be paid is in
   * `errors`, and changes no accumulator.
   */
  pay(claim: Claim, { trace = false, exactly = false }: ClaimOptions = {}): ClaimAnswer {
    const quick = trace || exactly ? undefined : this.quick.answer(claim);
    return quick ?? this.payExactly(claim, trace);
  }

  /** Pays household after household, and gives the amounts alone. */
  columns(claims: Iterable<Claim>): ClaimColumns {
    return payColumns(claims, this.quick, (claim) => this.payExactly(claim, false));
  }

  private payExactly(claim: Claim, trace: boolean): ClaimAnswer {
    const id = claim.id ?? null;
    const opened = attempt(() => this.open(claim));
    if (!opened.ok) {
      const errors = [{ line: "", ...opened.refusal.problem }];
      return { id, plan: claim.plans[0] ?? null, lines: [], accumulators: [], errors };
    }
    const household = opened.value;
    const errors: LineError[] = [];
    const done = new Map<string, Done>();
    const lines: LineAnswer[] = [];
    for (const { line, name } of inOrder(claim.lines)) {
      const result = attempt(() => this.line(claim, household, line, name, done, trace));
      if (result.ok) lines.push(result.value);
      else errors.push({ line: name, ...result.refusal.problem });
    }
    const last = lines[lines.length - 1]?.date ?? this.book.program.effective.from;
    const accumulators = balancesOf(this.covering(claim, household, last), household, last);
    return { id, plan: claim.plans[0] ?? null, lines, accumulators, errors };
  }

  private open(claim: Claim): Household {
    if (claim.plans.length === 0) refuse("plan", "Nothing says under which plan this household is.");
    if (claim.members.length === 0) refuse("household", "Nothing says who is in this household.");
    if (claim.lines.length > MOST_LINES)
      refuse("lines", `More than ${MOST_LINES} lines cannot be paid at once.`);
    for (const id of claim.plans) {
      if (this.plans.has(id)) continue;
      const near = nearest(id, [...this.plans.keys()]);
      const why = this.book.plans.has(id)
        ? `The plan ${id} does not say what it pays.`
        : `${quoted(id)} is not a plan of this program.${near ? ` Did you mean ${near}?` : ""}`;
      refuse("plan", why);
    }
    const [base, ...riders] = claim.plans;
    for (const id of riders) {
      const { riderTo } = this.plans.get(id)?.benefits ?? { riderTo: [] };
      if (!riderTo.some((plan) => claim.plans.includes(plan)))
        refuse("plan", `${id} is no rider to ${base}.`);
    }
    const household = new Household(this.book, claim, this.plans);
    if (claim.used && claim.used.length > 0) {
      household.open((member, plan) => this.opening(claim, household, member, plan));
    }
    return household;
  }

  private opening(
    claim: Claim,
    household: Household,
    member: string,
    of: string | undefined,
  ): LineContext | undefined {
    const plan = this.plans.get(of ?? claim.plans[0] ?? "");
    const date = this.book.program.effective.from;
    if (!household.members.includes(member)) refuse("used", `${member} is not in this household.`);
    return plan && lookingAt(plan, household.ask(undefined, member, date), member, date);
  }

  private line(
    claim: Claim,
    household: Household,
    line: ClaimLine,
    name: string,
    done: Map<string, Done>,
    trace: boolean,
  ): LineAnswer {
    if (done.has(name)) refuse("line", `The line ${name} is given twice.`);
    if (line.voids !== undefined) return this.undo(household, line, line.voids, name, done);
    const date = this.dateOf(line);
    if (line.member === "") refuse("member", "Nothing says for which member this was.");
    if (!household.members.includes(line.member)) {
      refuse("member", `${quoted(line.member)} is not in this household: ${household.members.join(", ")}.`);
    }
    this.checkFacts(line);
    const context = { ...this.contextOf(claim, household, line, name, date), isExplained: trace };
    const outcome = payLine(this.book, household, context);
    household.accounts.commit(name, outcome.moves);
    household.remember(context.line);
    const answer = answerOf(context, outcome, household.accounts, trace);
    done.set(name, { answer, voided: false });
    return answer;
  }

  private dateOf({ date }: ClaimLine): string {
    const { from, to } = this.book.program.effective;
    if (date === "") refuse("date", "Nothing says on which day this was.");
    const day = readDay("date", date);
    if (day >= from && day <= to) return day;
    return refuse("date", `${day} is outside the program, which runs from ${from} to ${to}.`);
  }

  private checkFacts({ facts, units }: ClaimLine): void {
    for (const name of Object.keys(facts ?? {})) {
      if (this.book.inputs.has(name) || OCCASIONS.includes(name)) continue;
      const near = nearest(name, [...this.book.inputs.keys(), ...OCCASIONS]);
      refuse(name, `${quoted(name)} is no input of this program.${near ? ` Did you mean ${near}?` : ""}`);
    }
    for (const name of Object.keys(units ?? {})) {
      if (UNIT_NAMES.includes(name)) continue;
      const near = nearest(name, UNIT_NAMES);
      refuse(name, `${quoted(name)} is no unit.${near ? ` Did you mean ${near}?` : ""}`);
    }
  }

  /** Finds the plan of the household that knows the service, and the cell's other keys. */
  private contextOf(
    claim: Claim,
    household: Household,
    line: ClaimLine,
    id: string,
    date: string,
  ): LineContext {
    const ask = household.ask(line, line.member, date);
    const { plan, service } = served(this.planned(claim, household, ask, line), line);
    const network = networkOf(plan, line.network);
    const lineage = plan.services.lineage(service);
    const channel = line.channel;
    if (channel !== undefined) checkChannel(this.book, plan, channel, line.units);
    return { line: { ...line, date }, id, ask, plan, service, lineage, network, channel, isExplained: false };
  }

  /** The plans that may know a service: riders before the plan that they add to, then what comes with it. */
  private planned(
    claim: Claim,
    household: Household,
    ask: LineContext["ask"],
    line: ClaimLine,
  ): PlanBenefits[] {
    const own = claim.plans.flatMap((id) => this.plans.get(id) ?? []);
    const riders = own.slice(1);
    const all = [...riders, ...own.slice(0, 1)];
    const plans = [...new Set([...all, ...all.flatMap((plan) => household.companions(plan, ask))])];
    if (line.plan === undefined) return plans;
    const named = plans.filter(({ id }) => id === line.plan);
    return named.length > 0
      ? named
      : refuse(
          "plan",
          `This household is not under the plan ${line.plan}: ${plans.map(({ id }) => id).join(", ")}.`,
        );
  }

  /** Takes a line back: all that it paid and used. */
  private undo(
    household: Household,
    line: ClaimLine,
    voids: string,
    name: string,
    done: Map<string, Done>,
  ): LineAnswer {
    const found = done.get(voids);
    if (!found) return refuse("voids", `There is no line ${voids} before this one that was paid.`);
    if (found.voided) return refuse("voids", `The line ${voids} was taken back already.`);
    const date = this.dateOf(line);
    found.voided = true;
    household.accounts.undo(voids);
    const { answer } = found;
    const negative = takenBack(answer, name, date);
    done.set(name, { answer: negative, voided: true });
    return negative;
  }

  /** The plans whose accumulators are shown. */
  private covering(claim: Claim, household: Household, date: string): PlanBenefits[] {
    const ask = household.ask(undefined, household.members[0], date);
    const own = claim.plans.flatMap((id) => this.plans.get(id) ?? []);
    const withThem = attempt(() => own.flatMap((plan) => household.companions(plan, ask)));
    return [...new Set([...own, ...(withThem.ok ? withThem.value : [])])];
  }
}

function inOrder(lines: readonly ClaimLine[]): { readonly line: ClaimLine; readonly name: string }[] {
  return lines
    .map((line, i) => ({ line, name: line.id ?? String(i + 1) }))
    .sort((a, b) =>
      sortable(a.line.date) < sortable(b.line.date)
        ? -1
        : sortable(a.line.date) > sortable(b.line.date)
          ? 1
          : 0,
    );
}

const sortable = (date: string): string => (isDay(date) ? date : "");

function answerOf(context: LineContext, outcome: Outcome, accounts: Accounts, trace: boolean): LineAnswer {
  const { line, id, plan, service, network } = context;
  const part = (name: Part) => cents(sum(outcome.paid.filter((one) => one.part === name)));
  return {
    id,
    date: line.date,
    member: line.member,
    plan: plan.id,
    service,
    network: network ?? null,
    charge: cents(outcome.charge),
    allowed: cents(outcome.allowed),
    deductible: part("deductible"),
    copay: part("copay"),
    coinsurance: part("coinsurance"),
    over_limit: part("over_limit"),
    not_covered: part("not_covered"),
    other_paid: cents(outcome.other),
    written_off: cents(outcome.written),
    balance_bill: cents(outcome.balance),
    member_pays: cents(sum(outcome.paid)),
    plan_pays: cents(outcome.plan),
    moved: movedBy(outcome, accounts),
    trace: trace ? outcome.trace : [],
  };
}

const sum = (paid: readonly Paid[]): Fraction => paid.reduce((total, { amount }) => total.add(amount), ZERO);

/** Call it when the moves have been committed. */
function movedBy({ moves }: Outcome, accounts: Accounts): Moved[] {
  const totals = new Map<string, { shown: Shown; account: string; amount: Fraction }>();
  for (const { account, amount, shown } of moves) {
    if (!shown || amount.equals(0)) continue;
    const known = totals.get(account);
    if (known) known.amount = known.amount.add(amount);
    else totals.set(account, { shown, account, amount });
  }
  return [...totals.values()].map(({ shown: { plan, name, by, limit, window }, account, amount }) => ({
    plan,
    name,
    by,
    amount: cents(amount),
    used: cents(accounts.used(account, window)),
    limit: cents(limit),
  }));
}
