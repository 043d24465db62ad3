// What is offered at a cursor, `‸`: what the language takes there, and the names that may stand there.
import { analyze } from "@planwright/semantics";
import type { CompletionItem, CompletionList } from "vscode-languageserver-protocol";
import { afterEach, describe, expect, it } from "vitest";
import { Editor, edited, Memory, VISION } from "./editor.ts";

const editors: Editor[] = [];

async function editing(capabilities = {}) {
  const editor = await Editor.start({ host: new Memory().host, capabilities });
  editors.push(editor);
  return editor;
}

afterEach(async () => {
  for (const editor of editors.splice(0)) await editor.stop();
});

const FILE = "a/plan.plan";

const PROGRAM = `${VISION}
input hours   number of hours per week "Hours worked"
input status  choice of active, retired
input smoker  truth

formula weekly is hours

condition long when hours at least 30

carriers {
  vsp "VSP"
}

networks for vision {
  inside "In the network"
  outside "Elsewhere"
}

services for vision {
  exam "Eye exam"
  lenses "Lenses"
}
`;

/** The labels offered at the cursor of a text that is put behind the program, or in the place of a part of it. */
async function offered(source: string, of = PROGRAM): Promise<readonly CompletionItem[]> {
  const editor = await editing();
  const { cursors } = await editor.openMarked(FILE, source.includes("program ") ? source : of + source);
  const list = await editor.ask<CompletionList | null>("textDocument/completion", FILE, cursors[0]);
  return list?.items ?? [];
}

const labels = (items: readonly CompletionItem[]): string[] => items.map(({ label }) => label);

describe("at the beginning of a line", () => {
  it.each([
    [
      "of a file: blocks and lines",
      "\n‸",
      ["plan", "rates", "input", "example"],
      ["currency", "deductible", "expect"],
    ],
    [
      "in a block: its lines",
      "\nrates for vision {\n  ‸\n}\n",
      ["per", "guaranteed", "load"],
      ["plan", "currency", "deductible"],
    ],
    [
      "what is given once is not offered again",
      "\nrates for vision {\n  per enrollment per month\n  ‸\n}\n",
      ["guaranteed", "each further member"],
      ["per"],
    ],
    ["also with a word begun", "\nrates for vision {\n  gua‸\n}\n", ["guaranteed"], []],
    [
      "the rest of words that are begun",
      '\nplan x "X" for vision {\n  out of ‸\n}\n',
      ["out of pocket maximum"],
      ["deductible"],
    ],
    [
      "blocks that may stand in this one",
      '\nplan x "X" for vision {\n  ‸\n}\n',
      ["benefits", "features", "carrier"],
      ["tiers", "rates"],
    ],
    [
      "of conventions: those that are open",
      PROGRAM.replace("conventions {", "conventions {\n  ‸"),
      ["age", "dependent premium"],
      ["shares of a premium"],
    ],
  ])("%s", async (_, source, wanted, unwanted) => {
    const found = labels(await offered(source));
    expect(found).toEqual(expect.arrayContaining(wanted));
    expect(found.filter((label) => (unwanted as string[]).includes(label))).toEqual([]);
  });

  it("everything offered says what it means, with an example", async () => {
    for (const { label, detail, documentation } of await offered("\nrates for vision {\n  ‸\n}\n")) {
      if (label.includes("|")) continue;
      expect([label, detail]).toEqual([label, expect.stringMatching(/\w/)]);
      expect(JSON.stringify(documentation)).toContain("```plan");
    }
  });
});

describe("in a value", () => {
  it.each([
    ["a carrier", '\nplan x "X" for vision {\n  carrier ‸\n}\n', ["vsp"], ["option_1", "single"]],
    ["a coverage in a heading", '\nplan x "X" for ‸ {\n}\n', ["vision"], ["option_1", "vsp"]],
    ["what a heading takes next", '\nplan x "X" ‸\n', ["for", "like"], ["by", "effective"]],
    ["a plan to be like", '\nplan x "X" for vision like ‸\n', ["option_1", "option_2"], ["vision"]],
    [
      "inputs, formulas and conditions",
      "\nclasses {\n  full when ‸\n}\n",
      ["hours", "smoker", "long", "not"],
      ["option_1", "vsp"],
    ],
    [
      "what an input is compared by",
      "\ncondition full when hours ‸\n",
      ["at least", "at most", "under", "is"],
      ["per"],
    ],
    [
      "the values of an input",
      "\ncondition working when status is ‸\n",
      ["active", "retired"],
      ["hours", "vision"],
    ],
    [
      "another value of it",
      "\ncondition working when status is active, ‸\n",
      ["active", "retired"],
      ["vision"],
    ],
    ["yes and no", '\nexample "E" {\n  given smoker ‸\n}\n', ["yes", "no"], ["hours"]],
    [
      "what may be given",
      '\nexample "E" {\n  given ‸\n}\n',
      ["plan", "tier", "hours", "status"],
      ["option_1"],
    ],
    [
      "a plan that is given",
      '\nexample "E" {\n  given plan ‸\n}\n',
      ["option_1", "option_2"],
      ["single", "hours"],
    ],
    [
      "the coverage of a question",
      '\nexample "E" {\n  expect premium of ‸\n}\n',
      ["vision"],
      ["option_1", "single"],
    ],
    [
      "how a convention is read",
      PROGRAM.replace("conventions {", "conventions {\n  age ‸"),
      ["in completed years on the date rated"],
      ["vision"],
    ],
    [
      "the service of a line",
      '\nplan x "X" for vision {\n  deductible $50 per person each calendar year, for ‸\n}\n',
      ["exam", "lenses"],
      ["vision"],
    ],
    ["what comes after an amount", '\nplan x "X" for vision {\n  deductible $50 per ‸\n}\n', [], ["vision"]],
    [
      "a rounding",
      PROGRAM.replace("rounding    half up to cent", "rounding    half ‸"),
      ["up to", "even to", "down to"],
      ["vision"],
    ],
  ])("%s", async (_, source, wanted, unwanted) => {
    const found = labels(await offered(source));
    expect(found).toEqual(expect.arrayContaining(wanted));
    expect(found.filter((label) => (unwanted as string[]).includes(label))).toEqual([]);
  });

  it("nothing in a comment and in a text", async () => {
    expect(await offered("\n// plan ‸\n")).toEqual([]);
    expect(await offered('\nplan x "X ‸\n')).toEqual([]);
  });
});

describe("in a cell", () => {
  const rates = (body: string) => PROGRAM.replace("option_2     |    $7.96 |   $15.30", body);
  const benefits = (body: string) => `\nplan x "X" for vision {\n  benefits {\n${body}\n  }\n}\n`;

  it.each([
    [
      "of the first column: plans of the coverage",
      rates("‸option_2 | $7.96 | $15.30"),
      ["option_1", "option_2"],
      ["single", "exam"],
    ],
    ["of a rate", rates("option_2 | ‸ | $15.30"), ["not offered", "rate"], ["option_1"]],
    [
      "of a header: what a table may be by",
      "\nrates for vision {\n  ‸ | rate\n}\n",
      ["plan", "hours", "tier"],
      ["option_1"],
    ],
    [
      "of a header behind by: tiers",
      "\nrates for vision {\n  plan by tier | ‸\n}\n",
      ["single", "plus_one"],
      ["hours"],
    ],
    [
      "of a schedule: services",
      benefits("    service by network | inside | outside\n    ‸ | no charge | not covered"),
      ["exam", "lenses"],
      ["inside"],
    ],
    [
      "of a schedule: who pays what",
      benefits("    service by network | inside | outside\n    exam | ‸ | not covered"),
      ["no charge", "not covered", "not printed", "deductible", "copay", "plan pays"],
      ["exam"],
    ],
    [
      "of a schedule, after a step",
      benefits("    service by network | inside | outside\n    exam | deductible then ‸ | not covered"),
      ["plan pays", "copay"],
      ["exam", "same"],
    ],
  ])("%s", async (_, source, wanted, unwanted) => {
    const found = labels(await offered(source));
    expect(found).toEqual(expect.arrayContaining(wanted));
    expect(found.filter((label) => (unwanted as string[]).includes(label))).toEqual([]);
  });
});

describe("a whole block", () => {
  const SNIPPETS = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };

  it("comes with places to fill in, where the editor knows them", async () => {
    const editor = await editing(SNIPPETS);
    const { cursors, text } = await editor.openMarked(FILE, `${PROGRAM}\npl‸`);
    const { items } = await editor.ask<CompletionList>("textDocument/completion", FILE, cursors[0]);
    const plan = items.find(({ label }) => label === "plan");
    expect(plan).toMatchObject({ insertTextFormat: 2 });
    const edit = plan?.textEdit;
    expect(edit && "range" in edit && edited(text, [edit])).toBe(
      `${PROGRAM}\nplan \${1:name} "\${2:Name as it is printed}" for \${3:vision} {\n  $0\n}`,
    );
  });

  it("is a table of the plans by the tiers, which checks", async () => {
    const editor = await editing();
    const source = VISION.replace(/ {2}plan by tier[^}]*/, "  ‸\n");
    const { cursors, text } = await editor.openMarked(FILE, source);
    const { items } = await editor.ask<CompletionList>("textDocument/completion", FILE, cursors[0]);
    const edit = items.find(({ label }) => label.startsWith("plan by tier"))?.textEdit;
    const after = edit && "range" in edit ? edited(text, [edit]) : "";
    expect(after).toContain("option_2     | $0.00 | $0.00");
    expect(analyze(".", [{ path: "a.plan", text: after }]).diagnostics).toEqual([]);
  });
});
