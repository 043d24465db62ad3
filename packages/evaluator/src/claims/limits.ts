import type Fraction from "fraction.js";
import { exact, max, min, ZERO } from "../exact.js";
import { accountKey, whose } from "./household.js";
import { limitPayment, type Settled } from "./maximum.js";
import type { Limit } from "./plan.js";
import { OCCASIONS, pluralOf } from "./units.js";
import type { LineContext } from "./household.js";
import type { LineWork } from "./work.js";

export function withinFrequency(work: LineWork, left: Fraction, settled: Settled): Fraction {
  const { lineage, plan, line, id } = work.context;
  const { frequencies } = work.benefits;
  const index = frequencies.findIndex(({ service }) => lineage.includes(service));
  const contested = frequencies.filter(({ inLieuOf }) =>
    inLieuOf.some((service) => lineage.includes(service)),
  );
  const own = frequencies[index];
  const account = (service: string) => accountKey(plan.id, `frequency ${service}`, "person", line.member);
  if (own) {
    const window = work.household.window(own.period, line.date);
    const names = new Set([own.service, ...own.inLieuOf, ...contested.map(({ service }) => service)]);
    const uses = new Set(
      [...names].flatMap((name) => [...work.household.accounts.tags(account(name), window)]),
    );
    if (uses.size >= own.times) {
      const text = `${own.service} is covered no more often`;
      return work.over(settled, left, text, left, plan.source("frequencies", index));
    }
  }
  const named = frequencies.flatMap(({ service, inLieuOf }) => [service, ...inLieuOf]);
  for (const service of lineage) {
    if (named.includes(service))
      work.moves.push({ account: account(service), date: line.date, amount: exact("1"), tag: id });
  }
  return left;
}

/** Parts the line at limits of visits, days and episodes. */
export function withinUnits(work: LineWork, start: Fraction, settled: Settled): Fraction {
  const { plan, ask, line } = work.context;
  let left = start;
  for (const [i, limit] of work.benefits.limits.entries()) {
    if (typeof limit.of === "string" || !work.concerns(limit)) continue;
    if (limit.when && !plan.test(limit.when)(ask, plan.coverage)) continue;
    const { unit } = limit.of;
    const { left: room, account } = work.household.limit(limit, i, work.context);
    const source = plan.source("limits", i);
    if (OCCASIONS.includes(unit)) {
      left = withinOccasions(work, left, settled, unit, account, limit, source);
      continue;
    }
    const total = work.units(unit);
    const covered = min(total, room);
    const share = total.equals(0) ? left : work.toCent(left.mul(covered).div(total));
    left = work.over(
      settled,
      left.sub(share),
      `above the limit of ${unit === "day" ? "days" : pluralOf(unit)}`,
      left,
      source,
    );
    work.covered.set(unit, covered);
    work.moves.push({ account, date: line.date, amount: covered });
  }
  return left;
}

function withinOccasions(
  work: LineWork,
  left: Fraction,
  settled: Settled,
  unit: string,
  account: string,
  limit: Limit,
  source: ReturnType<LineContext["plan"]["source"]>,
): Fraction {
  const { line, plan, ask } = work.context;
  const tag = whose(unit, line.member, work.context);
  const tags = work.household.accounts.tags(account, work.household.window(limit.period, line.date));
  const most = plan.figure(limit.most)(ask, plan.coverage);
  if (!tags.has(tag) && exact(String(tags.size)).compare(most) >= 0)
    return work.over(settled, left, `above the limit of ${pluralOf(unit)}`, left, source);
  work.moves.push({
    account,
    date: line.date,
    amount: tags.has(tag) ? ZERO : exact("1"),
    tag,
  });
  return left;
}

/** `plan allows at most`: what is above is the member's before any share. */
export function withinAllowed(work: LineWork, start: Fraction, settled: Settled): Fraction {
  const { plan, ask, line } = work.context;
  let left = start;
  for (const [i, limit] of work.benefits.limits.entries()) {
    if (limit.of !== "allowed" || !work.concerns(limit)) continue;
    if (limit.when && !plan.test(limit.when)(ask, plan.coverage)) continue;
    const { room, account } = moneyRoom(work, limit, i);
    left = work.over(
      settled,
      max(ZERO, left.sub(room)),
      "above what the plan allows",
      left,
      plan.source("limits", i),
    );
    if (account) work.moves.push({ account, date: line.date, amount: left });
  }
  return left;
}

/** A limit per visit or day holds for the line; others add up. */
function moneyRoom(
  work: LineWork,
  limit: Limit,
  index: number,
): { room: Fraction; account: string | undefined } {
  const { plan, ask } = work.context;
  const adds = limit.per === "person" || limit.per === "family" || OCCASIONS.includes(limit.per);
  if (!adds)
    return {
      room: work.household.money(limit.most, plan, ask).mul(work.units(limit.per)),
      account: undefined,
    };
  const { left, account } = work.household.limit(limit, index, work.context);
  return { room: left, account };
}

/** Limits of what the plan pays, of the cell and of the plan. Answers the accounts that its payment fills. */
export function withinPayment(work: LineWork, settled: Settled): string[] {
  const { plan, ask } = work.context;
  const filled: string[] = [];
  if (settled.most) limitPayment(settled, settled.most, "above what the plan pays at most", work.trace, {});
  for (const [i, limit] of work.benefits.limits.entries()) {
    if (limit.of !== "payment" || !work.concerns(limit)) continue;
    if (limit.when && !plan.test(limit.when)(ask, plan.coverage)) continue;
    const { room, account } = moneyRoom(work, limit, i);
    limitPayment(
      settled,
      room,
      "above the limit of what the plan pays",
      work.trace,
      plan.source("limits", i),
    );
    if (account) filled.push(account);
  }
  return filled;
}
