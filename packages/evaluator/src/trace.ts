import type { RateBook } from "@planwright/ratebook";

/** One line of the way to an answer. */
export interface TraceStep {
  readonly text: string;
  /** The figure that the line comes to, as it is shown. */
  readonly amount?: string | undefined;
  /** Of a step of a claim: what was left before it, and after. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** Where the plan says so: `life.plan:26`. */
  readonly source?: string | undefined;
  /** Where the document says so: `page 14`. */
  readonly cites?: readonly string[] | undefined;
}

export type SourceOf = (path: string) => Pick<TraceStep, "source" | "cites">;

/** Looks up where a part of the book was written. Without sources in the book, nowhere. */
export function sourceLookup(book: RateBook): SourceOf {
  const { sources } = book;
  return (path) => {
    const found = sources && Object.hasOwn(sources, path) ? sources[path] : undefined;
    if (!found) return {};
    const parent = path.slice(0, path.indexOf("/rows"));
    const cites = found.cites ?? (path.includes("/rows") && sources ? sources[parent]?.cites : undefined);
    return { source: `${found.file}:${found.line}`, cites };
  };
}
