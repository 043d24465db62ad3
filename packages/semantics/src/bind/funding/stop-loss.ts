import type { Block } from "@planwright/syntax";
import type {
  AggregateStopLoss,
  Charge,
  ContractBasis,
  Flow,
  SpecificStopLoss,
} from "../../funding-model.js";
import type { Expression } from "../../model.js";
import { BlockReader, type ReadBlock } from "../../reading/block.js";
import { bindCondition } from "../../types/condition.js";
import type { BOTH_STOP_LOSS } from "../../vocabulary/funding.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { placeOf } from "../scope.js";
import { bindAmount, bindFlow, bindMoney, bindPart } from "./amounts.js";
import { bindCharge, type FundingContext } from "./funding.js";

type AggregateBlock = ReadBlock<(typeof BLOCKS)["aggregate stop-loss"]>;

export interface BoundStopLoss<T> {
  readonly stopLoss: T | undefined;
  readonly charges: readonly Charge[];
}

/** Months from the first of a contract year that a basis such as `12/15` may name. */
const MOST_MONTHS = 36;

/** The lines that both kinds of stop-loss have. */
type StopLossBlock = Omit<ReadBlock<typeof BOTH_STOP_LOSS>, "declared">;

interface Bound {
  readonly flow: Flow | undefined;
  readonly basis: ContractBasis | undefined;
  readonly share: Expression | undefined;
  readonly most: Expression | undefined;
  readonly charges: readonly Charge[];
}

function bindLines(block: StopLossBlock, context: FundingContext): Bound {
  const { scope, file } = context;
  const examples = { attaches: "attaches over $100,000", pays: "pays reinsurer to pool" } as const;
  for (const what of ["attaches", "pays"] as const) {
    if (block.isGiven(what) || !block.isWhole) continue;
    scope.reporter.report(
      "PW0025",
      { block: "This stop-loss", what: `\`${what}\`` },
      placeOf(file, block.node.span),
      { why: `It is written like \`${examples[what]}\`.` },
    );
  }
  const pays = block.one("pays");
  return {
    flow: pays && bindFlow(pays.value, scope, context, pays.origin),
    basis: basisOf(block, context),
    ...reimbursedOf(block, context),
    charges: block.all("premium").flatMap((read) => bindCharge(read, "premium", context, scope) ?? []),
  };
}

/** The part of what is over that is reimbursed, and the most: an amount of money. */
function reimbursedOf(block: StopLossBlock, { scope, file }: FundingContext): Pick<Bound, "share" | "most"> {
  const { share, most } = block.one("reimburses")?.value ?? {};
  const bound = share && bindPart(share, scope, file);
  if (!most) return { share: bound, most: undefined };
  if (most.kind === "figure" && !most.per && !most.each)
    return { share: bound, most: bindMoney(most.value, scope, file) };
  scope.reporter.report(
    "PW3003",
    { wanted: "An amount of money", got: "an amount that comes again" },
    placeOf(file, most.span),
  );
  return { share: bound, most: undefined };
}

function basisOf(block: StopLossBlock, context: FundingContext): ContractBasis | undefined {
  const { scope } = context;
  const read = block.one("contract basis");
  if (!read) {
    if (block.isGiven("contract basis")) return undefined;
    reportNoBasis(block.node, context);
    // The rest of the stop-loss is checked all the same.
    return { kind: "paid" };
  }
  const words = read.value.map(({ image }) => image);
  const [first, slash, second, ...rest] = words;
  if (first === "paid" && slash === undefined) return { kind: "paid" };
  const incurred = Number(first);
  const paid = Number(second);
  const whole = [incurred, paid].every((n) => Number.isInteger(n) && n >= 12 && n <= MOST_MONTHS);
  if (slash === "/" && rest.length === 0 && whole && (incurred === 12 || paid === 12))
    return { kind: "months", incurred, paid };
  scope.reporter.report("PW0023", { found: words.join(""), of: "`contract basis`" }, read.place, {
    why: "It is `paid`, or the months in which claims are incurred and paid: `12/12`; `12/15` with three months of run-out; `15/12` with three months of run-in.",
  });
  return undefined;
}

function reportNoBasis(node: Block, { scope, file, funding }: FundingContext): void {
  const at = node.children[0]?.span.start ?? node.span.end;
  scope.reporter.report(
    "PW2501",
    { what: `which claims the stop-loss of ${funding} counts` },
    placeOf(file, node.span),
    {
      why: "A claim is incurred in one month and paid in another; both decide whether it counts.",
      fixes: ["paid", "12/12", "12/15"].map((words) => ({
        title: `Write \`contract basis ${words}\``,
        edits: [
          {
            file,
            span: { start: at, end: at },
            text: `contract basis  ${words}\n                    chosen because ""\n    `,
          },
        ],
      })),
    },
  );
}

/** Reads the cover for one claim. */
export function bindSpecific(context: FundingContext): BoundStopLoss<SpecificStopLoss> | undefined {
  const { files, scope, file } = context;
  const node = context.inner("specific stop-loss");
  if (!node) return undefined;
  const block = new BlockReader(files, node, BLOCKS["specific stop-loss"]).read();
  const { flow, basis, share, most, charges } = bindLines(block, context);
  const attaches = block.one("attaches");
  const amount = attaches?.value.amount;
  const plain = amount?.kind === "figure" && !amount.per && !amount.each && !attaches?.value.when;
  if (amount && !plain) {
    scope.reporter.report(
      "PW3003",
      { wanted: "An amount of one claim", got: "another amount" },
      placeOf(file, amount.span),
      { why: "It is written like `attaches over $100,000`." },
    );
  }
  const kept = plain ? bindMoney(amount.value, scope, file) : undefined;
  const lasers = block.all("laser").flatMap((read) => {
    const over = bindMoney(read.value.amount, scope, file);
    return over ? [{ person: read.value.person, attaches: over, read }] : [];
  });
  for (const [i, { person, read }] of lasers.entries()) {
    if (lasers.findIndex((other) => other.person === person) !== i)
      scope.reporter.report("PW0024", { what: `The laser for ${person}` }, read.place);
  }
  const aggregating = block.one("aggregating deductible");
  const stopLoss: SpecificStopLoss | undefined =
    kept && flow && basis
      ? {
          attaches: kept,
          lasers: lasers.map(({ person, attaches: over }) => ({ person, attaches: over })),
          share,
          most,
          aggregatingDeductible: aggregating && bindMoney(aggregating.value, scope, file),
          basis,
          flow,
          origin: block.origin,
        }
      : undefined;
  return { stopLoss, charges };
}

/** Reads the cover for the claims of a contract year. A percentage without its base is reported, and not guessed. */
export function bindAggregate(context: FundingContext): BoundStopLoss<AggregateStopLoss> | undefined {
  const { files, scope, file } = context;
  const node = context.inner("aggregate stop-loss");
  if (!node) return undefined;
  const block = new BlockReader(files, node, BLOCKS["aggregate stop-loss"]).read();
  const { flow, basis, share, most, charges } = bindLines(block, context);
  const attaches = block.all("attaches").flatMap((read) => {
    const { amount, when } = read.value;
    if (amount.kind === "figure" && amount.value.kind === "percent" && !amount.per && !amount.each) {
      scope.reporter.report(
        "PW2501",
        { what: `what the ${amount.value.value}% are a percentage of` },
        placeOf(file, amount.span),
        { why: "Write its base: `125% of cost of self_funded in first_year`; or an input that asks for it." },
      );
      return [];
    }
    // What is kept of the claims of a year cannot follow from those claims.
    if (amount.kind === "months" || (amount.kind === "share" && amount.of === "paid claims")) {
      scope.reporter.report(
        "PW3003",
        { wanted: "An amount that does not follow from what is paid", got: "a part of the paid claims" },
        placeOf(file, amount.span),
        { why: "Expected claims are those of a projection: `125% of claims of self_funded in first_year`." },
      );
      return [];
    }
    const bound = bindAmount(amount, false, scope, file);
    const condition = when && bindCondition(when, scope, { file, coverage: undefined });
    return bound && (!when || condition) ? [{ amount: bound, when: condition, origin: read.origin }] : [];
  });
  const least = block.one("minimum attachment");
  const counts = countsOf(block, context);
  const whole = attaches.length > 0 && attaches.length === block.all("attaches").length;
  const stopLoss: AggregateStopLoss | undefined =
    whole && flow && basis && counts
      ? {
          attaches,
          least: least && bindMoney(least.value, scope, file),
          share,
          most,
          counts,
          basis,
          flow,
          origin: block.origin,
        }
      : undefined;
  return { stopLoss, charges };
}

const COUNTS = ["claims", "administration"] as const;

function countsOf(block: AggregateBlock, context: FundingContext): AggregateStopLoss["counts"] | undefined {
  const { scope, file } = context;
  const read = block.one("counts");
  if (!read) {
    if (!block.isGiven("counts") && block.isWhole)
      scope.reporter.report(
        "PW2501",
        { what: "what counts toward this stop-loss" },
        placeOf(file, block.node.span),
        { why: "It is written `counts claims` or `counts claims, administration`." },
      );
    return undefined;
  }
  const counted = read.value.flatMap(
    (name) => scope.funding.oneOf(name, file, COUNTS, "what a stop-loss counts") ?? [],
  );
  return COUNTS.filter((word) => counted.includes(word));
}
