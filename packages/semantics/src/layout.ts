import { type Layout, Text, type Token } from "@planwright/syntax";
import { longestKey, longestMatch } from "./reading/block.js";
import { CONVENTIONS } from "./vocabulary/conventions.js";
import { BLOCKS, type BlockSpec, LINES } from "./vocabulary/index.js";

const SENTENCES: ReadonlySet<string> = new Set(["plan pays", "plan allows", "plan covers"]);

/** By the first word of each block: `specific` of `specific stop-loss`. */
const BY_FIRST: ReadonlyMap<string, BlockSpec> = new Map(
  Object.entries(BLOCKS).map(([words, spec]) => [words.split(" ")[0] ?? words, spec]),
);
const CONVENTION_WORDS = CONVENTIONS.map(({ words }) => words);
const wordCount = (words: string | undefined): number => words?.split(" ").length ?? 1;

/** Tells the formatter where the values of a line begin, and what stands in columns after them. */
export const LAYOUT: Layout = {
  columns(path, items) {
    const parent = path[path.length - 1];
    if (parent === undefined) return topColumns(items);
    if (parent === "conventions") return [wordCount(longestMatch(items, CONVENTION_WORDS))];
    if (parent === "places") return [];
    const spec = BY_FIRST.get(parent);
    if (!spec) return [1];
    if (items[0]?.image === "note" && !("note" in spec.properties)) return [2];
    const [words, later] = [longestKey(items, spec.properties), longestMatch(items, spec.later)];
    if (later && later.length > (words?.length ?? 0)) return [wordCount(later)];
    // A limit is a sentence: `plan pays at most $1,000 per person`.
    if (words !== undefined && SENTENCES.has(words)) return [];
    const lists = spec.declares?.value === "declaration" || spec.declares?.value === "listed";
    if (words === undefined && lists) return [1, ...afterTexts(items, 1)];
    return [wordCount(words)];
  },
};

function topColumns(items: readonly Token[]): readonly number[] {
  const [first] = items;
  if (first?.image === "note") return [2];
  const word = longestKey(items, LINES);
  if (word === "use" || word === "accept") return [];
  if (word === "formula" || word === "condition") return [2];
  const meaning = items.findIndex(({ tokenType }, i) => i > 2 && tokenType === Text);
  if (word === "input") return meaning > 0 ? [2, meaning] : [2];
  return [];
}

/** The item behind the texts that begin at `from`, if there are texts and something is behind them. */
function afterTexts(items: readonly Token[], from: number): number[] {
  const end = items.findIndex(({ tokenType }, i) => i >= from && tokenType !== Text);
  return end > from ? [end] : [];
}
