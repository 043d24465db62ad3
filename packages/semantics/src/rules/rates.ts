import type { BoundRates } from "../bind/rates.js";
import type { Scope } from "../bind/scope.js";
import type { Coverage, Key, Period, RateRow } from "../model.js";
import { dayAfter, dayBefore } from "../types/days.js";
import { showValue } from "../types/question.js";
import { Cases, domainUnder, namesUnder } from "./conditions.js";
import { CoverCheck, type KeySpec } from "./cover.js";
import { isSound } from "./sound.js";

/** Finds holes and doubles in each table, and days and cases of a coverage without rates or with two. */
export function checkRates(
  rates: readonly BoundRates[],
  coverages: readonly Coverage[],
  program: Period,
  scope: Scope,
): void {
  for (const bound of rates) {
    checkTable(bound, scope);
    checkGuarantee(bound, program, scope);
    checkPeriod(bound, program, scope);
  }
  for (const coverage of coverages) {
    const tables = rates.filter(({ table }) => table.coverages.includes(coverage.id));
    if (tables.length > 0 && !scope.brokenRates.has(coverage.id))
      checkCases(coverage, tables, program, scope);
  }
}

function checkTable(bound: BoundRates, scope: Scope): void {
  const { table, bandPlaces, block, complete, count, tables } = bound;
  if (!complete || count === 0) return;
  const place = { file: block.file, span: (block.rows[0] ?? block.node).span };
  for (const coverage of table.coverages) {
    const specs = table.keys
      .filter((id) => id !== "coverage")
      .map((id) => keySpec(id, coverage, bound, scope));
    // What only some coverages have is looked at row by row.
    if (!table.keys.includes("coverage") && isSound(tables, count, specs)) continue;
    const own: Own[] = [{ id: "coverage", members: new Set([coverage]) }];
    for (const id of ["plan", "option"]) own.push({ id, members: new Set(scope.membersOf(id, coverage)) });
    const rows: RateRow[] = [];
    for (const row of table.rows) {
      const seen = ownRow(row, own);
      if (seen) rows.push(seen);
    }
    new CoverCheck(specs, scope.reporter, place, coverage, bandPlaces).run(rows);
  }
}

/** The values of a key that a coverage has. */
interface Own {
  readonly id: string;
  readonly members: ReadonlySet<string>;
}

/** A row as one coverage of the table sees it: without the plans and options of the others. */
function ownRow(row: RateRow, own: readonly Own[]): RateRow | undefined {
  let keys: Record<string, Key> | undefined;
  for (const { id, members } of own) {
    const key = row.keys[id];
    if (!key || !("is" in key)) continue;
    const [only, second] = key.is;
    if (only !== undefined && second === undefined && members.has(only)) continue;
    if (key.is.every((member) => members.has(member))) continue;
    const left = key.is.filter((member) => members.has(member));
    if (left.length === 0) return undefined;
    keys = { ...(keys ?? row.keys), [id]: { is: left } };
  }
  return keys ? { ...row, keys } : row;
}

function keySpec(id: string, coverage: string, bound: BoundRates, scope: Scope): KeySpec {
  const { table, notOffered, tierMembers } = bound;
  const input = scope.inputs.get(id);
  const members = id === "tier" ? tiersDue(tierMembers, scope) : scope.membersOf(id, coverage);
  if (!members && input) return { id, input, domain: domainUnder(table.when, input, scope) };
  const due = namesUnder(table.when, id, members ?? [], scope).filter((member) => !notOffered.has(member));
  return { id, members: due, show: (member) => showMember(id, member, input?.kind) };
}

const showMember = (id: string, member: string, kind: string | undefined): string =>
  kind === undefined || kind === "choice" ? member : `${id} ${showValue(member, kind)}`;

/** The tiers for which a table needs a row: those of the blocks that it draws on. */
function tiersDue(tiers: ReadonlySet<string>, scope: Scope): readonly string[] {
  return scope.tierSets
    .filter((set) => set.tiers.some((tier) => tiers.has(tier.id)))
    .flatMap((set) => set.tiers.map((tier) => tier.id));
}

function checkGuarantee({ table, block }: BoundRates, program: Period, scope: Scope): void {
  const guaranteed = block.one("guaranteed");
  const last = table.effective.to < program.to ? table.effective.to : program.to;
  if (!table.guaranteed || !guaranteed || table.guaranteed >= last) return;
  for (const coverage of table.coverages) {
    scope.reporter.report("PW2107", { coverage, last: table.guaranteed, program: last }, guaranteed.place, {
      subject: coverage,
      why: `For the days after ${table.guaranteed} it is not certain that these rates hold. A person rated then is rated, with a remark.`,
    });
  }
}

function checkPeriod({ table, block }: BoundRates, program: Period, scope: Scope): void {
  const { from, to } = table.effective;
  if (from >= program.from && to <= program.to) return;
  const span = block.heading?.effective?.span ?? block.node.span;
  const what = `These rates run from ${from} to ${to}, the program from ${program.from} to ${program.to}`;
  scope.reporter.report("PW2101", { what }, { file: block.file, span }, { subject: table.coverages[0] });
}

/** More cases without rates are counted, not listed. */
const MOST_CASES = 4;

/** Goes through the cases that the conditions tell apart: each needs one table, on every day, and not two. */
function checkCases(coverage: Coverage, tables: readonly BoundRates[], program: Period, scope: Scope): void {
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
