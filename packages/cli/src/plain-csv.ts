/** Rows longer than this are left to the reader of CSV, which refuses them. */
const LONGEST = 900_000;

/** A line of CSV in which nothing is unusual, as its cells. Spaces around them are left for who reads them. */
export function plainCells(line: string): string[] | undefined {
  if (line.length > LONGEST) return undefined;
  if (!line.includes('"')) return line.split(",");
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const cell = line.charCodeAt(at) === QUOTE ? quotedCell(line, at) : bareCell(line, at);
    if (!cell) return undefined;
    cells.push(cell.text);
    if (cell.end === line.length) return cells;
    at = cell.end + 1;
  }
}

const QUOTE = 34;
const COMMA = 44;

interface Cell {
  readonly text: string;
  /** Where its comma stands, or the end of the line. */
  readonly end: number;
}

function bareCell(line: string, from: number): Cell | undefined {
  const comma = line.indexOf(",", from);
  const end = comma < 0 ? line.length : comma;
  const text = line.slice(from, end);
  return text.includes('"') ? undefined : { text, end };
}

/** A cell in quotes from its comma to the next; a quote in it is written twice. */
function quotedCell(line: string, from: number): Cell | undefined {
  let quote = line.indexOf('"', from + 1);
  while (quote >= 0 && line.charCodeAt(quote + 1) === QUOTE) quote = line.indexOf('"', quote + 2);
  if (quote < 0) return undefined;
  const end = quote + 1;
  if (end < line.length && line.charCodeAt(end) !== COMMA) return undefined;
  return { text: line.slice(from + 1, quote).replaceAll('""', '"'), end };
}

/** The first line of a file of CSV, when it is plain enough that the lines after it may be split one by one. */
export interface Opening {
  readonly header: readonly string[];
  /** Lines end with a carriage return and a line feed. */
  readonly hasReturns: boolean;
  /** Where the second line begins. */
  readonly after: number;
}

const MARK = Buffer.from("\ufeff");
const NEWLINE = 10;
const RETURN = 13;

/** Reads the first line; undefined where the reader of CSV must read the file. */
export function openingOf(bytes: Buffer): Opening | undefined {
  const end = bytes.indexOf(NEWLINE);
  if (end < 0 || end > LONGEST) return undefined;
  const begin = bytes.subarray(0, MARK.length).equals(MARK) ? MARK.length : 0;
  const hasReturns = bytes[end - 1] === RETURN;
  const line = bytes.subarray(begin, hasReturns ? end - 1 : end);
  // Quotes may hide the end of the line; a lone return, or two bytes to a character, make another kind of file.
  if (
    line.includes(QUOTE) ||
    line.includes(RETURN) ||
    line.includes(0) ||
    bytes[begin] === 0xff ||
    bytes[begin] === 0xfe
  )
    return undefined;
  const header = line
    .toString("utf8")
    .split(",")
    .map((name) => name.trim());
  return header.some((name) => name !== "") ? { header, hasReturns, after: end + 1 } : undefined;
}

/** Lines of a block of whole lines, one after the other. */
export class Lines {
  private at = 0;
  private readonly text: string;

  constructor(
    bytes: Buffer,
    private readonly hasReturns: boolean,
  ) {
    this.text = bytes.toString("utf8");
  }

  /** The next line without its end: undefined after the last; `null` where it does not end as the first did. */
  next(): string | undefined | null {
    const { text, at } = this;
    if (at >= text.length) return undefined;
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found;
    this.at = end + 1;
    if (!this.hasReturns || found < 0) return text.slice(at, end);
    return text.charCodeAt(end - 1) === RETURN ? text.slice(at, end - 1) : null;
  }
}
