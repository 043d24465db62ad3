// What the tests of this package share: real programs, and short ways to write down trees.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "../src/parse.js";
import type { Layout } from "../src/print.js";
import type { Token } from "../src/tokens.js";
import type { Phrase, SourceTree, Span, Statement } from "../src/tree.js";

const FOLDER = fileURLToPath(new URL("../../../test/fixtures/drafts/", import.meta.url));

export interface Draft {
  readonly name: string;
  readonly text: string;
}

/** The programs that the language was designed on. */
export const drafts: readonly Draft[] = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".plan"))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), "utf8") }));

export const lines = (...parts: readonly string[]): string => `${parts.join("\n")}\n`;

export const tree = (text: string): SourceTree => parse("test.plan", text);

/** `Word carrier`, `Money $5`: the tokens of a text. */
export const tokensOf = (text: string): string[] =>
  tree(text).tokens.map(({ tokenType, image }) => `${tokenType.name} ${image}`);

export const excerpt = (text: string, { start, end }: Span): string => text.slice(start, end);

/** `stray character: #`: what is wrong with a text, and the stretch that each problem points at. */
export const problemsOf = (text: string): string[] =>
  tree(text).problems.map(({ kind, span }) => `${kind}: ${excerpt(text, span)}`);

const images = (tokens: readonly Token[]): string => tokens.map(({ image }) => image).join(" ");

function phraseText({ items, marks, tail }: Phrase): string {
  const parts = [images(items), ...marks.map((mark) => `[${images(mark.items)}]`)];
  if (tail) {
    const { printed, chosen, because } = tail;
    if (printed.length > 0) parts.push(`(printed ${images(printed)})`);
    if (chosen) parts.push("(chosen)");
    if (because !== undefined) parts.push(`(because ${because})`);
  }
  return parts.filter((part) => part !== "").join(" ");
}

/** A tree of statements, one to a line: `plan gold {` and below it what is in it. */
export function outline(statements: readonly Statement[], indent = ""): string[] {
  return statements.flatMap((statement) => {
    switch (statement.kind) {
      case "property":
        return [`${indent}${phraseText(statement)}`];
      case "row":
        return [`${indent}${statement.cells.map(phraseText).join(" | ")}`];
      case "leftover":
        return [`${indent}(leftover)`];
      default:
        return [`${indent}${phraseText(statement)} {`, ...outline(statement.children, `${indent}  `)];
    }
  });
}

export const outlineOf = (text: string): string[] => outline(tree(text).statements);

const TWO_WORDS = ["contract year", "held by", "plan pays", "plan covers", "prior authorization"];

/** How a vocabulary would lay lines out, near enough for tests. */
export const layout: Layout = {
  columns(_path, items) {
    const [first, second] = items;
    if (first?.image === "use" || first?.image === "accept") return [];
    if (first?.image === "input" || first?.image === "note") return [2];
    if (images(items).startsWith("out of pocket maximum")) return [4];
    return [TWO_WORDS.includes(`${first?.image} ${second?.image}`) ? 2 : 1];
  },
};
