import type {
  AccumulatorNode,
  AllowedNode,
  FrequencyNode,
  LimitNode,
  NamesWhenNode,
  NameNode,
  RequiresNode,
  WaitingNode,
} from "@planwright/syntax";
import type {
  Accumulator,
  AllowedRule,
  Coordination,
  Counted,
  Frequency,
  Limit,
  ServiceRule,
  WaitingPeriod,
} from "../../benefits-model.js";
import { nearest, replaceWith } from "../../diagnostics/report.js";
import type { Expression } from "../../model.js";
import type { Place } from "../../places.js";
import type { Read } from "../../reading/block.js";
import { bindCondition } from "../../types/condition.js";
import { bindExpression } from "../../types/expression.js";
import { timeOf } from "../../types/literal.js";
import { describe } from "../../types/units.js";
import { placeOf, type Scope } from "../scope.js";
import { bindCount, bindScope, bindUnit } from "./names.js";
import { PEOPLE } from "./units.js";
import { bindAmount, bindMoney, bindPeriod } from "./shares.js";

/** The plan that a line is of: it may be read again for a plan that is like it. */
export interface Owner {
  readonly scope: Scope;
  readonly coverage: string;
  /** The networks in which the plan pays. */
  readonly networks: readonly string[];
}

const KINDS = {
  deductible: "deductible",
  "out of pocket maximum": "out_of_pocket_maximum",
  copay: "copay",
} as const;
export type AccumulatorWords = keyof typeof KINDS;

const whereOf = (read: Read<unknown>, { coverage }: Owner) => ({ file: read.place.file, coverage });

/** `deductible emergency`: how steps call it. */
export function accumulatorName(words: AccumulatorWords, node: AccumulatorNode): string {
  const name = node.form.kind === "amounts" ? node.form.name?.name : undefined;
  return name === undefined ? words : `${words} ${name}`;
}

export function bindAccumulator(
  words: AccumulatorWords,
  read: Read<AccumulatorNode>,
  owner: Owner,
): Omit<Accumulator, "id" | "carryOverMonths"> | undefined {
  const { value: node, origin } = read;
  const { scope, coverage } = owner;
  const where = whereOf(read, owner);
  const when = node.when && bindCondition(node.when, scope, where);
  if (node.when && !when) return undefined;
  const common = {
    name: accumulatorName(words, node),
    kind: KINDS[words],
    networks: scope.lists.ids("network", coverage, node.in, where.file),
    services: scope.lists.ids("service", coverage, node.for, where.file),
    when,
    origin,
  };
  reportClauses(words, node, read, owner);
  if (node.form.kind === "of") {
    const of = scope.findCoverage(node.form.coverage, where.file);
    return of === undefined
      ? undefined
      : { ...common, of, amounts: [], manner: undefined, period: undefined, counts: [], addsTo: [] };
  }
  const amounts = bindAmounts(node, read, owner);
  const manner = mannerOf(node, where.file, scope);
  const period = node.period && bindPeriod(node.period, where.file, scope);
  if (!amounts || manner === null || (node.period && !period)) return undefined;
  const counts = bindCounts(words, node, read, owner);
  if (counts.length < node.counts.length) return undefined;
  const addsTo =
    words === "deductible"
      ? node.addsTo.map(({ name }) => (name === words ? words : `${words} ${name}`))
      : [];
  refuseClauses(words, node, read, owner);
  return {
    ...common,
    of: undefined,
    amounts,
    manner,
    period,
    counts,
    addsTo,
  };
}

/** Null when it cannot be. */
function mannerOf({ manner }: AccumulatorNode, file: string, scope: Scope): Accumulator["manner"] | null {
  if (!manner) return undefined;
  if (manner.kind !== "members") return manner.kind;
  const members = bindCount(manner.count, placeOf(file, manner.span), scope.reporter);
  return members === undefined ? null : { members };
}

/** A clause that stands twice, and what stands behind `none` or another plan's. */
export function reportClauses(
  words: AccumulatorWords,
  { form, clauses, amounts }: AccumulatorNode,
  read: Read<unknown>,
  { scope }: Owner,
): void {
  const { file } = read.place;
  for (const [i, { kind, span }] of clauses.entries()) {
    const earlier = clauses.slice(0, i).find((one) => one.kind === kind);
    if (!earlier) continue;
    scope.reporter.report("PW0024", { what: `This clause of \`${words}\`` }, placeOf(file, span), {
      related: [{ place: placeOf(file, earlier.span), message: "given here first" }],
    });
  }
  const surplus = clauses.find(({ kind }) => kind !== "in" && kind !== "for")?.span ?? amounts[0]?.per.span;
  if (form.kind === "none" && surplus) {
    const behind = { words: "this", where: `behind \`${words} none\`` };
    scope.reporter.report("PW0021", behind, placeOf(file, surplus), {
      why: "There is nothing that it could be of.",
    });
  }
  if (form.kind === "of" && surplus) {
    const why = "It is the other plan's, with all that is said of it there.";
    scope.reporter.report(
      "PW0021",
      { words: "this", where: `behind \`${words} of the ... plan\`` },
      placeOf(file, surplus),
      { why },
    );
  }
}

function bindAmounts(
  node: AccumulatorNode,
  read: Read<unknown>,
  owner: Owner,
): Accumulator["amounts"] | undefined {
  const { scope } = owner;
  const where = whereOf(read, owner);
  const amounts: Accumulator["amounts"][number][] = [];
  for (const { amount, per } of node.amounts) {
    const money = bindMoney(amount, scope, where);
    const of = bindScope(per, where.file, scope.reporter);
    if (!money || of === undefined) return undefined;
    if (amounts.some((other) => other.per === of)) {
      scope.reporter.report("PW0024", { what: `The amount per ${of}` }, placeOf(where.file, per.span));
    }
    amounts.push({ per: of, amount: money });
  }
  return amounts;
}

const COUNTED_PARTS: readonly Counted[] = ["deductible", "copay", "coinsurance"];

function bindCounts(
  words: AccumulatorWords,
  node: AccumulatorNode,
  read: Read<unknown>,
  { scope }: Owner,
): Counted[] {
  const { file } = read.place;
  return node.counts.flatMap(({ name, span }) => {
    const found = COUNTED_PARTS.find((part) => part === name);
    if (found && words === "out of pocket maximum") return [found];
    const place = placeOf(file, span);
    if (found) scope.reporter.report("PW0021", { words: "counts", where: `in \`${words}\`` }, place);
    else {
      const meant = nearest(name, COUNTED_PARTS);
      scope.reporter.report("PW1001", { name, kind: "what a member pays" }, place, {
        label: meant && `did you mean ${meant}?`,
        why: `An out of pocket maximum counts any of: ${COUNTED_PARTS.join(", ")}.`,
        fixes: meant ? [replaceWith(place, meant)] : [],
      });
    }
    return [];
  });
}

/** Clauses that change nothing of this kind of accumulator. */
function refuseClauses(
  words: AccumulatorWords,
  node: AccumulatorNode,
  read: Read<unknown>,
  { scope }: Owner,
): void {
  const refuse = (clause: string, names: readonly NameNode[], why: string) => {
    const [first] = names;
    if (!first) return;
    scope.reporter.report(
      "PW0021",
      { words: clause, where: `in \`${words}\`` },
      placeOf(read.place.file, first.span),
      { why },
    );
  };
  if (words !== "out of pocket maximum")
    refuse("for", node.for, "The shares that say its name are those that it is for.");
  if (words !== "deductible") refuse("adds to", node.addsTo, "Only a deductible adds to another.");
}

export type LimitWords = "plan pays" | "plan allows" | "plan covers";

/** A limit; one for each service when it does not say `together`. Without maximum: none. */
export function bindLimit(words: LimitWords, read: Read<LimitNode>, owner: Owner): Limit[] {
  const { value: node, origin } = read;
  const { scope, coverage } = owner;
  const where = whereOf(read, owner);
  if (node.most.kind === "none" || !node.per) return [];
  const of = limitOf(words, node, read, scope);
  const most: Expression | undefined =
    node.most.kind === "units"
      ? { op: "literal", value: node.most.count, percent: false }
      : bindMoney(node.most.amount, scope, where);
  const per = bindUnit(node.per, where.file, scope.reporter, PEOPLE);
  const period = node.period && bindPeriod(node.period, where.file, scope);
  if (node.period && !period) return [];
  const when = node.when && bindCondition(node.when, scope, where);
  if (!of || !most || per === undefined || (node.when && !when)) return [];
  if ((per === "person" || per === "family") && !node.period) {
    const end = node.per?.span.end ?? read.place.span.end;
    reportNoPeriod(`this limit per ${per}`, read.place, scope, { end, between: " " });
    return [];
  }
  const services = scope.lists.ids("service", coverage, node.for, where.file);
  const common = {
    of,
    most,
    per,
    period,
    networks: scope.lists.ids("network", coverage, node.in, where.file),
    when,
    origin,
  };
  if (services.length < 2) return [{ ...common, services }];
  if (!node.sharing) {
    reportNoSharing(node.for, "this limit", where.file, scope);
    return [];
  }
  if (node.sharing === "together") return [{ ...common, services }];
  return services.map((service) => ({ ...common, services: [service] }));
}

function limitOf(
  words: LimitWords,
  node: LimitNode,
  read: Read<unknown>,
  scope: Scope,
): Limit["of"] | undefined {
  if (words === "plan covers") {
    if (node.most.kind === "units") {
      const unit = bindUnit(node.most.unit, read.place.file, scope.reporter);
      const isCount = unit === "hour" || bindCount(node.most.count, read.place, scope.reporter) !== undefined;
      return unit === undefined || !isCount ? undefined : { unit };
    }
    scope.reporter.report("PW3003", { wanted: "A number of units", got: "an amount" }, read.place, {
      why: "`plan covers` limits visits, days or other units; `plan pays` what the plan pays, `plan allows` the allowed charge.",
    });
    return undefined;
  }
  if (node.most.kind === "money") return words === "plan pays" ? "payment" : "allowed";
  scope.reporter.report("PW3003", { wanted: "An amount", got: "a number of units" }, read.place, {
    why: "`plan covers at most 26 visits` limits units.",
  });
  return undefined;
}

/** Several services: one amount for all of them, or one for each. */
export function reportNoSharing(names: readonly NameNode[], what: string, file: string, scope: Scope): void {
  const last = names[names.length - 1]?.span ?? { start: 0, end: 0 };
  const span = { start: names[0]?.span.start ?? last.start, end: last.end };
  const end = { start: last.end, end: last.end };
  scope.reporter.report("PW2501", { what: `whether these services share ${what}` }, placeOf(file, span), {
    why: "All of them together have it once, or each has its own.",
    fixes: ["together", "separately"].map((word) => ({
      title: `\`${word}\``,
      edits: [{ file, span: end, text: ` ${word}` }],
    })),
  });
}

/** `end`: where the time would be written, and what comes between. */
export function reportNoPeriod(
  what: string,
  place: Place,
  scope: Scope,
  { end, between } = { end: place.span.end, between: ", " },
): void {
  scope.reporter.report("PW2501", { what: `over which time ${what} adds up` }, place, {
    why: "It begins anew each time, and that time differs between plans.",
    fixes: ["each calendar year", "each contract year", "each lifetime"].map((words) => ({
      title: `\`${words}\``,
      edits: [{ file: place.file, span: { start: end, end }, text: `${between}${words}` }],
    })),
  });
}

export function bindAllowed(read: Read<AllowedNode>, owner: Owner): AllowedRule | undefined {
  const { value: node, origin } = read;
  const { scope, coverage } = owner;
  const where = { ...whereOf(read, owner), line: true };
  const networks = scope.lists.ids("network", coverage, node.in, where.file);
  const common = { networks, balance: node.balance, origin };
  if (node.amount.kind === "name" && node.amount.name === "negotiated" && !node.most) {
    return { ...common, amount: "negotiated" };
  }
  const amount = bindExpression(node.amount, scope, where);
  const most = node.most && bindExpression(node.most, scope, where);
  if (!amount || (node.most && !most)) return undefined;
  for (const { type } of [amount, ...(most ? [most] : [])]) {
    if (type.kind === "figure" && JSON.stringify(type.units) === '{"money":1}') continue;
    scope.reporter.report("PW3003", { wanted: "An amount", got: describe(type) }, read.place);
    return undefined;
  }
  const value: Expression = most ? { op: "lesser", a: amount.value, b: most.value } : amount.value;
  return { ...common, amount: value };
}

export function bindFrequency(read: Read<FrequencyNode>, { scope, coverage }: Owner): Frequency[] {
  const { value: node, origin, place } = read;
  const inLieuOf = scope.lists.ids("service", coverage, node.inLieuOf, place.file);
  const times = bindCount(node.times, place, scope.reporter);
  const period = bindPeriod(node.period, place.file, scope);
  if (times === undefined || !period) return [];
  const services = scope.lists.ids("service", coverage, node.services, place.file);
  return services.map((service) => ({ service, times, period, inLieuOf, origin }));
}

/** `covers well_baby when patient_age at most 2`. */
export function bindCovers(read: Read<NamesWhenNode>, owner: Owner): ServiceRule | undefined {
  const { value: node, origin } = read;
  const { scope, coverage } = owner;
  const where = whereOf(read, owner);
  const services = scope.lists.ids("service", coverage, node.names, where.file);
  if (!node.when) {
    scope.reporter.report("PW0025", { block: "This line", what: "condition" }, read.place, {
      why: "It is written like `covers well_baby when patient_age at most 2`; what is covered otherwise stands in `benefits`.",
    });
    return undefined;
  }
  const when = bindCondition(node.when, scope, where);
  return when && { services, networks: [], when, less: undefined, origin };
}

export function bindRequires(read: Read<RequiresNode>, owner: Owner): ServiceRule | undefined {
  const { value: node, origin } = read;
  const { scope, coverage } = owner;
  const where = whereOf(read, owner);
  const when = bindCondition(node.when, scope, where);
  const by = node.otherwise?.kind === "less" ? node.otherwise.by : undefined;
  const less = by && bindAmount(by, scope, where, "either");
  if (!node.otherwise || (node.otherwise.kind === "less" && !by)) reportNoConsequence(node, read, scope);
  if (!when || (by && !less)) return undefined;
  const services = scope.lists.ids("service", coverage, node.for, where.file);
  const networks = scope.lists.ids("network", coverage, node.in, where.file);
  return { services, networks, when, less, origin };
}

/** What happens without what is required: plans refuse the claim, or pay less, and by their own amounts. */
function reportNoConsequence(node: RequiresNode, { place }: Read<RequiresNode>, scope: Scope): void {
  const isLess = node.otherwise !== undefined;
  const at = placeOf(place.file, node.span);
  const end = { start: node.span.end, end: node.span.end };
  const [what, fixes] = isLess
    ? ["by how much the plan pays less without it", []]
    : ["what happens without it", [", otherwise not covered"]];
  scope.reporter.report("PW2501", { what }, at, {
    why: isLess
      ? "Plans take an amount or a percentage off: `otherwise plan pays less by 20%`, or an input that is asked for."
      : "A plan refuses the claim, or pays less of it: `otherwise plan pays less by $250`.",
    fixes: fixes.map((text) => ({ title: `\`${text}\``, edits: [{ file: place.file, span: end, text }] })),
  });
}

export function bindWaiting(read: Read<WaitingNode>, { scope, coverage }: Owner): WaitingPeriod | undefined {
  const { value: node, origin, place } = read;
  const input = scope.inputs.get(node.after.name);
  const at = placeOf(place.file, node.after.span);
  if (node.time.kind !== "duration") {
    scope.reporter.report(
      "PW3003",
      { wanted: "A number of days, months or years", got: "another figure" },
      placeOf(place.file, node.time.span),
    );
    return undefined;
  }
  if (!input) {
    scope.values.missing(node.after.name, at);
    return undefined;
  }
  if (input.kind !== "date") {
    scope.reporter.report(
      "PW3003",
      { wanted: "A date", got: `${input.id}, which is ${describe(input.type)}` },
      at,
    );
    return undefined;
  }
  const { unit, value } = timeOf(node.time);
  const services = scope.lists.ids("service", coverage, node.for, place.file);
  return {
    months: unit === "month" ? Number(value) : undefined,
    days: unit === "day" ? Number(value) : undefined,
    after: input.id,
    services,
    origin,
  };
}

const MANNERS = ["standard", "carve_out", "maintenance"] as const;

export function bindCoordination(read: Read<NamesWhenNode>, owner: Owner): Coordination | undefined {
  const { value: node, origin } = read;
  const { scope } = owner;
  const where = whereOf(read, owner);
  const [name, second] = node.names;
  const manner = MANNERS.find((candidate) => candidate === name?.name);
  const when = node.when && bindCondition(node.when, scope, where);
  if (node.when && !when) return undefined;
  if (manner && !second) return { manner, when, origin };
  if (manner && second) {
    const of = "`coordination`";
    scope.reporter.report("PW0023", { found: second.name, of }, placeOf(where.file, second.span), {
      why: "A line says one way; another line with `when` says for whom another way holds.",
    });
    return undefined;
  }
  const wrong = name;
  const place = placeOf(where.file, wrong?.span ?? node.span);
  const meant = wrong && nearest(wrong.name, MANNERS);
  scope.reporter.report("PW1001", { name: wrong?.name ?? "", kind: "a way of coordination" }, place, {
    label: meant && `did you mean ${meant}?`,
    why: "`standard` pays up to what is allowed, `carve_out` what it would pay less what the other paid, `maintenance` its share of what the other left.",
    fixes: meant ? [replaceWith(place, meant)] : [],
  });
  return undefined;
}
