import type { SourceTree, SyntaxProblem } from "@planwright/syntax";
import { dollars, shortest } from "../types/exact.js";
import type { Place } from "../places.js";
import { type Fix, type Reporter, replaceWith } from "./report.js";

/** Reports what the reader of the text found, in the words of a plan. */
export function reportSyntax(tree: SourceTree, reporter: Reporter): void {
  for (const problem of tree.problems) report(problem, tree, reporter);
}

/** What was probably meant by a character that the language has no use for, and where it is put right. */
function strayFix(character: string, tree: SourceTree, place: Place): Fix | undefined {
  const { start, end } = place.span;
  const before = tree.text.slice(Math.max(0, start - 2), start);
  const after = tree.text.slice(end, end + 2);
  const over = (from: number, to: number, text: string): Fix =>
    replaceWith({ file: place.file, span: { start: from, end: to } }, text);
  // Without its zero the point would be lost, and the figure a hundred times too large.
  if (/^\$?\.$/.test(character) && /^\d/.test(after)) {
    return replaceWith(place, character.replace(".", "0."), "Write a zero before the point");
  }
  if (/^\.+$/.test(character) && /\d$/.test(before) && /^\d/.test(after)) return replaceWith(place, ".");
  if (character === "%" && /\d $/.test(before)) return over(start - 1, end, "%");
  if (character === "$" && /^[ ,]\d/.test(after)) return over(start, end + 1, "$");
  if (/^[\u2013\u2014]$/.test(character) && /\d$/.test(before)) return over(start, end, " to ");
  if (character === "<" && /^ ?\d/.test(after)) return over(start, end, "under ");
  if (character === ">" && /^ ?\d/.test(after)) return over(start, end, "over ");
  if (/^#+$/.test(character)) return over(start, end, "//");
  if (/^[\u201c\u201d\u201e\u2018\u2019']$/.test(character)) return over(start, end, '"');
  // Without it two figures would be one, or a figure no money.
  const isInFigure = (/\d$/.test(before) && /^\d/.test(after)) || character.includes("$");
  return isInFigure ? undefined : replaceWith(place, "", "Remove it");
}

type OddFigure = Extract<SyntaxProblem, { readonly kind: "odd grouping" }>;

/** A figure that may be read in two ways a hundred times apart is not read; of any other the digits are. */
function reportFigure(problem: OddFigure, place: Place, reporter: Reporter): void {
  const { image, digits } = problem;
  const sign = /^-?\$?/.exec(image)?.[0] ?? "";
  const body = image.slice(sign.length);
  const write = (text: string) => replaceWith(place, sign + text);
  // 1.994,72
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(body)) {
    const [whole = "", parts = ""] = body.split(",");
    reporter.report("PW0014", { image }, place, {
      why: "Commas part the thousands, and a point the cents.",
      fixes: [write(`${whole.replaceAll(".", ",")}.${parts}`)],
    });
    return;
  }
  // 9,85 and 0,142
  if (/^(0,\d+|\d+,\d{1,2})$/.test(body)) {
    const decimal = write(body.replace(",", "."));
    reporter.report("PW0014", { image }, place, {
      why: "A point parts the cents, and a comma the thousands, which have three digits. A list has a space after its comma.",
      fixes: body.startsWith("0") ? [decimal] : [decimal, write(digits)],
    });
    return;
  }
  if (!/^\d+(\.\d+)?$/.test(digits)) {
    reporter.report("PW0014", { image }, place, {
      why: "A figure has one point, and separators in groups of three before it: `$1,414.74`.",
    });
    return;
  }
  const money = sign.includes("$");
  const read = `${sign.startsWith("-") ? "-" : ""}${money ? dollars(digits) : shortest(digits)}`;
  reporter.report("PW0011", { image, read }, place, {
    why: /^0\d/.test(digits)
      ? "A figure begins with no zero but the one before its point: two digits may have changed places."
      : "Thousands are grouped by three: `$1,000`. A list has a space after its comma: `$500, $600`.",
    fixes: [replaceWith(place, read)],
  });
}

function report(problem: SyntaxProblem, tree: SourceTree, reporter: Reporter): void {
  const file = tree.path;
  const place = { file, span: problem.span };
  const insert = (offset: number, text: string, title: string) => ({
    title,
    edits: [{ file, span: { start: offset, end: offset }, text }],
  });
  switch (problem.kind) {
    case "text not closed":
      reporter.report("PW0001", {}, place, {
        why: "A text ends on the line it begins on. Two texts in a row are read as one.",
        fixes: [insert(problem.span.end, '"', 'Close it: `"`')],
      });
      return;
    case "stray character": {
      const fix = strayFix(problem.character, tree, place);
      reporter.report("PW0002", { character: problem.character }, place, { fixes: fix ? [fix] : [] });
      return;
    }
    case "brace not closed":
      reporter.report("PW0003", {}, place, {
        label: "opened here",
        related: problem.until
          ? [
              {
                place: { file, span: problem.until },
                message: "not deeper than the heading, so the block must have ended",
              },
            ]
          : [],
        why: "The rest of the file has been read as if it were closed before that.",
        fixes: [insert(problem.insertAt, problem.insert, "Put `}` there")],
      });
      return;
    case "brace not opened":
      reporter.report("PW0004", {}, place, { fixes: [replaceWith(place, "", "Remove it")] });
      return;
    case "heading without brace":
      reporter.report("PW0006", {}, place, {
        related: [{ place: { file, span: problem.closing }, message: "its block ends here" }],
        fixes: [insert(problem.insertAt, " {", "Put ` {` at its end")],
      });
      return;
    case "brace inside a line":
      reporter.report("PW0005", { brace: problem.brace }, place);
      return;
    case "bracket not closed":
      reporter.report("PW0007", { open: true }, place);
      return;
    case "bracket not opened":
      reporter.report("PW0007", { open: false }, place);
      return;
    case "odd grouping":
      reportFigure(problem, place, reporter);
      return;
    case "no such day":
      reporter.report("PW0012", { day: problem.image }, place);
      return;
    case "too deep":
      reporter.report("PW0013", { what: "blocks in one another", most: problem.most }, place);
      return;
    case "too long":
      reporter.report("PW0013", { what: "characters in one file", most: problem.most }, place);
      return;
    default: {
      const never: never = problem;
      void never;
    }
  }
}
