import type { AccountYear, AccountPeriod as PeriodWords, ExpressionNode, NameNode } from "@planwright/syntax";
import type {
  Account,
  AccountCredit,
  AccountDebit,
  AccountInterest,
  AccountPeriod,
  Carries,
  Covered,
  Split,
} from "../../accounts-model.js";
import { nearest, replaceWith } from "../../diagnostics/report.js";
import type { Condition, Expression } from "../../model.js";
import type { Origin } from "../../places.js";
import type { FileScope, ReadBlock } from "../../reading/block.js";
import { bindCondition } from "../../types/condition.js";
import { exact } from "../../types/exact.js";
import { bindExpression, expectUnits } from "../../types/expression.js";
import { literalType } from "../../types/literal.js";
import { bindPoint } from "../../types/point.js";
import type { Where } from "../../types/typed.js";
import { describe } from "../../types/units.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { bindFeatures } from "../plans.js";
import { bindDates, type ProgramFacts } from "../program.js";
import { placeOf, type Scope } from "../scope.js";
import { bindPays, bindVesting } from "./tables.js";

export type AccountBlock = ReadBlock<(typeof BLOCKS)["account"]>;

/** An account whose name is known, and what its lines say it has, before they are bound. */
export interface DeclaredAccount {
  readonly id: string;
  readonly origin: Origin;
  readonly has: ReadonlySet<"debit" | "interest" | "credit table" | "pays" | "split">;
}

/** An account that was read, with what its checks need. */
export interface BoundAccount {
  readonly account: Account;
  readonly block: AccountBlock;
  /** Everything in it could be read: what is missing is missing. */
  readonly isWhole: boolean;
}

export const PERIODS: Readonly<Record<PeriodWords, AccountPeriod>> = {
  "contract year": "contract_year",
  "calendar year": "calendar_year",
  month: "month",
};
const YEARS: Readonly<Record<AccountYear, Exclude<AccountPeriod, "month">>> = {
  "contract year": "contract_year",
  "calendar year": "calendar_year",
};

/** Parties that every program has. */
export const PARTIES = ["employer", "employee", "spouse", "beneficiary"] as const;

/** Declares all accounts by name, then binds them: an account may be credited from one that stands further below. */
export class AccountBinder {
  private readonly drafts: { readonly block: AccountBlock; readonly files: FileScope }[] = [];

  constructor(private readonly scope: Scope) {}

  declare(block: AccountBlock, files: FileScope): void {
    const { heading, origin } = block;
    const name = heading?.name;
    if (!heading || !name) return;
    if (heading.each && heading.each.name !== "employee") {
      const place = placeOf(block.file, heading.each.span);
      this.scope.reporter.report("PW3003", { wanted: "`employee`", got: heading.each.name }, place, {
        why: "An account is kept for each employee; a fund of all employees is a `funding`.",
        fixes: [replaceWith(place, "employee")],
      });
    }
    const holds = (word: string) => block.blocks.some(({ items }) => items[0]?.image === word);
    const has = new Set<"debit" | "interest" | "credit table" | "pays" | "split">();
    for (const word of ["debit", "interest", "split"] as const) if (block.isGiven(word)) has.add(word);
    if (holds("credit")) has.add("credit table");
    if (holds("pays")) has.add("pays");
    if (this.scope.accounts.declare(name, block.file, { id: name.name, origin, has }))
      this.drafts.push({ block, files });
  }

  bindAll(program: ProgramFacts): BoundAccount[] {
    return this.drafts.flatMap(({ block, files }) => {
      const { troubles } = this.scope.reporter;
      const account = new AccountReader(block, files, this.scope, program).read();
      const isWhole = block.isWhole && this.scope.reporter.troubles === troubles;
      return account ? [{ account, block, isWhole }] : [];
    });
  }
}

class AccountReader {
  private readonly where: Where;

  constructor(
    private readonly block: AccountBlock,
    private readonly files: FileScope,
    private readonly scope: Scope,
    private readonly program: ProgramFacts,
  ) {
    this.where = { file: block.file, coverage: undefined };
  }

  read(): Account | undefined {
    const { block, files, scope, program } = this;
    const name = block.heading?.name;
    if (!name) return undefined;
    const effective = block.heading?.effective
      ? bindDates(block.heading.effective, block.file, scope)
      : program.effective;
    const opens = block.one("opens when");
    const refuses = block.one("refuses");
    return {
      id: name.name,
      name: block.heading?.title?.text ?? name.name,
      effective: effective ?? program.effective,
      heldBy: this.party(block.one("held by")?.value, ["employer"]),
      opens: opens && bindCondition(opens.value, scope, this.where),
      covered: this.covered(),
      credit: this.credit(),
      vesting: bindVesting(this.inner("credit"), files, scope),
      debit: this.debit(),
      carries: this.carries(),
      interest: this.interest(),
      split: this.split(),
      refuses: refuses && { what: refuses.value.map((one) => one.name), origin: refuses.origin },
      pays: bindPays(this.inner("pays"), files, scope),
      features: bindFeatures(block.blocks, files),
      origin: block.origin,
    };
  }

  private inner(word: "credit" | "pays") {
    const [first, second] = this.block.blocks.filter(({ items }) => items[0]?.image === word);
    if (second) {
      this.scope.reporter.report(
        "PW0024",
        { what: `The table \`${word}\`` },
        placeOf(this.block.file, second.span),
      );
    }
    return first;
  }

  private party(name: NameNode | undefined, among: readonly string[]): string | undefined {
    return name && partyOf(name, among, this.block.file, this.scope);
  }

  private money(node: ExpressionNode): Expression | undefined {
    return bindMoney(node, this.scope, this.where);
  }

  private covered(): Covered[] {
    return this.block.all("covered").flatMap(({ value, origin }) => {
      const where = { ...this.where, hasCover: true };
      const from = bindPoint(value.from, this.scope, where);
      const through = bindPoint(value.through, this.scope, where);
      const when = value.when && bindCondition(value.when, this.scope, this.where);
      return from && through && (when || !value.when) ? [{ from, through, when, origin }] : [];
    });
  }

  private credit(): AccountCredit | undefined {
    const read = this.block.one("credit");
    const amount = read && this.money(read.value.amount);
    if (!read || !amount) return undefined;
    const { each, entry } = read.value;
    const entries = { "in full": "full", "by months left": "months_left" } as const;
    return { amount, each: PERIODS[each], entry: entry && entries[entry], origin: read.origin };
  }

  private debit(): AccountDebit | undefined {
    const read = this.block.one("debit");
    if (!read) return undefined;
    const { value, origin } = read;
    const plan = this.scope.plans.find(value.plan, this.block.file)?.id;
    const amount = value.most && this.money(value.most.amount);
    if (plan === undefined || (value.most && !amount)) return undefined;
    const most = value.most && amount && { amount, each: PERIODS[value.most.each] };
    return { plan, most, order: value.order, origin };
  }

  private carries(): Carries | undefined {
    const read = this.block.one("carries");
    if (!read) return undefined;
    const { carried, to } = read.value;
    const words = { "unused balance": "all", nothing: "nothing" } as const;
    const bound = typeof carried === "string" ? words[carried] : this.money(carried);
    return bound && { carried: bound, to: YEARS[to], origin: read.origin };
  }

  private interest(): AccountInterest | undefined {
    const read = this.block.one("interest");
    const typed = read && bindExpression(read.value.rate, this.scope, this.where);
    const to = read && this.party(read.value.to, ["employer", "employee"]);
    if (!read || !typed || to === undefined) return undefined;
    if (typed.type.kind !== "percent") {
      const place = placeOf(this.block.file, read.value.rate.span);
      this.scope.reporter.report("PW3003", { wanted: "A percentage", got: describe(typed.type) }, place);
      return undefined;
    }
    return { rate: typed.value, each: YEARS[read.value.each], on: read.value.on, to, origin: read.origin };
  }

  private split(): Split | undefined {
    const read = this.block.one("split");
    if (!read) return undefined;
    const { share, from, when } = read.value;
    const point = bindPoint(from, this.scope, this.where);
    const condition: Condition | undefined = when && bindCondition(when, this.scope, this.where);
    const isShare =
      share.kind === "percent" && exact(share.value).compare(0) > 0 && exact(share.value).compare(100) <= 0;
    if (!isShare) {
      const got = share.kind === "percent" ? `${share.value}%` : describe(literalType(share));
      const place = placeOf(this.block.file, share.span);
      this.scope.reporter.report("PW3003", { wanted: "A percentage above 0% and up to 100%", got }, place);
    }
    if (!isShare || !point || (when && !condition)) return undefined;
    return { share: share.value, from: point, when: condition, origin: read.origin };
  }
}

/** Who is meant: one of the parties, or a declared carrier. */
export function partyOf(
  name: NameNode,
  among: readonly string[],
  file: string,
  scope: Scope,
): string | undefined {
  if (among.includes(name.name)) return name.name;
  const carrier = scope.carriers.get(name.name);
  if (carrier) {
    scope.usedCarriers.add(carrier.id);
    return carrier.id;
  }
  const place = placeOf(file, name.span);
  const known = [...among, ...scope.carriers.names()];
  if (scope.broken.covers(name.name)) {
    scope.reporter.passOver();
    return undefined;
  }
  const meant = nearest(name.name, known);
  scope.reporter.report("PW1001", { name: name.name, kind: "a party" }, place, {
    label: meant && `did you mean ${meant}?`,
    why: `It is one of: ${known.join(", ")}.`,
    fixes: meant ? [replaceWith(place, meant)] : [],
  });
  return undefined;
}

/** An amount of money that moves. */
export function bindMoney(node: ExpressionNode, scope: Scope, where: Where): Expression | undefined {
  const typed = bindExpression(node, scope, where);
  if (!typed) return undefined;
  const why = "What moves in an account is money.";
  return expectUnits(node, typed, { money: 1 }, scope, where, why) ? typed.value : undefined;
}
