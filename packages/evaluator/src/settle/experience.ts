import type Fraction from "fraction.js";
import { exact, ZERO } from "../exact.js";
import { quoted } from "../inputs.js";
import { refuse } from "../refusal.js";
import { type Calendar, type Month, monthOf, monthText } from "./calendar.js";
import type { FundingExperience, ExperienceRow } from "./types.js";

/** A month of the experience, for one member of a pool; `member` is empty where there is one alone. */
export interface MonthRow {
  /** Its number in the table, from 1. */
  readonly row: number;
  readonly month: Month;
  readonly member: string;
  readonly incurred: Month | undefined;
  readonly claims: Fraction | undefined;
  readonly employees: Fraction | undefined;
  readonly interest: Fraction;
  readonly taxes: Fraction;
}

export interface EnrollmentRow {
  readonly month: Month;
  readonly member: string;
  readonly count: Fraction;
  /** A row of a census. */
  readonly keys: ExperienceRow;
}

export interface ClaimRow {
  readonly month: Month;
  readonly member: string;
  readonly person: string | undefined;
  readonly cause: string | undefined;
  readonly incurred: Month | undefined;
  readonly amount: Fraction;
}

/** An experience, read. */
export interface Told {
  readonly months: readonly MonthRow[];
  readonly enrollment: readonly EnrollmentRow[];
  readonly claims: readonly ClaimRow[];
  readonly listedOver: Fraction | undefined;
  readonly opening: ReadonlyMap<string, Fraction>;
  /** Sorted; one nameless where nobody is named. */
  readonly members: readonly string[];
  /** What may be meant, and may be an error. */
  readonly remarks: readonly string[];
}

/** Tables of an experience may have so many rows. */
export const MOST_ROWS = 200_000;
/** So many members may be settled at once. */
export const MOST_MEMBERS = 1_000;
/** A claim is paid within so many months; an earlier month incurred is a slip. */
const MOST_RUN_OFF = 120;
/** Amounts with more digits are refused. */
const MOST_DIGITS = 20;

/** An amount of money or a number, as it is written in a file: `6250`, `6,250.00`, `$6,250`. */
export function amountOf(about: string, written: string, place: string): Fraction {
  const text = written.trim().replace(/^\$/, "");
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  if (/^\d+(\.\d+)?$/.test(plain) && plain.length <= MOST_DIGITS) return exact(plain);
  if (/^-\d/.test(plain)) return refuse(about, `${about} ${quoted(written)} is below zero${place}.`);
  return refuse(about, `${about} ${quoted(written)} is not a number${place}.`);
}

/** `1985-01`, or the first day of the month. */
function readMonth(about: string, written: string, place: string): Month {
  const parts = /^(\d{4})-(0[1-9]|1[0-2])(-01)?$/.exec(written.trim());
  if (parts) return monthOf(written.trim());
  return refuse(about, `${about} ${quoted(written)} is not a month${place}. Write it like 1985-01.`);
}

const text = (row: ExperienceRow, column: string): string | undefined => {
  const value = Object.hasOwn(row, column) ? row[column]?.trim() : undefined;
  return value === "" ? undefined : value;
};

class RowReader {
  constructor(
    private readonly row: ExperienceRow,
    private readonly place: string,
  ) {}

  month(column: string): Month | undefined {
    const written = text(this.row, column);
    return written === undefined ? undefined : readMonth(column, written, this.place);
  }

  paid(): Month {
    return this.month("month") ?? refuse("month", `A month is missing${this.place}.`);
  }

  amount(column: string): Fraction | undefined {
    const written = text(this.row, column);
    return written === undefined ? undefined : amountOf(column, written, this.place);
  }

  text(column: string): string | undefined {
    return text(this.row, column);
  }

  cents(column: string): Fraction | undefined {
    const value = this.amount(column);
    if (value && value.mul(100).d !== 1n)
      refuse(column, `${column} ${this.row[column] ?? ""} has parts of a cent${this.place}.`);
    return value;
  }

  whole(column: string): Fraction | undefined {
    const value = this.amount(column);
    if (value && value.d !== 1n)
      refuse(column, `${column} ${this.row[column] ?? ""} is not a whole number${this.place}.`);
    return value;
  }
}

const MONTH_COLUMNS = ["month", "member", "incurred", "claims", "employees", "interest", "taxes"];
const CLAIM_COLUMNS = ["month", "member", "person", "cause", "incurred", "amount"];

function checkColumns(row: ExperienceRow, columns: readonly string[], place: string): void {
  for (const column of Object.keys(row)) {
    if (!columns.includes(column))
      refuse(column, `There is no column ${quoted(column)}${place}. Columns: ${columns.join(", ")}.`);
  }
}

function readMonthRow(row: ExperienceRow, i: number): MonthRow {
  const place = ` (months, row ${i + 1})`;
  checkColumns(row, MONTH_COLUMNS, place);
  const read = new RowReader(row, place);
  return {
    row: i + 1,
    month: read.paid(),
    member: read.text("member") ?? "",
    incurred: read.month("incurred"),
    claims: read.cents("claims"),
    employees: read.whole("employees"),
    interest: read.cents("interest") ?? ZERO,
    taxes: read.cents("taxes") ?? ZERO,
  };
}

function readEnrollmentRow(row: ExperienceRow, i: number): EnrollmentRow {
  const read = new RowReader(row, ` (enrollment, row ${i + 1})`);
  const { month: _m, member: _n, enrollments: _e, ...keys } = row;
  const count =
    read.whole("enrollments") ??
    refuse("enrollments", `The number of enrollments is missing (enrollment, row ${i + 1}).`);
  return { month: read.paid(), member: read.text("member") ?? "", count, keys };
}

function readClaimRow(row: ExperienceRow, i: number): ClaimRow {
  const place = ` (claims, row ${i + 1})`;
  checkColumns(row, CLAIM_COLUMNS, place);
  const read = new RowReader(row, place);
  return {
    month: read.paid(),
    member: read.text("member") ?? "",
    person: read.text("person"),
    cause: read.text("cause"),
    incurred: read.month("incurred"),
    amount: read.cents("amount") ?? refuse("amount", `An amount is missing${place}.`),
  };
}

/** Reads an experience; refuses what cannot be meant. `runOut` is how many months after the program claims still count. */
export function readExperience(experience: FundingExperience, calendar: Calendar, runOut: number): Told {
  for (const [table, rows] of Object.entries({
    months: experience.months,
    enrollment: experience.enrollment,
    claims: experience.claims,
  })) {
    if (rows.length > MOST_ROWS) refuse(table, `More than ${MOST_ROWS} rows of ${table} cannot be read.`);
  }
  const months = experience.months.map(readMonthRow);
  const enrollment = experience.enrollment.map(readEnrollmentRow);
  const claims = experience.claims.map(readClaimRow);
  const all = [...months, ...enrollment, ...claims];
  checkMonths(all, months, claims, calendar, runOut);
  const members = [...new Set(all.map(({ member }) => member))].sort();
  if (members.length > 1 && members.includes(""))
    refuse("member", "Some rows name a member and some do not.");
  if (members.length > MOST_MEMBERS)
    refuse(
      "member",
      `More than ${MOST_MEMBERS} members cannot be settled at once: this names ${members.length}.`,
    );
  const opening = new Map(
    Object.entries(experience.opening ?? {}).map(([id, written]) => [
      id,
      amountOf(`opening ${id}`, written, ""),
    ]),
  );
  const { listedOver } = experience;
  return {
    months,
    enrollment,
    claims,
    listedOver: listedOver === undefined ? undefined : amountOf("listed_over", listedOver, ""),
    opening,
    members: members.length === 0 ? [""] : members,
    remarks: [
      ...givenTwice("months", experience.months),
      ...givenTwice("enrollment", experience.enrollment),
      ...givenTwice("claims", experience.claims),
    ],
  };
}

/** Rows that say the same: two payments may be alike, and a row may be there twice by mistake. */
function givenTwice(table: string, rows: readonly ExperienceRow[]): string[] {
  const seen = new Map<string, number>();
  const alike: (readonly [number, number])[] = [];
  for (const [i, row] of rows.entries()) {
    const key = JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
    const before = seen.get(key);
    if (before === undefined) seen.set(key, i + 1);
    else alike.push([before, i + 1]);
  }
  const [first, ...more] = alike;
  if (!first) return [];
  const rowsMore = more.length === 1 ? "and so does 1 more row" : `and so do ${more.length} more rows`;
  const others = more.length === 0 ? "" : `, ${rowsMore}`;
  return [
    `Rows ${first[0]} and ${first[1]} of ${table} say the same${others}. All of them count: leave out what is there by mistake.`,
  ];
}

function checkMonths(
  all: readonly { readonly month: Month }[],
  months: readonly MonthRow[],
  claims: readonly ClaimRow[],
  calendar: Calendar,
  runOut: number,
): void {
  for (const { month } of all) {
    if (month >= calendar.first && month <= calendar.last + runOut) continue;
    const tail = runOut > 0 ? `, with ${runOut} months of run-out` : "";
    refuse(
      "month",
      `${monthText(month)} is outside the program, which runs from ${monthText(calendar.first)} to ${monthText(calendar.last)}${tail}.`,
    );
  }
  for (const { month, incurred } of [...months, ...claims]) {
    if (incurred === undefined) continue;
    const how =
      incurred > month
        ? "which is later"
        : month - incurred > MOST_RUN_OFF
          ? `more than ${MOST_RUN_OFF / 12} years earlier`
          : undefined;
    if (how !== undefined)
      refuse(
        "incurred",
        `A claim paid in ${monthText(month)} is incurred in ${monthText(incurred)}, ${how}.`,
      );
  }
}
