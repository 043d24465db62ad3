import type { RateBook } from "@planwright/ratebook";
import { EMPTY, type Html, html, joined } from "./html.js";

/** A part of a page, and where it was written. */
export interface Anchor {
  /** The page says it in `data-at`. */
  readonly id: number;
  /** Its path in the rate book. */
  readonly path: string;
  readonly file: string;
  readonly line: number;
}

/** A reading that the document does not print. */
export interface Chosen {
  readonly number: number;
  readonly text: string;
  readonly places: readonly { readonly file: string; readonly line: number }[];
}

interface Reading extends Chosen {
  readonly places: { readonly file: string; readonly line: number }[];
}

type Source = NonNullable<RateBook["sources"]>[string];

/** Where the parts of a page come from: anchors for an editor, pages of the document, readings that were chosen. */
export class Marks {
  private readonly sources: NonNullable<RateBook["sources"]>;
  private readonly anchored = new Map<string, Anchor>();
  private readonly readings = new Map<string, Reading>();

  constructor(
    { sources }: RateBook,
    private readonly hasAnchors: boolean,
  ) {
    this.sources = sources ?? {};
    const inOrder = Object.values(this.sources).sort(
      (a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)) || a.line - b.line || a.column - b.column,
    );
    for (const source of inOrder) {
      for (const text of chosenOf(source)) {
        const found = this.readings.get(text) ?? { number: this.readings.size + 1, text, places: [] };
        if (!found.places.some(({ file, line }) => file === source.file && line === source.line))
          found.places.push({ file: source.file, line: source.line });
        this.readings.set(text, found);
      }
    }
  }

  /** The attribute that ties an element to the line of the plan that says it. */
  at(path: string): Html {
    const source = this.sources[path];
    if (!this.hasAnchors || !source) return EMPTY;
    let anchor = this.anchored.get(path);
    if (!anchor) {
      anchor = { id: this.anchored.size + 1, path, file: source.file, line: source.line };
      this.anchored.set(path, anchor);
    }
    return html` data-at="${anchor.id}"`;
  }

  get anchors(): readonly Anchor[] {
    return [...this.anchored.values()];
  }

  /** After a heading: `page 4`. */
  cites(path: string): Html {
    const { cites } = this.sources[path] ?? {};
    return cites && cites.length > 0 ? html` <span class="src">${cites.join(", ")}</span>` : EMPTY;
  }

  /** A mark for each reading that was chosen at some of the paths. */
  chosen(...paths: readonly string[]): Html {
    return this.marked(this.numbersAt(...paths));
  }

  /** The numbers of the readings that were chosen at some of the paths. */
  numbersAt(...paths: readonly string[]): readonly number[] {
    const numbers = new Set<number>();
    for (const path of paths) {
      const source = this.sources[path];
      for (const text of source ? chosenOf(source) : []) {
        const reading = this.readings.get(text);
        if (reading) numbers.add(reading.number);
      }
    }
    return [...numbers].sort((a, b) => a - b);
  }

  /** `c1 c4`, each with its reading behind it. */
  marked(numbers: readonly number[]): Html {
    if (numbers.length === 0) return EMPTY;
    const marks = numbers.map((n) => html`<a href="#chosen-${n}" title="Chosen, not printed">c${n}</a>`);
    return html`<sup class="ch">${joined(marks, " ")}</sup>`;
  }

  /** Every reading that was chosen, numbered as the marks say. */
  readingsChosen(): readonly Chosen[] {
    return [...this.readings.values()];
  }
}

const chosenOf = ({ notes }: Source): readonly string[] =>
  (notes ?? []).filter(({ kind, text }) => kind === "chosen" && text !== "").map(({ text }) => text);
