import type { ValueType } from "@planwright/syntax";

/** `words`: a value that is not one of the small grammars, and is read by whoever binds it. */
export type SpecValue = ValueType | "words";

export interface PropertySpec {
  readonly value: SpecValue;
  readonly means: string;
  /** A whole line, as a plan designer would write it. */
  readonly example: string;
  /** May stand more than once in its block. */
  readonly many?: true;
}

/** A part of a heading: whether it must be there, or may. What is not named may not be there. */
export interface HeadingSpec {
  readonly name?: "must" | "may";
  readonly title?: "must" | "may";
  readonly for?: "must" | "may";
  readonly each?: "must";
  readonly by?: "must";
  readonly like?: "may";
  readonly when?: "may";
  readonly effective?: "may";
}

export interface BlockSpec {
  /** The words that begin its heading. */
  readonly word: string;
  readonly means: string;
  /** A heading, as a plan designer would write it. */
  readonly example: string;
  readonly heading: HeadingSpec;
  readonly properties: Readonly<Record<string, PropertySpec>>;
  /** Lines that begin with a name of the author's. */
  readonly declares?: PropertySpec;
  /** What a table in it holds; absent when it cannot hold one. */
  readonly table?: string;
  /** Blocks that may stand in it. `(dimension)`: a heading that fixes one key of the table below it. */
  readonly blocks: readonly string[];
  /** Words that the language knows and does not compute with yet. */
  readonly later: readonly string[];
}

/** A statement of one line at the top of a file. */
export interface LineSpec {
  readonly word: string;
  readonly value: SpecValue;
  readonly means: string;
  readonly example: string;
}
