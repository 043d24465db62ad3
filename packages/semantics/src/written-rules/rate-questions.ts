import type { AboutNode, QuestionNode } from "@planwright/syntax";
import type Fraction from "fraction.js";
import type { Key, RateTable } from "../model.js";
import { exact } from "../types/exact.js";
import { bindPairs } from "../types/question.js";
import { MONEY_PER_MONTH, NUMBER, PERCENT, type Type } from "../types/units.js";
import type { Asking, Figure } from "./asking.js";
import { keysOfRow } from "./rates.js";

/** 45 CFR 147.102 bounds the rates of adults, who are 21 or older. */
const ADULT = 21;

/** This rate, or another of the coverage: keys that are not said are those of this rate. */
export function rate(node: QuestionNode, asking: Asking): Figure {
  const { known, subject, day, rule } = asking;
  const { scope, rates } = known;
  const here = subject.kind === "rate" ? subject : undefined;
  const [of] = node.of;
  const coverage = of ? asking.coverageNamed(of) : here?.coverage;
  if (coverage === undefined)
    return of ? undefined : asking.refuse(node, "`rate` does not say of which coverage");
  if (scope.brokenRates.has(coverage)) return asking.passOver();
  const said = bindPairs(node.with, scope, { file: rule.file, coverage }, coverage);
  if (!said) return undefined;
  const keys = { ...(here?.coverage === coverage ? here.keys : {}), ...said };
  const on = node.on?.kind === "day" ? node.on.value : day;
  const found = rates.find(coverage, keys, on);
  if (found.kind === "none") return "none";
  if (found.kind === "open") {
    const what = `The rate of ${coverage} depends on ${found.key}`;
    return asking.cannot(node, what, `Write \`with ${found.key} ...\`.`);
  }
  asking.said = { place: found.row.origin.place };
  const units = scope.rateUnits.get(coverage);
  // What a rate is per, such as an enrollment, is said by its block: `$550 per month` is compared with it.
  const type: Type = { kind: "figure", units: units?.volume ? units : MONEY_PER_MONTH };
  return asking.literal(node, type, rates.amount(found.table, found.row, coverage, keys, on));
}

/** The dearest rate over the cheapest, among rates that differ in one key alone: the greatest of them. */
export function rateRatio(node: AboutNode, asking: Asking): Figure {
  const { program, rates, scope } = asking.known;
  const [of] = node.of;
  const isPlan = of?.name === "plan" || program.plans.some(({ id }) => id === of?.name);
  const plan = isPlan ? asking.planOf(node) : undefined;
  const coverage = plan?.coverage ?? (of && !isPlan ? asking.coverageNamed(of) : undefined);
  const whose = node.for.map(({ name }) => name).join(" ");
  if (coverage === undefined) return undefined;
  if (scope.brokenRates.has(coverage)) return asking.passOver();
  if (!node.by || (whose !== "" && whose !== "adults"))
    return asking.refuse(
      node,
      "`greatest rate ratio` says by which key",
      "It is written like `greatest rate ratio of coverage by age for adults`.",
    );
  let greatest: Fraction | undefined;
  for (const table of rates.of(coverage, asking.day)) {
    const key = keyOf(table, node.by.name, asking);
    if (key === undefined) continue;
    const ratio = greatestIn(table, { key, coverage, plan: plan?.id, adults: whose !== "" }, asking);
    if (ratio === null) return asking.literal(node, NUMBER, undefined);
    if (!ratio || (greatest && ratio.compare(greatest) <= 0)) continue;
    greatest = ratio;
    asking.said = { place: table.origin.place };
  }
  return greatest ? asking.literal(node, NUMBER, greatest) : "none";
}

/** The key of a table that is called so; `age` is any input that is an age. */
function keyOf(table: RateTable, by: string, { known }: Asking): string | undefined {
  return table.keys.find((id) => id === by || (by === "age" && known.scope.inputs.get(id)?.kind === "age"));
}

interface Among {
  readonly key: string;
  readonly coverage: string;
  readonly plan: string | undefined;
  readonly adults: boolean;
}

/** The greatest ratio of a table; `null` when a rate depends on a person. */
function greatestIn(table: RateTable, among: Among, asking: Asking): Fraction | undefined | null {
  const groups = new Map<string, { least: Fraction; most: Fraction }>();
  for (const row of table.rows) {
    const keys = keysOfRow(row);
    const isOther = among.plan !== undefined && keys.plan !== undefined && keys.plan !== among.plan;
    if (isOther || row.value === "not_offered" || (among.adults && isOfChildren(row.keys[among.key])))
      continue;
    const figure = asking.known.rates.amount(table, row, among.coverage, keys, asking.day);
    if (!figure) return null;
    if (figure.compare(0) <= 0) continue;
    const rest = JSON.stringify(Object.entries(keys).filter(([id]) => id !== among.key));
    const { least = figure, most = figure } = groups.get(rest) ?? {};
    groups.set(rest, {
      least: figure.compare(least) < 0 ? figure : least,
      most: figure.compare(most) > 0 ? figure : most,
    });
  }
  let greatest: Fraction | undefined;
  for (const { least, most } of groups.values()) {
    const ratio = most.div(least);
    if (!greatest || ratio.compare(greatest) > 0) greatest = ratio;
  }
  return greatest;
}

/** Whether a band of ages, or an age, ends before that of an adult. */
function isOfChildren(key: Key | undefined): boolean {
  if (!key || "any" in key) return false;
  if ("is" in key) return key.is.every((age) => Number(age) < ADULT);
  const { max, maxHeld } = key.range;
  return max !== undefined && (maxHeld ? Number(max) < ADULT : Number(max) <= ADULT);
}

/**
 * The least percentage of the rate that this one continues which is rounded to this one: rounding alone is no
 * overcharge.
 */
export function continuationPercent(node: AboutNode, asking: Asking): Figure {
  const { known, subject, day } = asking;
  const { rates, program } = known;
  if (subject.kind !== "rate" || !subject.table.continuation)
    return asking.refuse(node, `\`${node.head}\` is asked \`for each continuation\``);
  const { table, row, coverage, keys } = subject;
  const continued = { ...keys, ...table.continuation?.with };
  const found = rates.find(coverage, continued, day);
  if (found.kind !== "rate") return "none";
  const here = rates.amount(table, row, coverage, keys, day);
  const there = rates.amount(found.table, found.row, coverage, continued, day);
  if (!here || !there || there.equals(0)) return asking.literal(node, PERCENT, undefined);
  const { mode, to } = program.rounding;
  const rounding = exact(to).mul(mode === "down" ? "0" : mode === "up" ? "1" : "1/2");
  asking.said = { place: row.origin.place };
  return asking.literal(node, PERCENT, here.sub(rounding).div(there));
}
