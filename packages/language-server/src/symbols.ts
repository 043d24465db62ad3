import {
  type Analysis,
  BLOCKS,
  type BlockSpec,
  CONVENTIONS,
  LATER_AT_TOP,
  LINES,
  type NameUse,
  type Place,
} from "@planwright/semantics";
import {
  CloseBracket,
  KEYWORDS,
  OpenBracket,
  type SourceTree,
  type Span,
  type Statement,
  type Token,
  Word,
} from "@planwright/syntax";

/** Something that has a name, with every place where the name stands for it. */
export interface NamedThing {
  readonly name: string;
  /** What it is: `a plan`. Of a service that two coverages share there is one for each. */
  readonly spaces: ReadonlySet<string>;
  readonly declarations: readonly Place[];
  readonly uses: readonly Place[];
}

const LANGUAGE_WORDS: ReadonlySet<string> = new Set(
  [
    ...Object.values<BlockSpec>(BLOCKS).flatMap(({ word, properties, later }) => [
      word,
      ...Object.keys(properties),
      ...later,
    ]),
    ...Object.keys(LINES),
    ...LATER_AT_TOP,
    ...CONVENTIONS.map(({ words }) => words),
    "plan tier area option coverage class network service drug channel line member yes no any because chosen",
    ...KEYWORDS,
  ].flatMap((words) => words.split(" ")),
);

/** Every word that means something in the language itself. */
export const languageWords = (): readonly string[] => [...LANGUAGE_WORDS];

/** Whether a word means something in the language itself, wherever it stands. */
export const isLanguageWord = (word: string): boolean => LANGUAGE_WORDS.has(word);

const keyOf = ({ space, name }: NameUse): string => `${space}\u0000${name}`;

/** Something for each place: a place is told by its file and where it begins. */
class Places<T> {
  private readonly files = new Map<string, Map<number, T>>();

  /** Those of a file, by where they begin. */
  of(file: string): Map<number, T> {
    let found = this.files.get(file);
    if (!found) {
      found = new Map();
      this.files.set(file, found);
    }
    return found;
  }

  get({ file, span }: Place): T | undefined {
    return this.files.get(file)?.get(span.start);
  }

  set({ file, span }: Place, value: T): void {
    this.of(file).set(span.start, value);
  }
}

/**
 * Where every name of a program is declared and used. Most places are told by the binding of the program; a word of the
 * author's that only one thing is called by stands for that thing wherever else it is written.
 */
export class SymbolIndex {
  readonly things: readonly NamedThing[];
  private readonly byPlace = new Places<NamedThing>();
  private readonly byName = new Map<string, NamedThing[]>();

  constructor(uses: readonly NameUse[], trees: Analysis["trees"]) {
    const written = uses.filter(
      ({ name, place: { file, span } }) =>
        span.end - span.start === name.length &&
        name !== "" &&
        trees.get(file)?.text.startsWith(name, span.start) === true,
    );
    const things = grouped(written);
    for (const thing of things) {
      for (const place of thing.declarations) this.byPlace.set(place, thing);
      for (const place of thing.uses) this.byPlace.set(place, thing);
      this.byName.set(thing.name, [...(this.byName.get(thing.name) ?? []), thing]);
    }
    for (const tree of trees.values()) this.addByName(tree);
    this.things = things;
  }

  /** What the name at a place stands for, and where exactly it is written. */
  at(tree: SourceTree, offset: number): { readonly thing: NamedThing; readonly span: Span } | undefined {
    for (const [thing, span] of this.near(tree, offset)) return { thing, span };
    return undefined;
  }

  private *near(tree: SourceTree, offset: number): Generator<[NamedThing, Span]> {
    const { start, end } = wordAt(tree.text, offset);
    const thing = this.inFile(tree.path).get(start);
    if (thing && end > start) yield [thing, { start, end }];
  }

  named(name: string): readonly NamedThing[] {
    return this.byName.get(name) ?? [];
  }

  ofPlace(place: Place): NamedThing | undefined {
    return this.byPlace.get(place);
  }

  /** What the names of a file stand for, by where they begin. */
  inFile(path: string): ReadonlyMap<number, NamedThing> {
    return this.byPlace.of(path);
  }

  private addByName(tree: SourceTree): void {
    const here = this.byPlace.of(tree.path);
    for (const token of freeWords(tree)) {
      if (here.has(token.startOffset)) continue;
      const [thing, another] = this.byName.get(token.image)?.filter(isWord) ?? [];
      if (!thing || another || isLanguageWord(token.image)) continue;
      const place = { file: tree.path, span: { start: token.startOffset, end: token.endOffset + 1 } };
      (thing.uses as Place[]).push(place);
      here.set(token.startOffset, thing);
    }
  }
}

/** A footnote stands in brackets alone. */
const isWord = ({ spaces }: NamedThing): boolean => [...spaces].some((space) => !space.startsWith("a note "));

const IN_WORD = /[\p{L}0-9_-]/u;

/** The word that a place is in or touches, by its letters. */
export function wordAt(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && IN_WORD.test(text.charAt(start - 1))) start--;
  while (end < text.length && IN_WORD.test(text.charAt(end))) end++;
  return { start, end };
}

/** The words of a file that may be names: those of facts that nothing computes with are none. */
function* freeWords(tree: SourceTree): Generator<Token> {
  const apart = [...blocksOf(tree.statements, new Set(["features", "conventions"]))];
  let i = 0;
  let isMark = false;
  for (const [k, token] of tree.tokens.entries()) {
    if (token.tokenType === OpenBracket) isMark = true;
    // A bracket that is not closed ends with its line.
    else if (token.tokenType === CloseBracket || (isMark && beginsLine(tree, token))) isMark = false;
    if (isMark) continue;
    while (i < apart.length && (apart[i]?.end ?? 0) <= token.startOffset) i++;
    const block = apart[i];
    const isApart = block !== undefined && block.start <= token.startOffset;
    if (!isApart && token.tokenType === Word && !isUnit(tree.tokens, k)) yield token;
  }
}

/** `number of hours per week`: what is counted is a word of the author's, and no name. A product is one too. */
function isUnit(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.image;
  if (before === "of") return ["number", "count"].includes(tokens[at - 2]?.image ?? "");
  return before === "per" || before === "product" || before === "market";
}

/** Whether a token is the first of its line. */
export function beginsLine({ text }: SourceTree, { startOffset }: Token): boolean {
  let i = startOffset - 1;
  while (i >= 0 && (text[i] === " " || text[i] === "\t")) i--;
  return i < 0 || text[i] === "\n";
}

function* blocksOf(statements: readonly Statement[], words: ReadonlySet<string>): Generator<Span> {
  for (const statement of statements) {
    if (statement.kind !== "block") continue;
    if (words.has(statement.items[0]?.image ?? "")) yield statement.whole;
    else yield* blocksOf(statement.children, words);
  }
}

interface Growing {
  readonly name: string;
  readonly spaces: Set<string>;
  readonly declarations: Place[];
  readonly uses: Place[];
}

/** Names that are declared or used by the same word are one thing: a service that two coverages have. */
function grouped(uses: readonly NameUse[]): readonly NamedThing[] {
  const declared = new Set(uses.filter(({ isDeclaration }) => isDeclaration).map(keyOf));
  const leaders = new Map<string, string>();
  const leader = (key: string): string => {
    const next = leaders.get(key) ?? key;
    return next === key ? key : leader(next);
  };
  const firstAt = new Places<string>();
  const counted = uses.filter((use) => declared.has(keyOf(use)));
  for (const use of counted) {
    const here = firstAt.get(use.place);
    if (here === undefined) firstAt.set(use.place, keyOf(use));
    else leaders.set(leader(keyOf(use)), leader(here));
  }
  const things = new Map<string, Growing>();
  const seen = new Places<true>();
  for (const use of [...counted].sort((a, b) => Number(b.isDeclaration) - Number(a.isDeclaration))) {
    const key = leader(keyOf(use));
    const thing = things.get(key) ?? { name: use.name, spaces: new Set(), declarations: [], uses: [] };
    things.set(key, thing);
    thing.spaces.add(use.space);
    if (seen.get(use.place)) continue;
    seen.set(use.place, true);
    (use.isDeclaration ? thing.declarations : thing.uses).push(use.place);
  }
  return [...things.values()];
}
