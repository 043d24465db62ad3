import type { Reporter } from "../../diagnostics/report.js";
import type { FileNotes } from "../../reading/notes.js";

/** A citation needs the document that it is in. */
export function checkCitations(
  files: readonly FileNotes[],
  own: readonly string[],
  reporter: Reporter,
): void {
  for (const [i, notes] of files.entries()) {
    const file = own[i];
    const first = notes.firstCite;
    if (file === undefined || !first) continue;
    reporter.report(
      "PW1007",
      { mark: first.mark },
      { file, span: first.span },
      {
        why: 'A line `source brochure "..."` in `program` names it.',
      },
    );
    return;
  }
}
