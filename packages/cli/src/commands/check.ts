import type { Analysis, Diagnostic, SourceFile } from "@planwright/semantics";
import { positionAt, type Span } from "@planwright/syntax";
import { type Command, Option } from "commander";
import { renderDiagnostic } from "../frames.js";
import { analyzePath } from "../programs.js";
import { outputColors, counted } from "../text.js";
import { say } from "../output.js";

export function define(command: Command): void {
  command
    .argument("<paths...>", "folders of .plan files, or single files; each is a program")
    .addOption(
      new Option("--format <format>", "how findings are printed")
        .choices(["pretty", "json", "github"])
        .default("pretty"),
    )
    .action((paths: string[], options: { format: "pretty" | "json" | "github" }) => {
      const analyses = paths.map((path) => ({ path, analysis: analyzePath(path, optimizeLate) }));
      const print = { pretty, json, github }[options.format];
      say(print(analyses));
      const failed = analyses.some(({ analysis }) =>
        analysis.diagnostics.some(({ severity }) => severity === "error"),
      );
      if (failed) process.exitCode = 1;
    });
}

/** A smaller program is checked before V8 has optimized anything. */
const MANY_CHARACTERS = 200_000;

/**
 * Has V8 wait seven times as long before it makes faster code of a function. A check of ten thousand lines is over
 * before such code pays: making it took a third of the time. scripts/code-cache.mjs must not come here: V8 takes the
 * code that it made earlier only under the settings under which it was made.
 */
function optimizeLate(files: readonly SourceFile[]): void {
  const characters = files.reduce((sum, { text }) => sum + text.length, 0);
  if (characters < MANY_CHARACTERS) return;
  // Node takes two milliseconds to load it, and a small program needs none of it.
  process.getBuiltinModule("node:v8").setFlagsFromString("--interrupt-budget=500000");
}

type Checked = readonly { readonly path: string; readonly analysis: Analysis }[];

const count = (diagnostics: readonly Diagnostic[], severity: Diagnostic["severity"]): number =>
  diagnostics.filter((d) => d.severity === severity).length;

/** Findings of one kind beyond these are counted, not shown. */
const MOST_OF_A_KIND = 20;

/** Prints findings with their lines, then one sentence. */
export function pretty(checked: Checked): string {
  const c = outputColors();
  const out: string[] = [];
  for (const { analysis } of checked) {
    const kinds = new Map<string, number>();
    for (const diagnostic of analysis.diagnostics) {
      const seen = (kinds.get(diagnostic.code) ?? 0) + 1;
      kinds.set(diagnostic.code, seen);
      if (seen <= MOST_OF_A_KIND) out.push(renderDiagnostic(diagnostic, analysis.trees, c), "");
    }
    for (const [code, seen] of kinds) {
      if (seen > MOST_OF_A_KIND) out.push(`And ${seen - MOST_OF_A_KIND} more of the kind ${code}.`, "");
    }
  }
  out.push(...summary(checked));
  return `${out.join("\n")}\n`;
}

function summary(checked: Checked): string[] {
  const all = checked.flatMap(({ analysis }) => analysis.diagnostics);
  const files = checked.reduce(
    (sum, { analysis }) => sum + [...analysis.trees.keys()].filter((f) => !f.startsWith("standard/")).length,
    0,
  );
  const kinds = (["error", "warning", "note"] as const).flatMap((severity) => {
    const found = count(all, severity);
    return found > 0 ? [counted(found, severity)] : [];
  });
  const what = kinds.length > 0 ? kinds.join(", ") : "nothing to correct";
  const out = [`Checked ${counted(checked.length, "program")} in ${counted(files, "file")}: ${what}.`];
  for (const { analysis } of checked) {
    for (const d of analysis.accepted) {
      const tree = analysis.trees.get(d.place.file);
      const line = tree ? positionAt(tree.lineStarts, d.place.span.start).line : 1;
      out.push(`Accepted: ${d.message} (${d.place.file}:${line}).`);
    }
  }
  const [first] = all;
  if (first) out.push("", `For the whole story of a finding: planwright explain ${first.code}`);
  return out;
}

function json(checked: Checked): string {
  const diagnostics = checked.flatMap(({ analysis }) => analysis.diagnostics.map((d) => jsonOf(d, analysis)));
  const all = checked.flatMap(({ analysis }) => analysis.diagnostics);
  const suppressed = checked.reduce((sum, { analysis }) => sum + analysis.accepted.length, 0);
  const sums = {
    errors: count(all, "error"),
    warnings: count(all, "warning"),
    infos: count(all, "note"),
    suppressed,
  };
  return `${JSON.stringify({ diagnostics, summary: sums }, null, 2)}\n`;
}

function jsonOf(d: Diagnostic, analysis: Analysis) {
  const range = (file: string, span: Span) => {
    const starts = analysis.trees.get(file)?.lineStarts ?? [0];
    return { start: positionAt(starts, span.start), end: positionAt(starts, span.end) };
  };
  return {
    code: d.code,
    severity: d.severity === "note" ? "info" : d.severity,
    message: d.message,
    file: d.place.file,
    range: range(d.place.file, d.place.span),
    ...(d.why === undefined ? {} : { why: d.why }),
    related: d.related.map((r) => ({
      message: r.message,
      file: r.place.file,
      range: range(r.place.file, r.place.span),
    })),
    fixes: d.fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map(({ file, span, text }) => ({ file, range: range(file, span), text })),
    })),
  };
}

/** Workflow commands that GitHub shows beside the lines of a pull request. */
function github(checked: Checked): string {
  const escaped = (text: string) =>
    text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (text: string) => escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const lines = checked.flatMap(({ analysis }) =>
    analysis.diagnostics.map((d) => {
      const tree = analysis.trees.get(d.place.file);
      const at = tree ? positionAt(tree.lineStarts, d.place.span.start) : { line: 1, column: 1 };
      const level = d.severity === "note" ? "notice" : d.severity;
      return `::${level} file=${property(d.place.file)},line=${at.line},col=${at.column},title=${d.code}::${escaped(d.message)}`;
    }),
  );
  return lines.map((line) => `${line}\n`).join("");
}
