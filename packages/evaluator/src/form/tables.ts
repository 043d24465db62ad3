import type { RateBook } from "@planwright/ratebook";
import Fraction from "fraction.js";
import { attempt } from "../ask.js";
import { exact } from "../exact.js";
import type { KeyValues, RateTable, TableIndex } from "../lookup.js";
import { refuse } from "../refusal.js";
import { stepsOf } from "./figures.js";
import type { Key } from "./lower.js";
import { arithmetic, at, known, reached, rowNode, unsaid, type Whole, whole } from "./nodes.js";
import { OTHER } from "./slots.js";

/** Tables whose keys have more values together than this are left to the reference. */
const MOST_CELLS = 1 << 20;
/** A cell that nobody has met yet. */
export const UNMET = -2;
const NO_ROW = -1;

/** What stands for a value of a key: a name, a figure, or that it has none. */
type Sample = string | Fraction | undefined;

interface Dimension {
  readonly id: string;
  /** The place of a person along it. */
  readonly index: Whole;
  readonly samples: readonly Sample[];
}

/** A rate table as a block of cells, one for each way in which its keys can stand. A cell is filled when it is first met. */
export class Cells {
  readonly cells: Int32Array;

  constructor(
    private readonly dimensions: readonly Dimension[],
    private readonly index: TableIndex,
    readonly table: RateTable,
  ) {
    const size = dimensions.reduce((product, { samples }) => product * samples.length, 1);
    if (size > MOST_CELLS) unsaid("a rate table with more than a million cells");
    this.cells = new Int32Array(size).fill(UNMET);
  }

  /** What the cells are of, in a text that those of no other keys have. */
  said(): string {
    return JSON.stringify(this.dimensions.map(({ id, samples }) => [id, ...samples.map(String)]));
  }

  /** The row of a cell, as the reference finds it; below zero where it finds none, or a hole. */
  row(cell: number): number {
    const found = this.cells[cell] ?? NO_ROW;
    if (found !== UNMET) return found;
    const filled = this.find(cell);
    this.cells[cell] = filled;
    return filled;
  }

  private find(cell: number): number {
    const samples = new Map<string, Sample>();
    let rest = cell;
    for (const { id, samples: all } of this.dimensions.toReversed()) {
      samples.set(id, all[rest % all.length]);
      rest = Math.floor(rest / all.length);
    }
    const values: KeyValues = {
      name: (id) => {
        const sample = samples.get(id);
        return typeof sample === "string" ? sample : refuse(id, "no name");
      },
      figure: (id) => {
        const sample = samples.get(id);
        return sample instanceof Fraction ? sample : refuse(id, "no figure");
      },
    };
    const lookup = attempt(() => this.index.find(values));
    if (!lookup.ok || !lookup.value.ok) return NO_ROW;
    const row = this.table.rows[lookup.value.row];
    return !row || "hole" in row ? NO_ROW : lookup.value.row;
  }

  /** The node of the row, where these are the cells of the table of a number. */
  node(number: number): Whole {
    let cell: Whole = whole(0);
    for (const { index, samples } of this.dimensions)
      cell = arithmetic("add", arithmetic("multiply", cell, whole(samples.length)), index);
    return rowNode(number, cell, this.table.rows.length);
  }
}

type RowKey = RateBook["rates"][number]["rows"][number]["keys"][string];

/** One key of a table as a dimension. A key that some rows leave open may be missing. */
export function dimensionOf(table: RateTable, id: string, key: () => Key): Dimension {
  const said: RowKey[] = table.rows.flatMap(({ keys }) => (Object.hasOwn(keys, id) ? [keys[id] ?? ""] : []));
  if (said.length === 0) return { id, index: whole(0), samples: [undefined] };
  const names = said.filter((one) => typeof one === "string");
  const ranges = said.filter((one) => typeof one !== "string");
  const { index, samples } = placed(key(), names, ranges);
  if (said.length === table.rows.length) return { id, index, samples };
  return {
    id,
    index: known(arithmetic("add", index, whole(1)), 0),
    samples: [undefined, ...samples],
  };
}

function placed(
  key: Key,
  names: readonly string[],
  ranges: readonly Exclude<RowKey, string>[],
): Pick<Dimension, "index" | "samples"> {
  switch (key.kind) {
    case "name": {
      if (ranges.length > 0) return unsaid("a band of a name");
      const used = key.names.filter((name) => names.includes(name));
      const places = key.names.map((name) => used.indexOf(name) + 1);
      return { index: at(key.code, places, 0), samples: [OTHER, ...used] };
    }
    case "figure": {
      const { number, parts } = key.figure;
      if (names.length > 0) return namedFigure(key, names, ranges.length);
      const bounds = ranges.flatMap((range) => Object.values(stepsOf(range, parts)));
      const steps = [...new Set(bounds)].sort((a, b) => a - b);
      const before = (steps[0] ?? 0) - 1;
      return {
        index: reached(number, steps),
        samples: [before, ...steps].map((step) => new Fraction(step, parts)),
      };
    }
    case "day":
      return unsaid("a rate table by date");
  }
}

/** A figure that a table names one by one: `$10`, `$20`. */
function namedFigure(
  { figure, input }: Key & { readonly kind: "figure" },
  names: readonly string[],
  ranges: number,
): Pick<Dimension, "index" | "samples"> {
  const { choices } = input;
  if (ranges > 0 || !choices || names.some((name) => !choices.includes(name)))
    return unsaid("a figure as a name");
  const places = new Map(
    choices.map((choice) => [Number(exact(choice).mul(figure.parts).toString()), choice]),
  );
  if ([...places.keys()].some((place) => !Number.isSafeInteger(place))) return unsaid("a figure as a name");
  const steps = [...new Set([...places.keys()].flatMap((place) => [place, place + 1]))].sort((a, b) => a - b);
  return {
    index: reached(figure.number, steps),
    samples: [OTHER, ...steps.map((step) => places.get(step) ?? OTHER)],
  };
}
