import type { AcceptNode } from "@planwright/syntax";
import { isCode, REGISTRY } from "./diagnostics/registry.js";
import { byPlace, type Diagnostic, Reporter, replaceWith } from "./diagnostics/report.js";
import type { Read } from "./reading/block.js";
import { literalType } from "./types/literal.js";
import { describe } from "./types/units.js";

/**
 * Takes away the findings that the program accepts with a reason, and reports acceptances that do not fit. Without
 * `today` no acceptance has ended.
 */
export function applyAccepts(
  found: readonly Diagnostic[],
  accepts: readonly Read<AcceptNode>[],
  today: string | undefined,
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
    const { until } = read.value;
    if (until && until.kind !== "day") {
      const got = describe(literalType(until));
      reporter.report("PW3003", { wanted: "A day", got }, place(until.span), {
        why: "The day from which it is accepted no more is written like `until 2015-07-01`.",
      });
      continue;
    }
    if (until && today !== undefined && today >= until.value) {
      reporter.report("PW4003", { code: code.name, day: until.value }, place(until.span), {
        why: "The finding is shown again. Put it right, or accept it anew with a reason of today.",
      });
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
