/** A parser and a text for it. */
export interface Reading {
  readonly text: string;
  readonly read: (text: string) => unknown;
}

/** At least so many readings, however long they take. The first half of them warms up and is not counted. */
const LEAST_READINGS = 4;

/** Reads the text over and over for so many milliseconds, and prints the megabytes that it read in a second. */
export function readOverAndOver({ text, read }: Reading, milliseconds: number): void {
  const times: number[] = [];
  const until = performance.now() + milliseconds;
  while (performance.now() < until || times.length < LEAST_READINGS) {
    const began = performance.now();
    read(text);
    times.push(performance.now() - began);
  }
  const counted = times.slice(times.length >> 1).sort((a, b) => a - b);
  process.stdout.write(`${text.length / 1000 / (counted[counted.length >> 1] ?? Number.NaN)}\n`);
}
