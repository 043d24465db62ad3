import type { RateBook } from "@planwright/ratebook";
import { decimal, exact } from "../exact.js";
import type { Check } from "../examples.js";
import type { Book } from "../rate.js";
import { UNIT_NAMES } from "./units.js";
import type { Balance, Claim, ClaimAnswer, ClaimLine } from "./types.js";

type ExampleClaims = NonNullable<RateBook["examples"][number]["claims"]>;

const COLUMNS = [
  "date",
  "member",
  "service",
  "code",
  "network",
  "channel",
  "plan",
  "charge",
  "allowed",
  "other_paid",
  "voids",
] as const;
/** A line of a claim from a row of a table: column to text. What is no column of a claim is a fact. */
export function claimLine(row: Readonly<Record<string, string | undefined>>): ClaimLine {
  const line: Record<string, string> = {};
  const units: Record<string, string> = {};
  const facts: Record<string, string> = {};
  for (const [column, text] of Object.entries(row)) {
    if (text === undefined || text === "" || column === "line" || column === "id") continue;
    if ((COLUMNS as readonly string[]).includes(column)) line[column] = text;
    else if (UNIT_NAMES.includes(column)) units[column] = text;
    else facts[column] = text;
  }
  const id = row.line ?? row.id;
  return {
    ...line,
    ...(id === undefined ? {} : { id }),
    date: line.date ?? "",
    member: line.member ?? "",
    units,
    facts,
  };
}

/** Pays the claims of an example and compares. */
export function checkClaims(
  book: Pick<Book, "claim">,
  given: Readonly<Record<string, string>>,
  claims: ExampleClaims,
): Check[] {
  const [only, second] = claims.members;
  const claim: Claim = {
    plans: claims.plans,
    members: claims.members.map((id) => ({ id })),
    facts: given,
    used: claims.used,
    // A claim of one member need not name him in each line.
    lines: claims.lines.map((row) =>
      claimLine(second === undefined && only ? { member: only, ...row } : row),
    ),
  };
  const answer = book.claim(claim);
  const general = answer.errors.find(({ line }) => line === "");
  if (general) {
    return [
      { what: "claims", expected: "an answer", actual: general.message, status: "fail", refused: true },
    ];
  }
  return [
    ...claims.expects.map((expect) => checkLine(answer, expect)),
    ...unexpected(answer, claims),
    ...claims.balances.map((expect) => checkBalance(answer, expect)),
  ];
}

type Tail = { readonly printed?: string | undefined; readonly because?: string | undefined };

const tailOf = ({ printed, because }: Tail) => ({
  ...(printed === undefined ? {} : { printed }),
  ...(because === undefined || because === "" ? {} : { because }),
});

function checkLine(answer: ClaimAnswer, expect: ExampleClaims["expects"][number]): Check {
  const { line, part, value } = expect;
  const what = `line ${line}: ${part.replaceAll("_", " ")}`;
  const error = answer.errors.find((one) => one.line === line);
  if (part === "error") {
    const actual = error ? error.about : "no error";
    return { what, expected: value, actual, ...tailOf(expect), status: actual === value ? "pass" : "fail" };
  }
  const found = answer.lines.find(({ id }) => id === line);
  const actual = found ? figureOf(found, part) : (error?.message ?? "no such line");
  const matches = /^-?\d+(\.\d+)?$/.test(actual) && exact(actual).equals(exact(value));
  return {
    what,
    expected: decimal(exact(value), 2),
    actual,
    ...tailOf(expect),
    status: matches ? "pass" : "fail",
    ...(found ? {} : { refused: true }),
  };
}

function figureOf(line: ClaimAnswer["lines"][number], part: string): string {
  const figures: Readonly<Record<string, string>> = {
    allowed: line.allowed,
    deductible: line.deductible,
    copay: line.copay,
    coinsurance: line.coinsurance,
    over_limit: line.over_limit,
    not_covered: line.not_covered,
    other_paid: line.other_paid,
    written_off: line.written_off,
    balance_bill: line.balance_bill,
    member_pays: line.member_pays,
    plan_pays: line.plan_pays,
  };
  return Object.hasOwn(figures, part) ? (figures[part] ?? "") : `there is no ${part}`;
}

/** A line that could not be paid fails the example, unless the error was expected. */
function unexpected(answer: ClaimAnswer, claims: ExampleClaims): Check[] {
  const expected = new Set(claims.expects.map(({ line }) => line));
  return answer.errors.flatMap(({ line, message }) =>
    expected.has(line)
      ? []
      : [
          {
            what: `line ${line}`,
            expected: "an answer",
            actual: message,
            status: "fail" as const,
            refused: true as const,
          },
        ],
  );
}

/** What stands under a name: of the plan that is named, else of the first plan, else of any; a whole name before a short one. */
function namedBalances(
  answer: ClaimAnswer,
  { of, by, plan }: ExampleClaims["balances"][number],
): readonly Balance[] {
  const own = answer.accumulators.filter(({ scope, member }) =>
    by === "family" ? scope === "family" : member === by,
  );
  const inPlan = own.filter((one) => one.plan === (plan ?? answer.plan));
  for (const candidates of plan === undefined ? [inPlan, own] : [inPlan]) {
    const whole = candidates.filter(({ name }) => name === of);
    if (whole.length > 0) return whole;
    const short = candidates.filter(
      ({ name }) => name.startsWith(`${of} in `) || name.startsWith(`${of} for `),
    );
    if (short.length > 0) return short;
  }
  return [];
}

function checkBalance(answer: ClaimAnswer, expect: ExampleClaims["balances"][number]): Check {
  const { of, by, side, amount } = expect;
  const what = `${side} of ${of}${expect.plan === undefined ? "" : ` of ${expect.plan}`} by ${by}`;
  const matching = namedBalances(answer, expect);
  const names = [...new Set(matching.map(({ name }) => name))];
  const found = names.length === 1 ? matching[0] : undefined;
  const actual = found
    ? found[side]
    : names.length > 1
      ? `it may be one of several: ${names.join("; ")}`
      : `there is no ${of} of ${by}`;
  const matches = found !== undefined && exact(actual).equals(exact(amount));
  const expected = found?.unit === undefined ? decimal(exact(amount), 2) : amount;
  return {
    what,
    expected,
    actual,
    ...tailOf(expect),
    status: matches ? "pass" : "fail",
    ...(found ? {} : { refused: true }),
  };
}
