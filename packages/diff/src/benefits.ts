import { type RateBook, sayCondition, sayExpression, sayRange, spaced } from "@planwright/ratebook";
import type { Told, Tell } from "./changes.js";
import { compareAccumulators } from "./accumulators.js";
import { type Benefits, type Cell, compareCells, type Part, sayCases, sayPeriod } from "./cells.js";
import { figureOf, type Inputs, isMore } from "./exact.js";
import type { Kind } from "./kinds.js";
import { say, textOf } from "./say.js";
import { compareThings, type How } from "./things.js";

/** Whose benefits are compared. */
export interface Whose {
  readonly plan: string;
  readonly name: string;
  readonly pointer: string;
  /** Of services, networks and channels, by their ids. */
  readonly nameOf: (id: string) => string;
  readonly before: Inputs;
  readonly inputs: Inputs;
}

type Comparer<T> = (before: T, after: T, whose: Whose, tell: Tell) => void;

/** A part of the benefits in which nothing has a direction of its own. */
const plainly =
  (noun: How["noun"], field: string, called?: How["called"]): Comparer<readonly unknown[]> =>
  (before, after, whose, tell) =>
    compareThings(
      before,
      after,
      {
        noun,
        subject: whose.name,
        pointer: `${whose.pointer}/benefits/${field}`,
        path: ["plan", whose.plan, field],
        called: called ?? (() => FIELD_WORDS[field]),
      },
      tell,
    );

const FIELD_WORDS: Readonly<Record<string, string>> = {
  allowed: "allowed charge",
  with: "comes with",
  counters: "counted",
  coordination: "with another payer",
  networks: "networks",
  riderTo: "rider to",
};

const services = (item: unknown): string | undefined => {
  if (typeof item !== "object" || item === null || !("services" in item)) return undefined;
  return Array.isArray(item.services) && item.services.length > 0
    ? item.services.map((id) => spaced(String(id))).join(", ")
    : "every service";
};

/** A list of names of a plan, as a whole. */
const asList =
  (field: "networks" | "riderTo"): Comparer<readonly string[]> =>
  (before, after, { plan, name, pointer }, tell) => {
    if (textOf([...before].sort()) === textOf([...after].sort())) return;
    tell({
      kind: "benefit_rule.changed",
      path: ["plan", plan, field],
      subject: name,
      what: FIELD_WORDS[field] ?? field,
      before: say(before.map(spaced)),
      after: say(after.map(spaced)),
      pointer,
    });
  };

/** Every part of the benefits of a plan has its comparer: a new one does not compile without. */
const PARTS: { readonly [K in keyof Required<Benefits>]: Comparer<Benefits[K]> } = {
  accumulators: compareAccumulators,
  cells: compareAllCells,
  limits: compareLimits,
  frequencies: compareFrequencies,
  rules: compareRules,
  excludes: compareExcludes,
  waiting: plainly("waiting_period", "waiting", services),
  allowed: plainly("benefit_rule", "allowed"),
  with: plainly("benefit_rule", "with"),
  counters: plainly("benefit_rule", "counters"),
  coordination: plainly("benefit_rule", "coordination"),
  networks: asList("networks"),
  riderTo: asList("riderTo"),
};

/** Compares what two plans pay. */
export function compareBenefits(before: Benefits, after: Benefits, whose: Whose, tell: Tell): void {
  const compare = <K extends keyof Benefits>(key: K): void =>
    PARTS[key](before[key], after[key], whose, tell);
  compare("accumulators");
  compare("cells");
  compare("limits");
  compare("frequencies");
  compare("rules");
  compare("excludes");
  compare("waiting");
  compare("allowed");
  compare("with");
  compare("counters");
  compare("coordination");
  compare("networks");
  compare("riderTo");
}

type Rule = Benefits["rules"][number];

/** What must be done, and what follows without it. */
function compareRules(before: readonly Rule[], after: readonly Rule[], whose: Whose, tell: Tell): void {
  const about = ({ services: of, networks, when }: Rule): string => textOf([of, networks, when]);
  const outcome = ({ less }: Rule): string =>
    less ? `otherwise the plan pays less by ${sayExpression(less.value, true)}` : "otherwise not covered";
  const left = [...before];
  const told = (rule: Rule): Omit<Told, "kind"> => ({
    path: ["plan", whose.plan, "requirement", sayCondition(rule.when), ...rule.services, ...rule.networks],
    subject: whose.name,
    what: [
      `${sayCondition(rule.when)} required`,
      ...[...rule.services, ...rule.networks].map(whose.nameOf),
    ].join(", "),
    pointer: whose.pointer,
  });
  for (const [i, rule] of after.entries()) {
    const at = left.findIndex((other) => about(other) === about(rule));
    const was = at < 0 ? undefined : left.splice(at, 1)[0];
    const one = { ...told(rule), pointer: `${whose.pointer}/benefits/rules/${i}`, after: outcome(rule) };
    if (!was) tell({ ...one, kind: "requirement.added" });
    else if (textOf(was) !== textOf(rule))
      tell({ ...one, kind: "requirement.changed", before: outcome(was) });
  }
  for (const rule of left)
    tell({ ...told(rule), kind: "requirement.removed", before: outcome(rule), in: "base" });
}

function compareExcludes(
  before: readonly string[],
  after: readonly string[],
  whose: Whose,
  tell: Tell,
): void {
  const one = (kind: Kind, id: string): Told => ({
    kind,
    path: ["plan", whose.plan, "excludes", id],
    subject: whose.name,
    what: `exclusion, ${whose.nameOf(id)}`,
    pointer: whose.pointer,
  });
  for (const id of after)
    if (!before.includes(id)) tell({ ...one("exclusion.added", id), after: whose.nameOf(id) });
  for (const id of before)
    if (!after.includes(id)) tell({ ...one("exclusion.removed", id), before: whose.nameOf(id), in: "base" });
}

const keyOf = ({ service, network, channel, band }: Cell): string =>
  textOf([service, network, channel, band]);

/** The cell that said something of what a new cell is about: the nearest wider one. */
function wider(
  cells: ReadonlyMap<string, Cell>,
  { service, network, channel, band }: Cell,
): Cell | undefined {
  const tries = [
    { service, network, channel },
    { service, network, band },
    { service, network },
    { service, channel },
    { service },
    { network, channel },
    { network },
    { channel },
    {},
  ];
  return tries
    .map((one) => cells.get(textOf([one.service, one.network, one.channel, one.band])))
    .find(Boolean);
}

function compareAllCells(
  before: Benefits["cells"],
  after: Benefits["cells"],
  whose: Whose,
  tell: Tell,
): void {
  const old = new Map(before.map((cell) => [keyOf(cell), cell]));
  const now = new Map(after.map((cell) => [keyOf(cell), cell]));
  for (const [i, cell] of after.entries()) {
    const pointer = `${whose.pointer}/benefits/cells/${i}`;
    const was = old.get(keyOf(cell)) ?? wider(old, cell);
    const told = cellAt(cell, whose, pointer);
    if (was) compareCell(was, cell, told, whose, tell);
    else
      tell({
        ...told,
        kind: isUncovered(cell) ? "benefit.changed" : "service.covered",
        after: sayCases(cell.cases),
      });
  }
  for (const [i, cell] of before.entries()) {
    if (now.has(keyOf(cell))) continue;
    const told = { ...cellAt(cell, whose, `${whose.pointer}/benefits/cells/${i}`), in: "base" as const };
    const is = wider(now, cell);
    if (is) compareCell(cell, is, told, whose, tell);
    else
      tell({
        ...told,
        kind: isUncovered(cell) ? "benefit.changed" : "service.not_covered",
        before: sayCases(cell.cases),
      });
  }
}

const isUncovered = ({ cases }: Cell): boolean =>
  cases.every(({ steps }) => steps.every(({ op }) => op === "not_covered"));

function cellAt(cell: Cell, { plan, name, nameOf }: Whose, pointer: string): Omit<Told, "kind"> {
  const ids = [cell.service ?? "every_other_service", cell.network, cell.channel].filter(
    (id) => id !== undefined,
  );
  const band = cell.band ? [sayRange(cell.band.range)] : [];
  return {
    path: ["plan", plan, "benefit", ...ids, ...band],
    subject: name,
    what: [...ids.map(nameOf), ...band].join(", "),
    pointer,
  };
}

const PART_WORDS: { readonly [K in Kind]?: string } = {
  "copay.increased": "copay",
  "copay.decreased": "copay",
  "coinsurance.increased": "the member's share",
  "coinsurance.decreased": "the member's share",
};

/** What can be told step by step is; all else as a whole. */
function compareCell(was: Cell, is: Cell, told: Omit<Told, "kind">, whose: Whose, tell: Tell): void {
  if (textOf(was.cases) === textOf(is.cases)) {
    // The same words under other inputs: the values that these can have may have changed, and are told there.
    return;
  }
  const { parts } = compareCells(was.cases, is.cases, mergedInputs(whose));
  const whole = { before: sayCases(was.cases), after: sayCases(is.cases) };
  const kinds = new Set(parts.map(({ kind }) => kind));
  const isTold = parts.length > 0 && kinds.size === parts.length && !kinds.has("benefit.changed");
  const shown: readonly Part[] = isTold ? parts : parts.length > 0 ? [summed(parts)] : [];
  for (const part of shown) {
    const word = PART_WORDS[part.kind];
    const figures = part.unit || word ? { before: part.before, after: part.after, unit: part.unit } : whole;
    const words = [told.what, ...(word ? [word] : []), ...(part.when ? [`only when ${part.when}`] : [])];
    tell({ ...told, ...figures, kind: part.kind, what: words.join(", "), when: part.when });
  }
}

/** Several steps changed in one way, or in ways that cannot be put together. */
function summed(parts: readonly Part[]): Part {
  const kinds = [...new Set(parts.map(({ kind }) => kind))];
  const [only] = kinds;
  const first = parts[0];
  if (only && kinds.length === 1 && parts.every((part) => textOf(part) === textOf(first)))
    return first ?? { kind: only };
  return { kind: "benefit.changed" };
}

/** An input of the old program has its old values; one that both have must be the same to be compared. */
function mergedInputs({ before, inputs }: Whose): Inputs {
  const merged = new Map(inputs);
  for (const [id, input] of before) {
    const now = inputs.get(id);
    if (now && textOf(now) !== textOf(input)) merged.delete(id);
    else merged.set(id, input);
  }
  return merged;
}

type Limit = Benefits["limits"][number];

/** A limit is known by what it is of, for whom, and on what; so that its height can change. */
function compareLimits(before: readonly Limit[], after: readonly Limit[], whose: Whose, tell: Tell): void {
  const key = ({ most: _, ...rest }: Limit): string => textOf(rest);
  const rest = { before: [...before], after: [] as Limit[] };
  for (const [i, limit] of after.entries()) {
    const at = rest.before.findIndex((other) => key(other) === key(limit));
    const was = at < 0 ? undefined : rest.before.splice(at, 1)[0];
    if (!was) {
      rest.after.push(limit);
      continue;
    }
    const [from, to] = [figureOf(was.most), figureOf(limit.most)];
    if (textOf(was.most) === textOf(limit.most)) continue;
    const told = limitAt(limit, whose, i);
    if (from && to) {
      const kind = isMore(from.value, to.value) ? "limit.increased" : "limit.decreased";
      const unit = typeof limit.of === "object" ? "count" : "money";
      tell({ ...told, kind, before: from.value, after: to.value, unit });
    } else {
      tell({
        ...told,
        kind: "limit.changed",
        before: sayExpression(was.most, true),
        after: sayExpression(limit.most, true),
      });
    }
  }
  if (rest.before.length > 0 && rest.after.length > 0) {
    plainly("limit", "limits", services)(rest.before, rest.after, whose, tell);
    return;
  }
  for (const limit of rest.after)
    tell({
      ...limitAt(limit, whose, after.indexOf(limit)),
      kind: "limit.added",
      after: sayExpression(limit.most, isMoney(limit)),
    });
  for (const limit of rest.before)
    tell({
      ...limitAt(limit, whose, before.indexOf(limit)),
      kind: "limit.removed",
      before: sayExpression(limit.most, isMoney(limit)),
      in: "base",
    });
}

const isMoney = ({ of }: Limit): boolean => typeof of !== "object";

function limitAt(limit: Limit, { plan, name, nameOf, pointer }: Whose, i: number): Omit<Told, "kind"> {
  const of = typeof limit.of === "object" ? `${spaced(limit.of.unit)}s` : limit.of;
  const about = [...limit.services, ...limit.networks];
  return {
    path: ["plan", plan, "limit", of, limit.per, ...about],
    subject: name,
    what: [`limit of ${of} per ${spaced(limit.per)}${sayPeriod(limit.period)}`, ...about.map(nameOf)].join(
      ", ",
    ),
    pointer: `${pointer}/benefits/limits/${i}`,
  };
}

type Frequency = Benefits["frequencies"][number];

function compareFrequencies(
  before: readonly Frequency[],
  after: readonly Frequency[],
  whose: Whose,
  tell: Tell,
): void {
  const key = ({ times: _, ...rest }: Frequency): string => textOf(rest);
  const rest = { before: [...before], after: [] as Frequency[] };
  for (const [i, frequency] of after.entries()) {
    const at = rest.before.findIndex((other) => key(other) === key(frequency));
    const was = at < 0 ? undefined : rest.before.splice(at, 1)[0];
    if (!was) {
      rest.after.push(frequency);
      continue;
    }
    if (was.times === frequency.times) continue;
    tell({
      kind: frequency.times > was.times ? "frequency.increased" : "frequency.decreased",
      path: ["plan", whose.plan, "frequency", frequency.service],
      subject: whose.name,
      what: `${whose.nameOf(frequency.service)}, times${sayPeriod(frequency.period)}`,
      before: String(was.times),
      after: String(frequency.times),
      unit: "count",
      pointer: `${whose.pointer}/benefits/frequencies/${i}`,
    });
  }
  const called = (item: unknown): string | undefined =>
    typeof item === "object" && item !== null && "service" in item
      ? whose.nameOf(String(item.service))
      : undefined;
  plainly("frequency", "frequencies", called)(rest.before, rest.after, whose, tell);
}

/** A book without benefits of a plan pays nothing that it says of. */
export const NO_BENEFITS: Benefits = {
  networks: [],
  with: [],
  riderTo: [],
  allowed: [],
  accumulators: [],
  limits: [],
  counters: [],
  cells: [],
  frequencies: [],
  rules: [],
  excludes: [],
  waiting: [],
  coordination: [],
};

export const inputsOf = ({ inputs }: RateBook): Inputs => new Map(inputs.map((input) => [input.id, input]));
