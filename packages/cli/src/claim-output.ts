import { relative } from "node:path";
import type { Book, LineAnswer } from "@planwright/evaluator";
import { balancesText } from "./claim-balances.js";
import { blocksOf, explained } from "./claim-explain.js";
import { bare, headingOf, Names, type Paid, together } from "./claim-words.js";
import type { ClaimsFile } from "./claims-file.js";
import type { Colors } from "./text.js";

/** Writes households one after the other; each function gives the text to write. */
export interface ClaimWriter {
  begin(): string;
  household(paid: Paid): string;
  end(): string;
}

interface Settings {
  readonly kind: ClaimsFile["kind"];
  readonly explain: boolean;
  /** The folder of the plans: sources are shown as they are seen from there. */
  readonly folder: string;
  readonly colors: Colors;
}

export function writerFor(format: "json" | "table", book: Book, settings: Settings): ClaimWriter {
  return format === "json" ? jsonWriter(settings.kind) : textWriter(new Names(book), settings);
}

/** One object a household, in the shape that other systems read: pretty where they stand alone or in a list. */
function jsonWriter(kind: ClaimsFile["kind"]): ClaimWriter {
  let count = 0;
  const pretty = (paid: Paid): string => JSON.stringify(paid.answer, null, 2);
  switch (kind) {
    case "one":
      return { begin: () => "", household: (paid) => `${pretty(paid)}\n`, end: () => "" };
    case "lines":
      return { begin: () => "", household: (paid) => `${JSON.stringify(paid.answer)}\n`, end: () => "" };
    case "list":
      return {
        begin: () => "[",
        household: (paid) => `${count++ === 0 ? "" : ","}\n  ${pretty(paid).replaceAll("\n", "\n  ")}`,
        end: () => (count === 0 ? "]\n" : "\n]\n"),
      };
  }
}

function textWriter(names: Names, { explain, folder, colors }: Settings): ClaimWriter {
  let count = 0;
  const shorten = (source: string): string => {
    const file = relative(folder, source).replaceAll("\\", "/");
    return file.length < source.length ? file : source;
  };
  return {
    begin: () => "",
    household: (paid) => {
      const gap = count++ === 0 ? "" : "\n\n";
      return `${gap}${explain ? explained(paid, names, colors, shorten) : tableOf(paid, names, colors)}`;
    },
    end: () => "",
  };
}

const WIDTH = 100;
const FIGURE = 12;
const FIGURES = ["charge", "allowed", "member_pays", "plan_pays"] as const;
const HEADS: Readonly<Record<(typeof FIGURES)[number], string>> = {
  charge: "charge",
  allowed: "allowed",
  member_pays: "you pay",
  plan_pays: "plan pays",
};

/** A line for each line of the claims, then their sum, then what the accounts stand at. */
function tableOf(paid: Paid, names: Names, c: Colors): string {
  const { answer, household } = paid;
  const heading = c.bold(headingOf(paid, names, WIDTH));
  if (household.fault || answer.errors.some(({ line }) => line === "")) {
    return `${heading}\n\n${blocksOf(paid, () => "", c).join("\n")}\n`;
  }
  const width = (texts: readonly string[], least: number) =>
    texts.reduce((most, text) => Math.min(16, Math.max(most, text.length)), least);
  const id = width(
    household.entries.map(({ name }) => name),
    4,
  );
  const member = width(
    answer.lines.map((line) => line.member),
    6,
  );
  const service = Math.max(10, WIDTH - id - member - 10 - 3 * 2 - FIGURES.length * FIGURE);
  const row = (
    cells: readonly [string, string, string, string],
    figure: (name: (typeof FIGURES)[number]) => string,
  ) => {
    const [a, b, d, e] = cells;
    const words = `${a.padEnd(id)}  ${b.padEnd(10)}  ${d.padEnd(member)}  ${clip(e, service).padEnd(service)}`;
    return `${words}${FIGURES.map((name) => figure(name).padStart(FIGURE)).join("")}`;
  };
  const head = c.dim(row(["line", "date", "member", "service"], (name) => HEADS[name]));
  const lines = blocksOf(
    paid,
    (line: LineAnswer) =>
      row([line.id, line.date, line.member, names.service(line)], (name) => bare(line[name])),
    c,
    id - 1,
  );
  const sum = answer.lines.length === 0 ? "" : `\n${together(answer.lines, WIDTH)}\n`;
  const balances = balancesText(paid, names, c);
  return `${heading}\n\n${[head, ...lines].join("\n")}\n${sum}${balances === "" ? "" : `\n${balances}`}`;
}

const clip = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
