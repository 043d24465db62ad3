import type { RateBook } from "@planwright/ratebook";
import { labelOf } from "./generic.js";
import { isAtom, isObject, say, textOf } from "./say.js";

/** What nobody compares by eye: which version wrote the book, its hash, and where each value was written. */
const LEFT_OUT = new Set(["compiler", "hash", "sources"]);

/**
 * A rate book as lines such as `plans/gold_ppo/benefits/accumulators/deductible/amounts/person/amount: $500`, one fact a
 * line, in the order of the book: for whatever compares texts line by line.
 */
export function linesOf(book: RateBook): string {
  const out: string[] = [];
  for (const [field, value] of Object.entries(book)) if (!LEFT_OUT.has(field)) walk(value, field, out);
  return `${out.join("\n")}\n`;
}

function walk(value: unknown, at: string, out: string[]): void {
  if (value === undefined) return;
  if (isAtom(value)) {
    out.push(`${at}: ${oneLine(say(value))}`);
  } else if (Array.isArray(value)) {
    const seen = new Map<string, number>();
    for (const item of value) {
      const label = oneLine(nameOf(item));
      const count = (seen.get(label) ?? 0) + 1;
      seen.set(label, count);
      walk(
        isObject(item) ? withoutLabel(item, label) : item,
        `${at}/${label}${count > 1 ? ` ${count}` : ""}`,
        out,
      );
    }
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) walk(inner, `${at}/${key}`, out);
  }
}

/** A row of a table by its keys, a thing by its name; nothing by its number, which moves with what is put before it. */
function nameOf(item: unknown): string {
  if (isObject(item) && isObject(item.keys)) {
    const keys = Object.values(item.keys).map(say);
    return keys.length > 0 ? keys.join(" ") : "all";
  }
  return labelOf(item) ?? (isObject(item) && Array.isArray(item.coverages) ? say(item.coverages) : "·");
}

/** The keys and the id of an item stand in its label. */
const withoutLabel = (
  item: Readonly<Record<string, unknown>>,
  label: string,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(item).filter(
      ([key, value]) => key !== "keys" && !(key === "id" && textOf(value) === JSON.stringify(label)),
    ),
  );

const oneLine = (text: string): string => text.replace(/\s+/g, " ");
