import { applyAccepts } from "./accept.js";
import { Scope } from "./bind/scope.js";
import { Binding } from "./binding.js";
import { Reporter } from "./diagnostics/report.js";
import { spoiledWords, withoutSpoiled } from "./diagnostics/spoiled.js";
import { reportSyntax } from "./diagnostics/syntax.js";
import type { Analysis } from "./model.js";
import type { FileScope } from "./reading/block.js";
import { FileNotes, SharedNotes } from "./reading/notes.js";
import { Loader, type ReadFolder, type SourceFile } from "./source.js";
import { TopLevel } from "./top-level.js";

/**
 * Reads the files of one folder as one program and checks it. The order of files and of declarations changes
 * nothing. A program is answered when no error stands in the way. `today`, such as `2015-03-02`, is the day by which
 * acceptances end; without it none does.
 */
export function analyze(
  folder: string,
  files: readonly SourceFile[],
  readFolder: ReadFolder = () => undefined,
  { today }: { readonly today?: string } = {},
): Analysis {
  return new Analyzer().run(folder, files, readFolder, today);
}

class Analyzer {
  private readonly reporter = new Reporter();
  private readonly scope = new Scope(this.reporter);
  private readonly top = new TopLevel(this.scope);
  private readonly fileNotes: FileNotes[] = [];
  private readonly ownFiles: string[] = [];

  run(
    folder: string,
    files: readonly SourceFile[],
    readFolder: ReadFolder,
    today: string | undefined,
  ): Analysis {
    const loader = new Loader(readFolder, this.reporter);
    loader.load(folder, files);
    const shared = new SharedNotes();
    for (const { tree, own } of loader.files) {
      if (own) this.ownFiles.push(tree.path);
      reportSyntax(tree, this.reporter);
      for (const words of spoiledWords(tree)) this.scope.broken.spoiled.push(words);
      const notes = new FileNotes(tree.path, tree.statements, this.reporter, shared);
      this.fileNotes.push(notes);
      const scope: FileScope = {
        file: tree.path,
        reporter: this.reporter,
        notes,
        broken: this.scope.broken,
        problems: tree.problems,
      };
      for (const statement of tree.statements) this.top.statement(statement, scope, own);
    }
    for (const notes of this.fileNotes) notes.resolve();
    const program = new Binding(this.top, this.scope, this.fileNotes, this.ownFiles).bind();
    for (const notes of this.fileNotes) notes.reportUnused();
    const trees = new Map(loader.files.map(({ tree }) => [tree.path, tree]));
    const { diagnostics, accepted } = applyAccepts(
      withoutSpoiled(this.reporter.all(), trees),
      this.top.accepts,
      today,
    );
    const failed = diagnostics.some(({ severity }) => severity === "error");
    return { program: failed ? undefined : program, diagnostics, accepted, trees };
  }
}
