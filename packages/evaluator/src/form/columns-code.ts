import type { Source } from "./census.js";
import { generated, Writer } from "./code.js";
import { COLUMN_FIGURES, type ColumnFigure } from "./columns.js";
import type { CoverageForm, Form, LineForm } from "./form.js";
import { DAY, type Truth, type Whole, whole } from "./nodes.js";
import { Specialised } from "./specialised.js";

export type Column = Float64Array | Int32Array | Int16Array;

/** A column that code fills. */
export interface Output {
  readonly of: ColumnFigure | "table" | "row";
  readonly node: Whole;
  readonly parts: number;
}

/** What is asked of every coverage. */
export interface Asked {
  readonly figures: ReadonlySet<ColumnFigure>;
  readonly provenance: boolean;
}

/** The code of a coverage, for every census of which the same is known. */
export interface CoverageCode {
  /** Nobody is in the coverage, or may be. */
  readonly isOfNobody: boolean;
  readonly outputs: readonly Output[];
  fill(sources: readonly Source[], rows: number, status: Uint8Array, out: readonly Column[]): void;
}

type Meanings = NonNullable<Source["meanings"]>;

type Run = (
  numbers: readonly Source["numbers"][],
  meanings: readonly Meanings[],
  rows: number,
  status: Uint8Array,
  out: readonly Column[],
) => void;

/** Code is kept for so many coverages and kinds of census, */
const MOST_MADE = 64;
/** and found again for so many of them without being written. */
const MOST_KNOWN = 16;

/** The code of a form, made for what is known of a census. Code that was made before is used again: it is quicker for it. */
export class ColumnCode {
  /** By its text. What it reads beside is of this form alone. */
  private readonly made = new Map<string, Run>();
  private readonly known = new Map<string, readonly (CoverageCode | undefined)[]>();

  constructor(readonly form: Form) {}

  /** For each coverage its code; undefined where the form cannot say it. */
  for(sources: readonly Source[], asked: Asked): readonly (CoverageCode | undefined)[] {
    const key = [...sources.map(saidOf), ...asked.figures, asked.provenance].join(" ");
    let found = this.known.get(key);
    if (!found) {
      const special = new Specialised({ slot: (slot) => sources[slot]?.node ?? whole(0), day: DAY });
      found = this.form.coverages.map((form) =>
        typeof form === "string" ? undefined : this.ofCoverage(form, special, sources, asked),
      );
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      this.known.set(key, found);
    }
    return found;
  }

  private ofCoverage(
    form: CoverageForm,
    special: Specialised,
    sources: readonly Source[],
    asked: Asked,
  ): CoverageCode {
    const held = special.truth(form.held);
    const stray = special.truth(form.stray);
    const isOfNobody = [held, stray].every((truth) => truth.op === "constant" && !truth.value);
    const outputs = form.line && !isOfNobody ? outputsOf(form.line, special, asked) : [];
    const { text, writer, coded } = written(held, stray, form.line !== undefined, outputs, sources);
    const key = [text, ...writer.lists.map((list) => list.join())].join(";");
    let run = this.made.get(key);
    if (!run) {
      run = generated(text, writer, this.form.cells) as Run;
      if (this.made.size >= MOST_MADE) this.made.clear();
      this.made.set(key, run);
    }
    const runs = run;
    return {
      isOfNobody,
      outputs,
      fill: (of, rows, status, out) => {
        const meanings = coded.flatMap((slot) => of[slot]?.meanings ?? []);
        runs(
          of.map(({ numbers }) => numbers),
          meanings,
          rows,
          status,
          out,
        );
      },
    };
  }
}

/** What is known of a slot, in a text. */
function saidOf({ node, meanings }: Source): string {
  if (node.op === "whole") return String(node.value);
  if (node.op !== "slot") return node.op;
  return `${node.kind}${node.low},${node.high}${meanings ? "c" : ""}`;
}

/** The code of a coverage, and the slots whose codes it reads by way of what they mean, in the order in which it does. */
function written(
  held: Truth,
  stray: Truth,
  hasLine: boolean,
  outputs: readonly Output[],
  sources: readonly Source[],
): { readonly text: string; readonly writer: Writer; readonly coded: readonly number[] } {
  const used = new Set<number>();
  const coded: number[] = [];
  const slot = (number: number): string => {
    used.add(number);
    return sources[number]?.meanings ? `M${coded.push(number) - 1}[N${number}[i] + 1]` : `N${number}[i]`;
  };
  const writer = new Writer({ slot, day: "0", leave: "{ Z[i] = 2; continue; }" });
  writeRow(writer, held, stray, hasLine, outputs);
  const body = writer.take();
  const names = [
    ...[...used].map((number) => `const N${number} = N[${number}];`),
    ...coded.map((_, i) => `const M${i} = M[${i}];`),
    ...outputs.map((_, i) => `const O${i} = O[${i}];`),
  ];
  const loop = `for (let i = 0; i < rows; i++) {\n${body}\n}`;
  return { text: `return (N, M, rows, Z, O) => {\n${names.join("\n")}\n${loop} };`, writer, coded };
}

function outputsOf(line: LineForm, special: Specialised, { figures, provenance }: Asked): readonly Output[] {
  const amounts = COLUMN_FIGURES.flatMap((of): readonly Output[] => {
    if (of === "choice" || !figures.has(of)) return [];
    const figure = line[of];
    return figure ? [{ of, node: special.whole(figure.number), parts: figure.parts }] : [];
  });
  const place = (of: "choice" | "table" | "row"): Output => ({ of, node: special.whole(line[of]), parts: 1 });
  return [
    ...(figures.has("choice") ? [place("choice")] : []),
    ...amounts,
    ...(provenance ? [place("table"), place("row")] : []),
  ];
}

function writeRow(
  writer: Writer,
  held: Truth,
  stray: Truth,
  hasLine: boolean,
  outputs: readonly Output[],
): void {
  writer.leaveUnless(held, () => writer.put(`Z[i] = ${writer.truth(stray)} ? 2 : 0; continue;`));
  for (const [i, { node }] of outputs.entries()) writer.put(`O${i}[i] = ${writer.whole(node)};`);
  writer.put(`Z[i] = ${hasLine ? 1 : 2};`);
}
