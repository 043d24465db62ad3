// The pages of the language reference say what is so: pieces of plans check clean and come to what they expect,
// commands print what is shown, links lead somewhere, and what is generated is up to date.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runExamples } from "@planwright/evaluator";
import { analyze, BLOCKS, type BlockSpec, LAYOUT, LINES } from "@planwright/semantics";
import { format, parse, readValue } from "@planwright/syntax";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ORDER, VALUES } from "../scripts/reference/values.mjs";
import { generated } from "../scripts/reference.mjs";
import { bundleWhenStale, folderWith, planwright, removeFolders } from "./support/cli.ts";
import { completed, isWhole } from "./support/fragment.ts";
import {
  agrees,
  fencesOf,
  tableBelow,
  type Transcript,
  transcriptsOf,
  withOutput,
  withoutOuterLines,
} from "./support/pages.ts";
import { findingsOf, prepared, ROOT } from "./support/programs.ts";

const FOLDER = join(ROOT, "grammar");
const BASE = readFileSync(join(FOLDER, "base.plan"), "utf8");
const PAGES = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".md"))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), "utf8") }));

/** The files that a piece on a page is checked as. */
const filesOf = (piece: string) =>
  isWhole(piece) ? [{ path: "example.plan", text: piece }] : completed(piece, BASE);

const check = (piece: string) => analyze(".", filesOf(piece));

describe("generated pages", () => {
  it.each(generated().map(({ path, text }) => ({ path, text, name: relative(ROOT, path) })))(
    "$name is up to date",
    ({ path, text }) => {
      const message = "stale: run `npm run reference` and commit the result";
      expect(readFileSync(path, "utf8") === text, message).toBe(true);
    },
  );
});

describe("the small program behind the pieces", () => {
  it("checks clean and is in the standard layout", () => {
    expect(findingsOf(analyze(".", [{ path: "base.plan", text: BASE }]))).toEqual([]);
    expect(format(parse("base.plan", BASE), LAYOUT)).toEqual({ ok: true, text: BASE });
  });
});

describe.each(PAGES)("$name", ({ text }) => {
  const fences = fencesOf(text);
  const plans = fences.filter(({ kind }) => kind === "plan");

  it("is written with kinds of blocks that are known", () => {
    const known = ["plan", "plan reported", "plan loose", "text", "csv", "json", "sh", "ebnf"];
    expect(fences.map(({ kind }) => kind).filter((kind) => !known.includes(kind))).toEqual([]);
  });

  if (plans.length > 0) {
    it.each(plans)("the plan on line $line checks clean, in the standard layout", ({ text: piece }) => {
      expect(findingsOf(check(piece))).toEqual([]);
      expect(format(parse("example.plan", piece), LAYOUT)).toEqual({ ok: true, text: piece });
    });
  }

  const worked = plans.filter(({ text: piece }) => /^example /m.test(piece));
  if (worked.length > 0) {
    it.each(worked)("the examples on line $line come to what they expect", ({ text: piece }) => {
      const results = runExamples(prepared(check(piece)));
      expect(results.flatMap(({ checks }) => checks.filter(({ status }) => status === "fail"))).toEqual([]);
    });
  }

  const loose = fences.flatMap((fence, i) => (fence.kind === "plan loose" ? [{ fence, i }] : []));
  if (loose.length > 0) {
    it.each(loose)("the formatter makes of the plan on line $fence.line the one below it", ({ fence, i }) => {
      expect(format(parse("example.plan", fence.text), LAYOUT)).toEqual({
        ok: true,
        text: fences[i + 1]?.text,
      });
    });
  }

  const reported = fences.flatMap((fence, i) => (fence.kind === "plan reported" ? [{ fence, i }] : []));
  if (reported.length > 0) {
    it.each(reported)("the slip on line $fence.line is reported, and the report is shown", ({ fence, i }) => {
      const analysis = check(fence.text);
      const failing = analysis.program
        ? runExamples(prepared(analysis)).some((e) => e.status === "fail")
        : false;
      expect(failing || analysis.diagnostics.length > 0).toBe(true);
      expect(fences[i + 1]?.text).toMatch(failing ? /^\$ planwright test / : /^\$ planwright check /);
    });
  }
});

describe("tables of worked figures", () => {
  const page = (name: string) => PAGES.find((p) => p.name === name)?.text ?? "";
  const bare = (cell = "") => cell.replaceAll("`", "");
  const lastAmount = (cell = "") => cell.match(/\$[\d,.]*\d/g)?.at(-1) ?? "";
  /** What the examples of a piece fail with. */
  const failures = (piece: string) =>
    runExamples(prepared(check(piece))).flatMap(({ checks }) =>
      checks.filter(({ status }) => status === "fail"),
    );
  /** Each cell of a table that is by its first column and by its header. */
  const cellsOf = (name: string, below: string) => {
    const [header = [], ...rows] = tableBelow(page(name), below);
    return rows.flatMap(([row, ...cells]) =>
      cells.map((value, i) => ({ row: bare(row), column: bare(header[i + 1]), value })),
    );
  };
  const modes = cellsOf("values.md", "A rounding names").filter(({ column }) => column !== "");
  const ages = cellsOf("programs.md", "**Age.**");
  const volumes = cellsOf("programs.md", "**Volume rounding.**");
  const [, ...cents] = tableBelow(page("people.md"), "## Who takes the odd cent");

  it("are found on the pages", () => {
    expect([modes, ages, volumes, cents].map(({ length }) => length)).toEqual([10, 6, 8, 4]);
  });

  it.each(modes)("$column, rounded $row: $value", ({ row, column, value }) => {
    const piece = `formula f  is ${column}, rounded ${row}\nexample "x" {\n  expect  f ${value}\n}\n`;
    expect(failures(piece)).toEqual([]);
  });

  it.each(ages)("age $column $row: $value", ({ row, column, value }) => {
    const given = "  given date 2015-03-15\n  given birth 1950-03-02\n";
    const piece = `conventions {\n  age ${column} ${row}\n}\nexample "x" {\n${given}  expect age ${value}\n}\n`;
    expect(failures(piece)).toEqual([]);
  });

  it.each(volumes)("volume rounding $row, of $column: $value", ({ row, column, value }) => {
    const coverage = "coverage basic_life {\n  volume 1 times annual_salary, no maximum\n}\n";
    const given = `  given annual_salary ${column}\n  given volume 1 times annual_salary of basic_life\n`;
    const example = `example "x" {\n${given}  expect volume of basic_life ${value}\n}\n`;
    expect(failures(`conventions {\n  volume rounding ${row}\n}\n${coverage}${example}`)).toEqual([]);
  });

  it.each(cents)("%s: %s and %s", (reading, employer, employee) => {
    const classes = 'classes {\n  staff "Everyone" when lives at least 2\n}\n';
    const table =
      "  class | employee premium | dependent premium\n  staff | employer pays 80% | employer pays 55%\n";
    const given = "  given lives 2\n  given plan gold_ppo\n  given tier plus_one\n";
    const expected = `  expect employer share of medical ${lastAmount(employer)}\n  expect employee share of medical ${lastAmount(employee)}\n`;
    const piece = [
      `conventions {\n  shares of a premium ${bare(reading)}\n}\n`,
      `${classes}contributions for medical {\n${table}}\n`,
      `example "x" {\n${given}${expected}}\n`,
    ];
    expect(failures(piece.join(""))).toEqual([]);
  });
});

describe("commands on the pages", () => {
  beforeAll(bundleWhenStale, 60_000);
  afterAll(removeFolders);

  const commands = PAGES.flatMap(({ name, text }) =>
    transcriptsOf(fencesOf(text)).map((transcript, n) => ({
      name,
      command: transcript.args.join(" "),
      transcript,
      n,
    })),
  );

  it.concurrent.each(commands)("$name: planwright $command", async ({ name, transcript, n }) => {
    const { args, shown } = transcript;
    const ofRepository = args.some((arg) => arg.startsWith("examples/"));
    const { stdout, stderr } = await planwright(args, { cwd: ofRepository ? ROOT : folderFor(transcript) });
    const printed = withoutOuterLines(`${stdout}${stderr}`);
    if (process.env.UPDATE_GOLDENS && !agrees(shown, printed)) {
      const file = join(FOLDER, name);
      writeFileSync(file, withOutput(readFileSync(file, "utf8"), n, printed));
    } else expect(agrees(shown, printed) ? shown : printed).toBe(shown);
  });
});

describe("files of claims on the pages", () => {
  beforeAll(bundleWhenStale, 60_000);
  afterAll(removeFolders);

  const files = PAGES.flatMap(({ name, text }) => {
    const fences = fencesOf(text);
    return fences.flatMap((fence, i) => {
      const plans = fences.slice(0, i).filter(({ kind, text: piece }) => kind === "plan" && isWhole(piece));
      return fence.kind === "json" && fence.text.includes('"household"')
        ? [{ name, line: fence.line, claims: fence.text, plan: plans.at(-1)?.text }]
        : [];
    });
  });

  it.each(files)(
    "$name: that on line $line is paid under the last whole program above it",
    async ({ claims, plan }) => {
      const cwd = folderWith({ "example.plan": plan ?? "", "claims.json": claims });
      const { status, stdout, stderr } = await planwright(["claim", ".", "--claims", "claims.json"], { cwd });
      expect(status, `${stdout}${stderr}`).toBe(0);
    },
  );
});

/** A folder with what stood above a command on its page. */
function folderFor({ plan, census, json }: Transcript): string {
  const files = plan === undefined ? [] : filesOf(plan);
  return folderWith({
    ...Object.fromEntries(files.map(({ path, text }) => [path, text])),
    ...(census === undefined ? {} : { "census.csv": census, "people.csv": census }),
    ...(json === undefined ? {} : { "experience.json": json }),
  });
}

describe("the vocabulary", () => {
  const blocks: readonly BlockSpec[] = Object.values(BLOCKS);
  const lines = blocks.flatMap(({ word, example, properties }) =>
    Object.values(properties).map((property) => ({ word, heading: example, line: property.example })),
  );
  /** What is wrong with the words of a line, whatever it says of a program. */
  const faults = (text: string) =>
    findingsOf(analyze(".", [{ path: "t", text }])).filter((finding) => / PW00/.test(finding));
  /** An inner block belongs to a block that may hold it. */
  const inPlace = (word: string, text: string): string => {
    const outer = blocks.find(({ blocks: inner }) => inner.includes(word));
    return outer ? `${outer.example}\n${text}\n}\n` : text;
  };

  it.each(lines)("$word: the example of a line is read: $line", ({ word, heading, line }) => {
    const missing = /does not say its|has no table/;
    expect(faults(inPlace(word, `${heading}\n${line}\n}\n`)).filter((f) => !missing.test(f))).toEqual([]);
  });

  it.each(Object.values(LINES).map(({ word, example }) => ({ word, example })))(
    "$word: its example is read",
    ({ example }) => {
      expect(faults(`${example}\n`).filter((finding) => !/does not say its/.test(finding))).toEqual([]);
    },
  );
});

describe("the examples of values", () => {
  const examples = ORDER.flatMap((type) =>
    type === "words" ? [] : VALUES[type].examples.map((example) => ({ type, example })),
  );

  it.each(examples)("$type: $example", ({ type, example }) => {
    expect(readValue(type, parse("", example).tokens, { start: 0, end: 0 }).ok).toBe(true);
  });
});

describe("links", () => {
  const anchors = (markdown: string): ReadonlySet<string> =>
    new Set(
      [...markdown.replace(/^```[\s\S]*?^```/gm, "").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
        heading
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, "")
          .replaceAll(" ", "-"),
      ),
    );
  const links = PAGES.flatMap(({ name, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => ({ name, target })),
  ).filter(({ target }) => !/^https?:/.test(target));

  it.each(links)("$name leads to $target", ({ name, target }) => {
    const [path = "", anchor] = target.split("#");
    const text = readFileSync(join(FOLDER, path || name), "utf8");
    expect(anchor === undefined || anchors(text).has(anchor)).toBe(true);
  });
});
