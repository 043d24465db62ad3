import type { IRecognitionException, ParserMethod } from "chevrotain";
import type { Token } from "../tokens.js";
import type { Span } from "../tree.js";
import type * as C from "./account-ast.js";
import { AccountGrammar } from "./accounts.js";
import type * as A from "./ast.js";
import type * as B from "./benefit-ast.js";
import { BenefitGrammar } from "./benefits.js";
import { EligibilityGrammar } from "./eligibility.js";
import type * as E from "./eligibility-ast.js";
import { FundingGrammar } from "./funding.js";
import type * as F from "./funding-ast.js";
import { AskingValueGrammar, ValueGrammar } from "./grammar.js";
import { asksArrangement } from "./heads.js";
import { withKeywords } from "./keywords.js";
import { PLAIN } from "./plain.js";
import type { PointNode } from "./point-ast.js";
import { PlainPointGrammar } from "./points.js";
import { RenewalGrammar } from "./renewal.js";
import type * as R from "./rule-ast.js";
import { RuleGrammar } from "./rules.js";
import type { PartsNode } from "./renewal-ast.js";

/** Values of a schedule of benefits. They have a parser of their own, so that a program of rates does not wait for it. */
export interface BenefitTypes {
  costShare: B.CostShareNode;
  accumulator: B.AccumulatorNode;
  limit: B.LimitNode;
  allowed: B.AllowedNode;
  frequency: B.FrequencyNode;
  namesWhen: B.NamesWhenNode;
  requires: B.RequiresNode;
  waiting: B.WaitingNode;
  carryOver: B.CarryOverNode;
  listed: B.ListedNode;
  benefitsHeading: B.BenefitsHeadingNode;
}

/** Values of an account that is kept for each employee. */
export interface AccountTypes {
  covered: C.CoveredNode;
  accountCredit: C.AccountCreditNode;
  accountDebit: C.AccountDebitNode;
  carries: C.CarriesNode;
  accountInterest: C.AccountInterestNode;
  accountSplit: C.SplitNode;
  creditCell: C.CreditCellNode;
  creditDay: C.CreditDayNode;
  portion: C.PortionNode;
  payee: C.PayeeNode;
  due: C.DueNode;
}

/** Values of eligibility, with a parser of their own as well. */
export interface EligibilityTypes {
  personCondition: A.ConditionNode;
  who: E.WhoNode;
  dateRule: E.DateRuleNode;
  extension: E.ExtensionNode;
  couple: E.CoupleNode;
  monthParts: E.MonthPartsNode;
  events: E.EventsNode;
  continuing: E.ContinuingNode;
  meanwhile: E.MeanwhileNode;
  daysOfYear: E.DaysOfYearNode;
  groupRequirement: E.GroupRequirementNode;
  papers: E.PapersNode;
  approval: E.ApprovalNode;
  namedCondition: A.ConditionDefinitionNode;
}

/** Values of funding arrangements and projections. */
export interface FundingTypes {
  fundingAmount: F.FundingAmountNode;
  fundingCharge: F.ChargeNode;
  flow: F.FlowNode;
  attaches: F.AttachesNode;
  laser: F.LaserNode;
  reimburses: F.ReimbursesNode;
  afterYear: A.LiteralNode;
  resultUse: F.ResultUseNode;
  retroAmount: F.RetroAmountNode;
  reserveAmount: F.ReserveAmountNode;
  prefundStep: F.PrefundStepNode;
  retroShares: F.RetroSharesNode;
  assume: F.AssumeNode;
  compareLine: F.CompareNode;
}

/** Values of rules over the program itself. */
export interface RuleTypes {
  ruleLoop: R.RuleLoopNode;
  ruleCondition: A.ConditionNode;
  ruleFigure: A.ExpressionNode;
  applies: R.AppliesNode;
  findingLevel: R.FindingLevelNode;
  continuedRates: R.ContinuedRatesNode;
}

/** Each type of value and the tree that reading it gives. */
export interface ValueTypes extends BenefitTypes, AccountTypes, EligibilityTypes, FundingTypes, RuleTypes {
  expression: A.ExpressionNode;
  figure: A.ExpressionNode;
  condition: A.ConditionNode;
  range: A.RangeNode;
  rounding: A.RoundingNode;
  names: readonly A.NameNode[];
  name: A.NameNode;
  nameOrLiteral: A.NameNode | A.LiteralNode;
  literal: A.LiteralNode;
  text: A.LiteralNode & { readonly kind: "text" };
  dates: A.DatesNode;
  guarantee: A.GuaranteeNode;
  unit: A.UnitNode;
  inputLine: A.InputNode;
  volumeRule: A.VolumeNode;
  share: A.ShareNode;
  requirement: A.RequirementNode;
  insures: A.InsuresNode;
  amountWhen: A.AmountWhenNode;
  heading: A.HeadingNode;
  declaration: A.DeclarationNode;
  accept: A.AcceptNode;
  furtherMember: A.FurtherMemberNode;
  formula: A.FormulaNode;
  conditionDefinition: A.ConditionDefinitionNode;
  load: A.LoadNode;
  given: A.GivenNode;
  expect: A.ExpectNode;
  point: PointNode;
  parts: PartsNode;
}

export type ValueType = keyof ValueTypes;

export type ValueResult<V> =
  | { readonly ok: true; readonly value: V }
  | {
      readonly ok: false;
      /** What could not be read: a word, or the last character where the phrase ends too early. */
      readonly span: Span;
      /** The words there; absent at the end of the phrase. */
      readonly found: string | undefined;
    };

/** Expressions and conditions may stand this deep in one another. */
export const MOST_NESTING = 60;
/** A phrase may join this many operands: each makes the tree of an expression deeper. */
export const MOST_OPERATORS = 1000;

/** The parsers, each made when a value of its types is first read: a program of rates waits for no other. */
const GRAMMARS = {
  values: () => new ValueGrammar(),
  benefits: () => new BenefitGrammar(),
  funding: () => new FundingGrammar(),
  points: () => new PlainPointGrammar(),
  eligibility: () => new EligibilityGrammar(),
  asking: () => new AskingValueGrammar(),
  renewal: () => new RenewalGrammar(),
  accounts: () => new AccountGrammar(),
  rules: () => new RuleGrammar(),
} as const;

export type GrammarName = keyof typeof GRAMMARS;

/** Which parser reads a type; `values` where none is named. */
const GRAMMAR_OF: Readonly<Partial<Record<ValueType, GrammarName>>> = {
  costShare: "benefits",
  accumulator: "benefits",
  limit: "benefits",
  allowed: "benefits",
  frequency: "benefits",
  namesWhen: "benefits",
  requires: "benefits",
  waiting: "benefits",
  carryOver: "benefits",
  listed: "benefits",
  benefitsHeading: "benefits",
  fundingAmount: "funding",
  fundingCharge: "funding",
  flow: "funding",
  attaches: "funding",
  laser: "funding",
  reimburses: "funding",
  afterYear: "funding",
  resultUse: "funding",
  retroAmount: "funding",
  reserveAmount: "funding",
  prefundStep: "funding",
  retroShares: "funding",
  assume: "funding",
  compareLine: "funding",
  point: "points",
  parts: "renewal",
  covered: "accounts",
  accountCredit: "accounts",
  accountDebit: "accounts",
  carries: "accounts",
  accountInterest: "accounts",
  accountSplit: "accounts",
  creditCell: "accounts",
  creditDay: "accounts",
  portion: "accounts",
  payee: "accounts",
  due: "accounts",
  personCondition: "eligibility",
  who: "eligibility",
  dateRule: "eligibility",
  extension: "eligibility",
  couple: "eligibility",
  monthParts: "eligibility",
  events: "eligibility",
  continuing: "eligibility",
  meanwhile: "eligibility",
  daysOfYear: "eligibility",
  groupRequirement: "eligibility",
  papers: "eligibility",
  approval: "eligibility",
  namedCondition: "eligibility",
  ruleLoop: "rules",
  ruleCondition: "rules",
  ruleFigure: "rules",
  applies: "rules",
  findingLevel: "rules",
  continuedRates: "rules",
};

function grammarOf(type: ValueType, tokens: readonly Token[]): GrammarName {
  const name = GRAMMAR_OF[type];
  if (name) return name;
  // `class` begins a question in an example alone; elsewhere it is a key of many conditions.
  const words = type === "expect" ? tokens : tokens.filter(({ image }) => image !== "class");
  return asksArrangement(words) ? "asking" : "values";
}

type Grammar = ReturnType<(typeof GRAMMARS)[GrammarName]>;

const made: Partial<Record<GrammarName, Grammar>> = {};

/** The parser of a name, made once. */
export function grammarNamed(name: GrammarName): Grammar {
  const grammar = made[name] ?? GRAMMARS[name]();
  made[name] = grammar;
  return grammar;
}

export const GRAMMAR_NAMES: readonly GrammarName[] = [
  "eligibility",
  "accounts",
  "renewal",
  "points",
  "benefits",
  "funding",
  "values",
  "asking",
  "rules",
];

/** The parser that would read the tokens as a value of the type. */
export const grammarFor = (type: ValueType, tokens: readonly Token[]): Grammar =>
  grammarNamed(grammarOf(type, tokens));

/** Reads the tokens of a phrase as a value of the type. `empty` is where the phrase would stand if it has no token. */
export function readValue<T extends ValueType>(
  type: T,
  tokens: readonly Token[],
  empty: Span,
): ValueResult<ValueTypes[T]> {
  const plain = PLAIN[type]?.(tokens);
  return plain ? { ok: true, value: plain } : readByGrammar(type, tokens, empty);
}

/** Reads the tokens of a phrase as `readValue` does, with the grammar alone. */
export function readByGrammar<T extends ValueType>(
  type: T,
  tokens: readonly Token[],
  empty: Span,
): ValueResult<ValueTypes[T]> {
  const end = tokens[tokens.length - 1];
  const after: Span = end ? { start: end.endOffset, end: end.endOffset + 1 } : empty;
  if (!end) return { ok: false, span: empty, found: undefined };
  const tooDeep = whereTooDeep(tokens);
  if (tooDeep) return failure(tooDeep, after);
  const grammar = grammarNamed(grammarOf(type, tokens));
  grammar.input = withKeywords(tokens);
  const rule = grammar[type as keyof typeof grammar] as unknown as ParserMethod<[], ValueTypes[T]>;
  const value = rule.call(grammar);
  const [error] = grammar.errors;
  if (!error) return { ok: true, value };
  return failure(tokenOfError(error), after);
}

function tokenOfError(error: IRecognitionException): Token | undefined {
  const { token } = error;
  if (Number.isNaN(token.startOffset) || token.endOffset === undefined) return undefined;
  return token as Token;
}

function failure(token: Token | undefined, after: Span): ValueResult<never> {
  if (!token) return { ok: false, span: after, found: undefined };
  return { ok: false, span: { start: token.startOffset, end: token.endOffset + 1 }, found: token.image };
}

const OPENINGS = new Set(["(", "lesser", "greater"]);
const OPERATORS = new Set(["+", "-", "*", "/", "of", "by"]);

/** The bracket, picking word or operator that goes deeper than can be read. */
function whereTooDeep(tokens: readonly Token[]): Token | undefined {
  let depth = 0;
  let operators = 0;
  for (const token of tokens) {
    if (OPENINGS.has(token.image)) depth++;
    else if (token.image === ")") depth--;
    else if (OPERATORS.has(token.image)) operators++;
    if (depth > MOST_NESTING || operators > MOST_OPERATORS) return token;
  }
  return undefined;
}
