// Pieces of a program, as pages show them: each is completed by a small program beside it.
import type { SourceFile } from "@planwright/semantics";
import { parse, type Statement, Word } from "@planwright/syntax";

/** Blocks whose lines each say something of their own: a piece replaces lines of them, not the whole. */
const LISTS: ReadonlySet<string> = new Set(["carriers", "coverages", "classes", "conventions"]);
/** Statements that are told apart by the name after their first word. */
const NAMED: ReadonlySet<string> = new Set(["plan", "coverage", "places", "input", "formula", "condition"]);
/** Blocks that are told apart by the coverages after `for`. */
const FOR_COVERAGES: ReadonlySet<string> = new Set(["rates", "contributions", "eligibility"]);

/** Whether a text has a block `program`, and so is no piece of one. */
export const isWhole = (text: string): boolean =>
  parse("", text).statements.some((statement) => wordsOf(statement)[0] === "program");

/**
 * The files that a piece is checked as: the base, without what the piece says itself, and the piece. What is taken
 * out of the base leaves blank lines, so that its other lines keep their numbers.
 */
export function completed(piece: string, base: string): readonly SourceFile[] {
  const said = new Set(parse("", piece).statements.flatMap(saidBy));
  let text = base;
  for (const { span, says } of parse("", base).statements.flatMap(pieces)) {
    if (!says.some((what) => said.has(what))) continue;
    const blank = text.slice(span.start, span.end).replace(/[^\n]/g, " ");
    text = text.slice(0, span.start) + blank + text.slice(span.end);
  }
  return [
    { path: "base.plan", text },
    { path: "example.plan", text: piece },
  ];
}

interface Piece {
  readonly span: { readonly start: number; readonly end: number };
  readonly says: readonly string[];
}

/** What a piece may take the place of: a statement, or a line of a list. */
function pieces(statement: Statement): readonly Piece[] {
  const [word = ""] = wordsOf(statement);
  if (statement.kind === "block" && LISTS.has(word)) {
    return statement.children.map((line) => ({ span: line.span, says: [`${word} ${wordsOf(line)[0]}`] }));
  }
  const span = statement.kind === "block" ? statement.whole : statement.span;
  return [{ span, says: saidBy(statement) }];
}

/** What a statement says, in words that are equal when one takes the place of the other. */
function saidBy(statement: Statement): readonly string[] {
  const [word = "", name = ""] = wordsOf(statement);
  const lines = statement.kind === "block" ? statement.children.map((line) => wordsOf(line)[0] ?? "") : [];
  if (LISTS.has(word) || word === "tiers") return lines.map((line) => `${word} ${line}`);
  if (NAMED.has(word)) return [`${word} ${name}`];
  if (FOR_COVERAGES.has(word)) return coveragesOf(statement).map((coverage) => `${word} ${coverage}`);
  return [word];
}

function coveragesOf(statement: Statement): readonly string[] {
  const words = wordsOf(statement);
  const from = words.indexOf("for") + 1;
  const rest = words.slice(from);
  const end = rest.findIndex((word) => word === "when" || word === "effective");
  return end < 0 ? rest : rest.slice(0, end);
}

/** The words of a line, without its values. */
function wordsOf(statement: Statement): readonly string[] {
  if (statement.kind === "row" || statement.kind === "leftover") return [];
  return statement.items.filter(({ tokenType }) => tokenType === Word).map(({ image }) => image);
}
