import {
  type Balance,
  type Book,
  type ClaimAnswer,
  type LineAnswer,
  listed,
  monthName,
} from "@planwright/evaluator";
import type { Condition, Expression, RateBook } from "@planwright/ratebook";
import type { Household } from "./claim-household.js";
import { money } from "./text.js";

/** A household with its answer. `errors` are those of the household and of its lines, unread ones too. */
export interface Paid {
  readonly household: Household;
  readonly answer: ClaimAnswer;
  /** What every account stood at right after a line, by the name of the line; only where it is to be shown. */
  readonly standings: ReadonlyMap<string, readonly Balance[]>;
}

type Benefits = NonNullable<RateBook["plans"][number]["benefits"]>;
type Cell = Benefits["cells"][number];

/** Display names of what answers name, as far as the program has them. */
export class Names {
  private readonly book: RateBook;
  private readonly plans: ReadonlyMap<string, RateBook["plans"][number]>;
  /** What was written where, by plan and part; made when first asked for. */
  private readonly places = new Map<string, Map<string, readonly object[]>>();

  constructor({ prepared }: Book) {
    this.book = prepared.book;
    this.plans = new Map(this.book.plans.map((plan) => [plan.id, plan]));
  }

  plan(id: string | null): string {
    return (id === null ? undefined : this.plans.get(id)?.name) ?? id ?? "";
  }

  private coverage(plan: string | null): string | undefined {
    return plan === null ? undefined : this.plans.get(plan)?.coverage;
  }

  service({ plan, service }: Pick<LineAnswer, "plan" | "service">): string {
    const coverage = this.coverage(plan);
    const found = this.book.services.find((one) => one.id === service && one.coverage === coverage);
    return found?.name ?? service ?? "";
  }

  network({ plan, network }: Pick<LineAnswer, "plan" | "network">): string | undefined {
    const coverage = this.coverage(plan);
    const found = this.book.networks.find((one) => one.id === network && one.coverage === coverage);
    return found?.name ?? network ?? undefined;
  }

  /** What an account is called in a list: services and networks by their names. */
  account({ plan, name }: Balance): string {
    const coverage = this.coverage(plan);
    const { services, networks } = this.book;
    const known = new Map(
      [...networks, ...services].filter((one) => one.coverage === coverage).map((one) => [one.id, one.name]),
    );
    const words = name.includes(" ")
      ? name.replace(/(?<=(?: of | for | in |, ))\w+/g, (id) => known.get(id) ?? id)
      : name;
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  }

  /** The accumulator of a plan, or of another that it shares. */
  accumulator(plan: string | null, id: string) {
    const own = plan === null ? [] : (this.plans.get(plan)?.benefits?.accumulators ?? []);
    return (
      own.find((one) => one.of === undefined && (one.id === id || one.name === id)) ??
      this.book.plans
        .flatMap(({ benefits }) => benefits?.accumulators ?? [])
        .find((one) => one.id === id || one.name === id)
    );
  }

  /** The cells of a plan that were written at a place, of the network of a line where they are by network. */
  cellsAt(
    { plan, network }: Pick<LineAnswer, "plan" | "network">,
    source: string | undefined,
  ): readonly Cell[] {
    const at = this.writtenAt(plan, "cells", source);
    const own = at.filter((cell) => cell.network === undefined || cell.network === network);
    return own.length > 0 ? own : at;
  }

  /** The condition that a rule of the plan sets, where one rule alone can be meant. */
  conditionAt({ plan, service }: Pick<LineAnswer, "plan" | "service">, source: string | undefined): string {
    const at = this.writtenAt(plan, "rules", source);
    const named = at.filter(({ services }) => service !== null && services.includes(service));
    const [rule, ...others] = named.length > 0 ? named : at;
    return rule && others.length === 0 ? (conditionWords(rule.when) ?? "") : "";
  }

  private writtenAt<Part extends "cells" | "rules">(
    plan: string | null,
    part: Part,
    source: string | undefined,
  ): readonly Benefits[Part][number][] {
    if (plan === null || source === undefined) return [];
    const key = `${plan}|${part}`;
    let places = this.places.get(key) as Map<string, Benefits[Part][number][]> | undefined;
    if (!places) {
      places = this.placesOf(plan, part);
      this.places.set(key, places);
    }
    return places.get(source) ?? [];
  }

  private placesOf<Part extends "cells" | "rules">(
    plan: string,
    part: Part,
  ): Map<string, Benefits[Part][number][]> {
    const { plans, sources } = this.book;
    const index = plans.findIndex(({ id }) => id === plan);
    const all: readonly Benefits[Part][number][] = plans[index]?.benefits?.[part] ?? [];
    const places = new Map<string, Benefits[Part][number][]>();
    for (const [i, one] of all.entries()) {
      const found = sources?.[`/plans/${index}/benefits/${part}/${i}`];
      if (!found) continue;
      const at = `${found.file}:${found.line}`;
      places.set(at, [...(places.get(at) ?? []), one]);
    }
    return places;
  }

  /** Whether the family's amount goes before the amounts of its members. */
  isAggregate(plan: string | null, id: string): boolean {
    const found = this.accumulator(plan, id);
    if (found?.manner !== undefined) return found.manner === "aggregate";
    const { family_deductible, family_out_of_pocket_maximum } = this.book.conventions;
    const said = found?.kind === "out_of_pocket_maximum" ? family_out_of_pocket_maximum : family_deductible;
    return said?.reading === "aggregate";
  }
}

/** `1234.5` as `123450` hundredths. A figure that does not end is not known. */
export function centsOf(decimal: string): bigint | undefined {
  const parts = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/.exec(decimal);
  if (!parts) return undefined;
  const units = BigInt(`${parts[2]}${(parts[3] ?? "").padEnd(2, "0")}`);
  return parts[1] === "-" ? -units : units;
}

/** 123450 as `1234.50`. */
export function decimalOf(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `12000.00` as `12,000.00`. */
export const bare = (decimal: string): string => money(decimal).replace("$", "");

/** `12000.00` as `$12,000`, `20.50` as `$20.50`. */
export const dollars = (decimal: string): string => money(decimal.replace(/\.00$/, ""));

export const isZero = (decimal: string): boolean => centsOf(decimal) === 0n;

/** `2015-03-02` as `2 March 2015`. */
export function dateInWords(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(date)} ${monthName(Number(month))} ${year}`;
}

/** The days of a text, in words. */
export const datesInWords = (text: string): string =>
  text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => dateInWords(day));

const spaced = (name: string): string => name.replaceAll("_", " ");

/** `prior authorization`, `patient age at most 2`; nothing for what is longer than a note. */
function conditionWords(condition: Condition): string | undefined {
  switch (condition.op) {
    case "truth":
    case "condition":
      return spaced(condition.ref);
    case "not": {
      const words = conditionWords(condition.a);
      return words === undefined ? undefined : `not ${words}`;
    }
    case "all":
    case "any": {
      const words = condition.of.map((one) => conditionWords(one));
      if (words.some((one) => one === undefined)) return undefined;
      return words.join(condition.op === "all" ? " and " : " or ");
    }
    case "is":
      return `${spaced(condition.key)} is ${condition.values.map((value) => spaced(value)).join(" or ")}`;
    case "compare": {
      const [a, b] = [operandWords(condition.a), operandWords(condition.b)];
      return a === undefined || b === undefined ? undefined : `${a} ${spaced(condition.relation)} ${b}`;
    }
    default:
      return undefined;
  }
}

function operandWords(e: Expression): string | undefined {
  if (e.op === "literal") return e.percent ? `${e.value}%` : e.value;
  return e.op === "input" || e.op === "formula" ? spaced(e.ref) : undefined;
}

/** Joins parts, and begins a new line before a part that does not fit. */
function flowed(parts: readonly string[], gap: string, width: number, indent: string): string {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.pop();
    if (last === undefined) lines.push(part);
    else if (last.length + gap.length + part.length <= width) lines.push(`${last}${gap}${part}`);
    else lines.push(last, `${indent}${part}`);
  }
  return lines.join("\n");
}

type Figure = "charge" | "member_pays" | "plan_pays" | "balance_bill" | "written_off" | "other_paid";

/** `Together   charge 13,300.00 = you pay 2,600.00 + plan pays …`; parts that are zero are left out. */
export function together(lines: readonly LineAnswer[], width: number): string {
  const sum = (figure: Figure): string =>
    decimalOf(lines.reduce((total, line) => total + (centsOf(line[figure]) ?? 0n), 0n));
  const parts = (
    [
      ["balance bill", "balance_bill"],
      ["written off", "written_off"],
      ["other payer", "other_paid"],
    ] as const
  ).flatMap(([label, figure]) => {
    const amount = sum(figure);
    return isZero(amount) ? [] : [`+ ${label} ${bare(amount)}`];
  });
  const begin = `Together   charge ${bare(sum("charge"))} = you pay ${bare(sum("member_pays"))}`;
  return flowed([begin, `+ plan pays ${bare(sum("plan_pays"))}`, ...parts], " ", width, "           ");
}

/** `family of a, b and c`; of many only the number. */
function peopleWords(people: readonly string[], isFamily: boolean): string {
  const who = people.length > 8 ? `${people.length} members` : listed(people);
  return isFamily && who !== "" ? `family of ${who}` : who;
}

/** `Household 17   Gold PPO   family of a, b and c   Participating provider   2015`. */
export function headingOf(
  { household, answer }: Paid,
  names: Names,
  width: number,
  network?: string,
): string {
  const { claim, id, place } = household;
  const own = id === null ? place : `household ${id}`;
  const label = own === "" ? "" : `${own.charAt(0).toUpperCase()}${own.slice(1)}`;
  const riders = (claim?.plans ?? []).map((plan) => names.plan(plan));
  const people = (claim?.members ?? []).map((member) => member.id);
  const isFamily = claim?.family ?? people.length > 1;
  const years = answer.lines.map(({ date }) => date.slice(0, 4)).sort();
  const [first, last] = [years[0], years[years.length - 1]];
  const parts = [
    label,
    claim ? listed(riders) : names.plan(household.plan),
    peopleWords(people, isFamily),
    network ?? "",
    first === last ? (first ?? "") : `${first} to ${last}`,
  ];
  return flowed(
    parts.filter((part) => part !== ""),
    "   ",
    width,
    "    ",
  );
}
