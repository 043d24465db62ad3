import type { ArrangementQuestion } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import type { ArrangementAnswer } from "../arrangements.js";
import type { Ask } from "../ask.js";
import { exact, ZERO } from "../exact.js";
import { isDay } from "../inputs.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import { serviceOn } from "./cover.js";
import type { Payment } from "./payments.js";
import { type Kept, Run, type RunOptions } from "./run.js";

/** Writes the ledger of a person through a day. */
export function writeLedger(book: Prepared, ask: Ask, options: RunOptions): Run {
  if (ask.isWritingAccounts)
    refuse("account", "An account asks for what an account comes to, and leads back to itself.");
  if (options.through > LATEST) refuse("date", `${options.through} is too far off for a ledger.`);
  ask.isWritingAccounts = true;
  try {
    return new Run(book, ask, ask.events, options).write();
  } finally {
    ask.isWritingAccounts = false;
  }
}

/** No ledger goes further. */
const LATEST = "2299-12-31";

interface Asked {
  readonly run: Run;
  readonly kept: Kept;
  readonly day: string;
}

type Answer = (asked: Asked, question: ArrangementQuestion) => Fraction;

const months = (count: number): Fraction => exact(String(count));

/** Questions about an account on a day, at its end. */
const ON_A_DAY: Readonly<Record<string, Answer>> = {
  balance: ({ run, kept }, { clauses }) =>
    clauses?.by === "spouse"
      ? run.toSpouse.reduce(
          (sum, { account, amount }) => (account === kept.account.id ? sum.add(amount) : sum),
          ZERO,
        )
      : kept.state.balance,
  usable: ({ run, kept, day }) => run.usable(kept, day).amount,
  unpaid: ({ kept }) => kept.state.sum(({ movement, unpaid }) => (movement === "debit" ? unpaid : ZERO)),
  interest: ({ run, kept }) => {
    const uncounted = run.uncounted.get(kept.account.id);
    if (uncounted) throw uncounted;
    return kept.state.sum(({ movement, amount }) => (movement === "interest" ? amount : ZERO));
  },
  "credited months": ({ run, kept, day }) =>
    months(
      run.yearsOf(kept, day).reduce((sum, year) => sum + (run.vestingOf(kept, year) ? year.months : 0), 0),
    ),
  "covered months": ({ run, kept, day }) =>
    months(kept.isOpen ? serviceOn(kept.spell, day, run.calendar).months : 0),
  "full years": ({ run, kept, day }) =>
    months(kept.isOpen ? serviceOn(kept.spell, day, run.calendar).years : 0),
};

function keptIn(run: Run, { of }: ArrangementQuestion): Kept {
  const id = of?.[0] ?? "";
  return run.accounts.get(id) ?? refuse(id, `${id} is no account of this program.`);
}

/** A day that a question names, or the date of the person by that name. */
function dayOf(ask: Ask, on: string | undefined): string | undefined {
  if (on === undefined || isDay(on)) return on;
  return ask.value(on).key;
}

const onADay =
  (answer: Answer): ArrangementAnswer =>
  (book, ask, question) => {
    const day = dayOf(ask, question.clauses?.on) ?? refuse(question.head, "The question names no day.");
    const run = writeLedger(book, ask, { through: day });
    return answer({ run, kept: keptIn(run, question), day }, question);
  };

/** The payments of an account, of one portion where the question names it. */
function paymentsOf(book: Prepared, ask: Ask, question: ArrangementQuestion): readonly Payment[] {
  const asked = dayOf(ask, question.clauses?.on);
  const through = asked ?? lastDayOf(book, ask, question);
  const run = writeLedger(book, ask, { through });
  const { account, state, ending } = keptIn(run, question);
  const portion = question.clauses?.for;
  if (!ending) {
    const events = [...new Set(account.pays.map(({ event }) => event))].join(", ");
    return refuse(account.id, `Nothing of ${account.id} is paid: none of ${events} is given.`);
  }
  const rows = account.pays.filter(({ event }) => event === ending.event);
  const isGoingOn = rows.some(({ due }) => due.kind === "monthly" && due.most === undefined);
  if (asked === undefined && isGoingOn && state.balance.compare(0) > 0) {
    return refuse(
      account.id,
      `${account.id} still pays after ${through}, up to which premiums are known. Ask for what is paid \`on\` a day.`,
    );
  }
  return run.payments.made.filter(
    (one) => one.account === account.id && (portion === undefined || one.portion === portion),
  );
}

/** The day through which a ledger holds every payment of an account; where one goes on each month, the last of the program. */
function lastDayOf(book: Prepared, ask: Ask, question: ArrangementQuestion): string {
  const { to } = book.program.effective;
  const run = new Run(book, ask, ask.events, { through: FAR });
  const kept = keptIn(run, question);
  const { ending } = kept;
  if (!ending) return to;
  const due = kept.account.pays
    .filter(({ event }) => event === ending.event)
    .flatMap((row) =>
      row.due.kind === "monthly" && row.due.most === undefined ? [to] : run.payments.daysOf(row, kept),
    );
  const credited = run.yearsOf(kept).flatMap((year) => run.vestingOf(kept, year)?.date ?? []);
  return [ending.date, ...due, ...credited].reduce((last, day) => (day > last ? day : last));
}

/** Later than anything is due. */
const FAR = "9998-12-31";

const payment: ArrangementAnswer = (book, ask, question) =>
  paymentsOf(book, ask, question).reduce((sum, { amount }) => sum.add(amount), ZERO);

const paymentDate: ArrangementAnswer = (book, ask, question) => {
  const days = [...new Set(paymentsOf(book, ask, question).map(({ date }) => date))];
  const [first, second] = days;
  const of = `${question.clauses?.for ?? "anything"} of ${question.of?.[0] ?? ""}`;
  if (first === undefined) return refuse("payment date", `There is no payment for ${of}.`);
  if (second !== undefined) {
    const last = days[days.length - 1] ?? first;
    return refuse("payment date", `${of} is paid on ${days.length} days, from ${first} to ${last}.`);
  }
  return first;
};

/** By the words that begin each question about an account. */
export const ACCOUNT_ANSWERS: Readonly<Record<string, ArrangementAnswer>> = {
  ...Object.fromEntries(Object.entries(ON_A_DAY).map(([head, answer]) => [head, onADay(answer)])),
  payment,
  "payment date": paymentDate,
};
