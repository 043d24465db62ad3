import type { Span } from "@planwright/syntax";
import { closest, distance } from "fastest-levenshtein";
import type { Place } from "../places.js";
import { type Code, type Params, REGISTRY, type Severity } from "./registry.js";

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
  /** The plan or coverage it is about; `accept ... for` names it. */
  readonly subject: string | undefined;
}

export interface Details {
  readonly label?: string | undefined;
  readonly related?: readonly Related[];
  readonly why?: string | undefined;
  readonly fixes?: readonly Fix[];
  readonly subject?: string | undefined;
}

/** Collects findings; the order of reporting does not matter. */
export class Reporter {
  private readonly found: Diagnostic[] = [];
  private readonly seen = new Set<string>();

  report<C extends Code>(code: C, params: Params<C>, place: Place, details: Details = {}): void {
    const entry = REGISTRY[code];
    const message = (entry.message as (p: Params<C>) => string)(params);
    const key = `${code} ${place.file} ${place.span.start} ${message}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.found.push({
      code,
      severity: entry.severity,
      message,
      place,
      label: details.label,
      related: details.related ?? [],
      why: details.why,
      fixes: details.fixes ?? [],
      subject: details.subject,
    });
  }

  /** All findings, by file and place. */
  all(): Diagnostic[] {
    return [...this.found].sort(byPlace);
  }
}

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
