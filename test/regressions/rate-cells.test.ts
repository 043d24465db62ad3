// What a rate sheet from a spreadsheet writes in its cells is put right in one step.
import { expect, it } from "vitest";
import { analyzeText } from "../support/programs.ts";
import { MEDICAL, PROGRAM, rates } from "./plans.ts";

it.each([
  ["N/A", "not offered"],
  ["none", "not offered"],
  ["2200", "$2200"],
  ["2,200.50", "$2,200.50"],
])("%s is one finding, and %s is offered", (cell, right) => {
  const { diagnostics } = analyzeText(`${PROGRAM}${MEDICAL}${rates(`  plan | rate\n  gold | ${cell}`)}`);
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]?.fixes[0]?.edits[0]?.text).toBe(right);
});
