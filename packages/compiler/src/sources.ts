import type { RateBook } from "@planwright/ratebook";
import type { Analysis, Origin } from "@planwright/semantics";
import { positionAt } from "@planwright/syntax";
import { present } from "./lower.js";

type Table = NonNullable<RateBook["sources"]>;

/** Collects where each part of the book was written: the side table that a consumer may drop. */
export class Sources {
  private readonly table: Table = {};

  constructor(private readonly trees: Analysis["trees"]) {}

  note(origin: Origin, path: string): void {
    const { file, span } = origin.place;
    const lineStarts = this.trees.get(file)?.lineStarts ?? [0];
    const { line, column } = positionAt(lineStarts, span.start);
    const place: Table[string] = { file, line, column };
    if (origin.cites.length > 0) place.cites = [...origin.cites];
    if (origin.notes.length > 0)
      place.notes = origin.notes.map(({ kind, text, printed }) => present({ kind, text, printed }));
    this.table[path] = place;
  }

  at<T>(origin: Origin, path: string, value: T): T {
    this.note(origin, path);
    return value;
  }

  list<T extends { readonly origin: Origin }, U>(
    items: readonly T[],
    path: string,
    lower: (item: T) => U,
  ): U[] {
    return items.map((item, i) => this.at(item.origin, `${path}/${i}`, lower(item)));
  }

  all(): Table {
    return this.table;
  }
}
