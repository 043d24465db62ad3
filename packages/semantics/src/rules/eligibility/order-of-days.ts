import type { Scope } from "../../bind/scope.js";
import type { DateRule, Eligibility } from "../../eligibility-model.js";
import type { Point, Program } from "../../model.js";
import { daysBetween } from "../../types/days.js";

/** A day that lies between two numbers of days after an event; without one, after the first day of all. */
interface Reach {
  readonly event: string | undefined;
  readonly least: number;
  readonly most: number;
}

const FIRST = "0001-01-01";
const FEWEST_DAYS = 28;
const MOST_DAYS = 31;
const YEAR = 366;

/** Which events lie on or before another, in any number of steps; and whether the step between is strict. */
export type Precedes = (earlier: string, later: string) => boolean;

/** Reports lines by which cover ends before it begins, whoever is asked about. */
export function checkOrderOfDays(eligibility: Eligibility, program: Program, scope: Scope): void {
  const precedes = orderOf(scope);
  const own = (rules: readonly DateRule[]) => rules.filter((rule) => rule.for.length === 0);
  for (const ends of own(eligibility.ends)) {
    const last = reachOf(ends.at, program);
    const begins = own(eligibility.begins);
    const after = begins.filter((one) => isNeverReached(reachOf(one.at, program), last, precedes));
    // Where only some lines begin too late, a condition may keep the two apart.
    if (begins.length === 0 || after.length < begins.length) continue;
    const [first] = after;
    scope.reporter.report("PW2420", { coverage: eligibility.coverages.join(", ") }, ends.origin.place, {
      related: first ? [{ place: first.origin.place, message: "begins later" }] : [],
      why: "Nobody would be insured for more than a day: one of the two lines is mistaken.",
    });
  }
}

/** Whether cover never lasts from the first of two days to the second. */
function isNeverReached(begins: Reach | undefined, ends: Reach | undefined, precedes: Precedes): boolean {
  if (!begins || !ends) return false;
  if (begins.event === ends.event) return ends.most < begins.least;
  if (begins.event === undefined || ends.event === undefined) return false;
  return ends.most <= begins.least && precedes(ends.event, begins.event);
}

/** What inputs say of each other: `leaving date on or after hire`. */
function orderOf(scope: Scope): Precedes {
  const later = new Map<string, string[]>();
  const add = (earlier: string, one: string) => later.set(earlier, [...(later.get(earlier) ?? []), one]);
  for (const { id, order } of scope.inputs.values()) {
    for (const { relation, to } of order) {
      if (relation === "after" || relation === "on_or_after") add(to, id);
      else add(id, to);
    }
  }
  return (earlier, wanted) => {
    const seen = new Set<string>();
    const open = [earlier];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      for (const next of later.get(one) ?? []) {
        if (next === wanted) return true;
        if (!seen.has(next)) open.push(next);
        seen.add(next);
      }
    }
    return false;
  };
}

/** How far a day is from the event that it follows from; nothing where that cannot be said. */
function reachOf(point: Point, program: Program): Reach | undefined {
  const moved = (of: Point, least: number, most: number): Reach | undefined => {
    const reach = reachOf(of, program);
    return reach && { ...reach, least: reach.least + least, most: reach.most + most };
  };
  switch (point.op) {
    case "event":
      return point.ref === "program end"
        ? onDay(program.effective.to)
        : { event: point.ref, least: 0, most: 0 };
    case "day":
      return onDay(point.day);
    case "plus": {
      if (point.length.op !== "literal") return moved(point.at, 0, Number.POSITIVE_INFINITY);
      const count = Number(point.length.value);
      const [least, most] = point.unit === "day" ? [1, 1] : [FEWEST_DAYS, MOST_DAYS];
      return moved(point.at, count * least, count * most);
    }
    case "first_of_month": {
      const further = point.nth - 1;
      const own = point.strict ? 1 : 0;
      return moved(point.after, own + further * FEWEST_DAYS, own + MOST_DAYS - 1 + further * MOST_DAYS);
    }
    case "first_of_year":
      return moved(point.after, point.strict ? 1 : 0, YEAR);
    case "last_day":
      return moved(point.at, 0, point.of === "month" ? MOST_DAYS - 1 : YEAR);
    case "before":
      return moved(point.at, -1, -1);
    case "after":
      return moved(point.at, 1, 1);
    case "earlier":
    case "later": {
      const [a, b] = [reachOf(point.a, program), reachOf(point.b, program)];
      if (!a || !b || a.event !== b.event) return undefined;
      const pick = point.op === "earlier" ? Math.min : Math.max;
      return { event: a.event, least: pick(a.least, b.least), most: pick(a.most, b.most) };
    }
    case "birthday":
    case "never":
      return undefined;
  }
}

function onDay(day: string): Reach {
  const days = daysBetween(FIRST, day);
  return { event: undefined, least: days, most: days };
}
