import { limitName } from "../household.js";
import type { Balance } from "../types.js";
import { dayNumber } from "./calendar.js";
import { centsText, REFUSED } from "./cents.js";
import { readCents } from "./line.js";
import type { State } from "./state.js";
import type { FastAccumulator, FastLimit, FastPlan } from "./terms.js";
import type { FactSet } from "./values.js";

/** What stands in the accounts of the household's plans on a day, as the exact way shows it. */
export function balancesOf(state: State, sets: readonly FactSet[], date: string): Balance[] {
  state.date = date;
  state.day = dayNumber(date);
  return covering(state, sets).flatMap((plan) => [
    ...plan.accumulators.flatMap((one) => accumulated(state, sets, one)),
    ...plan.limits.flatMap((limit) => limited(state, sets, limit, plan)),
  ]);
}

/** The plans whose accounts are shown. */
function covering(state: State, sets: readonly FactSet[]): FastPlan[] {
  const { own } = state.cover;
  lookAs(state, sets, 0, false);
  const withThem = known(() => own.flatMap((plan) => state.cover.companions(plan, state)));
  return [...new Set([...own, ...(withThem ?? [])])];
}

/** Asks as a member, with the facts of his last line. */
function lookAs(state: State, sets: readonly FactSet[], member: number, isLater: boolean): void {
  const line = isLater ? state.lastLines[member] : undefined;
  const own = sets[member];
  const { values } = state.book;
  state.memberIndex = member;
  state.member = state.members[member] ?? "";
  state.line = line;
  state.charge = line?.charge === undefined ? 0 : readCents("charge", line.charge);
  if (line?.facts && values.isAskedFor(line.facts))
    state.set = values.setOf(state.claim.facts, state.claim.members[member]?.facts, line.facts);
  else if (own) state.set = own;
}

/** What is asked; nothing where it is refused. */
function known<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (thrown) {
    if (thrown === REFUSED) return undefined;
    throw thrown;
  }
}

function accumulated(state: State, sets: readonly FactSet[], one: FastAccumulator): Balance[] {
  const { personLimit, familyLimit, source } = one;
  if (source.of !== undefined) return [];
  const isFamilyAlone = state.isFamily && one.manner < 0 && familyLimit !== undefined;
  const found: Balance[] = [];
  const isPersonal = personLimit !== undefined && !isFamilyAlone;
  if (isPersonal) {
    for (let i = 0; i < state.members.length; i++)
      found.push(...balanceFor(state, sets, one, isHolding(state, sets, one, i) ? [i] : [], i));
  }
  if (familyLimit !== undefined && (state.isFamily || !isPersonal)) {
    const holding = [...state.members.keys()].filter((i) => isHolding(state, sets, one, i));
    found.push(...balanceFor(state, sets, one, holding, undefined));
  }
  return found;
}

function balanceFor(
  state: State,
  sets: readonly FactSet[],
  one: FastAccumulator,
  holding: readonly number[],
  member: number | undefined,
): Balance[] {
  const [first] = holding;
  const limitOf = member === undefined ? one.familyLimit : one.personLimit;
  if (first === undefined || !limitOf) return [];
  lookAs(state, sets, first, true);
  const limit = known(() => state.value(limitOf));
  if (limit === undefined) return [];
  const ref = member === undefined ? one.family : one.person;
  const used = state.ledger.used(ref, state.ledger.baseOf(ref.kind, member ?? 0), state.day);
  const only =
    member === undefined && holding.length < state.members.length
      ? { for: holding.map((i) => state.members[i] ?? "") }
      : {};
  const scope = member === undefined ? {} : { member: state.members[member] ?? "" };
  return [
    {
      plan: one.plan.benefits.id,
      name: one.source.id,
      scope: member === undefined ? "family" : "person",
      ...scope,
      used: centsText(used),
      limit: centsText(limit),
      remaining: centsText(Math.max(0, limit - used)),
      ...only,
    },
  ];
}

/** Of several amounts for one account, the one that holds for the member. */
function isHolding(state: State, sets: readonly FactSet[], one: FastAccumulator, member: number): boolean {
  const rivals = one.plan.accumulators.filter(({ source, when }) => source.id === one.source.id && when);
  if (rivals.length === 0) return true;
  lookAs(state, sets, member, true);
  const holds = ({ when }: FastAccumulator): boolean => !when || (known(() => state.holds(when)) ?? false);
  return one.when ? holds(one) : !rivals.some(holds);
}

function limited(state: State, sets: readonly FactSet[], limit: FastLimit, plan: FastPlan): Balance[] {
  const { ref, source, unit } = limit;
  if (!ref || (ref.scope !== "person" && ref.scope !== "family")) return [];
  const members = ref.scope === "person" ? [...state.members.keys()] : [undefined];
  const show = unit ? String : centsText;
  return members.flatMap((member): Balance[] => {
    lookAs(state, sets, member ?? 0, true);
    const most = known(() => state.value(limit.most));
    if (most === undefined) return [];
    const used = state.ledger.used(ref, state.ledger.baseOf(ref.kind, member ?? 0), state.day);
    return [
      {
        plan: plan.benefits.id,
        name: limitName(source),
        scope: ref.scope,
        ...(member === undefined ? {} : { member: state.members[member] ?? "" }),
        ...(unit ? { unit: unit.name } : {}),
        used: show(used),
        limit: show(most),
        remaining: show(Math.max(0, most - used)),
      },
    ];
  });
}
