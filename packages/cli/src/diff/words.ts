import { type Change, CLASSES, type Class, type PolicyFinding, type Summary } from "@planwright/diff";
import type { PeopleEffects } from "./effects.js";
import { grouped } from "../text.js";

/** `+15.51%`, with the sign that a reader expects. */
export function signedPercent(percent: string): string {
  const [whole = "0", rest = ""] = percent.replace("-", "").split(".");
  const sign = percent.startsWith("-") ? "−" : "+";
  return Number(percent) === 0 ? "0.00%" : `${sign}${whole}.${rest.padEnd(2, "0")}%`;
}

/** A signed amount: 22.3 as +$22.30. */
export function signedMoney(decimal: string): string {
  const [whole = "0", rest = ""] = decimal.replace("-", "").split(".");
  const cents = rest.length === 1 ? `${rest}0` : rest;
  const dollars = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${decimal.startsWith("-") ? "−" : "+"}$${dollars}${cents === "" ? "" : `.${cents}`}`;
}

export const isRate = ({ kind }: Change): boolean => kind === "rate.increased" || kind === "rate.decreased";

const WORDS: Readonly<Record<Class, string>> = {
  dearer: "dearer",
  cheaper: "cheaper",
  leaner: "leaner",
  richer: "richer",
  depends: "either way",
  structural: "structural",
  correction: "correction",
  neutral: "neutral",
};

export const classWord = (of: Class): string => WORDS[of];

/** `3 dearer, 4 leaner, 1 breaking`: what there is of each. */
export function sayCounts(summary: Summary): string {
  const parts = CLASSES.flatMap((of) =>
    summary[of] > 0 ? [`${grouped(summary[of])} ${classWord(of)}`] : [],
  );
  if (summary.breaking > 0) parts.push(`${summary.breaking} breaking for downstream systems`);
  return parts.join(", ");
}

/** An amount as members see it: 1220 as $1,220.00. */
export function money(decimal: string): string {
  const [whole = "0", rest = ""] = decimal.replace("-", "").split(".");
  const dollars = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${decimal.startsWith("-") ? "−" : ""}$${dollars}${rest === "" ? "" : `.${rest.padEnd(2, "0")}`}`;
}

/** A sum with its cents: 8943 as $8,943.00. */
export function cents(decimal: string): string {
  const [whole = "0", rest = ""] = decimal.split(".");
  return money(`${whole}.${rest.padEnd(2, "0")}`);
}

/** Changes by what they are about, each group in the order of its first. */
export function bySubject(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(change.subject);
    if (group) group.push(change);
    else groups.set(change.subject, [change]);
  }
  return groups;
}

export interface Compared {
  readonly base: {
    readonly name: string;
    readonly effective: { readonly from: string; readonly to: string };
  };
  readonly head: {
    readonly id: string;
    readonly name: string;
    readonly effective: { readonly from: string; readonly to: string };
  };
  readonly changes: readonly Change[];
  /** Of a policy; without one there are none. */
  readonly findings: readonly PolicyFinding[];
  readonly people: PeopleEffects;
}
