// A cell of a schedule as a fact has it, what the rate book must say of it, and the claims that must come to its figures.
import type { Book, Fact } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import { type Answered, type Asked, type Balance, dueOf, paidOne } from "./benefits-oracle-claims.ts";
import { type Case, type Share, shareWords } from "./benefits-oracle-shares.ts";
import { cellWords } from "./benefits-oracle-words.ts";

export interface FactCell {
  readonly plan: string;
  readonly service: string;
  readonly network?: string;
  readonly channel?: string;
  readonly share: Share;
  /** The most that the plan pays for it in a year or a lifetime, in cents. */
  readonly atMost?: number;
  /** The share is for those who meet this condition; the others are not covered. */
  readonly when?: string;
}

/** Where a cell stands, for reports. */
export const place = ({ plan, service, network, channel }: FactCell): string =>
  [plan, service, network, channel].filter((word) => word !== undefined).join(" ");

export const expectedWords = ({ share, when }: FactCell): string =>
  when ? `${shareWords(share)} when ${when}, otherwise not covered` : shareWords(share);

/** `gold_ppo office_visit participating: copay 20.00 per visit`, by the facts and by the rate book. */
export const factRows = (cells: readonly FactCell[]): string[] =>
  cells.map((cell) => `${place(cell)}: ${expectedWords(cell)}`);

/** The same from the rate book; `plan` is where the cell of a plan stands. */
export const bookRows = (
  book: RateBook,
  cells: readonly FactCell[],
  plan = (cell: FactCell) => cell.plan,
): string[] => cells.map((cell) => `${place(cell)}: ${cellWords(book, plan(cell), cell)}`);

/** Units that a line counts; without one it is one visit, one prescription. */
const COUNTED = ["visit", "day", "trip", "surgery", "prescription", "procedure"];

const PLURALS: Readonly<Record<string, string>> = { surgery: "surgeries" };

/** The unit that a share is for, if it is one that a line can have two of. */
export function unitOf(share: Share): string | undefined {
  const units = [
    share.kind === "copay" ? share.copay.per : undefined,
    share.kind === "plan pays" || share.kind === "member pays" ? share.most?.per : undefined,
    share.kind === "plan pays" ? share.copay?.per : undefined,
  ];
  return units.find((unit) => unit !== undefined && COUNTED.includes(unit));
}

export const unitsOf = (share: Share, units: number): Readonly<Record<string, string>> => {
  const unit = unitOf(share);
  return unit === undefined ? {} : { [PLURALS[unit] ?? `${unit}s`]: String(units) };
};

/** How the claims of a document are asked. */
export interface Manner {
  readonly plans: (cell: FactCell) => readonly string[];
  readonly date: string;
  readonly balance: (cell: FactCell) => Balance;
  /** What is left of its deductibles before the first claim of a year, in cents. */
  readonly deductible: (cell: FactCell) => number;
  /** What uses them up. */
  readonly used: (cell: FactCell) => Asked["used"];
  /** Facts that every line says, and the fee where the plan allows a fee. */
  readonly facts: (cell: FactCell, allowed: number) => Readonly<Record<string, Fact>>;
  /** What is said of the household, and not by line. */
  readonly household?: Asked["household"];
  /** Whether what is allowed is on the line; otherwise a fee among the facts says it, or all of the charge is. */
  readonly isNegotiated?: (cell: FactCell) => boolean;
  /** Whether all of a charge is allowed. */
  readonly isInFull?: (cell: FactCell) => boolean;
  /** Whether a deductible is anew for each line, and so cannot be used up. */
  readonly alwaysLeft?: (cell: FactCell) => number;
}

export interface Question {
  readonly about: string;
  readonly asked: Asked;
  readonly due: Answered;
}

/** The cases of each cell: the deductible used up, with small and great amounts, and not used at all. */
function casesOf(
  cell: FactCell,
  manner: Manner,
): { readonly name: string; readonly fresh: boolean; readonly line: Case }[] {
  const always = manner.alwaysLeft?.(cell) ?? 0;
  const whole = manner.deductible(cell) + always;
  const two = unitOf(cell.share) ? 2 : 1;
  return [
    {
      name: "deductible used",
      fresh: false,
      line: { charge: 50_010, allowed: 43_725, left: always, units: 1 },
    },
    { name: "little", fresh: false, line: { charge: 1_030, allowed: 815, left: always, units: 1 } },
    { name: "much", fresh: false, line: { charge: 360_000, allowed: 331_070, left: always, units: two } },
    {
      name: "deductible and more",
      fresh: true,
      line: { charge: whole + 50_001, allowed: whole + 43_725, left: whole, units: 1 },
    },
    { name: "less than it", fresh: true, line: { charge: 7_000, allowed: 6_035, left: whole, units: 1 } },
  ];
}

/** The claims of a cell, and what the facts make of them. */
export function questionsOf(cell: FactCell, manner: Manner): Question[] {
  return casesOf(cell, manner).flatMap(({ name, fresh, line: printed }) => {
    const line = manner.isInFull?.(cell) ? { ...printed, allowed: printed.charge } : printed;
    const ask = (share: Share, about: string, facts: Readonly<Record<string, Fact>>): Question => ({
      about: `${place(cell)}, ${about}`,
      asked: {
        plans: manner.plans(cell),
        date: manner.date,
        service: cell.service,
        network: cell.network,
        channel: cell.channel,
        charge: line.charge,
        allowed: manner.isNegotiated?.(cell) === false ? undefined : line.allowed,
        units: unitsOf(cell.share, line.units),
        facts: { ...manner.facts(cell, line.allowed), ...facts },
        used: fresh ? undefined : manner.used(cell),
        household: manner.household,
      },
      due: dueOf(share, manner.balance(cell), line, cell.atMost),
    });
    if (cell.when === undefined) return [ask(cell.share, name, {})];
    return [
      ask(cell.share, `${name}, ${cell.when}`, { [cell.when]: true }),
      ask({ kind: "not covered" }, `${name}, not ${cell.when}`, { [cell.when]: false }),
    ];
  });
}

/** What the facts make of the claims, and what the evaluator does. */
export function compared(book: Book, questions: readonly Question[]) {
  const named = ({ about, due }: Question) => [about, due] as const;
  return {
    due: questions.map(named),
    paid: questions.map(({ about, asked }) => [about, paidOne(book, asked)] as const),
  };
}
