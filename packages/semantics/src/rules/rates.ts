import type { BoundRates } from "../bind/rates.js";
import type { Scope } from "../bind/scope.js";
import type { Condition, Coverage, Period, RateTable } from "../model.js";
import { dayAfter, dayBefore } from "../types/days.js";
import { showValue } from "../types/expression.js";
import { CoverCheck, type KeySpec } from "./cover.js";

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
  for (const { id } of coverages) {
    const tables = rates.filter(({ table }) => table.coverages.includes(id));
    if (tables.length > 0 && !scope.brokenRates.has(id)) checkCases(id, tables, program, scope);
  }
}

function checkTable(
  { table, keyed, notOffered, tierMembers, block, complete }: BoundRates,
  scope: Scope,
): void {
  if (!complete) return;
  const place = block.rows[0]
    ? { file: block.file, span: block.rows[0].span }
    : { file: block.file, span: block.node.span };
  const subject = table.coverages[0];
  const specs = table.keys.map((id): KeySpec => {
    const input = scope.inputs.get(id);
    const members = membersDue(id, table, tierMembers, scope);
    if (!members && input) return { id, input };
    const due = (members ?? []).filter((member) => !notOffered.has(member));
    return { id, members: due, show: (member) => showMember(id, member, input?.kind) };
  });
  if (keyed.length > 0) new CoverCheck(specs, scope.reporter, place, subject).run(keyed);
}

const showMember = (id: string, member: string, kind: string | undefined): string =>
  kind === undefined || kind === "choice" ? member : `${id} ${showValue(member, kind)}`;

/** The members for which a table needs a row: of tiers, those of the blocks that it draws on. */
function membersDue(
  id: string,
  table: RateTable,
  tiers: ReadonlySet<string>,
  scope: Scope,
): readonly string[] | undefined {
  if (id === "coverage") return table.coverages;
  if (id === "tier") {
    return scope.tierSets
      .filter((set) => set.tiers.some((tier) => tiers.has(tier.id)))
      .flatMap((set) => set.tiers.map((tier) => tier.id));
  }
  const [coverage] = table.coverages;
  return scope.membersOf(id, table.coverages.length === 1 ? coverage : undefined);
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

/** Which values of one input a condition lets through; undefined when it asks something else. */
function choiceOf(
  when: Condition | undefined,
): { readonly key: string; readonly values: readonly string[] } | undefined {
  return when?.op === "is" ? { key: when.key, values: when.values } : undefined;
}

function checkCases(coverage: string, tables: readonly BoundRates[], program: Period, scope: Scope): void {
  const choices = tables.map(({ table }) => choiceOf(table.when));
  const key = choices.find((choice) => choice !== undefined)?.key;
  const decidable = tables.every(
    ({ table }, i) => table.when === undefined || (key !== undefined && choices[i]?.key === key),
  );
  if (!decidable) return;
  const members = key === undefined ? [undefined] : (scope.membersOf(key, coverage) ?? []);
  const silent: string[] = [];
  const reported = new Set<BoundRates>();
  for (const member of members) {
    const holding = tables.filter(
      (_, i) => member === undefined || (choices[i]?.values.includes(member) ?? true),
    );
    if (holding.length === 0 && member !== undefined) silent.push(member);
    else
      checkDays(
        coverage,
        holding,
        member === undefined ? "" : ` when ${key} is ${member}`,
        program,
        scope,
        reported,
      );
  }
  const [first] = tables;
  if (silent.length > 0 && first && key !== undefined) {
    scope.reporter.report(
      "PW2014",
      { coverage, what: `${key} is ${silent.join(" or ")}` },
      { file: first.block.file, span: first.block.node.span },
      {
        subject: coverage,
        why: "A person of whom this holds could not be rated.",
      },
    );
  }
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
