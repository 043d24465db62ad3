/** A rate book as a page. Sees no text of a plan, and loads nothing. */
export { type AloudCase, type AloudStep, type AmountWords, readAloud } from "./aloud.js";
export { type ComparedBooks, diffPage } from "./diff-page.js";
export { documentOf } from "./document.js";
export type { Anchor } from "./marks.js";
export { type Page, type PageOptions, planPage } from "./page.js";
export { EDITOR_STYLE, STYLE } from "./style.js";
