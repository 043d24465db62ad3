import type { Span } from "@planwright/syntax";
import { closest, distance } from "fastest-levenshtein";
import type { NameUses } from "../names.js";
import type { Place } from "../places.js";
import { type Code, type Params, REGISTRY, type Severity } from "./registry.js";
import type { FittingFigure } from "./repairs.js";

export interface Edit {
  readonly file: string;
  /** Offsets; equal ends insert. */
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

export interface Related {
  readonly place: Place;
  readonly message: string;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  /** A few words beside the place. */
  readonly label: string | undefined;
  readonly related: readonly Related[];
  /** Why it matters and what is known, in a sentence or two. */
  readonly why: string | undefined;
  readonly fixes: readonly Fix[];
  /** What would fit in place of a figure; it becomes a fix where the figure can be found. */
  readonly figure: FittingFigure | undefined;
  /** The plan or coverage it is about; `accept ... for` names it. */
  readonly subject: string | undefined;
  /** The rule of the program that does not hold; `accept rule` names it. */
  readonly rule: { readonly title: string; readonly tags: readonly string[] } | undefined;
}

export interface Details {
  readonly label?: string | undefined;
  readonly related?: readonly Related[];
  readonly why?: string | undefined;
  readonly fixes?: readonly Fix[];
  readonly figure?: FittingFigure | undefined;
  readonly subject?: string | undefined;
  readonly rule?: Diagnostic["rule"];
  /** Where it is not that of its code: a rule of the program says its own. */
  readonly severity?: Severity | undefined;
  /** Findings with the same cause are one finding, at the first of their places. */
  readonly cause?: string;
}

/** What is said of the further places of a finding. */
export const AND_HERE = "and here";

/** Other places of one cause that are shown; the rest is counted. */
const MOST_PLACES = 5;

/** Collects findings; the order of reporting does not matter. */
export class Reporter {
  constructor(
    /** Where names are declared and used, if somebody wants to know. */
    readonly names?: NameUses,
  ) {}

  private readonly found: Diagnostic[] = [];
  private readonly seen = new Set<string>();
  private readonly byCause = new Map<string, Diagnostic[]>();
  private troubled = 0;

  /**
   * How much could not be read so far, reported or not. What is missing from a table in which something could not be
   * read is not reported as missing.
   */
  get troubles(): number {
    return this.troubled;
  }

  /** Counts something that cannot be read because of a fault that is reported elsewhere. */
  passOver(): void {
    this.troubled++;
  }

  report<C extends Code>(code: C, params: Params<C>, place: Place, details: Details = {}): void {
    const entry = REGISTRY[code];
    const message = (entry.message as (p: Params<C>) => string)(params);
    const key = `${code} ${place.file} ${place.span.start} ${message}`;
    const severity = details.severity ?? entry.severity;
    if (severity === "error") this.troubled++;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const diagnostic: Diagnostic = {
      code,
      severity,
      message,
      place,
      label: details.label,
      related: details.related ?? [],
      why: details.why,
      fixes: details.fixes ?? [],
      figure: details.figure,
      subject: details.subject,
      rule: details.rule,
    };
    if (details.cause === undefined) this.found.push(diagnostic);
    else this.byCause.set(details.cause, [...(this.byCause.get(details.cause) ?? []), diagnostic]);
  }

  hasErrors(): boolean {
    return this.all().some(({ severity }) => severity === "error");
  }

  /** All findings, by file and place. */
  all(): Diagnostic[] {
    const grouped = [...this.byCause.values()].map((same) => together([...same].sort(byPlace)));
    return [...this.found, ...grouped.flat()].sort(byPlace);
  }
}

/** One finding for several of one cause; the other places stand beside the first. */
function together(same: readonly Diagnostic[]): Diagnostic[] {
  const [first, ...rest] = same;
  const others = rest.filter(
    ({ place }, i) =>
      !samePlace(place, first?.place) && rest.findIndex((other) => samePlace(other.place, place)) === i,
  );
  if (!first || others.length === 0) return first ? [first] : [];
  const more = others.length - MOST_PLACES;
  const count = more > 0 ? ` So in ${others.length} other places.` : "";
  return [
    {
      ...first,
      why: count ? `${first.why ?? ""}${count}`.trim() : first.why,
      related: [
        ...first.related,
        ...others.slice(0, MOST_PLACES).map(({ place }) => ({ place, message: AND_HERE })),
      ],
      fixes: first.fixes.map((fix, i) => ({
        ...fix,
        edits: distinct(same.flatMap(({ fixes }) => fixes[i]?.edits ?? [])),
      })),
    },
  ];
}

/** Places of one cause may have one edit in common: a convention is written once. */
const distinct = (edits: readonly Edit[]): readonly Edit[] =>
  edits.filter(
    (edit, i) =>
      edits.findIndex(
        (one) => samePlace(one, edit) && one.span.end === edit.span.end && one.text === edit.text,
      ) === i,
  );

const samePlace = (a: Pick<Place, "file" | "span">, b: Place | undefined): boolean =>
  a.file === b?.file && a.span.start === b.span.start;

export function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
  return a.place.span.start - b.place.span.start || (a.code < b.code ? -1 : 1);
}

/** The name that was probably meant, if one is near enough. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  const candidates = [...names];
  if (candidates.length === 0) return undefined;
  const best = closest(name, candidates);
  return distance(name, best) <= Math.max(1, Math.floor(name.length / 3)) ? best : undefined;
}

export function replaceWith(place: Place, text: string, title = `Write \`${text}\``): Fix {
  return { title, edits: [{ file: place.file, span: place.span, text }] };
}
