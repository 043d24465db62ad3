import type { ConditionNode, RuleLoopNode } from "@planwright/syntax";
import type { Scope } from "../bind/scope.js";
import type { Severity } from "../diagnostics/registry.js";
import type { Place } from "../places.js";
import type { Read, ReadBlock } from "../reading/block.js";
import type { BLOCKS } from "../vocabulary/index.js";
import { SEEN } from "./limits.js";

type RuleBlock = ReadBlock<(typeof BLOCKS)["rule"]>;

/** A rule of the program, as it was read. */
export interface WrittenRule {
  readonly title: string;
  readonly file: string;
  /** Of its heading. */
  readonly place: Place;
  readonly loop: RuleLoopNode | undefined;
  readonly when: ConditionNode | undefined;
  readonly must: Read<ConditionNode>;
  /** Plan years that begin from the one day, and before the other. */
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly severity: Severity;
  readonly message: { readonly text: string; readonly place: Place } | undefined;
  readonly tags: readonly string[];
  readonly authority: string | undefined;
  /** Where what it asks for was read. */
  readonly seen: string | undefined;
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

const isSeverity = (word: string): word is Severity => SEVERITIES.some((one) => one === word);

/** Reads a block `rule`; reports what is missing from it. */
export function readRule(block: RuleBlock, scope: Scope): WrittenRule | undefined {
  const title = block.heading?.title?.text;
  if (title === undefined) return undefined;
  const place: Place = { file: block.file, span: block.node.span };
  const must = block.one("must");
  const missing = (what: string, example: string) => {
    if (block.isWhole)
      scope.reporter.report("PW0025", { block: `The rule “${title}”`, what }, place, {
        why: `It is written like \`${example}\`.`,
      });
  };
  if (!block.isGiven("must"))
    missing("`must`", "must deductible per family of plan is exactly 2 * deductible per person of plan");
  const severity = block.one("severity");
  if (!block.isGiven("severity")) missing("severity", "severity warning");
  if (severity && !isSeverity(severity.value.name)) {
    const wanted = "error, warning or note";
    scope.reporter.report("PW3003", { wanted, got: severity.value.name }, severity.place);
  }
  const days = readApplies(block, scope);
  if (!must || !severity || !isSeverity(severity.value.name) || !days) return undefined;
  // Of a loop or a condition that could not be read, the rule would say something else without it.
  if (!block.isWhole) return undefined;
  const message = block.one("message");
  return {
    title,
    file: block.file,
    place,
    loop: block.one("for each")?.value,
    when: block.one("when")?.value,
    must,
    ...days,
    severity: severity.value.name,
    message: message && { text: message.value.value, place: message.place },
    tags: (block.one("tagged")?.value ?? []).map(({ name }) => name),
    authority: block.one("authority")?.value.value,
    seen: readSeen(block, scope),
  };
}

function readSeen(block: RuleBlock, scope: Scope): string | undefined {
  const read = block.one("seen");
  const words = read?.value.map(({ image }) => image).join(" ");
  if (!read || SEEN.some((one) => one === words)) return words;
  const wanted = `One of: ${SEEN.join(", ")}`;
  scope.reporter.report("PW3003", { wanted, got: words || "nothing" }, read.place);
  return undefined;
}

function readApplies(block: RuleBlock, scope: Scope): Pick<WrittenRule, "from" | "until"> | undefined {
  const read = block.one("applies");
  if (!read) return { from: undefined, until: undefined };
  const { from, until } = read.value;
  for (const day of [from, until]) {
    if (!day || day.kind === "day") continue;
    scope.reporter.report("PW3003", { wanted: "A day", got: "something else" }, read.place, {
      why: "It is written like `applies from 2014-01-01`.",
    });
    return undefined;
  }
  const [first, end] = [dayOf(from), until && dayOf(until)];
  if (first !== undefined && end !== undefined && end <= first) {
    const what = `No plan year begins from ${first} and before ${end}`;
    scope.reporter.report("PW2101", { what }, read.place);
    return undefined;
  }
  return { from: first, until: end };
}

const dayOf = (node: { readonly kind: string; readonly value?: string }): string | undefined =>
  node.kind === "day" ? node.value : undefined;
