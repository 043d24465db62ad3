import type { AssumeNode, ExpressionNode, GrowthNode, LiteralNode, WithPair } from "@planwright/syntax";
import { PARTS, type Part, type Projection } from "../../funding-model.js";
import type { Expression } from "../../model.js";
import type { Read, ReadBlock } from "../../reading/block.js";
import { bindExpression } from "../../types/expression.js";
import { bindKeyValue } from "../../types/question.js";
import { describe, MONEY_PER_MONTH, NUMBER, sameType, type Type } from "../../types/units.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { placeOf, type Scope } from "../scope.js";
import { bindMoney, bindPercent } from "./amounts.js";
import type { FundingName } from "./names.js";

export type ProjectionBlock = ReadBlock<(typeof BLOCKS)["projection"]>;

type Written<T extends keyof Projection> = Projection[T] extends readonly (infer One)[] ? One : never;

/** Declares a projection and its arrangements, so that questions anywhere may name them. */
export function declareProjection(block: ProjectionBlock, scope: Scope): boolean {
  const name = block.heading?.name;
  if (!name) return false;
  const { origin } = block;
  if (!scope.funding.projections.declare(name, block.file, { id: name.name, origin })) return false;
  for (const read of block.all("arrangement")) {
    const arrangement = {
      kind: "arrangement",
      id: read.value.name.name,
      projection: name.name,
      origin: read.origin,
    } as const;
    scope.funding.costs.declare(read.value.name, block.file, arrangement);
  }
  return true;
}

/** Reads a projection: what is assumed, and what its arrangements cost. */
export function bindProjection(block: ProjectionBlock, scope: Scope): Projection | undefined {
  const id = block.heading?.name?.name;
  const period = periodOf(block, scope);
  if (id === undefined || !period) return undefined;
  const assumed = new Assumptions(scope, block.file);
  for (const read of block.all("assume")) assumed.add(read);
  const arrangements = block.all("arrangement").flatMap(({ value, origin }) => {
    const cost = bindMoney(value.value, scope, block.file);
    return cost ? [{ id: value.name.name, value: cost, origin }] : [];
  });
  const own = arrangements.map((one) => one.id);
  const compare = block.all("compare").flatMap(({ value, place, origin }) => {
    for (const name of value.names) scope.reporter.names?.use(scope.funding.costs.kind, name, block.file);
    const names = value.names.flatMap(
      (name) => scope.funding.oneOf(name, block.file, own, `an arrangement of ${id}`) ?? [],
    );
    if (value.names.length < 2)
      scope.reporter.report("PW0023", { found: undefined, of: "`compare`" }, place, {
        why: "It names two arrangements: `compare travelers, cds`.",
      });
    return names.length === value.names.length && names.length > 1
      ? [{ names, eachMonth: value.eachMonth, origin }]
      : [];
  });
  return {
    id,
    name: block.heading?.title?.text ?? id,
    ...period,
    claims: assumed.claims,
    counts: assumed.counts,
    parts: assumed.parts,
    earns: assumed.earns,
    arrangements,
    compare,
    origin: block.origin,
  };
}

/** A projection is over so many months at most. */
const MOST_MONTHS = 600;

function periodOf(
  block: ProjectionBlock,
  scope: Scope,
): { readonly from: string; readonly to: string } | undefined {
  const read = block.one("over");
  if (!read) {
    if (!block.isGiven("over") && block.isWhole)
      scope.reporter.report(
        "PW0025",
        { block: "This projection", what: "period" },
        placeOf(block.file, block.node.span),
        {
          why: "It is written like `over 1985-01-01 to 1985-12-31`.",
        },
      );
    return undefined;
  }
  const { from, to } = read.value;
  const refuse = (what: string): undefined => {
    scope.reporter.report("PW2101", { what }, read.place);
    return undefined;
  };
  if (from.kind !== "day" || to.kind !== "day") return refuse("A projection is from a day to a day");
  if (to.value < from.value) return refuse("This projection ends before it begins");
  const last = new Date(Date.UTC(Number(to.value.slice(0, 4)), Number(to.value.slice(5, 7)), 0)).getUTCDate();
  if (!from.value.endsWith("-01") || Number(to.value.slice(8)) !== last)
    return refuse("A projection is over whole months: from the first of one to the last of another");
  const months = monthsBetween(from.value, to.value);
  if (months > MOST_MONTHS) return refuse(`A projection is over ${MOST_MONTHS} months at most`);
  return { from: from.value, to: to.value };
}

/** How many months two days are in and between. */
export const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7)) +
  1;

/** What the lines `assume` of a projection say. */
class Assumptions {
  readonly claims: Written<"claims">[] = [];
  readonly counts: Written<"counts">[] = [];
  readonly parts: Written<"parts">[] = [];
  readonly earns: Written<"earns">[] = [];

  constructor(
    private readonly scope: Scope,
    private readonly file: string,
  ) {}

  add(read: Read<AssumeNode>): void {
    const { value, origin } = read;
    switch (value.kind) {
      case "claims": {
        const funding = this.fundingOf(value.of);
        const amount = this.figure(
          value.amount,
          { kind: "figure", units: MONEY_PER_MONTH },
          "An amount per month",
        );
        const growth = this.growthOf(value.growth, read, "the claims");
        if (
          this.twice(
            read,
            this.claims.some((one) => one.funding === funding?.id),
          )
        )
          return;
        if (funding && amount && growth) this.claims.push({ funding: funding.id, amount, ...growth, origin });
        return;
      }
      case "count": {
        const count = this.countOf(value.count);
        const keys = this.keysOf(value.with);
        const growth = this.growthOf(value.growth, read, `the ${value.what}`);
        if (value.what === "employees" && value.with.length > 0)
          this.scope.reporter.report(
            "PW3003",
            { wanted: "Employees without keys", got: "`with`" },
            read.place,
          );
        const another = this.counts.some((one) => one.what === "employees" && value.what === "employees");
        if (this.twice(read, another)) return;
        if (count && keys && growth) this.counts.push({ what: value.what, count, keys, ...growth, origin });
        return;
      }
      case "part":
        this.addPart(value, read);
        return;
      case "earns":
        this.addEarned(value, read);
        return;
    }
  }

  private addPart(value: AssumeNode & { kind: "part" }, read: Read<AssumeNode>): void {
    const found = this.partOf(value.part, value.of);
    const growth = this.growthOf(value.growth, read, "");
    const isKnown = this.parts.some((one) => one.funding === found?.funding && one.part === found.part);
    if (this.twice(read, isKnown)) return;
    if (found && growth) this.parts.push({ ...found, ...growth, origin: read.origin });
  }

  private addEarned(value: AssumeNode & { kind: "earns" }, read: Read<AssumeNode>): void {
    const found = this.partOf(value.part, value.of);
    const rate = bindPercent(value.rate, this.scope, this.file);
    const less = value.less && bindMoney(value.less, this.scope, this.file);
    const isKnown = this.earns.some((one) => one.funding === found?.funding && one.part === found.part);
    if (this.twice(read, isKnown)) return;
    if (found && rate && (!value.less || less))
      this.earns.push({ ...found, rate, less, origin: read.origin });
  }

  private twice(read: Read<AssumeNode>, already: boolean): boolean {
    if (already) this.scope.reporter.report("PW0024", { what: "This assumption" }, read.place);
    return already;
  }

  private fundingOf(name: (AssumeNode & { kind: "claims" })["of"]): FundingName | undefined {
    const found = this.scope.funding.costs.find(name, this.file);
    if (found?.kind === "funding") return found;
    if (found)
      this.scope.reporter.report(
        "PW3003",
        { wanted: "A funding", got: `the arrangement ${found.id}` },
        placeOf(this.file, name.span),
      );
    return undefined;
  }

  private partOf(
    part: (AssumeNode & { kind: "part" })["part"],
    of: (AssumeNode & { kind: "part" })["of"],
  ): { readonly funding: string; readonly part: Part } | undefined {
    const funding = this.fundingOf(of);
    const known = funding?.parts ?? PARTS;
    const named = this.scope.funding.oneOf(part, this.file, known, `a part of the cost of ${of.name}`);
    return funding && named ? { funding: funding.id, part: named } : undefined;
  }

  private figure(node: ExpressionNode, wanted: Type, words: string): Expression | undefined {
    const typed = bindExpression(node, this.scope, { file: this.file, coverage: undefined });
    if (!typed) return undefined;
    if (sameType(typed.type, wanted)) return typed.value;
    this.scope.reporter.report(
      "PW3003",
      { wanted: words, got: describe(typed.type) },
      placeOf(this.file, node.span),
    );
    return undefined;
  }

  private countOf(node: (ExpressionNode & { kind: "name" }) | LiteralNode): Expression | undefined {
    return this.figure(node, NUMBER, "A number");
  }

  private keysOf(pairs: readonly WithPair[]): Record<string, string> | undefined {
    const keys: Record<string, string> = {};
    let whole = true;
    for (const { key, value } of pairs) {
      const bound = bindKeyValue(key, value, this.scope, this.file);
      if (bound === undefined) whole = false;
      else if (key.name === "coverage") keys[bound] = "yes";
      else keys[key.name] = bound;
    }
    return whole ? keys : undefined;
  }

  private growthOf(
    growth: GrowthNode | undefined,
    read: Read<AssumeNode>,
    what: string,
  ): { readonly growth: Expression | undefined } | undefined {
    if (!growth) {
      const end = { start: read.place.span.end, end: read.place.span.end };
      this.scope.reporter.report("PW2501", { what: `whether ${what} grow or stay level` }, read.place, {
        fixes: ["stays level", "grows by 5% each year"].map((words) => ({
          title: `Write \`${words}\` after it`,
          edits: [{ file: this.file, span: end, text: `, ${words}` }],
        })),
      });
      return undefined;
    }
    if (growth.kind === "level") return { growth: undefined };
    const by = bindPercent(growth.by, this.scope, this.file);
    return by && { growth: by };
  }
}
