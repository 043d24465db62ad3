import type { AcceptNode } from "@planwright/syntax";
import { isCode, REGISTRY } from "./diagnostics/registry.js";
import { byPlace, type Diagnostic, nearest, Reporter, replaceWith } from "./diagnostics/report.js";
import type { Read } from "./reading/block.js";
import { literalType } from "./types/literal.js";
import { describe } from "./types/units.js";

/**
 * Takes away the findings that the program accepts with a reason, and reports acceptances that do not fit. Without
 * `today` no acceptance has ended. `rules` are the titles of the rules of the program.
 */
export function applyAccepts(
  found: readonly Diagnostic[],
  accepts: readonly Read<AcceptNode>[],
  today: string | undefined,
  rules: ReadonlySet<string> = new Set(),
): { readonly diagnostics: readonly Diagnostic[]; readonly accepted: readonly Diagnostic[] } {
  const reporter = new Reporter();
  let open = [...found];
  const hasErrors = found.some(({ severity, rule }) => severity === "error" && !rule);
  const accepted: Diagnostic[] = [];
  for (const read of accepts) {
    const { code, title, for: subject } = read.value;
    const place = (span: AcceptNode["span"]) => ({ file: read.place.file, span });
    const isRule = code.name === "rule";
    if (!isRule && !isCode(code.name)) {
      reporter.report("PW4001", { what: `There is no finding ${code.name}` }, place(code.span));
      continue;
    }
    const entry = isCode(code.name) ? REGISTRY[code.name] : undefined;
    if (entry && title.text !== entry.title) {
      reporter.report("PW4001", { what: `${code.name} is called “${entry.title}”` }, place(title.span), {
        fixes: [replaceWith(place(title.span), `"${entry.title}"`)],
      });
    }
    if (isRule && !rules.has(title.text)) {
      const meant = nearest(title.text, rules);
      reporter.report("PW4001", { what: `No rule is called “${title.text}”` }, place(title.span), {
        fixes: meant ? [replaceWith(place(title.span), `"${meant}"`)] : [],
      });
      continue;
    }
    if (!read.origin.notes.some(({ kind, text }) => kind !== "printed" && text !== "")) {
      reporter.report("PW4001", { what: "An accepted finding has a reason" }, read.place, {
        why: 'Write it after `because "..."`.',
      });
      continue;
    }
    // A rule of the program says itself how bad it is: a rate book can be made all the same.
    if (entry?.severity === "error") {
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
      const what = isRule ? `The rule “${title.text}”` : code.name;
      reporter.report("PW4003", { code: what, day: until.value }, place(until.span), {
        why: "The finding is shown again. Put it right, or accept it anew with a reason of today.",
      });
      continue;
    }
    const isMeant = (d: Diagnostic) => (isRule ? d.rule?.title === title.text : d.code === code.name);
    const matches = (d: Diagnostic) => isMeant(d) && (subject === undefined || d.subject === subject.name);
    const taken = open.filter(matches);
    open = open.filter((d) => !matches(d));
    accepted.push(...taken);
    // While an error stands, what was accepted may be hidden behind it.
    const what = isRule ? `The rule “${title.text}”` : code.name;
    if (taken.length === 0 && !hasErrors) reporter.report("PW4002", { code: what }, read.place);
  }
  return { diagnostics: [...open, ...reporter.all()].sort(byPlace), accepted };
}
