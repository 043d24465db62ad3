import type { Span } from "@planwright/syntax";

/** A stretch of one file of the program. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}

export type NoteKind = "printed" | "chosen" | "because";

export interface Note {
  readonly kind: NoteKind;
  readonly text: string;
  /** What the source prints, as written. */
  readonly printed: string | undefined;
}

/** Where a value was written, and what was written about it. */
export interface Origin {
  readonly place: Place;
  /** `page 4`, `lines 79-104`, `rule 8`: in the source document. */
  readonly cites: readonly string[];
  readonly notes: readonly Note[];
}
