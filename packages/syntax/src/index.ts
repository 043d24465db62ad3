/** Text to tree and back. Knows shapes (blocks, properties, tables, phrases, values), and no word of benefits. */
export { MOST_CHARACTERS, MOST_DEPTH, parse } from "./parse.js";
export { textValue } from "./phrase.js";
export { isCalendarDay } from "./scan.js";
export {
  Bar,
  CloseBracket,
  Comma,
  Day,
  Divide,
  isLiteral,
  Minus,
  moved,
  Money,
  Numeral,
  OpenBracket,
  Ordinal,
  Percent,
  Plus,
  Text,
  Times,
  type Token,
  Word,
} from "./tokens.js";
export * from "./tree.js";
export type * from "./values/account-ast.js";
export type * from "./values/ast.js";
export type * from "./values/benefit-ast.js";
export type * from "./values/eligibility-ast.js";
export type * from "./values/funding-ast.js";
export type * from "./values/point-ast.js";
export type * from "./values/renewal-ast.js";
export type * from "./values/rule-ast.js";
export {
  type ArrangementHead,
  ARRANGEMENT_HEADS,
  beginsQuestion,
  RULE_HEADS,
  type RuleHead,
} from "./values/heads.js";
export { type GrammarRule, valueGrammar } from "./values/describe.js";
export {
  MOST_NESTING,
  readValue,
  type ValueResult,
  type ValueType,
  type ValueTypes,
} from "./values/index.js";
export { monthName, monthNumber } from "./values/points.js";
export { format, type FormatResult, type Layout } from "./print.js";
export { JOINING_WORDS } from "./values/base.js";
export { KEYWORDS } from "./values/keywords.js";
export { type Following, whatMayFollow } from "./values/following.js";
