import type {
  AcceptNode,
  Block,
  ConditionDefinitionNode,
  FormulaNode,
  InputNode,
  Property,
  Statement,
  Token,
} from "@planwright/syntax";
import { isDimension, type Scope } from "./bind/scope.js";
import { nearest, replaceWith } from "./diagnostics/report.js";
import {
  BlockReader,
  type FileScope,
  longestKey,
  longestMatch,
  matchWords,
  poison,
  type Read,
  type ReadBlock,
  readProperty,
  respelt,
} from "./reading/block.js";
import { BLOCKS, type BlockSpec, INNER_BLOCKS, LATER_AT_TOP, LINES } from "./vocabulary/index.js";

type Vocabulary = typeof BLOCKS;
export type BlockWord = keyof Vocabulary;

/** `cov%erages`: a strange character in a word of the language leaves two words that are one. */
function joined(items: readonly Token[], words: readonly string[], files: FileScope): readonly Token[] {
  const [first, second, ...rest] = items;
  const isStruck = first && files.problems.some(({ span }) => span.start === first.endOffset + 1);
  if (!first || !second || !isStruck) return items;
  const image = first.image + second.image;
  return nearest(image, words) ? [respelt(first, image, second.endOffset), ...rest] : items;
}

/** A block as it was read. `own` is false where it stands in a folder that the program uses. */
export interface Found<W extends BlockWord> {
  readonly read: ReadBlock<Vocabulary[W]>;
  readonly files: FileScope;
  readonly own: boolean;
}

const TOP_WORDS = Object.keys(BLOCKS).filter((word) => !INNER_BLOCKS.includes(word));

/** The statements at the top of the files of a program: its blocks by their word, and its lines. */
export class TopLevel {
  private readonly blocks = new Map<BlockWord, { node: Block; files: FileScope; own: boolean }[]>();
  readonly inputs: Read<InputNode>[] = [];
  readonly formulas: Read<FormulaNode>[] = [];
  readonly conditions: Read<ConditionDefinitionNode>[] = [];
  readonly accepts: Read<AcceptNode>[] = [];

  constructor(private readonly scope: Scope) {}

  /** Takes in a statement, and reports what has no place at the top of a file. */
  statement(statement: Statement, files: FileScope, own: boolean): void {
    switch (statement.kind) {
      case "block":
        this.block(statement, files, own);
        return;
      case "property":
        this.line(statement, files, own);
        return;
      case "row":
        files.reporter.report(
          "PW0027",
          { what: "A table stands in a block" },
          { file: files.file, span: statement.span },
        );
        return;
      case "leftover":
        return;
    }
  }

  private block(node: Block, files: FileScope, own: boolean): void {
    const word = longestMatch(node.items, TOP_WORDS) as BlockWord | undefined;
    const later = longestMatch(node.items, LATER_AT_TOP);
    if (later && later.length > (word?.length ?? 0)) {
      files.reporter.report("PW0022", { words: later }, { file: files.file, span: node.span });
    } else if (word) {
      const list = this.blocks.get(word) ?? [];
      this.blocks.set(word, list);
      list.push({ node, files, own });
    } else {
      const meant = this.misspelt(node, TOP_WORDS, files);
      if (meant) this.block(meant, files, own);
    }
  }

  private line(node: Property, files: FileScope, own: boolean): void {
    const word = longestKey(node.items, LINES) as keyof typeof LINES | undefined;
    if (!word && node.items[0]?.image === "plan") {
      // A plan that adds nothing to the one it is like needs no block.
      this.block(
        { ...node, kind: "block", children: [], below: [], closingComment: undefined, whole: node.span },
        files,
        own,
      );
      return;
    }
    if (!word) {
      const later = longestMatch(node.items, LATER_AT_TOP);
      if (node.items[0]?.image === "note" && files.notes.isNote(node)) return;
      if (later) files.reporter.report("PW0022", { words: later }, { file: files.file, span: node.span });
      else {
        const meant = this.misspelt(node, [...Object.keys(LINES), "plan"], files);
        if (meant) this.line(meant, files, own);
      }
      return;
    }
    if (word === "use") return;
    const read = readProperty(files, node, matchWords(node.items, word), LINES[word], `\`${word}\``);
    if (!read) {
      poison(files, node.items[matchWords(node.items, word)]);
      return;
    }
    if (word === "input") this.inputs.push(read as Read<InputNode>);
    else if (word === "formula") this.formulas.push(read as Read<FormulaNode>);
    else if (word === "condition") this.conditions.push(read as Read<ConditionDefinitionNode>);
    else if (own) this.accepts.push(read as Read<AcceptNode>);
  }

  /** Reports a statement that the language does not know; answers it as it was probably meant. */
  private misspelt<N extends Block | Property>(
    node: N,
    words: readonly string[],
    files: FileScope,
  ): N | undefined {
    const [first, ...rest] = joined(node.items, words, files);
    const span = first ? { start: first.startOffset, end: first.endOffset + 1 } : node.span;
    const place = { file: files.file, span };
    const meant = first && nearest(first.image, words);
    if (!meant) poison(files, rest[0]);
    const listed = words.filter((word) => !INNER_BLOCKS.includes(word));
    files.reporter.report(
      "PW0021",
      { words: first?.image ?? "this line", where: "at the top of a file" },
      place,
      meant
        ? { label: `did you mean ${meant}?`, fixes: [replaceWith(place, meant)] }
        : { why: `${homesOf(first?.image)}A file holds: ${listed.join(", ")}.` },
    );
    return first && meant ? { ...node, items: [respelt(first, meant), ...rest] } : undefined;
  }

  /** Reads the blocks of one word. Those of used folders are left out where only the program's own count. */
  read<W extends BlockWord>(word: W, ownOnly = false): Found<W>[] {
    const spec: BlockSpec = BLOCKS[word];
    const isKey = (name: string) => isDimension(name) || this.scope.inputs.has(name);
    return (this.blocks.get(word) ?? [])
      .filter(({ own }) => own || !ownOnly)
      .map(({ node, files, own }) => ({
        read: new BlockReader(files, node, spec, isKey).read() as unknown as ReadBlock<Vocabulary[W]>,
        files,
        own,
      }));
  }
}

/** The blocks in which a word begins a line, where it is known there. */
function homesOf(word: string | undefined): string {
  const homes = Object.values(BLOCKS).flatMap(({ word: block, properties }: BlockSpec) =>
    word !== undefined && Object.hasOwn(properties, word) ? [`\`${block}\``] : [],
  );
  return homes.length === 0 ? "" : `It begins a line in ${homes.join(", ")}. `;
}
