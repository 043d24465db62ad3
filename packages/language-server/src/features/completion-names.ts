import type { Program } from "@planwright/semantics";
import type { Block, Row, Statement, Token } from "@planwright/syntax";
import { CompletionItemKind } from "vscode-languageserver";
import { type Choice, LISTS, type ListName, membersOf } from "../catalog.js";
import { coveragesOf } from "./completion.js";

/** Where a name would stand. */
export interface Place {
  readonly program: Program | undefined;
  readonly blocks: readonly Block[];
  /** What stands on the line, or in the row, before it. */
  readonly tokens: readonly Token[];
  readonly row: Row | undefined;
  readonly siblings: readonly Statement[];
  /** The key of a table of which it is a value; `(key)` for a key itself. */
  readonly key?: string;
}

const DIMENSIONS = ["plan", "tier", "area", "option", "coverage", "class"];

/** Which names may follow a word, wherever it stands. */
const AFTER: Readonly<Record<string, readonly ListName[]>> = {
  of: ["coverage", "input", "formula"],
  in: ["network"],
  carrier: ["carrier"],
  carriers: ["carrier"],
  as: ["service"],
};

/** Which names begin the value of a line, by the words of the line; of a heading, by those of its block. */
const BEGINS: Readonly<Record<string, readonly ListName[]>> = {
  carrier: ["carrier"],
  carriers: ["carrier"],
  needs: ["coverage"],
  "not offered": ["plan", "tier", "area", "option"],
  covers: ["service"],
  excludes: ["service"],
  "each further member": ["tier"],
  coverage: ["coverage"],
  plan: ["plan"],
  comes: ["schedule"],
  with: ["schedule"],
};

/** Blocks whose heading or lines are about services after `for`. */
const OF_SERVICES = new Set(["plan", "schedule", "benefits"]);

const VALUES: readonly ListName[] = ["input", "formula", "condition", "class"];

/** The names that may stand at a place. `exactly`: only where the words before it leave no other reading. */
export function namesFor(
  place: Place,
  tokens: readonly Token[],
  words: string,
  exactly = false,
): readonly Choice[] {
  const { program, blocks, key } = place;
  if (!program) return [];
  const coverages = coveragesOf(blocks);
  const list = (names: readonly ListName[], of = coverages) =>
    names.flatMap((name) => LISTS[name](program, of));
  if (key === "(key)") return [...keysOf(program)];
  if (key !== undefined) return membersOf(key, program, coverages);
  const last = tokens[tokens.length - 1]?.image;
  const valued = keyBefore(tokens, program);
  if (valued !== undefined) return membersOf(valued, program, words === "given" ? [] : coverages);
  if (words === "given" && last === undefined) return [...keysOf(program), ...list(["account"])];
  if (last === "with") return [...keysOf(program)];
  if (last === "like") return blocks.length === 0 ? list(["plan", "schedule"], []) : list(["coverage"]);
  if (last === "for" || (last === "," && lastClause(tokens) === "for"))
    return OF_SERVICES.has(blocks[blocks.length - 1]?.items[0]?.image ?? "")
      ? list(["service"])
      : list(["coverage"], []);
  if (last !== undefined && AFTER[last]) return list(AFTER[last], []);
  if (exactly) return [];
  if ((last === undefined || last === ",") && BEGINS[words]) return list(BEGINS[words], []);
  return list(VALUES, []);
}

function* keysOf(program: Program): Generator<Choice> {
  for (const name of DIMENSIONS)
    yield { name, title: "", what: "what every program has", kind: CompletionItemKind.Keyword };
  yield* LISTS.input(program, []);
}

/** The key whose value comes next: `tier`, `status is`, `status is active,`. */
function keyBefore(tokens: readonly Token[], program: Program): string | undefined {
  let at = tokens.length - 1;
  while (tokens[at]?.image === "," || (tokens[at + 1]?.image === "," && at >= 0)) at--;
  if (tokens[at]?.image === "not") at--;
  if (tokens[at]?.image === "is") at--;
  const word = tokens[at]?.image;
  if (word === undefined) return undefined;
  const isInput = program.inputs.some(
    ({ id, choices, kind }) => id === word && (choices.length > 0 || kind === "truth"),
  );
  return isInput || DIMENSIONS.includes(word) ? word : undefined;
}

/** The last word before a list that says what it is a list of. */
const lastClause = (tokens: readonly Token[]): string | undefined =>
  tokens.findLast(({ image }) => ["for", "of", "in", "by", "with", "like"].includes(image))?.image;
