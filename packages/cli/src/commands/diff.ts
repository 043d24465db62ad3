import {
  type Change,
  comparisonOf,
  type Facts,
  idOf,
  judged,
  linesOf,
  type Policy,
  policyOf,
  statedChanges,
  statesChanges,
  summaryOf,
} from "@planwright/diff";
import type { RateBook } from "@planwright/ratebook";
import { type Command, Option } from "commander";
import { changelogJson, changelogMarkdown, changelogOf, changelogText } from "../diff/changelog.js";
import { effectsOn, type PeopleEffects } from "../diff/effects.js";
import { asHtml } from "../diff/html.js";
import { asMarkdown } from "../diff/markdown.js";
import { sideOf } from "../diff/sides.js";
import { asText } from "../diff/text.js";
import { Failure } from "../failure.js";
import { say } from "../output.js";
import { readText, today } from "../programs.js";
import { outputColors } from "../text.js";
import { pretty } from "./check.js";

interface Options {
  readonly format: "text" | "markdown" | "json" | "html";
  readonly policy?: string;
  readonly changelog?: string;
  readonly textconv?: true;
  readonly given?: readonly string[];
  readonly census?: string;
  readonly claims?: string;
  readonly ignore: readonly string[];
}

export function define(command: Command): void {
  command
    .argument(
      "<base>",
      "before: a folder of .plan files, one file, a rate book, or git:REV:PATH of any of them",
    )
    .argument("[head]", "after: the same; not with --changelog and --textconv")
    .addOption(
      new Option(
        "--format <format>",
        "how changes are printed; markdown is for the comment of a pull request, html a page that stands alone",
      )
        .choices(["text", "markdown", "json", "html"])
        .default("text"),
    )
    .option("--changelog <revisions>", "what changed when: REV..REV of git, of the one path that is named")
    .option("--textconv", "print the one side as lines, for git to compare")
    .option("--policy <file>", "which changes need approval, how far rates may move, and what is approved")
    .option(
      "--given <facts...>",
      "what is asked of people beside the scenarios: name=value, such as office_copay=10",
    )
    .option(
      "--census <file>",
      "people to rate in both programs: what their premiums come to, and the effect by tier, area and class",
    )
    .option("--claims <file>", "households to pay in both programs: what members and plans pay, in all")
    .option("--ignore <columns...>", "columns of the census that are not for rating", [])
    .addHelpText(
      "after",
      `
Dearer and cheaper are about what is paid for cover, leaner and richer about what a plan pays; “either way”
depends on the person or the claim. Comments, layout, order, moved files and a plan rewritten with \`like\` are no change.

  planwright diff git:main:examples/sdrma-2015 examples/sdrma-2015

A policy is a JSON file. A change that it approves is no error; others of these classes are, and the status is 1:

  { "approval": ["leaner", "dearer"], "breaking": true, "corridor": { "least": "-3", "most": "8" },
    "approvals": [{ "id": "…", "reason": "Board, item 7", "by": "Benefits manager", "expires": "2016-06-30" }] }`,
    )
    .action(diff);
}

async function diff(base: string, head: string | undefined, options: Options): Promise<void> {
  const { changelog, textconv } = options;
  if (changelog !== undefined || textconv) {
    const option = textconv ? "--textconv" : "--changelog";
    if (head !== undefined || (textconv && changelog !== undefined))
      throw new Failure(`${option} is about one side, and two are named`);
    return changelog === undefined ? asLines(base) : printChangelog(changelog, base, options.format);
  }
  if (head === undefined)
    throw new Failure("There is nothing to compare it with", "Name two sides: `planwright diff BASE HEAD`.");
  return compare(base, head, options);
}

/** One side as lines, which `git diff` then compares. */
async function asLines(given: string): Promise<void> {
  const book = await bookOrFindings(given);
  if (book) return say(linesOf(book));
  process.exitCode = 1;
}

async function printChangelog(range: string, path: string, format: Options["format"]): Promise<void> {
  const entries = await changelogOf(range, path);
  switch (format) {
    case "text":
      return say(changelogText(entries, outputColors()));
    case "markdown":
      return say(changelogMarkdown(entries, path));
    case "json":
      return say(`${JSON.stringify({ changelog: changelogJson(entries) }, null, 2)}\n`);
  }
}

async function compare(base: string, head: string, options: Options): Promise<void> {
  const { format, policy: file, given = [] } = options;
  const policy = file === undefined ? undefined : readPolicy(file);
  const facts = factsOf(given);
  const before = await bookOrFindings(base);
  const after = await bookOrFindings(head);
  if (!before || !after) {
    process.exitCode = 1;
    return;
  }
  const comparison = comparisonOf(before, after);
  const { changes } = comparison;
  const people = await effectsOn(comparison, after, { ...options, given: facts });
  const findings = [
    ...judged(changes, { policy, head: after }, today()),
    ...statedChanges({ base: comparison.base, head: after }),
  ];
  if (findings.some(({ severity }) => severity === "error")) process.exitCode = 1;
  const compared = { base: before.program, head: after.program, changes, findings, people };
  switch (format) {
    case "text":
      return say(asText(compared, outputColors()));
    case "markdown":
      return say(asMarkdown(compared));
    case "html":
      return say(asHtml({ base: comparison.base, head: after, changes, findings, people }));
    case "json":
      return say(
        `${JSON.stringify({ changes: changes.map(withId), summary: summaryOf(changes), ...peopleIn(people), ...(policy || statesChanges(after) ? { findings } : {}) }, null, 2)}\n`,
      );
  }
}

const withId = (change: Change) => ({ id: idOf(change), ...change });

const peopleIn = (people: PeopleEffects) =>
  people.members.length > 0 || people.census || people.claims ? { people } : {};

/** `office_copay=10`, `card_option=yes`. */
function factsOf(given: readonly string[]): Facts {
  return Object.fromEntries(
    given.map((one) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(one) ?? [];
      if (name === undefined || value === undefined)
        throw new Failure(`${one} says nothing of a person`, "Write it like `--given office_copay=10`.");
      return [name.trim(), value.trim()];
    }),
  );
}

function readPolicy(file: string): Policy {
  const text = readText(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Failure(`${file} is no whole JSON`, "`planwright diff --help` shows a policy.");
  }
  const read = policyOf(value);
  if (!read.ok)
    throw new Failure(`${file} is no policy: ${read.message}`, "`planwright diff --help` shows one.");
  return read.policy;
}

/** What is wrong in a side is said, and then there is nothing to compare. */
async function bookOrFindings(given: string): Promise<RateBook | undefined> {
  const side = await sideOf(given);
  if (side.book) return side.book;
  process.stderr.write(`${given} has errors, and is not compared.\n`);
  process.stderr.write(pretty([{ path: given, analysis: side.analysis }]));
  return undefined;
}
