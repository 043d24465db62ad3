import { beyond } from "./cents.js";
import type { AccountRef } from "./ledger.js";
import type { Candidates } from "./routes.js";
import type { State } from "./state.js";
import type { FastAccumulator } from "./terms.js";
import type { FastFigure } from "./values.js";

/** How deductibles, copays and maxima stand for a line. */

/** Nothing limits it. */
export const ENDLESS = Number.POSITIVE_INFINITY;

/** The accumulators that hold for the line, one for each account. */
export function holding(state: State, candidates: Candidates): readonly FastAccumulator[] {
  if (candidates.isPlain) return candidates.list;
  if (candidates.found < 0) return found(state, candidates);
  const { held } = state.set;
  let known = held[candidates.found];
  if (!known) {
    known = found(state, candidates);
    held[candidates.found] = known;
  }
  return known;
}

function found(state: State, { list, network }: Candidates): readonly FastAccumulator[] {
  const byAccount = new Map<string, FastAccumulator>();
  for (const one of list) {
    if (one.when && !state.holds(one.when)) continue;
    const earlier = byAccount.get(one.source.id);
    if (!earlier || (one.when && !earlier.when)) byAccount.set(one.source.id, one);
  }
  return [...byAccount.values()].flatMap((one) =>
    one.source.of === undefined ? [one] : shared(state, one, one.source.of, network),
  );
}

/** The accumulators of the plan that the line's plan comes with. */
function shared(
  state: State,
  one: FastAccumulator,
  coverage: string,
  network: string | undefined,
): readonly FastAccumulator[] {
  const host = state.cover.host(coverage, one.plan, state);
  const isKnown = host.benefits.networks.some(({ id }) => id === network);
  const candidates = state.book.hostCandidates(host, one.source, isKnown ? network : undefined);
  const held = holding(state, candidates);
  return !isKnown && held.length > 1 ? beyond() : held;
}

/** What may still be put into an accumulator for the line. */
export function roomOf(state: State, one: FastAccumulator): number {
  const [occasion] = one.occasions;
  const own = personal(state, one);
  if (!occasion) return own;
  return Math.min(own, left(state, occasion.ref, occasion.limit));
}

function left(state: State, ref: AccountRef, limit: FastFigure): number {
  return Math.max(0, state.value(limit) - state.used(ref));
}

function personal(state: State, one: FastAccumulator): number {
  const { personLimit, familyLimit, manner } = one;
  const person = personLimit ? left(state, one.person, personLimit) : ENDLESS;
  const family = familyLimit && state.isFamily ? left(state, one.family, familyLimit) : ENDLESS;
  if (manner > 0) return membersMet(state, one) >= manner ? 0 : Math.min(person, family);
  if (manner < 0 && family !== ENDLESS) return family;
  // Someone alone has the family's amount where there is no other.
  if (family === ENDLESS && familyLimit && !personLimit) return left(state, one.family, familyLimit);
  return Math.min(person, family);
}

function membersMet(state: State, { person, personLimit }: FastAccumulator): number {
  if (!personLimit) return 0;
  const limit = state.value(personLimit);
  let met = 0;
  for (let i = 0; i < state.members.length; i++) {
    const used = state.ledger.used(person, state.ledger.baseOf(person.kind, i), state.day);
    if (limit - used <= 0) met++;
  }
  return met;
}

/** What putting an amount into an accumulator moves, and what it adds to others, beside what the line moves already. */
export function fill(state: State, one: FastAccumulator, amount: number, from: number): void {
  const begun = state.ledger.count;
  fillOne(state, one, amount);
  if (one.source.addsTo.length === 0 || !state.route) return;
  const { ledger } = state;
  for (const candidates of state.book.addsOf(state.route, one)) {
    for (const other of holding(state, candidates)) {
      if (other.source.id === one.source.id) continue; // of two lines called alike, the other one
      const room = roomOf(state, other);
      const base = ledger.baseOf(other.person.kind, state.memberIndex);
      const filled = room === ENDLESS ? 0 : ledger.pending(base, Math.min(from, begun));
      const added = Math.min(amount, Math.max(0, room - filled));
      if (added > 0) fillOne(state, other, added);
    }
  }
}

function fillOne(state: State, one: FastAccumulator, amount: number): void {
  const { ledger, memberIndex } = state;
  ledger.move(one.person.kind, ledger.baseOf(one.person.kind, memberIndex), amount, undefined, one);
  ledger.move(one.family.kind, ledger.baseOf(one.family.kind, memberIndex), amount, undefined, one);
  for (const { ref } of one.occasions) ledger.move(ref.kind, state.baseOf(ref), amount);
}
