import type { Analysis, Diagnostic, Place } from "@planwright/semantics";
import { positionAt, type SourceTree } from "@planwright/syntax";
import { type Colors, displayWidth, wrap } from "./text.js";

const WIDTH = 100;
/** Source lines in one frame; marks beyond them are left out. */
const MOST_LINES = 6;

interface Mark {
  readonly line: number;
  /** From 0, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly main: boolean;
}

const LABELS = { error: "error   ", warning: "warning ", note: "note    " } as const;

/** A finding with the lines it is about, why it matters, and what can be done. */
export function renderDiagnostic(diagnostic: Diagnostic, trees: Analysis["trees"], c: Colors): string {
  const { severity, message, code, place, label, related, why, fixes } = diagnostic;
  const paint = severity === "error" ? c.red : severity === "warning" ? c.yellow : c.blue;
  const tree = trees.get(place.file);
  const at = tree ? positionAt(tree.lineStarts, place.span.start) : { line: 1, column: 1 };
  const out = [`${paint(c.bold(LABELS[severity]))} ${c.bold(message)}  ${c.dim(`[${code}]`)}`];
  out.push(`  ${c.dim(`${place.file}:${at.line}:${at.column}`)}`);
  const here = related.filter((r) => r.place.file === place.file);
  const elsewhere = related.filter((r) => r.place.file !== place.file);
  if (tree) {
    const marks = [
      markOf(tree, place, label ?? "", true),
      ...here.map((r) => markOf(tree, r.place, r.message, false)),
    ];
    out.push(...frame(tree, marks, paint, c));
  }
  for (const r of elsewhere) {
    const other = trees.get(r.place.file);
    if (!other) continue;
    const { line, column } = positionAt(other.lineStarts, r.place.span.start);
    out.push(
      `  ${c.dim(`${r.place.file}:${line}:${column}`)}`,
      ...frame(other, [markOf(other, r.place, r.message, false)], paint, c),
    );
  }
  if (why) out.push("", wrap(why, WIDTH, "  "));
  if (fixes.length > 0) {
    if (!why) out.push("");
    const letter = (i: number) => (fixes.length === 1 ? "" : `${String.fromCharCode(97 + i)}  `);
    for (const [i, fix] of fixes.entries()) out.push(`  → ${letter(i)}${fix.title}`);
  }
  return out.join("\n");
}

function markOf(tree: SourceTree, place: Place, text: string, main: boolean): Mark {
  const start = positionAt(tree.lineStarts, place.span.start);
  const end = positionAt(tree.lineStarts, Math.max(place.span.end, place.span.start + 1));
  const lineText = textOfLine(tree, start.line);
  const to = end.line === start.line ? end.column - 1 : lineText.length;
  return { line: start.line, from: start.column - 1, to: Math.max(to, start.column), text, main };
}

function textOfLine(tree: SourceTree, line: number): string {
  const start = tree.lineStarts[line - 1] ?? 0;
  const next = tree.lineStarts[line];
  return tree.text.slice(start, next === undefined ? undefined : next - 1).replace(/\r$/, "");
}

function frame(
  tree: SourceTree,
  marks: readonly Mark[],
  paint: (text: string) => string,
  c: Colors,
): string[] {
  const kept = [...marks].sort((a, b) => a.line - b.line || a.from - b.from).slice(0, MOST_LINES);
  const gutter = Math.max(4, ...kept.map(({ line }) => String(line).length + 2)) + 2;
  const bar = c.dim("│");
  const out: string[] = [];
  let previous: number | undefined;
  for (const mark of kept) {
    if (previous !== undefined && mark.line > previous + 1) out.push(`${" ".repeat(gutter)} ${c.dim("⋮")}`);
    const { text, shift } = cut(textOfLine(tree, mark.line).replaceAll("\t", " "), mark, WIDTH - gutter - 3);
    if (mark.line !== previous) out.push(`${c.dim(String(mark.line).padStart(gutter))} ${bar} ${text}`);
    const before = " ".repeat(displayWidth(text.slice(0, mark.from - shift)));
    const length = Math.max(1, displayWidth(text.slice(mark.from - shift, mark.to - shift)));
    const line = mark.main ? paint("━".repeat(length)) : c.blue("─".repeat(length));
    out.push(`${" ".repeat(gutter)} ${bar} ${before}${line}${mark.text ? ` ${mark.text}` : ""}`);
    previous = mark.line;
  }
  return out;
}

/** A line too long for the terminal is cut around its mark. */
function cut(text: string, mark: Mark, width: number): { readonly text: string; readonly shift: number } {
  if (text.length <= width) return { text, shift: 0 };
  const start = Math.max(0, Math.min(mark.from - Math.floor(width / 3), text.length - width));
  const end = Math.min(text.length, start + width - 2);
  const head = start > 0 ? "…" : "";
  const tail = end < text.length ? "…" : "";
  return { text: `${head}${text.slice(start + head.length, end)}${tail}`, shift: start };
}
