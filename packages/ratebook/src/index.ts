/** The contract: what a rate book is, how it is written canonically, how it is loaded, what it says in words. Computes nothing. */
export { canonicalText, hashOf } from "./canonical.js";
export { FORMAT } from "./format.js";
export { type LoadResult, loadRateBook, MOST_CHARACTERS, MOST_DEPTH } from "./load.js";
export type { ArrangementQuestion, Condition, DateTest, Expression, Point, RateBook } from "./schema.js";

/** The JSON Schema of the rate book. */
export async function rateBookSchema(): Promise<Record<string, unknown>> {
  const { jsonSchema } = await import("./schema.js");
  return jsonSchema();
}
export { money, sayCondition, sayExpression, sayPoint, sayRange, spaced } from "./words.js";
