import type {
  BoundNode,
  ConditionNode,
  CostShareNode,
  ExpressionNode,
  NameNode,
  PeriodNode,
  Span,
  StepNode,
} from "@planwright/syntax";
import type { Amount, Bound, Period, ShareCase, Slice, Step } from "../../benefits-model.js";
import { type Details, nearest, replaceWith } from "../../diagnostics/report.js";
import type { Condition, Expression } from "../../model.js";
import { bindCondition } from "../../types/condition.js";
import { bindExpression } from "../../types/expression.js";
import { timeOf } from "../../types/literal.js";
import type { Where } from "../../types/typed.js";
import { dollars } from "../../types/exact.js";
import { describe } from "../../types/units.js";
import { placeOf, type Scope } from "../scope.js";
import { bindCount, bindScope, bindUnit } from "./names.js";

/** What a cell of a schedule needs to know of the plan around it. */
export interface ShareContext {
  readonly scope: Scope;
  readonly where: Where & { readonly coverage: string };
  /** The unit of a copay or bound that says none. */
  readonly unit: string | undefined;
  /** Names of the deductibles and copays of the plan, with their words: `deductible emergency`. */
  readonly accumulators: ReadonlySet<string>;
  /** All lines of the plan could be read: what is not declared is missing. */
  readonly isWhole: boolean;
  /** The cases of the cell that `same` means. */
  same(as: NameNode | undefined, span: Span): readonly ShareCase[] | undefined;
}

/** An amount in money, or a percentage; anything else is reported. */
export function bindAmount(
  node: ExpressionNode,
  scope: Scope,
  where: Where,
  wanted: "money" | "percent" | "either",
  details: Details = {},
): Amount | undefined {
  const typed = bindExpression(node, scope, where);
  if (!typed) return undefined;
  const { type, value } = typed;
  const isMoney = type.kind === "figure" && JSON.stringify(type.units) === '{"money":1}';
  const percent = type.kind === "percent";
  if (percent && node.kind === "percent" && wanted !== "money" && Number(node.value) > 100) {
    scope.reporter.report(
      "PW3003",
      { wanted: "A percentage from 0% to 100%", got: `${node.value}%` },
      placeOf(where.file, node.span),
    );
    return undefined;
  }
  if ((isMoney && wanted !== "percent") || (percent && wanted !== "money")) return { value, percent };
  const due = { money: "An amount", percent: "A percentage", either: "An amount or a percentage" }[wanted];
  scope.reporter.report(
    "PW3003",
    { wanted: due, got: describe(type) },
    placeOf(where.file, node.span),
    details,
  );
  return undefined;
}

export function bindMoney(node: ExpressionNode, scope: Scope, where: Where): Expression | undefined {
  return bindAmount(node, scope, where, "money")?.value;
}

/** Durations in years are counted in months. */
export function bindPeriod(node: PeriodNode, file: string, scope: Scope): Period | undefined {
  switch (node.kind) {
    case "calendar year":
      return { kind: "calendar_year" };
    case "contract year":
      return { kind: "contract_year" };
    case "lifetime":
      return { kind: "lifetime" };
    case "rolling": {
      const count = bindCount(node.count, placeOf(file, node.span), scope.reporter, 12_000);
      if (count === undefined) return undefined;
      const { unit, value } = timeOf({ value: String(count), unit: node.unit });
      return { kind: "rolling", count: Number(value), unit };
    }
  }
}

/** Reads a cost share: its cases with their steps. Faults are reported, and nothing is answered. */
export function bindShare(node: CostShareNode, context: ShareContext): ShareCase[] | undefined {
  const { scope, where } = context;
  const cases: ShareCase[] = [];
  let complete = true;
  for (const [i, variant] of node.variants.entries()) {
    const when = variant.when && bindCondition(variant.when, scope, where);
    if (variant.when && !when) complete = false;
    const last = i === node.variants.length - 1;
    if (last && variant.when) {
      complete = false;
      reportNoOtherwise(variant.when, context);
    }
    if (!last && !variant.when) {
      complete = false;
      const what = "What stands after `otherwise` is never reached: this share has no condition";
      scope.reporter.report("PW2304", { what }, placeOf(where.file, variant.span));
    }
    const { share } = variant;
    if (share.kind === "same") {
      const found = context.same(share.as, variant.span);
      if (!found) complete = false;
      else for (const one of found) cases.push({ ...one, when: bothOf(when, one.when) });
    } else {
      const steps = bindSteps(share.steps, context);
      if (!steps) complete = false;
      else cases.push({ when, steps });
    }
  }
  return complete ? cases : undefined;
}

function bothOf(a: Condition | undefined, b: Condition | undefined): Condition | undefined {
  return a && b ? { op: "all", of: [a, b] } : (a ?? b);
}

function reportNoOtherwise(when: ConditionNode, { scope, where }: ShareContext): void {
  const end = { start: when.span.end, end: when.span.end };
  scope.reporter.report(
    "PW2501",
    { what: "what is paid when the condition does not hold" },
    placeOf(where.file, when.span),
    {
      why: "A share with a condition goes on with `otherwise`.",
      fixes: ["not covered", "no charge"].map((words) => ({
        title: `\`, otherwise ${words}\``,
        edits: [{ file: where.file, span: end, text: `, otherwise ${words}` }],
      })),
    },
  );
}

function bindSteps(nodes: readonly StepNode[], context: ShareContext): Step[] | undefined {
  const steps: Step[] = [];
  for (const node of nodes) {
    const step = bindStep(node, context);
    if (!step) return undefined;
    steps.push(step);
  }
  return checkOrder(nodes, steps, context) ? steps : undefined;
}

/** Whether nothing is left after a step. */
function settles(step: Step): boolean {
  switch (step.op) {
    case "no_charge":
    case "not_covered":
    case "not_printed":
    case "discount":
      return true;
    case "pays":
      return step.until === undefined;
    default:
      return false;
  }
}

/** A deductible, or a copay that the plan declares: it is taken as far as it goes. */
const isTaken = (step: Step): boolean =>
  step.op === "deductible" || (step.op === "copay" && step.accumulator !== undefined);

const same = (a: Step, b: Step): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether what a step leaves has a payer when no step follows it. */
function mayEnd(step: Step): boolean {
  return settles(step) || step.op === "copay" || step.op === "allowance" || step.op === "price_difference";
}

function checkOrder(nodes: readonly StepNode[], steps: readonly Step[], context: ShareContext): boolean {
  const { scope, where } = context;
  const whole = steps.findIndex(({ op }) => op === "not_covered" || op === "not_printed");
  const at = (i: number) => placeOf(where.file, nodes[i]?.span ?? { start: 0, end: 0 });
  if (whole >= 0 && steps.length > 1) {
    const what = `\`${nodes[whole]?.kind}\` stands alone: it is no step`;
    scope.reporter.report("PW2304", { what }, at(whole));
    return false;
  }
  const twice = steps.findIndex(
    (step, i) => isTaken(step) && steps.slice(0, i).some((one) => same(one, step)),
  );
  if (twice >= 0) {
    scope.reporter.report(
      "PW2304",
      { what: "This step stands twice: what is left of it is taken once" },
      at(twice),
      {
        why: "A word is doubled, or another step was meant.",
      },
    );
    return false;
  }
  const settled = steps.findIndex(settles);
  if (settled >= 0 && settled < steps.length - 1) {
    const what = "Nothing is left for this step";
    scope.reporter.report("PW2304", { what }, at(settled + 1), {
      related: [{ place: at(settled), message: "shares all that is left" }],
      why: "After a share of all that is left the rest is the other side's. `of first $5,000 per person each calendar year` makes it a share of a part.",
    });
    return false;
  }
  const last = steps[steps.length - 1];
  if (last && !mayEnd(last)) {
    const place = at(steps.length - 1);
    const end = { start: place.span.end, end: place.span.end };
    scope.reporter.report("PW2501", { what: "who pays what this step leaves" }, place, {
      why: "The plan or the member pays the rest: another step says so.",
      fixes: ["no charge", "plan pays 80%"].map((words) => ({
        title: `\` then ${words}\``,
        edits: [{ file: where.file, span: end, text: ` then ${words}` }],
      })),
    });
    return false;
  }
  return true;
}

function bindStep(node: StepNode, context: ShareContext): Step | undefined {
  const { scope, where } = context;
  switch (node.kind) {
    case "no charge":
      return { op: "no_charge" };
    case "not covered":
      return { op: "not_covered" };
    case "not printed":
      return { op: "not_printed" };
    case "deductible": {
      const accumulator = node.name ? `deductible ${node.name.name}` : "deductible";
      if (context.accumulators.has(accumulator)) return { op: "deductible", accumulator };
      reportUndeclared("deductible", node.name, node.span, context);
      return undefined;
    }
    case "copay":
      return bindCopay(node, context);
    case "allow": {
      const [bound] = node.bounds;
      const most = bound && bindMoney(bound.amount, scope, where);
      const per = unitOfBound(bound?.per, context);
      if (!bound || !most || per === undefined) return undefined;
      if (bound.side === "most") return { op: "allow", most, per: per.unit };
      scope.reporter.report(
        "PW2304",
        { what: "`allow` takes `at most`: it limits what is allowed" },
        placeOf(where.file, bound.span),
      );
      return undefined;
    }
    case "allowance": {
      const amount = bindMoney(node.amount, scope, where);
      const per = unitOfBound(node.per, context);
      return amount && per && { op: "allowance", amount, per: per.unit };
    }
    case "discount": {
      const share = bindAmount(node.percent, scope, where, "percent")?.value;
      return share && { op: "discount", share };
    }
    case "price difference": {
      const from = bindMoney(node.from, scope, where);
      return from && { op: "price_difference", from, counted: node.counted };
    }
    case "pays":
      return bindPays(node, context);
  }
}

/** What declares a deductible or a copay. */
const DECLARED_LIKE = {
  deductible: "deductible $500 per person, each calendar year",
  copay: "copay $25 per person, each calendar year",
} as const;

function reportUndeclared(
  kind: keyof typeof DECLARED_LIKE,
  name: NameNode | undefined,
  span: Span,
  context: ShareContext,
): void {
  const { scope, where, accumulators, isWhole } = context;
  if (!isWhole) {
    scope.reporter.passOver();
    return;
  }
  const named = [...accumulators].flatMap((id) =>
    id.startsWith(`${kind} `) ? id.slice(kind.length + 1) : [],
  );
  const meant = name && nearest(name.name, named);
  const place = placeOf(where.file, name?.span ?? span);
  const declared = [...accumulators].filter((id) => id.startsWith(kind));
  scope.reporter.report(
    "PW2305",
    { what: `There is no ${kind}${name ? ` ${name.name}` : ""} in this plan` },
    place,
    {
      label: meant && `did you mean ${meant}?`,
      why:
        declared.length > 0
          ? `Declared: ${declared.join(", ")}.`
          : `A line such as \`${DECLARED_LIKE[kind]}\` declares it.`,
      fixes: meant ? [replaceWith(place, meant)] : [],
    },
  );
}

function bindCopay(node: StepNode & { kind: "copay" }, context: ShareContext): Step | undefined {
  const { scope, where, accumulators } = context;
  const unless = node.unless && bindCondition(node.unless, scope, where);
  const bounds = bindBounds(node.bounds, context);
  if ((node.unless && !unless) || !bounds) return undefined;
  const common = { op: "copay", unless, bounds } as const;
  const name = node.amount?.kind === "name" ? node.amount : undefined;
  const named = name ? `copay ${name.name}` : "copay";
  if (accumulators.has(named) && (name || !node.amount)) {
    return { ...common, amount: undefined, accumulator: named, per: undefined, first: undefined };
  }
  // A lone name that is no figure was meant to be a copay that the plan declares.
  const isFigure = name === undefined || scope.values.get(name.name) !== undefined || node.per !== undefined;
  if (!node.amount || !isFigure) {
    reportUndeclared("copay", name, node.span, context);
    return undefined;
  }
  const amount = bindMoney(node.amount, scope, where);
  const per = node.per
    ? bindUnit(node.per, where.file, scope.reporter)
    : (context.unit ?? reportNoUnit(node.amount.span, context));
  if (!amount || per === undefined) return undefined;
  const first = node.first && firstOf(node.first, per, context);
  if (node.first && first === undefined) return undefined;
  return { ...common, amount, accumulator: undefined, per, first };
}

function firstOf(
  { count, unit }: { count: string; unit: NameNode },
  per: string,
  { scope, where }: ShareContext,
): number | undefined {
  const found = bindUnit(unit, where.file, scope.reporter);
  if (found === undefined) return undefined;
  if (found === per) return bindCount(count, placeOf(where.file, unit.span), scope.reporter);
  const what = `This copay is per ${per}, so its first ones are not counted in ${unit.name}`;
  scope.reporter.report("PW2304", { what }, placeOf(where.file, unit.span));
  return undefined;
}

function reportNoUnit(span: Span, { scope, where }: ShareContext): undefined {
  const end = { start: span.end, end: span.end };
  scope.reporter.report("PW2501", { what: "what this copay is per" }, placeOf(where.file, span), {
    why: "A stay of three days costs one copay or three.",
    fixes: ["visit", "day", "admission", "prescription"].map((unit) => ({
      title: `\`per ${unit}\``,
      edits: [{ file: where.file, span: end, text: ` per ${unit}` }],
    })),
  });
  return undefined;
}

/** The unit of a bound; nothing said is for the line, or the unit of the table. */
function unitOfBound(
  per: NameNode | undefined,
  { scope, where, unit }: ShareContext,
): { readonly unit: string | undefined } | undefined {
  if (!per) return { unit };
  const found = bindUnit(per, where.file, scope.reporter);
  return found === undefined ? undefined : { unit: found };
}

function bindBounds(nodes: readonly BoundNode[], context: ShareContext): Bound[] | undefined {
  const { scope, where } = context;
  const bounds = nodes.map((node): Bound | undefined => {
    const amount = bindMoney(node.amount, scope, where);
    const per = unitOfBound(node.per, context);
    return amount && per && { side: node.side, amount, per: per.unit };
  });
  const complete = bounds.filter((bound) => bound !== undefined);
  if (complete.length < bounds.length) return undefined;
  const literal = (side: Bound["side"]) => {
    const found = complete.find((bound) => bound.side === side);
    return found?.amount.op === "literal" ? { value: Number(found.amount.value), per: found.per } : undefined;
  };
  const [least, most] = [literal("least"), literal("most")];
  const [first] = nodes;
  if (first && least && most && least.per === most.per && least.value > most.value) {
    const what = "At least more than at most: no amount is both";
    scope.reporter.report("PW2304", { what }, placeOf(where.file, first.span));
    return undefined;
  }
  return complete;
}

/** What is paid in money is no share: `plan pays $2,500` is an allowance, `member pays $25` a copay. */
function ofMoney({ pays, payer, bounds, upTo, span }: PaysStep, { unit, where }: ShareContext): Details {
  const { share, limit } = pays;
  if (share.kind !== "money") return {};
  const [word, why, per] =
    payer === "plan"
      ? ["allowance", "What the plan pays up to an amount is an allowance; the rest is the member's.", ""]
      : ["copay", "What the member pays in money is a copay.", unit === undefined ? " per visit" : ""];
  const { file } = where;
  const { start, end } = share.span;
  const edits = [
    { file, span: { start: span.start, end: start }, text: `${word} ` },
    ...(per === "" ? [] : [{ file, span: { start: end, end }, text: per }]),
  ];
  if (limit || upTo || bounds.length > 0 || share.per !== undefined) return { why };
  const written = share.value.replace(/\B(?=(\d{3})+(\.|$))/g, ",");
  return { why, fixes: [{ title: `Write \`${word} $${written}${per}\``, edits }] };
}

type PaysStep = StepNode & { kind: "pays" };

function bindPays(node: StepNode & { kind: "pays" }, context: ShareContext): Step | undefined {
  const { scope, where } = context;
  const { share, limit } = node.pays;
  const amount = (of: ExpressionNode, wanted: "percent" | "either") =>
    bindAmount(of, scope, where, wanted, ofMoney(node, context));
  if (node.upTo) reportUpTo(node, node.upTo, context);
  const bounds = bindBounds(node.upTo ? [node.upTo, ...node.bounds] : node.bounds, context);
  let pays: Extract<Step, { op: "pays" }>["pays"] | undefined;
  if (share.kind === "either") {
    const a = amount(share.a, "either");
    const b = amount(share.b, "either");
    pays = a && b && { pick: share.pick, a, b };
  } else pays = amount(share, "percent");
  if (!pays || !bounds) return undefined;
  const common = { op: "pays", payer: node.payer, pays, bounds } as const;
  if (!limit) return { ...common, until: undefined, paymentIn: undefined };
  if (limit.kind === "payment") {
    const network = scope.lists.find("network", where.coverage, limit.network, where.file);
    return network && { ...common, until: undefined, paymentIn: network.id };
  }
  const until = bindSlice(limit, node, context);
  return until && { ...common, until, paymentIn: undefined };
}

/** `80% up to $50`: the most that is paid, or the most that is allowed, of which 80% is paid. */
function reportUpTo(node: PaysStep, upTo: BoundNode, { where: { file }, scope }: ShareContext): void {
  const { amount, per, span } = upTo;
  const figure =
    amount.kind === "money" ? dollars(amount.value) : amount.kind === "name" ? amount.name : undefined;
  const money = `${figure ?? "this amount"}${per ? ` per ${per.name}` : ""}`;
  const { share, limit } = node.pays;
  const start = limit || share.kind === "either" ? span.start : share.span.end;
  const paid = { file, span: { start, end: amount.span.start }, text: ", at most " };
  const gone = { file, span: { start, end: span.end }, text: "" };
  const begin = { start: node.span.start, end: node.span.start };
  const allow = { file, span: begin, text: `allow at most ${money} then ` };
  const what = `whether ${money} is the most that is paid, or the most that is allowed`;
  scope.reporter.report("PW2501", { what }, placeOf(file, span), {
    cause: `up to ${money}`,
    why: "Of 80% up to $50 a charge of $100 is paid with $50, or with 80% of $50, which is $40.",
    fixes: [
      { title: `\`, at most ${money}\`: so much is paid`, edits: [paid] },
      ...(figure ? [{ title: `\`${allow.text}\` before it: so much is allowed`, edits: [allow, gone] }] : []),
    ],
  });
}

type SliceNode = Extract<
  NonNullable<Extract<StepNode, { kind: "pays" }>["pays"]["limit"]>,
  { amount: unknown }
>;

function bindSlice(node: SliceNode, step: StepNode, context: ShareContext): Slice | undefined {
  const { scope, where } = context;
  const amount = bindMoney(node.amount, scope, where);
  const per = node.per && bindScope(node.per, where.file, scope.reporter);
  if (!node.per) {
    scope.reporter.report(
      "PW2501",
      { what: "for whom this amount adds up" },
      placeOf(where.file, step.span),
      {
        why: "It is written like `of first $5,000 per person each calendar year`, or `of first $500 per accident`.",
      },
    );
  }
  if (!amount || per === undefined) return undefined;
  const period = node.period && bindPeriod(node.period, where.file, scope);
  if (node.period && !period) return undefined;
  if (!period && (per === "person" || per === "family")) {
    scope.reporter.report(
      "PW2501",
      { what: `over which time the amount per ${per} adds up` },
      placeOf(where.file, step.span),
      { why: "Write `each calendar year`, `each contract year`, `each 12 months` or `each lifetime`." },
    );
    return undefined;
  }
  const of = node.kind === "first" ? "charge" : "member_paid";
  const id = `${node.kind === "first" ? "first" : "until member paid"} ${wordsOf(amount)} per ${per}${period ? ` each ${periodWords(period)}` : ""}`;
  return { of, amount, per, period, id };
}

/** Tells amounts apart, in words where there are any. */
function wordsOf(amount: Expression): string {
  if (amount.op === "literal") return `$${amount.value}`;
  return amount.op === "input" || amount.op === "formula" ? amount.ref : JSON.stringify(amount);
}

function periodWords(period: Period): string {
  return period.kind === "rolling" ? `${period.count} ${period.unit}s` : period.kind.replace("_", " ");
}
