import type Fraction from "fraction.js";
import { decimal, dollars, max, min, ZERO } from "../exact.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import { lastDay } from "./calendar.js";
import { premiumOf } from "./retro-premium.js";
import type { Funding, Movement } from "./types.js";
import type { HeldReserve, Premium, ReserveNeed } from "./year.js";
import type { YearFacts } from "./year-facts.js";

type Retro = NonNullable<Funding["retro"]>;
type Use = Retro["calls"];

/** The result of one member: its part of what all share, less what is its own. */
export interface MemberResult {
  readonly member: string;
  /** Its part of the result before anybody is charged with claims. */
  readonly part: Fraction;
  /** What it bears of claims that were paid for it. */
  readonly retained: Fraction;
  readonly result: Fraction;
}

export interface SettledRetro {
  readonly movements: readonly Movement[];
  readonly results: readonly MemberResult[];
  readonly premium: Premium | undefined;
  readonly reserves: readonly HeldReserve[];
}

/** What becomes of the result of a party: reserves that are paid from it, then what is called and returned. */
export function settleRetro(
  facts: YearFacts,
  retro: Retro,
  result: Fraction,
  needs: readonly ReserveNeed[],
): SettledRetro {
  const settle = retro.charges === "retained_claims" ? settleEach : settleTogether;
  const settled = settle(facts, retro, result, needs.map(wanted));
  const due = retro.dueMonths === undefined ? undefined : lastDay(facts.year.last + retro.dueMonths);
  return due === undefined
    ? settled
    : { ...settled, movements: settled.movements.map((movement) => ({ ...movement, due })) };
}

/** A reserve and what it is short of; below zero, what it holds too much. */
interface Wanted extends ReserveNeed {
  readonly need: Fraction;
}

function wanted(reserve: ReserveNeed): Wanted {
  // What was charged once is not charged again: then it is due as it is held.
  return { ...reserve, need: reserve.charges ? reserve.due.sub(reserve.before) : ZERO };
}

/** What one result pays for. */
interface Used {
  /** What is short, with reserves that are called for; and what of it is called. */
  readonly short: Fraction;
  readonly called: Fraction;
  /** What is left over, and what of it is returned. */
  readonly left: Fraction;
  readonly returned: Fraction;
  readonly fromSurplus: readonly Fraction[];
  readonly fromRetro: readonly Fraction[];
  readonly premium: Premium | undefined;
}

/** Pays reserves from a surplus, then calls what is short and returns what is over, within their limits. */
function use(
  facts: YearFacts,
  retro: Retro,
  member: string | undefined,
  result: Fraction,
  needs: readonly { readonly need: Fraction; readonly paidFrom: readonly ("surplus" | "retro")[] }[],
): Used {
  // A reserve that holds too much gives it back to the result: to a deficit first.
  const released = needs.reduce((sum, { need }) => sum.add(max(need.neg(), ZERO)), ZERO);
  const deficit = max(result.add(released).neg(), ZERO);
  let left = max(result.add(released), ZERO);
  const fromSurplus = needs.map(({ need, paidFrom }) => {
    const paid = paidFrom.includes("surplus") ? min(left, max(need, ZERO)) : ZERO;
    left = left.sub(paid);
    return paid;
  });
  const asked = needs.map(({ need, paidFrom }, i) =>
    paidFrom.includes("retro") ? max(need, ZERO).sub(fromSurplus[i] ?? ZERO) : ZERO,
  );
  const short = asked.reduce((sum, one) => sum.add(one), deficit);
  const { called, returned, premium } = settleUp(facts, retro, member, short, left);
  // A call that is limited makes good the deficit first, then the reserves in order.
  let available = max(called.sub(deficit), ZERO);
  const fromRetro = asked.map((one) => {
    const got = min(one, available);
    available = available.sub(got);
    return got;
  });
  return { short, called, left, returned, fromSurplus, fromRetro, premium };
}

/** What is called and returned: within limits of each, or what a premium is over and under the deposits. */
function settleUp(
  facts: YearFacts,
  retro: Retro,
  member: string | undefined,
  short: Fraction,
  left: Fraction,
): Pick<Used, "called" | "returned" | "premium"> {
  const premium = premiumOf(facts, retro, member, short.sub(left));
  if (premium) {
    const rest = premium.amount.sub(premium.deposits);
    return { called: max(rest, ZERO), returned: max(rest.neg(), ZERO), premium };
  }
  const limited = limitOf(facts, member);
  return { called: limited(retro.calls, short), returned: limited(retro.returns, left), premium };
}

/** What of an amount is called or returned: a part of it, within a limit. */
function limitOf(facts: YearFacts, member: string | undefined) {
  return (use: Use, amount: Fraction): Fraction => {
    if (use.kind === "nothing") return ZERO;
    const { amounts } = facts.settlement;
    const part = use.share
      ? amounts.rounded(amounts.part(use.share, facts.year.first, "retro").mul(amount))
      : amount;
    return use.most ? min(part, amounts.rounded(facts.amount(use.most, member))) : part;
  };
}

const held = (
  { reserve, due, before, need, trace }: Wanted,
  fromSurplus: Fraction,
  fromRetro: Fraction,
): HeldReserve => ({
  id: reserve.id,
  due,
  held: before.add(min(need, ZERO)).add(fromSurplus).add(fromRetro),
  fromSurplus,
  fromRetro,
  trace,
});

/** One result of all: what it calls and returns is shared in proportion. */
function settleTogether(
  facts: YearFacts,
  retro: Retro,
  result: Fraction,
  needs: readonly Wanted[],
): SettledRetro {
  const wants = needs.map(({ need, reserve }) => ({ need, paidFrom: reserve.paidFrom }));
  const used = use(facts, retro, undefined, result, wants);
  const shared = (what: "retro call" | "retro return", total: Fraction, words: string): Movement[] => {
    if (total.equals(0)) return [];
    return apportioned(facts, retro, total, what).flatMap(({ member, amount, basis }) => {
      const text = `${words}; ${dollars(total)} shared by ${retro.by.replace("_", " ")}: ${basis}`;
      const step = facts.settlement.step(text, "/retro", amount);
      return retroMovement(facts, retro, what, member, amount, [step]);
    });
  };
  return {
    movements: [
      ...shared(
        "retro call",
        used.called,
        used.premium ? "premium over the deposits" : `deficit and reserves of ${dollars(used.short)}`,
      ),
      ...shared(
        "retro return",
        used.returned,
        used.premium ? "deposits over the premium" : `surplus of ${dollars(used.left)}`,
      ),
    ],
    results: [],
    premium: used.premium,
    reserves: needs.map((one, i) => held(one, used.fromSurplus[i] ?? ZERO, used.fromRetro[i] ?? ZERO)),
  };
}

/** A result of each member: its part of what all share, less the claims that it is charged with. */
function settleEach(
  facts: YearFacts,
  retro: Retro,
  result: Fraction,
  needs: readonly Wanted[],
): SettledRetro {
  const { settlement } = facts;
  const own = facts.retained(retro.among);
  const pooled = [...own.values()].reduce((sum, one) => sum.add(one), result);
  const parts = apportioned(facts, retro, pooled, "retro");
  const shares = needs.map(({ need }) => apportioned(facts, retro, need, "retro"));
  const movements: Movement[] = [];
  const results: MemberResult[] = [];
  const premiums: Premium[] = [];
  const fromSurplus = needs.map(() => ZERO);
  const fromRetro = needs.map(() => ZERO);
  for (const [m, { member, amount: part, basis }] of parts.entries()) {
    const retained = own.get(member) ?? ZERO;
    const after = part.sub(retained);
    const { name } = settlement.actor(retro.among, member);
    results.push({ member: name, part, retained, result: after });
    const wants = needs.map(({ reserve }, i) => ({
      need: shares[i]?.[m]?.amount ?? ZERO,
      paidFrom: reserve.paidFrom,
    }));
    const used = use(facts, retro, member, after, wants);
    if (used.premium) premiums.push(used.premium);
    for (const i of needs.keys()) {
      fromSurplus[i] = (fromSurplus[i] ?? ZERO).add(used.fromSurplus[i] ?? ZERO);
      fromRetro[i] = (fromRetro[i] ?? ZERO).add(used.fromRetro[i] ?? ZERO);
    }
    const steps = [
      settlement.step(
        `${dollars(pooled)} before retained claims, shared by ${retro.by.replace("_", " ")}: ${basis}`,
        "/retro",
        part,
      ),
      settlement.step(
        `${dollars(part)} less ${dollars(retained)} of claims that ${name} bears is ${dollars(after)}`,
        "/retro",
        after,
      ),
      ...wants.flatMap(({ need }, i) => (need.equals(0) ? [] : [reserveStep(facts, needs[i], need)])),
      ...(used.premium?.trace ?? []),
    ];
    movements.push(
      ...retroMovement(facts, retro, "retro call", member, used.called, steps),
      ...retroMovement(facts, retro, "retro return", member, used.returned, steps),
    );
  }
  const reserves = needs.map((one, i) => held(one, fromSurplus[i] ?? ZERO, fromRetro[i] ?? ZERO));
  return { movements, results, premium: totalOf(premiums), reserves };
}

/** The premium of all, of what that of each is. */
const totalOf = (premiums: readonly Premium[]): Premium | undefined =>
  premiums.length === 0
    ? undefined
    : {
        amount: premiums.reduce((sum, { amount }) => sum.add(amount), ZERO),
        trace: premiums.flatMap(({ trace }) => trace),
      };

function reserveStep({ settlement }: YearFacts, one: Wanted | undefined, need: Fraction): TraceStep {
  const { id = "" } = one?.reserve ?? {};
  const path = `/reserves/${settlement.funding.reserves.findIndex((reserve) => reserve.id === id)}`;
  const text =
    need.compare(0) > 0
      ? `less ${dollars(need)}, its part of the reserve ${id}`
      : `and ${dollars(need.neg())}, its part of what the reserve ${id} releases`;
  return settlement.step(text, path, need);
}

/** What a member pays, or is paid; nothing where it is nothing. */
function retroMovement(
  facts: YearFacts,
  { of, among }: Retro,
  what: "retro call" | "retro return",
  member: string,
  amount: Fraction,
  trace: readonly TraceStep[],
): Movement[] {
  if (amount.equals(0)) return [];
  const flow = what === "retro call" ? { from: among, to: of } : { from: of, to: among };
  return [facts.movement(what, flow, member, amount, trace)];
}

/** Splits an amount among the members, in proportion; one of them takes the odd cent. */
function apportioned(
  facts: YearFacts,
  retro: Retro,
  total: Fraction,
  what: string,
): readonly { readonly member: string; readonly amount: Fraction; readonly basis: string }[] {
  const { told, amounts } = facts.settlement;
  const weights = told.members.map((member) => ({ member, weight: facts.weight(retro.by, member) }));
  const sum = weights.reduce((all, { weight }) => all.add(weight), ZERO);
  if (sum.equals(0) && !total.equals(0))
    refuse(what, `${dollars(total)} are shared by ${retro.by.replace("_", " ")}, of which there is none.`);
  const ordered = [...weights].sort((a, b) => b.weight.compare(a.weight) || (a.member < b.member ? -1 : 1));
  const taker = retro.oddCent === "largest_share" ? ordered[0] : ordered[ordered.length - 1];
  const shares = new Map(
    weights.map(({ member, weight }) => [
      member,
      sum.equals(0) ? ZERO : amounts.rounded(total.mul(weight).div(sum)),
    ]),
  );
  const others = weights.filter(({ member }) => member !== taker?.member);
  const rest = others.reduce((left, { member }) => left.sub(shares.get(member) ?? ZERO), total);
  const shown = retro.by === "employees" ? decimal : dollars;
  return weights.map(({ member, weight }) => ({
    member,
    amount: member === taker?.member ? rest : (shares.get(member) ?? ZERO),
    basis: `${shown(weight)} of ${shown(sum)}`,
  }));
}
