import type { AcceptNode } from "@planwright/syntax";
import { isCode, REGISTRY } from "./diagnostics/registry.js";
import {
  byPlace,
  type Details,
  type Diagnostic,
  nearest,
  Reporter,
  replaceWith,
} from "./diagnostics/report.js";
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
    if (!fits(read, rules, reporter) || hasEnded(read, today, reporter)) continue;
    const matches = accepting(read.value);
    const taken = open.filter(matches);
    open = open.filter((d) => !matches(d));
    accepted.push(...taken);
    // While an error stands, what was accepted may be hidden behind it.
    if (taken.length === 0 && !hasErrors) reporter.report("PW4002", { code: nameOf(read.value) }, read.place);
  }
  return { diagnostics: [...open, ...reporter.all()].sort(byPlace), accepted };
}

const isOfRule = ({ code }: AcceptNode): boolean => code.name === "rule";

const nameOf = (node: AcceptNode): string =>
  isOfRule(node) ? `The rule “${node.title.text}”` : node.code.name;

/** Which findings a line accepts. */
function accepting(node: AcceptNode): (found: Diagnostic) => boolean {
  const { code, title, for: subject } = node;
  const isMeant = (d: Diagnostic) => (isOfRule(node) ? d.rule?.title === title.text : d.code === code.name);
  return (d) => isMeant(d) && (subject === undefined || d.subject === subject.name);
}

/** Whether a line names a finding that can be accepted, and has a reason; reported when not. */
function fits(read: Read<AcceptNode>, rules: ReadonlySet<string>, reporter: Reporter): boolean {
  const { code, title } = read.value;
  const place = (span: AcceptNode["span"]) => ({ file: read.place.file, span });
  const refuse = (what: string, span: AcceptNode["span"], details: Details = {}): false => {
    reporter.report("PW4001", { what }, place(span), details);
    return false;
  };
  const entry = isCode(code.name) ? REGISTRY[code.name] : undefined;
  if (!entry && !isOfRule(read.value)) return refuse(`There is no finding ${code.name}`, code.span);
  if (entry && title.text !== entry.title)
    refuse(`${code.name} is called “${entry.title}”`, title.span, {
      fixes: [replaceWith(place(title.span), `"${entry.title}"`)],
    });
  if (!entry && !rules.has(title.text)) {
    const meant = nearest(title.text, rules);
    const fixes = meant ? [replaceWith(place(title.span), `"${meant}"`)] : [];
    return refuse(`No rule is called “${title.text}”`, title.span, { fixes });
  }
  if (!read.origin.notes.some(({ kind, text }) => kind !== "printed" && text !== ""))
    return refuse("An accepted finding has a reason", read.value.span, {
      why: 'Write it after `because "..."`.',
    });
  // A rule of the program says itself how bad it is: a rate book can be made all the same.
  if (entry?.severity !== "error") return true;
  return code.name === "PW6001"
    ? refuse("What a rule finds is accepted by the title of the rule", code.span, {
        why: 'It is written like `accept rule "..." because "..."`.',
      })
    : refuse(`${code.name} is an error, and no rate book can be made with it`, code.span);
}

/** Whether a line has ended by today, or does not say a day; both are reported. */
function hasEnded(read: Read<AcceptNode>, today: string | undefined, reporter: Reporter): boolean {
  const { until } = read.value;
  if (!until) return false;
  const place = { file: read.place.file, span: until.span };
  if (until.kind !== "day") {
    const got = describe(literalType(until));
    reporter.report("PW3003", { wanted: "A day", got }, place, {
      why: "The day from which it is accepted no more is written like `until 2015-07-01`.",
    });
    return true;
  }
  if (today === undefined || today < until.value) return false;
  reporter.report("PW4003", { code: nameOf(read.value), day: until.value }, place, {
    why: "The finding is shown again. Put it right, or accept it anew with a reason of today.",
  });
  return true;
}
