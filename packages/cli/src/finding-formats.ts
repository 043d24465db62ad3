import { type Analysis, type Diagnostic, isSafeToFix, REGISTRY, type Severity } from "@planwright/semantics";
import { positionAt, type Span } from "@planwright/syntax";
import { type Checked, count } from "./findings.js";

/** How findings are printed for other programs. */
export const FORMATS = { json, sarif, github } as const;

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

function rangeIn(analysis: Analysis, file: string, span: Span) {
  const starts = analysis.trees.get(file)?.lineStarts ?? [0];
  return { start: positionAt(starts, span.start), end: positionAt(starts, span.end) };
}

function jsonOf(d: Diagnostic, analysis: Analysis) {
  const range = (file: string, span: Span) => rangeIn(analysis, file, span);
  return {
    code: d.code,
    severity: d.severity === "note" ? "info" : d.severity,
    message: d.message,
    file: d.place.file,
    range: range(d.place.file, d.place.span),
    ...(d.why === undefined ? {} : { why: d.why }),
    ...(d.rule === undefined ? {} : { rule: d.rule.title, tags: d.rule.tags }),
    related: d.related.map((r) => ({
      message: r.message,
      file: r.place.file,
      range: range(r.place.file, r.place.span),
    })),
    fixes: d.fixes.map(({ title, edits }) => ({
      title,
      ...(isSafeToFix(d.code, d.fixes.length) ? { safe: true } : {}),
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

declare const PLANWRIGHT_VERSION: string;

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "note" };

/** A log of the Static Analysis Results Interchange Format, version 2.1.0. */
function sarif(checked: Checked): string {
  const codes = [
    ...new Set(
      checked.flatMap(({ analysis }) =>
        [...analysis.diagnostics, ...analysis.accepted].map(({ code }) => code),
      ),
    ),
  ].sort();
  const rules = codes.map((code) => ({
    id: code,
    shortDescription: { text: REGISTRY[code].title },
    help: { text: `planwright explain ${code}` },
    defaultConfiguration: { level: LEVELS[REGISTRY[code].severity] },
  }));
  const results = checked.flatMap(({ analysis }) => [
    ...analysis.diagnostics.map((d) => sarifResult(d, analysis, codes.indexOf(d.code), false)),
    ...analysis.accepted.map((d) => sarifResult(d, analysis, codes.indexOf(d.code), true)),
  ]);
  const driver = { name: "planwright", version: PLANWRIGHT_VERSION, rules };
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function sarifResult(d: Diagnostic, analysis: Analysis, ruleIndex: number, isAccepted: boolean) {
  const location = (file: string, span: Span, text?: string, id?: number) => ({
    ...(id === undefined ? {} : { id }),
    physicalLocation: { artifactLocation: artifact(file), region: region(analysis, file, span) },
    ...(text ? { message: { text } } : {}),
  });
  return {
    ruleId: d.code,
    ruleIndex,
    level: LEVELS[d.severity],
    message: { text: d.why === undefined ? d.message : `${d.message}. ${d.why}` },
    locations: [location(d.place.file, d.place.span, d.label)],
    ...(d.related.length === 0
      ? {}
      : { relatedLocations: d.related.map((r, i) => location(r.place.file, r.place.span, r.message, i)) }),
    ...(d.fixes.length === 0
      ? {}
      : {
          fixes: d.fixes.map(({ title, edits }) => ({
            description: { text: title },
            artifactChanges: [...new Set(edits.map(({ file }) => file))].map((file) => ({
              artifactLocation: artifact(file),
              replacements: edits
                .filter((edit) => edit.file === file)
                .map(({ span, text }) => ({
                  deletedRegion: region(analysis, file, span),
                  insertedContent: { text },
                })),
            })),
          })),
        }),
    ...(d.rule === undefined ? {} : { properties: { rule: d.rule.title, tags: d.rule.tags } }),
    ...(isAccepted ? { suppressions: [{ kind: "inSource" }] } : {}),
  };
}

const artifact = (file: string) => ({ uri: file.split("/").map(encodeURIComponent).join("/") });

function region(analysis: Analysis, file: string, span: Span) {
  const { start, end } = rangeIn(analysis, file, span);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
