// Golden files: what a program promised to give. `npm run goldens` rewrites them; the difference is then reviewed.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { expect } from "vitest";

const UPDATE = process.env.UPDATE_GOLDENS === "1";

/** Compares a text with its golden file, or rewrites the file when goldens are being updated. */
export function expectGolden(file: string, text: string): void {
  const golden = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (UPDATE && golden !== text) writeFileSync(file, text);
  else expect(text, `${basename(file)}: run \`npm run goldens\` and review the difference`).toBe(golden);
}
