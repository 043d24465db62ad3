import type { LineAnswer } from "./types.js";

/** A line that takes another back: all that it paid and used, below zero. */
export function takenBack(answer: LineAnswer, id: string, date: string): LineAnswer {
  const minus = (amount: string) => (Number(amount) === 0 ? amount : `-${amount}`);
  return {
    ...answer,
    id,
    date,
    charge: minus(answer.charge),
    allowed: minus(answer.allowed),
    deductible: minus(answer.deductible),
    copay: minus(answer.copay),
    coinsurance: minus(answer.coinsurance),
    over_limit: minus(answer.over_limit),
    not_covered: minus(answer.not_covered),
    other_paid: minus(answer.other_paid),
    written_off: minus(answer.written_off),
    balance_bill: minus(answer.balance_bill),
    member_pays: minus(answer.member_pays),
    plan_pays: minus(answer.plan_pays),
    moved: answer.moved.map((move) => ({ ...move, amount: minus(move.amount) })),
    trace: [{ text: `takes back line ${answer.id}` }],
  };
}
