import { whose } from "../household.js";
import type { Claim, ClaimLine } from "../types.js";
import { beyond, plainCount } from "./cents.js";
import { type AccountRef, Ledger } from "./ledger.js";
import type { Cover } from "./cover.js";
import type { FastBook, Route } from "./routes.js";
import type { FastAccumulator, FastStep, Unit } from "./terms.js";
import type { Asking, FactSet, FastFigure, FastTest } from "./values.js";

/** A household under way and the line that is being paid. One for a book, used again for each household. */
export class State implements Asking {
  readonly ledger: Ledger;
  claim: Claim;
  cover: Cover;
  readonly members: string[] = [];
  isFamily = false;
  /** The line of each member that was paid last: his facts are those of the day. */
  readonly lastLines: (ClaimLine | undefined)[] = [];

  line: ClaimLine | undefined;
  id = "";
  member = "";
  memberIndex = 0;
  date = "";
  day = 0;
  charge = 0;
  set: FactSet;
  route: Route | undefined;

  /** What steps took from the member, in their order: the part, the amount, the account that it fills. */
  private parts = new Int32Array(64);
  private paid = new Float64Array(64);
  readonly into: (FastAccumulator | undefined)[] = [];
  private isBound = new Uint8Array(64);
  /** What is paid of each part, when it has been summed up. */
  readonly sums = new Float64Array(5);
  paidCount = 0;
  /** Of the amount that is shared, what no step has settled. */
  left = 0;
  plan = 0;
  written = 0;
  /** What the plan may pay at most; -1 when no bound says it. */
  most = -1;
  /** What the plan pays by the shares alone. */
  byShares = 0;
  /** Accounts of bounds that this went into. */
  readonly bounds: number[] = [];
  /** Where the payments of the shares begin. */
  shared = 0;
  /** Where the moves of the shares begin. */
  sharesFrom = 0;
  private readonly coveredUnits: string[] = [];
  private readonly coveredCounts: number[] = [];

  constructor(
    readonly book: FastBook,
    claim: Claim,
    cover: Cover,
    set: FactSet,
  ) {
    this.ledger = new Ledger(book.layout);
    this.claim = claim;
    this.cover = cover;
    this.set = set;
  }

  /** Begins a line: nothing is paid yet. */
  begin(): void {
    this.paidCount = 0;
    this.left = 0;
    this.plan = 0;
    this.written = 0;
    this.most = -1;
    this.byShares = 0;
    if (this.bounds.length > 0) this.bounds.length = 0;
    if (this.coveredUnits.length > 0) {
      this.coveredUnits.length = 0;
      this.coveredCounts.length = 0;
    }
  }

  holds(test: FastTest): boolean {
    return this.book.values.holds(test, this);
  }

  value(figure: FastFigure): number {
    return figure.kind === "constant" ? figure.value : this.book.values.valueOf(figure, this);
  }

  pay(part: number, amount: number, into?: FastAccumulator, isBound = false): void {
    const at = this.paidCount++;
    // No share has so many steps.
    if (at >= this.paid.length) beyond();
    this.parts[at] = part;
    this.paid[at] = amount;
    this.into[at] = into;
    this.isBound[at] = isBound ? 1 : 0;
  }

  paidAt(at: number): number {
    return this.paid[at] ?? 0;
  }

  /** Sums up what is paid of each part; answers all of it. */
  sumUp(): number {
    const { sums } = this;
    sums[0] = 0;
    sums[1] = 0;
    sums[2] = 0;
    sums[3] = 0;
    sums[4] = 0;
    let all = 0;
    for (let i = 0; i < this.paidCount; i++) {
      const amount = this.paid[i] ?? 0;
      const part = this.parts[i] ?? 0;
      sums[part] = (sums[part] ?? 0) + amount;
      all += amount;
    }
    return all;
  }

  /** Whether some payment of a part was made, from one on. */
  hasPaid(part: number, from: number): boolean {
    for (let i = from; i < this.paidCount; i++) if (this.parts[i] === part) return true;
    return false;
  }

  /** The payments from one on are of steps with a bound. */
  bind(from: number): void {
    this.isBound.fill(1, from, this.paidCount);
  }

  /** What is paid of some parts; a bit for each. */
  sumOf(parts: number): number {
    let sum = 0;
    for (let i = 0; i < this.paidCount; i++)
      if ((parts & (1 << (this.parts[i] ?? 0))) !== 0) sum += this.paid[i] ?? 0;
    return sum;
  }

  /** Takes an amount from what the member paid: the last payment gives way first. */
  giveWay(amount: number, parts: number, raisesMost: boolean): void {
    let left = amount;
    for (let i = this.paidCount - 1; i >= 0 && left > 0; i--) {
      if ((parts & (1 << (this.parts[i] ?? 0))) === 0) continue;
      const less = Math.min(this.paid[i] ?? 0, left);
      this.paid[i] = (this.paid[i] ?? 0) - less;
      // What the plan takes over of a step without a bound, no bound of another step holds back.
      if (raisesMost && this.most >= 0 && !this.isBound[i]) this.most += less;
      left -= less;
    }
  }

  /** Where an account stands for the line: of its member, of the family, or of what the line belongs to. */
  baseOf({ scope, kind }: AccountRef): number {
    return scope === "person" || scope === "family"
      ? this.ledger.baseOf(kind, this.memberIndex)
      : this.ledger.namedBase(kind, this.whose(scope));
  }

  whose(scope: string): string {
    const { line } = this;
    return line ? whose(scope, this.member, { line, id: this.id }) : beyond();
  }

  used(ref: AccountRef): number {
    return this.ledger.used(ref, this.baseOf(ref), this.day);
  }

  /** How many units of a kind the line has, as far as they are covered. */
  units(unit: Unit | undefined): number {
    if (unit === undefined) return 1;
    if (this.coveredUnits.length > 0) {
      const covered = this.coveredUnits.indexOf(unit.name);
      if (covered >= 0) return this.coveredCounts[covered] ?? 0;
    }
    const units = this.line?.units;
    const text = units?.[unit.plural] ?? units?.[unit.name];
    if (text === undefined) return unit.isMeasured ? beyond() : 1;
    const count = plainCount(text);
    return count > 0 ? count : beyond();
  }

  coverUnits(unit: Unit, count: number): void {
    const at = this.coveredUnits.indexOf(unit.name);
    if (at >= 0) this.coveredCounts[at] = count;
    else {
      this.coveredUnits.push(unit.name);
      this.coveredCounts.push(count);
    }
  }

  /** The steps of the first case of a share that holds. */
  stepsOf(cases: readonly { readonly when: FastTest | undefined; readonly steps: readonly FastStep[] }[]) {
    for (let i = 0; i < cases.length; i++) {
      const one = cases[i];
      if (one && (!one.when || this.holds(one.when))) return one.steps;
    }
    return NO_STEPS;
  }
}

const NO_STEPS: readonly FastStep[] = [];
