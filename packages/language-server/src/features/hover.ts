import {
  type Benefit,
  CONVENTIONS,
  describe,
  isCode,
  type Plan,
  type Program,
  REGISTRY,
} from "@planwright/semantics";
import { type Hover, type HoverParams, MarkupKind } from "vscode-languageserver";
import { shownOf } from "../catalog.js";
import { premiumOf, samplesOf } from "../asking.js";
import { constantOf, dollars, plain } from "../figures.js";
import { around, type Around, isProse, tokensAt } from "../lines.js";
import { offsetAt, toRange } from "../positions.js";
import { amountOf, describeRate, keysText, nameOf, type RateCell, rateAt } from "../rate-cells.js";
import { readAloud } from "../reading-aloud.js";
import { isLanguageWord, type NamedThing, wordAt } from "../symbols.js";
import { ALL_BLOCKS, knownLine, wordsOfBlock } from "../vocabulary.js";
import type { Compiled, FileView, Workspace } from "../workspace.js";

/** What stands under the cursor: a rate, a cost share, a name, or a word of the language. */
export function hover(workspace: Workspace, { textDocument, position }: HoverParams): Hover | null {
  const view = workspace.view(textDocument.uri);
  if (!view) return null;
  const offset = offsetAt(view.tree, position);
  const program = shownOf(view.analysis, workspace.lastGood(view.folder));
  const place = around(view.tree, offset);
  // A figure has no name, and the index of names of a large program takes longer than all the rest.
  if (isProse(view.tree, offset)) return null;
  const named = /^[\p{L}\d_]/u.test(wordUnder(view, offset)) ? nameAt(workspace, view, offset) : undefined;
  const lines =
    (named && program ? describeName(named.thing, program, workspace, view) : undefined) ??
    (program ? describeCell(view, offset, program, workspace) : undefined) ??
    describeCode(view, offset, workspace) ??
    describeWord(view, offset, place);
  if (!lines || lines.length === 0) return null;
  const token = tokensAt(view.tree, offset).at(-1);
  const range = named?.span ?? (token && { start: token.startOffset, end: token.endOffset + 1 });
  return {
    contents: { kind: MarkupKind.Markdown, value: lines.join("\n\n") },
    ...(range ? { range: toRange(view.tree, range) } : {}),
  };
}

const wordUnder = ({ tree: { text } }: FileView, offset: number): string => {
  const { start, end } = wordAt(text, offset);
  const before = text.charAt(start - 1);
  return before === "$" || before === "." || before === "," ? "" : text.slice(start, end);
};

/** What the word stands for: by the index as it last was where one thing alone has this name, and else by a new one. */
function nameAt(workspace: Workspace, view: FileView, offset: number) {
  const span = wordAt(view.tree.text, offset);
  const [thing, another] = workspace.recentSymbols(view.folder)?.named(wordUnder(view, offset)) ?? [];
  if (thing && !another && !isLanguageWord(thing.name)) return { thing, span };
  return workspace.symbols(view.folder).at(view.tree, offset);
}

const bold = (text: string): string => `**${text}**`;

function describeCell(
  { tree, folder }: FileView,
  offset: number,
  program: Program,
  workspace: Workspace,
): readonly string[] | undefined {
  const rate = rateAt(tree, offset, program);
  if (rate) {
    const [title = "", ...rest] = describeRate(rate, program);
    return [bold(title), ...rest, ...computed(rate, program, workspace.book(folder))];
  }
  const found = benefitAt(tree.path, offset, program);
  if (!found) return undefined;
  const { cell, coverage } = found;
  const about = [cell.service, cell.network, cell.channel]
    .filter((name) => name !== undefined)
    .map((id) => nameInList(id, coverage, program));
  const notes = cell.origin.notes.map(({ text, kind }) =>
    kind === "chosen" ? `Chosen, not printed: ${text}` : text,
  );
  return [
    bold(about.join(", ")),
    ...readAloud(cell, program),
    ...notes.filter((note) => note !== ""),
    ...(cell.origin.cites.length > 0 ? [cell.origin.cites.join(", ")] : []),
  ];
}

/** What only the evaluator can say of a rate: who pays it, and what it comes to where it is derived. */
function computed(cell: RateCell, program: Program, compiled: Compiled | undefined): readonly string[] {
  if (compiled?.of.bound !== program) return [];
  const written = amountOf(cell.row, program);
  if (!written)
    return samplesOf(cell, compiled).map(({ of, rate }) => `${dollars(rate)} for ${keysText(of, program)}`);
  const line = premiumOf(cell, compiled);
  if (!line) return [];
  const loaded = written.equals(line.rate) ? [] : [`With its load it is ${dollars(line.rate)}.`];
  const { employer, employee } = line;
  if (employer === null || employee === null) return loaded;
  return [...loaded, `The employer pays ${dollars(employer)}, the employee ${dollars(employee)}.`];
}

/** Networks of two coverages may be called by one word. */
const nameInList = (id: string, coverage: string, program: Program): string =>
  [...program.services, ...program.networks, ...program.channels].find(
    (one) => one.id === id && one.coverage === coverage,
  )?.name ?? id;

/** The narrowest cell of a schedule that is written at a place. */
function benefitAt(
  file: string,
  offset: number,
  program: Program,
): { readonly cell: Benefit.BenefitCell; readonly coverage: string } | undefined {
  let found: { readonly cell: Benefit.BenefitCell; readonly coverage: string } | undefined;
  for (const { benefits, coverage } of program.plans) {
    for (const cell of benefits?.cells ?? []) {
      const { place } = cell.origin;
      if (place.file !== file || place.span.start > offset || offset > place.span.end) continue;
      const width = place.span.end - place.span.start;
      const narrowest = found?.cell.origin.place.span;
      if (!narrowest || width < narrowest.end - narrowest.start) found = { cell, coverage };
    }
  }
  return found;
}

/** What a name stands for: what it is, its type, its value where that is settled, where it comes from. */
function describeName(
  thing: NamedThing,
  program: Program,
  workspace: Workspace,
  view: FileView,
): readonly string[] | undefined {
  const [space = ""] = thing.spaces;
  if (space.startsWith("a note ")) return describeNote(thing, workspace, view);
  const said = LISTED.flatMap((describeOne) => describeOne(thing, program));
  const [title = thing.name, ...rest] = said;
  const what = [...thing.spaces].filter((one) => !said.length || one !== "an input, formula or condition");
  const uses = thing.uses.length;
  return [
    `${bold(title)} \`${thing.name}\``,
    ...(rest.length === 0 ? [what.join(", ")] : rest),
    `Used in ${uses} ${uses === 1 ? "place" : "places"}.`,
  ];
}

function describeNote({ declarations }: NamedThing, workspace: Workspace, view: FileView): readonly string[] {
  const [place] = declarations;
  const tree = place && workspace.analysis(view.folder).trees.get(place.file);
  const statement = place && tree && around(tree, place.span.start).statement;
  return statement && tree ? [tree.text.slice(statement.span.start, statement.span.end)] : [];
}

type Describer = (thing: NamedThing, program: Program) => readonly string[];

const by =
  <T extends { readonly id: string }>(
    space: string,
    pick: (program: Program) => readonly T[],
    say: (one: T, program: Program) => readonly string[],
  ): Describer =>
  (thing, program) =>
    [...thing.spaces].some((one) => one === space || one.startsWith(`${space} `))
      ? pick(program)
          .filter(({ id }) => id === thing.name)
          .slice(0, 1)
          .flatMap((one) => say(one, program))
      : [];

const VALUES = "an input, formula or condition";
const MOST_CHOICES = 12;

const cited = ({ origin: { cites, notes } }: Plan | Program["inputs"][number]): readonly string[] => [
  ...(cites.length > 0 ? [cites.join(", ")] : []),
  ...notes
    .filter(({ text }) => text !== "")
    .map(({ text, kind }) => (kind === "chosen" ? `Chosen, not printed: ${text}` : text)),
];

const LISTED: readonly Describer[] = [
  by("a plan", ({ plans }) => plans, describePlan),
  by(
    "a coverage",
    ({ coverages }) => coverages,
    (one, program) => [
      one.name,
      "coverage",
      ...(one.carrier === undefined ? [] : [`insured by ${carrierName(one.carrier, program)}`]),
      ...(one.needs.length > 0
        ? [`needs ${one.needs.map((id) => nameOf("coverage", id, program)).join(", ")}`]
        : []),
    ],
  ),
  by(
    "a tier",
    ({ tierSets }) => tierSets.flatMap(({ tiers }) => tiers),
    ({ name, least, most }) => [name, `tier${least === undefined ? "" : `: covers ${people(least, most)}`}`],
  ),
  by(
    "a carrier",
    ({ carriers }) => carriers,
    ({ name, formerly }) => [name, `carrier${formerly ? `, formerly ${formerly}` : ""}`],
  ),
  by(
    "an area",
    ({ areas }) => areas?.areas ?? [],
    ({ name, places }) => [name, `area: ${some(places)}`],
  ),
  by(
    "a class",
    ({ classes }) => classes,
    ({ name }) => [name, "class"],
  ),
  by(
    "a service",
    ({ services }) => services,
    ({ name, coverage, groups, codes }) => [
      name,
      `service of ${coverage}${groups.length > 0 ? `, in ${groups.join(", ")}` : ""}`,
      ...(codes.length > 0
        ? [`codes ${codes.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join(", ")}`]
        : []),
    ],
  ),
  by(
    "a network",
    ({ networks }) => networks,
    ({ name, coverage }) => [name, `network of ${coverage}`],
  ),
  by(
    VALUES,
    ({ inputs }) => inputs,
    (one) => [
      one.meaning ?? one.id,
      `asked for: ${describe(one.type)}${one.unit === undefined ? "" : `, ${one.unit}`}`,
      ...(one.choices.length > 0 ? [some(one.choices)] : []),
      ...(one.otherwise === undefined ? [] : [`${one.otherwise} where nobody says it`]),
      ...cited(one),
    ],
  ),
  by(
    VALUES,
    ({ formulas }) => formulas,
    (one, program) => {
      const value = constantOf(one.value, program);
      const isMoney = one.type.kind === "figure" && (one.type.units.money ?? 0) > 0;
      const shown = value && (isMoney ? dollars(value) : plain(value));
      return [one.id, `formula: ${describe(one.type)}`, ...(shown === undefined ? [] : [`It is ${shown}.`])];
    },
  ),
  by(
    VALUES,
    ({ conditions }) => conditions,
    ({ name }) => [name, "condition"],
  ),
];

const carrierName = (id: string, { carriers }: Program): string =>
  carriers.find((one) => one.id === id)?.name ?? id;

const some = (names: readonly string[]): string =>
  names.length <= MOST_CHOICES
    ? names.join(", ")
    : `${names.slice(0, MOST_CHOICES).join(", ")} and ${names.length - MOST_CHOICES} more`;

function people(least: number, most: number | undefined): string {
  if (most === undefined) return `${least} or more`;
  return least === most ? `${least} ${least === 1 ? "person" : "people"}` : `${least} to ${most}`;
}

/** A plan with what holds for it after `like`: its deductibles and maxima. */
function describePlan(plan: Plan, program: Program): readonly string[] {
  const accounts = (plan.benefits?.accumulators ?? []).map(({ name, amounts, networks, of }) => {
    const figures = amounts.map(({ per, amount }) => {
      const value = constantOf(amount, program);
      return `${value ? dollars(value) : "by input"} per ${per}`;
    });
    const where = networks.length > 0 ? `, in ${networks.join(", ")}` : "";
    return `${name.replaceAll("_", " ")}: ${of === undefined ? figures.join(", ") : `that of ${of}`}${where}`;
  });
  return [
    plan.name,
    `${plan.isSchedule ? "schedule" : "plan"} of ${nameOf("coverage", plan.coverage, program)}${plan.carrier === undefined ? "" : `, ${carrierName(plan.carrier, program)}`}`,
    ...(accounts.length > 0 ? [accounts.map((line) => `- ${line}`).join("\n")] : []),
    ...cited(plan),
  ];
}

function describeCode(
  { tree }: FileView,
  offset: number,
  { host }: Workspace,
): readonly string[] | undefined {
  const { start, end } = wordAt(tree.text, offset);
  const code = tree.text.slice(start, end);
  if (!isCode(code)) return undefined;
  const page = host.pageUri(code);
  return [bold(`${code}: ${REGISTRY[code].title}`), ...(page === undefined ? [] : [`[Its page](${page})`])];
}

/** A word of the language, at the beginning of a line or of a heading. */
function describeWord(
  { tree }: FileView,
  offset: number,
  { statement, blocks }: Around,
): readonly string[] | undefined {
  if (!statement || statement.kind === "row" || statement.kind === "leftover") return undefined;
  const isIn = (count: number) => {
    const last = statement.items[count - 1];
    return last !== undefined && offset <= last.endOffset + 1;
  };
  if (statement.kind === "block") {
    const words = wordsOfBlock(statement, blocks);
    const spec = ALL_BLOCKS[words];
    return spec && isIn(words.split(" ").length) ? explained(words, spec.means, spec.example) : undefined;
  }
  const line = tree.text.slice(statement.span.start, statement.span.end);
  const convention = CONVENTIONS.find(({ words }) => line.startsWith(words));
  if (convention && wordsOfBlock(blocks.at(-1) ?? statement, blocks.slice(0, -1)) === "conventions") {
    const said = line.slice(convention.words.length).trim();
    const reading = convention.readings.find(({ words }) => said.startsWith(words));
    return [bold(convention.words), convention.means, ...(reading ? [`Read so: ${reading.means}.`] : [])];
  }
  const known = knownLine(statement, blocks);
  if (!known || known.isDeclared || !isIn(known.count)) return undefined;
  return explained(known.words, known.spec.means, known.spec.example);
}

const explained = (words: string, means: string, example: string): readonly string[] => [
  bold(words),
  means,
  `\`\`\`plan\n${example}\n\`\`\``,
];
