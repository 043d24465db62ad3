import { NEVER } from "../points.js";
import { completeMonthsLater } from "./days.js";
import { cellsOf } from "./ladder.js";
import type { LineWork } from "./work.js";

/** Why the plan pays nothing of a line. */
export interface Why {
  readonly text: string;
  readonly source?: string | undefined;
}

/** Why the plan pays nothing at all of this line, if so. */
export function whyNotCovered(work: LineWork): Why | undefined {
  const { network, lineage, plan, line, ask } = work.context;
  const { networks, excludes, waiting, rules } = work.benefits;
  if (network !== undefined && networks.length > 0 && !networks.includes(network))
    return { text: `${plan.name} pays nothing in ${network}` };
  const excluded = excludes.find((service) => lineage.includes(service));
  if (excluded) return { text: `${excluded} is excluded` };
  for (const [i, { services, after, months, days }] of waiting.entries()) {
    if (services.length > 0 && !services.some((service) => lineage.includes(service))) continue;
    const begins = ask.value(after).key;
    if (begins === NEVER)
      return { text: `waiting period after ${after}, which never was`, ...plan.source("waiting", i) };
    const ends = completeMonthsLater(
      begins,
      months ?? 0,
      days ?? 0,
      work.book.conventions.month_arithmetic?.reading,
    );
    if (line.date < ends) return { text: `waiting period until ${ends}`, ...plan.source("waiting", i) };
  }
  for (const [i, rule] of rules.entries()) {
    if (rule.less || !work.concerns(rule) || plan.test(rule.when)(ask, plan.coverage)) continue;
    return { text: "a condition of this service is not met", ...plan.source("rules", i) };
  }
  return plainlyUncovered(work);
}

/** A share that is `not covered` needs no allowed charge, and no units. */
function plainlyUncovered(work: LineWork): Why | undefined {
  const { plan, ask } = work.context;
  const [cell, ...others] = cellsOf(work);
  if (!cell || others.length > 0 || cell.band) return undefined;
  const found = cell.cases.find(({ when }) => !when || plan.test(when)(ask, plan.coverage));
  if (found?.steps[0]?.op !== "not_covered") return undefined;
  return { text: "the schedule says so", ...plan.sourceOfCell(cell) };
}
