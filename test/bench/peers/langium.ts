/** A parser for plans made by Langium, as a peer: `node langium.mjs CHARACTERS MILLISECONDS`. */
import { createServicesForGrammar } from "langium/grammar";
import { generateCharacters } from "../generate.ts";
import { readOverAndOver } from "../reading.ts";

/**
 * Lines, tables and blocks, each a list of cells with their words and values: the shapes that Planwright's parser
 * makes, without its marks and tails, and without the lines that go on by their indentation.
 */
const GRAMMAR = `
grammar Plans

entry File: NL* statements+=Statement*;

Statement:
  first=Cell (block?='{' NL+ children+=Statement* '}' | ('|' cells+=Cell)+)? NL+;

Cell: items+=(WORD | MONEY | DAY | FIGURE | TEXT | SIGN)+;

hidden terminal WS: /[ \\t\\r]+/;
hidden terminal COMMENT: /\\/\\/[^\\n]*/;
terminal NL: /\\n/;
terminal TEXT: /"([^"\\\\\\n]|\\\\.)*"/;
terminal MONEY: /-?\\$[0-9][0-9,.]*/;
terminal DAY: /[0-9]{4}-[0-9]{2}-[0-9]{2}/;
terminal FIGURE: /-?[0-9][0-9,.]*%?/;
terminal WORD: /[A-Za-z][A-Za-z0-9_-]*/;
terminal SIGN: /[\\[\\](),+*\\/-]/;
`;

/** A function that reads a text into Langium's tree; throws when it could not. */
async function planReader(): Promise<(text: string) => unknown> {
  const services = await createServicesForGrammar({ grammar: GRAMMAR });
  const parser = services.parser.LangiumParser;
  return (text) => {
    const { value, lexerErrors, parserErrors } = parser.parse(text);
    const [error] = [...lexerErrors, ...parserErrors];
    if (error) throw new Error(`Langium cannot read the text: ${error.message}`);
    return value;
  };
}

const [characters = "", milliseconds = ""] = process.argv.slice(2);
readOverAndOver(
  { text: generateCharacters(Number(characters)).text, read: await planReader() },
  Number(milliseconds),
);
