import type { FindingLevelNode } from "@planwright/syntax";
import { familyOf, FAMILIES } from "./diagnostics/families.js";
import { isCode, REGISTRY, type Severity } from "./diagnostics/registry.js";
import { byPlace, type Diagnostic, nearest, Reporter, replaceWith } from "./diagnostics/report.js";
import type { Read } from "./reading/block.js";

type Level = Severity | "off";

const RANK: Readonly<Record<Level, number>> = { off: 0, note: 1, warning: 2, error: 3 };

const isLevel = (word: string): word is Level => Object.hasOwn(RANK, word);

/** A line of `findings` that fits. */
interface Setting {
  readonly concerns: (found: Diagnostic) => boolean;
  readonly level: Level;
}

/** What stands at the top of a program: its rules by title, and the tags that they have. */
export interface KnownRules {
  readonly titles: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
}

/**
 * Findings as the program takes them: the last line of `findings` that concerns one decides. What is off is set aside,
 * with what is accepted. Lines that do not fit are found as well.
 */
export function applyLevels(
  found: readonly Diagnostic[],
  lines: readonly Read<FindingLevelNode>[],
  rules: KnownRules,
): { readonly diagnostics: readonly Diagnostic[]; readonly off: readonly Diagnostic[] } {
  const reporter = new Reporter();
  const settings = lines.flatMap((line) => settingOf(line, rules, reporter) ?? []);
  if (settings.length === 0) return { diagnostics: sorted(found, reporter), off: [] };
  const off: Diagnostic[] = [];
  const diagnostics = found.flatMap((one) => {
    const level = settings.findLast(({ concerns }) => concerns(one))?.level ?? one.severity;
    if (level === "off") off.push(one);
    return level === "off" ? [] : [{ ...one, severity: level }];
  });
  return { diagnostics: sorted(diagnostics, reporter), off };
}

const sorted = (found: readonly Diagnostic[], own: Reporter): readonly Diagnostic[] =>
  [...found, ...own.all()].sort(byPlace);

/** What makes a rate book impossible stays an error; a rule of the program is the program's own. */
const mayChange = (one: Diagnostic): boolean =>
  one.rule !== undefined || one.code === "PW6002" || REGISTRY[one.code].severity !== "error";

function settingOf(
  { value, place, origin }: Read<FindingLevelNode>,
  rules: KnownRules,
  reporter: Reporter,
): Setting | undefined {
  const { of, rule, level } = value;
  const at = (span: FindingLevelNode["span"]) => ({ file: place.file, span });
  const refuse: Refuse = (what, span, why, meant) => {
    const fixes = meant === undefined ? [] : [replaceWith(at(span), meant)];
    reporter.report("PW4004", { what }, at(span), { why, fixes });
  };
  if (!isLevel(level.name))
    return refuse(
      `${level.name} is no way to take a finding`,
      level.span,
      "It is error, warning, note or off.",
      nearest(level.name, Object.keys(RANK)),
    );
  const chosen: Level = level.name;
  const wanted = wantedBy(value, rules, refuse);
  if (!wanted) return undefined;
  const hasReason = origin.notes.some(({ kind, text }) => kind !== "printed" && text !== "");
  const usual = isCode(of.name) ? REGISTRY[of.name].severity : "warning";
  if (!hasReason && (chosen === "off" || (rule === undefined && RANK[chosen] < RANK[usual])))
    return refuse(
      "What is taken less seriously than it was has a reason",
      value.span,
      'Write it after `because "..."`.',
    );
  const path = value.in?.text.replace(/\/+$/, "");
  const isHere = ({ place: { file } }: Diagnostic) =>
    path === undefined ||
    file === path ||
    file.startsWith(`${path}/`) ||
    file.endsWith(`/${path}`) ||
    file.includes(`/${path}/`);
  return { level: chosen, concerns: (one) => mayChange(one) && wanted(one) && isHere(one) };
}

/** `meant`: what was probably meant to be written there. */
type Refuse = (what: string, span: FindingLevelNode["span"], why?: string, meant?: string) => undefined;

/** Which findings a line is about. */
function wantedBy(
  { of, rule }: FindingLevelNode,
  rules: KnownRules,
  refuse: Refuse,
): ((one: Diagnostic) => boolean) | undefined {
  if (rule) {
    if (of.name !== "rule") return refuse(`A title stands behind the word \`rule\` alone`, of.span);
    if (rules.titles.has(rule.text)) return (one) => one.rule?.title === rule.text;
    const meant = nearest(rule.text, rules.titles);
    return refuse(
      `No rule is called “${rule.text}”`,
      rule.span,
      meant ? `Did you mean “${meant}”?` : undefined,
      meant && `"${meant}"`,
    );
  }
  if (isCode(of.name)) {
    const { name: code } = of;
    if (REGISTRY[code].severity !== "error" || code === "PW6001" || code === "PW6002")
      return (one) => one.code === code;
    return refuse(`${code} is an error, and no rate book can be made with it`, of.span);
  }
  if (FAMILIES.includes(of.name)) return (one) => familyOf(one.code) === of.name;
  if (rules.tags.has(of.name)) return (one) => one.rule?.tags.includes(of.name) ?? false;
  const known = [...FAMILIES, ...rules.tags];
  return refuse(
    `${of.name} is no code, family or tag of findings`,
    of.span,
    `There is: ${known.join(", ")}.`,
    nearest(of.name, known),
  );
}
