/** Rate book to answers, each with a trace. Never sees a plan's text. */
export type { Person } from "./ask.js";
export {
  type AccountAnswer,
  type AccountHolder,
  type HolderAnswer,
  type LedgerEntry,
  settleHolders,
} from "./accounts/people.js";
export type { AccountEvent } from "./accounts/types.js";
export { addDays, addMonths, daysBetween } from "./claims/days.js";
export type { ClaimColumns, ColumnError } from "./claims/columns.js";
export { claimLine } from "./claims/example.js";
export { PlanBenefits, preparePlans } from "./claims/plan.js";
export type {
  Balance,
  Claim,
  ClaimAnswer,
  ClaimLine,
  Fact,
  LineAnswer,
  LineError,
  Member,
} from "./claims/types.js";
export { constantOf } from "./constants.js";
export {
  dayIn,
  decimalIn,
  FigureBytes,
  type ManyCells,
  manyCells,
  MOST_BYTES,
  UNREAD,
} from "./form/bytes.js";
export type { Couples } from "./enroll/couples.js";
export type { EnrollOptions } from "./enroll/enroll.js";
export type { Group } from "./enroll/group.js";
export type {
  ContributionAnswer,
  MonthAnswer as EnrollMonth,
  CoverageAnswer,
  CoverBefore,
  DependentAnswer,
  EnrollAnswer,
  GroupAnswer,
} from "./enroll/types.js";
export { answerExamples, type Check, type ExampleResult, runExamples } from "./examples.js";
export { listed } from "./enroll/words.js";
export { type CoverageForm, type Form, formOf, type LineForm } from "./form/form.js";
export * as formNodes from "./form/nodes.js";
export { MOST, type Truth, type Whole } from "./form/nodes.js";
export type { Scaled } from "./form/figures.js";
export { EMPTY, type Plain, REFUSED, type Slot } from "./form/slots.js";
export type { Cells } from "./form/tables.js";
export { isDay, nearest } from "./inputs.js";
export { monthName } from "./months.js";
export { type Book, prepare, type PremiumLine, type RateAnswer, type RateOptions } from "./rate.js";
export type { Problem } from "./refusal.js";
export type { PlanText } from "./renew/plan-text.js";
export type {
  Experience,
  ExperienceLine,
  RateAction,
  RenewalAnswer,
  RenewalLine,
  Said,
} from "./renew/types.js";
export type { Standing } from "./standing.js";
export type { TraceStep } from "./trace.js";
export type { ProjectionAnswer } from "./settle/project.js";
export type { SettleOptions } from "./settle/settle.js";
export type {
  ExperienceRow,
  FundingExperience,
  MonthAnswer,
  ListedClaimAnswer,
  MovementAnswer,
  PartyAnswer,
  ReserveAnswer,
  SettleAnswer,
  YearAnswer,
} from "./settle/types.js";
export { type Census, type CensusColumn, cellText, partOfColumn } from "./form/census.js";
export type { Amounts, ColumnsOptions, CoverageColumns, RatedColumns } from "./form/columns.js";
