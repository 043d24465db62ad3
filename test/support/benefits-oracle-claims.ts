// Claims of one line, asked of the evaluator, and what they must come to.
import type { Book, Claim, ClaimLine, Fact, LineAnswer } from "@planwright/evaluator";
import { type Case, due, money, type Parts, type Share } from "./benefits-oracle-shares.ts";

/** A line and its household; `a` unless it says otherwise. */
export interface Asked extends Omit<Partial<ClaimLine>, "charge" | "allowed"> {
  readonly plans: readonly string[];
  readonly date: string;
  /** In cents. */
  readonly charge: number;
  readonly allowed?: number | undefined;
  readonly used?: Claim["used"];
  readonly members?: readonly string[];
  readonly household?: Readonly<Record<string, Fact>> | undefined;
}

/** What a claim says of its last line: its parts, or the names of what is missing or wrong. */
export type Answered = Readonly<Record<keyof Parts | "written_off" | "balance_bill" | "member_pays", string>>;

const partsOf = (line: LineAnswer): Answered => ({
  deductible: line.deductible,
  copay: line.copay,
  coinsurance: line.coinsurance,
  over_limit: line.over_limit,
  not_covered: line.not_covered,
  plan_pays: line.plan_pays,
  member_pays: line.member_pays,
  written_off: line.written_off,
  balance_bill: line.balance_bill,
});

/** The lines of a household, each as it was paid. */
export function paid(book: Book, asked: readonly Asked[]): (Answered | string)[] {
  const [first] = asked;
  if (!first) throw new Error("a claim has a line");
  const { plans, used, members = ["a"], household } = first;
  const answer = book.claim({
    plans,
    members: members.map((id) => ({ id })),
    ...(household ? { facts: household } : {}),
    ...(used ? { used } : {}),
    lines: asked.map(({ plans: _, used: __, members: ___, household: ____, ...line }, i) => ({
      member: "a",
      ...line,
      id: String(i + 1),
      charge: money(line.charge),
      allowed: line.allowed === undefined ? undefined : money(line.allowed),
    })),
  });
  const errors = new Map(answer.errors.map(({ line, about, message }) => [line, `${about}: ${message}`]));
  const lines = new Map(answer.lines.map((line) => [line.id, partsOf(line)]));
  return asked.map(
    (_, i) => lines.get(String(i + 1)) ?? errors.get(String(i + 1)) ?? errors.get("") ?? "no answer",
  );
}

export const paidOne = (book: Book, asked: Asked): Answered | string | undefined => paid(book, [asked])[0];

/** What becomes of a charge above what is allowed. */
export type Balance = "written off" | "billed";

/** What a line with this share must come to, with all its parts. */
export function dueOf(share: Share, balance: Balance, line: Case, atMost?: number): Answered {
  const parts = limited(due(share, line), atMost);
  const above = share.kind === "not covered" ? 0 : line.charge - line.allowed;
  const { after, discounted } = offDiscount(share, parts);
  const member = after.deductible + after.copay + after.coinsurance + after.over_limit + after.not_covered;
  const text = (cents: number) => money(cents);
  return {
    deductible: text(after.deductible),
    copay: text(after.copay),
    coinsurance: text(after.coinsurance),
    over_limit: text(after.over_limit),
    not_covered: text(after.not_covered),
    plan_pays: text(after.plan_pays),
    member_pays: text(member),
    written_off: text(discounted + (balance === "written off" ? above : 0)),
    balance_bill: text(balance === "billed" ? above : 0),
  };
}

/** What a limit of the plan's payments leaves to the member. */
function limited(parts: Parts, atMost = Number.POSITIVE_INFINITY): Parts {
  const over = Math.max(0, parts.plan_pays - atMost);
  return { ...parts, plan_pays: parts.plan_pays - over, over_limit: parts.over_limit + over };
}

/** What the provider takes off what is above an allowance. */
function offDiscount(share: Share, parts: Parts): { readonly after: Parts; readonly discounted: number } {
  if (share.kind !== "allowance" || share.discount === undefined) return { after: parts, discounted: 0 };
  const discounted = Math.round((parts.over_limit * share.discount) / 100);
  return { after: { ...parts, over_limit: parts.over_limit - discounted }, discounted };
}
