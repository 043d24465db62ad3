import type { Prepared } from "../prepare.js";
import { Closures, NoValue, type Row } from "./closures.js";
import { Writer } from "./code.js";
import { generated } from "./generated.js";
import type { CoverageForm, Form } from "./form.js";
import { LineWriter, type MadeLine, nodesOf } from "./lines.js";

/** What a coverage is for a row. */
const NOT_HELD = 0;
const RATED = 1;
const LEFT = 2;

/** Fills in the numbers of a premium line, and says what the coverage is for the row. */
type Run = (row: Row, numbers: Float64Array) => number;

interface Ready {
  readonly run: Run;
  readonly line: LineWriter | undefined;
}

/** Computes the premium lines of a form, row by row. */
export class LineRuns {
  /** Coverages that somebody may have, or may say something of. */
  readonly active: readonly number[];
  private readonly ready: readonly (Ready | undefined)[];
  private readonly numbers: Float64Array;

  /** Premiums are added in so many `parts`; `code` says whether code may be made. */
  constructor(prepared: Prepared, form: Form, parts: number, code: boolean) {
    const forms = form.coverages.map((one) => (typeof one === "string" ? undefined : one));
    this.numbers = new Float64Array(
      Math.max(0, ...forms.map((one) => (one?.line ? nodesOf(one.line).length : 0))),
    );
    const coverages = [...prepared.coverages.values()];
    const runs = code ? generatedRuns(form, forms) : closureRuns(form, forms);
    this.ready = forms.map((one, i) => {
      const run = runs[i];
      const coverage = coverages[i];
      if (!one || !run || !coverage) return undefined;
      const line = one.line && new LineWriter(coverage, one.line);
      return line && !line.fits(parts) ? undefined : { run, line };
    });
    this.active = forms.flatMap((one, i) => (one && isOfNobody(one) ? [] : [i]));
  }

  /** Whether the form says what a coverage is. */
  says(coverage: number): boolean {
    return this.ready[coverage] !== undefined;
  }

  /** The line of a coverage for a row; `null` where the row does not have it, `undefined` where the reference must say. */
  made(coverage: number, row: Row): MadeLine | null | undefined {
    const ready = this.ready[coverage];
    if (!ready) return undefined;
    const result = ready.run(row, this.numbers);
    if (result === NOT_HELD) return null;
    return result === RATED ? ready.line?.write(this.numbers) : undefined;
  }
}

const isOfNobody = ({ held, stray }: CoverageForm): boolean =>
  [held, stray].every((truth) => truth.op === "constant" && !truth.value);

function generatedRuns(
  form: Form,
  coverages: readonly (CoverageForm | undefined)[],
): readonly (Run | undefined)[] {
  const writer = new Writer({ slot: (slot) => `S[${slot}]`, day: "D", leave: `return ${LEFT};` });
  const functions = coverages.map((coverage) => {
    if (!coverage) return "undefined";
    writer.leaveUnless(coverage.held, () =>
      writer.put(`return ${writer.truth(coverage.stray)} ? ${LEFT} : ${NOT_HELD};`),
    );
    if (coverage.line)
      for (const [i, node] of nodesOf(coverage.line).entries())
        writer.put(`O[${i}] = ${writer.whole(node)};`);
    writer.put(`return ${coverage.line ? RATED : LEFT};`);
    return `(R, O) => { const S = R.slots, D = R.day;\n${writer.take()} }`;
  });
  return generated(`return [${functions.join(",\n")}];`, writer, form.cells) as readonly (Run | undefined)[];
}

function closureRuns(
  form: Form,
  coverages: readonly (CoverageForm | undefined)[],
): readonly (Run | undefined)[] {
  const closures = new Closures(form.cells);
  return coverages.map((coverage) => {
    if (!coverage) return undefined;
    const held = closures.truth(coverage.held);
    const stray = closures.truth(coverage.stray);
    const nodes = coverage.line && nodesOf(coverage.line).map((node) => closures.whole(node));
    return (row, numbers) => {
      try {
        if (!held(row)) return stray(row) ? LEFT : NOT_HELD;
        if (!nodes) return LEFT;
        for (let i = 0; i < nodes.length; i++) numbers[i] = nodes[i]?.(row) ?? Number.NaN;
        return RATED;
      } catch (thrown) {
        if (thrown instanceof NoValue) return LEFT;
        throw thrown;
      }
    };
  });
}
