import { spaced } from "@planwright/ratebook";

// A cost share read aloud. What is written here holds for the steps of a rate book and for those of a checked program: `E`
// is an expression of either.

interface Amount<E> {
  readonly value: E;
  readonly percent?: boolean | undefined;
}

interface Bound<E> {
  readonly side: "least" | "most";
  readonly amount: E;
  readonly per?: string | undefined;
}

/** A step of a cost share, as far as it is read aloud. */
export type AloudStep<E> =
  | { readonly op: "no_charge" | "not_covered" | "not_printed" }
  | { readonly op: "deductible"; readonly accumulator: string }
  | {
      readonly op: "copay";
      readonly amount?: E | undefined;
      readonly accumulator?: string | undefined;
      readonly per?: string | undefined;
      readonly first?: number | undefined;
      readonly unless?: unknown;
      readonly bounds: readonly Bound<E>[];
    }
  | { readonly op: "allow"; readonly most: E; readonly per?: string | undefined }
  | { readonly op: "allowance"; readonly amount: E; readonly per?: string | undefined }
  | { readonly op: "discount"; readonly share: E }
  | { readonly op: "price_difference"; readonly from: E; readonly counted: boolean }
  | {
      readonly op: "pays";
      readonly payer: "plan" | "member";
      readonly pays:
        | Amount<E>
        | { readonly pick: "greater" | "lesser"; readonly a: Amount<E>; readonly b: Amount<E> };
      readonly until?: { readonly amount: E } | undefined;
      readonly bounds: readonly Bound<E>[];
    };

export interface AloudCase<E> {
  readonly when?: unknown;
  readonly steps: readonly AloudStep<E>[];
}

/** How amounts are said. */
export interface AmountWords<E> {
  /** An amount of money. */
  money(expression: E): string;
  /** A share such as `20%`, and what it leaves of all; nothing where it depends on the person. */
  share(expression: E): { readonly share: string; readonly rest: string } | undefined;
}

const forEach = (unit: string | undefined): string => (unit === undefined ? "" : ` for each ${spaced(unit)}`);

function sayAmount<E>({ value, percent }: Amount<E>, words: AmountWords<E>): string {
  if (!percent) return words.money(value);
  return words.share(value)?.share ?? "a share that depends on the person";
}

function sayBounds<E>(bounds: readonly Bound<E>[], words: AmountWords<E>): string {
  return bounds
    .map(
      ({ side, amount, per }) =>
        `, ${side === "most" ? "but no more than" : "but at least"} ${words.money(amount)}${forEach(per)}`,
    )
    .join("");
}

/** A step as a sentence. `isFirst`: nothing has been paid before it. */
function sentence<E>(step: AloudStep<E>, isFirst: boolean, words: AmountWords<E>): string {
  switch (step.op) {
    case "no_charge":
      return isFirst ? "The plan pays all of the allowed charge." : "The plan pays all of the rest.";
    case "not_covered":
      return "The member pays all of it; nothing counts.";
    case "not_printed":
      return "The source does not print it.";
    case "deductible":
      return `The member first pays what is left of the ${step.accumulator}.`;
    case "copay": {
      const what = step.amount ? words.money(step.amount) : `the ${step.accumulator ?? "copay"}`;
      const first = step.first === undefined ? "" : `, the first ${step.first} alone`;
      return `The member pays ${what}${forEach(step.per)}${first}${sayBounds(step.bounds, words)}${step.unless ? ", unless it is waived" : ""}.`;
    }
    case "allow":
      return `No more than ${words.money(step.most)}${forEach(step.per)} is allowed.`;
    case "allowance":
      return `The plan pays up to ${words.money(step.amount)}${forEach(step.per)}; the member pays what is above it.`;
    case "discount":
      return "The member pays the price less a discount.";
    case "price_difference":
      return "The member pays the difference in price.";
    case "pays":
      return sayPays(step, isFirst ? "the allowed charge" : "the rest", words);
  }
}

function sayPays<E>(
  { payer, pays, until: slice, bounds }: Extract<AloudStep<E>, { op: "pays" }>,
  rest: string,
  words: AmountWords<E>,
): string {
  const other = payer === "plan" ? "member" : "plan";
  const until = slice ? `, up to ${words.money(slice.amount)}` : "";
  if ("pick" in pays)
    return `The ${payer} pays the ${pays.pick} of ${sayAmount(pays.a, words)} and ${sayAmount(pays.b, words)} of ${rest}${until}${sayBounds(bounds, words)}.`;
  const shares = pays.percent ? words.share(pays.value) : undefined;
  const left = shares ? `, the ${other} ${shares.rest}` : "";
  const what = pays.percent ? `${sayAmount(pays, words)} of ${rest}` : sayAmount(pays, words);
  return `The ${payer} pays ${what}${left}${until}${sayBounds(bounds, words)}.`;
}

/** Who pays what of a service, read aloud: a text for each case. */
export function readAloud<E>(cases: readonly AloudCase<E>[], words: AmountWords<E>): readonly string[] {
  return cases.map(({ when, steps }) => {
    const said = steps
      .map((step, i) => sentence(step, i === 0, words))
      .join(" Then: ")
      .replace(/ Then: The /g, " Then the ");
    return when ? `In one case: ${said}` : said;
  });
}
