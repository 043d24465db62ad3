import Fraction from "fraction.js";
import type { PreparedCoverage } from "../coverage.js";
import { decimal, ZERO } from "../exact.js";
import type { PremiumLine, RateAnswer } from "../rate.js";
import { requirementWords } from "../shares.js";
import type { Scaled } from "./figures.js";
import type { LineForm } from "./form.js";
import { MOST, type Whole, whole } from "./nodes.js";
import type { RemarkForm } from "./split.js";
import { writerOf } from "./text.js";

/** The nodes of a line in the order in which their numbers are written. */
export const nodesOf = (line: LineForm): readonly Whole[] => [
  line.choice,
  line.table,
  line.rate.number,
  line.quantity.number,
  line.premium.number,
  ...FIGURES.map((name) => line[name]?.number ?? whole(0)),
  ...line.remarks.flatMap(({ said, own, of }) => [said, own.number, of.number]),
];

const FIGURES = ["employer", "employee", "volume", "benefit", "evidence"] as const;
/** Where the numbers of remarks begin. */
const REMARKS = 10;

/** The sum of amounts; exact however large it grows. Unknown where one of them is. */
class Sum {
  private number = 0;
  private rest: Fraction | undefined;
  private isKnown = true;

  constructor(
    private readonly parts: number,
    private readonly write: (number: number) => string,
  ) {}

  begin(number: number, isKnown: boolean): void {
    this.number = number;
    this.rest = undefined;
    this.isKnown = isKnown;
  }

  add(number: number): void {
    this.number += number;
    if (this.number > MOST || this.number < -MOST) this.carry(ZERO);
  }

  private carry(amount: Fraction): void {
    this.rest = (this.rest ?? ZERO).add(new Fraction(BigInt(this.number), BigInt(this.parts))).add(amount);
    this.number = 0;
  }

  addExactly(amount: Fraction | undefined): void {
    if (amount) this.carry(amount);
    else this.isKnown = false;
  }

  text(): string | null {
    if (!this.isKnown) return null;
    if (!this.rest) return this.write(this.number);
    this.carry(ZERO);
    return decimal(this.rest, 2);
  }
}

/** The totals of one row after the other. Amounts are in parts of the step to which premiums are rounded. */
export class Totals {
  readonly premium: Sum;
  readonly employer: Sum;
  readonly employee: Sum;

  constructor(readonly parts: number) {
    const write = writerOf(parts, 2);
    this.premium = new Sum(parts, write);
    this.employer = new Sum(parts, write);
    this.employee = new Sum(parts, write);
  }

  /** Begins with the totals of some lines: what they cost, who pays how much of it, and how many do not say who. */
  begin(sums: Float64Array): void {
    this.premium.begin(sums[0] ?? 0, true);
    const isKnown = sums[3] === 0;
    this.employer.begin(sums[1] ?? 0, isKnown);
    this.employee.begin(sums[2] ?? 0, isKnown);
  }

  add({ premium, employer, employee, isSplit }: MadeLine): void {
    this.premium.add(premium);
    if (isSplit) {
      this.employer.add(employer);
      this.employee.add(employee);
    } else {
      this.employer.addExactly(undefined);
      this.employee.addExactly(undefined);
    }
  }

  /** Adds what the reference came to. */
  addExactly(premium: Fraction, employer: Fraction | undefined, employee: Fraction | undefined): void {
    this.premium.addExactly(premium);
    this.employer.addExactly(employer);
    this.employee.addExactly(employee);
  }

  answer(): NonNullable<RateAnswer["total"]> {
    return {
      premium: this.premium.text() ?? "0.00",
      employer: this.employer.text(),
      employee: this.employee.text(),
    };
  }
}

type Write = (number: number) => string;

const NO_TRACE: PremiumLine["trace"] = Object.freeze([]);
const NO_REMARKS: readonly string[] = [];

/** A premium line with what it adds to the totals, in parts of the step to which premiums are rounded. */
export interface MadeLine {
  readonly line: PremiumLine;
  readonly premium: number;
  readonly employer: number;
  readonly employee: number;
  /** Whether it is said who pays. */
  readonly isSplit: boolean;
  readonly remarks: readonly string[];
}

/** Writes the numbers of a line as the reference writes its figures. */
export class LineWriter {
  private readonly id: string;
  private readonly pers: readonly string[];
  private readonly rate: Write;
  private readonly quantity: Write;
  private readonly premium: Write;
  private readonly employer: Write | undefined;
  private readonly employee: Write | undefined;
  private readonly volume: Write | undefined;
  private readonly benefit: Write | undefined;
  private readonly evidence: Write | undefined;
  private readonly remarks: readonly ((own: number, of: number) => string)[];

  constructor(
    { id, coverage, tables }: PreparedCoverage,
    private readonly form: LineForm,
  ) {
    const text = (figure: Scaled | undefined) => figure && keeping(writerOf(figure.parts, 2));
    this.id = id;
    this.pers = tables.map(({ table }) => table.per);
    this.rate = keeping(writerOf(form.rate.parts, 2));
    this.quantity = keeping(writerOf(form.quantity.parts, 0));
    this.premium = keeping(writerOf(form.premium.parts, 2));
    this.employer = text(form.employer);
    this.employee = text(form.employee);
    this.volume = text(form.volume);
    this.benefit = text(form.benefit);
    this.evidence = text(form.evidence);
    this.remarks = form.remarks.map((remark) => remarkWriter(coverage.name, remark));
  }

  /** Whether the amounts of the line can be added to totals of so many parts. */
  fits(parts: number): boolean {
    const { premium, employer, employee } = this.form;
    return [premium, employer ?? premium, employee ?? premium].every((figure) => figure.parts === parts);
  }

  /** A line that may be given to several people: nobody can change it. */
  write(n: Float64Array): MadeLine {
    const choice = n[0] ?? -1;
    const premium = n[4] ?? 0;
    const employer = n[5] ?? 0;
    const employee = n[6] ?? 0;
    const { volume, benefit, evidence } = this;
    const line: PremiumLine = Object.freeze({
      coverage: this.id,
      plan: choice < 0 ? null : (this.form.choices[choice] ?? null),
      rate: this.rate(n[2] ?? 0),
      per: this.pers[n[1] ?? 0] ?? "",
      quantity: this.quantity(n[3] ?? 0),
      premium: this.premium(premium),
      employer: this.employer ? this.employer(employer) : null,
      employee: this.employee ? this.employee(employee) : null,
      volume: volume?.(n[7] ?? 0),
      benefit: benefit?.(n[8] ?? 0),
      evidence_of_insurability: evidence && (n[9] ?? 0) > 0 ? evidence(n[9] ?? 0) : undefined,
      trace: NO_TRACE,
    });
    const remarks = this.remarks.length === 0 ? NO_REMARKS : this.remarked(n);
    return { line, premium, employer, employee, isSplit: this.employer !== undefined, remarks };
  }

  private remarked(n: Float64Array): readonly string[] {
    let remarks = NO_REMARKS;
    for (let i = 0; i < this.remarks.length; i++) {
      const at = REMARKS + 3 * i;
      if (n[at] !== 1) continue;
      const remark = this.remarks[i]?.(n[at + 1] ?? 0, n[at + 2] ?? 0) ?? "";
      remarks = remarks.length === 0 ? [remark] : [...remarks, remark];
    }
    return remarks;
  }
}

/** So many texts of the figures of a column are kept: each has one place, where the next one of that place follows it. */
const TEXTS_KEPT = 512;

function keeping(write: Write): Write {
  const numbers = new Float64Array(TEXTS_KEPT).fill(Number.NaN);
  const texts = new Array<string>(TEXTS_KEPT).fill("");
  return (number) => {
    const at = number & (TEXTS_KEPT - 1);
    if (numbers[at] === number) return texts[at] ?? "";
    const text = write(number);
    numbers[at] = number;
    texts[at] = text;
    return text;
  };
}

function remarkWriter(
  coverage: string,
  { requirement, own, of }: RemarkForm,
): (own: number, of: number) => string {
  const say = (paid: number, cost: number): string => {
    const exactly = (number: number, { parts }: Scaled) => new Fraction(BigInt(number), BigInt(parts));
    return requirementWords(requirement, coverage, exactly(paid, own), exactly(cost, of));
  };
  // Of a share the words depend on the share alone.
  if (of.number.low !== of.number.high) return say;
  const cost = of.number.low;
  const kept = keeping((paid) => say(paid, cost));
  return (paid) => kept(paid);
}
