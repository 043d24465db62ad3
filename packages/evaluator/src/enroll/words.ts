import type { Expression, Point } from "@planwright/ratebook";
import { monthName } from "../months.js";

/** A day in the words of a plan: `first of month on or after 1 month after hire`. */
export function pointWords(p: Point): string {
  switch (p.op) {
    case "event":
      return p.ref;
    case "day":
      return p.day;
    case "never":
      return "never";
    case "birthday":
      return `${ordinal(p.nth)} birthday`;
    case "plus":
      return `${lengthWords(p.length, p.unit)} after ${pointWords(p.at)}`;
    case "first_of_month": {
      const nth = p.nth === 1 ? "" : p.nth === 2 ? "second " : "third ";
      return `first of ${nth}month ${p.strict ? "after" : "on or after"} ${pointWords(p.after)}`;
    }
    case "first_of_year":
      return `first ${monthName(p.month)} ${p.day} ${p.strict ? "after" : "on or after"} ${pointWords(p.after)}`;
    case "last_day":
      return `last day of ${p.of.replace("_", " ")} of ${pointWords(p.at)}`;
    case "before":
    case "after":
      return `day ${p.op} ${pointWords(p.at)}`;
    case "earlier":
    case "later":
      return `${p.op} of ${pointWords(p.a)} and ${pointWords(p.b)}`;
  }
}

function lengthWords(length: Expression, unit: "month" | "day"): string {
  if (length.op === "literal") return `${length.value} ${unit}${length.value === "1" ? "" : "s"}`;
  return length.op === "input" ? length.ref : `some ${unit}s`;
}

function ordinal(n: number): string {
  const teen = n % 100 > 10 && n % 100 < 14;
  const ending = teen ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[n % 10] ?? "th");
  return `${n}${ending}`;
}

/** The events of a day, each once. */
export function eventsOf(p: Point): readonly string[] {
  switch (p.op) {
    case "event":
      return [p.ref];
    case "plus":
    case "last_day":
    case "before":
    case "after":
      return eventsOf(p.at);
    case "first_of_month":
    case "first_of_year":
      return eventsOf(p.after);
    case "earlier":
    case "later":
      return [...new Set([...eventsOf(p.a), ...eventsOf(p.b)])];
    case "day":
    case "birthday":
    case "never":
      return [];
  }
}

/** `a`, `a and b`, `a, b and c`: names in a sentence. */
export const listed = (names: readonly string[], joining: "and" | "or" = "and"): string =>
  names.length < 2
    ? (names[0] ?? "")
    : `${names.slice(0, -1).join(", ")} ${joining} ${names[names.length - 1] ?? ""}`;
