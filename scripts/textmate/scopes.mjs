// How the parts of a plan are coloured: the one table that the TextMate grammar, the extension and their tests share.

/** @typedef {import("@planwright/language-server").TokenKind} TokenKind */

/** What a word of the author's is to the grammar, which cannot know what the name stands for. */
export const A_NAME = "variable.other.name";

/**
 * The scope of each kind of token that the server tells apart. The grammar gives the same one, or one below it, except
 * that every name is `variable.other.name` to it where no heading says what is declared.
 * @type {Readonly<Record<TokenKind, string>>}
 */
export const SCOPES = {
  keyword: "keyword.other",
  class: "entity.name.type.class",
  interface: "entity.name.type.interface",
  enumMember: "variable.other.enummember",
  variable: "variable.other.readwrite",
  function: "entity.name.function",
  property: "variable.other.property",
  namespace: "entity.name.namespace",
  number: "constant.numeric",
  string: "string.quoted.double",
  comment: "comment.line.double-slash",
  operator: "keyword.operator",
  decorator: "entity.name.function.mark",
};

/** Kinds that are names, which the grammar need not tell apart. @type {readonly TokenKind[]} */
export const NAMES = ["class", "interface", "enumMember", "variable", "function", "property", "namespace"];

/** What a heading or a line of these words declares. @type {Readonly<Record<string, TokenKind>>} */
export const DECLARED = { plan: "class", schedule: "class", input: "variable", formula: "function" };
