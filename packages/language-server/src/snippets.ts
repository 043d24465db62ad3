import type { BlockSpec, Program } from "@planwright/semantics";
import { LISTS } from "./catalog.js";

/** A place to fill in: with snippets one that the cursor goes to, otherwise its text. */
class Places {
  private count = 0;

  constructor(private readonly isSnippet: boolean) {}

  place(text: string): string {
    return this.isSnippet ? `\${${++this.count}:${escaped(text)}}` : text;
  }

  choice(values: readonly string[], otherwise: string): string {
    if (!this.isSnippet || values.length < 2) return this.place(values[0] ?? otherwise);
    return `\${${++this.count}|${values.map(escapedChoice).join(",")}|}`;
  }

  end(): string {
    return this.isSnippet ? "$0" : "";
  }
}

const escaped = (text: string): string => text.replace(/[\\$}]/g, "\\$&");
const escapedChoice = (text: string): string => text.replace(/[\\,|$}]/g, "\\$&");

/** A whole block: its heading with what must be in it, and its braces. */
export function blockSnippet(
  { word, heading }: BlockSpec,
  program: Program | undefined,
  isSnippet: boolean,
): string {
  const places = new Places(isSnippet);
  const parts = [word];
  if (heading.name === "must") parts.push(places.place("name"));
  if (heading.title === "must" || (heading.title && heading.name === "must"))
    parts.push(`"${places.place("Name as it is printed")}"`);
  if (heading.for === "must")
    parts.push(
      "for",
      places.choice(program ? LISTS.coverage(program, []).map(({ name }) => name) : [], "coverage"),
    );
  if (heading.each) parts.push("for each employee");
  if (heading.by)
    parts.push("by", places.choice(program ? LISTS.input(program, []).map(({ name }) => name) : [], "input"));
  return `${parts.join(" ")} {\n  ${places.end()}\n}`;
}

/** A table of rates: a column for each tier, and a row for each plan of the coverages. */
export function rateTable(
  program: Program,
  coverages: readonly string[],
  isSnippet: boolean,
): string | undefined {
  const plans = LISTS.plan(program, coverages).map(({ name }) => name);
  const [tierSet] = program.tierSets;
  const tiers = tierSet?.tiers.map(({ id }) => id) ?? [];
  if (plans.length === 0 || tiers.length === 0) return undefined;
  const places = new Places(isSnippet);
  const width = Math.max("plan by tier".length, ...plans.map(({ length }) => length));
  const line = (cells: readonly string[]) => cells.join(" | ");
  const rows = plans.map((plan) =>
    line([plan.padEnd(width), ...tiers.map(() => `${isSnippet ? "\\$" : "$"}${places.place("0.00")}`)]),
  );
  return [line(["plan by tier".padEnd(width), ...tiers]), ...rows].join("\n");
}
