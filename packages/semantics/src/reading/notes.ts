import {
  type Block,
  type Mark,
  type Phrase,
  type Property,
  type Span,
  type Statement,
  spanOfToken,
  textValue,
  Text,
  type Token,
} from "@planwright/syntax";
import type { Reporter } from "../diagnostics/report.js";
import type { Note, NoteKind, Origin, Place } from "../places.js";

/** Most lines and cells say nothing beside; one list, which nothing writes to, serves them all. */
const NONE: readonly never[] = [];

interface Footnote {
  readonly notes: readonly Note[];
  readonly node: Property;
  readonly place: Place;
  used: boolean;
}

/** Each footnote is a space of its own: other blocks may have one of the same name. */
const spaceOfNote = ({ place }: Pick<Footnote, "place">): string =>
  `a note of ${place.file} ${place.span.start}`;

const named = (token: Token) => ({ name: token.image, span: spanOfToken(token) });

/** The words of a mark, with a space where the text has one: `lines 188-190`. */
function wordsOf({ items }: Mark): string {
  let words = "";
  for (let i = 0; i < items.length; i++) {
    const { image = "", startOffset = 0 } = items[i] ?? {};
    const before = items[i - 1];
    words += before && before.endOffset + 1 !== startOffset ? ` ${image}` : image;
  }
  return words;
}

/** `[1]` and `[merged_cell]` are footnotes, `[page 4]` is a citation. */
const isFootnote = (mark: Mark): boolean => mark.items.length === 1;

function notesOfTail(phrase: Phrase): Note[] {
  const { tail } = phrase;
  if (!tail) return [];
  const printed =
    tail.printed.length > 0
      ? tail.printed.map((t) => (t.tokenType === Text ? textValue(t) : t.image)).join(" ")
      : undefined;
  const kind: NoteKind = tail.chosen ? "chosen" : printed !== undefined ? "printed" : "because";
  return [{ kind, text: tail.because ?? "", printed }];
}

/** Footnotes that stand at the top of a file or in `program`: every file of the program may refer to them. */
export class SharedNotes {
  readonly byName = new Map<string, Footnote>();
}

/** The footnotes and citations of one file. */
export class FileNotes {
  private readonly footnotes = new Map<Statement | undefined, Map<string, Footnote>>();
  /** Of the blocks, and of the statements that have marks. */
  private readonly parents = new Map<Statement, Block | undefined>();
  private readonly marks: { readonly mark: Mark; readonly from: Statement }[] = [];
  private citation: Mark | undefined;

  constructor(
    private readonly file: string,
    statements: readonly Statement[],
    private readonly reporter: Reporter,
    private readonly shared: SharedNotes = new SharedNotes(),
  ) {
    this.collect(statements, undefined);
  }

  /** The first citation of the file. */
  get firstCite(): { readonly mark: string; readonly span: Span } | undefined {
    const { citation } = this;
    return citation && { mark: wordsOf(citation), span: citation.span };
  }

  /** Finds the footnote of every mark of the file, once the footnotes of all files are known. */
  resolve(): void {
    for (const { mark, from } of this.marks) this.footnote(wordsOf(mark), mark, from);
  }

  private collect(statements: readonly Statement[], parent: Block | undefined): void {
    statements.forEach((statement) => {
      if (statement.kind === "row" && statement.isPlain) return;
      const isMarked = this.collectMarks(statement);
      if (isMarked || statement.kind === "block") this.parents.set(statement, parent);
      if (statement.kind === "block") this.collect(statement.children, statement);
      else if (statement.kind === "property" && this.isNote(statement)) this.addFootnote(statement, parent);
    });
  }

  /** Collects the marks of a statement; answers whether it has any. */
  private collectMarks(statement: Statement): boolean {
    if (statement.kind === "leftover") return false;
    if (statement.kind !== "row") return this.addMarks(statement.marks, statement);
    let found = false;
    for (const { marks } of statement.cells) if (this.addMarks(marks, statement)) found = true;
    return found;
  }

  private addMarks(marks: readonly Mark[], from: Statement): boolean {
    if (marks.length === 0) return false;
    for (const mark of marks) {
      if (isFootnote(mark)) this.marks.push({ mark, from });
      else this.citation ??= mark;
    }
    return true;
  }

  /** `note 1 printed "..." chosen because "..."`: a footnote, not a remark. */
  isNote(node: Property): boolean {
    const { items } = node;
    return items[0]?.image === "note" && items[1] !== undefined && items[1].tokenType !== Text;
  }

  private addFootnote(node: Property, parent: Block | undefined): void {
    const name = node.items[1]?.image ?? "";
    const texts = node.items.slice(2).filter(({ tokenType }) => tokenType === Text);
    const notes: Note[] = notesOfTail(node);
    if (texts.length > 0)
      notes.unshift({ kind: "because", text: texts.map(textValue).join(" "), printed: undefined });
    const here = this.footnotes.get(parent) ?? new Map<string, Footnote>();
    this.footnotes.set(parent, here);
    const earlier = here.get(name);
    if (earlier) {
      this.reporter.report(
        "PW0024",
        { what: `Note ${name}` },
        { file: this.file, span: node.span },
        {
          related: [{ place: { file: this.file, span: earlier.node.span }, message: "given here first" }],
        },
      );
      return;
    }
    const footnote: Footnote = { notes, node, place: { file: this.file, span: node.span }, used: false };
    here.set(name, footnote);
    const [, token] = node.items;
    if (token) this.reporter.names?.declare(spaceOfNote(footnote), named(token), this.file);
    const isShared = parent === undefined || parent.items[0]?.image === "program";
    if (isShared && !this.shared.byName.has(name)) this.shared.byName.set(name, footnote);
  }

  /** Where a line or a cell was written, its citations, and its notes. `within` is the row of a cell. */
  originOf(file: string, node: Phrase, span: Span, within?: Statement): Origin {
    const { tail, marks } = node;
    if (!tail && marks.length === 0) return { place: { file, span }, cites: NONE, notes: NONE };
    const notes = notesOfTail(node);
    const cites: string[] = [];
    for (const mark of marks) {
      const words = wordsOf(mark);
      if (isFootnote(mark)) notes.push(...this.footnote(words, mark, within ?? (node as Property | Block)));
      else if (words.includes(",")) cites.push(...words.split(/\s*,\s*/));
      else cites.push(words);
    }
    return { place: { file, span }, cites, notes };
  }

  private footnote(name: string, mark: Mark, from: Statement): readonly Note[] {
    let block: Block | undefined = from.kind === "block" ? from : this.parents.get(from);
    for (;;) {
      const found = this.footnotes.get(block)?.get(name);
      if (found) {
        found.used = true;
        this.noteUse(mark, found);
        return found.notes;
      }
      if (!block) break;
      block = this.parents.get(block);
    }
    const shared = this.shared.byName.get(name);
    if (shared) {
      shared.used = true;
      this.noteUse(mark, shared);
      return shared.notes;
    }
    this.reporter.report(
      "PW1008",
      { mark: name },
      { file: this.file, span: mark.span },
      {
        why: `A line \`note ${name} "..."\` in the same block says what it means.`,
        cause: `note ${name} ${this.file} ${this.parents.get(from)?.span.start ?? 0}`,
      },
    );
    return [];
  }

  private noteUse(mark: Mark, { place }: Footnote): void {
    const [token] = mark.items;
    if (token) this.reporter.names?.use(spaceOfNote({ place }), named(token), this.file);
  }

  /** Reports the footnotes that nothing referred to. Call it when everything has been bound. */
  reportUnused(): void {
    for (const footnotes of this.footnotes.values()) {
      for (const [mark, footnote] of footnotes) {
        if (!footnote.used)
          this.reporter.report("PW1009", { mark }, { file: this.file, span: footnote.node.span });
      }
    }
  }
}
