import type { Change, Class } from "@planwright/diff";
import { money } from "@planwright/ratebook";
import { EMPTY, type Html, html } from "./html.js";

/** `+15.51%`, with the sign that a reader expects. */
export function signedPercent(percent: string): string {
  const [whole = "0", rest = ""] = percent.replace("-", "").split(".");
  if (Number(percent) === 0) return "0.00%";
  return `${percent.startsWith("-") ? "−" : "+"}${whole}.${rest.padEnd(2, "0")}%`;
}

/** 22.3 as `+$22.30`. */
export const signedMoney = (decimal: string): string =>
  decimal.startsWith("-") ? `−${money(decimal.slice(1))}` : `+${money(decimal)}`;

/** A word and a mark for each class: colour says nothing alone. */
const CLASS_WORDS: Readonly<Record<Class, readonly [mark: string, word: string, style: string]>> = {
  dearer: ["▲", "dearer", "dearer"],
  cheaper: ["▼", "cheaper", "cheaper"],
  leaner: ["⊖", "leaner", "leaner"],
  richer: ["⊕", "richer", "richer"],
  depends: ["◇", "either way", ""],
  structural: ["", "structural", ""],
  correction: ["", "correction", ""],
  neutral: ["", "neutral", ""],
};

export const classWord = (of: Class): string => CLASS_WORDS[of][1];

/** `▲ dearer`. */
export function classHtml(of: Class): Html {
  const [mark, word, style] = CLASS_WORDS[of];
  return html`<span class="k ${style}">${mark !== "" && html`${mark} `}${word}</span>`;
}

/** What was, struck out, and what is. */
export const movedHtml = (before: string | undefined, after: string | undefined): Html =>
  html`${before === undefined ? EMPTY : html`<del>${before}</del>`}${before !== undefined && after !== undefined && " → "}${after === undefined ? EMPTY : html`<ins>${after}</ins>`}`;

export const isRate = ({ kind }: Change): boolean => kind === "rate.increased" || kind === "rate.decreased";

/** The classes that people feel. */
export const FELT: readonly Class[] = ["dearer", "cheaper", "leaner", "richer", "depends"];

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ",")} ${count === 1 ? one : many}`;
