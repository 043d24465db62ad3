// Slips of the keyboard, the same ones for the same seed.

/** Numbers from 0 up to 1. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz_0123456789 "{}()[]|,+-*/$%.\n\t\\;:=é#';

/** A change of one character: it goes, comes, is another one, or changes places with its neighbour. */
export function slip(text: string, chance: () => number): string {
  const at = Math.floor(chance() * (text.length - 1));
  const letter = LETTERS.charAt(Math.floor(chance() * LETTERS.length));
  const before = text.slice(0, at);
  switch (Math.floor(chance() * 4)) {
    case 0:
      return before + text.slice(at + 1);
    case 1:
      return before + letter + text.slice(at);
    case 2:
      return before + letter + text.slice(at + 1);
    default:
      return before + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
  }
}

/** Which of some things of different sizes a chance falls on. */
export function weighted<T>(items: readonly T[], sizeOf: (item: T) => number, chance: () => number): T {
  let left = chance() * items.reduce((sum, item) => sum + sizeOf(item), 0);
  for (const item of items) {
    left -= sizeOf(item);
    if (left < 0) return item;
  }
  throw new Error("nothing to choose from");
}
