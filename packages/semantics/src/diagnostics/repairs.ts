import type { SourceTree, Span, Statement } from "@planwright/syntax";
import type { Code } from "./registry.js";
import { AND_HERE, type Diagnostic, type Edit, type Fix } from "./report.js";
import type { Place } from "../places.js";

/** A figure of a line that another would fit better: `{ written: "9600", fitting: "10600" }`. */
export interface FittingFigure {
  readonly place: Place;
  readonly written: string;
  readonly fitting: string;
}

/** Findings about a line that does nothing: without it the program says the same. */
const IDLE: ReadonlySet<Code> = new Set<Code>(["PW1006", "PW1009", "PW2306", "PW2421", "PW4002", "PW4003"]);

/** Findings about something that stands twice: one of two lines that are the same in each word can go. */
const TWICE: ReadonlySet<Code> = new Set<Code>(["PW0024", "PW1002", "PW2012"]);

type Trees = ReadonlyMap<string, SourceTree>;

/**
 * Gives findings the repairs that follow from the text alone: a line that does nothing, or stands there twice, can be
 * removed; a figure for which another fits can be written so. A finding that has fixes of its own keeps them.
 */
export function withRepairs(found: readonly Diagnostic[], trees: Trees): readonly Diagnostic[] {
  return found.map((one) => {
    if (one.fixes.length > 0) return one;
    const fixes = fixesOf(one, trees);
    return fixes.length === 0 ? one : { ...one, fixes };
  });
}

function fixesOf(one: Diagnostic, trees: Trees): readonly Fix[] {
  const { code, place, related, figure } = one;
  if (figure) return refigured(figure, trees);
  if (code === "PW2016")
    return [place, ...related.map((other) => other.place)].flatMap((at) => outOfList(at, trees));
  if (IDLE.has(code)) {
    const others = related.filter(({ message }) => message === AND_HERE);
    return [place, ...others.map((other) => other.place)]
      .map((at) => removal(at, trees, code.startsWith("PW4")))
      .reduce(joined);
  }
  if (!TWICE.has(code)) return [];
  const [first] = related;
  return first && isSameText(place, first.place, trees) ? removal(place, trees, true) : [];
}

/** Takes a name out of the list that it stands in. */
function outOfList({ file, span }: Place, trees: Trees): Fix[] {
  const text = trees.get(file)?.text ?? "";
  const name = text.slice(span.start, span.end);
  const before = /,\s*$/.exec(text.slice(0, span.start))?.[0];
  const after = /^\s*,\s*/.exec(text.slice(span.end))?.[0];
  if (before === undefined && after === undefined) return [];
  const start = span.start - (before?.length ?? 0);
  const end = span.end + (before === undefined ? (after?.length ?? 0) : 0);
  const line =
    text
      .slice(text.lastIndexOf("\n", span.start) + 1, span.start)
      .trim()
      .split(/\s+/)[0] ?? "";
  return [{ title: `Take ${name} out of ${line}`, edits: [{ file, span: { start, end }, text: "" }] }];
}

/** One fix for several places, if each has one. */
const joined = ([a]: readonly Fix[], [b]: readonly Fix[]): readonly Fix[] =>
  a && b ? [{ ...a, edits: [...a.edits, ...b.edits] }] : [];

/** Writes the fitting figure where the other stands, if it stands there once. */
function refigured({ place, written, fitting }: FittingFigure, trees: Trees): Fix[] {
  const tree = trees.get(place.file);
  const statement = tree && statementOf(tree, place);
  if (!tree || !statement) return [];
  const { start, end } = statement.span;
  const text = tree.text.slice(start, end);
  const figures = [...text.matchAll(/(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])/g)].filter(
    ([figure]) => Number(figure.replaceAll(",", "")) === Number(written),
  );
  const [only, other] = figures;
  if (!only || other) return [];
  const from = start + only.index;
  const grouped = only[0].includes(",") || Number(fitting) < 1000 ? withCommas(fitting) : fitting;
  const to = from + only[0].length;
  const edit: Edit = { file: place.file, span: { start: from, end: to }, text: grouped };
  const shown = `${tree.text[from - 1] === "$" ? "$" : ""}${grouped}${tree.text[to] === "%" ? "%" : ""}`;
  return [{ title: `Write \`${shown}\`, which would fit`, edits: [edit] }];
}

function withCommas(figure: string): string {
  const [whole = "", part] = figure.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? grouped : `${grouped}.${part}`;
}

/** Removes the statement that begins at a place, with the rest of its lines; `within`: the place may be a part of it. */
function removal(place: Place, trees: Trees, within = false): readonly Fix[] {
  const tree = trees.get(place.file);
  const statement = tree && statementOf(tree, place);
  // A name in a list is not the whole of its line.
  if (!tree || !statement || (!within && statement.span.start !== place.span.start)) return [];
  return [
    {
      title: statement.kind === "block" ? "Remove this block" : "Remove this line",
      edits: [{ file: place.file, span: linesOf(tree.text, wholeOf(statement)), text: "" }],
    },
  ];
}

const wholeOf = (statement: Statement): Span =>
  statement.kind === "block" ? statement.whole : statement.span;

/** A stretch with the blanks before it and the rest of its last line. */
function linesOf(text: string, { start, end }: Span): Span {
  const after = text.indexOf("\n", end);
  return { start: text.lastIndexOf("\n", start - 1) + 1, end: after === -1 ? text.length : after + 1 };
}

function isSameText(a: Place, b: Place, trees: Trees): boolean {
  const words = (place: Place): string | undefined => {
    const tree = trees.get(place.file);
    const statement = tree && statementOf(tree, place);
    if (!tree || !statement) return undefined;
    const { start, end } = wholeOf(statement);
    return tree.text.slice(start, end).split(/\s+/).join(" ");
  };
  const own = words(a);
  return own !== undefined && a.span.start !== b.span.start && own === words(b);
}

/** The innermost statement whose heading or line holds the beginning of a place. */
function statementOf({ statements }: SourceTree, { span }: Place): Statement | undefined {
  let open: readonly Statement[] = statements;
  for (;;) {
    const around = open.find((one) => {
      const whole = wholeOf(one);
      return whole.start <= span.start && span.start < whole.end;
    });
    if (around?.kind !== "block" || span.start < around.span.end) return around;
    open = around.children;
  }
}
