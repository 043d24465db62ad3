// A heading with one slip is read as what was meant, and gives one finding whose fix puts it right.
import { isSafeToFix } from "@planwright/semantics";
import { describe, expect, it } from "vitest";
import { analyzeText } from "../support/programs.ts";
import { PROGRAM } from "./plans.ts";

const CARD = `coverages {
  medical "Medical"
}
plan gold for medical
rates for medical {
  per enrollment per month
  rate $1
}
contributions for medical {
  employer pays 100%
}
conventions {
  shares of a premium round the employer share, the rest to employee
}
`;

it.each([
  ["contributions for", "contribution for", "contributions"],
  ["rates for", "rate for", "rates"],
  ["conventions {", "convention {", "conventions"],
])("%s, written %s", (right, wrong, word) => {
  expect(analyzeText(PROGRAM + CARD).diagnostics).toEqual([]);
  const { diagnostics } = analyzeText(PROGRAM + CARD.replace(right, wrong));
  expect(diagnostics.map(({ code }) => code)).toEqual(["PW0021"]);
  expect(diagnostics[0]?.fixes[0]?.edits[0]?.text).toBe(word);
});

it("a word that begins lines of a block is said to be at home there", () => {
  const { diagnostics } = analyzeText(
    `${PROGRAM}administration claims {\n  fee  $5 per employee per month\n}\n`,
  );
  expect(diagnostics.map(({ code }) => code)).toEqual(["PW0021"]);
  expect(diagnostics[0]?.why).toMatch(/^It begins a line in `funding`\. A file holds: /);
});

it("a strange character in it is one finding as well", () => {
  const { diagnostics } = analyzeText(PROGRAM + CARD.replace("coverages {", "cov%erages {"));
  expect(diagnostics.map(({ code }) => code)).toEqual(["PW0002"]);
});

it.each([
  ["30–49", "30 to 49"],
  ["<30", "under 30"],
  ["80 %", "80%"],
  ["$ 2,200", "$2,200"],
  ["$528..15", "$528.15"],
  ["$,1056.30", "$1056.30"],
])("what was meant by %s is offered", (wrong, right) => {
  const text = `${PROGRAM}# ${wrong}\n`.replace("# ", "note ");
  const [found] = analyzeText(text).diagnostics.filter(({ code }) => code === "PW0002");
  const [edit] = found?.fixes[0]?.edits ?? [];
  expect(edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)).toContain(right);
});

it.each(["$528;15", "528.15$"])("in %s nothing is taken out: another figure would be left", (wrong) => {
  const [found] = analyzeText(`${PROGRAM}note ${wrong}\n`).diagnostics.filter(
    ({ code }) => code === "PW0002",
  );
  expect(found?.fixes).toEqual([]);
});

describe("a comma where a point may be meant", () => {
  const found = (figure: string) => {
    const text = `${PROGRAM}coverages {\n  medical "Medical"\n}\nrates for medical {\n  per enrollment per month\n  rate ${figure}\n}\n`;
    const [first] = analyzeText(text).diagnostics;
    return [first?.code, first?.severity, ...(first?.fixes ?? []).map(({ edits }) => edits[0]?.text)];
  };

  it.each([
    ["$9,85", "$9.85", "$985"],
    ["$528,15", "$528.15", "$52815"],
    ["$0,142", "$0.142"],
    ["$1.994,72", "$1,994.72"],
  ])("%s is not read, and each reading is offered", (figure, ...readings) => {
    expect(found(figure)).toEqual(["PW0014", "error", ...readings]);
  });

  it("a figure that is only grouped oddly is read, and put right by nobody but the author", () => {
    expect(found("$50,0000")).toEqual(["PW0011", "warning", "$500,000"]);
    expect(isSafeToFix("PW0011", 1)).toBe(false);
  });
});
