import type { Source } from "./census.js";
import { COLUMN_FIGURES, type ColumnFigure } from "./columns.js";
import {
  inLoops,
  isShort,
  type Loop,
  type LoopPart,
  type LoopText,
  loopOf,
  loopText,
} from "./columns-loop.js";
import type { CoverageForm, Form, LineForm } from "./form.js";
import { DAY, type Whole, whole } from "./nodes.js";
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

/** What code fills of a coverage. */
export interface CoverageCode {
  /** Nobody is in the coverage, or may be. */
  readonly isOfNobody: boolean;
  readonly outputs: readonly Output[];
}

/** The code of a form, for every census of which the same is known. */
export interface FormCode {
  /** For each coverage what is filled; undefined where the form cannot say it. */
  readonly coverages: readonly (CoverageCode | undefined)[];
  /** Fills what is told of each coverage. It says whether a row stands apart in one that has code. */
  readonly fill: Loop;
}

/** Code is kept for so many loops and kinds of census, */
const MOST_MADE = 64;
/** and found again for so many of them without being written. */
const MOST_KNOWN = 16;

/** The code of a form, made for what is known of a census. Code that was made before is used again: it is quicker for it. */
export class ColumnCode {
  /** By its text. What it reads beside is of this form alone. */
  private readonly made = new Map<string, Loop>();
  private readonly known = new Map<string, FormCode>();

  constructor(readonly form: Form) {}

  for(sources: readonly Source[], asked: Asked): FormCode {
    const key = [
      ...sources.map((source) => saidOf(source, sources)),
      ...asked.figures,
      asked.provenance,
    ].join(" ");
    let found = this.known.get(key);
    if (!found) {
      found = this.ofForm(sources, asked);
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      this.known.set(key, found);
    }
    return found;
  }

  private ofForm(sources: readonly Source[], asked: Asked): FormCode {
    const special = new Specialised({ slot: (slot) => sources[slot]?.node ?? whole(0), day: DAY });
    const parts = this.form.coverages.map((form, place) =>
      typeof form === "string" ? undefined : partOf(form, place, special, asked),
    );
    const ofSome = parts.flatMap((part) => (part && !isOfNobody(part) ? [part] : []));
    const loops = inLoops(ofSome).map((one) => this.loop(loopText(one, sources)));
    return {
      coverages: parts.map((part) => part && { isOfNobody: isOfNobody(part), outputs: part.outputs }),
      fill: (of, rows, filled) => loops.map((loop) => loop(of, rows, filled)).includes(true),
    };
  }

  private loop(of: LoopText): Loop {
    const key = [of.text, ...of.writer.lists.map((list) => list.join())].join(";");
    let found = this.made.get(key);
    if (!found) {
      found = loopOf(of, this.form.cells);
      if (this.made.size >= MOST_MADE) this.made.clear();
      this.made.set(key, found);
    }
    return found;
  }
}

function partOf(form: CoverageForm, place: number, special: Specialised, asked: Asked): LoopPart {
  const part = { place, held: special.truth(form.held), stray: special.truth(form.stray) };
  const outputs = form.line && !isOfNobody(part) ? outputsOf(form.line, special, asked) : [];
  return { ...part, hasLine: form.line !== undefined, outputs };
}

const isOfNobody = ({ held, stray }: Pick<LoopPart, "held" | "stray">): boolean =>
  [held, stray].every((truth) => truth.op === "constant" && !truth.value);

/** What is known of a slot, in a text. Two slots may read the same column. */
function saidOf({ node, numbers, meanings }: Source, all: readonly Source[]): string {
  if (node.op === "whole") return String(node.value);
  if (node.op !== "slot") return node.op;
  const first = all.findIndex((other) => other.numbers === numbers);
  const codes = !meanings ? "" : isShort({ meanings }) ? "short" : "long";
  return `${first}${node.kind}${node.low},${node.high}${codes}`;
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
