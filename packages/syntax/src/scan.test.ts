import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerpt, lines, problemsOf, tokensOf, tree } from "../test/support.js";
import { isCalendarDay, scan } from "./scan.js";
import { positionAt } from "./tree.js";

describe("a figure", () => {
  it.each([
    ["$1,414.74", "Money"],
    ["$0.276", "Money"],
    ["-$5", "Money"],
    ["$1,000,000", "Money"],
    ["80%", "Percent"],
    ["-1.29%", "Percent"],
    ["0.01%", "Percent"],
    ["12", "Numeral"],
    ["1,000", "Numeral"],
    ["-3", "Numeral"],
    ["2.5", "Numeral"],
    ["010", "Numeral"],
    ["2015-01-01", "Day"],
    ["19th", "Ordinal"],
    ["1st", "Ordinal"],
    ["22nd", "Ordinal"],
    ["3rd", "Ordinal"],
  ])("%s is one token, kept as written: %s", (image, kind) => {
    expect(tokensOf(image)).toEqual([`${kind} ${image}`]);
    expect(problemsOf(image)).toEqual([]);
  });

  it("has no space after the comma inside it, while a list has one", () => {
    expect(tokensOf("$500,600")).toEqual(["Money $500,600"]);
    expect(tokensOf("$500, $600")).toEqual(["Money $500", "Comma ,", "Money $600"]);
    expect(tokensOf("$500,")).toEqual(["Money $500", "Comma ,"]);
  });

  it("takes a minus that touches it; an operator has a space on both sides", () => {
    expect(tokensOf("a -3%")).toEqual(["Word a", "Percent -3%"]);
    expect(tokensOf("a - 3%")).toEqual(["Word a", "Minus -", "Percent 3%"]);
    expect(tokensOf("a - -$5")).toEqual(["Word a", "Minus -", "Money -$5"]);
    expect(tokensOf("- $5")).toEqual(["Minus -", "Money $5"]);
    expect(tokensOf("(-3)")).toEqual(["OpenParen (", "Numeral -3", "CloseParen )"]);
  });

  it("gives the lines of a source as two figures", () => {
    expect(tokensOf("79-104")).toEqual(["Numeral 79", "Numeral -104"]);
  });

  it("needs a digit after the dollar and before the percent sign", () => {
    expect(tokensOf("$ 5 5 %")).toEqual(["Stray $", "Numeral 5", "Numeral 5", "Stray %"]);
    expect(tokensOf("$.50")).toEqual(["Stray $.", "Numeral 50"]);
    expect(tokensOf("$5.")).toEqual(["Money $5", "Stray ."]);
  });

  it("is a day only with four, two and two digits", () => {
    expect(tokensOf("2015-1-01")).toEqual(["Numeral 2015", "Numeral -1", "Numeral -01"]);
    expect(tokensOf("2015-01-011")).toEqual(["Numeral 2015", "Numeral -01", "Numeral -011"]);
    expect(tokensOf("2015-01-01, 2016-02-29")).toEqual(["Day 2015-01-01", "Comma ,", "Day 2016-02-29"]);
    expect(tokensOf("July 1")).toEqual(["Word July", "Numeral 1"]);
  });

  it("with letters at its end is a word, unless they make an ordinal", () => {
    expect(tokensOf("12b 3x_4 5the")).toEqual(["Word 12b", "Word 3x_4", "Word 5the"]);
  });
});

describe("a word", () => {
  it.each(["carrier", "gold_ppo", "stop-loss", "pre-existing", "non_participating", "rx_hmo_15", "PW2107"])(
    "%s is one token",
    (word) => {
      expect(tokensOf(word)).toEqual([`Word ${word}`]);
    },
  );

  it("may have letters of any alphabet", () => {
    expect(tokensOf("Añasco größe Ωmega план")).toEqual([
      "Word Añasco",
      "Word größe",
      "Word Ωmega",
      "Word план",
    ]);
  });

  it("holds a hyphen between letters only", () => {
    expect(tokensOf("a- b")).toEqual(["Word a", "Minus -", "Word b"]);
    expect(tokensOf("a-3")).toEqual(["Word a", "Numeral -3"]);
    expect(tokensOf("a --b")).toEqual(["Word a", "Minus -", "Minus -", "Word b"]);
  });
});

describe("a text", () => {
  it("is one token with its quotes and its escapes", () => {
    const text = String.raw`"13,06\"L. 50" "a \\ b" "" "// no comment | no cell { no brace"`;
    expect(tokensOf(text)).toEqual([
      String.raw`Text "13,06\"L. 50"`,
      String.raw`Text "a \\ b"`,
      'Text ""',
      'Text "// no comment | no cell { no brace"',
    ]);
  });

  it("that is not closed ends with its line", () => {
    const text = lines('operator  "City of Lodi', "currency USD");
    expect(problemsOf(text)).toEqual(['text not closed: "City of Lodi']);
    expect(tokensOf(text)).toEqual(["Word operator", 'Text "City of Lodi', "Word currency", "Word USD"]);
  });

  it("that ends in a backslash is not closed", () => {
    expect(problemsOf('"a\\')).toEqual(['text not closed: "a\\']);
    expect(problemsOf('"a\\"')).toEqual(['text not closed: "a\\"']);
  });

  it("that is not closed leaves the line its brace", () => {
    const text = lines('plan gold "Gold PPO {', "  carrier x", "}");
    expect(problemsOf(text)).toEqual(['text not closed: "Gold PPO']);
    expect(tokensOf('"}')).toEqual(['Text "', "CloseBrace }"]);
  });

  it("that is not closed leaves the row its bars", () => {
    expect(tokensOf('"La Verne | yes | "no"')).toEqual(['Text "La Verne | yes | "', "Word no", 'Text "']);
    expect(tokensOf('"La Verne | yes')).toEqual(['Text "La Verne', "Bar |", "Word yes"]);
    expect(tokensOf('yes | "La Verne | no')).toEqual([
      "Word yes",
      "Bar |",
      'Text "La Verne',
      "Bar |",
      "Word no",
    ]);
  });

  it("that is not closed is the one problem of its line", () => {
    expect(problemsOf('note 0 to 2,50"; 2,501 to 5,000; x')).toEqual([
      'text not closed: "; 2,501 to 5,000; x',
    ]);
    expect(problemsOf('printed "0" to 2,500; 2501"')).toEqual(['text not closed: "']);
  });
});

describe("a comment", () => {
  it("reaches from two slashes to the end of its line", () => {
    const text = lines("// first", "carrier x  // second // still", "a / b");
    expect(tree(text).comments.map(({ text: comment }) => comment)).toEqual([
      "// first",
      "// second // still",
    ]);
    expect(tokensOf(text)).toEqual(["Word carrier", "Word x", "Word a", "Divide /", "Word b"]);
  });

  it("is kept without the blanks at its end", () => {
    const [comment] = tree("a // b  \t\r\n").comments;
    expect(comment?.text).toBe("// b");
  });
});

describe("signs", () => {
  it("are twelve, no more", () => {
    expect(tokensOf("{ } ( ) [ ] | , + - * /").map((token) => token.split(" ")[0])).toEqual([
      ...["OpenBrace", "CloseBrace", "OpenParen", "CloseParen", "OpenBracket", "CloseBracket"],
      ...["Bar", "Comma", "Plus", "Minus", "Times", "Divide"],
    ]);
  });

  it("that the language does not know are reported, those side by side once", () => {
    expect(problemsOf("a: b = c;; d")).toEqual([
      "stray character: :",
      "stray character: =",
      "stray character: ;;",
    ]);
    expect(problemsOf("“Gold”")).toEqual(["stray character: “", "stray character: ”"]);
    expect(problemsOf("👩‍👧 x")).toEqual(["stray character: 👩‍👧"]);
    expect(tokensOf("a ; b")).toEqual(["Word a", "Stray ;", "Word b"]);
  });
});

describe("white space", () => {
  it("is no token: blanks, tabs, line ends of either kind, a byte order mark, a hard blank", () => {
    expect(tokensOf("\ufeffa\u00a0b\tc\r\n\r\n  d")).toEqual(["Word a", "Word b", "Word c", "Word d"]);
    expect(problemsOf("\ufeffa\u00a0b\tc\r\n\r\n  d")).toEqual([]);
  });

  it("of a file with carriage returns makes the same lines", () => {
    const unix = lines("plan gold {", '  operator "x"', "  a | b", "}");
    const windows = unix.replaceAll("\n", "\r\n");
    expect(tokensOf(windows)).toEqual(tokensOf(unix));
    expect(problemsOf(windows)).toEqual([]);
  });
});

describe("problems of figures", () => {
  it.each(["$04", "$00.50", "-$05", "$01,000"])("%s begins with a zero too many", (image) => {
    expect(problemsOf(`a ${image} b`)).toEqual([`odd grouping: ${image}`]);
  });

  it("leaves zeros to codes, and the one before a point", () => {
    expect(problemsOf("codes 010 to 160")).toEqual([]);
    expect(problemsOf("$0.50 0.5% 0% $0")).toEqual([]);
    expect(problemsOf("05%")).toEqual(["odd grouping: 05"]);
  });

  it.each([
    "$500,60",
    "$0,142",
    "0,5",
    "$0,100,000",
    "$1.994,72",
    "$1,23,456",
    "12,34",
    "$1,0000",
    "1.2.3",
    "-$5,00",
  ])("%s is grouped oddly", (image) => {
    expect(problemsOf(`a ${image} b`)).toEqual([`odd grouping: ${image}`]);
  });

  it("give the figure without its separators", () => {
    expect(tree("$500,60").problems[0]).toMatchObject({ image: "$500,60", digits: "50060" });
    expect(problemsOf("12,34%")).toEqual(["odd grouping: 12,34"]);
  });

  it.each(["2015-02-29", "2015-13-01", "2015-00-10", "2015-04-31", "0000-01-01"])(
    "%s is no such day",
    (day) => {
      expect(problemsOf(`effective ${day}`)).toEqual([`no such day: ${day}`]);
      expect(isCalendarDay(day)).toBe(false);
    },
  );

  it.each(["2016-02-29", "2000-02-29", "2015-12-31"])("%s is a day", (day) => {
    expect(isCalendarDay(day)).toBe(true);
  });

  it("knows that 1900 was no leap year", () => {
    expect(isCalendarDay("1900-02-29")).toBe(false);
  });
});

describe("places", () => {
  it("are offsets in UTF-16 units, the last one included", () => {
    const text = 'é "😀" $5';
    expect(tree(text).tokens.map(({ startOffset, endOffset }) => [startOffset, endOffset])).toEqual([
      [0, 0],
      [2, 5],
      [7, 8],
    ]);
    for (const token of tree(text).tokens) {
      expect(excerpt(text, { start: token.startOffset, end: token.endOffset + 1 })).toBe(token.image);
    }
  });

  it("are the same whether letters and spaces are of ASCII or not", () => {
    const scannedOf = (text: string) => {
      const { tokens, lines } = scan(text);
      const kinds = Array.from({ length: tokens.length }, (_, i) => tokens.typeAt(i)?.name);
      const places = kinds.map((_, i) => [tokens.startAt(i), tokens.endAt(i)]);
      return { kinds, places, lines: lines.map(({ start, from, to, hasBar }) => [start, from, to, hasBar]) };
    };
    const letters = fc.string({
      unit: fc.constantFrom(...'aBz_09-. ,$%"|{}/\t\n\u007f'.split("")),
      maxLength: 60,
    });
    fc.assert(
      fc.property(letters, (text) => {
        const foreign = text
          .replaceAll("z", "é")
          .replaceAll("B", "Ж")
          .replaceAll(/(?<=\S) (?=\S)/g, "\u00a0");
        expect(scannedOf(foreign)).toEqual(scannedOf(text));
      }),
      { numRuns: 3_000, seed: 1982 },
    );
  });

  it("of strange characters count each unit: of two surrogates, and of one alone", () => {
    expect(tokensOf("\ud83d a 😀 b \u007f c")).toEqual([
      "Stray \ud83d",
      "Word a",
      "Stray 😀",
      "Word b",
      "Stray \u007f",
      "Word c",
    ]);
  });

  it("are lines and columns from one", () => {
    const { lineStarts } = tree("ab\n\ncd\n");
    expect([0, 2, 3, 4, 5].map((offset) => positionAt(lineStarts, offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 3, column: 2 },
    ]);
  });
});
