import type { Scope } from "../../bind/scope.js";
import type { Condition, Point, Program } from "../../model.js";
import type { Origin } from "../../places.js";
import { addsMonths, needsContractYear } from "../../types/point.js";

import type { SayConvention } from "../say-convention.js";

/** A day that follows from events, and where it is written. */
interface Written {
  readonly point: Point;
  readonly origin: Origin;
}

/** Conventions and periods that days of eligibility depend on must be given. */
export function checkEligibilitySilence(program: Program, scope: Scope, say: SayConvention): void {
  const points = [...pointsOf(program)];
  const adding = points.find(({ point }) => addsMonths(point));
  const absences = program.eligibility.flatMap((one) => one.absences);
  const lasting = absences.find(({ rows }) => rows.some(({ when }) => countsMonths(when)));
  const from = adding?.origin ?? lasting?.origin;
  if (from) {
    const why = "The month that it leads to may have no such day.";
    say("month_arithmetic", "what a month from the 31st is", why, from.place);
  }
  const contract = points.find(({ point }) => needsContractYear(point));
  if (contract && !program.contractYear) {
    scope.reporter.report("PW2501", { what: "when a contract year begins" }, contract.origin.place, {
      why: "A line `contract year begins July 1` of `program` says it.",
      cause: "contract year",
    });
  }
}

function* pointsOf(program: Program): Generator<Written> {
  for (const { begins, ends, dependents, absences, changes, continuations } of program.eligibility) {
    for (const { at, when, origin } of [...begins, ...ends]) {
      yield { point: at, origin };
      yield* inCondition(when, origin);
    }
    for (const { until, when, origin } of dependents) {
      if (until) yield { point: until, origin };
      yield* inCondition(when, origin);
    }
    for (const { begins: back, origin } of absences.flatMap(({ rows }) => rows)) {
      if ("at" in back) yield { point: back.at, origin };
    }
    for (const { when, origin } of [...absences, ...changes, ...continuations])
      yield* inCondition(when, origin);
    for (const { at, pays, origin } of changes.flatMap(({ rows }) => rows)) {
      yield { point: at, origin };
      if (pays) yield { point: pays.from, origin };
    }
    for (const { continues, origin } of continuations.flatMap(({ rows }) => rows)) {
      if (continues.kind === "through") yield { point: continues.at, origin };
    }
  }
  for (const { when, origin } of program.conditions) yield* inCondition(when, origin);
}

/** Whether a row goes by how many months an absence lasted. */
const countsMonths = (c: Condition): boolean =>
  c.op === "all" || c.op === "any"
    ? c.of.some(countsMonths)
    : c.op === "dates" && c.test.kind === "lasting" && c.test.unit === "month";

function* inCondition(c: Condition | undefined, origin: Origin): Generator<Written> {
  if (!c) return;
  if (c.op === "all" || c.op === "any") for (const part of c.of) yield* inCondition(part, origin);
  else if (c.op === "not") yield* inCondition(c.of, origin);
  else if (c.op === "dates" && c.test.kind === "compare") yield { point: c.test.point, origin };
}
