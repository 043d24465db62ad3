import type { SourceFile } from "@planwright/semantics";

/** How much of a function runs before V8 makes faster code of it: as V8 has it, and seven times as much. */
const USUAL = 67_584;
const LATE = 500_000;

/** A smaller program is compiled before V8 has optimized anything. */
const MANY_CHARACTERS = 10_000;

let isLate = false;

const setBudget = (budget: number): void =>
  process.getBuiltinModule("node:v8").setFlagsFromString(`--interrupt-budget=${budget}`);

/**
 * Has V8 optimize late while a program is checked and compiled, which is over before faster code pays: making
 * it took a third of the time. V8 takes code that was kept only under the settings under which it was made: see `optimizeAsUsual`.
 */
export function optimizeLate(files: readonly SourceFile[]): void {
  const characters = files.reduce((sum, { text }) => sum + text.length, 0);
  if (isLate || characters < MANY_CHARACTERS) return;
  isLate = true;
  setBudget(LATE);
}

/** Has V8 optimize as usual, for what runs long, or loads code that was kept. */
export function optimizeAsUsual(): void {
  if (isLate) setBudget(USUAL);
  isLate = false;
}
