import type Fraction from "fraction.js";
import { exact, max, min, ZERO } from "../exact.js";
import type { Move, Window } from "./accounts.js";
import { addDays } from "./days.js";
import { accountKey, whose } from "./household.js";
import { limitPayment, type Settled } from "./maximum.js";
import type { Benefits, Limit } from "./plan.js";
import { OCCASIONS, pluralOf } from "./units.js";
import type { LineWork } from "./work.js";

type Frequency = Benefits["frequencies"][number];

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
    const usesIn = (days: Window): number =>
      new Set([...names].flatMap((name) => [...work.household.accounts.tags(account(name), days)])).size;
    if (usesIn(window) >= own.times) {
      const text = work.context.isExplained ? tooOften(work, own, usesIn) : "";
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

/** Days that are looked through for the last use of a service, and for the day when it is covered again. */
const MOST_DAYS = 40 * 366;

/** `exam is covered once each 12 months, the last time on 2024-02-29, again from 2025-03-01`. */
function tooOften(work: LineWork, own: Frequency, usesIn: (days: Window) => number): string {
  const { date } = work.context.line;
  const find = (step: number, isIt: (day: string) => boolean): string | undefined => {
    let day = date;
    for (let n = 0; n < MOST_DAYS && day > "0001-01-01" && day < "9999-01-01"; n++) {
      if (isIt(day)) return day;
      day = addDays(day, step);
    }
    return undefined;
  };
  const last = find(-1, (day) => usesIn({ from: day, to: day }) > 0);
  const isForever = own.period === undefined || own.period.kind === "lifetime";
  const next = isForever
    ? undefined
    : find(1, (day) => usesIn(work.household.window(own.period, day)) < own.times);
  const times = own.times === 1 ? "once" : `${own.times} times`;
  const lieu = own.inLieuOf.length > 0 ? ` in lieu of ${own.inLieuOf.join(", ")}` : "";
  const parts = [
    `${own.service} is covered ${times} ${periodWords(own.period)}${lieu}`,
    last === undefined ? "" : `the last time on ${last}`,
    next === undefined ? "" : `again from ${next}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function periodWords(period: Frequency["period"] | undefined): string {
  switch (period?.kind) {
    case "calendar_year":
      return "each calendar year";
    case "contract_year":
      return "each contract year";
    case "rolling":
      return `each ${period.count} ${period.unit}s`;
    default:
      return "in a lifetime";
  }
}

/**
 * Parts the line at limits of visits, days and episodes. Each counts what all of them cover, in whatever order they stand:
 * of a line that one of them refuses whole, none counts anything.
 */
export function withinUnits(work: LineWork, start: Fraction, settled: Settled): Fraction {
  const { plan, ask, line } = work.context;
  const counted: { readonly unit: string; readonly account: string }[] = [];
  const occasions: Move[] = [];
  let isRefused = false;
  let left = start;
  for (const [i, limit] of work.benefits.limits.entries()) {
    if (typeof limit.of === "string" || !work.concerns(limit)) continue;
    if (limit.when && !plan.test(limit.when)(ask, plan.coverage)) continue;
    const { unit } = limit.of;
    const { left: room, account } = work.household.limit(limit, i, work.context);
    const source = plan.source("limits", i);
    if (OCCASIONS.includes(unit)) {
      const move = occasionOf(work, unit, account, limit);
      if (move) occasions.push(move);
      else left = work.over(settled, left, `above the limit of ${pluralOf(unit)}`, left, source);
      isRefused ||= !move;
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
    isRefused ||= covered.equals(0);
    counted.push({ unit, account });
  }
  for (const { unit, account } of counted)
    work.moves.push({ account, date: line.date, amount: isRefused ? ZERO : work.units(unit) });
  if (!isRefused) work.moves.push(...occasions);
  return left;
}

/** What a line adds to a limit of episodes and the like; nothing where that has no room for it. */
function occasionOf(work: LineWork, unit: string, account: string, limit: Limit): Move | undefined {
  const { line, plan, ask } = work.context;
  const tag = whose(unit, line.member, work.context);
  const tags = work.household.accounts.tags(account, work.household.window(limit.period, line.date));
  const most = plan.figure(limit.most)(ask, plan.coverage);
  if (!tags.has(tag) && exact(String(tags.size)).compare(most) >= 0) return undefined;
  return { account, date: line.date, amount: tags.has(tag) ? ZERO : exact("1"), tag };
}

/** `plan allows at most`: what is above is the member's before any share. Each such limit is filled by what all of them allow. */
export function withinAllowed(work: LineWork, start: Fraction, settled: Settled): Fraction {
  const { plan, ask, line } = work.context;
  const filled: string[] = [];
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
    if (account) filled.push(account);
  }
  for (const account of filled) work.moves.push({ account, date: line.date, amount: left });
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
      room: work.toCent(work.household.money(limit.most, plan, ask).mul(work.units(limit.per))),
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
