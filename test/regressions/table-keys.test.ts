// What a table must have a rate for, and what it need not.
import { describe, expect, it } from "vitest";
import { analyzeText } from "../support/programs.ts";
import { findings, errors, MEDICAL, premium, PROGRAM, rates } from "./plans.ts";

describe("no fault", () => {
  it("a table for those under 65 needs no rate for 65", () => {
    const text = `${MEDICAL}input age age
${rates("  age | rate\n  under 40 | $1\n  40 to 64 | $2", "when age under 65 ")}${rates("  rate $3", "when age at least 65 ")}`;
    expect(findings(text)).toEqual([]);
  });

  it("a table for the active needs no rate for COBRA", () => {
    const text = `${MEDICAL}input status choice of active, retiree, cobra
${rates("  status | rate\n  active | $1\n  retiree | $2", "when status is active, retiree ")}${rates(
  "  rate $3",
  "when status is cobra ",
)}`;
    expect(findings(text)).toEqual([]);
  });

  it("a table for two coverages needs no rate for the plan of a third", () => {
    const text = `coverages {
  medical "Medical"
  dental "Dental"
  vision "Vision"
}
plan gold for medical {
}
plan ivory for dental {
}
plan clear for vision {
}
rates for medical, dental {
  per enrollment per month
  plan | rate
  gold | $1
  ivory | $2
}
rates for vision {
  per enrollment per month
  plan | rate
  clear | $3
}
`;
    expect(findings(text)).toEqual([]);
    expect(
      findings(
        text.replace(
          "  plan | rate\n  gold | $1\n  ivory | $2",
          "  coverage | plan | rate\n  medical | gold | $1\n  dental | ivory | $2",
        ),
      ),
    ).toEqual([]);
  });

  // 19 to 130: nobody older is rated.
  it("the highest age that is rated may end the last band", () => {
    expect(
      findings(`${MEDICAL}input age age\n${rates("  age | rate\n  0 to 18 | $1\n  19 to 130 | $2")}`),
    ).toEqual([]);
  });

  it("a yearly amount is in bands of plain money, as in examples and in a list of values", () => {
    const text = `${MEDICAL}input pay money per year from $10,000 to $50,000
${rates("  pay | rate\n  $10,000 to under $20,000 | $1\n  $20,000 to $50,000 | $2")}`;
    expect(findings(text)).toEqual([]);
    expect(premium(text, { plan: "gold", pay: "19999.99" })).toBe("1.00");
  });
});

describe("a fault", () => {
  it("a band beyond what the input can be", () => {
    const text = `${MEDICAL}input share percent from 0% to 100%
${rates("  share | rate\n  0% to 50% | $1\n  over 50% up to 100% | $2\n  over 100% | $3")}`;
    expect(findings(text)).not.toEqual([]);
  });

  it("a band of counts that holds no whole number", () => {
    const text = `${MEDICAL}input lives count\n${rates("  lives | rate\n  under 1.5 | $1\n  1.5 to 1.9 | $3\n  over 1.9 | $2")}`;
    expect(findings(text)).not.toEqual([]);
  });

  it("a plan of another coverage, though a table before has it", () => {
    const text = `coverages {
  medical "Medical"
  dental "Dental"
}
plan gold for medical {
}
plan ivory for dental {
}
${rates("  plan | rate\n  gold | $1")}rates for dental {
  per enrollment per month
  plan | rate
  ivory | $2
  gold | $3
}
`;
    expect(findings(text)).toEqual([expect.stringContaining("gold")]);
  });

  const classes = (part: string): string => `${MEDICAL}input hours number
classes {
  full "Full-time" when hours at least 30
  part "Part-time" when hours under ${part}
}
${rates("  class | rate\n  full | $1\n  part | $2")}`;

  it("a rate by class, and 29.5 hours in no class, or 30 hours in two", () => {
    expect(errors(classes("30"))).toEqual([]);
    expect(errors(classes("29"))).not.toEqual([]);
    expect(errors(classes("31"))).not.toEqual([]);
  });
});

it("a hole says the other keys that it is at", () => {
  const text = `${MEDICAL}input age age
input lives count
${rates("  lives | age | rate\n  under 10 | under 40 | $1\n  10 and over | any | $2")}`;
  expect(findings(text).join("\n")).toMatch(/under 10/);
});

describe("headers of the same words", () => {
  const tables = (header: string, row: string) =>
    ["gold", "red"].map((plan) => `  plan ${plan} {\n    ${header}\n    ${row}\n  }\n`).join("");
  const program = (header: string, row: string) =>
    `${MEDICAL}plan red for medical {\n}\ninput age age\ninput kind choice of old\n${rates(tables(header, row))}`;

  it("have each its own places, where a band of each is missing", () => {
    const text = PROGRAM + program("kind by age | under 30 | 40 and over", "old | $1 | $2");
    const places = analyzeText(text).diagnostics.flatMap(({ code, place }) =>
      code === "PW2001" && place ? [place.span.start] : [],
    );
    const second = text.indexOf("40 and over");
    expect(places).toEqual([second, text.indexOf("40 and over", second + 1)]);
  });

  it("say of each rate what they say in a tail", () => {
    const text = program('kind | rate because "As of 2015"', "old | $1");
    expect(errors(text)).toEqual([]);
    const rows = analyzeText(PROGRAM + text).program?.rates.flatMap(({ rows }) => rows);
    expect(rows?.map(({ origin }) => origin.notes.map((note) => note.text))).toEqual([
      ["As of 2015"],
      ["As of 2015"],
    ]);
  });
});

it("whose age is meant does not depend on which input stands first", () => {
  const text = (first: string, second: string) =>
    `${MEDICAL}input ${first} age\ninput ${second} age\n${rates("  age of employee\n  age | rate\n  under 30 | $1\n  30 and over | $2")}`;
  const row = { plan: "gold", age: "20", retiree_age: "60" };
  const answers = [text("age", "retiree_age"), text("retiree_age", "age")].map((plan) =>
    errors(plan).length > 0 ? "reported" : premium(plan, row),
  );
  expect(new Set(answers).size).toBe(1);
});
