import { isTerminal } from "./output.js";

/** What begins and what ends a style on a terminal. */
const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
} as const;

export type Colors = Readonly<Record<keyof typeof STYLES, (text: string) => string>>;

/** All the styles, or none of them. */
export function colors(wanted: boolean): Colors {
  const style =
    ([begin, end]: readonly [number, number]) =>
    (text: string) =>
      wanted ? `\u001b[${begin}m${text}\u001b[${end}m` : text;
  const { bold, dim, red, green, yellow, blue } = STYLES;
  return {
    bold: style(bold),
    dim: style(dim),
    red: style(red),
    green: style(green),
    yellow: style(yellow),
    blue: style(blue),
  };
}

/** Colours on a terminal; none in a pipe or under `NO_COLOR`. */
export function outputColors(): Colors {
  return colors(!process.env.NO_COLOR && process.env.TERM !== "dumb" && isTerminal());
}

/** Breaks a text into lines of at most `width` characters, each after `indent`. */
export function wrap(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(indent + line);
  return lines.join("\n");
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

const PLAIN = /^[ -~]*$/;

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += /\p{Mark}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** 12345 as 12,345. Not by the locale's own means: to load those takes as long as checking a program. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/** "1 error", "3 errors". */
export const counted = (count: number, noun: string): string =>
  `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;

/** 707.88 as $707.88, 1414.74 as $1,414.74. */
export function money(decimal: string): string {
  const negative = decimal.startsWith("-");
  const [whole = "0", rest] = (negative ? decimal.slice(1) : decimal).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${negative ? "-" : ""}$${grouped}${rest === undefined ? "" : `.${rest}`}`;
}
