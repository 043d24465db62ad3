// A figure that is mistyped: some rule, some type or some worked example should notice it. What is noticed is counted
// by kind, so that a rule that goes missing is missed.
import { runExamples } from "@planwright/evaluator";
import { analyze, type SourceFile } from "@planwright/semantics";
import { parse, tokensOf, type Row, type Statement } from "@planwright/syntax";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findingsOf, plansIn, prepared, ROOT } from "./support/programs.ts";
import { random } from "./support/slips.ts";

/** Slips of each kind that are tried in a program. */
const TRIES = 40;

interface Slip {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Figure {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Sheet {
  readonly figures: readonly Figure[];
  readonly rows: readonly { readonly file: SourceFile; readonly row: Row }[];
}

/** The figures and the rows of a program, without those of its worked examples. */
function sheetOf(files: readonly SourceFile[]): Sheet {
  const figures: Figure[] = [];
  const rows: { file: SourceFile; row: Row }[] = [];
  for (const file of files) {
    const tree = parse(file.path, file.text);
    const visit = (statements: readonly Statement[]): void => {
      for (const statement of statements) {
        if (statement.kind === "block" && statement.items[0]?.image === "example") continue;
        if (statement.kind === "row") rows.push({ file, row: statement });
        const own = statement.kind === "block" ? statement.items : tokensOf(tree, statement);
        for (const { tokenType, image, startOffset, endOffset } of own) {
          if (!["Money", "Percent", "Numeral"].includes(tokenType.name)) continue;
          // The marks of citations and footnotes are no figures of the plan.
          const before = file.text.slice(0, startOffset);
          if (before.lastIndexOf("[") > before.lastIndexOf("]")) continue;
          figures.push({ file, start: startOffset, end: endOffset + 1, text: image });
        }
        if (statement.kind === "block") visit(statement.children);
      }
    };
    visit(tree.statements);
  }
  return { figures, rows };
}

type Chance = () => number;
const pick = <T>(items: readonly T[], chance: Chance): T | undefined =>
  items[Math.floor(chance() * items.length)];

/** Each kind of slip: one of it in a sheet, or nothing where the place that was picked has none. */
const KINDS: Readonly<Record<string, (sheet: Sheet, chance: Chance) => Slip | undefined>> = {
  "two digits swapped": ({ figures }, chance) => {
    const figure = pick(figures, chance);
    const places = [...(figure?.text ?? "").matchAll(/(?=(\d)(\d))/g)].filter(([, a, b]) => a !== b);
    const at = pick(places, chance)?.index;
    if (!figure || at === undefined) return undefined;
    const { text } = figure;
    return {
      ...figure,
      text: text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2),
    };
  },
  "a point shifted": ({ figures }, chance) => {
    const figure = pick(
      figures.filter(({ text }) => /\d\.\d\d/.test(text)),
      chance,
    );
    return figure && { ...figure, text: figure.text.replaceAll(",", "").replace(/(\d)\.(\d)/, "$1$2.") };
  },
  "an end of a band off by one": ({ rows }, chance) => {
    const bands = rows.flatMap(({ file, row }) => {
      const { start, end } = row.spanOfCell(0);
      const text = file.text.slice(start, end);
      return /^(under |over )?\d+( to \d+| and over)?$/.test(text) && /[a-z]/.test(text)
        ? [{ file, start, end, text }]
        : [];
    });
    const band = pick(bands, chance);
    return band && { ...band, text: band.text.replace(/\d+$|\d+(?= and)/, (n) => String(Number(n) + 1)) };
  },
  "two cells swapped": ({ rows }, chance) => {
    const found = pick(
      rows.filter(({ row }) => row.isPlain && row.width > 2),
      chance,
    );
    if (!found) return undefined;
    const i = 1 + Math.floor(chance() * (found.row.width - 2));
    const [a, b] = [found.row.spanOfCell(i), found.row.spanOfCell(i + 1)];
    const { text } = found.file;
    const swapped = text.slice(b.start, b.end) + text.slice(a.end, b.start) + text.slice(a.start, a.end);
    return { file: found.file, start: a.start, end: b.end, text: swapped };
  },
};

type Noticed = "check" | "example" | "nothing";

class Program {
  private readonly files: readonly SourceFile[];
  private readonly known: ReadonlySet<string>;
  readonly sheet: Sheet;

  constructor(private readonly folder: string) {
    this.files = plansIn(join(ROOT, folder)) ?? [];
    this.known = new Set(findingsOf(this.analyze(this.files)));
    this.sheet = sheetOf(this.files);
  }

  private analyze(files: readonly SourceFile[]) {
    return analyze(this.folder, files);
  }

  noticed({ file, start, end, text }: Slip): Noticed {
    const changed = { path: file.path, text: file.text.slice(0, start) + text + file.text.slice(end) };
    const analysis = this.analyze(this.files.map((one) => (one === file ? changed : one)));
    if (!analysis.program || findingsOf(analysis).some((finding) => !this.known.has(finding))) return "check";
    return runExamples(prepared(analysis)).some(({ status }) => status === "fail") ? "example" : "nothing";
  }
}

/** What is noticed of each kind, in each program: the least share of all slips of the kind. */
const LEAST: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "examples/sdrma-2015": {
    "two digits swapped": 0.6,
    "a point shifted": 0.9,
    "an end of a band off by one": 1,
    "two cells swapped": 0.85,
  },
  "examples/scjpia-1990": {
    "two digits swapped": 0.7,
    "a point shifted": 0.85,
    "an end of a band off by one": 1,
    "two cells swapped": 0.85,
  },
};

describe.each(Object.entries(LEAST))("slips in the figures of %s", (folder, least) => {
  const program = new Program(folder);

  it.each(Object.entries(KINDS))("%s", (kind, slipOf) => {
    const counts: Record<Noticed, number> = { check: 0, example: 0, nothing: 0 };
    const unseen: string[] = [];
    let tried = 0;
    for (let seed = 0; tried < TRIES && seed < 50 * TRIES; seed++) {
      const slip = slipOf(program.sheet, random(seed));
      if (!slip || slip.text === slip.file.text.slice(slip.start, slip.end)) continue;
      tried++;
      const noticed = program.noticed(slip);
      counts[noticed]++;
      const line = slip.file.text.slice(0, slip.start).split("\n").length;
      if (noticed === "nothing")
        unseen.push(`${slip.file.path}:${line} ${slip.file.text.slice(slip.start, slip.end)} → ${slip.text}`);
    }
    expect(tried).toBe(TRIES);
    const share = (tried - counts.nothing) / tried;
    console.info(
      `${folder}, ${kind}: ${Math.round(100 * share)}% noticed (check ${counts.check}, examples ${counts.example}, nothing ${counts.nothing})`,
    );
    if (process.env.SHOW_UNSEEN) console.info(unseen.join("\n"));
    expect(share, unseen.join("\n")).toBeGreaterThanOrEqual(least[kind] ?? 0);
  });
});
