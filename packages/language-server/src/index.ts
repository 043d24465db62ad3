/** What an editor asks about plans, answered from syntax and semantics. Reads no file: a host does. */
export type { Host } from "./host.js";
export type { Preview, PreviewParams } from "./features/preview.js";
export { LEGEND, type TokenKind } from "./features/tokens.js";
export { pathOf } from "./paths.js";
export { capabilities, serve } from "./server.js";
export { blockSnippet } from "./snippets.js";
export { languageWords } from "./symbols.js";
