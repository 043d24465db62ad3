// What the claims of the examples come to, in text: the figures of each line and the way to them.
import { type ClaimAnswer, claimLine, type LineAnswer, prepare } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";

const FIGURES = [
  "charge",
  "allowed",
  "deductible",
  "copay",
  "coinsurance",
  "over_limit",
  "not_covered",
  "other_paid",
  "written_off",
  "balance_bill",
  "member_pays",
  "plan_pays",
] as const;

const isZero = (amount: string): boolean => Number(amount) === 0;

function explained(line: LineAnswer): string[] {
  const figures = FIGURES.flatMap((name) =>
    isZero(line[name]) ? [] : [`${name.replaceAll("_", " ")} ${line[name]}`],
  );
  const steps = line.trace.map(({ text, amount, before, after, source, cites }) => {
    const left = before === undefined ? "" : ` [${before} → ${after}]`;
    return `    ${text}${amount === undefined ? "" : ` ${amount}`}${left}${source ? ` (${source})` : ""}${cites ? ` ${cites.join(", ")}` : ""}`;
  });
  const moved = line.moved.map(({ name, by, amount }) => `    moves ${name} of ${by}: ${amount}`);
  const head = `  line ${line.id}, ${line.member}, ${line.service} in ${line.network}, ${line.plan}: ${figures.join(", ")}`;
  return [head, ...steps, ...moved];
}

interface Paid {
  readonly name: string;
  readonly answer: ClaimAnswer;
}

/** The claims of each example of a rate book, paid. */
export function paidClaims(rateBook: RateBook): readonly Paid[] {
  const book = prepare(rateBook);
  return rateBook.examples.flatMap(({ name, given, claims }) => {
    if (!claims) return [];
    const [only, second] = claims.members;
    const alone = second === undefined && only ? { member: only } : {};
    const claim = {
      plans: claims.plans,
      members: claims.members.map((id) => ({ id })),
      facts: given,
      used: claims.used,
      lines: claims.lines.map((row) => claimLine({ ...alone, ...row })),
    };
    return [{ name, answer: book.claim(claim, { trace: true }) }];
  });
}

export function explanations(rateBook: RateBook): string {
  const texts = paidClaims(rateBook).flatMap(({ name, answer }) => [
    `== ${name}`,
    ...answer.lines.flatMap(explained),
    ...answer.errors.map(({ line, about, message }) => `  line ${line} is refused: ${about}: ${message}`),
    ...answer.accumulators.map(
      ({ plan, name: account, scope, member, used, limit, remaining }) =>
        `  ${account} of ${plan}, ${member ?? scope}: used ${used} of ${limit}, ${remaining} left`,
    ),
  ]);
  return `${texts.join("\n")}\n`;
}

/** Lines whose figures do not come to their charge, in cents; empty when all do. */
export function unbalanced(rateBook: RateBook): string[] {
  return paidClaims(rateBook).flatMap(({ name, answer }) =>
    answer.lines.flatMap((line) => {
      const sum = (...parts: readonly (typeof FIGURES)[number][]) =>
        parts.reduce((total, part) => total + BigInt(line[part].replace(".", "")), 0n);
      const member = sum("deductible", "copay", "coinsurance", "over_limit", "not_covered");
      const charge = sum("member_pays", "plan_pays", "balance_bill", "written_off", "other_paid");
      return member === sum("member_pays") && charge === sum("charge")
        ? []
        : [`${name}, line ${line.id}: ${explained(line)[0]}`];
    }),
  );
}
