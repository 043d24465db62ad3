import type Fraction from "fraction.js";
import { rowsFor } from "../../bind/renewal/history.js";
import type { BoundHistory } from "../../bind/renewal/renewals.js";
import { placeOf, type Scope } from "../../bind/scope.js";
import type { ChangeRange, Corridors, HistoryRow } from "../../renewal-model.js";
import { exact } from "../../types/exact.js";
import { rangeText } from "./percents.js";

export const holds = ({ least, most }: ChangeRange, value: Fraction): boolean =>
  value.compare(exact(least)) >= 0 && value.compare(exact(most)) <= 0;

/** The changes of a history that are said to lie in corridors do. */
export function checkWithin({ history, block }: BoundHistory, scope: Scope): void {
  const read = block.one("within");
  const name = read?.value.name;
  if (!read || !name) return;
  const { file } = read.place;
  const corridors = scope.renewals?.findCorridors(name, file);
  const rows = rowsFor(read.value.for, history, file, scope);
  if (!corridors || !rows) return;
  const silent = new Set<string>();
  for (const i of rows) {
    const row = history.rows[i];
    if (!row || row.change === "not_printed") continue;
    const { change } = row;
    const held = corridors.rows.filter((corridor) => isAbout(corridor, row));
    if (held.length === 0) silent.add(row.effective);
    for (const corridor of held) {
      if (holds(corridor, exact(change.least)) && holds(corridor, exact(change.most))) continue;
      const found = { change: rangeText(change), corridor: rangeText(corridor) };
      scope.reporter.report("PW2802", found, row.origin.place, {
        related: [{ place: corridor.origin.place, message: "the corridor" }],
        subject: history.id,
        why: `\`within ${name.name}\` says that the changes of ${history.id} lay in it.`,
      });
    }
  }
  if (silent.size === 0) return;
  const what = `${corridors.id} has no corridor for changes on ${[...silent].join(", ")}`;
  scope.reporter.report("PW3001", { what }, placeOf(file, name.span));
}

const isAbout = (corridor: Corridors["rows"][number], { keys, effective }: HistoryRow): boolean =>
  corridor.effective.from <= effective &&
  effective <= corridor.effective.to &&
  (corridor.coverages.length === 0 ||
    keys.coverage === undefined ||
    keys.coverage.some((id) => corridor.coverages.includes(id)));
