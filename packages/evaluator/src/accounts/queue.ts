import { refuse } from "../refusal.js";

/** The order of what happens on one day. */
export const TURNS = [
  /** What became known on an earlier day is transferred. */
  "transfer",
  "carry",
  "credit",
  "debit",
  /** What becomes known with this day is transferred. */
  "late transfer",
  "pay",
  /** The rest, after all other payments. */
  "pay rest",
  "interest",
  /** A balance that was there at the end of the day. */
  "balance",
] as const;
export type Turn = (typeof TURNS)[number];

interface Action {
  readonly date: string;
  readonly turn: number;
  readonly number: number;
  readonly act: () => void;
}

/** An employee has no more movements than these. */
const MOST = 100_000;

/** What is to happen, by day. */
export class Queue {
  private readonly actions: Action[] = [];

  add(date: string, turn: Turn, act: () => void): void {
    if (this.actions.length >= MOST)
      refuse("events", `More than ${MOST} movements of one employee cannot be written.`);
    this.actions.push({ date, turn: TURNS.indexOf(turn), number: this.actions.length, act });
  }

  run(): void {
    this.actions.sort((a, b) =>
      a.date < b.date ? -1 : a.date > b.date ? 1 : a.turn - b.turn || a.number - b.number,
    );
    for (const { act } of this.actions) act();
  }
}
