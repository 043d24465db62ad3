import { Amounts } from "./fast/amounts.js";
import type { QuickClaims } from "./fast/household.js";
import type { Claim, ClaimAnswer, LineError } from "./types.js";

/** Amounts of the paid lines of many households, in whole cents, column by column. */
export interface ClaimColumns {
  /** Where the lines of each household begin, and where those of the last one end. */
  readonly first: Uint32Array;
  /** The place of each line in its claim: lines are paid by the order of their days. */
  readonly line: Uint32Array;
  readonly charge: Float64Array;
  readonly allowed: Float64Array;
  readonly deductible: Float64Array;
  readonly copay: Float64Array;
  readonly coinsurance: Float64Array;
  readonly over_limit: Float64Array;
  readonly not_covered: Float64Array;
  readonly other_paid: Float64Array;
  readonly written_off: Float64Array;
  readonly balance_bill: Float64Array;
  readonly plan_pays: Float64Array;
  readonly errors: readonly ColumnError[];
  /** Households that were paid in exact fractions, which takes longer: doubtful or very large amounts, rare shares. */
  readonly exactly: number;
}

export interface ColumnError extends LineError {
  /** The place of the household among the claims. */
  readonly household: number;
}

/** Cents of an amount as an answer writes it. */
const centsOf = (text: string): number => Number(text.replace(".", ""));

/** Pays household after household; what the quick way leaves is paid by `pay`. */
export function payColumns(
  claims: Iterable<Claim>,
  quick: QuickClaims,
  pay: (claim: Claim) => ClaimAnswer,
): ClaimColumns {
  // Of a list it is known how much room the answers take.
  const most = Array.isArray(claims)
    ? claims.reduce((sum: number, { lines }: Claim) => sum + lines.length, 0)
    : 1_024;
  const amounts = new Amounts(most);
  const errors: ColumnError[] = [];
  const first: number[] = [];
  let line: Uint32Array = new Uint32Array(most);
  let row = 0;
  let exactly = 0;
  for (const claim of claims) {
    const household = first.push(row) - 1;
    line = withRoom(line, row + claim.lines.length);
    if (quick.write(claim, amounts, row)) {
      const { order } = quick;
      for (let i = 0; i < order.length; i++) line[row++] = order[i] ?? 0;
      continue;
    }
    exactly++;
    const answer = pay(claim);
    amounts.reserve(row + answer.lines.length);
    for (const index of writeAnswer(claim, answer, amounts, row)) line[row++] = index;
    for (const error of answer.errors) errors.push({ household, ...error });
  }
  first.push(row);
  return {
    first: Uint32Array.from(first),
    line: line.subarray(0, row),
    ...columnsOf(amounts, row),
    errors,
    exactly,
  };
}

function withRoom(line: Uint32Array, size: number): Uint32Array {
  if (size <= line.length) return line;
  const larger = new Uint32Array(Math.max(size, line.length * 2));
  larger.set(line);
  return larger;
}

/** Writes the amounts of an answer; gives the place of each line in its claim. */
function writeAnswer(claim: Claim, { lines }: ClaimAnswer, to: Amounts, begin: number): number[] {
  // Of two lines with one name the first is paid.
  const places = new Map(claim.lines.map(({ id }, i) => [id ?? String(i + 1), i] as const).reverse());
  return lines.map((line, i) => {
    const row = begin + i;
    to.charge[row] = centsOf(line.charge);
    to.allowed[row] = centsOf(line.allowed);
    to.deductible[row] = centsOf(line.deductible);
    to.copay[row] = centsOf(line.copay);
    to.coinsurance[row] = centsOf(line.coinsurance);
    to.overLimit[row] = centsOf(line.over_limit);
    to.notCovered[row] = centsOf(line.not_covered);
    to.otherPaid[row] = centsOf(line.other_paid);
    to.writtenOff[row] = centsOf(line.written_off);
    to.balanceBill[row] = centsOf(line.balance_bill);
    to.planPays[row] = centsOf(line.plan_pays);
    return places.get(line.id) ?? 0;
  });
}

const columnsOf = (amounts: Amounts, rows: number) => ({
  charge: amounts.charge.subarray(0, rows),
  allowed: amounts.allowed.subarray(0, rows),
  deductible: amounts.deductible.subarray(0, rows),
  copay: amounts.copay.subarray(0, rows),
  coinsurance: amounts.coinsurance.subarray(0, rows),
  over_limit: amounts.overLimit.subarray(0, rows),
  not_covered: amounts.notCovered.subarray(0, rows),
  other_paid: amounts.otherPaid.subarray(0, rows),
  written_off: amounts.writtenOff.subarray(0, rows),
  balance_bill: amounts.balanceBill.subarray(0, rows),
  plan_pays: amounts.planPays.subarray(0, rows),
});
