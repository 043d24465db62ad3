import type { TokenType } from "chevrotain";
import { type RowShape, shapeOfRow } from "./rows.js";
import * as T from "./tokens.js";
import type { Comment, SyntaxProblem } from "./tree.js";

/** One line of text: where it is, how deep it begins, and which tokens and comment it holds. */
export interface Line {
  /** What it holds, without a comment, is from `start` to `end`: both are where it begins when it holds nothing. */
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  /** Tokens `from` to `to - 1` of the scan; none of a row that is told by an expression. */
  readonly from: number;
  readonly to: number;
  readonly comment: Comment | undefined;
  readonly hasBar: boolean;
  /** Whether it opens a block at its end, or closes one and holds nothing else. */
  readonly brace: "opens" | "closes" | undefined;
  /** A brace closes somewhere in it. */
  readonly hasClosing: boolean;
  /** The shape of a row without marks. */
  readonly row: RowShape | undefined;
  /**
   * The rows below it that are like it, of the same shape and as deep: where each begins and ends, one after the other. They are
   * no lines of their own, and hardly ever asked for their tokens, so these are not looked for.
   */
  readonly alike: readonly number[];
}

interface ScannedLine extends Line {
  readonly alike: number[];
}

/** What a row may stand below: a heading, or a row of this shape. */
type Above = RowShape | "heading" | undefined;

/** One list for all lines that no rows are like. */
const NO_ROWS: number[] = [];

export interface Scan {
  readonly tokens: T.Tokens;
  readonly lines: Line[];
  readonly lineStarts: number[];
  readonly comments: Comment[];
  readonly problems: SyntaxProblem[];
  /** The tokens of a stretch of a line. They last until those of another are asked for. */
  readonly tokensIn: (from: number, to: number) => T.Tokens;
}

/** By character code: a list is quicker to look into than a map of texts. */
const SIGNS: readonly (TokenType | undefined)[] = signs({
  "{": T.OpenBrace,
  "}": T.CloseBrace,
  "(": T.OpenParen,
  ")": T.CloseParen,
  "[": T.OpenBracket,
  "]": T.CloseBracket,
  "|": T.Bar,
  ",": T.Comma,
  "+": T.Plus,
  "-": T.Minus,
  "*": T.Times,
  "/": T.Divide,
});

function signs(types: Readonly<Record<string, TokenType>>): (TokenType | undefined)[] {
  const byCode: (TokenType | undefined)[] = new Array<undefined>(128).fill(undefined);
  for (const [sign, type] of Object.entries(types)) byCode[sign.charCodeAt(0)] = type;
  return byCode;
}

/** A tab moves on to the next column that is a multiple of this. */
const TAB_WIDTH = 4;
const LETTER = /\p{L}/u;
const BACKSLASH = 92;
const QUOTE = 34;
const DOLLAR = 36;
const SPACE = 32;
const RETURN = 13;
const ZERO = 48;
const BAR = 124;

/** What stands in the units of a text for a character that is none of ASCII, or is this one: the text says which. */
const OTHER = 127;

/** Every host of JavaScript has it. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/**
 * The characters of a text as bytes, of which each is one UTF-16 unit. V8 reads a byte of a list several times sooner than a
 * character of a text, as long as it has not optimized the code that does.
 */
function unitsOf(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const bytes = encoder.encode(text);
  return bytes.length === text.length ? bytes : encoder.encode(text.replace(NOT_ASCII, DELETE));
}
// A surrogate alone counts as one unit, as each of two does.
const NOT_ASCII = /[^\0-\x7f]/g;
const DELETE = String.fromCharCode(OTHER);

const isSpace = (c: number): boolean => c === 32 || c === 9 || c === 13 || c === 0xfeff || c === 0xa0;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** What the last of tokens `from` to `to - 1` does, or the only one. A brace in a row of cells opens nothing. */
export function braceOf(tokens: T.Tokens, from: number, to: number, hasBar: boolean): Line["brace"] {
  const last = to > from ? tokens.typeAt(to - 1) : undefined;
  if (last === T.OpenBrace) return hasBar ? undefined : "opens";
  return last === T.CloseBrace && to === from + 1 ? "closes" : undefined;
}

/** Cuts a text into lines and tokens. Never fails: what it does not know becomes a stray token and a problem. */
export function scan(text: string): Scan {
  return new Scanner(text).run();
}

/** Reads stretches of a text again. What reads them is made for the first. */
function tokensLater(text: string, units: Uint8Array): Scan["tokensIn"] {
  let scanner: Scanner | undefined;
  return (from, to) => {
    scanner ??= new Scanner(text, units);
    return scanner.reread(from, to);
  };
}

class Scanner {
  private readonly tokens: T.Tokens;
  private readonly lines: Line[] = [];
  private readonly lineStarts: number[] = [];
  private readonly comments: Comment[] = [];
  private readonly problems: SyntaxProblem[] = [];
  private at = 0;
  private lineEnd = 0;
  private nextLine = 0;
  /** Tables begin as others did: with a row of this shape below a heading, and of that one below it. */
  private readonly below = new Map<Above, RowShape>();
  private hasBar = false;
  private hasClosing = false;
  private comment: Comment | undefined;
  /** Whether the last figure has commas where no thousands end, two points, or a zero to begin with. */
  private oddGrouping = false;

  constructor(
    private readonly text: string,
    private readonly units = unitsOf(text),
  ) {
    this.tokens = new T.Tokens(text);
  }

  /** The UTF-16 unit at a place; 0 behind the end. */
  private code(at: number): number {
    const unit = this.units[at] ?? 0;
    return unit === OTHER ? this.text.charCodeAt(at) : unit;
  }

  private isLetter(at: number): boolean {
    const unit = this.units[at] ?? 0;
    if ((unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90)) return true;
    return unit === OTHER && LETTER.test(this.text.charAt(at));
  }

  run(): Scan {
    const { text } = this;
    let start = 0;
    let above: Above;
    for (;;) {
      let line = this.toldRow(above && this.below.get(above), start);
      if (!line) {
        let newline = text.indexOf("\n", start);
        if (newline < 0) newline = text.length;
        line = this.line(start, newline);
        if (newline >= text.length) break;
        this.nextLine = newline + 1;
      }
      const { row, indent, alike, brace } = line;
      if (row && above) this.below.set(above, row);
      above = row ?? (brace === "opens" ? "heading" : undefined);
      start = row?.alike ? this.rowsAlike(row.alike, indent, this.nextLine, alike) : this.nextLine;
    }
    const { tokens, lines, lineStarts, comments, problems } = this;
    const tokensIn = tokensLater(text, this.units);
    return { tokens, lines, lineStarts, comments, problems, tokensIn };
  }

  /** The line that begins at a place, where it is a row of a shape. */
  private toldRow(row: RowShape | undefined, begin: number): ScannedLine | undefined {
    if (!row?.alike || !this.holdsAt(row.alike, begin)) return undefined;
    const from = this.tokens.length;
    const [start, end] = [this.indented(begin), this.endBefore(this.nextLine)];
    this.lineStarts.push(begin);
    const flags = { comment: undefined, hasBar: true, brace: undefined, hasClosing: false };
    const line = { start, end, indent: start - begin, from, to: from, ...flags, row, alike: [] };
    this.lines.push(line);
    return line;
  }

  /** Finds the rows from a place on that are told by an expression; answers where the next line begins. */
  private rowsAlike(told: RegExp, indent: number, from: number, found: number[]): number {
    let begin = from;
    for (;;) {
      const start = this.indented(begin);
      if (start !== begin + indent || !this.holdsAt(told, begin)) return begin;
      this.lineStarts.push(begin);
      found.push(start, this.endBefore(this.nextLine));
      begin = this.nextLine;
    }
  }

  /** Whether an expression takes the line that begins at a place, whole. */
  private holdsAt(told: RegExp, begin: number): boolean {
    told.lastIndex = begin;
    if (!told.test(this.text)) return false;
    this.nextLine = told.lastIndex;
    return true;
  }

  private indented(begin: number): number {
    let start = begin;
    while (this.units[start] === SPACE) start++;
    return start;
  }

  private endBefore(next: number): number {
    return this.units[next - 2] === RETURN ? next - 2 : next - 1;
  }

  /** Reads a stretch of a line, and no problems of it. */
  reread(from: number, to: number): T.Tokens {
    this.tokens.length = 0;
    this.at = from;
    this.lineEnd = to;
    while (this.at < to) this.next();
    this.problems.length = 0;
    return this.tokens;
  }

  private line(start: number, newline: number): ScannedLine {
    const { units } = this;
    this.lineStarts.push(start);
    this.lineEnd = newline > start && units[newline - 1] === RETURN ? newline - 1 : newline;
    this.hasBar = false;
    this.hasClosing = false;
    this.comment = undefined;
    let indent = 0;
    let at = start;
    for (; at < this.lineEnd; at++) {
      const c = units[at];
      if (c === 32) indent++;
      else if (c === 9) indent += TAB_WIDTH - (indent % TAB_WIDTH);
      else break;
    }
    this.at = at;
    const from = this.tokens.length;
    const sound = this.problems.length;
    while (this.at < this.lineEnd) this.next();
    if (this.problems.length > sound) this.dropWhatFollowsFromText(sound);
    const { tokens, comment, hasBar, hasClosing } = this;
    const to = tokens.length;
    const row = hasBar ? shapeOfRow(tokens, from, to) : undefined;
    const isBlank = from === to;
    const line = {
      start: isBlank ? start : tokens.startAt(from),
      end: isBlank ? start : tokens.endAt(to - 1),
      indent,
      from,
      to,
      comment,
      hasBar,
      brace: braceOf(tokens, from, to, hasBar),
      hasClosing,
      row,
      alike: row?.alike ? [] : NO_ROWS,
    };
    this.lines.push(line);
    return line;
  }

  /** On a line with a text that is not closed, what looks odd is most likely a part of that text. */
  private dropWhatFollowsFromText(sound: number): void {
    const texts = this.problems.slice(sound).filter(({ kind }) => kind === "text not closed");
    if (texts.length === 0) return;
    this.problems.length = sound;
    for (const text of texts) this.problems.push(text);
  }

  /** What tables are mostly made of comes first, and calls no other function to be told from the rest. */
  private next(): void {
    const { units, at } = this;
    const c = units[at] ?? 0;
    if (c === SPACE) {
      let end = at + 1;
      while (units[end] === SPACE) end++;
      this.at = end;
    } else if (c === DOLLAR) {
      this.money(at, at + 1);
    } else if (c === BAR) {
      this.hasBar = true;
      this.add(T.Bar, at + 1);
    } else if (c >= 97 && c <= 122) {
      this.word();
    } else if (isSpace(this.code(at))) {
      this.at++;
    } else if (isDigit(c)) {
      this.numeral(at);
    } else if (c === QUOTE) {
      this.quoted();
    } else if (c === 47 /* / */ && units[at + 1] === 47) {
      const text = this.text.slice(at, this.lineEnd).trimEnd();
      this.comment = { text, span: { start: at, end: this.lineEnd } };
      this.comments.push(this.comment);
      this.at = this.lineEnd;
    } else if (c === 45 /* - */ && this.beginsFigure(at + 1)) {
      if (units[at + 1] === DOLLAR) this.money(at, at + 2);
      else this.numeral(at);
    } else if (this.isLetter(at)) {
      this.word();
    } else {
      this.sign();
    }
  }

  private beginsFigure(at: number): boolean {
    const c = this.units[at] ?? 0;
    return isDigit(c) || (c === DOLLAR && this.isDigitAt(at + 1));
  }

  private isDigitAt(at: number): boolean {
    return isDigit(this.units[at] ?? 0);
  }

  private add(type: TokenType, end: number): void {
    this.tokens.add(type, this.at, end);
    this.at = end;
  }

  private word(): void {
    const { units, lineEnd } = this;
    let end = this.at + 1;
    for (; end < lineEnd; end++) {
      const c = units[end] ?? 0;
      if ((c >= 97 && c <= 122) || c === 95 || (c >= 48 && c <= 57)) continue;
      if (c === SPACE) break;
      if (c === 45 /* - */ && end + 1 < lineEnd && this.isLetter(end + 1)) continue;
      if (!this.isLetter(end)) break;
    }
    this.add(T.Word, end);
  }

  /** The end of digits, separators and decimals that begin at `at`. */
  private figureEnd(at: number): number {
    const { units, lineEnd } = this;
    let end = at;
    let commas = 0;
    let points = 0;
    let run = 0;
    let odd = false;
    for (; end < lineEnd; end++) {
      const c = units[end] ?? 0;
      if (c >= 48 && c <= 57) {
        run++;
        continue;
      }
      if ((c !== 44 && c !== 46) || end === at || !this.isDigitAt(end + 1)) break;
      if (points > 0 || (commas > 0 ? run !== 3 : c === 44 && (run > 3 || units[at] === ZERO))) odd = true;
      if (c === 44) commas++;
      else points++;
      run = 0;
    }
    this.oddGrouping = odd || (commas > 0 && points === 0 && run !== 3);
    return end;
  }

  private money(start: number, digits: number): void {
    if (!this.isDigitAt(digits)) {
      this.stray(start);
      return;
    }
    const end = this.figureEnd(digits);
    this.oddGrouping ||= this.hasLeadingZero(digits);
    if (this.oddGrouping) this.checkGrouping(start, digits, end);
    this.add(T.Money, end);
  }

  /** `$04`: most likely two digits changed places. Codes of procedures are numbers, and keep theirs. */
  private hasLeadingZero(digits: number): boolean {
    return this.units[digits] === 48 && this.isDigitAt(digits + 1);
  }

  private numeral(start: number): void {
    const { text, units } = this;
    const digits = units[start] === 45 ? start + 1 : start;
    if (this.day(digits, start)) return;
    const end = this.figureEnd(digits);
    const c = units[end];
    if (c === 37 /* % */) {
      this.oddGrouping ||= this.hasLeadingZero(digits);
      this.checkGrouping(start, digits, end);
      this.add(T.Percent, end + 1);
    } else if (end < this.lineEnd && this.isLetter(end)) {
      let last = end;
      while (
        last < this.lineEnd &&
        (this.isLetter(last) || this.isDigitAt(last) || units[last] === 95) /* _ */
      )
        last++;
      const suffix = text.slice(end, last);
      const ordinal = suffix === "st" || suffix === "nd" || suffix === "rd" || suffix === "th";
      this.add(ordinal ? T.Ordinal : T.Word, last);
    } else {
      this.checkGrouping(start, digits, end);
      this.add(T.Numeral, end);
    }
  }

  private day(digits: number, start: number): boolean {
    const { units } = this;
    if (digits !== start || units[digits + 4] !== 45 || units[digits + 7] !== 45) return false;
    for (const i of [0, 1, 2, 3, 5, 6, 8, 9]) if (!this.isDigitAt(digits + i)) return false;
    if (this.isDigitAt(digits + 10)) return false;
    const image = this.text.slice(digits, digits + 10);
    if (!isCalendarDay(image)) {
      this.problems.push({ kind: "no such day", span: { start: digits, end: digits + 10 }, image });
    }
    this.add(T.Day, digits + 10);
    return true;
  }

  private checkGrouping(start: number, digits: number, end: number): void {
    if (!this.oddGrouping) return;
    const image = this.text.slice(digits, end);
    this.problems.push({
      kind: "odd grouping",
      span: { start, end },
      image: this.text.slice(start, end),
      digits: image.replace(/,/g, ""),
    });
  }

  private quoted(): void {
    const { text, units, at, lineEnd } = this;
    let end = at + 1;
    while (end < lineEnd && units[end] !== QUOTE) {
      end += units[end] === BACKSLASH ? 2 : 1;
    }
    if (end < lineEnd) {
      this.add(T.Text, end + 1);
      return;
    }
    // Never closed: leave the line its brace and its bars, so that the slip spoils nothing else.
    let rest = text.slice(at, this.lineEnd).trimEnd();
    if (rest.includes("|")) rest = rest.slice(0, rest.indexOf("|")).trimEnd();
    else if (rest.endsWith("{")) rest = rest.slice(0, -1).trimEnd();
    else if (/^"[\s}]*$/.test(rest)) rest = '"';
    end = at + rest.length;
    this.problems.push({ kind: "text not closed", span: { start: at, end } });
    this.add(T.Text, end);
  }

  private sign(): void {
    const type = SIGNS[this.code(this.at)];
    if (!type) {
      this.stray(this.at);
      return;
    }
    if (type === T.CloseBrace) this.hasClosing = true;
    this.add(type, this.at + 1);
  }

  /** Strange characters side by side are one problem. */
  private stray(at: number): void {
    let end = at;
    do {
      end += (this.text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
    } while (end < this.lineEnd && this.isStrange(end));
    const span = { start: this.at, end };
    this.problems.push({ kind: "stray character", span, character: this.text.slice(span.start, span.end) });
    this.add(T.Stray, span.end);
  }

  private isStrange(at: number): boolean {
    const c = this.code(at);
    return (
      !isSpace(c) &&
      !isDigit(c) &&
      c !== QUOTE &&
      c !== DOLLAR &&
      !this.isLetter(at) &&
      SIGNS[c] === undefined
    );
  }
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether `2015-02-29` and the like is a day of the Gregorian calendar. */
export function isCalendarDay(image: string): boolean {
  const [year = 0, month = 0, day = 0] = image.split("-").map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > (DAYS_IN_MONTH[month - 1] ?? 0)) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month !== 2 || day < 29 || leap;
}
