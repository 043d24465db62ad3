import type { Connection, Diagnostic } from "vscode-languageserver";
import { Findings } from "./diagnostics.js";
import { failure } from "./feature.js";
import type { Workspace } from "./workspace.js";

/** Edits that arrive one after another are waited for this many times. */
const MOST_ROUNDS = 500;

/** Milliseconds without a change after which examples are run, */
const PAUSE = 200;
/** and one more for so many characters: making a rate book of a large program takes long enough to be noticed. */
const CHARACTERS_PER_MILLISECOND = 400;

/** Milliseconds without a change after which nobody is waiting. Whoever types quickly leaves fifty between two changes. */
const BREATH = 8;

interface Sent {
  readonly diagnostics: readonly Diagnostic[];
  readonly version: number | undefined;
}

/**
 * Sends diagnostics after a change. Edits that are already waiting to be read are read first, so that a burst of them
 * is checked once; there is no fixed delay. One folder is checked at a time, and requests are answered between them.
 */
export class Publisher {
  private readonly findings: Findings;
  private readonly sent = new Map<string, Sent>();
  private isWaiting = false;

  constructor(
    private readonly connection: Connection,
    private readonly workspace: Workspace,
  ) {
    this.findings = new Findings(workspace);
  }

  /** Something has changed. */
  poke(): void {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.wait(MOST_ROUNDS);
  }

  /** The reader hands over one message in each turn, so two turns without a change mean that none is left. */
  private wait(rounds: number): void {
    const { workspace } = this;
    const { revision } = workspace;
    workspace.host.later(() =>
      workspace.host.later(() => {
        if (workspace.revision !== revision && rounds > 0) this.wait(rounds - 1);
        else this.step();
      }),
    );
  }

  private step(): void {
    const { workspace, connection } = this;
    this.isWaiting = false;
    try {
      const [folder] = workspace.stale();
      if (folder !== undefined) workspace.analysis(folder);
      this.send();
      if (workspace.stale().length > 0) this.poke();
      else {
        this.restLater();
        this.testLater();
      }
    } catch (thrown) {
      connection.console.error(`diagnostics: ${failure(thrown)}`);
    }
  }

  /** What a check leaves behind is cleared away before the next change, not during it. */
  private restLater(): void {
    const { workspace } = this;
    const { revision } = workspace;
    workspace.host.pause(BREATH, () => {
      if (workspace.revision === revision) workspace.host.rest();
    });
  }

  /** Runs examples when nothing has changed for a while, a program at a time. */
  private testLater(): void {
    const { workspace } = this;
    const { revision } = workspace;
    const untested = () =>
      workspace.folders().find((one) => workspace.lastTest(one)?.of !== workspace.analysis(one));
    const next = untested();
    if (next === undefined) return;
    const trees = [...workspace.analysis(next).trees.values()];
    const characters = trees.reduce((sum, { text }) => sum + text.length, 0);
    workspace.host.pause(PAUSE + characters / CHARACTERS_PER_MILLISECOND, () => {
      const folder = untested();
      if (workspace.revision !== revision || folder === undefined) return;
      try {
        workspace.test(folder);
        this.send();
        workspace.makeBook(folder);
        if (workspace.client.refreshes)
          for (const what of ["codeLens", "inlayHint"])
            void this.connection.sendRequest(`workspace/${what}/refresh`).catch(() => undefined);
      } catch (thrown) {
        this.connection.console.error(`examples: ${failure(thrown)}`);
        return;
      }
      this.testLater();
    });
  }

  private send(): void {
    const all = this.findings.all();
    for (const [path, diagnostics] of all) {
      const version = this.workspace.version(path);
      const before = this.sent.get(path);
      if (before?.version === version && before && isSame(before.diagnostics, diagnostics)) continue;
      // A file that nobody has open, and in which nothing is wrong, need not be spoken of.
      if (!before && version === undefined && diagnostics.length === 0) continue;
      this.sent.set(path, { diagnostics, version });
      this.sendOne(path, diagnostics, version);
    }
    for (const path of [...this.sent.keys()]) {
      if (all.has(path) || this.workspace.stale().length > 0) continue;
      this.sent.delete(path);
      this.sendOne(path, [], undefined);
    }
  }

  private sendOne(path: string, diagnostics: readonly Diagnostic[], version: number | undefined): void {
    void this.connection.sendDiagnostics({
      uri: this.workspace.uri(path),
      diagnostics: [...diagnostics],
      ...(version === undefined ? {} : { version }),
    });
  }
}

const isSame = (a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean =>
  a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b));
