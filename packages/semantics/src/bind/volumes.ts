import type { VolumeNode } from "@planwright/syntax";
import type { Expression, VolumeRule } from "../model.js";
import type { Read } from "../reading/block.js";
import { bindRange } from "../types/condition.js";
import { dollars, exact, isZero, shortest } from "../types/exact.js";
import { bindExpression, expectUnits } from "../types/expression.js";
import type { Where } from "../types/typed.js";
import { describe, type Units, units } from "../types/units.js";
import { placeOf, type Scope } from "./scope.js";

/** Money that is insured: `{ money: 1, month: -1 }` becomes `{ volume: 1, month: -1 }`. */
export const asVolume = (of: Units): Units =>
  units({ ...of, volume: (of.volume ?? 0) + (of.money ?? 0), money: 0 });
export const asMoney = (of: Units): Units =>
  units({ ...of, money: (of.money ?? 0) + (of.volume ?? 0), volume: 0 });

/** An amount that bounds a volume: money or volume, in the units of the volume. */
export function bindVolumeAmount(
  node: Parameters<typeof bindExpression>[0],
  wanted: Units,
  scope: Scope,
  where: Where,
): Expression | undefined {
  const typed = bindExpression(node, scope, where);
  if (!typed) return undefined;
  const got =
    typed.type.kind === "figure"
      ? { ...typed, type: { kind: "figure" as const, units: asVolume(typed.type.units) } }
      : typed;
  return expectUnits(node, got, wanted, scope, where) ? typed.value : undefined;
}

/** How much is insured: chosen from a range, times pay, or computed. */
export function bindVolume(
  read: Read<VolumeNode>,
  wanted: Units | undefined,
  scope: Scope,
  where: Where,
): VolumeRule | undefined {
  const { value: node } = read;
  if (node.twice) {
    const { words, span } = node.twice;
    scope.reporter.report("PW0024", { what: `\`${words}\`` }, placeOf(where.file, span), {
      why: "Write the one that holds; `lesser of $90,000 and $100,000` is the smaller of two.",
    });
  }
  const most = node.most && wanted && bindVolumeAmount(node.most, wanted, scope, where);
  if (node.step && node.form.kind !== "chosen") {
    scope.reporter.report(
      "PW2201",
      { what: "Only a volume that is chosen from a range has steps" },
      placeOf(where.file, node.step.span),
    );
  }
  if (node.noMaximum && most) {
    scope.reporter.report("PW2201", { what: "This volume has a maximum and `no maximum`" }, read.place);
  }
  switch (node.form.kind) {
    case "chosen":
      return bindChosen(node, node.form.range, most, read, scope, where);
    case "times":
      return bindTimes(node, node.form, most, read, scope, where);
    case "computed":
      return bindComputed(node.form, most, read, scope, where);
  }
}

function bindTimes(
  node: VolumeNode,
  { pay: named, multiples }: VolumeNode["form"] & { kind: "times" },
  most: Expression | undefined,
  { place: rule, origin }: Read<VolumeNode>,
  scope: Scope,
  { file }: Where,
): VolumeRule | undefined {
  const pay = scope.inputs.get(named.name);
  const place = placeOf(file, named.span);
  if (!pay) {
    scope.values.missing(named.name, place);
    return undefined;
  }
  if (pay.type.kind !== "figure" || pay.type.units.money !== 1 || pay.type.units.year !== -1) {
    const got = `${pay.id}, which is ${describe(pay.type)}`;
    scope.reporter.report("PW3003", { wanted: "A pay per year", got }, place);
    return undefined;
  }
  if (!node.noMaximum && !most) {
    scope.reporter.report("PW2501", { what: "how high this volume may be" }, rule, {
      why: "A multiple of pay has a maximum in most plans. Write `at most $...`, or `no maximum`.",
    });
  }
  return { kind: "times", multiples, pay: pay.id, most, origin };
}

function bindComputed(
  { value }: VolumeNode["form"] & { kind: "computed" },
  most: Expression | undefined,
  { origin }: Read<VolumeNode>,
  scope: Scope,
  where: Where,
): VolumeRule | undefined {
  const typed = bindExpression(value, scope, where);
  if (!typed) return undefined;
  const { type } = typed;
  if (type.kind !== "figure" || ((type.units.money ?? 0) !== 1 && (type.units.volume ?? 0) !== 1)) {
    const place = placeOf(where.file, value.span);
    scope.reporter.report("PW3003", { wanted: "An amount of money", got: describe(type) }, place);
    return undefined;
  }
  return { kind: "computed", value: typed.value, most, origin };
}

function bindChosen(
  node: VolumeNode,
  rangeNode: (VolumeNode["form"] & { kind: "chosen" })["range"],
  most: Expression | undefined,
  read: Read<VolumeNode>,
  scope: Scope,
  where: Where,
): VolumeRule | undefined {
  const range = bindRange(rangeNode, { kind: "figure", units: { money: 1 } }, scope, where);
  if (!range) return undefined;
  if (node.noMaximum && range.max !== undefined) {
    scope.reporter.report(
      "PW2201",
      { what: "This volume ends at an amount, and has no maximum" },
      read.place,
    );
  }
  if (!range.minHeld || !range.maxHeld) {
    scope.reporter.report(
      "PW2201",
      { what: "A volume is chosen from its first to its last amount" },
      read.place,
      {
        why: "Both ends can be chosen: `$10,000 to $100,000 in steps of $10,000`.",
      },
    );
  }
  const min = range.min ?? "0";
  const step = node.step && node.step.kind === "money" ? shortest(node.step.value) : undefined;
  if (node.step && (step === undefined || isZero(step))) {
    scope.reporter.report(
      "PW3003",
      { wanted: "An amount of money above zero", got: "this" },
      placeOf(where.file, node.step.span),
    );
    return undefined;
  }
  if (
    step !== undefined &&
    range.max !== undefined &&
    !exact(range.max).sub(exact(min)).mod(exact(step)).equals(0)
  ) {
    const what = `${dollars(range.max)} cannot be reached from ${dollars(min)} in steps of ${dollars(step)}`;
    scope.reporter.report("PW2201", { what }, read.place);
  }
  return { kind: "chosen", min, max: range.max, step, most, origin: read.origin };
}
