import type Fraction from "fraction.js";
import { attempt } from "../ask.js";
import { cents, decimal, max, ZERO } from "../exact.js";
import { accountKey, type Household, type LineContext, limitName, lookingAt } from "./household.js";
import type { Accumulator, Limit, PlanBenefits } from "./plan.js";
import type { Balance } from "./types.js";

/** What stands in the accounts of the plans on a day, by member and for the family. */
export function balancesOf(plans: readonly PlanBenefits[], household: Household, date: string): Balance[] {
  return plans.flatMap((plan) => [
    ...plan.benefits.accumulators.flatMap((one) => accumulated(one, plan, household, date)),
    ...plan.benefits.limits.flatMap((limit, i) => limited(limit, i, plan, household, date)),
  ]);
}

const contextOf = (plan: PlanBenefits, household: Household, member: string, date: string): LineContext =>
  lookingAt(plan, household.askLater(member, date), member, date);

function accumulated(one: Accumulator, plan: PlanBenefits, household: Household, date: string): Balance[] {
  if (one.of !== undefined) return [];
  const isPersonal = one.amounts.some(({ per }) => per === "person") && !household.isFamilyAlone(one);
  const people = isPersonal ? household.members : [];
  const family = household.isFamily || people.length === 0;
  const scopes = [
    ...people.map((member) => ({ scope: "person", member })),
    ...(family && one.amounts.some(({ per }) => per === "family")
      ? [{ scope: "family", member: undefined }]
      : []),
  ];
  return scopes.flatMap(({ scope, member }): Balance[] => {
    const amount = one.amounts.find(({ per }) => per === scope)?.amount;
    const holding = (member === undefined ? household.members : [member]).filter((name) =>
      isHolding(one, plan, contextOf(plan, household, name, date)),
    );
    const [first] = holding;
    if (!amount || first === undefined) return [];
    const context = contextOf(plan, household, first, date);
    const only = member === undefined && holding.length < household.members.length ? holding : undefined;
    const limit = attempt(() => household.money(amount, plan, context.ask));
    const used = attempt(() => household.used(one, plan, scope, member ?? "", date));
    if (!limit.ok || !used.ok) return [];
    const found = balance(plan, one.id, scope, member, undefined, used.value, limit.value);
    return [only ? { ...found, for: only } : found];
  });
}

/** Of several amounts for one account, the one that holds for the member. */
function isHolding(one: Accumulator, plan: PlanBenefits, { ask }: LineContext): boolean {
  const holds = ({ when }: Accumulator): boolean => {
    if (!when) return true;
    const result = attempt(() => plan.test(when)(ask, plan.coverage));
    return result.ok && result.value;
  };
  const rivals = plan.benefits.accumulators.filter(({ id, when }) => id === one.id && when !== undefined);
  return one.when ? holds(one) : !rivals.some(holds);
}

function limited(
  limit: Limit,
  index: number,
  plan: PlanBenefits,
  household: Household,
  date: string,
): Balance[] {
  if (limit.per !== "person" && limit.per !== "family") return [];
  const unit = typeof limit.of === "string" ? undefined : limit.of.unit;
  const members = limit.per === "person" ? household.members : [undefined];
  const name = limitName(limit);
  return members.flatMap((member): Balance[] => {
    const context = contextOf(plan, household, member ?? household.members[0] ?? "", date);
    const most = attempt(() => plan.figure(limit.most)(context.ask, plan.coverage));
    const window = attempt(() => household.window(limit.period, date));
    if (!most.ok || !window.ok) return [];
    const account = accountKey(plan.id, `limit ${index}`, limit.per, member ?? "");
    const used = household.accounts.used(account, window.value);
    return [balance(plan, name, limit.per, member, unit, used, most.value)];
  });
}

function balance(
  plan: PlanBenefits,
  name: string,
  scope: string,
  member: string | undefined,
  unit: string | undefined,
  used: Fraction,
  limit: Fraction,
): Balance {
  const show = unit === undefined ? cents : (value: Fraction) => decimal(value);
  return {
    plan: plan.id,
    name,
    scope,
    ...(member === undefined ? {} : { member }),
    ...(unit === undefined ? {} : { unit }),
    used: show(used),
    limit: show(limit),
    remaining: show(max(ZERO, limit.sub(used))),
  };
}
