import {
  type Analysis,
  byPlace,
  type Code,
  type Diagnostic as Finding,
  type Severity,
} from "@planwright/semantics";
import { positionAt, type SourceTree } from "@planwright/syntax";
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { folderOf } from "./paths.js";
import { toRange } from "./positions.js";
import type { Workspace } from "./workspace.js";

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

/** What a finding is about can be left out: a carrier or a footnote that nothing refers to, an acceptance of nothing. */
const UNUSED: ReadonlySet<Code> = new Set<Code>(["PW1006", "PW1009", "PW4002"]);

/** A finding as an editor shows it: what is wrong, then why it matters. */
export function toDiagnostic(
  finding: Finding,
  { trees }: Pick<Analysis, "trees">,
  workspace: Workspace,
): Diagnostic {
  const { code, severity, message, place, label, why, related } = finding;
  const rangeOf = ({ file, span }: Finding["place"]) => toRange(trees.get(file) ?? { lineStarts: [0] }, span);
  const page = workspace.host.pageUri(code);
  const said = label && !message.includes(label) ? `${message}: ${label}` : message;
  return {
    range: rangeOf(place),
    severity: SEVERITIES[severity],
    code,
    source: "planwright",
    message: why ? `${said}\n${why}` : said,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    ...(UNUSED.has(code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length === 0
      ? {}
      : {
          relatedInformation: related.map((one) => ({
            location: { uri: workspace.uri(one.place.file), range: rangeOf(one.place) },
            message: one.message,
          })),
        }),
  };
}

/** The findings of one program, by the path of the file that each is in. */
function byFile(
  analysis: Pick<Analysis, "trees" | "diagnostics">,
  workspace: Workspace,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>([...analysis.trees.keys()].map((path) => [path, []]));
  for (const finding of analysis.diagnostics) {
    const list = found.get(finding.place.file) ?? [];
    found.set(finding.place.file, list);
    list.push(toDiagnostic(finding, analysis, workspace));
  }
  return new Map([...found].map(([path, list]) => [path, shortened(list)]));
}

/** Findings of a file that are shown; the rest is counted. */
const MOST_SHOWN = 1000;

function shortened(list: readonly Diagnostic[]): readonly Diagnostic[] {
  if (list.length <= MOST_SHOWN) return list;
  const start = { line: 0, character: 0 };
  const message = `${list.length - MOST_SHOWN} more findings in this file are not shown.`;
  return [
    ...list.slice(0, MOST_SHOWN),
    { range: { start, end: start }, severity: DiagnosticSeverity.Information, source: "planwright", message },
  ];
}

/**
 * The diagnostics of every file of the workspace that has been checked. A file belongs to the program of its folder. In a folder without a
 * `program` it belongs to the programs that use it, and what any of them finds in it is shown once.
 */
export class Findings {
  private readonly made = new WeakMap<Analysis, Shown>();
  private readonly madeBefore = new WeakMap<Analysis, Shown>();

  constructor(private readonly workspace: Workspace) {}

  all(): ReadonlyMap<string, readonly Diagnostic[]> {
    const { workspace } = this;
    const known = workspace.folders().filter((folder) => workspace.isKnown(folder));
    const isComplete = known.length === workspace.folders().length;
    const folders = known.map((folder) => ({
      folder,
      isProgram: workspace.holdsProgram(folder),
      found: this.of(folder),
    }));
    const programs = folders.filter(({ isProgram }) => isProgram);
    const all = new Map<string, readonly Diagnostic[]>();
    for (const { folder, isProgram, found } of folders) {
      // Who uses it is known when every folder has been read.
      if (!isProgram && !isComplete) continue;
      for (const [path, own] of found) {
        if (folderOf(path) !== folder) continue;
        const users = isProgram ? [] : programs.flatMap((program) => program.found.get(path) ?? []);
        const isUsed = !isProgram && programs.some((program) => program.found.has(path));
        all.set(path, isUsed ? distinct(users) : own);
      }
    }
    return all;
  }

  private of(folder: string): Shown {
    const analysis = this.workspace.analysis(folder);
    const tested = this.workspace.lastTest(folder);
    if (tested?.of === analysis)
      return this.remembered(this.made, tested.analysis, tested.analysis.diagnostics);
    // Until its examples have been run again, what was said of them stays where it still stands.
    const before = tested?.analysis;
    const kept = before ? before.diagnostics.flatMap((finding) => stillThere(finding, before, analysis)) : [];
    const now = analysis.diagnostics.filter(({ code }) => code !== "PW4002" && !OF_EXAMPLES.has(code));
    return this.remembered(this.madeBefore, analysis, [...now, ...kept].sort(byPlace));
  }

  private remembered(
    made: WeakMap<Analysis, Shown>,
    analysis: Analysis,
    findings: readonly Finding[],
  ): Shown {
    const found =
      made.get(analysis) ?? byFile({ trees: analysis.trees, diagnostics: findings }, this.workspace);
    made.set(analysis, found);
    return found;
  }
}

type Shown = ReadonlyMap<string, readonly Diagnostic[]>;

/** What is found by running examples, and not before. */
const OF_EXAMPLES: ReadonlySet<Code> = new Set<Code>(["PW5150"]);

/** A finding about an example, where the line that it is on is still there: at the same place, or moved by what has come above it. */
function stillThere(finding: Finding, before: Analysis, now: Analysis): readonly Finding[] {
  const { file, span } = finding.place;
  const [old, tree] = [before.trees.get(file), now.trees.get(file)];
  if (!OF_EXAMPLES.has(finding.code) || !old || !tree) return [];
  if (old === tree) return [finding];
  const line = lineOf(old, span.start);
  const moved = tree.lineStarts.length - old.lineStarts.length;
  for (const at of [line, line + moved]) {
    const start = tree.lineStarts[at];
    if (start === undefined || textOfLine(tree, at) !== textOfLine(old, line)) continue;
    const by = start - (old.lineStarts[line] ?? 0);
    const place = { file, span: { start: span.start + by, end: span.end + by } };
    return [{ ...finding, place, related: [], fixes: [] }];
  }
  return [];
}

const lineOf = (tree: SourceTree, offset: number): number => positionAt(tree.lineStarts, offset).line - 1;

const textOfLine = ({ text, lineStarts }: SourceTree, line: number): string =>
  text.slice(lineStarts[line] ?? 0, lineStarts[line + 1] ?? text.length).trimEnd();

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map(diagnostics.map((one) => [JSON.stringify([one.code, one.range, one.message]), one]));
  return [...seen.values()];
}
