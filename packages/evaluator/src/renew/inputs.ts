import type { Expression, RateBook } from "@planwright/ratebook";
import type { Ask } from "../ask.js";
import { decimal } from "../exact.js";
import { show } from "../inputs.js";
import type { Prepared } from "../prepare.js";
import type { TraceStep } from "../trace.js";

/** The inputs that an expression asks for, those of the formulas it names among them, each once. */
export function inputsOf(e: Expression | undefined, book: RateBook, seen = new Set<string>()): string[] {
  if (!e) return [];
  switch (e.op) {
    case "literal":
    case "line":
    case "arrangement":
    case "ask":
      return [];
    case "input":
    case "formula": {
      const key = `${e.op} ${e.ref}`;
      if (seen.has(key)) return [];
      seen.add(key);
      if (e.op === "input") return [e.ref];
      const formula = book.formulas.find(({ id }) => id === e.ref);
      return formula ? inputsOf(formula.value, book, seen) : [];
    }
    case "convert":
    case "round":
      return inputsOf(e.a, book, seen);
    default:
      return [...inputsOf(e.a, book, seen), ...inputsOf(e.b, book, seen)];
  }
}

/** An input with what was said for it, and where the plan asks for it. */
export function shownInput(id: string, ask: Ask, book: Prepared): TraceStep {
  const { written, key } = ask.value(id);
  const input = book.inputs.get(id);
  const i = book.book.inputs.findIndex((candidate) => candidate.id === id);
  const amount = input && written ? show(input, decimal(written)) : key;
  return { text: input?.meaning ? `${id}: ${input.meaning}` : id, amount, ...book.sourceOf(`/inputs/${i}`) };
}
