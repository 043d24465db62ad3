import type { Prepared } from "../../prepare.js";
import { Refusal } from "../../refusal.js";
import { limitName } from "../household.js";
import type { PlanBenefits } from "../plan.js";
import type { Claim, ClaimAnswer, ClaimLine, UsedBefore } from "../types.js";
import { OCCASIONS, UNIT_NAMES } from "../units.js";
import { Amounts } from "./amounts.js";
import { Answers } from "./answers.js";
import { dayNumber } from "./calendar.js";
import { BEYOND, beyond, plainCents, plainCount, plainNumber } from "./cents.js";
import { Cover } from "./cover.js";
import { payQuickly, readCents } from "./line.js";
import { FastBook } from "./routes.js";
import { State } from "./state.js";
import { payStraight } from "./straight.js";
import type { FastPlan } from "./terms.js";
import { type FactSet, isLeft } from "./values.js";

/** Lines that one claim may have, as the exact way has it. */
const MOST_LINES = 100_000;

/**
 * Pays households of whom nothing is doubtful and no amount is large: in whole cents, over a plan that was laid out
 * once. What it does not take it leaves to the exact way, and never words an error.
 */
export class QuickClaims {
  private readonly book: FastBook | undefined;
  private state: State | undefined;
  private readonly covers: Cover[] = [];
  private readonly amounts = new Amounts(256);
  private readonly from: number;
  private readonly to: number;
  private readonly factNames: ReadonlySet<string>;
  private readonly unitNames = new Set(UNIT_NAMES);
  /** Of the household under way: its facts by member, its lines by the order of their days. */
  private readonly sets: FactSet[] = [];
  private readonly days: number[] = [];
  readonly order: number[] = [];
  private readonly moves: number[] = [];
  private readonly isVoided: boolean[] = [];
  private hasVoids = false;
  /** No line is taken back, and nobody asks what a line moved. */
  private isForGood = false;

  constructor(
    prepared: Prepared,
    private readonly plans: ReadonlyMap<string, PlanBenefits>,
  ) {
    const { from, to } = prepared.program.effective;
    this.from = dayNumber(from);
    this.to = dayNumber(to);
    this.factNames = new Set([...prepared.inputs.keys(), ...OCCASIONS]);
    this.book = laidOut(prepared, plans);
  }

  /** The answer of a household; nothing where the exact way must find it. */
  answer(claim: Claim): ClaimAnswer | undefined {
    const { amounts } = this;
    amounts.reserve(claim.lines.length);
    const answers = new Answers(claim);
    const isPaid = this.attempted(() => {
      const state = this.run(claim, amounts, 0, answers);
      answers.finish(state, this.sets);
    });
    return isPaid ? answers.whole() : undefined;
  }

  /** Writes the amounts of a household's lines, from a row on. Answers whether it could. */
  write(claim: Claim, to: Amounts, row: number): boolean {
    to.reserve(row + claim.lines.length);
    return this.attempted(() => this.run(claim, to, row, undefined));
  }

  private attempted(run: () => void): boolean {
    try {
      run();
      return true;
    } catch (thrown) {
      if (isLeft(thrown) || thrown instanceof Refusal) return false;
      throw thrown;
    }
  }

  private run(claim: Claim, to: Amounts, first: number, answers: Answers | undefined): State {
    const state = this.open(claim);
    state.ledger.isShown = answers !== undefined;
    this.arrange(claim.lines);
    this.isForGood = answers === undefined && !this.hasVoids;
    const { order } = this;
    for (let i = 0; i < order.length; i++) {
      const index = order[i] ?? 0;
      const line = claim.lines[index];
      if (!line) continue;
      if (line.voids !== undefined) {
        const voided = this.undo(state, claim, line.voids, i);
        to.takeBack(first + i, first + voided);
        answers?.takeBack(line, nameOf(line, index), line.voids);
      } else {
        this.pay(state, line, index, to, first + i);
        this.isVoided[i] = false;
        answers?.add(state, to, first + i, this.moves[i] ?? 0);
      }
      this.moves[i + 1] = state.ledger.count;
    }
    return state;
  }

  private open(claim: Claim): State {
    const { members, plans } = claim;
    if (plans.length === 0 || members.length === 0 || claim.lines.length > MOST_LINES) beyond();
    const cover = this.coverOf(plans);
    const { book } = this;
    if (!book) return beyond();
    const plain = book.values.setOf(claim.facts, undefined, undefined);
    for (let i = 0; i < members.length; i++) {
      const facts = members[i]?.facts;
      this.sets[i] = facts === undefined ? plain : book.values.setOf(claim.facts, facts, undefined);
    }
    const [set] = this.sets;
    if (!set) return beyond();
    this.state ??= new State(book, claim, cover, set);
    const { state } = this;
    state.claim = claim;
    state.cover = cover;
    if (state.members.length > members.length) state.members.length = members.length;
    for (let i = 0; i < members.length; i++) {
      const { id } = members[i] ?? { id: "" };
      state.members[i] = id;
      if (placeOf(state.members, id) < i) beyond();
    }
    state.isFamily = claim.family ?? members.length > 1;
    for (let i = 0; i < members.length; i++) state.lastLines[i] = undefined;
    state.line = undefined;
    state.ledger.begin(members.length);
    if (claim.used && claim.used.length > 0) this.useBefore(state, claim.used);
    this.moves[0] = state.ledger.count;
    return state;
  }

  private coverOf(plans: readonly string[]): Cover {
    for (const cover of this.covers) if (cover.isOf(plans)) return cover;
    const { book } = this;
    if (!book) return beyond();
    const made = new Cover(book, [...plans]);
    this.covers.unshift(made);
    // Many different covers are looked through one by one: the oldest goes.
    if (this.covers.length > 64) this.covers.pop();
    return made;
  }

  /** Fills the accounts with what was used before the first line. */
  private useBefore(state: State, used: readonly UsedBefore[]): void {
    const opened = new Set<string>();
    state.date = state.book.book.program.effective.from;
    state.day = this.from;
    for (const one of used) {
      const { by } = one;
      const member = by === "family" ? 0 : state.members.indexOf(by);
      const set = this.sets[member];
      if (!set) throw BEYOND;
      state.memberIndex = member;
      state.member = state.members[member] ?? "";
      state.set = set;
      const base = this.useOne(state, one, state.book.plan(one.plan ?? state.claim.plans[0] ?? ""));
      const key = `${by} ${base}`;
      if (opened.has(key)) beyond();
      opened.add(key);
    }
    state.ledger.commit(this.from);
  }

  /** Moves an amount that was used before; answers the account of the member, or of the family. */
  private useOne(state: State, { of, by, amount }: UsedBefore, plan: FastPlan): number {
    const { ledger } = state;
    const { accumulators } = plan;
    const named = accumulators.filter(({ source }) => source.id === of);
    const found = named.length > 0 ? named : accumulators.filter(({ source }) => source.name === of);
    const [one] = found;
    if (one) {
      const isOne = found.every(({ source }) => source.id === one.source.id);
      if (!isOne || one.source.of !== undefined || one.occasions.length > 0) return beyond();
      const cents = plainCents(amount);
      if (cents < 0) return beyond();
      const person = ledger.baseOf(one.person.kind, state.memberIndex);
      if (by !== "family") ledger.move(one.person.kind, person, cents);
      ledger.move(one.family.kind, ledger.baseOf(one.family.kind, state.memberIndex), cents);
      return person;
    }
    const limit = plan.limits.find(({ source }) => limitName(source) === of);
    if (!limit?.ref || limit.isOfOccasions) return beyond();
    const { scope, kind } = limit.ref;
    if (scope !== "family" && (scope !== "person" || by === "family")) return beyond();
    state.value(limit.most);
    const count = limit.unit ? plainCount(amount) : plainCents(amount);
    if (count < 0) return beyond();
    const base = ledger.baseOf(kind, state.memberIndex);
    ledger.move(kind, base, count);
    return base;
  }

  /** Puts the lines into the order of their days, and then as given; each must have a name of its own. */
  private arrange(lines: readonly ClaimLine[]): void {
    const { order, days } = this;
    if (order.length > lines.length) order.length = lines.length;
    let isSorted = true;
    let isNumbered = true;
    let lastDay = 0;
    let lastDate = "";
    let lastNumber = -1;
    this.hasVoids = false;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      if (!line) throw BEYOND;
      const { date, id } = line;
      if (line.voids !== undefined) this.hasVoids = true;
      const day = date === lastDate ? lastDay : dayNumber(date);
      if (day < this.from || day > this.to) beyond();
      if (day < lastDay) isSorted = false;
      // Names that are numbers and go up are all different.
      const number = id === undefined ? i + 1 : plainNumber(id);
      if (number <= lastNumber) isNumbered = false;
      lastDay = day;
      lastDate = date;
      lastNumber = number;
      days[i] = day;
      order[i] = i;
    }
    if (!isNumbered && new Set(lines.map(nameOf)).size < lines.length) beyond();
    if (!isSorted) order.sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0));
  }

  private pay(state: State, line: ClaimLine, index: number, to: Amounts, row: number): void {
    const member = placeOf(state.members, line.member);
    const set = this.sets[member];
    if (!set || line.charge === undefined) throw BEYOND;
    state.line = line;
    state.id = nameOf(line, index);
    state.member = line.member;
    state.memberIndex = member;
    state.date = line.date;
    state.day = this.days[index] ?? 0;
    state.set = line.facts === undefined ? set : this.setOf(state, line, set);
    state.charge = readCents("charge", line.charge);
    const list = state.cover.planned(state);
    const route = state.book.route(list, line);
    state.route = route;
    if (line.units !== undefined) this.checkUnits(line.units, route.mostDays);
    if (!this.isForGood || !payStraight(state, route, to, row)) {
      payQuickly(state, route, to, row);
      state.ledger.commit(state.day);
    }
    state.lastLines[member] = line;
  }

  /** The facts of a line that says more than its member does. */
  private setOf(state: State, { facts }: ClaimLine, own: FactSet): FactSet {
    for (const name in facts) if (!this.factNames.has(name)) beyond();
    const { values } = state.book;
    if (!values.isAskedFor(facts)) return own;
    return values.setOf(state.claim.facts, state.claim.members[state.memberIndex]?.facts, facts);
  }

  private checkUnits(units: Readonly<Record<string, string>>, mostDays: number): void {
    for (const name in units) if (!this.unitNames.has(name)) beyond();
    if (units.days !== undefined && Number(units.days) > mostDays) beyond();
  }

  /** Takes a line back; answers which. */
  private undo(state: State, { lines }: Claim, voids: string, at: number): number {
    for (let i = 0; i < at; i++) {
      const index = this.order[i] ?? 0;
      const line = lines[index];
      if (!line || nameOf(line, index) !== voids) continue;
      if (this.isVoided[i]) return beyond();
      this.isVoided[i] = true;
      this.isVoided[at] = true;
      state.ledger.undo(this.moves[i] ?? 0, this.moves[i + 1] ?? 0);
      return i;
    }
    return beyond();
  }
}

/** Like `indexOf`, and quicker for the few members of a household. */
function placeOf(names: readonly string[], name: string): number {
  for (let i = 0; i < names.length; i++) if (names[i] === name) return i;
  return -1;
}

const nameOf = ({ id }: ClaimLine, index: number): string => id ?? String(index + 1);

function laidOut(book: Prepared, plans: ReadonlyMap<string, PlanBenefits>): FastBook | undefined {
  try {
    return new FastBook(book, plans);
  } catch (thrown) {
    if (thrown === BEYOND) return undefined;
    throw thrown;
  }
}
