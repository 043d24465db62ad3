import { parse, type Property, type SourceTree, textValue, Text } from "@planwright/syntax";
import type { Reporter } from "./diagnostics/report.js";
import { STANDARD_FILES } from "./standard/embedded.generated.js";

export interface SourceFile {
  /** Relative to where the program is read from; findings name it. */
  readonly path: string;
  readonly text: string;
}

/** Answers the `.plan` files of a folder, or nothing when there is no such folder. */
export type ReadFolder = (path: string) => readonly SourceFile[] | undefined;

export interface LoadedFile {
  readonly tree: SourceTree;
  /** In the folder of the program itself; files of used folders bring in declarations alone. */
  readonly own: boolean;
}

/** The parts of the library that comes along: its declarations, and the rules of law. */
const LIBRARY_PARTS = ["standard", "regulation"] as const;
type LibraryPart = (typeof LIBRARY_PARTS)[number];

/** Whether a file is one of the library: it has a path of its own there, and is on no disk. */
export const isOfLibrary = (path: string): boolean =>
  LIBRARY_PARTS.some((part) => path.startsWith(`${part}/`));

const isPart = (word: string): word is LibraryPart => LIBRARY_PARTS.some((part) => part === word);

/** Folders may use each other this far. */
const MOST_FOLDERS = 200;

/** The files of a program: those of its folder, and of the folders and the library that they use. */
export class Loader {
  readonly files: LoadedFile[] = [];
  private readonly loaded = new Set<string>();
  private readonly underWay: string[] = [];
  private readonly library = new Set<LibraryPart>();

  constructor(
    private readonly readFolder: ReadFolder,
    private readonly reporter: Reporter,
    private readonly parsed: (path: string, text: string) => SourceTree = parse,
  ) {}

  load(folder: string, files: readonly SourceFile[], own = true): void {
    this.loaded.add(folder);
    this.underWay.push(folder);
    const trees = [...files]
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map((file) => this.parsed(file.path, file.text));
    for (const tree of trees) this.files.push({ tree, own });
    for (const tree of trees) {
      for (const statement of tree.statements) {
        if (statement.kind === "property" && statement.items[0]?.image === "use")
          this.use(statement, tree, folder);
      }
    }
    this.underWay.pop();
  }

  private use(statement: Property, tree: SourceTree, folder: string): void {
    const [, what, surplus] = statement.items;
    const place = { file: tree.path, span: statement.span };
    const refuse = (why: string) =>
      this.reporter.report(
        "PW1011",
        { path: what ? (what.tokenType === Text ? textValue(what) : what.image) : "", why },
        place,
      );
    if (what && isPart(what.image) && what.tokenType !== Text && !surplus) {
      this.useLibrary(what.image);
      return;
    }
    if (what?.tokenType !== Text || surplus) {
      refuse('it is written `use standard`, `use regulation`, or `use "../folder"`');
      return;
    }
    const path = joinPath(folder, textValue(what));
    if (path === undefined) refuse("it is not a path relative to this folder");
    else if (this.underWay.includes(path)) {
      const ring = [...this.underWay.slice(this.underWay.indexOf(path)), path];
      refuse(`the folders use each other: ${ring.join(" → ")}`);
    } else if (!this.loaded.has(path)) {
      const files = this.loaded.size < MOST_FOLDERS ? this.readFolder(path) : undefined;
      if (!files) refuse("there is no such folder");
      else if (files.length === 0) refuse("no `.plan` file is in it");
      else this.load(path, files, false);
    }
  }

  private useLibrary(part: LibraryPart): void {
    if (this.library.has(part)) return;
    this.library.add(part);
    for (const { path, text } of STANDARD_FILES) {
      if (path.startsWith(`${part}/`)) this.files.push({ tree: this.parsed(path, text), own: false });
    }
  }
}

/** Joins paths with `/`, resolving `.` and `..`; nothing for an absolute path. */
export function joinPath(folder: string, relative: string): string | undefined {
  if (relative.startsWith("/") || /^[a-z]:/i.test(relative)) return undefined;
  const parts = folder === "" || folder === "." ? [] : folder.split("/");
  for (const part of relative.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts[parts.length - 1] !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/") || ".";
}
