/** A piece of a page. Whatever comes from a plan becomes one only by being escaped. */
export class Html {
  constructor(readonly text: string) {}
}

export type Part = Html | string | number | undefined | false | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Characters that no page may hold, halves of characters, and what turns the direction of all that follows. */
const UNFIT = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/** A text as a page can show it, in an element or in a quoted attribute. */
export const escaped = (text: string): string =>
  text.replace(UNFIT, "\ufffd").replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");

function textOf(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(textOf).join("");
  return escaped(String(part));
}

/** Markup with parts put in: texts are escaped, pieces are not, and what is absent is nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, i) => `${text}${textOf(parts[i - 1])}${string}`));
}

export const EMPTY = new Html("");

/** Parts with something between them. */
export const joined = (parts: readonly Part[], between: Part): Html =>
  html`${parts.map((part, i) => (i === 0 ? part : html`${between}${part}`))}`;
