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
import { completed, isWhole } from "./support/fragment.js";
import {
  agrees,
  CommandLine,
  fencesOf,
  transcriptsOf,
  withOutput,
  withoutOuterLines,
} from "./support/pages.js";
import { findingsOf, prepared, ROOT } from "./support/programs.js";

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
    const known = ["plan", "plan reported", "plan loose", "text", "csv", "sh", "ebnf"];
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
      expect(check(fence.text).diagnostics).not.toEqual([]);
      expect(fences[i + 1]?.text).toMatch(/^\$ planwright check /);
    });
  }
});

describe("commands on the pages", () => {
  const commandLine = new CommandLine();
  beforeAll(() => commandLine.make().then(() => undefined));
  afterAll(() => commandLine.remove());

  const commands = PAGES.flatMap(({ name, text }) =>
    transcriptsOf(fencesOf(text)).map((transcript, n) => ({
      name,
      command: transcript.args.join(" "),
      transcript,
      n,
    })),
  );

  it.concurrent.each(commands)("$name: planwright $command", async ({ name, transcript, n }) => {
    const { args, plan, census, shown } = transcript;
    const files = [...(plan === undefined ? [] : filesOf(plan))];
    if (census !== undefined) files.push({ path: "census.csv", text: census });
    const printed = withoutOuterLines(await commandLine.run(args, files));
    if (process.env.UPDATE_GOLDENS && !agrees(shown, printed)) {
      const file = join(FOLDER, name);
      writeFileSync(file, withOutput(readFileSync(file, "utf8"), n, printed));
    } else expect(agrees(shown, printed) ? shown : printed).toBe(shown);
  });
});

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
