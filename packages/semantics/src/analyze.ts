import type { SourceTree } from "@planwright/syntax";
import { applyAccepts } from "./accept.js";
import { Scope } from "./bind/scope.js";
import { Binding } from "./binding.js";
import type { NameUses } from "./names.js";
import { applyLevels } from "./levels.js";
import { withRepairs } from "./diagnostics/repairs.js";
import { Reporter } from "./diagnostics/report.js";
import { spoiledWords, withoutSpoiled } from "./diagnostics/spoiled.js";
import { reportSyntax } from "./diagnostics/syntax.js";
import type { Analysis, Program } from "./model.js";
import type { FileScope } from "./reading/block.js";
import { FileNotes, SharedNotes } from "./reading/notes.js";
import { checkTwoAnswers } from "./rules/consistency/two-answers.js";
import { MOST_RATES } from "./rules/patterns/cells.js";
import { checkExamples, leavesWhole, type RunExamples } from "./rules/worked-examples.js";
import { Loader, type ReadFolder, type SourceFile } from "./source.js";
import { TopLevel } from "./top-level.js";

/**
 * Reads the files of one folder as one program and checks it. The order of files and of declarations changes
 * nothing. A program is answered when no error stands in the way.
 */
export function analyze(
  folder: string,
  files: readonly SourceFile[],
  readFolder: ReadFolder = () => undefined,
  options: Options = {},
): Analysis {
  return new Analyzer(options).run(folder, files, readFolder);
}

export interface Options {
  /** The day, such as `2015-03-02`, by which acceptances end; without it none does. */
  readonly today?: string | undefined;
  /** Answers worked examples; without it they are read, and not compared. */
  readonly runExamples?: RunExamples | undefined;
  /** Parses a file. A host that keeps trees answers the one it has. */
  readonly parse?: ((path: string, text: string) => SourceTree) | undefined;
  /** Is told where names are declared and used. */
  readonly names?: NameUses | undefined;
}

class Analyzer {
  private readonly reporter: Reporter;
  private readonly scope: Scope;
  private readonly top: TopLevel;
  private readonly fileNotes: FileNotes[] = [];
  private readonly ownFiles: string[] = [];

  constructor(private readonly options: Options) {
    this.reporter = new Reporter(options.names);
    this.scope = new Scope(this.reporter);
    this.top = new TopLevel(this.scope);
  }

  run(folder: string, files: readonly SourceFile[], readFolder: ReadFolder): Analysis {
    const { today, runExamples, parse } = this.options;
    const loader = new Loader(readFolder, this.reporter, parse);
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
    const binding = new Binding(this.top, this.scope, this.fileNotes, this.ownFiles);
    const program = binding.bind();
    const levels = this.top.read("findings", true).flatMap(({ read }) => read.declared);
    for (const notes of this.fileNotes) notes.reportUnused();
    const trees = new Map(loader.files.map(({ tree }) => [tree.path, tree]));
    // A program of more rates is made by a machine: `test` answers its examples, and no check waits for them.
    const isSmall = binding.rateCount <= MOST_RATES;
    if (program) this.compareExamples(program, trees, isSmall ? runExamples : undefined);
    const levelled = applyLevels(withoutSpoiled(this.reporter.all(), trees), levels, binding.rules);
    const taken = applyAccepts(levelled.diagnostics, this.top.accepts, today, binding.rules.titles);
    const diagnostics = withRepairs(taken.diagnostics, trees);
    const accepted = [...taken.accepted, ...levelled.off];
    const failed = diagnostics.some(({ severity }) => severity === "error");
    return { program: failed ? undefined : program, bound: program, diagnostics, accepted, trees };
  }

  private compareExamples(
    program: Program,
    trees: Analysis["trees"],
    runExamples: RunExamples | undefined,
  ): void {
    const { reporter } = this;
    if (program.examples.length === 0) return;
    const errors = withoutSpoiled(reporter.all(), trees).filter(({ severity }) => severity === "error");
    const isAnswered = runExamples && errors.every(({ code }) => leavesWhole(code));
    const silent = this.scope.silentConventions;
    const failing = isAnswered
      ? checkExamples({ program, trees, runExamples }, { silent, unsure: errors.length > 0 }, reporter)
      : new Set<never>();
    checkTwoAnswers(program, failing, reporter);
  }
}
