import type { TokenType } from "chevrotain";
import * as T from "./tokens.js";
import type { Comment, SyntaxProblem } from "./tree.js";

/** One line of text: where it is, how deep it begins, and which tokens and comment it holds. */
export interface Line {
  readonly start: number;
  readonly indent: number;
  /** Tokens `from` to `to - 1` of the scan. */
  readonly from: number;
  readonly to: number;
  readonly comment: Comment | undefined;
  readonly hasBar: boolean;
}

export interface Scan {
  readonly tokens: T.Tokens;
  readonly lines: Line[];
  readonly lineStarts: number[];
  readonly comments: Comment[];
  readonly problems: SyntaxProblem[];
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
const BAR = 124;

const isSpace = (c: number): boolean => c === 32 || c === 9 || c === 13 || c === 0xfeff || c === 0xa0;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;

function isLetter(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90)) return true;
  return c > 127 && LETTER.test(text.charAt(at));
}

/** Cuts a text into lines and tokens. Never fails: what it does not know becomes a stray token and a problem. */
export function scan(text: string): Scan {
  return new Scanner(text).run();
}

class Scanner {
  private readonly tokens: T.Tokens;
  private readonly lines: Line[] = [];
  private readonly lineStarts: number[] = [];
  private readonly comments: Comment[] = [];
  private readonly problems: SyntaxProblem[] = [];
  private at = 0;
  private lineEnd = 0;
  private hasBar = false;
  private comment: Comment | undefined;
  /** Whether the last figure has commas where no thousands end, two points, or a zero to begin with. */
  private oddGrouping = false;

  constructor(private readonly text: string) {
    this.tokens = new T.Tokens(text);
  }

  run(): Scan {
    const { text } = this;
    let start = 0;
    for (;;) {
      let newline = text.indexOf("\n", start);
      if (newline < 0) newline = text.length;
      this.line(start, newline);
      if (newline >= text.length) break;
      start = newline + 1;
    }
    const { tokens, lines, lineStarts, comments, problems } = this;
    return { tokens, lines, lineStarts, comments, problems };
  }

  private line(start: number, newline: number): void {
    const { text } = this;
    this.lineStarts.push(start);
    this.lineEnd = newline > start && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
    this.at = start;
    this.hasBar = false;
    this.comment = undefined;
    let indent = 0;
    for (; this.at < this.lineEnd; this.at++) {
      const c = text.charCodeAt(this.at);
      if (c === 32) indent++;
      else if (c === 9) indent += TAB_WIDTH - (indent % TAB_WIDTH);
      else break;
    }
    const from = this.tokens.length;
    const sound = this.problems.length;
    while (this.at < this.lineEnd) this.next();
    if (this.problems.length > sound) this.dropWhatFollowsFromText(sound);
    this.lines.push({
      start,
      indent,
      from,
      to: this.tokens.length,
      comment: this.comment,
      hasBar: this.hasBar,
    });
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
    const { text, at } = this;
    const c = text.charCodeAt(at);
    if (c === SPACE) {
      let end = at + 1;
      while (text.charCodeAt(end) === SPACE) end++;
      this.at = end;
    } else if (c === DOLLAR) {
      this.money(at, at + 1);
    } else if (c === BAR) {
      this.hasBar = true;
      this.add(T.Bar, at + 1);
    } else if (c >= 97 && c <= 122) {
      this.word();
    } else if (isSpace(c)) {
      this.at++;
    } else if (isDigit(c)) {
      this.numeral(at);
    } else if (c === QUOTE) {
      this.quoted();
    } else if (c === 47 /* / */ && text.charCodeAt(at + 1) === 47) {
      this.comment = { text: text.slice(at, this.lineEnd).trimEnd(), span: { start: at, end: this.lineEnd } };
      this.comments.push(this.comment);
      this.at = this.lineEnd;
    } else if (c === 45 /* - */ && this.beginsFigure(at + 1)) {
      if (text.charCodeAt(at + 1) === DOLLAR) this.money(at, at + 2);
      else this.numeral(at);
    } else if (isLetter(text, at)) {
      this.word();
    } else {
      this.sign();
    }
  }

  private beginsFigure(at: number): boolean {
    const c = this.text.charCodeAt(at);
    return isDigit(c) || (c === DOLLAR && isDigit(this.text.charCodeAt(at + 1)));
  }

  private add(type: TokenType, end: number): void {
    this.tokens.add(type, this.at, end);
    this.at = end;
  }

  private word(): void {
    const { text } = this;
    let end = this.at + 1;
    for (; end < this.lineEnd; end++) {
      const c = text.charCodeAt(end);
      if ((c >= 97 && c <= 122) || c === 95 || (c >= 48 && c <= 57)) continue;
      if (c === 45 /* - */ && end + 1 < this.lineEnd && isLetter(text, end + 1)) continue;
      if (!isLetter(text, end)) break;
    }
    this.add(T.Word, end);
  }

  /** The end of digits, separators and decimals that begin at `at`. */
  private figureEnd(at: number): number {
    const { text } = this;
    let end = at;
    let commas = 0;
    let points = 0;
    let run = 0;
    let odd = false;
    for (; end < this.lineEnd; end++) {
      const c = text.charCodeAt(end);
      if (c >= 48 && c <= 57) {
        run++;
        continue;
      }
      if ((c !== 44 && c !== 46) || end === at || !isDigit(text.charCodeAt(end + 1))) break;
      if (points > 0 || (commas > 0 ? run !== 3 : c === 44 && run > 3)) odd = true;
      if (c === 44) commas++;
      else points++;
      run = 0;
    }
    this.oddGrouping = odd || (commas > 0 && points === 0 && run !== 3);
    return end;
  }

  private money(start: number, digits: number): void {
    if (!isDigit(this.text.charCodeAt(digits))) {
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
    return this.text.charCodeAt(digits) === 48 && isDigit(this.text.charCodeAt(digits + 1));
  }

  private numeral(start: number): void {
    const { text } = this;
    const digits = text.charCodeAt(start) === 45 ? start + 1 : start;
    if (this.day(digits, start)) return;
    const end = this.figureEnd(digits);
    const c = text.charCodeAt(end);
    if (c === 37 /* % */) {
      this.oddGrouping ||= this.hasLeadingZero(digits);
      this.checkGrouping(start, digits, end);
      this.add(T.Percent, end + 1);
    } else if (end < this.lineEnd && isLetter(text, end)) {
      let last = end;
      while (
        last < this.lineEnd &&
        (isLetter(text, last) || isDigit(text.charCodeAt(last)) || text[last] === "_")
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
    const { text } = this;
    if (digits !== start || text.charCodeAt(digits + 4) !== 45 || text.charCodeAt(digits + 7) !== 45)
      return false;
    for (const i of [0, 1, 2, 3, 5, 6, 8, 9]) if (!isDigit(text.charCodeAt(digits + i))) return false;
    if (isDigit(text.charCodeAt(digits + 10))) return false;
    const image = text.slice(digits, digits + 10);
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
    const { text, at } = this;
    let end = at + 1;
    while (end < this.lineEnd && text.charCodeAt(end) !== QUOTE) {
      end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
    }
    if (end < this.lineEnd) {
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
    const type = SIGNS[this.text.charCodeAt(this.at)];
    if (!type) {
      this.stray(this.at);
      return;
    }
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
    const c = this.text.charCodeAt(at);
    return (
      !isSpace(c) &&
      !isDigit(c) &&
      c !== QUOTE &&
      c !== DOLLAR &&
      !isLetter(this.text, at) &&
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
