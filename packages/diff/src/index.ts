/** Two rate books to what changed between them, and what that means for people. */
export { type Change, idOf } from "./changes.js";
export { compareBooks, type Comparison, comparisonOf } from "./compare.js";
export {
  type Among,
  CensusComparison,
  type CensusEffect,
  type Counted,
  type Moved,
} from "./people/census.js";
export { ClaimsComparison, type ClaimsCounted, type ClaimsEffect } from "./people/claims.js";
export { between } from "./exact.js";
export { formerRows } from "./rates.js";
export { effectOnMembers, type MemberEffect, paysClaims, type People, peopleOf } from "./people/effect.js";
export type { Facts } from "./people/households.js";
export { SCENARIOS, sayScenario, type Scenario } from "./people/scenarios.js";
export { CLASSES, type Class, type Kind, type KindRow, KINDS, kindRow } from "./kinds.js";
export { isKind, kindMarkdown, type KindPage, pageOfKind } from "./pages.js";
export { linesOf } from "./lines.js";
export { judged, type Policy, type PolicyFinding, policyOf } from "./policy.js";
export { statedChanges, statesChanges } from "./stated.js";
export { type RateSpread, ratesSpread, type Summary, summaryOf } from "./summary.js";
