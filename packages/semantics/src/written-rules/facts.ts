import type {
  AboutNode,
  AskedNode,
  ConditionNode,
  ExpressionNode,
  NameNode,
  QuestionNode,
} from "@planwright/syntax";
import type Fraction from "fraction.js";
import { PRODUCTS } from "../bind/plans.js";
import { placeOf, type Scope } from "../bind/scope.js";
import { nearest, replaceWith } from "../diagnostics/report.js";
import type { FundingAmount } from "../funding-model.js";
import type { Condition, Expression, Key, Program } from "../model.js";
import type { Place } from "../places.js";
import { constant } from "../types/constant.js";
import { exact } from "../types/exact.js";
import { bindPairs } from "../types/question.js";
import type { FactSource, Typed } from "../types/typed.js";
import { MONEY_PER_MONTH, NUMBER, PERCENT, type Type } from "../types/units.js";
import { MARKETS, STATES } from "../vocabulary/markets.js";
import { showFigure } from "./show.js";
import { accumulatorsOf, amountOf, cellOf, comingAlong, type Said } from "./benefits.js";
import type { Limits } from "./limits.js";
import { keysOfRow, type RatesOfProgram } from "./rates.js";
import type { Members, Subject } from "./subjects.js";

type Answer = { readonly typed: Typed | undefined } | undefined;
/** `none`: the program has no such figure; `undefined`: why is reported. */
type Figure = Typed | "none" | undefined;

/** A figure that a rule has asked for, for whoever reads its finding. */
export interface Used {
  readonly what: string;
  readonly place: Place | undefined;
  /** It is a figure of the year, and none of the program's own. */
  readonly isLimit: boolean;
}

export const TRUE: Condition = { op: "all", of: [] };
export const FALSE: Condition = { op: "any", of: [] };
const MONEY: Type = { kind: "figure", units: { money: 1 } };
const PAYERS: readonly string[] = ["employer", "employee"];
/** 45 CFR 147.102 bounds the rates of adults, who are 21 or older. */
const ADULT = 21;

/** A word that the program says, and those that it may be; several of whom a coverage insures. */
interface Word {
  readonly kind: string;
  readonly is: string | readonly string[] | undefined;
  readonly among?: readonly string[];
}

/** What rules may know: the program, and the figures of years. */
export interface Knowledge {
  readonly program: Program;
  readonly limits: ReadonlyMap<string, Limits>;
  readonly rates: RatesOfProgram;
  readonly scope: Scope;
}

/** Answers what a rule asks, of one subject in one plan year. */
export class Facts implements FactSource {
  /** Figures of the year were asked for. */
  usedYear = false;
  readonly used: Used[] = [];

  constructor(
    private readonly known: Knowledge,
    private readonly subject: Subject,
    /** The first day of the plan year. */
    private readonly day: string,
    private readonly file: string,
  ) {}

  figure(node: ExpressionNode): Answer {
    if (node.kind === "asked") return { typed: this.unknown(node) };
    if (node.kind !== "about" && node.kind !== "question") return undefined;
    const found = this.ask(node);
    if (found !== "none") return { typed: found };
    this.refuse(
      node,
      `There is no ${this.textOf(node)}`,
      "Write `when ... is not none` where the rule needs it.",
    );
    return { typed: undefined };
  }

  is(node: ConditionNode & { kind: "is" }): { readonly condition: Condition | undefined } | undefined {
    const { value, values } = node;
    const answer = (holds: boolean) => ({ condition: holds === !node.not ? TRUE : FALSE });
    const [first, second] = values;
    if (first?.kind === "name" && first.name === "none" && !second) {
      if (value.kind !== "about" && value.kind !== "question") return undefined;
      const found = this.ask(value);
      if (found) this.used.pop();
      return found === undefined ? { condition: undefined } : answer(found === "none");
    }
    const word = this.word(value);
    if (!word) return undefined;
    const wanted = values.map((one) =>
      one.kind === "name" || one.kind === "text" ? nameOf(one) : undefined,
    );
    for (const [i, one] of values.entries()) {
      const text = wanted[i];
      const { among } = word;
      if (text !== undefined && (among === undefined || among.includes(text))) continue;
      const meant = text !== undefined && among ? nearest(text, among) : undefined;
      const why = among && among.length <= 20 ? `There is: ${among.join(", ")}.` : undefined;
      this.refuse(one, `There is no ${word.kind} ${text ?? "that is a figure"}`, why, meant);
      return { condition: undefined };
    }
    const said = typeof word.is === "string" ? [word.is] : (word.is ?? []);
    return answer(said.some((one) => wanted.includes(one)));
  }

  /** A word that the program says of the subject, and the words that it may be. */
  private word(node: ExpressionNode): Word | undefined {
    const { program } = this.known;
    if (node.kind === "name") {
      if (node.name === "market") return { kind: "market", is: program.market, among: MARKETS };
      if (node.name === "state") return { kind: "state", is: program.state, among: STATES };
      if (node.name === this.subject.kind) return { kind: node.name, is: this.subject.name };
      const key = this.subject.kind === "rate" ? this.subject.keys[node.name] : undefined;
      return key === undefined ? undefined : { kind: `value of ${node.name}`, is: key };
    }
    if (node.kind !== "about") return undefined;
    switch (node.head) {
      case "product":
        return { kind: "product", is: this.planOf(node)?.product, among: PRODUCTS };
      case "carrier":
        return {
          kind: "carrier",
          is: this.planOf(node)?.carrier,
          among: program.carriers.map(({ id }) => id),
        };
      case "insured": {
        const id = node.of[0] && this.coverageNamed(node.of[0]);
        const coverage = program.coverages.find((one) => one.id === id);
        return { kind: "person insured", is: coverage?.insures.map(({ role }) => role) };
      }
      case "payers": {
        const id = node.of[0] && this.coverageNamed(node.of[0]);
        return { kind: "payer", is: id === undefined ? undefined : this.payersOf(id), among: PAYERS };
      }
      case "continuation reason": {
        const { continuation } = this.subject.kind === "rate" ? this.subject.table : {};
        return { kind: "reason", is: continuation?.reason, among: ["disability"] };
      }
      case "family deductible":
      case "family out of pocket maximum": {
        const plan = this.planOf(node);
        const kind = node.head === "family deductible" ? "deductible" : "out_of_pocket_maximum";
        const [one] = plan
          ? accumulatorsOf(
              plan,
              { kind, name: "", network: networkOf(node), members: this.members },
              program.networks,
            )
          : [];
        const { manner } = one ?? {};
        const is = manner === undefined ? "none" : typeof manner === "string" ? manner : "members";
        return { kind: "manner", is, among: ["embedded", "aggregate", "members", "none"] };
      }
      default:
        return undefined;
    }
  }

  /** Who pays of a premium; both where nothing is said. */
  private payersOf(coverage: string): readonly string[] {
    const all = this.known.program.contributions.filter(({ coverages }) => coverages.includes(coverage));
    if (all.length === 0) return PAYERS;
    return PAYERS.filter((payer) =>
      all.some((one) => {
        const pays = this.constant(one.pays);
        return one.payer === payer ? !pays?.equals(0) : !(one.is === "share" && pays?.equals(1));
      }),
    );
  }

  private ask(node: AboutNode | QuestionNode): Figure {
    const found = node.kind === "question" ? this.rate(node) : this.asked(node);
    if (found && found !== "none") {
      const shown = showFigure(found);
      this.used.push({
        what: `${this.lastName ?? this.textOf(node)} is ${shown}${this.lastSaid}`,
        place: this.lastPlace,
        isLimit: node.head === "limit",
      });
      this.lastPlace = undefined;
      this.lastSaid = "";
      this.lastName = undefined;
    }
    return found;
  }

  /** Where the figure that was asked for last stands in the program. */
  private lastPlace: Place | undefined;
  /** What else is said of it: the year of a limit. */
  private lastSaid = "";
  private lastName: string | undefined;

  private asked(node: AboutNode): Figure {
    switch (node.head) {
      case "deductible":
      case "out of pocket maximum":
        return this.accumulated(node, node.head);
      case "total out of pocket maximum":
        return this.total(node);
      case "copay":
      case "coinsurance":
        return this.share(node, node.head);
      case "limit":
        return this.limit(node);
      case "greatest rate ratio":
        return this.rateRatio(node);
      case "greatest volume":
        return this.greatestVolume(node);
      case "continuation percent":
        return this.continuationPercent(node);
      case "aggregate attachment percent":
      case "reserve percent":
        return this.fundingPercent(node);
      case "product":
      case "carrier":
      case "insured":
      case "payers":
      case "continuation reason":
      case "family deductible":
      case "family out of pocket maximum":
        return this.refuse(
          node,
          `\`${node.head}\` is a word, and no figure`,
          `It is written like \`${node.head} of plan is ...\`.`,
        );
    }
  }

  private unknown(node: AskedNode | QuestionNode): undefined {
    return this.refuse(
      node,
      `\`${node.head}\` is not known of the program alone`,
      "A rule is asked before there is a person or a claim. What depends on one is put into an `example`.",
    );
  }

  private accumulated(node: AboutNode, head: "deductible" | "out of pocket maximum"): Figure {
    const plan = this.planOf(node);
    const per = node.per?.name;
    if (!plan) return undefined;
    if (per === undefined)
      return this.refuse(
        node,
        `\`${head}\` does not say per whom`,
        `It is written like \`${head} per person of plan\`.`,
      );
    const wanted = {
      kind: head === "deductible" ? "deductible" : "out_of_pocket_maximum",
      name: node.for.map(({ name }) => name).join(" "),
      per,
      network: networkOf(node),
      members: this.members,
    } as const;
    return this.amount(node, amountOf(plan, wanted, this.known.program.networks));
  }

  private amount(node: AboutNode, said: Said): Figure {
    if (said.kind === "none") return "none";
    if (said.kind === "open")
      return this.refuse(
        node,
        `It is not said which ${this.textOf(node)} is meant`,
        `${said.why}. Write \`in NETWORK\`.`,
      );
    this.lastPlace = said.of.origin.place;
    return this.literal(node, MONEY, this.constant(said.amount));
  }

  /** The plan's own maximum, and the greatest of each coverage that comes with it. */
  private total(node: AboutNode): Figure {
    const plan = this.planOf(node);
    const per = node.per?.name;
    if (!plan) return undefined;
    if (per === undefined)
      return this.refuse(
        node,
        `\`${node.head}\` does not say per whom`,
        `It is written like \`${node.head} per person of plan\`.`,
      );
    const { program } = this.known;
    const { members } = this;
    const wanted = {
      kind: "out_of_pocket_maximum",
      name: "",
      per,
      network: networkOf(node),
      members,
    } as const;
    const own = this.amount(node, amountOf(plan, wanted, program.networks));
    const ownPlace = this.lastPlace;
    if (own === undefined) return undefined;
    const byCoverage = new Map<string, Fraction>();
    for (const id of comingAlong(plan, members)) {
      const other = program.plans.find((one) => one.id === id);
      const more = other && amountOf(other, { ...wanted, network: undefined }, program.networks);
      if (!other || more?.kind !== "amount") continue;
      const figure = this.constant(more.amount);
      const earlier = byCoverage.get(other.coverage);
      if (figure && (!earlier || figure.compare(earlier) > 0)) byCoverage.set(other.coverage, figure);
    }
    if (own === "none" && byCoverage.size === 0) return "none";
    const start = own === "none" ? exact("0") : this.constant(own.value);
    const sum = start && [...byCoverage.values()].reduce((all, one) => all.add(one), start);
    this.lastPlace = ownPlace;
    return this.literal(node, MONEY, sum);
  }

  /** What the member pays of a service: the copay, or the percentage of the last step. */
  private share(node: AboutNode, head: "copay" | "coinsurance"): Figure {
    const plan = this.planOf(node);
    const [service, surplus] = node.for;
    if (!plan) return undefined;
    if (!service || surplus)
      return this.refuse(
        node,
        `\`${head}\` does not say of which service`,
        `It is written like \`${head} for office_visit of plan in participating\`.`,
      );
    const known = this.known.program.services.find(({ id }) => id === service.name);
    if (!known) return this.refuse(service, `There is no service ${service.name}`);
    const groups = this.known.program.services
      .filter((one) => one.groups.includes(service.name))
      .map(({ id }) => id);
    const cell = cellOf(plan, service.name, groups, networkOf(node));
    if (cell === "open")
      return this.refuse(
        node,
        `${service.name} has more than one share in ${plan.id}`,
        "Write `in NETWORK`; a share with cases cannot be asked for.",
      );
    const steps = cell?.cases[0]?.steps ?? [];
    this.lastPlace = cell?.origin.place;
    for (const step of steps) {
      if (head === "copay" && step.op === "copay" && step.amount)
        return this.literal(node, MONEY, this.constant(step.amount));
      if (head === "coinsurance" && step.op === "pays" && !("pick" in step.pays) && step.pays.percent) {
        const share = this.constant(step.pays.value);
        return this.literal(
          node,
          PERCENT,
          share && (step.payer === "member" ? share : exact("1").sub(share)),
        );
      }
    }
    return "none";
  }

  private limit(node: AboutNode): Figure {
    this.usedYear = true;
    const [name] = node.of;
    const limits = name && this.known.limits.get(name.name);
    const column = node.for.map((word) => word.name).join(" ");
    if (!name || !limits)
      return this.refuse(name ?? node, `There are no limits ${name?.name ?? "without a name"}`);
    if (!limits.columns.includes(column))
      return this.refuse(
        node,
        `The limits ${limits.id} have no column ${column || "without a name"}`,
        `There is: ${limits.columns.join(", ")}.`,
      );
    const year = Number(this.day.slice(0, 4));
    const row = limits.rows.find((one) => one.year === year);
    if (!row) {
      const years = limits.rows.map((one) => one.year);
      this.known.scope.reporter.report(
        "PW6002",
        { limits: limits.id, year },
        this.known.program.origin.place,
        {
          related: [{ place: placeOf(this.file, node.span), message: "asked for here" }],
          why: `They hold ${Math.min(...years)} to ${Math.max(...years)}. A figure of another year is never taken instead.`,
        },
      );
      return undefined;
    }
    const typed = row.values.get(column);
    const seen = row.seen === "at the authority" ? "" : `, read ${row.seen} and not at the authority`;
    this.lastSaid = ` in ${year}${seen}`;
    this.lastName = `${column} of ${limits.name}`;
    this.lastPlace = row.origin.place;
    return typed;
  }

  /** This rate, or another of the coverage: keys that are not said are those of this rate. */
  private rate(node: QuestionNode): Figure {
    const { scope, rates } = this.known;
    if (node.head !== "rate") return this.unknown(node);
    const here = this.subject.kind === "rate" ? this.subject : undefined;
    const [of] = node.of;
    const coverage = of ? this.coverageNamed(of) : here?.coverage;
    if (coverage === undefined)
      return of ? undefined : this.refuse(node, "`rate` does not say of which coverage");
    if (scope.brokenRates.has(coverage)) return this.passOver();
    const said = bindPairs(node.with, scope, { file: this.file, coverage }, coverage);
    if (!said) return undefined;
    const keys = { ...(here?.coverage === coverage ? here.keys : {}), ...said };
    const on = node.on?.kind === "day" ? node.on.value : this.day;
    const found = rates.find(coverage, keys, on);
    if (found.kind === "none") return "none";
    if (found.kind === "open")
      return this.refuse(
        node,
        `The rate of ${coverage} depends on ${found.key}`,
        `Write \`with ${found.key} ...\`.`,
      );
    this.lastPlace = found.row.origin.place;
    const units = scope.rateUnits.get(coverage);
    // What a rate is per, such as an enrollment, is said by its block: `$550 per month` is compared with it.
    const type: Type = { kind: "figure", units: units?.volume ? units : MONEY_PER_MONTH };
    return this.literal(node, type, rates.amount(found.table, found.row, coverage, keys, on));
  }

  /** The dearest rate over the cheapest, among rates that differ in one key alone: the greatest of them. */
  private rateRatio(node: AboutNode): Figure {
    const [of] = node.of;
    const plan =
      of?.name === "plan" || this.known.program.plans.some(({ id }) => id === of?.name)
        ? this.planOf(node)
        : undefined;
    const coverage = plan?.coverage ?? (of && this.coverageNamed(of));
    const by = node.by?.name;
    const adults = node.for.map(({ name }) => name).join(" ");
    if (coverage === undefined) return undefined;
    if (this.known.scope.brokenRates.has(coverage)) return this.passOver();
    if (by === undefined || (adults !== "" && adults !== "adults"))
      return this.refuse(
        node,
        "`greatest rate ratio` says by which key",
        "It is written like `greatest rate ratio of coverage by age for adults`.",
      );
    let greatest: Fraction | undefined;
    for (const table of this.known.rates.of(coverage, this.day)) {
      const key = table.keys.find((id) => id === by || this.isAge(id, by));
      if (key === undefined) continue;
      const groups = new Map<string, Fraction[]>();
      for (const row of table.rows) {
        const keys = keysOfRow(row);
        if (plan && keys.plan !== undefined && keys.plan !== plan.id) continue;
        if (adults === "adults" && isOfChildren(row.keys[key])) continue;
        const figure = this.known.rates.amount(table, row, coverage, keys, this.day);
        if (!figure || figure.compare(0) <= 0) continue;
        const rest = JSON.stringify(Object.entries(keys).filter(([id]) => id !== key));
        groups.set(rest, [...(groups.get(rest) ?? []), figure]);
      }
      for (const figures of groups.values()) {
        const least = figures.reduce((a, b) => (a.compare(b) < 0 ? a : b));
        const most = figures.reduce((a, b) => (a.compare(b) > 0 ? a : b));
        const ratio = most.div(least);
        if (!greatest || ratio.compare(greatest) > 0) {
          greatest = ratio;
          this.lastPlace = table.origin.place;
        }
      }
    }
    return greatest ? this.literal(node, NUMBER, greatest) : "none";
  }

  /**
   * The least percentage of the rate that this one continues which is rounded to this one: rounding alone is no
   * overcharge.
   */
  private continuationPercent(node: AboutNode): Figure {
    const { rates, program } = this.known;
    if (this.subject.kind !== "rate" || !this.subject.table.continuation)
      return this.refuse(node, `\`${node.head}\` is asked \`for each continuation\``);
    const { table, row, coverage, keys } = this.subject;
    const continued = { ...keys, ...table.continuation?.with };
    const found = rates.find(coverage, continued, this.day);
    if (found.kind !== "rate") return "none";
    const here = rates.amount(table, row, coverage, keys, this.day);
    const there = rates.amount(found.table, found.row, coverage, continued, this.day);
    if (!here || !there || there.equals(0)) return this.literal(node, PERCENT, undefined);
    const { mode, to } = program.rounding;
    const rounding = exact(to).mul(mode === "down" ? "0" : mode === "up" ? "1" : "1/2");
    this.lastPlace = row.origin.place;
    return this.literal(node, PERCENT, here.sub(rounding).div(there));
  }

  /** What of a base an aggregate stop-loss attaches over, at most; what of the deposits is held in reserve. */
  private fundingPercent(node: AboutNode): Figure {
    const [of] = node.of;
    const id = of?.name === "funding" && this.subject.kind === "funding" ? this.subject.name : of?.name;
    const funding = this.known.program.fundings.find((one) => one.id === id);
    if (!funding) return this.refuse(of ?? node, `There is no funding ${of?.name ?? "without a name"}`);
    const isReserve = node.head === "reserve percent";
    const shares = isReserve
      ? funding.reserves.map(({ amount }) =>
          amount?.kind === "share" && amount.of === "deposit" ? amount.share : undefined,
        )
      : (funding.aggregate?.attaches ?? []).map(({ amount }) => shareIn(amount));
    const figures = shares.map((share) => share && this.constant(share)).filter((one) => one !== undefined);
    const [first, ...rest] = figures;
    if (!first) return "none";
    this.lastPlace = (isReserve ? funding.reserves[0] : funding.aggregate)?.origin.place;
    const joined = (a: Fraction, b: Fraction) => (isReserve ? a.add(b) : a.compare(b) > 0 ? a : b);
    return this.literal(node, PERCENT, rest.reduce(joined, first));
  }

  /** The input of a key is an age. */
  private isAge(key: string, by: string): boolean {
    return by === "age" && this.known.scope.inputs.get(key)?.kind === "age";
  }

  private greatestVolume(node: AboutNode): Figure {
    const id = node.of[0] && this.coverageNamed(node.of[0]);
    if (id === undefined) return undefined;
    const coverage = this.known.program.coverages.find((one) => one.id === id);
    let greatest: Fraction | undefined;
    // An income, such as that of a disability, is no amount insured.
    const volumes = coverage?.volumeUnits && !coverage.volumeUnits.month ? coverage.volumes : [];
    for (const rule of volumes) {
      const most =
        rule.kind === "chosen" && rule.max !== undefined
          ? exact(rule.max)
          : rule.most && this.constant(rule.most);
      if (most && (!greatest || most.compare(greatest) > 0)) {
        greatest = most;
        this.lastPlace = rule.origin.place;
      }
    }
    return greatest ? this.literal(node, MONEY, greatest) : "none";
  }

  private get members(): Members {
    return this.subject.kind === "plan" ? this.subject.members : undefined;
  }

  private planOf(node: AboutNode) {
    const [of, surplus] = node.of;
    const id = of?.name === "plan" && this.subject.kind === "plan" ? this.subject.name : of?.name;
    const plan = this.known.program.plans.find((one) => one.id === id);
    if (!plan || surplus) {
      this.refuse(
        surplus ?? of ?? node,
        `\`${node.head}\` does not say of which plan`,
        "It is written like `... of plan` in a rule `for each plan`.",
      );
      return undefined;
    }
    // What could not be read of it would be missed.
    if (plan.benefits && !(plan.benefits.isWhole && plan.benefits.tablesWhole)) return this.passOver();
    return plan;
  }

  private coverageNamed(name: NameNode): string | undefined {
    if (name.name === "coverage" && this.subject.kind === "coverage") return this.subject.name;
    return this.known.scope.findCoverage(name, this.file);
  }

  private constant(value: Parameters<typeof constant>[0]): Fraction | undefined {
    return constant(value, { formula: (id) => this.known.scope.formulas.get(id)?.value });
  }

  private literal(node: AboutNode | QuestionNode, type: Type, figure: Fraction | undefined): Figure {
    if (!figure)
      return this.refuse(
        node,
        `${this.textOf(node)} depends on a person`,
        "A rule is asked before there is a person.",
      );
    const isPercent = type.kind === "percent";
    const value = (isPercent ? figure.mul(100) : figure).toFraction();
    return { type, value: { op: "literal", value, percent: isPercent } };
  }

  private textOf(node: AboutNode | QuestionNode): string {
    const named = (of: readonly NameNode[]) =>
      of.map(({ name }) => (name === this.subject.kind ? this.subject.name : name)).join(", ");
    const parts: string[] = [node.head];
    if (node.kind === "about") {
      if (node.for.length > 0) parts.push(`for ${node.for.map(({ name }) => name).join(" ")}`);
      if (node.per) parts.push(`per ${node.per.name}`);
      if (node.by) parts.push(`by ${node.by.name}`);
    }
    if (node.of.length > 0) parts.push(`of ${named(node.of)}`);
    else if (this.subject.kind === "rate") parts.push(`of ${this.subject.name}`);
    const network = node.kind === "about" ? networkOf(node) : undefined;
    if (network !== undefined) parts.push(`in ${network}`);
    if (node.with.length > 0)
      parts.push(
        `with ${node.with.map(({ key, value }) => `${key.name} ${value.kind === "name" ? value.name : value.value}`).join(", ")}`,
      );
    return parts.join(" ");
  }

  private passOver(): undefined {
    this.known.scope.reporter.passOver();
  }

  private refuse(
    node: { readonly span: NameNode["span"] },
    what: string,
    why?: string,
    meant?: string,
  ): undefined {
    const place = placeOf(this.file, node.span);
    const text = meant?.includes(" ") ? `"${meant}"` : meant;
    this.known.scope.reporter.report("PW6003", { what }, place, {
      why,
      label: meant && `did you mean ${meant}?`,
      fixes: text ? [replaceWith(place, text)] : [],
    });
  }
}

/** Whether a band of ages, or an age, ends before that of an adult. */
function isOfChildren(key: Key | undefined): boolean {
  if (!key || "any" in key) return false;
  if ("is" in key) return key.is.every((age) => Number(age) < ADULT);
  const { max, maxHeld } = key.range;
  return max !== undefined && (maxHeld ? Number(max) < ADULT : Number(max) <= ADULT);
}

/** The percentage of an amount that is one of something: `150% of claims of self_funded`. */
function shareIn(amount: FundingAmount): Expression | undefined {
  if (amount.kind === "share") return amount.share;
  if (amount.kind !== "figure" || amount.value.op !== "multiply") return undefined;
  const { a, b } = amount.value;
  const isPercent = (one: Expression) => one.op === "literal" && one.percent;
  return isPercent(a) ? a : isPercent(b) ? b : undefined;
}

const networkOf = ({ in: [first] }: AboutNode): string | undefined =>
  first?.kind === "name" ? first.name : undefined;

const nameOf = (node: { kind: "name"; name: string } | { kind: "text"; value: string }): string =>
  node.kind === "name" ? node.name : node.value;
