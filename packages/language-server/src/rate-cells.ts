import type { Expression, Key, Program, RateRow, RateTable } from "@planwright/semantics";
import type { SourceTree } from "@planwright/syntax";
import type Fraction from "fraction.js";
import { constantOf, dollars, percentChange, times } from "./figures.js";
import { around, type Around } from "./lines.js";

/** A cell of a table of rates, with what stands around it. */
export interface RateCell {
  readonly table: RateTable;
  readonly row: RateRow;
}

/** The tables that a block of rates holds. */
export function tablesAt(tree: SourceTree, place: Around, program: Program): readonly RateTable[] {
  const block = place.blocks[0] ?? (place.statement?.kind === "block" ? place.statement : undefined);
  if (!block) return [];
  return program.rates.filter(
    ({ origin: { place: own } }) => own.file === tree.path && own.span.start === block.span.start,
  );
}

/** The rate that is written at a place. */
export function rateAt(tree: SourceTree, offset: number, program: Program): RateCell | undefined {
  for (const table of tablesAt(tree, around(tree, offset), program)) {
    const row = table.rows.find(
      ({ origin: { place } }) =>
        place.file === tree.path && place.span.start <= offset && offset <= place.span.end,
    );
    if (row) return { table, row };
  }
  return undefined;
}

const isSame = (a: Key | undefined, b: Key | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The rows that differ from a row in one key alone. */
function besides({ table, row }: RateCell, key: string): readonly RateRow[] {
  return table.rows.filter((other) =>
    table.keys.every((id) => id === key || isSame(other.keys[id], row.keys[id])),
  );
}

export const amountOf = ({ value }: RateRow, program: Program): Fraction | undefined =>
  value === "not_offered" ? undefined : constantOf(value as Expression, program);

/** What a key of a row is called. */
export function keyText(id: string, key: Key | undefined, program: Program): string {
  if (!key || "any" in key) return `any ${id}`;
  if ("is" in key) return key.is.map((name) => nameOf(id, name, program)).join(", ");
  const { min, minHeld, max, maxHeld } = key.range;
  if (min === undefined) return `${id} ${maxHeld ? "up to" : "under"} ${max ?? ""}`;
  if (max === undefined) return `${id} ${minHeld ? `${min} and over` : `over ${min}`}`;
  return min === max
    ? `${id} ${min}`
    : `${id} ${minHeld ? "" : "over "}${min} to ${maxHeld ? "" : "under "}${max}`;
}

export function nameOf(key: string, name: string, program: Program): string {
  const found =
    key === "plan"
      ? program.plans
      : key === "tier"
        ? program.tierSets.flatMap(({ tiers }) => tiers)
        : key === "area"
          ? (program.areas?.areas ?? [])
          : key === "coverage"
            ? program.coverages
            : key === "class"
              ? program.classes
              : [];
  return found.find(({ id }) => id === name)?.name ?? name;
}

const FIRST = ["plan", "option", "tier", "class"];

/** Keys as one speaks of them: the plan and the tier before where it is. */
const inOrder = (keys: readonly string[]): readonly string[] => [
  ...FIRST.filter((key) => keys.includes(key)),
  ...keys.filter((key) => !FIRST.includes(key)),
];

/** Whose rate it is: `Gold PPO, Employee Only, Bay Area`. */
export const keysText = ({ table, row }: RateCell, program: Program): string =>
  inOrder(table.keys)
    .map((id) => keyText(id, row.keys[id], program))
    .join(", ");

/** What a rate is and how it stands to those around it, in a few lines. */
export function describeRate(cell: RateCell, program: Program): readonly string[] {
  const { table, row } = cell;
  const about = keysText(cell, program);
  const coverages = table.coverages.map((id) => nameOf("coverage", id, program)).join(", ");
  const title = about === "" ? coverages : `${about} · ${coverages}`;
  const amount = amountOf(row, program);
  if (row.value === "not_offered") return [title, "Not offered."];
  if (!amount) return [title, `Computed for each person, per ${table.per}.`];
  return [
    title,
    worth(amount, table),
    ...plansBeside(cell, amount, program),
    ...tiersBeside(cell, amount, program),
    ...earlier(cell, amount, program),
    ...sourceOf(cell),
  ];
}

const isMonthlyAmount = ({ per, base }: RateTable): boolean =>
  base.kind === "counted" && /per month$/.test(per);

function worth(amount: Fraction, table: RateTable): string {
  const yearly = isMonthlyAmount(table) ? `, ${dollars(amount.mul(12))} a year` : "";
  const until = table.guaranteed === undefined ? "" : `, guaranteed through ${table.guaranteed}`;
  return `${dollars(amount)} per ${table.per}${yearly}${until}`;
}

/** The plans that are next to it in price. */
function plansBeside(cell: RateCell, amount: Fraction, program: Program): readonly string[] {
  if (!cell.table.keys.includes("plan")) return [];
  const others = besides(cell, "plan").flatMap((row) => {
    const value = amountOf(row, program);
    return value && row !== cell.row && !value.equals(amount) ? [{ row, value }] : [];
  });
  const nearest = (sign: 1 | -1) =>
    others
      .filter(({ value }) => value.compare(amount) * sign > 0)
      .sort((a, b) => a.value.compare(b.value) * sign)[0];
  const said = [nearest(1), nearest(-1)].flatMap((one) => {
    if (!one) return [];
    const difference = one.value.sub(amount);
    const word = difference.compare(0) > 0 ? "more" : "less";
    return `${keyText("plan", one.row.keys.plan, program)} ${dollars(difference.abs())} ${word} (${percentChange(amount, one.value)})`;
  });
  return said.length === 0 ? [] : [said.join(", ")];
}

/** What the other tiers are of the one that covers the employee alone. */
function tiersBeside(cell: RateCell, amount: Fraction, program: Program): readonly string[] {
  if (!cell.table.keys.includes("tier")) return [];
  const alone = new Set(
    program.tierSets.flatMap(({ tiers }) => tiers.filter((tier) => tier.alone).map(({ id }) => id)),
  );
  const rows = besides(cell, "tier");
  const tierOf = ({ keys: { tier } }: RateRow) =>
    tier && "is" in tier && tier.is.length === 1 ? (tier.is[0] ?? "") : "";
  const base = rows.find((row) => alone.has(tierOf(row)));
  const of = base && amountOf(base, program);
  if (!base || !of || of.equals(0)) return [];
  if (base !== cell.row) return [`${times(amount, of)} × ${keyText("tier", base.keys.tier, program)}`];
  const said = rows.flatMap((row) => {
    const value = amountOf(row, program);
    return value && row !== base
      ? [`${keyText("tier", row.keys.tier, program)} is ${times(value, of)} ×`]
      : [];
  });
  return said.length === 0 ? [] : [said.join(", ")];
}

/** The same rate in the table that held before this one. */
function earlier(cell: RateCell, amount: Fraction, program: Program): readonly string[] {
  const { table, row } = cell;
  const before = program.rates
    .filter(
      (other) =>
        other !== table &&
        other.effective.to < table.effective.from &&
        JSON.stringify([other.coverages, other.when]) === JSON.stringify([table.coverages, table.when]),
    )
    .sort((a, b) => (a.effective.from < b.effective.from ? 1 : -1))[0];
  const same = before?.rows.find((other) => table.keys.every((id) => isSame(other.keys[id], row.keys[id])));
  const value = same && amountOf(same, program);
  if (!before || !value || value.equals(0)) return [];
  const change = value.equals(amount) ? "the same" : `${percentChange(value, amount)} since`;
  return [`${dollars(value)} until ${before.effective.to}: ${change}`];
}

function sourceOf({ row, table }: RateCell): readonly string[] {
  const cites = [...new Set([...table.origin.cites, ...row.origin.cites])];
  const notes = row.origin.notes.flatMap(({ text, printed, kind }) => {
    const said = printed === undefined ? text : `printed ${printed}${text ? `: ${text}` : ""}`;
    return said === "" ? [] : [kind === "chosen" ? `Chosen, not printed: ${said}` : said];
  });
  return [...(cites.length === 0 ? [] : [cites.join(", ")]), ...notes];
}
