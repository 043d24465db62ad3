// A thread of `rate`: blocks of lines in, what they come to out. Made into a file of its own.
import { parentPort } from "node:worker_threads";
import { prepare } from "@planwright/evaluator";
import { raterOf } from "./rate-blocks.js";
import { writerFor } from "./rate-output.js";
import type { BlockTask, ThreadTask } from "./rate-threads.js";

const bufferOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length);

/** What comes first, then block after block. */
parentPort?.once("message", ({ book, lines, lastRow, ...how }: ThreadTask) => {
  const prepared = prepare(book);
  const writer = writerFor(how.format, prepared, { explain: false, census: "", counts: "line" });
  const rater = raterOf(prepared, writer, how);
  parentPort?.on("message", ({ bytes, into }: BlockTask) => {
    const answer = rater.block(bufferOf(bytes), lines, lastRow, bufferOf(into));
    const { text } = answer;
    const moved = typeof text !== "string" && text.buffer instanceof ArrayBuffer ? [text.buffer] : [];
    parentPort?.postMessage(answer, moved);
  });
});
