import type { Book, PremiumLine, RateAnswer } from "@planwright/evaluator";
import { describe, expect, it } from "vitest";
import { writerFor } from "./rate-output.js";

const NAMES = { coverage: "life", plan: null, rate: "0.276", per: '$1,000 of "volume" per month' };
const LINE: PremiumLine = {
  ...{ ...NAMES, quantity: "100", premium: "27.60", employer: null, employee: null, trace: [] },
};
const WHOLE: PremiumLine = {
  ...{ ...NAMES, plan: "gold", quantity: "100", premium: "27.60", employer: "20.00", employee: "7.60" },
  ...{ volume: "100000.00", benefit: "1.00", evidence_of_insurability: "50000.00", trace: [] },
};
const ANSWER: RateAnswer = {
  ...{ id: 'a"b\n', date: "2015-03-01", lines: [LINE] },
  ...{ total: { premium: "27.60", employer: null, employee: null }, errors: [], remarks: [] },
};

/** The writer of JSON asks nothing of the book. */
const written = (answer: RateAnswer) =>
  writerFor("json", {} as Book, { explain: false, census: "", counts: "line" }).row(answer, 1);

describe("an answer as a line of JSON", () => {
  it.each<[string, RateAnswer]>([
    ["of a line without shares", ANSWER],
    ["of lines with all there is", { ...ANSWER, id: null, lines: [WHOLE, LINE] }],
    [
      "with shares in its total",
      { ...ANSWER, total: { premium: "1.00", employer: "0.40", employee: "0.60" } },
    ],
    [
      "with errors",
      { ...ANSWER, lines: [], total: null, errors: [{ about: "tier", message: "“x” is none." }] },
    ],
    ["with a trace", { ...ANSWER, lines: [{ ...LINE, trace: [{ text: "a" }] as PremiumLine["trace"] }] }],
  ])("%s is the JSON of its fields", (_, { remarks: __, ...fields }) => {
    expect(written({ ...fields, remarks: [] })).toBe(`${JSON.stringify(fields)}\n`);
  });

  it("tells remarks where there are some", () => {
    const answer = { ...ANSWER, remarks: ["so"] };
    expect(written(answer)).toBe(`${JSON.stringify(answer)}\n`);
  });
});
