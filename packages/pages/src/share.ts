import { type RateBook, sayCondition } from "@planwright/ratebook";
import Fraction from "fraction.js";
import { type Amounts, each, periodWords, perUnit } from "./words.js";

export type Benefits = NonNullable<RateBook["plans"][number]["benefits"]>;
export type Cell = Benefits["cells"][number];
export type Step = Cell["cases"][number]["steps"][number];
type Pays = Extract<Step, { op: "pays" }>;
type Amount = Benefits["rules"][number]["less"];

/** What a member pays under one condition, in few words. */
export interface Share {
  /** Without it, always, or whatever the conditions before it leave. */
  readonly when?: string;
  /** What is paid. */
  readonly main: string;
  /** `after the deductible`. */
  readonly after?: string;
  readonly kind: "pays" | "free" | "not_covered" | "not_printed";
}

/** A cell in few words, as it stands in a table. */
export function sharesOf(cases: Cell["cases"], amounts: Amounts): readonly Share[] {
  return cases.map(({ when, steps }) => ({
    ...shareOf(steps, amounts),
    ...(when ? { when: sayCondition(when) } : {}),
  }));
}

/** `deductible emergency` as `emergency deductible`. */
export const accountName = (name: string): string => {
  const [, qualifier] = /^deductible (.+)$/.exec(name) ?? [];
  return (qualifier === undefined ? name : `${qualifier} deductible`).replaceAll("_", " ");
};

function shareOf(steps: readonly Step[], amounts: Amounts): Share {
  const [first, ...others] = steps;
  if (!first) return { main: "not printed", kind: "not_printed" };
  if (others.length === 0 && (first.op === "not_covered" || first.op === "not_printed"))
    return { main: first.op === "not_covered" ? "not covered" : "not printed", kind: first.op };
  const isAfter =
    first.op === "deductible" && others.length > 0 && !others.some(({ op }) => op === "deductible");
  const told = (isAfter ? others : steps).map((step, i) => phrase(step, i === 0 && !isAfter, amounts));
  const isOver = told.length > 1 && told.at(-1) === "no charge" && !leavesRest(steps.at(-2));
  const parts = isOver ? told.slice(0, -1) : told;
  const isFree = parts.length === 1 && parts[0] === "no charge";
  return {
    main: parts.join(", then "),
    ...(isAfter ? { after: `after the ${accountName(first.accumulator)}` } : {}),
    kind: isFree ? "free" : "pays",
  };
}

/** Whether something of the charge is left after a step, so that `no charge` says more. */
const leavesRest = (step: Step | undefined): boolean =>
  step?.op === "deductible" || (step?.op === "pays" && step.until !== undefined);

function phrase(step: Step, isFirst: boolean, amounts: Amounts): string {
  switch (step.op) {
    case "no_charge":
      return "no charge";
    case "not_covered":
      return "not covered";
    case "not_printed":
      return "not printed";
    case "deductible":
      return `${isFirst ? "" : "the "}${accountName(step.accumulator)}`;
    case "copay": {
      const what = step.amount
        ? amounts.money(step.amount)
        : `the ${accountName(step.accumulator ?? "copay")}`;
      const first = step.first === undefined ? "" : `, the first ${step.first} alone`;
      const unless = step.unless ? `, waived when ${sayCondition(step.unless)}` : "";
      return `you pay ${what}${perUnit(step.per)}${first}${boundWords(step.bounds, amounts)}${unless}`;
    }
    case "allow":
      return `at most ${amounts.money(step.most)}${perUnit(step.per)} is allowed`;
    case "allowance":
      return `plan pays up to ${amounts.money(step.amount)}${perUnit(step.per)}`;
    case "discount":
      return `${amounts.percent(step.share)} off`;
    case "price_difference":
      return `you pay the price above ${amounts.money(step.from)}`;
    case "pays":
      return paysWords(step, amounts);
  }
}

const boundWords = (bounds: Pays["bounds"], amounts: Amounts): string =>
  bounds.map(({ side, amount, per }) => `, at ${side} ${amounts.money(amount)}${perUnit(per)}`).join("");

/** A percentage says who pays; without bounds it is told from the side of the member. */
function paysWords(step: Pays, amounts: Amounts): string {
  const { payer, pays, until, paymentIn, bounds } = step;
  const share = isPlainShare(step) ? memberShare(step) : undefined;
  const slice = until ? sliceWords(until, amounts) : "";
  if (share?.equals(0)) return `no charge${slice.replace(/^ of/, " for")}`;
  if (share) return `you pay ${share.toString()}%${slice}`;
  const who = payer === "plan" ? "plan pays" : "you pay";
  const [bound, another] = bounds;
  if (isAll(pays) && bound?.side === "most" && !another && slice === "" && paymentIn === undefined)
    return `${who} at most ${amounts.money(bound.amount)}${perUnit(bound.per)}`;
  const what =
    "pick" in pays
      ? `the ${pays.pick} of ${amountWords(pays.a, amounts)} and ${amountWords(pays.b, amounts)}`
      : amountWords(pays, amounts);
  const of = paymentIn === undefined ? "" : ` of what it pays in ${paymentIn.replaceAll("_", " ")}`;
  return `${who} ${what}${of}${slice}${boundWords(bounds, amounts)}`;
}

const isAll = (pays: Pays["pays"]): boolean =>
  !("pick" in pays) && pays.percent === true && pays.value.op === "literal" && pays.value.value === "100";

const isPlainShare = ({ paymentIn, bounds }: Pays): boolean => paymentIn === undefined && bounds.length === 0;

/** The share of the member in percent, where it is a figure that ends. */
function memberShare({ payer, pays }: Pays): Fraction | undefined {
  if ("pick" in pays || !pays.percent || pays.value.op !== "literal") return undefined;
  const share = new Fraction(pays.value.value);
  return payer === "member" ? share : new Fraction(100).sub(share);
}

function sliceWords(until: NonNullable<Pays["until"]>, amounts: Amounts): string {
  const every = [each(until.per), periodWords(until.period)].filter((text) => text !== "").join(" ");
  return until.of === "charge"
    ? ` of the first ${amounts.money(until.amount)} ${every}`
    : ` until you have paid ${amounts.money(until.amount)} ${every}`;
}

/** Money, or a percentage. */
export const amountWords = (amount: NonNullable<Amount>, amounts: Amounts): string =>
  amount.percent ? amounts.percent(amount.value) : amounts.money(amount.value);
