import type { Benefit, Expression, Program } from "@planwright/semantics";
import { constantOf, dollars, plain } from "./figures.js";

/** An amount as it is said. What is asked of a person has no figure yet. */
function amount(expression: Expression, program: Program): string {
  const value = constantOf(expression, program);
  return value ? dollars(value) : "an amount that depends on the person";
}

function share({ value, percent }: Benefit.Amount, program: Program): string {
  const figure = constantOf(value, program);
  if (!figure) return percent ? "a share that depends on the person" : amount(value, program);
  return percent ? `${plain(figure.mul(100))}%` : dollars(figure);
}

const per = (unit: string | undefined): string =>
  unit === undefined ? "" : ` for each ${unit.replaceAll("_", " ")}`;

function bounds(all: readonly Benefit.Bound[], program: Program): string {
  return all
    .map(
      ({ side, amount: of, per: unit }) =>
        `, ${side === "most" ? "but no more than" : "but at least"} ${amount(of, program)}${per(unit)}`,
    )
    .join("");
}

/** A step of a cost share as a sentence. `isFirst`: nothing has been paid before it. */
function sentence(step: Benefit.Step, isFirst: boolean, program: Program): string {
  const rest = isFirst ? "the allowed charge" : "the rest";
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
      const what = step.amount ? amount(step.amount, program) : `the ${step.accumulator ?? "copay"}`;
      const first = step.first === undefined ? "" : `, the first ${step.first} alone`;
      return `The member pays ${what}${per(step.per)}${first}${bounds(step.bounds, program)}${step.unless ? ", unless it is waived" : ""}.`;
    }
    case "allow":
      return `No more than ${amount(step.most, program)}${per(step.per)} is allowed.`;
    case "allowance":
      return `The plan pays up to ${amount(step.amount, program)}${per(step.per)}; the member pays what is above it.`;
    case "discount":
      return "The member pays the price less a discount.";
    case "price_difference":
      return "The member pays the difference in price.";
    case "pays":
      return pays(step, rest, program);
  }
}

function pays(step: Benefit.Step & { readonly op: "pays" }, rest: string, program: Program): string {
  const payer = step.payer === "plan" ? "plan" : "member";
  const other = payer === "plan" ? "member" : "plan";
  const until = step.until ? `, up to ${amount(step.until.amount, program)}` : "";
  if ("pick" in step.pays) {
    const { pick, a, b } = step.pays;
    return `The ${payer} pays the ${pick} of ${share(a, program)} and ${share(b, program)} of ${rest}${until}${bounds(step.bounds, program)}.`;
  }
  const figure = constantOf(step.pays.value, program);
  const left = step.pays.percent && figure ? `, the ${other} ${plain(figure.mul(-100).add(100))}%` : "";
  const what = step.pays.percent ? `${share(step.pays, program)} of ${rest}` : share(step.pays, program);
  return `The ${payer} pays ${what}${left}${until}${bounds(step.bounds, program)}.`;
}

/** Who pays what of a service, read aloud. */
export function readAloud(cell: Benefit.BenefitCell, program: Program): readonly string[] {
  return cell.cases.map(({ when, steps }) => {
    const said = steps
      .map((step, i) => sentence(step, i === 0, program))
      .join(" Then: ")
      .replace(/ Then: The /g, " Then the ");
    return when ? `In one case: ${said}` : said;
  });
}
