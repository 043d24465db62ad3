/** Two rate books to what changed between them. Computes no premium and no claim. */
export type { Change } from "./changes.js";
export { compareBooks } from "./compare.js";
export { CLASSES, type Class, type Kind, type KindRow, KINDS, kindRow } from "./kinds.js";
export { judged, type Policy, type PolicyFinding, policyOf } from "./policy.js";
export { type RateSpread, ratesSpread, type Summary, summaryOf } from "./summary.js";
