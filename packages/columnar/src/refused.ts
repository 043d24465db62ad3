/** Why a file, or a column of it, is no census: what is wrong, and what to do. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly advice?: string,
  ) {
    super(message);
  }
}

/** A text of a file, short and without what a terminal would obey. */
export const quoted = (text: string): string =>
  `“${text.slice(0, 60).replace(/\p{Cc}|\p{Cs}/gu, "·")}${text.length > 60 ? "…" : ""}”`;

/** A column, by the name under which a program knows it. */
export const columnWords = (name: string): string =>
  /^[\w ]{1,60}$/.test(name) ? `\`${name}\`` : quoted(name);
