import type { Fix } from "../diagnostics/report.js";
import type { Place } from "../places.js";

/** Words that are put behind a line. */
export function behind(place: Place, words: readonly string[]): Fix[] {
  const end = { start: place.span.end, end: place.span.end };
  return words.map((text) => ({
    title: `\`${text.replace(/^[, ]+/, "")}\``,
    edits: [{ file: place.file, span: end, text }],
  }));
}
