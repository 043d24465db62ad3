import { type Cell, Comma, type NameNode, type Token } from "@planwright/syntax";
import { cellWords } from "../../reading/table.js";
import { placeOf, type Scope } from "../scope.js";

/** What changes of rates may be by. */
export const KEYS = ["coverage", "carrier", "plan", "tier", "area", "option"] as const;
export type ChangeKey = (typeof KEYS)[number];

export const isChangeKey = (word: string): word is ChangeKey => (KEYS as readonly string[]).includes(word);

/** The declared names that a key may have. */
export const membersOf = (key: ChangeKey, scope: Scope): readonly string[] =>
  key === "carrier" ? scope.carriers.names() : (scope.membersOf(key) ?? []);

const NOUNS: Readonly<Record<ChangeKey, string>> = {
  coverage: "a coverage",
  carrier: "a carrier",
  plan: "a plan",
  tier: "a tier",
  area: "an area",
  option: "an option",
};

/** Resolves a name that stands for a value of a key; reports it when there is none. */
export function findMember(key: ChangeKey, name: NameNode, file: string, scope: Scope): string | undefined {
  switch (key) {
    case "coverage":
      return scope.findCoverage(name, file);
    case "carrier":
      return scope.useCarrier(name, file);
    default: {
      if (scope.membersOf(key)?.includes(name.name)) return name.name;
      if (scope.broken.covers(name.name)) scope.reporter.passOver();
      else {
        const found = { name: name.name, kind: NOUNS[key] };
        scope.reporter.report("PW1001", found, placeOf(file, name.span), { cause: `name ${name.name}` });
      }
      return undefined;
    }
  }
}

const nameOf = (token: Token): NameNode => ({
  kind: "name",
  name: token.image,
  span: { start: token.startOffset, end: token.endOffset + 1 },
});

/** The names of a cell, with commas between. */
export function namesIn(cell: Cell, key: ChangeKey, file: string, scope: Scope): string[] | undefined {
  const tokens = cell.items.filter(({ tokenType }) => tokenType !== Comma);
  const isList = cell.items.every(({ tokenType }, i) => (i % 2 === 1) === (tokenType === Comma));
  if (!isList || tokens.length === 0) {
    scope.reporter.report(
      "PW0023",
      { found: cellWords(cell) || undefined, of: `a cell of \`${key}\`` },
      placeOf(file, cell.span),
      { why: "It holds names, with commas between." },
    );
    return undefined;
  }
  const names = tokens.map((token) => findMember(key, nameOf(token), file, scope));
  const complete = names.filter((name) => name !== undefined);
  return complete.length === names.length ? complete : undefined;
}
