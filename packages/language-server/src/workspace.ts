import { compile, compileForOnce } from "@planwright/compiler";
import { type Book, type ExampleResult, prepare, runExamples } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import { type Analysis, analyze, isOfLibrary, NameUses, type SourceFile } from "@planwright/semantics";
import { parse, type SourceTree } from "@planwright/syntax";
import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import type { Host } from "./host.js";
import { folderOf, pathOf, uriOf } from "./paths.js";
import { SymbolIndex } from "./symbols.js";

/** A program as it was last checked. */
interface Checked {
  readonly analysis: Analysis;
  readonly names: NameUses;
  /** Made when it is first asked for. */
  symbols: SymbolIndex | undefined;
  /** What was read for it: the files of each folder. */
  readonly read: ReadonlyMap<string, readonly SourceFile[] | undefined>;
  /** Nothing has happened since that could have changed a file of it. */
  isCurrent: boolean;
}

/** A rate book with another reading of a convention. */
const readAs = (
  book: RateBook,
  { id, reading }: { readonly id: string; readonly reading: string },
): RateBook => ({ ...book, conventions: { ...book.conventions, [id]: { reading } } });

const NOTHING: Analysis = {
  program: undefined,
  bound: undefined,
  diagnostics: [],
  accepted: [],
  trees: new Map(),
};

/** A program whose examples have been run. */
export interface Tested {
  /** The analysis that it began with, which knows nothing of examples. */
  readonly of: Analysis;
  /** With what is to be said of the examples. */
  readonly analysis: Analysis;
  /** In the order of the examples; empty where an error stands in the way. */
  readonly results: readonly ExampleResult[];
}

/** A program that can be asked for premiums. */
export interface Compiled {
  readonly of: Analysis;
  readonly ratebook: RateBook;
  readonly book: Book;
}

/** Characters of a program whose rate book is made at once when something needs it. */
const MOST_AT_ONCE = 200_000;

export interface Client {
  /** Lenses and hints are asked for again when the server says so. */
  readonly refreshes: boolean;
  /** Places to fill in, one after the other, in a text that is completed. */
  readonly snippets: boolean;
}

/** One file, in the program that it belongs to. */
export interface FileView {
  readonly path: string;
  readonly tree: SourceTree;
  readonly folder: string;
  readonly analysis: Analysis;
}

/**
 * Plans as an editor has them: what is on the disk, and over it the texts that are open. Every folder is one program,
 * checked when something is asked about it and something of it has changed.
 */
export class Workspace {
  private readonly documents = new Map<string, TextDocument>();
  private readonly checked = new Map<string, Checked>();
  /** The tree of each file, for as long as its text stays the same. */
  private readonly trees = new Map<string, SourceTree>();
  /** The last analysis of a folder that could be compiled. */
  private readonly good = new Map<string, Analysis>();
  /** What the editor understands. */
  client: Client = { snippets: false, refreshes: false };
  private readonly olderSymbols = new Map<string, SymbolIndex>();
  private readonly tests = new Map<string, Tested>();
  private readonly books = new Map<string, Compiled>();
  private roots: readonly string[] = [];
  private found: readonly string[] | undefined;
  /** How often something has happened; whoever has answered for a revision need not do so again. */
  revision = 0;

  constructor(
    readonly host: Host,
    /** Hears when a program could not be checked because of a fault in here. */
    private readonly onFailure: (thrown: unknown) => void = () => undefined,
  ) {}

  open(uri: string, version: number, text: string): void {
    if (typeof text !== "string") throw new TypeError("a document without a text was opened");
    this.documents.set(pathOf(uri), TextDocument.create(uri, "plan", version, text));
    this.touch(pathOf(uri));
  }

  /** Changes an open text; a change of one that is not open is none. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const document = this.documents.get(pathOf(uri));
    if (!document) return;
    TextDocument.update(document, [...changes], version);
    this.touch(pathOf(uri));
  }

  close(uri: string): void {
    const path = pathOf(uri);
    this.documents.delete(path);
    this.touch(path);
  }

  /** Something of the file may have changed: whoever has read its folder is looked at anew. */
  touch(path: string): void {
    this.revision++;
    const folder = folderOf(path);
    for (const [own, one] of this.checked) if (own === folder || one.read.has(folder)) one.isCurrent = false;
  }

  /** Files may have come, gone or changed anywhere. */
  touchAll(): void {
    this.revision++;
    this.found = undefined;
    for (const one of this.checked.values()) one.isCurrent = false;
  }

  setRoots(roots: readonly string[]): void {
    this.roots = roots;
    this.touchAll();
  }

  version(path: string): number | undefined {
    return this.documents.get(path)?.version;
  }

  /** The URI by which the editor knows a file. */
  uri(path: string): string {
    return this.documents.get(path)?.uri ?? uriOf(path);
  }

  /** Every folder that holds plans: below the roots, and of open files. */
  folders(): readonly string[] {
    this.found ??= this.roots.flatMap((root) => this.host.programFolders(root));
    const open = [...this.documents.keys()].map(folderOf).filter((folder) => !this.isLibrary(folder));
    return [...new Set([...open, ...this.found])].sort();
  }

  /** Whether a folder is one of the standard library, which is for reading. */
  private isLibrary(folder: string): boolean {
    const { library } = this.host;
    return library !== undefined && folder.startsWith(`${library}/`);
  }

  /** Where a file of a program can be read: on the disk, in the editor, or in the standard library. */
  sourceUri(path: string): string | undefined {
    if (!isOfLibrary(path)) return this.uri(path);
    return this.host.library === undefined ? undefined : uriOf(`${this.host.library}/${path}`);
  }

  /** A file that is open or that a program reads; nothing for one that is neither. */
  view(uri: string): FileView | undefined {
    const path = pathOf(uri);
    const folder = this.programOf(path);
    const analysis = this.analysis(folder);
    const tree = analysis.trees.get(path);
    return tree && { path, tree, folder, analysis };
  }

  /**
   * The program that a file is read as a part of: that of its folder, or, where its folder has none, one that uses it.
   */
  programOf(path: string): string {
    const own = folderOf(path);
    if (this.holdsProgram(own)) return own;
    const user = this.folders().find(
      (folder) => folder !== own && this.holdsProgram(folder) && this.analysis(folder).trees.has(path),
    );
    return user ?? own;
  }

  /** Whether a file belongs to the folder, and is not one that it uses. */
  isOwn(path: string, folder: string): boolean {
    return folderOf(path) === folder;
  }

  holdsProgram(folder: string): boolean {
    return [...this.analysis(folder).trees.values()].some(
      (tree) =>
        folderOf(tree.path) === folder &&
        tree.statements.some((one) => one.kind === "block" && one.items[0]?.image === "program"),
    );
  }

  /**
   * The folder as a program, checked as its files are now. Should that fail, which would be a fault in here, the
   * program is what it was before, until it is changed again.
   */
  analysis(folder: string): Analysis {
    const before = this.checked.get(folder);
    if (before?.isCurrent) return before.analysis;
    try {
      if (!before || !this.isUnchanged(before)) return this.check(folder);
    } catch (thrown) {
      this.onFailure(thrown);
    }
    if (before) before.isCurrent = true;
    else {
      const names = new NameUses();
      this.checked.set(folder, {
        analysis: NOTHING,
        names,
        symbols: undefined,
        read: new Map(),
        isCurrent: true,
      });
    }
    return before?.analysis ?? NOTHING;
  }

  /** Where the names of a program are declared and used. */
  symbols(folder: string): SymbolIndex {
    const analysis = this.analysis(folder);
    const checked = this.checked.get(folder);
    if (!checked) return new SymbolIndex([], analysis.trees);
    checked.symbols ??= new SymbolIndex(checked.names.all(), analysis.trees);
    return checked.symbols;
  }

  /** The names of a program as they were when somebody last asked for them, which may be some changes ago. */
  recentSymbols(folder: string): SymbolIndex | undefined {
    return this.checked.get(folder)?.symbols ?? this.olderSymbols.get(folder);
  }

  private check(folder: string): Analysis {
    const read = new Map<string, readonly SourceFile[] | undefined>();
    const readFolder = (path: string) => {
      const files = read.has(path) ? read.get(path) : this.filesIn(path);
      read.set(path, files);
      return files;
    };
    const names = new NameUses();
    const analysis = analyze(folder, readFolder(folder) ?? [], readFolder, {
      today: this.host.today(),
      parse: (path, text) => this.parsed(path, text),
      names,
    });
    const { symbols } = this.checked.get(folder) ?? {};
    if (symbols) this.olderSymbols.set(folder, symbols);
    this.checked.set(folder, { analysis, names, symbols: undefined, read, isCurrent: true });
    if (analysis.program) this.good.set(folder, analysis);
    this.forget();
    return analysis;
  }

  /** The folders that have to be checked: those with open files first. */
  stale(): readonly string[] {
    const open = new Set([...this.documents.keys()].map(folderOf));
    const stale = this.folders().filter((folder) => this.checked.get(folder)?.isCurrent !== true);
    return [...stale.filter((folder) => open.has(folder)), ...stale.filter((folder) => !open.has(folder))];
  }

  /** Whether the folder has been checked, if not as it is now. */
  isKnown(folder: string): boolean {
    return this.checked.has(folder);
  }

  /** The program as it was when it could last be compiled. */
  lastGood(folder: string): Analysis | undefined {
    this.analysis(folder);
    return this.good.get(folder);
  }

  /**
   * The rate book of the program as it could last be compiled. That of a large program may be of an earlier text until
   * `makeBook` has had the time to make the next.
   */
  book(folder: string): Compiled | undefined {
    const of = this.lastGood(folder);
    const before = this.books.get(folder);
    if (!of || before?.of === of) return before;
    const size = [...of.trees.values()].reduce((sum, { text }) => sum + text.length, 0);
    return size > MOST_AT_ONCE ? before : this.makeBook(folder);
  }

  /** Makes the rate book of the program as it could last be compiled, however long that takes. */
  makeBook(folder: string): Compiled | undefined {
    const of = this.lastGood(folder);
    const before = this.books.get(folder);
    if (!of?.program || before?.of === of) return before;
    try {
      const ratebook = compile(of.program, of.trees);
      const made = { of, ratebook, book: prepare(ratebook) };
      this.books.set(folder, made);
      return made;
    } catch (thrown) {
      this.onFailure(thrown);
      return before;
    }
  }

  /** What came of the examples of a program when they were last run, which may be of an earlier text. */
  lastTest(folder: string): Tested | undefined {
    return this.tests.get(folder);
  }

  /**
   * Runs the examples of a program, and says what is to be said of them. A rate book is made for that, which takes longer
   * than checking, so nobody waits for it while typing.
   */
  test(folder: string): Tested {
    const of = this.analysis(folder);
    const before = this.tests.get(folder);
    if (before?.of === of) return before;
    const read = this.checked.get(folder)?.read;
    let tested: Tested = { of, analysis: of, results: [] };
    if (of.bound && of.bound.examples.length > 0 && read) {
      let results: readonly ExampleResult[] = [];
      const readFolder = (path: string) => read.get(path);
      const analysis = analyze(folder, readFolder(folder) ?? [], readFolder, {
        today: this.host.today(),
        parse: (path, text) => this.parsed(path, text),
        runExamples: (program, trees) => {
          const book = compileForOnce(program, trees);
          return (convention) => {
            if (convention) return runExamples(prepare(readAs(book, convention)));
            results = runExamples(prepare(book));
            return results;
          };
        },
      });
      tested = { of, analysis, results };
    }
    this.tests.set(folder, tested);
    return tested;
  }

  /** The files of a folder: open texts go before what is stored. */
  filesIn(folder: string): readonly SourceFile[] | undefined {
    const stored = this.host.readFolder(folder);
    const open = [...this.documents].filter(([path]) => folderOf(path) === folder);
    if (!stored && open.length === 0) return undefined;
    const files = new Map((stored ?? []).map((file) => [file.path, file]));
    for (const [path, document] of open) files.set(path, { path, text: document.getText() });
    return [...files.values()];
  }

  private isUnchanged({ read }: Checked): boolean {
    for (const [folder, files] of read) {
      const now = this.filesIn(folder);
      if (now?.length !== files?.length) return false;
      const before = new Map(files?.map(({ path, text }) => [path, text]));
      if (now?.some(({ path, text }) => before.get(path) !== text)) return false;
    }
    return true;
  }

  /** The tree of a file that some program has read. */
  treeOf(path: string): SourceTree | undefined {
    return this.trees.get(path);
  }

  private parsed(path: string, text: string): SourceTree {
    const before = this.trees.get(path);
    if (before?.text === text) return before;
    const tree = parse(path, text);
    this.trees.set(path, tree);
    return tree;
  }

  /** Lets go of programs that nobody has open any more, and of trees that no program holds. */
  private forget(): void {
    const known = new Set(this.folders());
    for (const folder of [...this.checked.keys()]) {
      if (known.has(folder)) continue;
      this.checked.delete(folder);
      this.good.delete(folder);
      this.tests.delete(folder);
      this.books.delete(folder);
      this.olderSymbols.delete(folder);
    }
    const held = new Set([...this.checked.values()].flatMap(({ analysis }) => [...analysis.trees.keys()]));
    for (const path of [...this.trees.keys()]) if (!held.has(path)) this.trees.delete(path);
  }
}
