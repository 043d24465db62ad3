import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import type { Ask } from "../ask.js";
import { addDays } from "../claims/days.js";
import { decimal, exact, max, min, ONE, round, ZERO } from "../exact.js";
import { type Figure, figureOf, type Test, testOf } from "../expressions.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import { inputsOf, shownInput } from "./inputs.js";

export type BookRenewal = NonNullable<RateBook["renewals"]>[number];
export type BookCorridors = NonNullable<RateBook["corridors"]>[number];

/** A renewal, ready to answer. Changes are hundredths: 6.5% is 0.065. */
export interface PreparedRenewal {
  readonly renewal: BookRenewal;
  readonly path: string;
  readonly when: Test | undefined;
  readonly first: Figure | undefined;
  readonly change: Figure;
  readonly corridors: { readonly corridors: BookCorridors; readonly path: string } | undefined;
}

/** The smallest and the largest change on one day. */
export interface Corridor {
  readonly least: Fraction;
  readonly most: Fraction;
  readonly path: string;
}

/** How a change came about. */
export interface Change {
  /** As it is computed, before anything holds or rounds it. */
  readonly before: Fraction;
  readonly corridor: Corridor | undefined;
  /** What new rates are computed with. */
  readonly change: Fraction;
}

/** The renewals of a book, laid out for asking, once. */
export class Renewals {
  private static readonly made = new WeakMap<Prepared, Renewals>();
  readonly all: readonly PreparedRenewal[];

  static of(book: Prepared): Renewals {
    const found = Renewals.made.get(book) ?? new Renewals(book);
    Renewals.made.set(book, found);
    return found;
  }

  private constructor(private readonly book: Prepared) {
    const { renewals = [], corridors = [] } = book.book;
    this.all = renewals.map((renewal, i) => {
      const c = corridors.findIndex(({ id }) => id === renewal.within);
      const found = corridors[c];
      return {
        renewal,
        path: `/renewals/${i}`,
        when: renewal.when && testOf(renewal.when, book),
        first: renewal.first && figureOf(renewal.first, book),
        change: figureOf(renewal.change, book),
        corridors: found && { corridors: found, path: `/corridors/${c}` },
      };
    });
  }

  named(id: string): PreparedRenewal {
    return (
      this.all.find(({ renewal }) => renewal.id === id) ?? refuse(id, `${id} is no renewal of this program.`)
    );
  }

  /** The day on which new rates take effect where nobody says it: the day after the program. */
  get nextDay(): string {
    return addDays(this.book.program.effective.to, 1);
  }

  /** A person or a group as it stands on the day before new rates take effect, or as near to it as the program reaches. */
  before(ask: Ask, effective: string): Ask {
    const { from, to } = this.book.program.effective;
    const day = addDays(effective, -1);
    return ask.on(day < from ? from : day > to ? to : day);
  }

  /** The corridor of a coverage for new rates on a day; nothing where the renewal has none at all. */
  corridor(prepared: PreparedRenewal, coverage: string | undefined, effective: string): Corridor | undefined {
    const { corridors: found } = prepared;
    if (!found) return undefined;
    const { rows, name } = found.corridors;
    const own = rows.map((row, i) => ({ row, i })).filter(({ row }) => isFor(row, coverage));
    const held = own.find(({ row }) => row.effective.from <= effective && effective <= row.effective.to);
    if (held) {
      return {
        least: exact(held.row.least).div(100),
        most: exact(held.row.most).div(100),
        path: `${found.path}/rows/${held.i}`,
      };
    }
    const days = own.map(({ row }) => daysText(row.effective)).join("; ");
    const of = coverage === undefined ? "" : ` of ${coverage}`;
    return refuse(
      "effective",
      `${name} has no corridor for new rates${of} on ${effective}.${days === "" ? "" : ` It has them for ${days}.`}`,
      this.book.sourceOf(found.path).source,
    );
  }

  /** By how much the rates of a coverage change. */
  change(
    prepared: PreparedRenewal,
    ask: Ask,
    coverage: string | undefined,
    effective: string,
    trace?: TraceStep[],
  ): Change {
    const before = this.computed(prepared, ask, coverage, effective, trace);
    const corridor = this.corridor(prepared, coverage, effective);
    const roundsFirst = this.book.conventions.corridor_and_rounding?.reading === "round_then_hold";
    const rounded = (value: Fraction) => this.rounded(prepared, value, trace);
    const held = (value: Fraction) => this.held(corridor, value, trace);
    const change = roundsFirst ? held(rounded(before)) : rounded(held(before));
    if (change.compare(-1) < 0) {
      const { id } = prepared.renewal;
      refuse(id, `A change of ${percentText(change)} would make every rate less than nothing.`);
    }
    return { before, corridor, change };
  }

  /** The change before anything holds or rounds it. */
  computed(
    prepared: PreparedRenewal,
    ask: Ask,
    coverage: string | undefined,
    effective: string,
    trace?: TraceStep[],
  ): Fraction {
    const { renewal, path } = prepared;
    const asked = this.before(ask, effective);
    if (prepared.when && !prepared.when(asked, coverage)) {
      const source = this.book.sourceOf(path).source;
      refuse(renewal.id, `The condition of the renewal ${renewal.name} does not hold here.`, source);
    }
    const before = prepared.change(asked, coverage);
    this.traceChange(prepared, asked, before, trace);
    return before;
  }

  private traceChange(
    { renewal, path }: PreparedRenewal,
    ask: Ask,
    before: Fraction,
    trace: TraceStep[] | undefined,
  ): void {
    if (!trace) return;
    for (const id of inputsOf(renewal.change, this.book.book)) trace.push(shownInput(id, ask, this.book));
    trace.push({
      text: `change by ${renewal.name}`,
      amount: percentText(before),
      ...this.book.sourceOf(`${path}/change`),
    });
  }

  private held(corridor: Corridor | undefined, value: Fraction, trace: TraceStep[] | undefined): Fraction {
    if (!corridor) return value;
    const result = max(corridor.least, min(corridor.most, value));
    const bounds = `${percentText(corridor.least)} to ${percentText(corridor.most)}`;
    const order = result.compare(value);
    const text =
      order === 0
        ? `within its corridor, ${bounds}`
        : order < 0
          ? `held to the most of its corridor, ${bounds}`
          : `lifted to the least of its corridor, ${bounds}`;
    trace?.push({ text, amount: percentText(result), ...this.book.sourceOf(corridor.path) });
    return result;
  }

  private rounded(
    { renewal, path }: PreparedRenewal,
    value: Fraction,
    trace: TraceStep[] | undefined,
  ): Fraction {
    const { rounding } = renewal;
    if (!rounding) return value;
    const result = round(value, rounding.mode, exact(rounding.to));
    if (!result.equals(value)) {
      const step = percentText(exact(rounding.to));
      trace?.push({
        text: `rounded ${rounding.mode.replace("_", " ")} to ${step}`,
        amount: percentText(result),
        ...this.book.sourceOf(`${path}/rounding`),
      });
    }
    return result;
  }

  /** A rate of the next period, of one of this. */
  newRate({ renewal }: PreparedRenewal, rate: Fraction, change: Fraction): Fraction {
    const rounding =
      renewal.newRates ??
      refuse(renewal.id, `Nothing says how the new rates of ${renewal.name} are rounded.`);
    const result = round(rate.mul(ONE.add(change)), rounding.mode, exact(rounding.to));
    return result.compare(ZERO) === 0 ? ZERO : result;
  }
}

const isFor = ({ coverages }: BookCorridors["rows"][number], coverage: string | undefined): boolean =>
  coverages.length === 0 || (coverage !== undefined && coverages.includes(coverage));

const daysText = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  from === to ? from : `${from} to ${to}`;

/** `6.5%`; a figure that does not end is shown with six decimals and `…`. */
export function percentText(hundredths: Fraction): string {
  const value = hundredths.mul(100);
  const shown = decimal(value, 0, 6);
  return exact(shown).equals(value) ? `${shown}%` : `${shown}…%`;
}
