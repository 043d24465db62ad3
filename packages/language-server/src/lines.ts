import {
  type Block,
  moved,
  parse,
  positionAt,
  type Row,
  type SourceTree,
  type Span,
  type Statement,
  type Token,
} from "@planwright/syntax";

/** Where something stands: the blocks around it, outermost first, and its statement. */
export interface Around {
  readonly blocks: readonly Block[];
  readonly statement: Statement | undefined;
}

/** From its first character to its last, a block with all that is in it. */
export const spanOf = (statement: Statement): Span =>
  statement.kind === "block" ? statement.whole : statement.span;

/** What is around a place. A place at the end of a statement is still in it; one in the braces of a block is in that. */
export function around(
  { statements, text }: Pick<SourceTree, "statements" | "text">,
  offset: number,
): Around {
  const blocks: Block[] = [];
  let among = statements;
  for (;;) {
    const statement = lastFrom(among, offset);
    if (!statement || offset > spanOf(statement).end) return { blocks, statement: undefined };
    if (statement.kind !== "block" || offset <= statement.span.end || offset <= braceOf(statement, text))
      return { blocks, statement };
    blocks.push(statement);
    among = statement.children;
  }
}

/** Where the brace of a block is, before which everything belongs to its heading. */
function braceOf({ span }: Block, text: string): number {
  let at = span.end;
  while (text[at] === " " || text[at] === "\t") at++;
  return text[at] === "{" ? at : span.end;
}

/** The last statement that begins at the place or before. */
function lastFrom(statements: readonly Statement[], offset: number): Statement | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = statements[middle];
    if (one && spanOf(one).start <= offset) low = middle + 1;
    else high = middle;
  }
  return statements[low - 1];
}

/** The rows of the table that a row is in: those beside it, with no other statement between. */
export function tableOf(row: Row, siblings: readonly Statement[]): readonly Row[] {
  const at = siblings.indexOf(row);
  let from = at;
  let to = at;
  while (siblings[from - 1]?.kind === "row") from--;
  while (siblings[to + 1]?.kind === "row") to++;
  return siblings.slice(from, to + 1).filter((one) => one.kind === "row");
}

/** The statements beside one that is in the blocks. */
export const siblingsIn = (tree: SourceTree, { blocks }: Around): readonly Statement[] =>
  blocks[blocks.length - 1]?.children ?? tree.statements;

/** The number of a line, from 0. */
export const lineAt = ({ lineStarts }: Pick<SourceTree, "lineStarts">, offset: number): number =>
  positionAt(lineStarts, offset).line - 1;

/** The tokens of the line of a place that touch it: two where one ends and the next begins. */
export function tokensAt(tree: SourceTree, offset: number): readonly Token[] {
  const start = tree.text.lastIndexOf("\n", offset - 1) + 1;
  const end = tree.text.indexOf("\n", offset);
  const line = parse("", tree.text.slice(start, end < 0 ? undefined : end)).tokens;
  return line
    .map((token) => moved(token, start))
    .filter(({ startOffset, endOffset }) => startOffset <= offset && offset <= endOffset + 1);
}

/** Every statement, and those in blocks after their block. */
export function* everyStatement(
  statements: readonly Statement[],
  blocks: readonly Block[] = [],
): Generator<{ readonly statement: Statement; readonly blocks: readonly Block[] }> {
  for (const statement of statements) {
    yield { statement, blocks };
    if (statement.kind === "block") yield* everyStatement(statement.children, [...blocks, statement]);
  }
}

/** Whether a place is in a comment or in a text, where words mean what they mean to a reader. */
export function isProse({ comments, text }: SourceTree, offset: number): boolean {
  const quotes =
    text
      .slice(text.lastIndexOf("\n", offset - 1) + 1, offset)
      .replace(/\\./g, "")
      .split('"').length - 1;
  return quotes % 2 === 1 || comments.some(({ span }) => span.start < offset && offset <= span.end);
}
