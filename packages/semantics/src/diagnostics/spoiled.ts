import type { SourceTree, Span, Statement } from "@planwright/syntax";
import type { Diagnostic } from "./report.js";

/** Findings about characters, braces, brackets and texts: what they spoil is not worth a second finding. */
const SYNTAX = new Set(["PW0001", "PW0002", "PW0003", "PW0004", "PW0005", "PW0006", "PW0007", "PW0012"]);

/** The stretches of a file that one statement takes: a property, a row, the heading of a block. */
function statementSpans(statements: readonly Statement[], into: Span[] = []): Span[] {
  for (const statement of statements) {
    into.push(statement.span);
    if (statement.kind === "block") statementSpans(statement.children, into);
  }
  return into;
}

/** The statement that a place stands in. Statements do not overlap, and stand in order. */
function statementAt(spans: readonly Span[], offset: number): Span | undefined {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = spans[low];
  return found && offset >= found.start && offset <= found.end ? found : undefined;
}

/** Keeps the first finding about the characters of a statement, and drops what else is said of that statement. */
export function withoutSpoiled(
  diagnostics: readonly Diagnostic[],
  trees: ReadonlyMap<string, SourceTree>,
): readonly Diagnostic[] {
  const first = new Map<Span, Diagnostic>();
  const spans = new Map<string, readonly Span[]>();
  const statementOf = ({ place }: Diagnostic): Span | undefined => {
    const tree = trees.get(place.file);
    if (!tree) return undefined;
    let own = spans.get(place.file);
    if (!own) {
      own = statementSpans(tree.statements);
      spans.set(place.file, own);
    }
    return statementAt(own, place.span.start);
  };
  for (const diagnostic of diagnostics) {
    const statement = SYNTAX.has(diagnostic.code) ? statementOf(diagnostic) : undefined;
    if (statement && !first.has(statement)) first.set(statement, diagnostic);
  }
  if (first.size === 0) return diagnostics;
  return diagnostics.filter((diagnostic) => {
    const statement = statementOf(diagnostic);
    const spoiling = statement && first.get(statement);
    return spoiling === undefined || spoiling === diagnostic || diagnostic.severity !== "error";
  });
}

/** The words around what a finding about characters is about: `depe$dent_share`. */
export function spoiledWords(tree: SourceTree): string[] {
  return tree.problems.flatMap(({ span }) => {
    let { start, end } = span;
    while (start > 0 && /\S/.test(tree.text.charAt(start - 1))) start--;
    while (end < tree.text.length && /\S/.test(tree.text.charAt(end))) end++;
    const words = tree.text.slice(start, Math.min(end, start + 80));
    return words.length > 1 ? [words] : [];
  });
}
