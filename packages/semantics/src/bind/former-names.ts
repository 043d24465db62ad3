import { type FormerlyNode, type NameNode, Text, textValue, type Token } from "@planwright/syntax";
import type { FormerName } from "../model.js";
import type { Origin } from "../places.js";
import { placeOf, type Scope } from "./scope.js";

type Of = FormerName["of"];

interface Said {
  readonly of: Of;
  readonly node: FormerlyNode | undefined;
  /** What it is called now. */
  readonly is: string;
  readonly file: string;
  readonly origin: Origin;
  readonly coverage?: string;
}

/** Keeps what something was called before in the program. */
export function noteFormer({ of, node, is, file, origin, coverage }: Said, scope: Scope): void {
  if (!node) return;
  if (node.kind === "text") {
    const place = placeOf(file, node.span);
    scope.reporter.report("PW0023", { found: `"${node.value}"`, of: "a former name in the program" }, place, {
      why: "What something was called in the program is written as a name: `formerly gold_2014`. Only carriers keep a former display name.",
    });
    return;
  }
  scope.formerNames.push({
    of,
    coverage,
    was: node.name,
    is,
    origin: { ...origin, place: placeOf(file, node.span) },
  });
}

/** What a carrier was called by readers. */
export function formerDisplayName(
  node: FormerlyNode | undefined,
  file: string,
  scope: Scope,
): string | undefined {
  if (node?.kind !== "name") return node?.value;
  scope.reporter.report(
    "PW0023",
    { found: node.name, of: "the former name of a carrier" },
    placeOf(file, node.span),
    { why: 'It is the name that documents print, in quotes: `voya "VOYA Financial" formerly "ING"`.' },
  );
  return undefined;
}

/** The token after `formerly`. */
export function formerNode(token: Token): FormerlyNode {
  const span = { start: token.startOffset, end: token.startOffset + token.image.length };
  return token.tokenType === Text
    ? { kind: "text", value: textValue(token), span }
    : ({ kind: "name", name: token.image, span } satisfies NameNode);
}

const WORDS: Readonly<Record<Of, string>> = {
  input: "input",
  coverage: "coverage",
  network: "network",
  class: "class",
  area: "area",
  tier: "tier",
  channel: "way to buy",
  service: "service",
  plan: "plan",
};

/** A former name stands for nothing else any more, and for one thing alone. */
export function checkFormerNames(scope: Scope): void {
  const first = new Map<string, FormerName>();
  for (const former of scope.formerNames) {
    const { of, was, is, origin, coverage } = former;
    const now = declaredAs(former, scope);
    if (now) {
      scope.reporter.report("PW7001", { name: was, what: WORDS[of], now: is }, origin.place, {
        ...(was === is ? {} : { related: [{ place: now.place, message: "declared here" }] }),
        subject: is,
        why: "`diff` would take two things for one, and would not say what became of either.",
      });
      continue;
    }
    const key = [of, coverage ?? "", was].join(" ");
    const earlier = first.get(key);
    if (earlier) {
      const names = { name: was, what: WORDS[of], a: earlier.is, b: is };
      scope.reporter.report("PW7002", names, origin.place, {
        related: [{ place: earlier.origin.place, message: "said here first" }],
        subject: is,
        why: "One thing became one other by a new name. What was split is one that stays, and one that is new.",
      });
    } else first.set(key, former);
  }
}

/** Where a name is still declared, if it is. */
function declaredAs({ of, was, coverage = "" }: FormerName, scope: Scope): Origin | undefined {
  switch (of) {
    case "input":
      return scope.values.get(was)?.origin;
    case "coverage":
      return scope.coverages.get(was)?.origin;
    case "class":
      return scope.classes.get(was)?.origin;
    case "area":
      return scope.areaNames.get(was)?.origin;
    case "tier":
      return scope.tiers.get(was)?.origin;
    case "plan":
      return scope.plans.get(was)?.origin;
    case "network":
    case "channel":
    case "service":
      return scope.lists.of(of, coverage).find(({ id }) => id === was)?.origin;
  }
}
