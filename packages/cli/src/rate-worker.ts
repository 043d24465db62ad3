// A thread of `rate`: blocks of lines in, what they come to out. Made into a file of its own.
import { parentPort, workerData } from "node:worker_threads";
import { prepare } from "@planwright/evaluator";
import { BlockRater } from "./block-rater.js";
import { writerFor } from "./rate-output.js";
import type { ThreadTask } from "./rate-threads.js";

const { book, header, hasReturns, asOf, format, lines, lastRow } = workerData as ThreadTask;
const prepared = prepare(book);
const writer = writerFor(format, prepared, { explain: false, census: "" });
const rater = new BlockRater(prepared, header, hasReturns, asOf, writer);

parentPort?.on("message", (bytes: Uint8Array) => {
  parentPort?.postMessage(
    rater.block(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), lines, lastRow),
  );
});
