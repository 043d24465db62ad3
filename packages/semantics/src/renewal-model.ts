import type { Condition, Expression, Period, Rounding } from "./model.js";
import type { Origin } from "./places.js";

/** How the next rates of coverages come about. Percentages are decimal strings of the percentage: `"6.5"`. */
export interface Renewal {
  readonly id: string;
  readonly name: string;
  readonly coverages: readonly string[];
  /** Empty: of every carrier. */
  readonly carriers: readonly string[];
  readonly when: Condition | undefined;
  readonly first: Placed<Expression> | undefined;
  readonly change: Placed<Expression>;
  readonly corridors: Placed<string> | undefined;
  /** Of the change: its step is of hundredths, `"0.001"` for 0.1%. */
  readonly rounding: Placed<Rounding> | undefined;
  readonly newRates: Placed<Rounding> | undefined;
  readonly origin: Origin;
}

/** What a line says, and where it stands. */
export interface Placed<T> {
  readonly value: T;
  readonly origin: Origin;
}

export interface Corridors {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly CorridorRow[];
  readonly origin: Origin;
}

export interface CorridorRow {
  /** Empty: every coverage. */
  readonly coverages: readonly string[];
  /** The days on which new rates take effect that it is for, both included. */
  readonly effective: Period;
  readonly least: string;
  readonly most: string;
  readonly origin: Origin;
}

export interface History {
  readonly id: string;
  readonly name: string;
  /** What the changes are by: `coverage`, `carrier`. */
  readonly keys: readonly string[];
  readonly rows: readonly HistoryRow[];
  readonly parts: readonly HistoryParts[];
  readonly origin: Origin;
}

export interface HistoryRow {
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** The day on which the rates changed. */
  readonly effective: string;
  readonly change: ChangeRange | "not_printed";
  readonly origin: Origin;
}

/** A change; where its ends differ, one of a range, and nobody says which. */
export interface ChangeRange {
  readonly least: string;
  readonly most: string;
}

/** What one change is made of, as the document says it. */
export interface HistoryParts {
  /** Of the rows that it is about. */
  readonly rows: readonly number[];
  readonly parts: readonly { readonly name: string; readonly percent: string }[];
  readonly together: "added" | "compounded";
  readonly origin: Origin;
}
