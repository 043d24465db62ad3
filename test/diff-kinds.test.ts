// Each kind of change has a page, and on it a change of a plan that is told so. The plan before and after, and what is
// told of the two, are held together: the figures that are told are those of the lines, and backwards the opposite is told.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "@planwright/compiler";
import { type Change, compareBooks, KINDS, type Kind, kindRow, pageOfKind } from "@planwright/diff";
import type { RateBook } from "@planwright/ratebook";
import { describe, expect, it } from "vitest";
import { planwright, bundleWhenStale } from "./support/cli.ts";
import { analyzeText, findingsOf, ROOT } from "./support/programs.ts";

const KIND_NAMES = Object.keys(KINDS) as Kind[];
const FOLDER = join(ROOT, "packages/diff/kinds");

const planNamed = (name: string): string =>
  readFileSync(name === "base" ? join(FOLDER, "base.plan") : join(ROOT, `test/witness/${name}.plan`), "utf8");

const books = new Map<string, RateBook>();

function bookOf(text: string): RateBook {
  const known = books.get(text);
  if (known) return known;
  const { program, trees, diagnostics } = analyzeText(text);
  const [error] = diagnostics.filter(({ severity }) => severity === "error");
  if (!program) throw new Error(`${error?.code} ${error?.message}`);
  const book = compile(program, trees);
  books.set(text, book);
  return book;
}

/** Puts lines in the place of others, which stand together in one place alone. */
function patched(text: string, lines: readonly string[]): string {
  let all = text.split("\n");
  const places: string[][] = [[]];
  for (const line of lines) {
    if (line === "@@") places.push([]);
    else places.at(-1)?.push(line);
  }
  for (const place of places) {
    const old = place.filter((line) => !line.startsWith("+")).map((line) => line.slice(1));
    const now = place.filter((line) => !line.startsWith("-")).map((line) => line.slice(1));
    const at = all.flatMap((_, i) => (old.every((line, n) => all[i + n] === line) ? [i] : []));
    expect(at, `${old.join("\n")} stands in one place`).toHaveLength(1);
    const [start = 0] = at;
    all = [...all.slice(0, start), ...now, ...all.slice(start + old.length)];
  }
  return all.join("\n");
}

interface Triple {
  readonly before: string;
  readonly after: string;
  readonly lines: readonly string[];
}

/** The plan before and after the change on the page of a kind. What is shown backwards is made the other way round. */
async function tripleOf(kind: Kind): Promise<Triple> {
  const { example } = await pageOfKind(kind);
  const isForwards = readFileSync(pageFile(kind), "utf8").includes(`\n## ${kind}`);
  const lines = example.lines;
  const plan = planNamed(example.plan);
  if (isForwards) return { before: plan, after: patched(plan, lines), lines };
  // The lines are turned around: they lead from what the change makes of the plan back to it.
  const { opposite } = kindRow(kind);
  if (opposite === undefined) throw new Error(`${kind} has no opposite`);
  const forwards = await pageOfKind(opposite as Kind);
  const after = patched(plan, forwards.example.lines);
  return { before: after, after: patched(after, lines), lines };
}

const pageFile = (kind: Kind): string => join(FOLDER, `${kind.split(".")[0]}.md`);

const told = async (kind: Kind): Promise<readonly Change[]> => {
  const { before, after } = await tripleOf(kind);
  return compareBooks(bookOf(before), bookOf(after));
};

const kindsOf = (changes: readonly Change[]): string[] => changes.map(({ kind }) => kind).sort();

describe("the small program behind the pages", () => {
  it("checks without a finding", () => {
    expect(findingsOf(analyzeText(planNamed("base")))).toEqual([]);
  });
});

describe("the page of", () => {
  it.each(KIND_NAMES)("%s shows a change that is told so", async (kind) => {
    const changes = await told(kind);
    expect(kindsOf(changes)).toContain(kind);
  });

  it.each(KIND_NAMES)("%s is turned around where its opposite is told", async (kind) => {
    const { before, after } = await tripleOf(kind);
    const back = compareBooks(bookOf(after), bookOf(before));
    const opposites = kindsOf(await told(kind)).map((one) => kindRow(one as Kind).opposite ?? one);
    expect(kindsOf(back)).toEqual(opposites.sort());
  });

  it.each(KIND_NAMES.filter((kind) => /\.(increased|decreased)$/.test(kind)))(
    "%s has the figures that are told in its lines",
    async (kind) => {
      const { lines } = await tripleOf(kind);
      const [change] = (await told(kind)).filter((one) => one.kind === kind);
      const figuresOf = (sign: string): number[] =>
        lines
          .filter((line) => line.startsWith(sign))
          .flatMap((line) => line.replace(" once ", " 1 ").match(/[\d,]+(\.\d+)?/g) ?? [])
          .map((figure) => Number(figure.replaceAll(",", "")));
      const has = (sign: string, figure: string | undefined): boolean =>
        // The member's share is what the plan's leaves.
        figuresOf(sign).includes(kind.startsWith("coinsurance") ? 100 - Number(figure) : Number(figure));
      expect(change && has("-", change.before), `${change?.before} was there`).toBe(true);
      expect(change && has("+", change.after), `${change?.after} is there`).toBe(true);
    },
  );
});

describe("the pages", () => {
  const pages = readdirSync(FOLDER).filter((name) => /^[a-z_]+\.md$/.test(name));

  it("are those of the things that change, and of no others", () => {
    const things = [...new Set(KIND_NAMES.map((kind) => kind.split(".")[0]))].sort();
    expect(pages.map((name) => name.replace(".md", "")).sort()).toEqual(things);
    const headings = pages.flatMap((name) =>
      [...readFileSync(join(FOLDER, name), "utf8").matchAll(/^## (.*)$/gm)].flatMap(([, kinds = ""]) =>
        kinds.split(" / "),
      ),
    );
    expect(headings.sort()).toEqual([...KIND_NAMES].sort());
  });

  it.each(pages)("%s says what it is about, in lines for a terminal", (name) => {
    const text = readFileSync(join(FOLDER, name), "utf8");
    const about = text.split("\n## ")[0]?.split("\n\n").slice(1).join(" ") ?? "";
    expect(about.length).toBeGreaterThan(20);
    expect(about.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });
});

describe("planwright explain", () => {
  it("shows the page of a kind, turned around where it is the opposite", async () => {
    bundleWhenStale();
    const { stdout, status } = await planwright(["explain", "deductible.removed"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^deductible\.removed {3}A deductible is gone +richer\n/);
    expect(stdout).toContain("Backwards it is `deductible.added`.");
    expect(stdout).toMatch(/^ *-\s+deductible +\$50 per person/m);
    const breaking = await planwright(["explain", "plan.removed"]);
    expect(breaking.stdout).toContain("Breaking:");
    const slip = await planwright(["explain", "rate.increesed"]);
    expect([slip.status, slip.stderr]).toEqual([2, expect.stringContaining("Did you mean rate.increased?")]);
  }, 60_000);
});
