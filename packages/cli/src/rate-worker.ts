// A thread of `rate`: blocks of lines in, what they come to out. Made into a file of its own.
import { parentPort, workerData } from "node:worker_threads";
import { prepare } from "@planwright/evaluator";
import { raterOf } from "./rate-blocks.js";
import { writerFor } from "./rate-output.js";
import { READY, type ThreadTask } from "./rate-threads.js";

const { book, lines, lastRow, ...how } = workerData as ThreadTask;
const prepared = prepare(book);
const writer = writerFor(how.format, prepared, { explain: false, census: "", counts: "line" });
const rater = raterOf(prepared, writer, how);

parentPort?.on("message", (bytes: Uint8Array) => {
  const answer = rater.block(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), lines, lastRow);
  const { text } = answer;
  const moved = typeof text !== "string" && text.buffer instanceof ArrayBuffer ? [text.buffer] : [];
  parentPort?.postMessage(answer, moved);
});
parentPort?.postMessage(READY);
