import { expect, it } from "vitest";
import { answer, CLASSES, MEDICAL, rates } from "./plans.ts";

it("a rate that follows from one whose guarantee has ended says so as well", () => {
  const text = `${MEDICAL}${CLASSES}${rates("  guaranteed until 2015-07-01\n  rate $1", "when status is active ")}${rates(
    "  rate 102% of rate of medical with status active",
    "when status is cobra ",
  )}accept PW2107 "guarantee ends before the program" for medical because "Printed so"\n`;
  const row = { plan: "gold", status: "cobra" };
  expect(answer(text, { ...row, date: "2015-06-30" }).remarks).toEqual([]);
  expect(answer(text, { ...row, date: "2015-07-01" }).remarks).not.toEqual([]);
});
