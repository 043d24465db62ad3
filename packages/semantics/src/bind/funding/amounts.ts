import type { ExpressionNode, FlowNode, FundingAmountNode } from "@planwright/syntax";
import type Fraction from "fraction.js";
import type { DuePeriod, Flow, FundingAmount } from "../../funding-model.js";
import type { Expression } from "../../model.js";
import type { Read } from "../../reading/block.js";
import { bindExpression } from "../../types/expression.js";
import { literalType, timeOf } from "../../types/literal.js";
import { describe, sameType, type Type } from "../../types/units.js";
import { exact, shortest } from "../../types/exact.js";
import { placeOf, type Scope } from "../scope.js";

const MONEY: Type = { kind: "figure", units: { money: 1 } };

/** What a line is about: its file, and the parties of its funding. */
export interface FundingWhere {
  readonly file: string;
  readonly funding: string;
  readonly parties: readonly string[];
}

/** An amount of money that is no rate of time. */
export function bindMoney(node: ExpressionNode, scope: Scope, file: string): Expression | undefined {
  const typed = bindExpression(node, scope, { file, coverage: undefined });
  if (!typed) return undefined;
  if (sameType(typed.type, MONEY)) return typed.value;
  scope.reporter.report(
    "PW3003",
    { wanted: "An amount of money", got: describe(typed.type) },
    placeOf(file, node.span),
  );
  return undefined;
}

/** A percentage, or an input or formula that is one. */
export function bindPercent(node: ExpressionNode, scope: Scope, file: string): Expression | undefined {
  const typed = bindExpression(node, scope, { file, coverage: undefined });
  if (!typed) return undefined;
  if (typed.type.kind === "percent") return typed.value;
  scope.reporter.report(
    "PW3003",
    { wanted: "A percentage", got: describe(typed.type) },
    placeOf(file, node.span),
  );
  return undefined;
}

/** A percentage of something that is paid in part: above 0% and up to 100%, or an input that is one. */
export function bindPart(node: ExpressionNode, scope: Scope, file: string): Expression | undefined {
  const part = bindPercent(node, scope, file);
  if (part?.op !== "literal" || isPart(exact(part.value))) return part;
  scope.reporter.report(
    "PW3003",
    { wanted: "A percentage above 0% and up to 100%", got: `${shortest(part.value)}%` },
    placeOf(file, node.span),
  );
  return undefined;
}

const isPart = (part: Fraction): boolean => part.compare(0) > 0 && part.compare(100) <= 0;

const PERIODS: Readonly<Record<string, DuePeriod>> = {
  month: "month",
  quarter: "quarter",
  year: "year",
  "contract year": "contract year",
};

/** The period in the type of an amount: money per month is due each month. */
function periodOf(type: Type): { readonly each: DuePeriod | undefined } | undefined {
  if (type.kind !== "figure" || type.units.money !== 1) return undefined;
  const { money: _, ...rest } = type.units;
  const [unit, ...more] = Object.keys(rest);
  if (unit === undefined) return { each: undefined };
  const period = PERIODS[unit];
  return more.length === 0 && rest[unit] === -1 && period ? { each: period } : undefined;
}

/**
 * Reads an amount that passes between parties. `due` wants an amount that comes again: per month, each contract year;
 * else a plain amount of money will do as well.
 */
export function bindAmount(
  node: FundingAmountNode,
  due: boolean,
  scope: Scope,
  file: string,
): FundingAmount | undefined {
  switch (node.kind) {
    case "share": {
      const share = bindPercent(node.share, scope, file);
      return share && { kind: "share", share, of: node.of };
    }
    case "months": {
      const months = node.months.kind === "duration" ? node.months : undefined;
      return months && { kind: "months", months: shortest(months.value) };
    }
    case "premium": {
      const of = scope.findCoverages(node.of, file);
      const share = node.share && bindPercent(node.share, scope, file);
      if (of.length !== node.of.length || (node.share && !share)) return undefined;
      return { kind: "premium", share, of };
    }
    case "figure":
      return bindDue(node, due, scope, file);
  }
}

function bindDue(
  node: FundingAmountNode & { kind: "figure" },
  due: boolean,
  scope: Scope,
  file: string,
): FundingAmount | undefined {
  const typed = bindExpression(node.value, scope, { file, coverage: undefined });
  if (!typed) return undefined;
  const place = placeOf(file, node.span);
  const refuse = (wanted: string, got: string): undefined => {
    scope.reporter.report("PW3003", { wanted, got }, place, {
      why: "An amount is written like `$12.33 per employee per month`, `$1,000 per month`, `$500 per employee each contract year` or `19% of paid claims`.",
    });
    return undefined;
  };
  const own = periodOf(typed.type);
  if (!own) return refuse("An amount of money", describe(typed.type));
  if (own.each && node.each) return refuse("One period", "two");
  const written = node.each === undefined ? undefined : PERIODS[node.each];
  if (node.each !== undefined && !written)
    return refuse("A month, a quarter or a contract year", `a ${node.each}`);
  const each = own.each ?? written;
  if (each === undefined && (due || node.per))
    return refuse("An amount with its period", "an amount without one");
  return { kind: "figure", value: typed.value, per: node.per, each };
}

/** Two parties, of which one pays the other. */
export function bindFlow(
  node: FlowNode,
  scope: Scope,
  where: FundingWhere,
  origin: Flow["origin"],
): Flow | undefined {
  const kind = `a party of ${where.funding}`;
  const from = scope.funding.oneOf(node.from, where.file, where.parties, kind);
  const to = scope.funding.oneOf(node.to, where.file, where.parties, kind);
  if (from === undefined || to === undefined) return undefined;
  if (from !== to) return { from, to, origin };
  scope.reporter.report(
    "PW3003",
    { wanted: "Another party", got: `${to} itself` },
    placeOf(where.file, node.to.span),
  );
  return undefined;
}

/** A number of whole months. */
export function bindMonths(
  read: { readonly value: Read<Parameters<typeof literalType>[0]>["value"]; readonly file: string },
  scope: Scope,
): number | undefined {
  const { value, file } = read;
  const months =
    value.kind === "duration" && timeOf(value).unit === "month" ? Number(timeOf(value).value) : Number.NaN;
  if (Number.isInteger(months) && months >= 0 && months <= 600) return months;
  scope.reporter.report(
    "PW3003",
    {
      wanted: "A number of whole months, up to 600,",
      got:
        value.kind === "duration" ? `${shortest(value.value)} ${value.unit}s` : describe(literalType(value)),
    },
    placeOf(file, value.span),
  );
  return undefined;
}
