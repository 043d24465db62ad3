import { type Diagnostic as Finding, type Edit, isSafeToFix, REGISTRY } from "@planwright/semantics";
import { type CodeAction, CodeActionKind, type CodeActionParams, type Range } from "vscode-languageserver";
import { shownOf } from "../catalog.js";
import { toDiagnostic } from "../diagnostics.js";
import { toWorkspaceEdit } from "../edits.js";
import { offsetAt, toRange } from "../positions.js";
import type { FileView, Workspace } from "../workspace.js";
import { refactorings } from "./refactorings.js";
import { sharing } from "./sharing.js";

/** What can be done about the findings in a range, and about all that have one reading alone. */
export function actions(
  workspace: Workspace,
  { textDocument, range, context }: CodeActionParams,
): CodeAction[] | null {
  const view = workspace.view(textDocument.uri);
  if (!view) return null;
  const wanted = (kind: string) =>
    context?.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const tested = workspace.lastTest(view.folder);
  const shown = tested?.of === view.analysis ? tested.analysis : view.analysis;
  const here = shown.diagnostics.filter(({ place }) => place.file === view.path);
  const result: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) {
    for (const finding of here) {
      if (meets(toRange(view.tree, finding.place.span), range))
        result.push(...fixesOf(finding, view, workspace));
    }
  }
  if (wanted(CodeActionKind.RefactorRewrite)) {
    const program = shownOf(view.analysis, workspace.lastGood(view.folder));
    result.push(...refactorings(view, offsetAt(view.tree, range.start), program, workspace));
  }
  if (wanted(CodeActionKind.RefactorExtract)) result.push(...sharing(view, offsetAt(view.tree, range.start)));
  if (wanted(CodeActionKind.SourceFixAll)) result.push(...fixAll(here, view, workspace));
  return result;
}

const before = (a: Range["start"], b: Range["start"]): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);

const meets = (a: Range, b: Range): boolean => !before(a.end, b.start) && !before(b.end, a.start);

function fixesOf(finding: Finding, { analysis, tree, path }: FileView, workspace: Workspace): CodeAction[] {
  const diagnostics = [toDiagnostic(finding, analysis, workspace)];
  const fixes = finding.fixes.map(
    ({ title, edits }): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      edit: toWorkspaceEdit(edits, analysis, workspace),
      ...(isSafeToFix(finding.code, finding.fixes.length) ? { isPreferred: true } : {}),
    }),
  );
  const { severity, title } = REGISTRY[finding.code];
  if (severity === "error") return fixes;
  const subject = finding.subject === undefined ? "" : ` for ${finding.subject}`;
  const lines = `${tree.text === "" || tree.text.endsWith("\n") ? "" : "\n"}\naccept ${finding.code} "${title}"${subject} because ""\n`;
  const edit: Edit = { file: path, span: { start: tree.text.length, end: tree.text.length }, text: lines };
  return [
    ...fixes,
    {
      title: `It is right: accept ${finding.code}${subject}, with a reason`,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      edit: toWorkspaceEdit([edit], analysis, workspace),
    },
  ];
}

/** The fixes that write what the text is read as anyway. Where two would change the same place, the first counts. */
function fixAll(findings: readonly Finding[], { analysis }: FileView, workspace: Workspace): CodeAction[] {
  const edits: Edit[] = [];
  const isFree = (edit: Edit) =>
    edits.every(
      ({ file, span }) => file !== edit.file || edit.span.end < span.start || span.end < edit.span.start,
    );
  for (const { code, fixes } of findings) {
    const [fix] = fixes;
    if (fix && isSafeToFix(code, fixes.length) && fix.edits.every(isFree)) edits.push(...fix.edits);
  }
  if (edits.length === 0) return [];
  const edit = toWorkspaceEdit(edits, analysis, workspace);
  return [{ title: "Put right what has one reading alone", kind: CodeActionKind.SourceFixAll, edit }];
}
