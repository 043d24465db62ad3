import type { SignatureHelp, SignatureHelpParams } from "vscode-languageserver";
import { around } from "../lines.js";
import { offsetAt } from "../positions.js";
import { knownLine } from "../vocabulary.js";
import type { Workspace } from "../workspace.js";

interface Form {
  /** The words that begin it. */
  readonly words: readonly string[];
  /** What stands between words, in order: what is written there, and the word before it. */
  readonly parts: readonly (readonly [before: string, name: string, means: string])[];
  readonly means: string;
}

const OF_COVERAGE = [
  ["of", "COVERAGE", "a declared coverage"] as const,
  [
    "with",
    "KEY VALUE",
    "a tier, a plan, or an input and its value, where they are not the person's",
  ] as const,
];

/** What can be asked in a formula. */
const FORMS: readonly Form[] = [
  {
    words: ["lesser"],
    means: "the smaller of two figures",
    parts: [
      ["of", "FIGURE", "a figure"],
      ["and", "FIGURE", "another, in the same unit"],
    ],
  },
  {
    words: ["greater"],
    means: "the larger of two figures",
    parts: [
      ["of", "FIGURE", "a figure"],
      ["and", "FIGURE", "another, in the same unit"],
    ],
  },
  { words: ["rate"], means: "the rate that the person would have", parts: OF_COVERAGE },
  { words: ["premium"], means: "what the coverage costs for the person", parts: OF_COVERAGE },
  { words: ["employer", "share"], means: "what the employer pays of a premium", parts: OF_COVERAGE },
  { words: ["employee", "share"], means: "what the employee pays of a premium", parts: OF_COVERAGE },
  {
    words: ["elected", "volume"],
    means: "the amount insured that was chosen, before any reduction",
    parts: OF_COVERAGE,
  },
  { words: ["volume"], means: "the amount insured that is in force", parts: OF_COVERAGE },
  { words: ["benefit"], means: "what the coverage pays", parts: OF_COVERAGE },
  {
    words: ["rounded"],
    means: "rounds a figure",
    parts: [
      ["rounded", "half up | half even | half down | up | down", "which way"],
      ["to", "cent | STEP", "to what"],
    ],
  },
];

/** How the question is written in which the cursor stands, and which part of it comes next. */
export function signature(
  workspace: Workspace,
  { textDocument, position }: SignatureHelpParams,
): SignatureHelp | null {
  const view = workspace.view(textDocument.uri);
  if (!view) return null;
  const offset = offsetAt(view.tree, position);
  // Behind the last word of a line the cursor is still in what that word belongs to.
  const { text } = view.tree;
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const { statement, blocks } = around(view.tree, offset - (line.length - line.trimEnd().length));
  if (!statement || statement.kind === "leftover") return null;
  const items = statement.kind === "row" ? statement.cells.flatMap((cell) => cell.items) : statement.items;
  const count = statement.kind === "property" ? (knownLine(statement, blocks)?.count ?? 0) : 0;
  const before = items
    .slice(count)
    .filter(({ endOffset }) => endOffset < offset)
    .map(({ image }) => image);
  for (let at = before.length - 1; at >= 0; at--) {
    const form = FORMS.find(({ words }) => words.every((word, i) => before[at + i] === word));
    if (form) return shown(form, before.slice(at));
  }
  return null;
}

function shown({ words, parts, means }: Form, written: readonly string[]): SignatureHelp {
  let label = words.join(" ");
  const parameters = parts.map(([before, name, documentation]) => {
    label += before === words[0] ? " " : ` ${before} `;
    const start = label.length;
    label += name;
    return { label: [start, label.length] as [number, number], documentation };
  });
  const active = parts.findLastIndex(([before]) => written.includes(before));
  return {
    signatures: [{ label, documentation: means, parameters }],
    activeSignature: 0,
    activeParameter: Math.max(0, active),
  };
}
