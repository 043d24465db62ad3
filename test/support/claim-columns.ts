import type { ClaimColumns } from "@planwright/evaluator";

/** The amounts of a line of a claim that columns have as well. */
export const AMOUNTS = [
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
  "plan_pays",
] as const;

/** The amounts of some rows as an answer writes them. */
export const amountTexts = (
  columns: ClaimColumns,
  name: (typeof AMOUNTS)[number],
  from = 0,
  to = columns.charge.length,
): string[] => [...columns[name].subarray(from, to)].map((cents) => (cents / 100).toFixed(2));
