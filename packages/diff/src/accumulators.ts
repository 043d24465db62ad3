import type { Whose } from "./benefits.js";
import type { Benefits } from "./cells.js";
import type { Tell, Told } from "./changes.js";
import { boundsOf, direction, figureOf } from "./exact.js";
import { differences, sayPath } from "./generic.js";
import type { Kind } from "./kinds.js";
import { say, textOf } from "./say.js";
import { sayExpression, spaced } from "@planwright/ratebook";

type Accumulator = Benefits["accumulators"][number];

const NOUNS = {
  deductible: "deductible",
  out_of_pocket_maximum: "out_of_pocket_maximum",
  copay: "shared_copay",
} as const;

type Noun = (typeof NOUNS)[Accumulator["kind"]];

/** Compares deductibles, out of pocket maxima and shared copays: their amounts, and how they add up. */
export function compareAccumulators(
  before: readonly Accumulator[],
  after: readonly Accumulator[],
  whose: Whose,
  tell: Tell,
): void {
  for (const { was, is, at, side } of matched(before, after)) {
    const one = is ?? was;
    if (!one) continue;
    const noun = NOUNS[one.kind];
    const about = [...one.services, ...one.networks];
    const told = {
      path: ["plan", whose.plan, noun, ...(one.name === spaced(noun) ? [] : [one.name]), ...about],
      subject: whose.name,
      what: [
        one.name,
        ...(hasOthers(one, side === "base" ? before : after) ? about.map(whose.nameOf) : []),
      ].join(", "),
      pointer: `${whose.pointer}/benefits/accumulators/${at}`,
      in: side,
    } as const;
    if (was && is) compareOne(was, is, noun, told, whose, tell);
    else if (is) tell({ ...told, kind: `${noun}.added`, after: sayAmounts(is) });
    else tell({ ...told, kind: `${noun}.removed`, before: sayAmounts(one) });
  }
}

const hasOthers = (one: Accumulator, all: readonly Accumulator[]): boolean =>
  all.filter(({ name }) => name === one.name).length > 1;

interface Match {
  readonly was?: Accumulator;
  readonly is?: Accumulator;
  readonly at: number;
  readonly side: "base" | "head";
}

/** First by name, networks, services and condition, then by what is left of the name. */
function matched(before: readonly Accumulator[], after: readonly Accumulator[]): Match[] {
  const left = new Set(before.keys());
  const found = new Map<number, number>();
  const keys: ((one: Accumulator) => string)[] = [
    ({ kind, name, networks, services, when, of }) => textOf([kind, name, networks, services, when, of]),
    ({ kind, name, networks, services }) => textOf([kind, name, networks, services]),
    ({ kind, name }) => textOf([kind, name]),
  ];
  for (const key of keys) {
    for (const [to, one] of after.entries()) {
      if (found.has(to)) continue;
      const from = [...left].find((i) => {
        const other = before[i];
        return other !== undefined && key(other) === key(one);
      });
      if (from === undefined) continue;
      found.set(to, from);
      left.delete(from);
    }
  }
  const now = after.map((is, at): Match => {
    const from = found.get(at);
    const was = from === undefined ? undefined : before[from];
    return { is, at, side: "head", ...(was ? { was } : {}) };
  });
  const gone = [...left].flatMap((at): Match[] => {
    const was = before[at];
    return was ? [{ was, at, side: "base" }] : [];
  });
  return [...now, ...gone];
}

const sayAmounts = ({ amounts }: Accumulator): string =>
  amounts.length === 0
    ? "no amount"
    : amounts.map(({ per, amount }) => `${sayExpression(amount, true)} per ${spaced(per)}`).join(", ");

function compareOne(
  was: Accumulator,
  is: Accumulator,
  noun: Noun,
  told: Omit<Told, "kind">,
  whose: Whose,
  tell: Tell,
): void {
  const { amounts: before, ...how } = was;
  const { amounts: after, ...then } = is;
  for (const per of new Set([...after, ...before].map(({ per }) => per))) {
    const a = before.find((one) => one.per === per)?.amount;
    const b = after.find((one) => one.per === per)?.amount;
    if (textOf(a) === textOf(b)) continue;
    const at = { ...told, path: [...told.path, per], what: `${told.what}, per ${spaced(per)}` };
    const [from, to] = [a && figureOf(a), b && figureOf(b)];
    const words = { before: a && sayExpression(a, true), after: b && sayExpression(b, true) };
    const kind: Kind | undefined =
      a && b ? kindOf(noun, direction(boundsOf(a, whose.before), boundsOf(b, whose.inputs))) : undefined;
    if (kind && from && to) tell({ ...at, kind, before: from.value, after: to.value, unit: "money" });
    else
      tell({
        ...at,
        kind: kind ?? (a ? (b ? "accumulation.changed" : `${noun}.removed`) : `${noun}.added`),
        ...words,
      });
  }
  for (const found of differences(how, then)) {
    tell({
      ...told,
      kind: "accumulation.changed",
      path: [...told.path, ...found.path],
      what: `${told.what}, ${sayPath(found.path)}`,
      before: "before" in found ? say(found.before) : "none",
      after: "after" in found ? say(found.after) : "none",
    });
  }
}

const kindOf = (noun: Noun, goes: ReturnType<typeof direction>): Kind | undefined =>
  goes === "up" ? `${noun}.increased` : goes === "down" ? `${noun}.decreased` : undefined;
