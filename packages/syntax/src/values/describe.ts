import {
  Alternation,
  Alternative,
  type IProduction,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  type Rule,
  Terminal,
  type TokenType,
} from "chevrotain";
import * as T from "../tokens.js";
import { GRAMMAR_NAMES, grammarNamed, type ValueType } from "./index.js";

/** One rule of the value grammars, as the reference shows it. */
export interface GrammarRule {
  /** Of several words: `volume rule`. */
  readonly name: string;
  /** The type of value that it reads; absent for a rule that only other rules use. */
  readonly type: ValueType | undefined;
  /** What it is made of, in EBNF, over several lines where it is long. */
  readonly definition: string;
  /** The rules that it names, in the order in which it does. */
  readonly uses: readonly string[];
}

/** Every type of value, in the order in which the reference explains them. */
const ENTRIES: Readonly<Record<ValueType, true>> = {
  name: true,
  names: true,
  literal: true,
  text: true,
  nameOrLiteral: true,
  range: true,
  rounding: true,
  dates: true,
  guarantee: true,
  figure: true,
  expression: true,
  condition: true,
  unit: true,
  load: true,
  furtherMember: true,
  share: true,
  requirement: true,
  volumeRule: true,
  amountWhen: true,
  insures: true,
  inputLine: true,
  formula: true,
  conditionDefinition: true,
  declaration: true,
  heading: true,
  accept: true,
  given: true,
  expect: true,
  listed: true,
  costShare: true,
  accumulator: true,
  limit: true,
  allowed: true,
  namesWhen: true,
  requires: true,
  waiting: true,
  carryOver: true,
  frequency: true,
  benefitsHeading: true,
  point: true,
  parts: true,
  ruleLoop: true,
  ruleCondition: true,
  ruleFigure: true,
  applies: true,
  findingLevel: true,
  continuedRates: true,
  covered: true,
  accountCredit: true,
  accountDebit: true,
  carries: true,
  accountInterest: true,
  accountSplit: true,
  creditCell: true,
  creditDay: true,
  portion: true,
  payee: true,
  due: true,
  who: true,
  dateRule: true,
  personCondition: true,
  namedCondition: true,
  events: true,
  continuing: true,
  meanwhile: true,
  daysOfYear: true,
  extension: true,
  couple: true,
  monthParts: true,
  groupRequirement: true,
  papers: true,
  approval: true,
  fundingAmount: true,
  fundingCharge: true,
  flow: true,
  attaches: true,
  laser: true,
  reimburses: true,
  afterYear: true,
  resultUse: true,
  retroAmount: true,
  reserveAmount: true,
  prefundStep: true,
  retroShares: true,
  assume: true,
  compareLine: true,
};

const TERMINALS: ReadonlyMap<TokenType, string> = new Map([
  [T.Word, "WORD"],
  [T.Money, "MONEY"],
  [T.Percent, "PERCENT"],
  [T.Numeral, "NUMBER"],
  [T.Day, "DATE"],
  [T.Text, "TEXT"],
  [T.OpenParen, '"("'],
  [T.CloseParen, '")"'],
  [T.Comma, '","'],
  [T.Plus, '"+"'],
  [T.Minus, '"-"'],
  [T.Times, '"*"'],
  [T.Divide, '"/"'],
]);

/** Characters of a line of a definition. */
const WIDEST = 88;

const isEntry = (rule: string): rule is ValueType => Object.hasOwn(ENTRIES, rule);

/** `volumeRule` as `volume rule`. */
const spoken = (rule: string): string => rule.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A name of several words is one word in EBNF. */
const joined = (rule: string): string => spoken(rule).replaceAll(" ", "-");

/**
 * The grammar of values, as the parser has it: the rules for the types of value in the order of the reference, then
 * those that they are made of. A short rule that is used in one place is written out there.
 */
export function valueGrammar(): readonly GrammarRule[] {
  const productions = Object.assign(
    {},
    ...GRAMMAR_NAMES.map((name) => grammarNamed(name).getGAstProductions()),
  ) as Record<string, Rule>;
  const bodies = new Map(Object.values(productions).map(({ name, definition }) => [name, definition]));
  const inlined = writtenOut(bodies);
  const order = [...Object.keys(ENTRIES), ...[...bodies.keys()].filter((rule) => !isEntry(rule))];
  return order.flatMap((rule) => {
    const body = bodies.get(rule);
    if (!body || inlined.has(rule)) return [];
    const writer = new RuleWriter(bodies, inlined);
    const definition = writer.write(body);
    const type = isEntry(rule) ? rule : undefined;
    return [{ name: spoken(rule), type, definition, uses: [...writer.uses].map(spoken) }];
  });
}

type Bodies = ReadonlyMap<string, readonly IProduction[]>;

/** Rules that say no more than another one, and short ones that one rule alone uses. */
function writtenOut(bodies: Bodies): ReadonlySet<string> {
  const uses = new Map<string, number>();
  const count = (production: IProduction): void => {
    if (production instanceof NonTerminal) {
      uses.set(production.nonTerminalName, (uses.get(production.nonTerminalName) ?? 0) + 1);
    } else if (!(production instanceof Terminal)) {
      for (const inner of partsOf(production)) count(inner);
    }
  };
  for (const body of bodies.values()) for (const production of body) count(production);
  const isPlain = (rule: string, body: readonly IProduction[]) =>
    !isEntry(rule) &&
    ((body.length === 1 && body[0] instanceof NonTerminal) ||
      (uses.get(rule) === 1 && new RuleWriter(bodies, new Set()).write(body).length <= WIDEST));
  return new Set([...bodies].filter(([rule, body]) => isPlain(rule, body)).map(([rule]) => rule));
}

function partsOf(production: IProduction): readonly IProduction[] {
  if (production instanceof Alternation || production instanceof Alternative) return production.definition;
  const mayRepeat =
    production instanceof Option ||
    production instanceof Repetition ||
    production instanceof RepetitionMandatory;
  return mayRepeat ? production.definition : [];
}

/** Text that is kept on one line where it fits. */
type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Piece[] }
  | { readonly kind: "group"; readonly open: string; readonly close: string; readonly inner: Piece };

class RuleWriter {
  readonly uses = new Set<string>();

  constructor(
    private readonly bodies: Bodies,
    private readonly inlined: ReadonlySet<string>,
  ) {}

  write(body: readonly IProduction[]): string {
    return broken(this.sequence(body), 0);
  }

  private sequence(productions: readonly IProduction[]): Piece {
    const parts: Piece[] = [];
    for (const production of productions) {
      const piece = this.piece(production);
      const before = parts[parts.length - 1];
      // Words of the language that follow each other are one phrase: `"up to"`.
      if (before?.kind === "text" && piece.kind === "text" && isPhrase(before.text) && isPhrase(piece.text)) {
        parts[parts.length - 1] = {
          kind: "text",
          text: `${before.text.slice(0, -1)} ${piece.text.slice(1)}`,
        };
      } else if (piece.kind === "sequence") parts.push(...piece.parts);
      else parts.push(productions.length > 1 ? grouped(piece) : piece);
    }
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind: "sequence", parts };
  }

  private piece(production: IProduction): Piece {
    if (production instanceof Terminal) {
      const { terminalType } = production;
      return { kind: "text", text: TERMINALS.get(terminalType) ?? terminalType.name };
    }
    if (production instanceof NonTerminal) return this.rule(production.nonTerminalName);
    if (production instanceof Alternation) {
      const parts = production.definition.map((part) => this.piece(part));
      return { kind: "choice", parts: parts.flatMap((part) => (part.kind === "choice" ? part.parts : part)) };
    }
    const inner = this.sequence(partsOf(production));
    if (production instanceof Option) return { kind: "group", open: "[", close: "]", inner };
    if (production instanceof Repetition) return { kind: "group", open: "{", close: "}", inner };
    if (production instanceof RepetitionMandatory) {
      const again: Piece = { kind: "group", open: "{", close: "}", inner };
      return { kind: "sequence", parts: [grouped(inner), again] };
    }
    return inner;
  }

  private rule(name: string): Piece {
    const body = this.bodies.get(name);
    if (body && this.inlined.has(name)) return this.sequence(body);
    this.uses.add(name);
    return { kind: "text", text: joined(name) };
  }
}

const isPhrase = (text: string): boolean => /^"[a-z ]+"$/.test(text);

const grouped = (piece: Piece): Piece =>
  piece.kind === "choice" ? { kind: "group", open: "(", close: ")", inner: piece } : piece;

function flat(piece: Piece): string {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "sequence":
      return piece.parts.map(flat).join(" ");
    case "choice":
      return piece.parts.map(flat).join(" | ");
    case "group":
      return `${piece.open} ${flat(piece.inner)} ${piece.close}`;
  }
}

/** The piece from column `at` on: on one line, or broken where it is made of parts. Later lines begin at `at`. */
function broken(piece: Piece, at: number): string {
  const line = flat(piece);
  if (at + line.length <= WIDEST) return line;
  const margin = `\n${" ".repeat(at)}`;
  switch (piece.kind) {
    case "text":
      return line;
    case "choice":
      return piece.parts.map((part, i) => `${i === 0 ? "  " : "| "}${broken(part, at + 2)}`).join(margin);
    case "group":
      return `${piece.open} ${broken(piece.inner, at + 2)}${margin}${piece.close}`;
    case "sequence":
      return filled(piece.parts, at, margin);
  }
}

function filled(parts: readonly Piece[], at: number, margin: string): string {
  const lines: string[] = [];
  let current = "";
  for (const part of parts) {
    const text = flat(part);
    if (current !== "" && at + current.length + 1 + text.length <= WIDEST) current += ` ${text}`;
    else {
      if (current !== "") lines.push(current);
      current = broken(part, at);
      if (current.includes("\n")) {
        lines.push(current);
        current = "";
      }
    }
  }
  if (current !== "") lines.push(current);
  return lines.join(margin);
}
