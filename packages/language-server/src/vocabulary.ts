import { BLOCKS, type BlockSpec, INNER_BLOCKS, LINES, type PropertySpec } from "@planwright/semantics";
import type { Block, Property, Token } from "@planwright/syntax";

export const ALL_BLOCKS: Readonly<Record<string, BlockSpec>> = BLOCKS;

const TOP_WORDS = Object.keys(BLOCKS).filter((word) => !INNER_BLOCKS.includes(word));

/** The longest of the candidates that the tokens begin with. */
export function longest(items: readonly Token[], candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  for (const words of candidates) {
    if (words.length <= (best?.length ?? 0)) continue;
    if (words.split(" ").every((word, i) => items[i]?.image === word)) best = words;
  }
  return best;
}

/** The words of the language that a heading begins with; its first word where it begins with none. */
export function wordsOfBlock(block: Pick<Block, "items">, path: readonly Block[]): string {
  const parent = path.length === 0 ? undefined : blockSpec(path);
  const candidates = path.length === 0 ? TOP_WORDS : (parent?.blocks ?? Object.keys(ALL_BLOCKS));
  return longest(block.items, candidates) ?? block.items[0]?.image ?? "";
}

/** What the vocabulary says of the innermost of the blocks; nothing where it knows it not. */
export function blockSpec(path: readonly Block[]): BlockSpec | undefined {
  let spec: BlockSpec | undefined;
  for (const [depth, block] of path.entries()) {
    const candidates: readonly string[] = depth === 0 ? TOP_WORDS : (spec?.blocks ?? []);
    const words = longest(block.items, candidates);
    if (words !== undefined) spec = ALL_BLOCKS[words];
    // A heading that fixes a key of the table below it: the table is that of the block around it.
    else if (!spec?.blocks.includes("(dimension)")) return undefined;
  }
  return spec;
}

/** What the vocabulary says of a line, and how many of its words are the language's. */
export interface KnownLine {
  readonly words: string;
  readonly count: number;
  readonly spec: PropertySpec;
  /** It begins with a name of the author's. */
  readonly isDeclared: boolean;
}

export function knownLine({ items }: Pick<Property, "items">, path: readonly Block[]): KnownLine | undefined {
  if (path.length === 0) {
    const words = longest(items, Object.keys(LINES));
    const spec = words === undefined ? undefined : (LINES as Readonly<Record<string, PropertySpec>>)[words];
    return words !== undefined && spec
      ? { words, count: countOf(words), spec, isDeclared: false }
      : undefined;
  }
  const block = blockSpec(path);
  if (!block) return undefined;
  const words = longest(items, Object.keys(block.properties));
  const spec = words === undefined ? undefined : block.properties[words];
  if (words !== undefined && spec) return { words, count: countOf(words), spec, isDeclared: false };
  return block.declares ? { words: "", count: 0, spec: block.declares, isDeclared: true } : undefined;
}

const countOf = (words: string): number => words.split(" ").length;
