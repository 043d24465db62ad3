import type Fraction from "fraction.js";
import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import type { RateRow, RateTable } from "../../model.js";
import { dayBefore } from "../../types/days.js";
import { exact } from "../../types/exact.js";

/** Changes that are shown; the others are counted. */
const MOST_SHOWN = 6;

/** `stated change 15%`: the change of each rate of the block against the rates of the day before, recomputed. */
export function checkStatedChanges(rates: readonly BoundRates[], scope: Scope): void {
  for (const bound of rates) {
    const read = bound.block.one("stated change");
    if (!read) continue;
    if (read.value.kind !== "percent") {
      scope.reporter.report("PW3003", { wanted: "A percentage", got: "another figure" }, read.place, {
        why: "It is written like `stated change 15%`.",
      });
      continue;
    }
    const stated = exact(read.value.value);
    const digits = read.value.value.split(".")[1]?.length ?? 0;
    const changes = changesOf(bound.table, rates);
    const off = changes.filter(({ percent }) => !percent.round(digits).equals(stated.round(digits)));
    const [first] = off;
    if (changes.length === 0) {
      const before = dayBefore(bound.table.effective.from);
      const what = `a change of ${read.value.value}%, and there are no rates of ${before} to compare`;
      scope.reporter.report("PW5108", { what }, read.place, { subject: bound.table.coverages[0] });
    }
    if (!first) continue;
    const shown = off
      .slice(0, MOST_SHOWN)
      .map(({ name, percent }) => `${name} ${percent.round(2).toString()}%`);
    const more = off.length - shown.length;
    const what = `a change of ${read.value.value}%, and these are others: ${shown.join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
    const [one, ...others] = new Set(changes.map(({ percent }) => percent.round(digits).toString()));
    scope.reporter.report("PW5108", { what }, read.place, {
      subject: bound.table.coverages[0],
      figure:
        one !== undefined && others.length === 0
          ? { place: read.place, written: read.value.value, fitting: one }
          : undefined,
      related: [
        { place: first.before.origin.place, message: "before" },
        { place: first.after.origin.place, message: "after" },
      ],
      why: "Each is compared as exactly as the change is stated. State the change of each rate, or of what they come to together.",
    });
  }
}

interface Change {
  readonly name: string;
  readonly percent: Fraction;
  readonly before: RateRow;
  readonly after: RateRow;
}

function changesOf(table: RateTable, rates: readonly BoundRates[]): readonly Change[] {
  const last = dayBefore(table.effective.from);
  return table.coverages.flatMap((coverage) => {
    const earlier = rates.filter(
      ({ table: one }) =>
        one !== table &&
        one.coverages.includes(coverage) &&
        one.effective.from <= last &&
        one.effective.to >= last &&
        JSON.stringify(one.when) === JSON.stringify(table.when),
    );
    const [before, other] = earlier;
    if (!before || other) return [];
    const rows = new Map(rowsOf(before.table, coverage).map((row) => [nameOf(row, coverage), row]));
    return rowsOf(table, coverage).flatMap((after): Change[] => {
      const name = nameOf(after, coverage);
      const from = rows.get(name);
      const [old, now] = [from && amountOf(from, before.table), amountOf(after, table)];
      if (!from || !old || !now || old.equals(0)) return [];
      return [{ name, percent: now.div(old).sub(1).mul(100), before: from, after }];
    });
  });
}

const rowsOf = ({ rows }: RateTable, coverage: string): readonly RateRow[] =>
  rows.filter(
    ({ keys }) => !keys.coverage || !("is" in keys.coverage) || keys.coverage.is.includes(coverage),
  );

/** `medical`, `gold plus_one`: what tells a rate from the others. */
function nameOf({ keys }: RateRow, coverage: string): string {
  const parts = Object.entries(keys).flatMap(([id, key]) => {
    if (id === "coverage" || "any" in key) return [];
    return "is" in key ? [key.is.join(" ")] : [`${id} ${key.range.min ?? ""} to ${key.range.max ?? ""}`];
  });
  return [coverage, ...parts].join(" ");
}

/** A plain rate, with the load of its table. */
function amountOf({ value }: RateRow, { load }: RateTable): Fraction | undefined {
  if (value === "not_offered" || value.op !== "literal" || value.percent) return undefined;
  const rate = exact(value.value);
  return load ? rate.mul(exact(load.percent).div(100).add(1)) : rate;
}
