import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { Failure, reasonOf } from "./failure.js";
import { standardOutput } from "./output.js";

/** Where answers go, and why they could not go there. */
export interface Output {
  readonly stream: Writable;
  failure: unknown;
}

/** So many bytes may wait to be written: while they are, the next are made. */
const MOST_WAITING = 1 << 23;

/** Opens the file that `--out` names; standard output without one. */
export function openOutput(path: string | undefined): Output {
  const output: Output = {
    stream:
      path === undefined || path === "-"
        ? standardOutput()
        : createWriteStream(path, { highWaterMark: MOST_WAITING }),
    failure: undefined,
  };
  output.stream.on("error", (error) => (output.failure = error));
  return output;
}

/** Writes a text, or bytes, and waits while the reader is slower than we are. Says when they have been written. */
export async function emit(
  output: Output,
  text: string | Uint8Array,
  written: () => void = () => undefined,
): Promise<void> {
  if (output.failure) throw new Failure(`The answer cannot be written: ${reasonOf(output.failure)}`);
  if (text.length === 0) written();
  if (text.length === 0 || output.stream.write(text, written)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      output.stream.off("drain", done);
      output.stream.off("error", done);
      resolve();
    };
    output.stream.once("drain", done);
    output.stream.once("error", done);
  });
}

/** Ends a file; standard output stays open. */
export async function close(output: Output): Promise<void> {
  if (output.stream !== standardOutput()) {
    output.stream.end();
    await finished(output.stream).catch((error: unknown) => {
      output.failure = error;
    });
  }
  if (output.failure) throw new Failure(`The answer cannot be written: ${reasonOf(output.failure)}`);
}

/** One line on a terminal that is written over. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}
