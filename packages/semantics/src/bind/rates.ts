import type { NameNode, PeriodWord, UnitBase, UnitNode } from "@planwright/syntax";
import type { Continuation, Coverage, Key, RateTable } from "../model.js";
import type { Place } from "../places.js";
import type { KeyedLines } from "../rules/sound.js";
import type { FileScope } from "../reading/block.js";
import { bindCondition } from "../types/condition.js";
import { replaceWith } from "../diagnostics/report.js";
import { dollars, exact, isZero, shortest } from "../types/exact.js";
import { bindExpression, bindStep } from "../types/expression.js";
import { bindPairs } from "../types/question.js";
import type { Where } from "../types/typed.js";
import { dayBefore } from "../types/days.js";
import { multiplied, MONEY_PER_MONTH, sameUnits, type Units, units, describeUnits } from "../types/units.js";
import { bindDates, type ProgramFacts } from "./program.js";
import { RateRows } from "./rate-rows.js";
import type { RatesBlock } from "./table-keys.js";
import { placeOf, type Scope } from "./scope.js";

const COUNTED = ["enrollment", "employee", "participant", "member", "dependent unit"];

/** A bound table with what its checks need. */
export interface BoundRates {
  readonly table: RateTable;
  readonly block: RatesBlock;
  /** How many rows the table has. */
  readonly count: number;
  /** The tables that it was written as. */
  readonly tables: readonly KeyedLines[];
  /** The cells and headings that say its bands. */
  readonly bandPlaces: ReadonlyMap<Key, Place>;
  /** Every row was read, so what is missing is missing. */
  readonly complete: boolean;
  readonly notOffered: ReadonlyMap<string, string>;
  readonly tierMembers: ReadonlySet<string>;
}

/** What a rate is per, with everything said. */
interface SaidUnit extends UnitNode {
  readonly base: Exclude<UnitBase, { kind: "amount" }> | (AmountBase & { readonly of: NameNode });
  readonly period: PeriodWord;
}
type AmountBase = Extract<UnitBase, { kind: "amount" }>;

/**
 * A unit that leaves out its period, or what its amount is of: it is reported elsewhere, and goes on as the volume of
 * its coverages and per month, so that the rest of the block is checked.
 */
function saidUnit(unit: UnitNode, coverages: readonly string[], scope: Scope): SaidUnit {
  const period = unit.period ?? "month";
  if (unit.base.kind === "counted") return { ...unit, base: unit.base, period };
  if (unit.base.of) return { ...unit, base: { ...unit.base, of: unit.base.of }, period };
  const volume = scope.volumeUnitsOf(coverages[0] ?? "");
  const of: NameNode = { kind: "name", name: "volume", span: unit.span };
  return { ...unit, base: { ...unit.base, of, monthly: volume?.month !== undefined }, period };
}

function reportUnsaid(unit: UnitNode, block: RatesBlock, scope: Scope): void {
  const place = placeOf(block.file, unit.span);
  const end = { start: unit.span.end, end: unit.span.end };
  if (!unit.period) {
    scope.reporter.report("PW2501", { what: "over which time these rates are due" }, place, {
      cause: "period of rates",
      why: "A rate is due each month as a rule, and each quarter, year or pay period in some programs.",
      fixes: [{ title: "`per month`", edits: [{ file: block.file, span: end, text: " per month" }] }],
    });
  }
  if (unit.base.kind !== "amount" || unit.base.of) return;
  const amount = dollars(unit.base.amount);
  const per = unit.period ? ` per ${unit.period}` : "";
  scope.reporter.report("PW2501", { what: `what these ${amount} are of` }, place, {
    why: "Of the volume insured, of monthly pay, or of annual pay: the premium differs twelvefold.",
    fixes: ["volume", "monthly volume"].map((of) => replaceWith(place, `${amount} of ${of}${per}`)),
  });
}

/** The units of a rate: money per base per period. */
function unitsOfRate(unit: SaidUnit): Units {
  if (unit.base.kind === "counted") return units({ money: 1, [unit.base.of]: -1, [unit.period]: -1 });
  const base: Record<string, number> = { [unit.base.of.name === "volume" ? "volume" : "money"]: 1 };
  if (unit.base.monthly) base.month = -1;
  return multiplied(units({ money: 1, [unit.period]: -1 }), units(base), -1);
}

/** Learns the unit of every coverage's rates, so that a rate can ask for another in any order. */
export function declareRateUnits(block: RatesBlock, scope: Scope): void {
  const unit = block.one("per");
  if (!unit || (unit.value.base.kind === "counted" && !COUNTED.includes(unit.value.base.of))) return;
  const names = (block.heading?.for ?? []).map(({ name }) => name);
  const of = unitsOfRate(saidUnit(unit.value, names, scope));
  for (const name of block.heading?.for ?? []) {
    const earlier = scope.rateUnits.get(name.name);
    if (earlier && !sameUnits(earlier, of)) {
      const what = `The rates of ${name.name} have two units: ${describeUnits(earlier)}, and here ${describeUnits(of)}`;
      scope.reporter.report("PW3001", { what }, unit.place);
    } else scope.rateUnits.set(name.name, of);
  }
}

export function bindRates(
  block: RatesBlock,
  files: FileScope,
  scope: Scope,
  program: ProgramFacts,
  coverages: ReadonlyMap<string, Coverage>,
): BoundRates | undefined {
  const { heading } = block;
  if (!heading) return undefined;
  const covered = scope.findCoverages(heading.for, block.file);
  const where: Where = { file: block.file, coverage: covered.length === 1 ? covered[0] : undefined };
  const when = heading.when && bindCondition(heading.when, scope, where);
  const effective = heading.effective ? bindDates(heading.effective, block.file, scope) : program.effective;
  const unit = block.one("per");
  const place = placeOf(block.file, block.node.span);
  if (!unit && !block.isGiven("per") && block.isWhole) {
    scope.reporter.report("PW0025", { block: `\`rates for ${covered.join(", ")}\``, what: "unit" }, place, {
      why: "Nothing says what each rate is per. It is written like `per enrollment per month`.",
    });
  }
  if (covered.length === 0 || !effective || !unit || (heading.when && !when)) return undefined;
  reportUnsaid(unit.value, block, scope);
  const said = saidUnit(unit.value, covered, scope);
  if (!checkUnit(said, block, scope, coverages, covered)) return undefined;
  const troubles = scope.reporter.troubles;
  const rows = new RateRows(block, files, scope, covered, unitsOfRate(said)).read();
  return {
    block,
    complete: block.isWhole && scope.reporter.troubles === troubles,
    count: rows.count,
    tables: rows.tables,
    bandPlaces: rows.bandPlaces,
    notOffered: rows.notOffered,
    tierMembers: rows.tiers,
    table: {
      coverages: covered,
      when,
      effective,
      per: written(unit.node),
      base:
        said.base.kind === "counted"
          ? said.base
          : { ...said.base, amount: shortest(said.base.amount), of: said.base.of.name },
      keys: rows.keys,
      get rows() {
        return rows.rows;
      },
      computed: rows.computed,
      tiers: rows.tiersRated,
      guaranteed: guaranteed(block, scope),
      load: load(block, scope),
      continuation: continuation(block, scope, where),
      notOffered: [...rows.notOffered].map(([value, key]) => ({ key, value })),
      furtherMembers: furtherMembers(block, scope, where),
      origin: block.origin,
    },
  };
}

/** `continuation of status active for disability`. */
function continuation(block: RatesBlock, scope: Scope, where: Where): Continuation | undefined {
  const read = block.one("continuation of");
  if (!read) return undefined;
  const keys = bindPairs(read.value.with, scope, where, where.coverage);
  const { reason } = read.value;
  if (reason && reason.name !== "disability") {
    const place = placeOf(block.file, reason.span);
    scope.reporter.report("PW1001", { name: reason.name, kind: "a reason of a continuation" }, place, {
      why: "A continuation for disability may cost more. Any other is written without `for`.",
    });
    return undefined;
  }
  return keys && { with: keys, reason: reason ? "disability" : undefined };
}

/** What follows `per`, as written. */
function written(node: { readonly items: readonly { readonly image: string }[] }): string {
  return node.items
    .slice(1)
    .map(({ image }) => image)
    .join(" ");
}

/** A rate times its quantity must come to money per month. */
function checkUnit(
  unit: SaidUnit,
  block: RatesBlock,
  scope: Scope,
  coverages: ReadonlyMap<string, Coverage>,
  covered: readonly string[],
): boolean {
  const rate = unitsOfRate(unit);
  const place = placeOf(block.file, unit.span);
  const { base } = unit;
  if (base.kind === "counted") {
    if (!COUNTED.includes(base.of)) {
      scope.reporter.report("PW1001", { name: base.of, kind: "what a rate is per" }, place, {
        why: `A rate is per ${COUNTED.join(", per ")}, or per an amount: \`per $1,000 of volume per month\`.`,
      });
      return false;
    }
    return cancels(multiplied(rate, units({ [base.of]: 1 })), `one ${base.of}`, place, scope);
  }
  if (isZero(base.amount)) {
    scope.reporter.report("PW3004", {}, place);
    return false;
  }
  if (base.of.name !== "volume") {
    const typed = bindExpression(base.of, scope, { file: block.file, coverage: undefined });
    if (!typed) return false;
    const quantity = typed.type.kind === "figure" ? typed.type.units : {};
    return cancels(
      multiplied(rate, quantity),
      `${base.of.name} (${describeUnits(quantity)})`,
      place,
      scope,
      base.of.name,
    );
  }
  return covered.every((id) => {
    const volume = coverages.get(id)?.volumeUnits;
    if (volume)
      return cancels(
        multiplied(rate, volume),
        `the volume of ${id} (${describeUnits(volume)})`,
        place,
        scope,
      );
    if (scope.broken.covers(id)) {
      scope.reporter.passOver();
      return false;
    }
    scope.reporter.report("PW3001", { what: `The rate is per volume, and ${id} has no volume` }, place, {
      cause: `There is no volume of ${id}: it has no volume`,
      why: `A block \`coverage ${id}\` says how its volume is chosen or computed.`,
    });
    return false;
  });
}

function cancels(
  product: Units,
  quantity: string,
  place: ReturnType<typeof placeOf>,
  scope: Scope,
  name?: string,
): boolean {
  if (sameUnits(product, MONEY_PER_MONTH)) return true;
  const left = multiplied(product, MONEY_PER_MONTH, -1);
  const advice =
    left.year !== undefined
      ? ` Write ${name ? `\`${name} by the month\` in a formula` : "`by the month` where the amount is per year"}.`
      : "";
  scope.reporter.report("PW3002", { got: describeUnits(product), wanted: "money per month" }, place, {
    why: `A premium is money per month. This rate times ${quantity} leaves “${leftOver(left)}” over.${advice}`,
  });
  return false;
}

function leftOver(left: Units): string {
  return Object.entries(left)
    .map(([unit, power]) => (power < 0 ? `per ${unit}` : unit))
    .join(" ");
}

function guaranteed(block: RatesBlock, scope: Scope): string | undefined {
  const read = block.one("guaranteed");
  if (!read) return undefined;
  const { day, word } = read.value;
  if (day.kind !== "day") {
    scope.reporter.report("PW3003", { wanted: "A day", got: "something else" }, read.place);
    return undefined;
  }
  return word === "through" ? day.value : safeDayBefore(day.value);
}

/** A day that does not exist has been reported already. */
function safeDayBefore(day: string): string | undefined {
  try {
    return dayBefore(day);
  } catch {
    return undefined;
  }
}

function load(block: RatesBlock, scope: Scope): RateTable["load"] {
  const read = block.one("load");
  if (!read) return undefined;
  const { percent, rounding } = read.value;
  if (percent.kind !== "percent") {
    scope.reporter.report("PW3003", { wanted: "A percentage", got: "something else" }, read.place);
    return undefined;
  }
  const step = rounding && bindStep(rounding, "money", scope, { file: block.file });
  if (rounding && step === undefined) return undefined;
  if (exact(percent.value).compare(-100) < 0) {
    scope.reporter.report(
      "PW3003",
      { wanted: "A load that leaves a rate above zero", got: `${percent.value}%` },
      read.place,
    );
    return undefined;
  }
  return {
    percent: shortest(percent.value),
    rounding: rounding && step !== undefined ? { mode: rounding.mode, to: step } : undefined,
  };
}

function furtherMembers(block: RatesBlock, scope: Scope, where: Where): RateTable["furtherMembers"] {
  return block.all("each further member").flatMap(({ value }) => {
    const tiers = value.tiers.flatMap((name) => {
      const tier = scope.tiers.find(name, where.file);
      if (tier && (tier.least === undefined || tier.most !== undefined)) {
        const what =
          tier.least === undefined
            ? `The tier ${tier.id} does not say how many it covers`
            : `The tier ${tier.id} covers ${tier.most}, and no further member`;
        scope.reporter.report("PW3001", { what }, placeOf(where.file, name.span), {
          why: "Only a tier that is open, such as `covers 3 or more with medicare`, has further members.",
        });
        return [];
      }
      return tier ? [tier.id] : [];
    });
    const typed = bindExpression(value.adds, scope, where);
    if (!typed || tiers.length === 0) return [];
    const wanted = scope.rateUnits.get(where.coverage ?? "");
    const ok =
      typed.type.kind === "figure" &&
      (sameUnits(typed.type.units, { money: 1 }) || (wanted && sameUnits(typed.type.units, wanted)));
    if (ok) return [{ tiers, adds: typed.value }];
    scope.reporter.report(
      "PW3003",
      { wanted: "A rate", got: "something else" },
      placeOf(where.file, value.adds.span),
    );
    return [];
  });
}
