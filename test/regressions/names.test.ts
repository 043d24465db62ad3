import { describe, expect, it } from "vitest";
import { analyze } from "@planwright/semantics";
import { compile } from "@planwright/compiler";
import { analyzeText } from "../support/programs.ts";
import { codes, errors, findings, MEDICAL, PROGRAM, rates, TIERS } from "./plans.ts";

describe("names that already mean something where they stand", () => {
  it("a plan or a tier called `any`: the cell would mean every plan", () => {
    const plans = "plan any for medical {\n}\n";
    expect(codes(`${MEDICAL}${plans}${rates("  plan | rate\n  gold | $1\n  any | $2")}`)).toContain("PW1003");
  });

  // Columns of a census: the day rated, the name of the row, how many are covered.
  it.each(["date", "id", "members"])("an input called %s: a census has such a column", (name) => {
    expect(errors(`${MEDICAL}${TIERS}input ${name} count\n${rates("  rate $1")}`)).not.toEqual([]);
  });

  it("an input called like a coverage that is chosen with yes or no", () => {
    const text = `coverages {
  eap "Employee assistance"
}
input eap choice of yes, no, maybe
rates for eap {
  per employee per month
  eap | rate
  yes | $1
  no | $2
  maybe | $3
}
`;
    expect(errors(text)).not.toEqual([]);
  });
});

it("a name that cannot be used is one finding, not one at each use", () => {
  const text = `${MEDICAL}${TIERS.replace("single", "per")}${rates("  tier | rate\n  per | $1\n  two | $2\n  family | $3")}`;
  expect(findings(text)).toHaveLength(1);
});

it("the order of files and of lines does not change the rate book", () => {
  const blocks = [
    "input lives count\n",
    "input hours number\n",
    // The order of plans is the author's choice, and kept.
    `${MEDICAL}plan silver for medical {\n}\n`,
    rates("  rate $1"),
  ];
  const hashes = [blocks, [...blocks].reverse()].map((ordered) => {
    const { program, trees } = analyze(".", [{ path: "a.plan", text: PROGRAM + ordered.join("") }]);
    return program && compile(program, trees).hash;
  });
  expect(hashes[0]).toBeDefined();
  expect(hashes[0]).toBe(hashes[1]);
});

it("a relation that the table does not name is told the others, each once", () => {
  const { diagnostics } = analyzeText(`${PROGRAM}${MEDICAL}
input hire date
input student truth
eligibility for medical {
  insures employee
  begins day of hire
  begins for grandchild, day of birth
  ends never because "Not printed"
  dependents {
    relation | until         | when
    child    | 19th birthday | any
    child    | 25th birthday | student
    spouse   | any age       | any
  }
}
`);
  const found = diagnostics.find(({ message }) => message.includes("grandchild"));
  expect([found?.message, found?.why].join(" ")).toContain("There is: dependent, child, spouse.");
});
