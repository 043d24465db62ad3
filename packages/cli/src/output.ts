import { fstatSync, writeSync } from "node:fs";
import { reasonOf } from "./failure.js";

let watched = false;

/** `process.stdout`, which takes milliseconds to come to life. A reader that has seen enough, such as `head`, is no failure. */
export function standardOutput(): NodeJS.WriteStream {
  if (!watched) {
    watched = true;
    process.stdout.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
      process.stderr.write(`The answer cannot be written: ${reasonOf(error)}\n`);
      process.exit(2);
    });
  }
  return process.stdout;
}

/** Writes a whole answer to standard output. */
export function say(text: string): void {
  let left = Buffer.from(text);
  try {
    while (left.length > 0) left = left.subarray(writeSync(1, left));
  } catch {
    // A pipe that is full, or a reader that has gone: the stream waits, or says so.
    standardOutput().write(left);
  }
}

/** Ends the process at once, if all is written: V8 would tidy up first what nobody needs any more. */
export function leave(): void {
  if (!watched) process.exit();
}

/** Whether a person may be looking: asks `process.stdout` only where that is possible. */
export const isTerminal = (): boolean => {
  try {
    return fstatSync(1).isCharacterDevice() && standardOutput().isTTY === true;
  } catch {
    return false;
  }
};
