import {
  type Block,
  type HeadingNode,
  type Property,
  type Row,
  readValue,
  type Span,
  type Statement,
  spanOfTokens,
  type Token,
  type ValueType,
  type ValueTypes,
} from "@planwright/syntax";
import { nearest, type Reporter, replaceWith } from "../diagnostics/report.js";
import type { Origin, Place } from "../places.js";
import type { BlockSpec, PropertySpec, SpecValue } from "../vocabulary/index.js";
import { adviceFor } from "./advice.js";
import type { FileNotes } from "./notes.js";

export type ValueOf<V extends SpecValue> = V extends ValueType ? ValueTypes[V] : readonly Token[];

export interface Read<V> {
  readonly value: V;
  readonly node: Property;
  /** Of the value alone. */
  readonly place: Place;
  readonly wordsPlace: Place;
  readonly origin: Origin;
}

type Properties<S extends BlockSpec> = S["properties"];

/** What a line is read as that begins with a name of the author's. */
type DeclaredIn<S extends BlockSpec> = S extends { declares: { value: infer V extends SpecValue } }
  ? ValueOf<V>
  : readonly Token[];

/** A block whose lines have been found in the vocabulary and read. */
export interface ReadBlock<S extends BlockSpec> {
  readonly file: string;
  readonly node: Block;
  readonly origin: Origin;
  readonly heading: HeadingNode | undefined;
  all<K extends keyof Properties<S> & string>(key: K): readonly Read<ValueOf<Properties<S>[K]["value"]>>[];
  one<K extends keyof Properties<S> & string>(key: K): Read<ValueOf<Properties<S>[K]["value"]>> | undefined;
  /** Whether such a line is there, even if its value could not be read. */
  isGiven(key: keyof Properties<S> & string): boolean;
  /** Every line of it could be read: what is missing from it is missing. */
  readonly isWhole: boolean;
  readonly declared: readonly Read<DeclaredIn<S>>[];
  readonly rows: readonly Row[];
  readonly blocks: readonly Block[];
}

/** What reading a file needs: where it is, whom to tell, and its footnotes. */
export interface FileScope {
  readonly file: string;
  readonly reporter: Reporter;
  readonly notes: FileNotes;
  /** Names whose declaration could not be read. */
  readonly broken: Set<string>;
  /** What is wrong with its characters, in order. */
  readonly problems: readonly { readonly span: Span }[];
}

/** Remembers the name that a line would have declared, so that what refers to it is not reported again. */
export function poison(scope: FileScope, name: Token | undefined): void {
  if (name) scope.broken.add(name.image);
}

/** How many of the words that `items` begin with are the words `words`, all of them; 0 when they are not. */
export function matchWords(items: readonly Token[], words: string): number {
  const first = items[0];
  if (!first || !words.startsWith(first.image)) return 0;
  if (first.image.length === words.length) return 1;
  const parts = words.split(" ");
  if (items.length < parts.length) return 0;
  return parts.every((part, i) => items[i]?.image === part) ? parts.length : 0;
}

/** What lines may begin with, by the first word of each. */
type Beginnings = ReadonlyMap<string, readonly string[]>;

/** Lists of words, and tables by words, are looked through for each line: so they are put in order once. */
const BEGINNINGS = new WeakMap<object, Beginnings>();

function beginnings(of: object, words: () => readonly string[]): Beginnings {
  const known = BEGINNINGS.get(of);
  if (known) return known;
  const made = new Map<string, string[]>();
  for (const one of words()) {
    const first = one.split(" ", 1)[0] ?? one;
    const same = made.get(first);
    if (same) same.push(one);
    else made.set(first, [one]);
  }
  BEGINNINGS.set(of, made);
  return made;
}

function longest(items: readonly Token[], all: Beginnings): string | undefined {
  const candidates = all.get(items[0]?.image ?? "");
  if (!candidates) return undefined;
  let best: string | undefined;
  // An iterator makes an object at each step, until V8 has optimized the function: it never does for a short run.
  for (let i = 0; i < candidates.length; i++) {
    const words = candidates[i] ?? "";
    if (matchWords(items, words) > 0 && words.length > (best?.length ?? 0)) best = words;
  }
  return best;
}

/** The longest of the candidates that the line begins with. The list is one that stays as it is. */
export const longestMatch = (items: readonly Token[], candidates: readonly string[]): string | undefined =>
  longest(
    items,
    beginnings(candidates, () => candidates),
  );

/** The longest of the keys of a table that the line begins with. The table is one that stays as it is. */
export const longestKey = (
  items: readonly Token[],
  table: Readonly<Record<string, unknown>>,
): string | undefined =>
  longest(
    items,
    beginnings(table, () => Object.keys(table)),
  );

/** What a heading may have. */
const HEADING_PARTS: readonly {
  readonly part: keyof BlockSpec["heading"];
  readonly isThere: (heading: HeadingNode) => boolean;
  readonly missing: string;
  readonly surplus: string;
}[] = [
  { part: "name", isThere: ({ name }) => name !== undefined, missing: "has no name", surplus: "name" },
  {
    part: "title",
    isThere: ({ title }) => title !== undefined,
    missing: "has no display name",
    surplus: "display name",
  },
  {
    part: "for",
    isThere: (heading) => heading.for.length > 0,
    missing: "does not say for which coverage",
    surplus: "`for`",
  },
  {
    part: "each",
    isThere: ({ each }) => each !== undefined,
    missing: "does not say that it is for each employee",
    surplus: "`for each`",
  },
  {
    part: "by",
    isThere: ({ by }) => by !== undefined,
    missing: "does not say by which input",
    surplus: "`by`",
  },
  { part: "like", isThere: ({ like }) => like !== undefined, missing: "", surplus: "`like`" },
  { part: "when", isThere: ({ when }) => when !== undefined, missing: "", surplus: "`when`" },
  {
    part: "effective",
    isThere: ({ effective }) => effective !== undefined,
    missing: "",
    surplus: "`effective`",
  },
];

export class BlockReader<S extends BlockSpec> {
  private readonly found = new Map<string, Read<unknown>[]>();
  private readonly declared: Read<unknown>[] = [];
  private readonly rows: Row[] = [];
  private readonly blocks: Block[] = [];
  private readonly given = new Set<string>();
  /** Lines that could not be read. */
  private unread = 0;

  constructor(
    private readonly scope: FileScope,
    private readonly node: Block,
    private readonly spec: S,
    private readonly isDimension: (word: string) => boolean = () => false,
  ) {}

  read(): ReadBlock<S> {
    const heading = this.heading();
    this.node.children.forEach((child) => {
      this.child(child);
    });
    const { found, declared, rows, blocks, node, scope } = this;
    return {
      file: scope.file,
      node,
      origin: scope.notes.originOf(scope.file, node, node.span),
      heading,
      all: (key) => (found.get(key) ?? []) as never,
      one: (key) => found.get(key)?.[0] as never,
      isGiven: (key) => this.given.has(key),
      isWhole: !this.isSpoiled(),
      declared: declared as never,
      rows,
      blocks,
    };
  }

  private isSpoiled(): boolean {
    const { start, end } = this.node.whole;
    return this.unread > 0 || this.scope.problems.some(({ span }) => span.start >= start && span.start < end);
  }

  private place(span: Span): Place {
    return { file: this.scope.file, span };
  }

  private heading(): HeadingNode | undefined {
    const { node, spec, scope } = this;
    const words = matchWords(node.items, spec.word);
    const rest = node.items.slice(words);
    if (rest.length === 0) {
      return this.checkHeading({
        name: undefined,
        title: undefined,
        for: [],
        each: undefined,
        by: undefined,
        like: undefined,
        when: undefined,
        effective: undefined,
        span: node.span,
      });
    }
    const result = readValue("heading", rest, node.span);
    if (result.ok) return this.checkHeading(result.value);
    scope.reporter.report(
      "PW0023",
      { found: result.found, of: `the heading of \`${spec.word}\`` },
      this.place(result.span),
      { why: `It is written like \`${spec.example}\`.` },
    );
    poison(scope, rest[0]);
    return undefined;
  }

  private checkHeading(heading: HeadingNode): HeadingNode | undefined {
    const { spec } = this;
    let complete = true;
    for (let i = 0; i < HEADING_PARTS.length; i++) {
      const one = HEADING_PARTS[i];
      if (!one) break;
      const wanted = spec.heading[one.part];
      const isThere = one.isThere(heading);
      if (isThere === (wanted !== undefined) || (!isThere && wanted === "may")) continue;
      if (!isThere) complete = false;
      const block = `\`${spec.word}\``;
      this.scope.reporter.report(
        "PW0026",
        { what: isThere ? `${block} takes no ${one.surplus}` : `This ${block} ${one.missing}` },
        this.place(this.node.span),
        { why: `It is written like \`${spec.example}\`.` },
      );
    }
    if (!complete && heading.name) this.scope.broken.add(heading.name.name);
    return complete ? heading : undefined;
  }

  private child(child: Statement): void {
    switch (child.kind) {
      case "row":
        if (this.spec.table !== undefined) this.rows.push(child);
        else this.noTable(child);
        return;
      case "block":
        this.innerBlock(child);
        return;
      case "property":
        this.property(child);
        return;
      case "leftover":
        return;
    }
  }

  private noTable(row: Row): void {
    if (this.node.children.find((child) => child.kind === "row") !== row) return;
    this.scope.reporter.report(
      "PW0027",
      { what: `\`${this.spec.word}\` holds no table` },
      this.place(row.span),
    );
  }

  private innerBlock(block: Block): void {
    const { spec, scope } = this;
    const word = block.items[0]?.image ?? "";
    const allowed =
      longestMatch(block.items, spec.blocks) !== undefined ||
      (spec.blocks.includes("(dimension)") && this.isDimension(word));
    if (allowed) {
      this.blocks.push(block);
      return;
    }
    const later = longestMatch(block.items, spec.later);
    if (later) scope.reporter.report("PW0022", { words: later }, this.place(block.span));
    else this.misspeltBlock(block);
  }

  /** Reads a misspelt block as the one that was probably meant, so that one slip is one finding. */
  private misspeltBlock(block: Block): void {
    const meant = this.unknown(block, block.items);
    const [first] = block.items;
    if (!meant || !first || !this.spec.blocks.includes(meant.words)) return;
    const rest = block.items.slice(meant.taken);
    this.blocks.push({ ...block, items: [respelt(first, meant.words), ...rest] });
  }

  private unknown(node: Property | Block, items: readonly Token[]): Meant | undefined {
    const { spec, scope } = this;
    const first = items[0];
    const place = this.place(first ? spanOfTokens([first], node.span) : node.span);
    const words = [...Object.keys(spec.properties), ...spec.later, ...spec.blocks];
    const typed = items
      .filter(({ image }) => /^[\p{L}-]+$/u.test(image))
      .slice(0, 3)
      .map(({ image }) => image);
    const meant = nearestWords(typed, words);
    if (!meant) {
      poison(scope, items[1]);
      this.unread++;
    }
    scope.reporter.report(
      "PW0021",
      { words: first?.image ?? "this line", where: `in \`${spec.word}\`` },
      meant ? this.place(spanOfTokens(items.slice(0, meant.taken), node.span)) : place,
      meant
        ? {
            label: `did you mean ${meant.words}?`,
            // A line does not become a block by its first word, nor a block a line.
            fixes:
              node.kind === "block" || !spec.blocks.includes(meant.words) || meant.words in spec.properties
                ? [replaceWith(this.place(spanOfTokens(items.slice(0, meant.taken), node.span)), meant.words)]
                : [],
          }
        : {
            why:
              Object.keys(spec.properties).length > 0
                ? `Lines of \`${spec.word}\` begin with: ${Object.keys(spec.properties).join(", ")}.`
                : undefined,
          },
    );
    return meant;
  }

  private property(node: Property): void {
    const { spec, scope } = this;
    if (node.items[0]?.image === "note" && !("note" in spec.properties) && scope.notes.isNote(node)) return;
    const words = longestKey(node.items, spec.properties);
    if (words) {
      this.readProperty(node, words, spec.properties[words]);
      return;
    }
    if (spec.declares) {
      this.readDeclared(node, spec.declares);
      return;
    }
    const later = longestMatch(node.items, spec.later);
    if (later) scope.reporter.report("PW0022", { words: later }, this.place(node.span));
    else this.misspelt(node);
  }

  /** Reads a misspelt line as the one that was probably meant, so that one slip is one finding. */
  private misspelt(node: Property): void {
    const meant = this.unknown(node, node.items);
    const spec = meant && this.spec.properties[meant.words];
    if (meant && spec) this.readProperty(node, meant.words, spec, meant.taken);
  }

  private readDeclared(node: Property, spec: PropertySpec): void {
    const read = readProperty(this.scope, node, 0, spec, `a line of \`${this.spec.word}\``);
    if (read) this.declared.push(read);
    else {
      // Lines that ran together may have been several declarations.
      for (const item of node.items) poison(this.scope, item);
      this.unread++;
    }
  }

  private readProperty(
    node: Property,
    words: string,
    spec: PropertySpec | undefined,
    count = matchWords(node.items, words),
  ): void {
    if (!spec) return;
    this.given.add(words);
    const earlier = this.found.get(words) ?? [];
    const read = readProperty(this.scope, node, count, spec, `\`${words}\``);
    if (!read) {
      this.unread++;
      return;
    }
    const [first] = earlier;
    if (first && !spec.many) {
      this.scope.reporter.report("PW0024", { what: `\`${words}\`` }, read.wordsPlace, {
        related: [{ place: first.wordsPlace, message: "given here first" }],
      });
      return;
    }
    this.found.set(words, [...earlier, read]);
  }
}

/** The words that were probably meant, and how many words of the line they stand for. */
interface Meant {
  readonly words: string;
  readonly taken: number;
}

function nearestWords(typed: readonly string[], candidates: readonly string[]): Meant | undefined {
  for (let taken = typed.length; taken > 0; taken--) {
    const length = (words: string) => words.split(" ").length === taken;
    const words = nearest(typed.slice(0, taken).join(" "), candidates.filter(length));
    if (words) return { words, taken };
  }
  return undefined;
}

/** A word where it stands, read as another. */
export function respelt(token: Token, image: string, endOffset = token.endOffset): Token {
  const { startOffset, tokenType, tokenTypeIdx } = token;
  return { image, startOffset, endOffset, tokenType, tokenTypeIdx };
}

/** Reads what stands after the first `count` words of a line, as the vocabulary says. */
export function readProperty(
  scope: FileScope,
  node: Property,
  count: number,
  spec: { readonly value: SpecValue; readonly example: string },
  what: string,
): Read<unknown> | undefined {
  const tokens = node.items.slice(count);
  const words = spanOfTokens(node.items, node.span, 0, Math.max(count, 1));
  const after: Span = { start: Math.max(words.end - 1, words.start), end: words.end };
  const base = {
    node,
    place: { file: scope.file, span: spanOfTokens(tokens, after) },
    wordsPlace: { file: scope.file, span: words },
    origin: scope.notes.originOf(scope.file, node, node.span),
  };
  if (spec.value === "words") return { ...base, value: tokens };
  const result = readValue(spec.value, tokens, after);
  if (result.ok) return { ...base, value: result.value };
  scope.reporter.report(
    "PW0023",
    { found: result.found, of: what },
    { file: scope.file, span: result.span },
    adviceFor(spec.value, tokens, result.span, scope.file, spec.example),
  );
  return undefined;
}
