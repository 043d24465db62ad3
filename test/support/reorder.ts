// The same program in another order: files and the statements in them.
import type { SourceFile } from "@planwright/semantics";
import { parse, positionAt, type Statement } from "@planwright/syntax";

export function shuffled<T>(items: readonly T[], chance: () => number): T[] {
  const left = [...items];
  const result: T[] = [];
  while (left.length > 0) result.push(...left.splice(Math.floor(chance() * left.length), 1));
  return result;
}

const endOf = (statement: Statement): number =>
  statement.kind === "block" ? statement.whole.end : statement.span.end;

/** The lines of each statement at the top of a file, with the comments above it. */
function pieces({ path, text }: SourceFile): string[] {
  const { statements, lineStarts } = parse(path, text);
  let from = 0;
  return statements.map((statement) => {
    const { line } = positionAt(lineStarts, endOf(statement) - 1);
    const to = lineStarts[line] ?? text.length;
    const piece = text.slice(from, to);
    from = to;
    return piece.endsWith("\n") ? piece : `${piece}\n`;
  });
}

/** The files of a program with what stands in each of them in another order. */
export const statementsShuffled = (files: readonly SourceFile[], chance: () => number): SourceFile[] =>
  files.map((file) => ({ path: file.path, text: shuffled(pieces(file), chance).join("\n") }));

/** The files under other names, so that they are read in another order. */
export function filesShuffled(files: readonly SourceFile[], chance: () => number): SourceFile[] {
  return shuffled(files, chance).map(({ text }, i) => ({ path: `${String(i).padStart(3, "0")}.plan`, text }));
}
