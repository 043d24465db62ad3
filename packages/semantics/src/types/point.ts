import { type DurationNode, isCalendarDay, type PointNode } from "@planwright/syntax";
import { placeOf, type Scope } from "../bind/scope.js";
import { replaceWith } from "../diagnostics/report.js";
import type { Expression, Point } from "../model.js";
import { VALUES } from "../names.js";
import { bindExpression } from "./expression.js";
import { timeOf } from "./literal.js";
import type { KnownDay, Where } from "./typed.js";
import { describe } from "./units.js";

const LAST_DAYS = {
  month: "month",
  "calendar year": "calendar_year",
  "contract year": "contract_year",
} as const;

/** Reads a day that follows from events: resolves its events and durations. */
export function bindPoint(node: PointNode, scope: Scope, where: Where): Point | undefined {
  const inner = (of: PointNode) => bindPoint(of, scope, where);
  switch (node.kind) {
    case "event":
      return bindEvent(node, scope, where);
    case "cover":
      return bindCover(node, scope, where);
    case "date":
      return { op: "day", day: node.day };
    case "never":
      return { op: "never" };
    case "birthday":
      return bindBirthday(node, scope, where);
    case "plus": {
      const at = inner(node.after);
      const length = bindDuration(node.duration, scope, where);
      return at && length && { op: "plus", at, ...length };
    }
    case "first":
      return bindFirst(node, inner(node.after), scope, where);
    case "last": {
      const at = inner(node.at);
      return at && { op: "last_day", of: LAST_DAYS[node.of], at };
    }
    case "beside": {
      const at = inner(node.at);
      return at && (node.relation === "of" ? at : { op: node.relation, at });
    }
    case "choice": {
      const a = inner(node.left);
      const b = inner(node.right);
      return a && b && { op: node.pick, a, b };
    }
  }
}

function bindEvent(node: PointNode & { kind: "event" }, scope: Scope, where: Where): Point | undefined {
  const { name } = node.name;
  const place = placeOf(where.file, node.span);
  if (node.side) {
    const day = `${name} ${node.side}`;
    const known: readonly string[] = ["program end", ...(where.known ?? [])];
    if (known.includes(day)) return { op: "event", ref: day };
    scope.reporter.report("PW1001", { name: day, kind: "what is known here" }, place, {
      why: `${DAYS_OF_COVER.has(day) ? "It follows from this line itself, or from a later one. " : ""}There is: ${known.join(", ")}.`,
    });
    return undefined;
  }
  if (node.isEmployees && !where.isOfDependent) {
    scope.reporter.report("PW3001", { what: "This line is about the employee" }, place, {
      why: `Without \`of employee\`, ${name} is the employee's. Lines about dependents name days of the employee so.`,
    });
    return undefined;
  }
  const input = scope.inputs.get(name);
  scope.reporter.names?.use(VALUES, node.name, where.file);
  if (input?.kind === "date")
    return { op: "event", ref: node.isEmployees ? `${name} of employee` : input.id };
  if (!input) scope.values.missing(name, place);
  else {
    scope.reporter.report(
      "PW3003",
      {
        wanted: "An event, which is an input of type date",
        got: `${name}, which is ${describe(input.type)}`,
      },
      place,
    );
  }
  return undefined;
}

const DAYS_OF_COVER: ReadonlySet<string> = new Set<KnownDay>([
  "employee begin",
  "employee end",
  "dependent end",
]);

/** The first or the last day of cover, by the rules of eligibility. */
function bindCover(node: PointNode & { kind: "cover" }, scope: Scope, where: Where): Point | undefined {
  if (!where.hasCover) {
    const what = "A day of cover cannot be asked for here";
    scope.reporter.report("PW3001", { what }, placeOf(where.file, node.span), {
      why: "It may stand in a line `covered` of an account.",
    });
    return undefined;
  }
  const asked = { kind: "asked", head: node.which, of: [node.of], span: node.span } as const;
  const none = {
    for: [],
    by: undefined,
    in: [],
    on: undefined,
    each: undefined,
    between: undefined,
    with: [],
  };
  const typed = scope.bindAsked({ ...asked, ...none }, where);
  return typed && { op: "event", ref: `${node.which} of ${node.of.name}` };
}

/** No birthday is later. */
const OLDEST = 150;

function bindBirthday(node: PointNode & { kind: "birthday" }, scope: Scope, where: Where): Point | undefined {
  const place = placeOf(where.file, node.span);
  if (!where.hasBirthday) {
    scope.reporter.report("PW3001", { what: "Nothing says whose birthday this is" }, place, {
      why: "A birthday is that of the dependent whom the line is about.",
    });
    return undefined;
  }
  if (node.nth >= 1 && node.nth <= OLDEST) return { op: "birthday", nth: node.nth };
  scope.reporter.report("PW3001", { what: `Nobody has a ${node.nth}th birthday` }, place);
  return undefined;
}

function bindFirst(
  node: PointNode & { kind: "first" },
  after: Point | undefined,
  scope: Scope,
  where: Where,
): Point | undefined {
  const { of } = node;
  const strict = node.relation !== "on or after";
  if (node.relation === "following" && after) reportOpenEnd(node, after, scope, where);
  if ("nthMonth" in of) return after && { op: "first_of_month", nth: of.nthMonth, strict, after };
  // A day that every year has: 29 February is none.
  const text = `2001-${String(of.month).padStart(2, "0")}-${String(of.day).padStart(2, "0")}`;
  if (isCalendarDay(text)) return after && { op: "first_of_year", ...of, strict, after };
  scope.reporter.report(
    "PW0012",
    { day: `${of.day} in that month of every year` },
    placeOf(where.file, node.span),
  );
  return undefined;
}

/**
 * Documents say “the first of the month following one month of employment”. After an event that is one day; after a
 * length of time it is one of two, by the day on which the length is complete.
 */
function reportOpenEnd(node: PointNode & { kind: "first" }, after: Point, scope: Scope, where: Where): void {
  if (![...pointsIn(after)].some(({ op }) => op === "plus")) return;
  const place = placeOf(where.file, node.relationSpan);
  scope.reporter.report("PW2501", { what: "on which day a length of time is complete" }, place, {
    why: "Somebody hired on 1 March has been employed for a month on 31 March, or on 1 April: cover begins a month apart. `on or after` begins it on 1 April, `after` on 1 May.",
    fixes: ["on or after", "after"].map((words) => replaceWith(place, words)),
  });
}

/** A length of time in months or in days. */
export function bindDuration(
  node: DurationNode,
  scope: Scope,
  where: Where,
): { readonly unit: "month" | "day"; readonly length: Expression } | undefined {
  if (node.kind === "duration" && !isLengthOfTime(node, scope, where)) return undefined;
  const typed = bindExpression(node, scope, where);
  if (!typed) return undefined;
  const names = typed.type.kind === "figure" ? Object.entries(typed.type.units) : [];
  const [only, second] = names;
  if (only && !second && only[1] === 1 && (only[0] === "month" || only[0] === "day")) {
    return { unit: only[0], length: typed.value };
  }
  scope.reporter.report(
    "PW3003",
    { wanted: "A duration in months or days", got: describe(typed.type) },
    placeOf(where.file, node.span),
  );
  return undefined;
}

/** No rule of a plan counts further, in months or in days. */
const LONGEST = { month: 1_200, day: 36_525 } as const;

/** Whether a length can be added to a day: from zero to a hundred years, without parts of a day or month. */
function isLengthOfTime(node: DurationNode & { kind: "duration" }, scope: Scope, where: Where): boolean {
  const { unit, value } = timeOf(node);
  const length = Number(value);
  if (Number.isInteger(length) && length >= 0 && length <= LONGEST[unit]) return true;
  const got = `${node.value} ${node.unit}s`;
  scope.reporter.report(
    "PW3003",
    { wanted: "A length of time from zero to 100 years, in whole months or days", got },
    placeOf(where.file, node.span),
  );
  return false;
}

/** Every point that a point is made of, itself first. */
export function* pointsIn(point: Point): Generator<Point> {
  yield point;
  switch (point.op) {
    case "plus":
    case "last_day":
    case "before":
    case "after":
      if ("at" in point) yield* pointsIn(point.at);
      return;
    case "first_of_month":
    case "first_of_year":
      yield* pointsIn(point.after);
      return;
    case "earlier":
    case "later":
      yield* pointsIn(point.a);
      yield* pointsIn(point.b);
      return;
    case "event":
    case "day":
    case "birthday":
    case "never":
  }
}

/** The events that a day follows from: inputs of type date, and `program end`. */
export const eventsOf = (point: Point): readonly string[] =>
  [...pointsIn(point)].flatMap((one) => (one.op === "event" ? [one.ref] : []));

/** Whether it adds months to a day that may be the 29th to the 31st: the convention `month arithmetic` must say what happens. */
export const addsMonths = (point: Point): boolean =>
  [...pointsIn(point)].some((one) => one.op === "plus" && one.unit === "month");

/** Whether it needs to know when contract years begin. */
export const needsContractYear = (point: Point): boolean =>
  [...pointsIn(point)].some((one) => one.op === "last_day" && one.of === "contract_year");
