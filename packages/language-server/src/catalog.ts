import { type Analysis, describe, type Program } from "@planwright/semantics";
import { CompletionItemKind } from "vscode-languageserver";

/** A name of the author's that may be written somewhere. */
export interface Choice {
  readonly name: string;
  /** What it is called: `Gold PPO`. */
  readonly title: string;
  /** What it is: `plan of medical`. */
  readonly what: string;
  readonly kind: CompletionItemKind;
}

const choice = (name: string, title: string, what: string, kind: CompletionItemKind): Choice => ({
  name,
  title: title === name ? "" : title,
  what,
  kind,
});

const {
  Class,
  Interface,
  EnumMember,
  Variable,
  Function: Fn,
  Constant,
  Module,
  Property,
} = CompletionItemKind;

type Lister = (program: Program, coverages: readonly string[]) => readonly Choice[];

const isOf = (coverages: readonly string[], coverage: string): boolean =>
  coverages.length === 0 || coverages.includes(coverage);

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly coverage: string;
}

const listed =
  (pick: (program: Program) => readonly Listed[], what: string): Lister =>
  (program, coverages) =>
    pick(program)
      .filter(({ coverage }) => isOf(coverages, coverage))
      .map(({ id, name, coverage }) => choice(id, name, `${what} of ${coverage}`, Constant));

export type ListName =
  | "plan"
  | "schedule"
  | "coverage"
  | "tier"
  | "area"
  | "class"
  | "option"
  | "carrier"
  | "network"
  | "service"
  | "channel"
  | "input"
  | "formula"
  | "condition"
  | "account"
  | "funding";

/** The names of each kind, those of the coverages that the place is about where it is about some. */
export const LISTS: Readonly<Record<ListName, Lister>> = {
  plan: (program, coverages) =>
    program.plans
      .filter(({ coverage, isSchedule }) => !isSchedule && isOf(coverages, coverage))
      .map(({ id, name, coverage }) => choice(id, name, `plan of ${coverage}`, Class)),
  schedule: (program) =>
    program.plans
      .filter(({ isSchedule }) => isSchedule)
      .map(({ id, name, coverage }) => choice(id, name, `schedule of ${coverage}`, Class)),
  coverage: (program) => program.coverages.map(({ id, name }) => choice(id, name, "coverage", Interface)),
  tier: (program) =>
    program.tierSets.flatMap(({ tiers }) =>
      tiers.map(({ id, name }) => choice(id, name, "tier", EnumMember)),
    ),
  area: (program) => (program.areas?.areas ?? []).map(({ id, name }) => choice(id, name, "area", EnumMember)),
  class: (program) => program.classes.map(({ id, name }) => choice(id, name, "class", EnumMember)),
  option: (program, coverages) =>
    program.coverages
      .filter(({ id }) => isOf(coverages, id))
      .flatMap(({ id, options }) =>
        options.map((option) => choice(option, option, `option of ${id}`, EnumMember)),
      ),
  carrier: (program) => program.carriers.map(({ id, name }) => choice(id, name, "carrier", Module)),
  network: listed(({ networks }) => networks, "network"),
  service: listed(({ services }) => services, "service"),
  channel: listed(({ channels }) => channels, "channel"),
  input: (program) =>
    program.inputs.map(({ id, meaning, type }) =>
      choice(id, meaning ?? id, `input, ${describe(type)}`, Variable),
    ),
  formula: (program) =>
    program.formulas.map(({ id, type }) => choice(id, id, `formula, ${describe(type)}`, Fn)),
  condition: (program) => program.conditions.map(({ id, name }) => choice(id, name, "condition", Property)),
  account: (program) => program.accounts.map(({ id, name }) => choice(id, name, "account", Variable)),
  funding: (program) => program.fundings.map(({ id, name }) => choice(id, name, "funding", Variable)),
};

const isList = (key: string): key is ListName => Object.hasOwn(LISTS, key);

/** What a key of a table or of a condition may be: the members of a dimension, or the values of an input. */
export function membersOf(key: string, program: Program, coverages: readonly string[]): readonly Choice[] {
  if (
    [
      "plan",
      "tier",
      "area",
      "class",
      "option",
      "coverage",
      "carrier",
      "network",
      "service",
      "channel",
    ].includes(key)
  )
    return isList(key) ? LISTS[key](program, coverages) : [];
  if (key === "drug") return LISTS.service(program, coverages);
  const input = program.inputs.find(({ id }) => id === key);
  if (!input) return [];
  const values = input.kind === "truth" ? ["yes", "no"] : input.choices;
  return values.map((value) => choice(asWritten(value), "", `value of ${key}`, EnumMember));
}

/** A name is one word; a value of several is written in quotes. */
const asWritten = (value: string): string => (/^\p{L}[\p{L}0-9_]*$/u.test(value) ? value : `"${value}"`);

/** What can be shown of a program, also while an error stands in it. */
export const shownOf = ({ bound }: Analysis, good: Analysis | undefined): Program | undefined =>
  bound ?? good?.program;
