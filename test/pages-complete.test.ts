// Whatever a plan says to members changes its page. Values of each kind are changed, one at a time, all over the example
// programs; what makes no difference must be known, with the reason.
import { planPage } from "@planwright/pages";
import type { RateBook } from "@planwright/ratebook";
import { expect, it, vi } from "vitest";
import { analyzeFolder, compiled } from "./support/programs.ts";

vi.setConfig({ testTimeout: 240_000 });

const EXAMPLES = [
  "western-life-1990/current",
  "lodi-1985",
  "mendocino-staywell",
  "ascip-2021",
  "scjpia-1990",
  "sdrma-2015",
];

/** The parts of a rate book that are for members. */
const PARTS = [
  "program",
  "carriers",
  "tiers",
  "areas",
  "inputs",
  "formulas",
  "conditions",
  "classes",
  "coverages",
  "networks",
  "services",
  "channels",
  "plans",
  "rates",
  "contributions",
  "participation",
  "members",
  "eligibility",
  "group",
  "documents",
  "features",
  "accounts",
] as const;

/** Fields that say what a thing is, and not how much: another value would be no rate book. */
const KINDS = new Set(["op", "kind", "hole", "minOpen", "maxOpen", "percent", "head"]);

/** What a page does not tell, and why. */
const UNTOLD: readonly (readonly [pattern: RegExp, why: string])[] = [
  [
    /^(accounts|tiers)\/\*\/id$|^formulas\/\*\/id$/,
    "a name stands for it, or it names itself in what refers to it",
  ],
  [
    /^plans\/\*\/benefits\/accumulators\/\*\/id$|\/until\/id$/,
    "which amounts fill one account: the name says it",
  ],
  [/^documents\/\*\/coverages|^group\/\*\/(coverages|test|when)/, "the words of the requirement say it"],
  [/^inputs\/\*\/(from|of|order)/, "what a census is checked for"],
  [/^rates\/\*\/base/, "the words after “per” say it"],
  [
    /^eligibility\/\*\/begins\/\*\/at\/after\/unit$/,
    "the unit of an input is told where its word is explained",
  ],
  [/^eligibility\/\*\/(changes|continuations)\/\*\/rows\/\*\/pays\/is$/, "a percentage is a share"],
  [/\/allowed\/\*\/amount(\/[ab])*\/ref$/, "the charge of the line has one name"],
];

type Path = readonly (string | number)[];

function leavesOf(value: unknown, path: Path): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leavesOf(item, [...path, i]));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
  return [path];
}

/** Without numbers and names of its own: `plans/*` for each plan. */
const patternOf = (path: Path): string =>
  path
    .map((part) => (typeof part === "number" ? "*" : part))
    .join("/")
    .replace(/(keys|features|with|clauses)\/[^/]+/g, "$1/*");

function other(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  const text = String(value);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text.replace(/^\d{4}/, (year) => String(Number(year) - 1));
  return /^-?\d+(\.\d+)?$/.test(text) ? String(Number(text) + 1) : `${text}_other`;
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

/** The book with another value at a place. */
function changed(book: RateBook, path: Path): RateBook {
  const copy = structuredClone(book);
  let at: unknown = copy;
  for (const key of path.slice(0, -1)) at = isRecord(at) ? at[key] : undefined;
  const last = path.at(-1);
  if (isRecord(at) && last !== undefined) at[last] = other(at[last]);
  return copy;
}

/** The page of a changed book; nothing where the value is none that a book could have. */
function pageOfChanged(book: RateBook): string | undefined {
  try {
    return planPage(book).body;
  } catch {
    return undefined;
  }
}

/** Tries of one kind of value, until one makes a difference. */
const MOST_TRIES = 2;

it("a page tells all that is for members", () => {
  const told = new Set<string>();
  const tried = new Map<string, number>();
  for (const example of EXAMPLES) {
    const book = compiled(analyzeFolder(`examples/${example}`));
    const before = planPage(book).body;
    for (const path of PARTS.flatMap((part) =>
      leavesOf(book[part], book[part] === undefined ? [] : [part]),
    )) {
      const pattern = patternOf(path);
      const tries = tried.get(pattern) ?? 0;
      if (path.length === 0 || told.has(pattern) || KINDS.has(String(path.at(-1)))) continue;
      // Of each example anew: some have a value where it matters.
      if (tries >= MOST_TRIES + EXAMPLES.indexOf(example)) continue;
      const after = pageOfChanged(changed(book, path));
      if (after === undefined) continue;
      tried.set(pattern, tries + 1);
      if (after !== before) told.add(pattern);
    }
  }
  expect(told.size).toBeGreaterThan(200);
  const untold = [...tried.keys()].filter((pattern) => !told.has(pattern)).sort();
  expect(untold.filter((pattern) => !UNTOLD.some(([known]) => known.test(pattern)))).toEqual([]);
  const unneeded = UNTOLD.filter(([known]) => !untold.some((pattern) => known.test(pattern)));
  expect(unneeded.map(([known]) => String(known))).toEqual([]);
});
