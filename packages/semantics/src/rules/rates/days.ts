import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import type { Coverage, Period } from "../../model.js";
import { dayAfter, dayBefore } from "../../types/days.js";
import { Cases } from "../conditions.js";

/** More cases without rates are counted, not listed. */
const MOST_CASES = 4;

/** Goes through the cases that the conditions tell apart: each needs one table, on every day, and not two. */
export function checkCases(
  coverage: Coverage,
  tables: readonly BoundRates[],
  program: Period,
  scope: Scope,
): void {
  const { id, insures } = coverage;
  const whens = tables.map(({ table }) => table.when);
  const insured = insures.map(({ when }) => when);
  const together = Cases.of([...whens, ...insured], scope, id);
  const cases = together ?? Cases.of(whens, scope, id);
  if (!cases) return;
  const isInsured = (assignment: Parameters<Cases["holds"]>[1]) =>
    insured.length === 0 || insured.some((when) => cases.holds(when, assignment));
  const silent = new Set<string>();
  const seen = new Map<string, string>();
  for (const assignment of cases.all()) {
    if (together && !isInsured(assignment)) continue;
    const holding = tables.filter(({ table }) => cases.holds(table.when, assignment));
    if (holding.length === 0) silent.add(cases.describe(assignment));
    const key = holding.map((bound) => tables.indexOf(bound)).join(" ");
    if (holding.length > 0 && !seen.has(key))
      seen.set(key, whens.every((w) => !w) ? "" : ` when ${cases.describe(assignment)}`);
  }
  const reported = new Set<BoundRates>();
  for (const [key, what] of seen) {
    const holding = key.split(" ").flatMap((i) => tables[Number(i)] ?? []);
    checkDays(id, holding, what, program, scope, reported);
  }
  const [first] = tables;
  // Where it cannot be told who is insured, whoever has no rates may not be.
  if (silent.size === 0 || !first || (!together && insured.some((when) => when !== undefined))) return;
  const listed = [...silent].slice(0, MOST_CASES).join(", or ");
  const more = silent.size > MOST_CASES ? `, and in ${silent.size - MOST_CASES} more cases` : "";
  scope.reporter.report(
    "PW2014",
    { coverage: id, what: `${listed}${more}` },
    { file: first.block.file, span: first.block.node.span },
    { subject: id, why: "A person of whom this holds could not be rated." },
  );
}

/** Tables that hold for the same persons must not overlap in time, nor leave days of the program out. */
function checkDays(
  coverage: string,
  tables: readonly BoundRates[],
  what: string,
  program: Period,
  scope: Scope,
  reported: Set<BoundRates>,
): void {
  const ordered = [...tables].sort((a, b) => (a.table.effective.from < b.table.effective.from ? -1 : 1));
  let next = program.from;
  let previous: BoundRates | undefined;
  for (const bound of ordered) {
    const { from, to } = bound.table.effective;
    const place = { file: bound.block.file, span: bound.block.node.span };
    const fresh = !reported.has(bound);
    if (previous && from < next && fresh) {
      const until = to < dayBefore(next) ? to : dayBefore(next);
      const days = tables.some(({ block }) => block.heading?.effective) ? ` from ${from} to ${until}` : "";
      scope.reporter.report("PW2015", { coverage, what: `${days}${what}`.trim() || "at once" }, place, {
        subject: coverage,
        related: [
          { place: { file: previous.block.file, span: previous.block.node.span }, message: "the other" },
        ],
      });
      reported.add(bound);
    } else if (from > next && fresh) {
      scope.reporter.report("PW2102", { coverage, from: next, to: dayBefore(from) }, place, {
        subject: coverage,
      });
      reported.add(bound);
    }
    if (to >= next) next = dayAfter(to);
    previous = bound;
  }
  if (previous && next <= program.to && !reported.has(previous)) {
    reported.add(previous);
    const place = { file: previous.block.file, span: previous.block.node.span };
    scope.reporter.report("PW2102", { coverage, from: next, to: program.to }, place, { subject: coverage });
  }
}
