// What an editor makes of a text with the TextMate grammar alone.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const require = createRequire(import.meta.url);

/** Reads a grammar; answers what gives the scopes of each character of a text, line by line. */
export async function colouring(
  grammarText: string,
): Promise<(text: string) => readonly (readonly string[][])[]> {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(grammarText, "planwright.json"),
  });
  const grammar = await registry.loadGrammar("source.planwright");
  if (!grammar) throw new Error("the grammar cannot be read");
  return (text) => {
    let stack = textmate.INITIAL;
    return text.split(/\r?\n/).map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
      stack = ruleStack;
      const scopes: string[][] = [];
      for (const { startIndex, endIndex, scopes: own } of tokens)
        for (let i = startIndex; i < Math.min(endIndex, line.length); i++) scopes[i] = own;
      return scopes;
    });
  };
}
