import type { Balance, Claim, ClaimAnswer, ClaimLine, LineAnswer, Moved } from "../types.js";
import { takenBack } from "../voids.js";
import type { Amounts } from "./amounts.js";
import { balancesOf } from "./balances.js";
import { beyond, centsText } from "./cents.js";
import type { State } from "./state.js";
import type { FactSet } from "./values.js";

/** Writes out what a household was paid, as the exact way does. */
export class Answers {
  private readonly lines: LineAnswer[] = [];
  private accumulators: readonly Balance[] = [];

  constructor(private readonly claim: Claim) {}

  /** Call it when the moves of the line have been committed; they begin with `from`. */
  add(state: State, to: Amounts, row: number, from: number): void {
    const { route, line } = state;
    if (!route || !line) return;
    const memberPays =
      (to.deductible[row] ?? 0) +
      (to.copay[row] ?? 0) +
      (to.coinsurance[row] ?? 0) +
      (to.overLimit[row] ?? 0) +
      (to.notCovered[row] ?? 0);
    const text = (column: Float64Array): string => centsText(column[row] ?? 0);
    this.lines.push({
      id: state.id,
      date: line.date,
      member: line.member,
      plan: route.plan.benefits.id,
      service: route.service,
      network: route.network ?? null,
      charge: text(to.charge),
      allowed: text(to.allowed),
      deductible: text(to.deductible),
      copay: text(to.copay),
      coinsurance: text(to.coinsurance),
      over_limit: text(to.overLimit),
      not_covered: text(to.notCovered),
      other_paid: text(to.otherPaid),
      written_off: text(to.writtenOff),
      balance_bill: text(to.balanceBill),
      member_pays: centsText(memberPays),
      plan_pays: text(to.planPays),
      moved: movedBy(state, from),
      trace: [],
    });
  }

  takeBack(line: ClaimLine, name: string, voids: string): void {
    const found = this.lines.find(({ id }) => id === voids) ?? beyond();
    this.lines.push(takenBack(found, name, line.date));
  }

  finish(state: State, sets: readonly FactSet[]): void {
    const last = this.lines[this.lines.length - 1]?.date ?? state.book.book.program.effective.from;
    this.accumulators = balancesOf(state, sets, last);
  }

  whole(): ClaimAnswer {
    const { claim, lines, accumulators } = this;
    return { id: claim.id ?? null, plan: claim.plans[0] ?? null, lines, accumulators, errors: [] };
  }
}

/** The accounts that a line filled, and what they stand at after it. */
function movedBy(state: State, from: number): Moved[] {
  const { ledger } = state;
  const moved: Moved[] = [];
  for (let i = from; i < ledger.count; i++) {
    const one = ledger.fills[i];
    if (!one || ledger.amounts[i] === 0) continue;
    const isPersons = ledger.kinds[i] === one.person.kind;
    const limit = isPersons ? one.personLimit : state.isFamily ? one.familyLimit : undefined;
    const base = ledger.bases[i] ?? 0;
    if (!limit || isKnown(state, from, i, base)) continue;
    moved.push({
      plan: one.plan.benefits.id,
      name: one.source.id,
      by: isPersons ? state.member : "family",
      amount: centsText(shownOf(state, i, base)),
      used: centsText(ledger.used(isPersons ? one.person : one.family, base, state.day)),
      limit: centsText(state.value(limit)),
    });
  }
  return moved;
}

/** Whether a move is of an account that a move before it has shown. */
function isKnown(state: State, from: number, to: number, base: number): boolean {
  for (let i = from; i < to; i++) if (state.ledger.bases[i] === base && isShown(state, i)) return true;
  return false;
}

function isShown({ ledger, isFamily }: State, move: number): boolean {
  const one = ledger.fills[move];
  if (!one || ledger.amounts[move] === 0) return false;
  return ledger.kinds[move] === one.person.kind
    ? one.personLimit !== undefined
    : isFamily && one.familyLimit !== undefined;
}

/** What a line moves of an account, from a move on. */
function shownOf(state: State, from: number, base: number): number {
  let sum = 0;
  for (let i = from; i < state.ledger.count; i++)
    if (state.ledger.bases[i] === base && isShown(state, i)) sum += state.ledger.amounts[i] ?? 0;
  return sum;
}
