import type { AcceptNode } from "@planwright/syntax";
import { isCode, REGISTRY } from "./diagnostics/registry.js";
import { byPlace, type Diagnostic, Reporter, replaceWith } from "./diagnostics/report.js";
import type { Read } from "./reading/block.js";

/** Takes away the findings that the program accepts with a reason, and reports acceptances that do not fit. */
export function applyAccepts(
  found: readonly Diagnostic[],
  accepts: readonly Read<AcceptNode>[],
): { readonly diagnostics: readonly Diagnostic[]; readonly accepted: readonly Diagnostic[] } {
  const reporter = new Reporter();
  let open = [...found];
  const hasErrors = found.some(({ severity }) => severity === "error");
  const accepted: Diagnostic[] = [];
  for (const read of accepts) {
    const { code, title, for: subject } = read.value;
    const place = (span: AcceptNode["span"]) => ({ file: read.place.file, span });
    if (!isCode(code.name)) {
      reporter.report("PW4001", { what: `There is no finding ${code.name}` }, place(code.span));
      continue;
    }
    const entry = REGISTRY[code.name];
    if (title.text !== entry.title) {
      reporter.report("PW4001", { what: `${code.name} is called “${entry.title}”` }, place(title.span), {
        fixes: [replaceWith(place(title.span), `"${entry.title}"`)],
      });
    }
    if (!read.origin.notes.some(({ kind, text }) => kind !== "printed" && text !== "")) {
      reporter.report("PW4001", { what: "An accepted finding has a reason" }, read.place, {
        why: 'Write it after `because "..."`.',
      });
      continue;
    }
    if (entry.severity === "error") {
      reporter.report(
        "PW4001",
        { what: `${code.name} is an error, and no rate book can be made with it` },
        place(code.span),
      );
      continue;
    }
    const matches = (d: Diagnostic) =>
      d.code === code.name && (subject === undefined || d.subject === subject.name);
    const taken = open.filter(matches);
    open = open.filter((d) => !matches(d));
    accepted.push(...taken);
    // While an error stands, what was accepted may be hidden behind it.
    if (taken.length === 0 && !hasErrors) reporter.report("PW4002", { code: code.name }, read.place);
  }
  return { diagnostics: [...open, ...reporter.all()].sort(byPlace), accepted };
}
