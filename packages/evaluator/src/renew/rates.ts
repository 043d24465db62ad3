import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { addDays } from "../claims/days.js";
import { decimal, exact, max, min, round } from "../exact.js";
import { describeRange } from "../inputs.js";
import type { RateRow, RateTable } from "../lookup.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import { rateText } from "../coverage.js";
import type { TraceStep } from "../trace.js";
import { type Change, percentText, type PreparedRenewal, type Renewals } from "./changes.js";
import { followsRates } from "./follows.js";
import type { ExperienceLine, RateAction } from "./types.js";

/** The rows of a coverage that a line renews, with their new rates. */
export interface Renewed {
  /** Number of the table in the book. */
  readonly table: number;
  /** By number of the row: what it becomes. */
  readonly rates: ReadonlyMap<number, Fraction>;
  /** By number of the line: what each further member adds from now on. */
  readonly further: ReadonlyMap<number, Fraction>;
}

/** Everything about the rates of one line. */
export interface RenewedRates {
  readonly actions: readonly RateAction[];
  readonly tables: readonly Renewed[];
  readonly remarks: readonly string[];
}

/** The tables of a coverage that are in force on the day before new rates take effect. */
export function tablesBefore(book: RateBook, coverage: string, effective: string): number[] {
  const day = addDays(effective, -1);
  return book.rates.flatMap(({ coverages, effective: { from, to } }, i) =>
    coverages.includes(coverage) && from <= day && day <= to ? [i] : [],
  );
}

/** Whether a row of a table is one of a coverage: its plan is, or it is of every plan. */
export function isOf(row: RateRow, coverage: string, book: Prepared): boolean {
  const { coverage: own, plan } = row.keys;
  if (typeof own === "string" && own !== coverage) return false;
  return typeof plan !== "string" || book.plansOf(coverage).includes(plan);
}

/** Renews the rates of a line by a change. */
export function renewRates(
  book: Prepared,
  renewals: Renewals,
  renewal: PreparedRenewal,
  line: ExperienceLine,
  made: Change,
  effective: string,
  trace?: TraceStep[],
): RenewedRates {
  const { coverage } = line;
  const hasRates = book.coverages.get(coverage)?.hasRates ?? false;
  const numbers = tablesBefore(book.book, coverage, effective);
  const day = addDays(effective, -1);
  if (hasRates && numbers.length === 0)
    refuse(
      "effective",
      `${coverage} has no rates on ${day}, the day before ${effective}: nothing can change.${lastRates(book, coverage, day)}`,
    );
  const renewed = numbers.flatMap(
    (number) => renewTable(book, renewals, renewal, line, made.change, number, trace) ?? [],
  );
  if (hasRates && renewed.length === 0)
    refuse(
      line.plan === undefined ? "carrier" : "plan",
      `No rate of ${coverage} is of what this line names.`,
    );
  const actions = renewed.flatMap((one) => one.actions);
  return {
    actions,
    tables: renewed.map(({ table }) => table),
    remarks: [
      ...remarksOf(book, renewed, effective),
      ...outside(actions, made, renewal),
      ...(hasRates
        ? []
        : [`${book.program.name} prints no rates of ${coverage}: only their change is known.`]),
    ],
  };
}

/** Until when there are rates, where there are none on a later day. */
function lastRates(book: Prepared, coverage: string, day: string): string {
  const ends = book.book.rates.flatMap(({ coverages, effective: { to } }) =>
    coverages.includes(coverage) && to < day ? [to] : [],
  );
  const last = ends.sort().at(-1);
  return last === undefined
    ? ""
    : ` Its rates are through ${last}: \`effective\` says from which day new ones are, such as ${addDays(last, 1)}.`;
}

/** New rates that leave the corridor because they are rounded, when the change itself does not. */
function outside(
  actions: readonly RateAction[],
  { corridor, change }: Change,
  { renewal }: PreparedRenewal,
): string[] {
  if (!corridor || !renewal.newRates) return [];
  const least = min(corridor.least, change);
  const most = max(corridor.most, change);
  const left = actions.flatMap((action) => {
    const before = exact(action.before);
    if (before.equals(0)) return [];
    const by = exact(action.after).div(before).sub(1);
    const beyond = max(by.sub(most), least.sub(by));
    return beyond.compare(0) > 0 ? [{ action, by, beyond }] : [];
  });
  const [first, ...others] = left;
  if (!first) return [];
  const worst = others.reduce((far, one) => (one.beyond.compare(far.beyond) > 0 ? one : far), first);
  const { keys, before, after } = worst.action;
  const which = Object.values(keys).join(", ");
  const unit = renewal.newRates.to === "0.01" ? "the cent" : rateText(exact(renewal.newRates.to));
  const many = left.length === 1 ? "1 new rate leaves" : `${left.length} new rates leave`;
  return [
    `Rounded to ${unit}, ${many} the corridor, ${percentText(corridor.least)} to ${percentText(corridor.most)}; furthest${which === "" ? "" : ` ${which}`}, from ${rateText(exact(before))} to ${rateText(exact(after))} by ${decimal(worst.by.mul(100), 0, 4)}%.`,
  ];
}

/** What a line makes of one table: its new rates, and how many rates follow from others. */
interface RenewedTable {
  readonly table: Renewed;
  readonly actions: readonly RateAction[];
  readonly following: number;
}

/** Renews the rows of a table that a line names; nothing where it names none. */
function renewTable(
  book: Prepared,
  renewals: Renewals,
  renewal: PreparedRenewal,
  line: ExperienceLine,
  change: Fraction,
  number: number,
  trace: TraceStep[] | undefined,
): RenewedTable | undefined {
  const { coverage } = line;
  const table = book.book.rates[number];
  if (!table) return undefined;
  const rates = new Map<number, Fraction>();
  const actions: RateAction[] = [];
  let following = 0;
  let holes = 0;
  for (const { row, r } of inDeclaredOrder(table, book)) {
    if (!isSelected(row, line, book)) continue;
    const path = `/rates/${number}/rows/${r}`;
    if ("rate" in row) {
      const before = exact(row.rate);
      const after = renewals.newRate(renewal, before, change);
      rates.set(r, after);
      actions.push(actionOf(row, table, before, after, book));
      trace?.push(stepOf(row, before, after, change, renewal, book, path));
    } else {
      checkFollows(row, coverage, book, path);
      if ("value" in row) following++;
      else holes++;
    }
  }
  if (rates.size + following + holes === 0) return undefined;
  const renewed = (rate: Fraction) => renewals.newRate(renewal, rate, change);
  const further = furtherOf(table, coverage, book, number, renewed);
  return { table: { table: number, rates, further }, actions, following };
}

/** What somebody who sends out the new rates should know of them. */
function remarksOf(book: Prepared, renewed: readonly RenewedTable[], effective: string): string[] {
  const remarks: string[] = [];
  const following = renewed.reduce((sum, one) => sum + one.following, 0);
  if (following > 0)
    remarks.push(
      `${following} ${following === 1 ? "rate follows" : "rates follow"} from the others, as the plan says.`,
    );
  const guarantees = renewed.map(({ table }) => book.book.rates[table.table]?.guaranteed ?? "");
  const [last = ""] = guarantees.sort().reverse();
  if (last >= effective)
    remarks.push(`The rates before are guaranteed through ${last}, and the new ones begin on ${effective}.`);
  return remarks;
}

/** The rows of a table as a rate sheet has them: by plan and by tier in the order in which they were declared. */
export function inDeclaredOrder(
  table: RateTable,
  book: Prepared,
): { readonly row: RateRow; readonly r: number }[] {
  const orders: Readonly<Record<string, readonly string[]>> = {
    plan: [...book.plans.keys()],
    tier: [...book.tiers.keys()],
    area: book.book.areas?.areas.map(({ id }) => id) ?? [],
    option: book.optionsOf(undefined),
  };
  const rank = (row: RateRow, key: string): number => {
    const value = row.keys[key];
    return typeof value === "string" ? (orders[key]?.indexOf(value) ?? 0) : 0;
  };
  const numbered = table.rows.map((row, r) => ({ row, r }));
  return numbered.sort((a, b) => {
    const key = table.keys.find((id) => rank(a.row, id) !== rank(b.row, id));
    return key === undefined ? a.r - b.r : rank(a.row, key) - rank(b.row, key);
  });
}

function isSelected(row: RateRow, { coverage, plan, carrier }: ExperienceLine, book: Prepared): boolean {
  if (!isOf(row, coverage, book)) return false;
  const own = row.keys.plan;
  if (typeof own !== "string")
    return plan === undefined || refuse("plan", `The rates of ${coverage} are not by plan.`);
  if (plan !== undefined) return own === plan;
  const { plans, coverages } = book.book;
  const by =
    plans.find(({ id }) => id === own)?.carrier ?? coverages.find(({ id }) => id === coverage)?.carrier;
  return carrier === undefined || by === undefined || by === carrier;
}

/** A rate that is computed must follow the rates of its coverage; otherwise nobody would know what becomes of it. */
function checkFollows(row: RateRow, coverage: string, book: Prepared, path: string): void {
  if (!("value" in row) || followsRates(row.value, coverage, book.book)) return;
  refuse(
    coverage,
    `A rate of ${coverage} is computed, and does not follow the other rates of ${coverage} alone: it cannot be renewed.`,
    book.sourceOf(path).source,
  );
}

/** What each further member adds: an amount changes as a rate does, anything else must follow the rates. */
function furtherOf(
  table: RateTable,
  coverage: string,
  book: Prepared,
  number: number,
  renewed: (rate: Fraction) => Fraction,
): Map<number, Fraction> {
  const result = new Map<number, Fraction>();
  for (const [i, { adds }] of table.furtherMembers.entries()) {
    if (adds.op === "literal" && !adds.percent) result.set(i, renewed(exact(adds.value)));
    else if (!followsRates(adds, coverage, book.book)) {
      refuse(
        coverage,
        `What a further member adds to a rate of ${coverage} does not follow the other rates: it cannot be renewed.`,
        book.sourceOf(`/rates/${number}`).source,
      );
    }
  }
  return result;
}

/** `vision_1, family`: the keys of a row in words. */
export function keyWords(row: RateRow, book: Prepared): Record<string, string> {
  const words: Record<string, string> = {};
  for (const [key, value] of Object.entries(row.keys)) {
    if (key === "coverage") continue;
    words[key] =
      typeof value === "string" ? value : describeRange(value, book.inputs.get(key) ?? { kind: "number" });
  }
  return words;
}

function actionOf(
  row: RateRow,
  table: RateTable,
  before: Fraction,
  after: Fraction,
  book: Prepared,
): RateAction {
  return {
    keys: keyWords(row, book),
    per: table.per,
    before: decimal(before, 2),
    after: decimal(after, 2),
    change: before.equals(0) ? null : decimal(after.div(before).sub(1).mul(100), 0, 4),
  };
}

function stepOf(
  row: RateRow,
  before: Fraction,
  after: Fraction,
  change: Fraction,
  { renewal }: PreparedRenewal,
  book: Prepared,
  path: string,
): TraceStep {
  const keys = Object.values(keyWords(row, book)).join(", ");
  const product = before.mul(change.add(1));
  const rounding = renewal.newRates;
  const isRounded = rounding && !round(product, rounding.mode, exact(rounding.to)).equals(product);
  const how = isRounded
    ? ` is ${rateText(product)}, rounded ${rounding.mode.replace("_", " ")} to ${rounding.to === "0.01" ? "the cent" : rateText(exact(rounding.to))}`
    : "";
  return {
    text: `${keys === "" ? "" : `${keys}: `}${rateText(before)} and ${percentText(change)} of it${how}`,
    amount: rateText(after),
    ...book.sourceOf(path),
  };
}
