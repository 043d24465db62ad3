import { RULE_HEADS, type Span, type Token, type ValueType } from "@planwright/syntax";
import { type Details, nearest, replaceWith } from "../diagnostics/report.js";

/** What is said of a value that is not understood: how it was probably meant, or what may stand there. */
export function adviceFor(
  type: ValueType,
  tokens: readonly Token[],
  span: Span,
  file: string,
  example: string,
): Details {
  const why = `It is written like \`${example}\`.`;
  const at = tokens.findIndex(({ startOffset }) => startOffset === span.start);
  const [before, found] = [tokens[at - 1], tokens[at]];
  if (type === "frequency" && found?.image === "each" && before && /^\d+$/.test(before.image)) {
    const times = { "1": "once", "2": "twice" }[before.image] ?? `${before.image} times`;
    const place = { file, span: { start: before.startOffset, end: before.endOffset + 1 } };
    return { why: "How often is written `once`, `twice` or `3 times`.", fixes: [replaceWith(place, times)] };
  }
  const question = type === "ruleLoop" || type === "ruleCondition" ? questionMeant(before) : undefined;
  if (before && question) {
    const place = { file, span: { start: before.startOffset, end: before.endOffset + 1 } };
    return { why: `Did you mean \`${question}\`? ${why}`, fixes: [replaceWith(place, question)] };
  }
  return before?.image === "each" ? { why: `${PERIODS} ${why}` } : { why };
}

/** The question that a misspelt word before a clause was meant to begin: `deductable per person`. */
function questionMeant(word: Token | undefined): string | undefined {
  const heads: readonly string[] = RULE_HEADS;
  const meant = word && !heads.includes(word.image) ? nearest(word.image, heads) : undefined;
  return meant?.includes(" ") ? undefined : meant;
}

const PERIODS =
  "After `each` stands `calendar year`, `contract year`, `lifetime`, or a time such as `12 months`.";
