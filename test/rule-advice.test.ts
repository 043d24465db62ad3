// What is said of a question of a rule that is misspelt.
import { describe, expect, it } from "vitest";
import { analyzeText } from "./support/programs.ts";

const adviceOn = (must: string) => {
  const text = `program p "P" {
  effective  2026-01-01 to 2026-12-31
  currency   USD
  rounding   half up to cent
}
coverages {
  medical "Medical"
}
plan gold "Gold" for medical {
}
rule "Small" {
  for each  plan
  must      ${must}
  severity  note
}
`;
  const found = analyzeText(text).diagnostics.find(({ code }) => code === "PW0023");
  return found?.fixes.flatMap(({ edits }) =>
    edits.map((edit) => [text.slice(edit.span.start, edit.span.end), edit.text]),
  );
};

describe("a question of a rule", () => {
  it("that is misspelt is put right where it stands", () => {
    expect(adviceOn("deductable per person of plan under $500")).toEqual([["deductable", "deductible"]]);
    expect(adviceOn("coinsurence for visit of plan under 20%")).toEqual([["coinsurence", "coinsurance"]]);
  });

  it("that is spelt well, or like none, is left as it is", () => {
    expect(adviceOn("deductible per person per family of plan plan")).toEqual([]);
    expect(adviceOn("premiums per person of plan under $500")).toEqual([]);
  });
});
