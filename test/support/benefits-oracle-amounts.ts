// Deductibles and maxima of a person and a family: what leaves a little of them, and what that little comes to.
import type { Book, Claim, Fact } from "@planwright/evaluator";
import { money } from "./benefits-oracle-shares.ts";

/** For a person and for a family, in cents. */
export interface Amounts {
  readonly individual: number;
  readonly family: number | undefined;
}

export type Used = NonNullable<Claim["used"]>;

/** What uses so much of an amount, nobody more than the amount of a person. */
export function using(of: string, { individual }: Amounts, total: number, plan?: string): Used {
  const members = Math.ceil(total / individual);
  return Array.from({ length: members }, (_, i) => ({
    of,
    by: `m${i + 1}`,
    amount: money(Math.min(individual, total - i * individual)),
    ...(plan === undefined ? {} : { plan }),
  }));
}

/** A claim of one line, by a member who has used nothing unless `used` says so. */
export interface Little {
  readonly plans: readonly string[];
  readonly service: string;
  readonly network?: string | undefined;
  readonly channel?: string | undefined;
  readonly date: string;
  readonly allowed: number;
  readonly units?: Readonly<Record<string, string>> | undefined;
  readonly facts?: Readonly<Record<string, Fact>> | undefined;
  readonly used: Used;
  readonly family: boolean;
  /** Who claims: `z`, or somebody in `used`. */
  readonly member?: string;
}

/** The parts of a line that a deductible or a maximum bears upon. */
export function littlePaid(book: Book, asked: Little) {
  const { plans, used, family, member = "z", allowed, ...line } = asked;
  const others = used.map(({ by }) => by).filter((by) => by !== member);
  const { lines, errors } = book.claim({
    plans,
    members: [...new Set([...others, member])].map((id) => ({ id })),
    family,
    used,
    lines: [{ ...line, member, charge: money(allowed), allowed: money(allowed) }],
  });
  const [answer] = lines;
  if (!answer) return errors.map(({ about, message }) => `${about}: ${message}`).join(" ");
  const { deductible, copay, coinsurance, plan_pays, member_pays } = answer;
  return { deductible, copay, coinsurance, plan_pays, member_pays };
}
