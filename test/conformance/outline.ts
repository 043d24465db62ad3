// The shape of a tree in text: one line to a statement, blocks indented, marks, tails and comments in brackets.
import type { Phrase, SourceTree, Statement, Token, Trivia } from "@planwright/syntax";

const images = (tokens: readonly Token[]): string => tokens.map(({ image }) => image).join(" ");

function phrase({ items, marks, tail }: Phrase): string {
  const parts = [images(items), ...marks.map((mark) => `<mark ${images(mark.items)}>`)];
  if (tail) {
    const printed = tail.printed.length > 0 ? [`printed ${images(tail.printed)}`] : [];
    const because = tail.because === undefined ? [] : [`because ${JSON.stringify(tail.because)}`];
    parts.push(`<tail ${[...printed, ...(tail.chosen ? ["chosen"] : []), ...because].join(" ")}>`);
  }
  return parts.filter((part) => part !== "").join(" ");
}

const trivia = (above: readonly Trivia[], indent: string): string[] =>
  above.flatMap((item) => (item.kind === "comment" ? [`${indent}<comment ${item.text}>`] : []));

function statement(node: Statement, indent: string): string[] {
  const above = trivia(node.above, indent);
  const beside = node.comments.map(({ text }) => ` <comment ${text}>`).join("");
  switch (node.kind) {
    case "property":
      return [...above, `${indent}line: ${phrase(node)}${beside}`];
    case "row":
      return [...above, `${indent}row: ${node.cells.map(phrase).join(" | ")}${beside}`];
    case "leftover":
      return [...above, `${indent}leftover${beside}`];
    case "block": {
      const inside = node.children.flatMap((child) => statement(child, `${indent}  `));
      const below = trivia(node.below, `${indent}  `);
      return [...above, `${indent}block: ${phrase(node)}${beside}`, ...inside, ...below];
    }
  }
}

/** The statements of a file, and what is wrong with its text. */
export function outline({ statements, below, problems, text }: SourceTree): string {
  const lines = [...statements.flatMap((node) => statement(node, "")), ...trivia(below, "")];
  const wrong = problems.map(
    ({ kind, span }) => `problem: ${kind} at ${JSON.stringify(text.slice(span.start, span.end))}`,
  );
  return `${[...lines, ...wrong].join("\n")}\n`;
}
