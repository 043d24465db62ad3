import type Fraction from "fraction.js";
import { type ProgramFacts, reportSilence } from "../bind/program.js";
import { rowsFor } from "../bind/renewal/history.js";
import type { BoundHistory, BoundRenewal, BoundRenewals } from "../bind/renewal/renewals.js";
import { placeOf, type Scope } from "../bind/scope.js";
import type { Program } from "../model.js";
import type { ReadBlock } from "../reading/block.js";
import type { ChangeRange, Corridors, HistoryParts, HistoryRow, Renewal } from "../renewal-model.js";
import { exact, shortest } from "../types/exact.js";
import type { BLOCKS } from "../vocabulary/index.js";

/** What the lines of renewals, corridors and histories say of each other. */
export function checkRenewals(
  bound: BoundRenewals,
  program: Program,
  conventions: ReadBlock<(typeof BLOCKS)["conventions"]> | undefined,
  facts: ProgramFacts,
  scope: Scope,
): void {
  for (const history of bound.histories) {
    checkParts(history, scope);
    checkWithin(history, scope);
  }
  for (const [i, one] of bound.renewals.entries()) {
    checkNewRates(one, program, scope);
    checkTwice(one, bound.renewals.slice(0, i), scope);
  }
  checkUnused(bound, scope);
  if (
    program.conventions.has("corridor_and_rounding") ||
    scope.brokenConventions.has("corridor_and_rounding")
  )
    return;
  const unclear = bound.renewals.find(({ renewal }) => isUnclear(renewal, bound.corridors));
  if (!unclear) return;
  reportSilence(
    "corridor_and_rounding",
    "whether a change is first held to its corridor or first rounded",
    "An end of a corridor is no multiple of what the change is rounded to, so that the two answers differ.",
    unclear.renewal.rounding?.origin.place ?? unclear.renewal.origin.place,
    conventions,
    facts,
    scope,
  );
}

/** Whether it matters which comes first: only when an end of the corridor is not itself a rounded change. */
function isUnclear({ corridors, rounding }: Renewal, all: readonly Corridors[]): boolean {
  const found = corridors && all.find(({ id }) => id === corridors.value);
  if (!found || !rounding) return false;
  const step = exact(rounding.value.to).mul(100);
  return found.rows.some(({ least, most }) => [least, most].some((end) => !exact(end).mod(step).equals(0)));
}

const percentText = (value: Fraction): string => {
  const places = exact("10000");
  const rounded = value.mul(places).round().div(places);
  return `${rounded.equals(value) ? "" : "about "}${shortest(rounded.toString(4))}%`;
};

const rangeText = ({ least, most }: ChangeRange): string =>
  least === most ? `${least}%` : `${least}% to ${most}%`;

/** What the parts of a change come to, as a percentage. */
export function totalOf({ parts, together }: Pick<HistoryParts, "parts" | "together">): Fraction {
  const percents = parts.map(({ percent }) => exact(percent));
  if (together === "added") return percents.reduce((sum, each) => sum.add(each), exact("0"));
  const one = exact("100");
  return percents.reduce((made, each) => made.mul(one.add(each)).div(one), one).sub(one);
}

function checkParts({ history }: BoundHistory, scope: Scope): void {
  for (const said of history.parts) {
    const total = totalOf(said);
    for (const i of said.rows) {
      const row = history.rows[i];
      if (!row || row.change === "not_printed") continue;
      if (holds(row.change, total)) continue;
      const found = { parts: percentText(total), change: rangeText(row.change) };
      scope.reporter.report("PW2801", found, said.origin.place, {
        related: [{ place: row.origin.place, message: "the change" }],
        why: needed(said, row),
        subject: history.id,
        cause: `parts ${history.id} ${said.origin.place.span.start} ${found.change}`,
      });
    }
  }
}

/** What the last part would have to be. */
function needed({ parts, together }: HistoryParts, row: HistoryRow): string | undefined {
  const last = parts[parts.length - 1];
  if (!last || row.change === "not_printed" || row.change.least !== row.change.most) return undefined;
  const rest = totalOf({ parts: parts.slice(0, -1), together });
  const change = exact(row.change.least);
  const one = exact("100");
  if (together === "compounded" && rest.equals(-100)) return undefined;
  const due = together === "added" ? change.sub(rest) : change.add(one).div(rest.add(one)).sub(1).mul(100);
  return `They are ${together}. For ${rangeText(row.change)}, ${last.name} would have to be ${percentText(due)} and not ${last.percent}%.`;
}

const holds = ({ least, most }: ChangeRange, value: Fraction): boolean =>
  value.compare(exact(least)) >= 0 && value.compare(exact(most)) <= 0;

/** The changes of a history that are said to lie in corridors do. */
function checkWithin({ history, block }: BoundHistory, scope: Scope): void {
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

/** New rates need a rounding, and a rounding needs rates. */
function checkNewRates({ renewal, block }: BoundRenewal, program: Program, scope: Scope): void {
  const rated = renewal.coverages.filter((id) =>
    program.rates.some(({ coverages }) => coverages.includes(id)),
  );
  const given = block.isGiven("new rates");
  const unsure =
    renewal.coverages.length === 0 ||
    renewal.coverages.some((id) => scope.brokenRates.has(id) || scope.broken.covers(id));
  if (rated.length > 0 && !given && block.isWhole) {
    const end = block.node.whole.end - 1;
    const place = placeOf(block.file, block.node.span);
    scope.reporter.report("PW2501", { what: `how the new rates of ${rated.join(", ")} are rounded` }, place, {
      why: "A rate sheet has cents, a rate per $1,000 a tenth of a cent. `new rates half up to cent` says it.",
      fixes: [
        {
          title: "`new rates half up to cent`",
          edits: [
            {
              file: block.file,
              span: { start: end, end },
              text: '  new rates  half up to cent  chosen because ""\n',
            },
          ],
        },
      ],
    });
  } else if (rated.length === 0 && renewal.newRates && !unsure) {
    const what = `${renewal.coverages.join(", ")} has no rates here that a renewal could round`;
    scope.reporter.report("PW2306", { what }, renewal.newRates.origin.place);
  }
}

/** Two renewals for one coverage must be of different carriers, or for different groups. */
function checkTwice({ renewal }: BoundRenewal, earlier: readonly BoundRenewal[], scope: Scope): void {
  for (const { renewal: other } of earlier) {
    const coverage = renewal.coverages.find((id) => other.coverages.includes(id));
    if (coverage === undefined || renewal.when || other.when) continue;
    const apart =
      renewal.carriers.length > 0 &&
      other.carriers.length > 0 &&
      !renewal.carriers.some((id) => other.carriers.includes(id));
    if (apart) continue;
    scope.reporter.report("PW2803", { what: `how ${coverage} is renewed` }, renewal.origin.place, {
      related: [{ place: other.origin.place, message: "the other" }],
      why: "Each may name the `carriers` whose rates it renews, or say `when` it holds.",
    });
  }
}

/** Corridors that hold nothing change no answer. */
function checkUnused({ corridors, within }: BoundRenewals, scope: Scope): void {
  // A line that names none may have meant any of them.
  const isUnsure = [...within].some((name) => corridors.every(({ id }) => id !== name));
  if (isUnsure) return;
  for (const { id, origin } of corridors) {
    if (!within.has(id))
      scope.reporter.report("PW2306", { what: `No renewal and no history is within ${id}` }, origin.place);
  }
}
