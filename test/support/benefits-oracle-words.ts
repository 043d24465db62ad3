// What a compiled rate book says of a cell, a deductible, a maximum or a limit, in plain words and figures to compare.
import type { Condition, Expression, RateBook } from "@planwright/ratebook";
import { money } from "./benefits-oracle-shares.ts";

export type Plan = RateBook["plans"][number];
type Benefits = NonNullable<Plan["benefits"]>;
type Cell = Benefits["cells"][number];
type Step = Cell["cases"][number]["steps"][number];
type Pays = Extract<Step, { op: "pays" }>;
type Accumulator = Benefits["accumulators"][number];
type Period = NonNullable<Accumulator["period"]>;

/** The benefits of a plan or a schedule; throws when it has none. */
export function benefitsOf(book: RateBook, plan: string): Benefits {
  const found = book.plans.find(({ id }) => id === plan)?.benefits;
  if (!found) throw new Error(`the rate book has no benefits of ${plan}`);
  return found;
}

/** `20.00`, `80%`, or the name of the input that it is. */
export function figure(expression: Expression): string {
  if (expression.op === "input") return expression.ref;
  if (expression.op === "line") return expression.ref;
  if (expression.op === "lesser" || expression.op === "greater")
    return `${expression.op} of ${figure(expression.a)} and ${figure(expression.b)}`;
  if (expression.op !== "literal") return JSON.stringify(expression);
  return expression.percent ? `${Number(expression.value)}%` : money(Number(expression.value) * 100);
}

/** A number without a unit of money: `26`. */
export const count = (expression: Expression): number => Number(figure(expression));

export function periodWords(period: Period | undefined): string {
  if (!period) return "no period";
  return period.kind === "rolling" ? `${period.count} ${period.unit}s` : period.kind.replace("_", " ");
}

const per = (unit: string | undefined): string => (unit ? ` per ${unit}` : "");

/** Throws when a step has what these words leave out. */
function nothingElse(step: Step, known: readonly string[]): void {
  const more = Object.keys(step).filter((key) => key !== "op" && !known.includes(key));
  if (more.length > 0) throw new Error(`${step.op} has ${more.join(", ")}, which no words are for`);
}

function paysWords(step: Pays): string {
  nothingElse(step, ["payer", "pays", "until", "paymentIn", "bounds"]);
  const { payer, pays, until, paymentIn, bounds } = step;
  if ("pick" in pays) throw new Error("greater and lesser of two are in none of the documents");
  if (until && until.of !== "charge")
    throw new Error("an amount that the member paid is in none of the documents");
  const each = until?.period ? ` each ${periodWords(until.period)}` : "";
  const slice = until ? ` of first ${figure(until.amount)} per ${until.per}${each}` : "";
  const limits = bounds.map((bound) => `, at ${bound.side} ${figure(bound.amount)}${per(bound.per)}`);
  const elsewhere = paymentIn ? ` of its payment in ${paymentIn}` : "";
  return `${payer} pays ${figure(pays.value)}${slice}${elsewhere}${limits.join("")}`;
}

export function stepWords(step: Step): string {
  switch (step.op) {
    case "deductible":
      return step.accumulator;
    case "copay": {
      nothingElse(step, ["amount", "accumulator", "per", "bounds"]);
      if (step.bounds.length > 0) throw new Error("a bound of a copay is in none of the documents");
      return step.amount ? `copay ${figure(step.amount)}${per(step.per)}` : (step.accumulator ?? "copay");
    }
    case "pays":
      return paysWords(step);
    case "allowance":
      nothingElse(step, ["amount"]);
      return `allowance ${figure(step.amount)}`;
    case "discount":
      return `discount ${figure(step.share)}`;
    case "no_charge":
    case "not_covered":
    case "not_printed":
      return step.op.replace("_", " ");
    default:
      throw new Error(`${step.op} is in none of the documents`);
  }
}

export function conditionWords(condition: Condition): string {
  if (condition.op === "truth" || condition.op === "condition") return condition.ref;
  if (condition.op === "not") return `not ${conditionWords(condition.a)}`;
  if (condition.op === "all") return condition.of.map(conditionWords).join(" and ");
  if (condition.op === "any") return condition.of.map(conditionWords).join(" or ");
  if (condition.op === "is") return `${condition.key} is ${condition.values.join(", ")}`;
  if (condition.op === "compare")
    return `${figure(condition.a)} ${condition.relation} ${figure(condition.b)}`;
  return JSON.stringify(condition);
}

export interface Where {
  readonly service: string;
  readonly network?: string | undefined;
  readonly channel?: string | undefined;
  /** The number of the visit. */
  readonly visit?: number | undefined;
}

const holds = (said: string | undefined, asked: string | undefined) => said === undefined || said === asked;

/** The one cell for a service: its own, that of its group, or that of every other service. */
export function cellOf(book: RateBook, plan: string, where: Where): Cell {
  const groups = book.services.filter(({ groups: of }) => of.includes(where.service)).map(({ id }) => id);
  const rank = ({ service }: Cell) => {
    if (service === where.service) return 0;
    if (service === undefined) return 2;
    return groups.includes(service) ? 1 : undefined;
  };
  const fits = benefitsOf(book, plan).cells.filter(
    (cell) =>
      rank(cell) !== undefined &&
      holds(cell.network, where.network) &&
      holds(cell.channel, where.channel) &&
      (!cell.band ||
        ((where.visit ?? 0) >= Number(cell.band.range.min ?? 0) &&
          (where.visit ?? 0) <= Number(cell.band.range.max ?? Number.POSITIVE_INFINITY))),
  );
  const best = Math.min(...fits.map((cell) => rank(cell) ?? 3));
  const [cell, ...others] = fits.filter((candidate) => rank(candidate) === best);
  if (!cell || others.length > 0)
    throw new Error(
      `${plan} has ${others.length > 0 ? "several cells" : "no cell"} for ${JSON.stringify(where)}`,
    );
  return cell;
}

/** All that a cell says: `deductible then plan pays 50%, at most 600.00 per day`. */
export function cellWords(book: RateBook, plan: string, where: Where): string {
  return cellOf(book, plan, where)
    .cases.map(({ when, steps }, i, { length }) => {
      const words = steps.map(stepWords).join(" then ");
      if (when) return `${words} when ${conditionWords(when)}`;
      return length > 1 && i === length - 1 ? `otherwise ${words}` : words;
    })
    .join(", ");
}

/** Amounts by person, family or occasion, and what else an accumulator says. */
export interface Standing {
  readonly [scope: string]: string | readonly string[];
}

function mannerOf(book: RateBook, one: Accumulator): string {
  if (typeof one.manner === "object") return `${one.manner.members} members`;
  if (one.manner) return one.manner;
  const { family_deductible, family_out_of_pocket_maximum } = book.conventions;
  const said = one.kind === "deductible" ? family_deductible : family_out_of_pocket_maximum;
  return said?.reading ?? "not said";
}

function countsOf(book: RateBook, one: Accumulator): string {
  if (one.kind !== "out_of_pocket_maximum") return "";
  return one.counts.length > 0
    ? one.counts.join(" ")
    : (book.conventions.out_of_pocket_maximum?.reading.replaceAll("_", " ") ?? "not said");
}

/** `500.00 per person, 1000.00 per family, embedded, each calendar year, in a b` of every accumulator of that name. */
export function accumulatorWords(book: RateBook, plan: string, name: string): string[] {
  return benefitsOf(book, plan)
    .accumulators.filter((one) => one.name === name)
    .map((one) => {
      if (one.of) return `of ${one.of}`;
      const amounts = one.amounts.map((amount) => `${figure(amount.amount)} per ${amount.per}`);
      const isShared = one.amounts.some((amount) => amount.per === "family");
      return [
        ...amounts,
        ...(isShared ? [mannerOf(book, one)] : []),
        one.period ? `each ${periodWords(one.period)}` : "",
        countsOf(book, one) && `counts ${countsOf(book, one)}`,
        one.services.length > 0 ? `for ${one.services.join(" ")}` : "",
        one.networks.length > 0 ? `in ${one.networks.join(" ")}` : "",
        one.when ? `when ${conditionWords(one.when)}` : "",
      ]
        .filter((words) => words !== "")
        .join(", ");
    });
}

/** Every limit of a plan: `payment 1000.00 per person each lifetime for a b in c`, `26 visits per person ...`. */
export function limitWords(book: RateBook, plan: string): string[] {
  return benefitsOf(book, plan).limits.map(({ of, most, per: whose, period, services, networks, when }) =>
    [
      typeof of === "object" ? `${count(most)} ${of.unit}s` : `${of} ${figure(most)}`,
      `per ${whose} each ${periodWords(period)}`,
      services.length > 0 ? `for ${[...services].sort().join(" ")}` : "",
      networks.length > 0 ? `in ${networks.join(" ")}` : "",
      when ? `when ${conditionWords(when)}` : "",
    ]
      .filter((words) => words !== "")
      .join(" "),
  );
}

/** `contacts 1 in 24 months, in lieu of lenses frames`, of every frequency of a plan. */
export function frequencyWords(book: RateBook, plan: string): string[] {
  return benefitsOf(book, plan).frequencies.map(
    ({ service, times, period, inLieuOf }) =>
      `${service} ${times} in ${periodWords(period)}${inLieuOf.length > 0 ? `, in lieu of ${inLieuOf.join(" ")}` : ""}`,
  );
}

/** `prior_authorization for inpatient_hospital, else less authorization_penalty`, of every rule of a plan. */
export function ruleWords(book: RateBook, plan: string): string[] {
  return benefitsOf(book, plan).rules.map(({ services, networks, when, less }) =>
    [
      `${conditionWords(when)} for ${services.join(" ")}`,
      networks.length > 0 ? ` in ${networks.join(" ")}` : "",
      less ? `, else less ${figure(less.value)}` : ", else not covered",
    ].join(""),
  );
}

/** What is allowed of a charge: `negotiated in preferred`. */
export function allowedWords(book: RateBook, plan: string): string[] {
  return benefitsOf(book, plan).allowed.map(
    ({ networks, amount }) =>
      `${amount === "negotiated" ? amount : figure(amount)}${networks.length > 0 ? ` in ${networks.join(" ")}` : ""}`,
  );
}
