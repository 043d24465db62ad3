import {
  type Expression,
  type RateBook,
  money,
  sayCondition,
  sayExpression,
  spaced,
} from "@planwright/ratebook";
import { boundsOf, direction, figureOf, type Inputs } from "./exact.js";
import type { Kind } from "./kinds.js";
import { isObject, textOf } from "./say.js";

export type Benefits = NonNullable<RateBook["plans"][number]["benefits"]>;
export type Cell = Benefits["cells"][number];
export type Step = Cell["cases"][number]["steps"][number];
type Pays = Extract<Step, { op: "pays" }>;
type Copay = Extract<Step, { op: "copay" }>;

/** What became of one step: which way it goes, and what to tell of it. */
export interface Part {
  readonly kind: Kind;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly unit?: "money" | "percent" | undefined;
  /** Where it is so under a condition alone. */
  readonly when?: string | undefined;
}

/** Of what is paid, seen by who is insured. */
export type Way = "same" | "richer" | "leaner" | "depends";

/** Two ways at once. */
export function together(a: Way, b: Way): Way {
  if (a === "same") return b;
  return b === "same" || a === b ? a : "depends";
}

const isFree = (steps: readonly Step[]): boolean => steps.length === 1 && steps[0]?.op === "no_charge";
const isUncovered = (steps: readonly Step[]): boolean => steps.length === 1 && steps[0]?.op === "not_covered";

/** `plan pays 100%` is no charge, and no charge after a step that takes all is nothing more. */
function plainly(steps: readonly Step[]): readonly Step[] {
  const last = steps.at(-1);
  if (last?.op !== "pays" || last.payer !== "plan" || last.until || last.bounds.length > 0) return steps;
  if (last.paymentIn !== undefined || "pick" in last.pays) return steps;
  const figure = figureOf(last.pays.value);
  if (!figure?.percent || figure.value !== "100") return steps;
  const rest = steps.slice(0, -1);
  return rest.length === 0 ? [{ op: "no_charge" }] : rest;
}

export interface Compared {
  readonly way: Way;
  readonly parts: readonly Part[];
}

const SAME: Compared = { way: "same", parts: [] };
const OPEN: Compared = { way: "depends", parts: [{ kind: "benefit.changed" }] };

/** Compares what is paid under one condition. */
export function compareSteps(before: readonly Step[], after: readonly Step[], inputs: Inputs): Compared {
  const a = plainly(before);
  const b = plainly(after);
  if (textOf(a) === textOf(b)) return SAME;
  if ([...a, ...b].some(({ op }) => op === "not_printed")) return OPEN;
  if (isUncovered(b)) return { way: "leaner", parts: [{ kind: "service.not_covered" }] };
  if (isUncovered(a)) return { way: "richer", parts: [{ kind: "service.covered" }] };
  const walked = walk(a, b, inputs);
  if (walked.way !== "depends") return walked;
  if (isFree(b)) return { way: "richer", parts: [{ kind: "benefit.richer" }] };
  if (isFree(a)) return { way: "leaner", parts: [{ kind: "benefit.leaner" }] };
  return walked;
}

const ADDED: Readonly<Record<"deductible" | "copay", { readonly added: Kind; readonly removed: Kind }>> = {
  deductible: { added: "deductible.applies", removed: "deductible.waived" },
  copay: { added: "copay.added", removed: "copay.removed" },
};

/** Step by step; a deductible or a copay may be new or gone, nothing else. */
function walk(a: readonly Step[], b: readonly Step[], inputs: Inputs): Compared {
  let all: Compared = SAME;
  const add = ({ way, parts }: Compared): void => {
    all = { way: together(all.way, way), parts: [...all.parts, ...parts] };
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = a[i];
    const y = b[j];
    if (x && y && x.op === y.op) {
      add(compareStep(x, y, inputs));
      i++;
      j++;
    } else if (x && (x.op === "deductible" || x.op === "copay") && !comes(b, j, x.op)) {
      add({ way: "richer", parts: [{ kind: ADDED[x.op].removed, before: sayStep(x) }] });
      i++;
    } else if (y && (y.op === "deductible" || y.op === "copay") && !comes(a, i, y.op)) {
      add({ way: "leaner", parts: [{ kind: ADDED[y.op].added, after: sayStep(y) }] });
      j++;
    } else if (x?.op === "no_charge" && i === a.length - 1 && !y) i++;
    else if (y?.op === "no_charge" && j === b.length - 1 && !x) j++;
    // After all that the member pays, the plan pays a part where it paid the rest, or the other way round.
    else if (!x && y?.op === "pays" && j === b.length - 1 && isShare(y)) {
      add({
        way: "leaner",
        parts: [{ kind: "coinsurance.increased", before: "0", after: memberShare(y), unit: "percent" }],
      });
      j++;
    } else if (!y && x?.op === "pays" && i === a.length - 1 && isShare(x)) {
      add({
        way: "richer",
        parts: [{ kind: "coinsurance.decreased", before: memberShare(x), after: "0", unit: "percent" }],
      });
      i++;
    } else return OPEN;
  }
  return all;
}

const comes = (steps: readonly Step[], from: number, op: Step["op"]): boolean =>
  steps.slice(from).some((step) => step.op === op);

function compareStep(x: Step, y: Step, inputs: Inputs): Compared {
  if (textOf(x) === textOf(y)) return SAME;
  if (x.op === "copay" && y.op === "copay") return compareCopay(x, y, inputs);
  if (x.op === "pays" && y.op === "pays") return comparePays(x, y, inputs);
  return OPEN;
}

function compareCopay(x: Copay, y: Copay, inputs: Inputs): Compared {
  const { amount: before, ...how } = x;
  const { amount: after, ...then } = y;
  if (!before || !after || textOf(how) !== textOf(then)) return OPEN;
  return compareAmounts(before, after, inputs, {
    up: { way: "leaner", kind: "copay.increased" },
    down: { way: "richer", kind: "copay.decreased" },
  });
}

interface Ways {
  readonly up: { readonly way: Way; readonly kind: Kind };
  readonly down: { readonly way: Way; readonly kind: Kind };
}

/** A higher amount goes one way, a lower one the other; without figures, by where they can lie. */
function compareAmounts(before: Expression, after: Expression, inputs: Inputs, { up, down }: Ways): Compared {
  const from = figureOf(before);
  const to = figureOf(after);
  if (from && to && from.percent !== to.percent) return OPEN;
  const goes = direction(boundsOf(before, inputs), boundsOf(after, inputs));
  if (goes === "same") return SAME;
  if (goes === "unknown") return OPEN;
  const { way, kind } = goes === "up" ? up : down;
  if (from && to) {
    const unit = from.percent ? "percent" : "money";
    return { way, parts: [{ kind, before: from.value, after: to.value, unit }] };
  }
  return { way, parts: [{ kind, before: sayBounds(before, inputs), after: sayBounds(after, inputs) }] };
}

/** An amount, and what it can be where it is no figure. */
function sayBounds(expression: Expression, inputs: Inputs): string {
  const input = expression.op === "input" ? inputs.get(expression.ref) : undefined;
  const text = sayExpression(expression, true);
  return input?.choices ? `${text} (${input.choices.map(money).join(", ")})` : text;
}

const isShare = (step: Pays): boolean =>
  !step.until &&
  step.bounds.length === 0 &&
  step.paymentIn === undefined &&
  memberShareOf(step) !== undefined;

/** The share of the member, as a percentage, where it is a figure. */
function memberShareOf({ payer, pays }: Pays): string | undefined {
  if ("pick" in pays || !pays.percent) return undefined;
  const figure = figureOf(pays.value);
  if (!figure?.percent) return undefined;
  return payer === "member" ? figure.value : complement(figure.value);
}

const memberShare = (step: Pays): string => memberShareOf(step) ?? "";

/** What is left of 100%: with as many decimals as the share has. */
function complement(share: string): string {
  const [, decimals = ""] = share.split(".");
  const scale = 10n ** BigInt(decimals.length);
  const left = 100n * scale - BigInt(share.replace(".", ""));
  if (decimals === "") return String(left);
  const digits = String(left).padStart(decimals.length + 1, "0");
  return `${digits.slice(0, -decimals.length)}.${digits.slice(-decimals.length)}`;
}

function comparePays(x: Pays, y: Pays, inputs: Inputs): Compared {
  const { pays: _, payer: __, ...how } = x;
  const { pays: ___, payer: ____, ...then } = y;
  if (textOf(how) !== textOf(then) || x.bounds.some(({ side }) => side === "least")) return OPEN;
  // A higher share is over sooner.
  if (x.until?.of === "member_paid") return OPEN;
  const before = memberShareOf(x);
  const after = memberShareOf(y);
  if (before === undefined || after === undefined) return OPEN;
  return compareAmounts(
    { op: "literal", value: before, percent: true },
    { op: "literal", value: after, percent: true },
    inputs,
    {
      up: { way: "leaner", kind: "coinsurance.increased" },
      down: { way: "richer", kind: "coinsurance.decreased" },
    },
  );
}

/** Compares all that one cell says, whatever conditions it has. */
export function compareCells(before: Cell["cases"], after: Cell["cases"], inputs: Inputs): Compared {
  const sameConditions =
    before.length === after.length && before.every(({ when }, i) => textOf(when) === textOf(after[i]?.when));
  if (sameConditions) {
    return before.reduce<Compared>((all, { steps, when }, i) => {
      const { way, parts } = compareSteps(steps, after[i]?.steps ?? [], inputs);
      const under = when ? parts.map((part) => ({ ...part, when: sayCondition(when) })) : parts;
      return { way: together(all.way, way), parts: [...all.parts, ...under] };
    }, SAME);
  }
  // Whichever held before, and whichever holds now.
  const ways = before.flatMap(({ steps: a }) => after.map(({ steps: b }) => compareSteps(a, b, inputs).way));
  const way = ways.reduce(together, "same");
  const kinds = {
    same: "benefit.changed",
    depends: "benefit.changed",
    richer: "benefit.richer",
    leaner: "benefit.leaner",
  } as const;
  return { way, parts: [{ kind: kinds[way] }] };
}

/** A cell in words, near to what the language says. */
export function sayCases(cases: Cell["cases"]): string {
  return cases
    .map(({ when, steps }, i) => {
      const text = steps.map(sayStep).join(" then ");
      if (when) return `${text} when ${sayCondition(when)}`;
      return i > 0 ? `otherwise ${text}` : text;
    })
    .join(", ");
}

const per = (unit: string | undefined): string => (unit === undefined ? "" : ` per ${spaced(unit)}`);

function sayStep(step: Step): string {
  switch (step.op) {
    case "no_charge":
    case "not_covered":
    case "not_printed":
      return spaced(step.op);
    case "deductible":
      return spaced(step.accumulator);
    case "copay":
      return [
        step.amount ? `copay ${sayExpression(step.amount, true)}${per(step.per)}` : `copay${per(step.per)}`,
        ...(step.accumulator === undefined ? [] : [`counted as ${spaced(step.accumulator)}`]),
        ...(step.first === undefined ? [] : [`for the first ${step.first}`]),
        ...(step.unless ? [`unless ${sayCondition(step.unless)}`] : []),
        ...sayBoundsOf(step.bounds),
      ].join(" ");
    case "allow":
      return `allow up to ${sayExpression(step.most, true)}${per(step.per)}`;
    case "allowance":
      return `allowance ${sayExpression(step.amount, true)}${per(step.per)}`;
    case "discount":
      return `discount ${sayExpression(step.share)}`;
    case "price_difference":
      return `price difference from ${sayExpression(step.from, true)}${step.counted ? ", counted" : ""}`;
    case "pays":
      return sayPays(step);
  }
}

const sayBoundsOf = (bounds: Pays["bounds"]): string[] =>
  bounds.map(({ side, amount, per: unit }) => `at ${side} ${sayExpression(amount, true)}${per(unit)}`);

function sayPays({ payer, pays, until, paymentIn, bounds }: Pays): string {
  const share =
    "pick" in pays
      ? `${pays.pick} of ${sayExpression(pays.a.value, true)} and ${sayExpression(pays.b.value, true)}`
      : sayExpression(pays.value, true);
  const slice = until
    ? ` of first ${sayExpression(until.amount, true)}${until.of === "member_paid" ? " that the member pays" : ""}${per(until.per)}${sayPeriod(until.period)}`
    : "";
  return [
    `${payer} pays ${share}${slice}`,
    ...(paymentIn === undefined ? [] : [`of the payment in ${spaced(paymentIn)}`]),
    ...sayBoundsOf(bounds),
  ].join(" ");
}

/** A period as ` each calendar year`. */
export function sayPeriod(period: unknown): string {
  if (!isObject(period)) return "";
  if (period.kind === "rolling") return ` each ${String(period.count)} ${String(period.unit)}s`;
  return period.kind === "lifetime" ? " in a lifetime" : ` each ${spaced(String(period.kind))}`;
}
