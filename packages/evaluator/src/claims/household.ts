import type Fraction from "fraction.js";
import { Ask, type Person } from "../ask.js";
import { exact, max, min, round, ZERO } from "../exact.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import { Accounts, type Move, type Window, windowOf } from "./accounts.js";
import type { Accumulator, Limit, Period, PlanBenefits } from "./plan.js";
import type { Claim, ClaimLine, Fact } from "./types.js";
import { OCCASIONS, pluralOf } from "./units.js";

/** Facts as the columns of a census have them. */
export function factTexts(facts: Readonly<Record<string, Fact>> | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, fact] of Object.entries(facts ?? {})) {
    if (fact !== null) texts[name] = typeof fact === "boolean" ? (fact ? "yes" : "no") : String(fact);
  }
  return texts;
}

/** A line while it is paid: who asks, on which day, under which plan. */
export interface LineContext {
  readonly line: ClaimLine;
  readonly id: string;
  readonly ask: Ask;
  readonly plan: PlanBenefits;
  readonly service: string;
  readonly lineage: readonly string[];
  readonly network: string | undefined;
  readonly channel: string | undefined;
  /** Whether someone wants to see the steps. */
  readonly isExplained: boolean;
}

/** Someone who looks at a plan's accounts on a day, without a line. */
export const lookingAt = (plan: PlanBenefits, ask: Ask, member: string, date: string): LineContext => ({
  line: { date, member },
  id: "",
  ask,
  plan,
  service: "",
  lineage: [],
  network: undefined,
  channel: undefined,
  isExplained: false,
});

/** An accumulator of a plan, as it stands for a line. */
export interface Standing {
  readonly accumulator: Accumulator;
  /** The plan whose account it fills. */
  readonly plan: PlanBenefits;
  /** What may still be put into it; absent when nothing limits it. */
  readonly room: Fraction | undefined;
}

export const accountKey = (plan: string, id: string, scope: string, who: string): string =>
  `${plan}|${id}|${scope}|${who}`;

/** What a household has used, and what follows for a line. */
export class Household {
  readonly accounts = new Accounts();
  /** Rounds as the program says. */
  readonly toCent: (value: Fraction) => Fraction;
  readonly members: readonly string[];
  readonly isFamily: boolean;
  /** The line of each member that was paid last: his facts are those of the day. */
  private readonly lastLines = new Map<string, ClaimLine>();
  private readonly facts = new Map<string | undefined, Readonly<Record<string, string>>>();

  constructor(
    private readonly book: Prepared,
    private readonly claim: Claim,
    private readonly plans: ReadonlyMap<string, PlanBenefits>,
  ) {
    const { mode, to } = book.book.rounding;
    this.toCent = (value) => round(value, mode, exact(to));
    this.members = claim.members.map(({ id }) => id);
    this.isFamily = claim.family ?? claim.members.length > 1;
  }

  remember(line: ClaimLine): void {
    this.lastLines.set(line.member, line);
  }

  /** Someone who asks about no line: with the facts of the member's last one. */
  askLater(member: string, date: string): Ask {
    return this.ask(this.lastLines.get(member), member, date);
  }

  /** Someone who asks about a line: facts of the line go before those of the member, those before the household's. */
  ask(line: ClaimLine | undefined, member: string | undefined, date: string): Ask {
    const person: Person = {
      ...this.factsOf(member),
      ...(line?.facts ? factTexts(line.facts) : {}),
      ...(line?.charge === undefined ? {} : { charge: line.charge }),
    };
    return new Ask(this.book, person, date);
  }

  /** The facts of the household and of a member, made once. */
  private factsOf(member: string | undefined): Readonly<Record<string, string>> {
    let found = this.facts.get(member);
    if (!found) {
      const own = this.claim.members.find(({ id }) => id === member);
      found = { ...factTexts(this.claim.facts), ...factTexts(own?.facts) };
      this.facts.set(member, found);
    }
    return found;
  }

  window(period: Period | undefined, date: string, carryOverMonths = 0): Window {
    const arithmetic = this.book.conventions.month_arithmetic?.reading;
    return windowOf(period, date, this.book.program, arithmetic, carryOverMonths);
  }

  /** Plans that come with a plan, and those that come with them. */
  companions(plan: PlanBenefits, ask: Ask): PlanBenefits[] {
    const found: PlanBenefits[] = [];
    const visit = (from: PlanBenefits): void => {
      for (const { plan: id, when } of from.benefits.with) {
        const other = this.plans.get(id);
        if (!other || found.includes(other) || other === plan) continue;
        if (when && !from.test(when)(ask, from.coverage)) continue;
        found.push(other);
        visit(other);
      }
    };
    visit(plan);
    return found;
  }

  /** The accumulators of a kind that hold for a line, one for each account. */
  holding(context: LineContext, kind: Accumulator["kind"], name?: string): Standing[] {
    const { plan } = context;
    const own = plan.benefits.accumulators.filter(
      (one) => one.kind === kind && (name === undefined || one.name === name) && concerns(one, context),
    );
    const byAccount = new Map<string, Accumulator>();
    for (const one of own) {
      if (one.when && !plan.test(one.when)(context.ask, plan.coverage)) continue;
      const earlier = byAccount.get(one.id);
      if (!earlier || (one.when && !earlier.when)) byAccount.set(one.id, one);
    }
    return [...byAccount.values()].flatMap((one) =>
      one.of === undefined ? [this.standing(one, plan, context)] : this.shared(one, one.of, context),
    );
  }

  /** The accumulators of the plan that the line's plan comes with. */
  private shared(one: Accumulator, coverage: string, context: LineContext): Standing[] {
    const others = this.claim.plans.flatMap((id) => {
      const plan = this.plans.get(id);
      return plan ? [plan, ...this.companions(plan, context.ask)] : [];
    });
    const host = others.find((plan) => plan.coverage === coverage && plan !== context.plan);
    if (!host) {
      return refuse(
        one.name,
        `${context.plan.name} shares the ${one.name} of a plan of ${coverage}, and this household has none.`,
      );
    }
    const isKnown = host.networks.some(({ id }) => id === context.network);
    const network = isKnown ? context.network : undefined;
    const found = this.holding({ ...context, plan: host, lineage: [], network }, one.kind, one.name);
    if (!isKnown && found.length > 1) refuse(one.name, whichShared(one, context.plan, host, found));
    return found;
  }

  /** Whether the family's amount is the only one that is asked of a member. */
  isFamilyAlone(one: Accumulator): boolean {
    return (
      this.isFamily && this.mannerOf(one) === "aggregate" && one.amounts.some(({ per }) => per === "family")
    );
  }

  private standing(accumulator: Accumulator, plan: PlanBenefits, context: LineContext): Standing {
    return { accumulator, plan, room: this.room(accumulator, plan, context) };
  }

  private room(one: Accumulator, plan: PlanBenefits, context: LineContext): Fraction | undefined {
    const { ask, line } = context;
    const left = (per: string, member = line.member): Fraction | undefined => {
      const amount = one.amounts.find((candidate) => candidate.per === per);
      if (!amount) return undefined;
      const limit = this.money(amount.amount, plan, ask);
      return max(ZERO, limit.sub(this.used(one, plan, per, whose(per, member, context), line.date)));
    };
    const occasion = one.amounts.find(({ per }) => per !== "person" && per !== "family");
    const byOccasion = occasion && left(occasion.per);
    return least(byOccasion, this.personal(one, left));
  }

  private personal(
    one: Accumulator,
    left: (per: string, member?: string) => Fraction | undefined,
  ): Fraction | undefined {
    const person = left("person");
    const family = this.isFamily ? left("family") : undefined;
    const manner = this.mannerOf(one);
    if (typeof manner === "object") {
      const met = this.members.filter((member) => left("person", member)?.equals(0)).length;
      return met >= manner.members ? ZERO : least(person, family);
    }
    if (manner === "aggregate" && family) return family;
    return least(person, family ?? (person ? undefined : left("family")));
  }

  /** An amount of a plan, in whole cents and not below zero. */
  money(e: Parameters<PlanBenefits["figure"]>[0], plan: PlanBenefits, ask: Ask): Fraction {
    return max(ZERO, this.toCent(plan.figure(e)(ask, plan.coverage)));
  }

  private mannerOf(one: Accumulator): Accumulator["manner"] {
    if (one.manner) return one.manner;
    const { conventions } = this.book;
    const said =
      one.kind === "out_of_pocket_maximum"
        ? conventions.family_out_of_pocket_maximum
        : conventions.family_deductible;
    return said?.reading === "aggregate" ? "aggregate" : "embedded";
  }

  used(one: Accumulator, plan: PlanBenefits, scope: string, who: string, date: string): Fraction {
    const window = this.window(one.period, date, one.carryOverMonths);
    return this.accounts.used(accountKey(plan.id, one.id, scope, who), window);
  }

  /** What putting an amount into an accumulator moves, and what it adds to others, beside what the line moves already. */
  moves(standing: Standing, amount: Fraction, context: LineContext, pending: readonly Move[] = []): Move[] {
    const { accumulator, plan } = standing;
    const moves = this.movesOf(accumulator, plan, amount, context);
    for (const name of accumulator.addsTo) {
      for (const other of this.holding({ ...context, plan, network: undefined }, accumulator.kind, name)) {
        if (other.accumulator.id === accumulator.id) continue; // of two lines called alike, the other one
        const account = accountKey(other.plan.id, other.accumulator.id, "person", context.line.member);
        const filled = [...pending, ...moves].reduce(
          (sum, move) => (move.account === account ? sum.add(move.amount) : sum),
          ZERO,
        );
        const added = other.room ? min(amount, max(ZERO, other.room.sub(filled))) : amount;
        if (added.compare(0) > 0) moves.push(...this.movesOf(other.accumulator, other.plan, added, context));
      }
    }
    return moves;
  }

  private movesOf(
    one: Accumulator,
    plan: PlanBenefits,
    amount: Fraction,
    context: LineContext,
    wantsShown = true,
  ): Move[] {
    const { line, ask } = context;
    const scopes = new Set(["person", "family", ...one.amounts.map(({ per }) => per)]);
    return [...scopes].map((scope) => {
      const limit = one.amounts.find(({ per }) => per === scope)?.amount;
      const isShown =
        wantsShown && limit !== undefined && (scope === "person" || (scope === "family" && this.isFamily));
      return {
        account: accountKey(plan.id, one.id, scope, whose(scope, line.member, context)),
        date: line.date,
        amount,
        shown: isShown
          ? {
              plan: plan.id,
              name: one.id,
              by: scope === "family" ? "family" : line.member,
              limit: this.money(limit, plan, ask),
              window: this.window(one.period, line.date, one.carryOverMonths),
            }
          : undefined,
      };
    });
  }

  /** What is left of a limit, and the account that it fills. */
  limit(
    limit: Limit,
    index: number,
    context: LineContext,
  ): { readonly left: Fraction; readonly account: string } {
    const { plan, ask, line } = context;
    const account = accountKey(plan.id, `limit ${index}`, limit.per, whose(limit.per, line.member, context));
    const figure = plan.figure(limit.most)(ask, plan.coverage);
    const most = typeof limit.of === "string" ? max(ZERO, this.toCent(figure)) : figure;
    const used = this.accounts.used(account, this.window(limit.period, line.date));
    return { left: max(ZERO, most.sub(used)), account };
  }

  /** What an amount that was used before moves: of the accumulator or the limit that is named. */
  private opening(of: string, by: string, amount: Fraction, at: LineContext): Move[] {
    const { accumulators, limits } = at.plan.benefits;
    const named = accumulators.filter(({ id }) => id === of);
    const found = named.length > 0 ? named : accumulators.filter(({ name }) => name === of);
    const ids = [...new Set(found.map(({ id }) => id))];
    if (ids.length > 1) refuse("used", `${of} may be one of several: ${ids.join("; ")}. Name one of them.`);
    const [one] = found;
    if (one?.of !== undefined)
      refuse("used", `${at.plan.name} shares the ${of} of a plan of ${one.of}: name that plan.`);
    if (one) return this.movesOf(one, at.plan, amount, at, false);
    const index = limits.findIndex((limit) => limitName(limit) === of);
    const limit = limits[index];
    if (limit) return [{ account: this.openingLimit(of, limit, index, at, by), date: at.line.date, amount }];
    const names = [...accumulators.map(({ id }) => id), ...limits.map(limitName)];
    return refuse("used", `${of} is none of what adds up in this plan: ${[...new Set(names)].join("; ")}.`);
  }

  private openingLimit(of: string, limit: Limit, index: number, at: LineContext, by: string): string {
    if (typeof limit.of !== "string" && OCCASIONS.includes(limit.of.unit))
      refuse("used", `${of} is counted by what the lines name, so none can be used before them.`);
    if (limit.per !== "person" && limit.per !== "family")
      refuse(
        "used",
        `${of} adds up for each ${limit.per}, so none can be used before the lines that name it.`,
      );
    if (limit.per === "person" && by === "family")
      refuse("used", `${of} is a limit for each person: \`by\` names a member.`);
    return this.limit(limit, index, at).account;
  }

  /** Fills the accounts with what was used before the first line. */
  open(context: (member: string, plan: string | undefined) => LineContext | undefined): void {
    const opened = new Set<string>();
    for (const { of, plan, by, amount } of this.claim.used ?? []) {
      const at = context(by === "family" ? (this.members[0] ?? "") : by, plan);
      if (!at) refuse("used", `${of} is no deductible, copay, maximum or limit of this plan.`);
      if (!/^\d+(\.\d+)?$/.test(amount)) refuse("used", `${amount} is not an amount.`);
      const scopes = by === "family" ? ["family"] : ["person", "family"];
      const value = exact(amount);
      if (value.mul(100).d !== 1n && !this.toCent(value).equals(value))
        refuse("used", `${amount} has parts of a cent.`);
      const moves = this.opening(of, by, value, at);
      const key = `${by} ${moves[0]?.account}`;
      if (opened.has(key)) refuse("used", `What ${by} used of ${of} is given twice.`);
      opened.add(key);
      this.accounts.commit(
        "",
        moves.filter(({ account }) => scopes.some((scope) => account.includes(`|${scope}|`))),
      );
    }
  }
}

/** A network that the other plan does not know cannot say which of its accounts is filled. */
function whichShared(
  one: Accumulator,
  guest: PlanBenefits,
  host: PlanBenefits,
  found: readonly Standing[],
): string {
  const names = found.map(({ accumulator }) => accumulator.id).join("; ");
  return `${guest.name} shares the ${one.name} of ${host.name}, which has ${found.length}: ${names}. A network of ${guest.coverage} that is named as one of ${host.coverage} is, says which.`;
}

/** Whether an accumulator is for the network and the service of a line. */
export function concerns(
  one: Accumulator,
  { network, lineage }: Pick<LineContext, "network" | "lineage">,
): boolean {
  const inNetwork = one.networks.length === 0 || network === undefined || one.networks.includes(network);
  const forService = one.services.length === 0 || lineage.some((service) => one.services.includes(service));
  return inNetwork && forService;
}

/** `visits of acupuncture, chiropractic`, `plan pays in ppo`. */
export function limitName({ of, services, networks }: Limit): string {
  const what = typeof of === "string" ? (of === "payment" ? "plan pays" : "plan allows") : pluralOf(of.unit);
  const named = services.length > 0 ? ` ${typeof of === "string" ? "for" : "of"} ${services.join(", ")}` : "";
  return `${what}${named}${networks.length > 0 ? ` in ${networks.join(", ")}` : ""}`;
}

export const least = (a: Fraction | undefined, b: Fraction | undefined): Fraction | undefined =>
  a && b ? min(a, b) : (a ?? b);

/** For whom an amount adds up: a member, the family, or what the line belongs to. */
export function whose(scope: string, member: string, { line, id }: Pick<LineContext, "line" | "id">): string {
  if (scope === "person") return member;
  if (scope === "family") return "";
  const named = line.facts?.[scope];
  // Two members who are hurt in one accident have each their own amount.
  if (named !== undefined && named !== null) return `${member} ${named}`;
  // A line that names none is an admission or occurrence of its own.
  if (scope === "occurrence" || scope === "admission") return `line ${id}`;
  return refuse(scope, `Nothing says to which ${scope} this line belongs: \`${scope}\` names it.`);
}
