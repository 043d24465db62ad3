// What an editor shows of a plan that is only read: what stands under the cursor, beside a line, above a block.
import { join } from "node:path";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeAction,
  CodeLens,
  Hover,
  InlayHint,
  LinkedEditingRanges,
  SignatureHelp,
  TypeHierarchyItem,
} from "vscode-languageserver-protocol";
import { analyze } from "@planwright/semantics";
import { afterEach, describe, expect, it } from "vitest";
import { plansIn, ROOT } from "../support/programs.ts";
import { Editor, edited, Memory, uri, VISION } from "./editor.ts";

const editors: Editor[] = [];

async function editing(files: Readonly<Record<string, string>> = {}, capabilities = {}) {
  const editor = await Editor.start({ host: new Memory(files).host, capabilities });
  editors.push(editor);
  return editor;
}

afterEach(async () => {
  for (const editor of editors.splice(0)) await editor.stop();
});

const FILE = "a/plan.plan";

async function hovered(source: string): Promise<string> {
  const editor = await editing();
  const { cursors } = await editor.openMarked(FILE, source);
  const found = await editor.ask<Hover | null>("textDocument/hover", FILE, cursors[0]);
  const contents = found?.contents;
  return contents && typeof contents === "object" && "value" in contents ? contents.value : "";
}

/** The showcase with a mark in one of its files. */
async function hoveredIn(name: string, find: string, marked: string): Promise<string> {
  const files = plansIn(join(ROOT, "examples/sdrma-2015")) ?? [];
  const editor = await editing(Object.fromEntries(files.map(({ path, text }) => [path, text])));
  const path = `examples/sdrma-2015/${name}`;
  const text = files.find((file) => file.path === path)?.text ?? "";
  expect(text).toContain(find);
  const { cursors } = await editor.openMarked(path, text.replace(find, marked));
  const found = await editor.ask<Hover | null>("textDocument/hover", path, cursors[0]);
  return JSON.stringify(found?.contents);
}

describe("under the cursor, a rate", () => {
  // Page 7 of the brochure: Platinum 774.18, Gold 707.88, HDHP 10% 573.24; Gold for two 1,414.74, for more 1,840.08.
  it("is what it is for, by the year, and beside its neighbours", async () => {
    const found = await hoveredIn("medical-rates.plan", "$707.88", "$707‸.88");
    expect(found).toContain("Gold PPO, Employee, Area I: Northern CA, Bay Area");
    expect(found).toContain("$707.88 per enrollment per month, $8,494.56 a year");
    expect(found).toContain("Platinum PPO $66.30 more (+9.37%), HDHP 10% $134.64 less (-19.02%)");
    expect(found).toContain("is 1.9986 ×");
    expect(found).toContain("page 7");
  });

  it("is compared with the table that held before", async () => {
    const dated = VISION.replace(
      "rates for vision {",
      "rates for vision effective 2015-01-01 to 2015-06-30 {",
    ).concat(
      VISION.slice(VISION.indexOf("rates for vision"), VISION.indexOf("contributions"))
        .replace("rates for vision {", "rates for vision effective 2015-07-01 to 2015-12-31 {")
        .replace("$6.53", "$7.‸00"),
    );
    // 7.00 / 6.53 is 1.07198
    expect(await hovered(dated)).toContain("$6.53 until 2015-06-30: +7.20% since");
  });
});

describe("under the cursor, what only the evaluator knows of a rate", () => {
  it("is who pays it", async () => {
    // 75% of 12.65 is 9.4875, so $9.49; $3.16 is left.
    const shared = VISION.replace("employer pays  100%", "employer pays  75%").replace("$12.65", "$12‸.65");
    expect(await hovered(shared)).toContain("The employer pays $9.49, the employee $3.16.");
  });

  it("is what it comes to with a load", async () => {
    // 6.53 × 1.02 is 6.6606.
    const loaded = VISION.replace("per  enroll", "load  2%, rounded half up to cent\n  per  enroll").replace(
      "$6.53",
      "$6‸.53",
    );
    expect(await hovered(loaded)).toContain("With its load it is $6.66.");
  });

  it("is a rate that follows from others, for a few people", async () => {
    // 102% of 707.88 is 722.0376, of 1,414.74 is 1,443.0348, of 1,840.08 is 1,876.8816.
    const found = await hoveredIn("medical-rates.plan", "102% of rate", "102% o‸f rate");
    expect(found).toContain("$722.04 for Gold PPO, Employee, Area I: Northern CA, Bay Area");
    expect(found).toContain("$1,443.03 for Gold PPO");
    expect(found).toContain("$1,876.88 for Gold PPO");
  });
});

describe("under the cursor, a cost share", () => {
  const plan = (cell: string) => `${VISION}
networks for vision {
  inside "In the network"
}

services for vision {
  exam "Eye exam"
}

plan x "X" for vision {
  deductible  $50 per person each calendar year

  benefits {
    service by network | inside
    exam               | ${cell}
  }
}
`;

  it.each([
    [
      "deductible then plan pays 8‸0%",
      "The member first pays what is left of the deductible. Then the plan pays 80% of the rest, the member 20%.",
    ],
    ["copay $2‸0 per visit", "The member pays $20.00 for each visit."],
    ["no char‸ge", "The plan pays all of the allowed charge."],
    ["not cov‸ered", "The member pays all of it; nothing counts."],
    [
      "deductible then plan pays 5‸0%, at most $600 per day",
      "Then the plan pays 50% of the rest, the member 50%, but no more than $600.00 for each day.",
    ],
    ["member pays 3‸0%", "The member pays 30% of the allowed charge, the plan 70%."],
  ])("%s is read aloud", async (cell, said) => {
    const found = await hovered(plan(cell));
    expect(found).toContain(said);
    expect(found).toContain("Eye exam, In the network");
  });

  it("names the network of its own coverage, where another has one of the same name", async () => {
    // Of the brochure, medical and the drugs have a network `participating` each.
    const found = await hoveredIn("medical.plan", "copay $100 per visit", "copay $1‸00 per visit");
    expect(found).toContain("Emergency room, visit does not result in admission, Participating provider");
  });
});

describe("under the cursor, a name", () => {
  it.each([
    [
      "a plan: its coverage and its deductibles, those of the plan it is like too",
      VISION.replace(
        '"Option 1" for vision',
        '"Option 1" for vision {\n  deductible  $50 per person, $100 per family, each calendar year\n}',
      )
        .replace("plan option_2", 'plan like_1 "Like" for vision like option_1\n\nplan opt‸ion_2')
        .replace("opt‸ion_2", "option_2")
        .replace("plan like_1", "plan lik‸e_1"),
      ["Like", "plan of Vision", "deductible: $50.00 per person, $100.00 per family"],
    ],
    [
      "an input: what it asks for",
      `${VISION}\ninput ho‸urs number of hours per week "Hours worked"\n`,
      ["Hours worked", "hours per week", "Used in 0 places"],
    ],
    [
      "a value: of which input",
      `${VISION}\ninput status choice of act‸ive, retired\n`,
      ["a value of status"],
    ],
    [
      "a formula: what it comes to",
      `${VISION}\nformula cap is $5,000 per month / 60%\n\nformula twice is ca‸p * 2\n`,
      ["formula", "$8,333.333…", "Used in 1 place."],
    ],
    [
      "a footnote: what it says",
      VISION.replace("$6.53 |", "$6.53 [‸1] |").replace("  per  enr", '  note 1 "Of 2014"\n  per  enr'),
      ['note 1 "Of 2014"'],
    ],
    [
      "a tier: whom it covers",
      VISION.replace("  plus_one    ", "  plus‸_one    "),
      ["Employee + 1", "covers 2 people"],
    ],
  ])("%s", async (_, source, wanted) => {
    const found = await hovered(source);
    for (const one of wanted) expect(found).toContain(one);
  });
});

describe("under the cursor, a word of the language", () => {
  it.each([
    [
      "a line",
      VISION.replace("guar", "guar").replace("  per  enrollment", "  p‸er  enrollment"),
      "the unit of every rate in the block",
    ],
    ["a block", VISION.replace("tiers {", "tie‸rs {"), "Who is covered together"],
    ["a convention and its reading", VISION.replace("shares of a", "sha‸res of a"), "Read so:"],
    [
      "the code of a finding",
      `${VISION}\naccept PW10‸06 "a carrier is declared and not used" because "so"\n`,
      "a carrier is declared and not used",
    ],
  ])("%s", async (_, source, wanted) => {
    expect(await hovered(source)).toContain(wanted);
  });

  it("says nothing where nothing is", async () => {
    expect(await hovered(`${VISION}\n‸\n`)).toBe("");
    expect(await hovered(`${VISION}\n// option‸_1 is the cheaper one\n`)).toBe("");
    expect(await hovered(VISION.replace('"Option 1"', '"option‸_1"'))).toBe("");
  });
});

describe("beside a line", () => {
  const hintsOf = async (text: string): Promise<Record<number, string>> => {
    const editor = await editing();
    await editor.open(FILE, text);
    const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    const found = await editor.ask<InlayHint[]>("textDocument/inlayHint", FILE, undefined, { range });
    const byLine: Record<number, string> = {};
    for (const { position, label } of found)
      byLine[position.line] = [byLine[position.line], label].filter((one) => one !== undefined).join(" · ");
    return byLine;
  };
  const line = (text: string, part: string) => text.split("\n").findIndex((one) => one.includes(part));

  it("stands how long a period is, and what tiers are of the first", async () => {
    const found = await hintsOf(VISION);
    expect(found[line(VISION, "effective")]).toBe("12 months");
    // 12.65 / 6.53 is 1.937
    expect(found[line(VISION, "$6.53")]).toContain("1 : 1.94");
    const half = VISION.replace("2015-01-01 to 2015-12-31", "2015-05-01 to 2015-10-31");
    expect((await hintsOf(half))[line(half, "effective")]).toBe("6 months");
    const part = VISION.replace("2015-01-01 to 2015-12-31", "2015-05-01 to 2015-10-30");
    expect((await hintsOf(part))[line(part, "effective")]).toBeUndefined();
  });

  it("stands what the employee pays of each rate", async () => {
    expect((await hintsOf(VISION))[line(VISION, "$6.53")]).toBe("1 : 1.94 · employee pays nothing");
    const shared = VISION.replace("employer pays  100%", "employer pays  75%");
    // 75% of 12.65 is 9.4875, so $9.49, and 3.16 is left; of 6.53 it is 4.8975, so $4.90, and 1.63 is left.
    expect((await hintsOf(shared))[line(shared, "$6.53")]).toBe("1 : 1.94 · employee $1.63 : $3.16");
    const own = VISION.replace("employer pays  100%", "employee pays  100%");
    expect((await hintsOf(own))[line(own, "$6.53")]).toBe("1 : 1.94 · employee pays all");
    const byInput = `${VISION.replace("employer pays  100%", "employer pays  employer_share")}
inputs {
  employer_share  percent 0% to 100%  "Share that the employer pays"
}
`;
    expect((await hintsOf(byInput))[line(byInput, "$6.53")]).toBe("1 : 1.94");
  });

  it("says nothing of shares while an error stands in the program", async () => {
    const broken = VISION.replace("plus_one\n  option_1", "plus_two\n  option_1");
    expect((await hintsOf(broken))[line(broken, "$6.53")]).toBe("1 : 1.94");
  });

  it("stands the family amount as a multiple, and what a formula comes to", async () => {
    const text = `${VISION}\nplan x "X" for vision {\n  deductible  $500 per person, $1,000 per family, each calendar year\n}\n\nformula monthly is $500 per year by the month\n`;
    const found = await hintsOf(text);
    expect(found[line(text, "deductible")]).toBe("2 × the person");
    expect(found[line(text, "formula")]).toBe("= $41.666…");
  });
});

describe("above a block", () => {
  const example = (premium: string, tail = "") => `${VISION}
example "One" {
  given   plan option_1
  given   tier single
  expect  premium of vision ${premium}${tail}
}
`;
  const titles = async (text: string, capabilities = {}) => {
    const editor = await editing({}, capabilities);
    await editor.open(FILE, text);
    const found = await editor.ask<CodeLens[]>("textDocument/codeLens", FILE);
    // Each comes into sight.
    const shown = await Promise.all(
      found.map((one) =>
        one.command ? one : editor.connection.sendRequest<CodeLens>("codeLens/resolve", one),
      ),
    );
    return shown.map(({ range, command }) => [text.split("\n")[range.start.line], command?.title]);
  };

  it("stands what its table holds", async () => {
    expect(await titles(VISION)).toContainEqual([
      "rates for vision {",
      "4 rates, 2 plans by 2 tiers, no holes",
    ]);
  });

  it("stands how often a plan is used", async () => {
    expect(await titles(VISION)).toContainEqual(['plan option_1 "Option 1" for vision', "1 use"]);
  });

  it.each([
    ["$6.53", "", "Run   passes"],
    ["$6.54", "", "Run   FAILS   premium of vision: expected $6.54, is $6.53"],
    ["$6.53", ' printed $7.00 because "Of 2014"', "Run   passes at $6.53; the source prints $7.00"],
  ])("an example that expects %s%s is run", async (premium, tail, title) => {
    expect(await titles(example(premium, tail))).toContainEqual(['example "One" {', title]);
  });

  it("an example that fails is a finding, soon after the typing stops", async () => {
    const editor = await editing();
    await editor.open(FILE, example("$6.54"));
    const found = await editor.diagnostics(FILE, (all) => all.length > 0);
    expect(found[0]?.message).toContain("6.53");
    // It stays where it is while something else is typed above it, and goes when it is put right.
    await editor.change(FILE, `// a line more\n${example("$6.54")}`);
    const [moved] = await editor.diagnostics(FILE);
    expect(moved?.range.start.line).toBe((found[0]?.range.start.line ?? 0) + 1);
    await editor.change(FILE, example("$6.53"));
    expect(await editor.diagnostics(FILE, (all) => all.length === 0)).toEqual([]);
  });

  it("the examples are run when asked for", async () => {
    const editor = await editing();
    await editor.open(FILE, example("$6.54"));
    const answer = await editor.connection.sendRequest("workspace/executeCommand", {
      command: "planwright.runExamples",
      arguments: ["/plans/a"],
    });
    expect(answer).toEqual({ passed: 0, failed: 1 });
  });
});

describe("while a formula is written", () => {
  it.each([
    ["formula a is lesser of ‸", "lesser of FIGURE and FIGURE", 0],
    ["formula a is lesser of $5 and ‸", "lesser of FIGURE and FIGURE", 1],
    ["formula a is 102% of rate of vision with ‸", "rate of COVERAGE with KEY VALUE", 1],
    ["formula a is employer share of ‸", "employer share of COVERAGE", 0],
  ])("%s is explained", async (line, label, active) => {
    const editor = await editing();
    const { cursors } = await editor.openMarked(FILE, `${VISION}\n${line}\n`);
    const help = await editor.ask<SignatureHelp>("textDocument/signatureHelp", FILE, cursors[0]);
    expect(help.signatures[0]?.label).toContain(label);
    expect(help.activeParameter).toBe(active);
  });

  it("and nothing is where nothing is asked", async () => {
    const editor = await editing();
    const { cursors } = await editor.openMarked(FILE, `${VISION}\nformula a is ‸\n`);
    expect(await editor.ask("textDocument/signatureHelp", FILE, cursors[0])).toBeNull();
  });
});

describe("what is computed from what", () => {
  const source = `${VISION}
input pay  money per year

formula monthly is p‸ay by the month

formula capped is lesser of monthly and $5,000 per month

condition well when monthly over $4,000 per month
`;

  it("goes from a formula to those that name it, and back to its inputs", async () => {
    const editor = await editing();
    const { text } = await editor.openMarked(FILE, source);
    const line = text.split("\n").findIndex((one) => one.includes("formula monthly"));
    const [item] = await editor.ask<CallHierarchyItem[]>("textDocument/prepareCallHierarchy", FILE, {
      line,
      character: 10,
    });
    expect(item?.name).toBe("monthly");
    const calls = await editor.connection.sendRequest<CallHierarchyIncomingCall[]>(
      "callHierarchy/incomingCalls",
      { item },
    );
    expect(calls.map(({ from }) => from.name)).toEqual(["capped", "well"]);
    const made = await editor.connection.sendRequest<CallHierarchyOutgoingCall[]>(
      "callHierarchy/outgoingCalls",
      { item },
    );
    expect(made.map(({ to }) => to.name)).toEqual(["pay"]);
  });

  it("goes from a plan to those that are like it, and back", async () => {
    const editor = await editing();
    const { cursors } = await editor.openMarked(
      FILE,
      VISION.replace(
        'plan option_2 "Option 2" for vision',
        'plan opt‸ion_2 "Option 2" for vision like option_1',
      ),
    );
    const [item] = await editor.ask<TypeHierarchyItem[]>(
      "textDocument/prepareTypeHierarchy",
      FILE,
      cursors[0],
    );
    const above = await editor.connection.sendRequest<TypeHierarchyItem[]>("typeHierarchy/supertypes", {
      item,
    });
    expect(above.map(({ name }) => name)).toEqual(["option_1"]);
    const below = await editor.connection.sendRequest<TypeHierarchyItem[]>("typeHierarchy/subtypes", {
      item: above[0],
    });
    expect(below.map(({ name }) => name)).toEqual(["option_2"]);
  });
});

describe("a footnote", () => {
  it("changes with its marks", async () => {
    const editor = await editing();
    const { cursors, ranges } = await editor.openMarked(
      FILE,
      VISION.replace("$6.53 |", "$6.53 [‸«1»] |").replace("  per  enr", '  note «1» "Of 2014"\n  per  enr'),
    );
    const found = await editor.ask<LinkedEditingRanges>("textDocument/linkedEditingRange", FILE, cursors[0]);
    expect(found.ranges).toEqual(ranges);
  });
});

describe("what a text can be turned into", () => {
  const changed = async (source: string, title: RegExp): Promise<string> => {
    const editor = await editing();
    const { text, cursors } = await editor.openMarked(FILE, source);
    const [start = { line: 0, character: 0 }] = cursors;
    const found = await editor.ask<CodeAction[]>("textDocument/codeAction", FILE, undefined, {
      range: { start, end: start },
      context: { diagnostics: [], only: ["refactor"] },
    });
    const action = found.find((one) => title.test(one.title));
    return action ? edited(text, action.edit?.changes?.[uri(FILE)] ?? []) : "not offered";
  };
  const schedule = (cell: string) =>
    `${VISION}\nservices for vision {\n  exam "Exam"\n}\n\nplan x "X" for vision {\n  benefits {\n    service | share\n    exam | ${cell}\n  }\n}\n`;

  it("is a share told from the other side", async () => {
    expect(await changed(schedule("plan pa‸ys 80%"), /Write/)).toBe(schedule("member pays 20%"));
    expect(await changed(schedule("member pa‸ys 12.5%"), /Write/)).toBe(schedule("plan pays 87.5%"));
  });

  it("is not, where a limit is of one side alone", async () => {
    expect(await changed(schedule("plan pa‸ys 80%, at most $100"), /Write/)).toBe("not offered");
  });

  it("is a table with the rows that it lacks, which then checks", async () => {
    const lacking = VISION.replace(/ {2}option_2 {5}\|.*\n/, "").replace("option_1     |", "option‸_1     |");
    const after = await changed(lacking, /Add the row of option_2/);
    expect(after).toContain("option_2 | not offered | not offered");
    expect(
      analyze(".", [{ path: "a.plan", text: after }]).diagnostics.filter(
        ({ severity }) => severity === "error",
      ),
    ).toEqual([]);
  });

  it("is every table by tier with a tier more, which then checks", async () => {
    const more = VISION.replace(
      "  plus_one    ",
      '  fam‸ily "Family" covers employee and 2 or more dependents\n  plus_one    ',
    );
    const after = await changed(more, /Add family to the table by tier/);
    expect(after).toMatch(/plan by tier .* \| family\n/);
    expect(
      analyze(".", [{ path: "a.plan", text: after }]).diagnostics.filter(
        ({ severity }) => severity === "error",
      ),
    ).toEqual([]);
  });
});
