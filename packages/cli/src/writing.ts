import { renameSync, writeFileSync } from "node:fs";
import { Failure, reasonOf } from "./failure.js";

/** Writes beside the file first, so that a failure leaves the old one whole. */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (thrown) {
    throw new Failure(`${path} cannot be written: ${reasonOf(thrown)}`);
  }
}
