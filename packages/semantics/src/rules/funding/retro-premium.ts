import type Fraction from "fraction.js";
import type { Scope } from "../../bind/scope.js";
import type { Funding, FundingAmount, Retro } from "../../funding-model.js";
import type { Expression } from "../../model.js";
import { exact } from "../../types/exact.js";

/** A premium between a minimum and a maximum: whether they leave one, and what counts as paid of it. */
export function checkPremium(funding: Funding, scope: Scope): void {
  const { retro } = funding;
  if (!retro?.premium) return;
  const { minimum, maximum, origin } = retro.premium;
  if (minimum && maximum && isAbove(minimum.amount, maximum.amount))
    scope.reporter.report("PW2623", { funding: funding.id }, minimum.origin.place, {
      related: [{ place: maximum.origin.place, message: "the maximum" }],
    });
  if (!minimum && !maximum)
    scope.reporter.report(
      "PW2306",
      { what: "`minimum premium none` and `maximum premium none` decide nothing" },
      origin.place,
      { why: "Without either it is written `calls deficit` and `returns surplus`." },
    );
  checkPaid(funding, retro, scope);
}

/** What of a premium is paid in the year are deposits; whether anything else counts is not said. */
function checkPaid(funding: Funding, { of, among }: Retro, scope: Scope): void {
  const { charges, taxes, interest } = funding;
  for (const { part, from, to, origin } of charges) {
    const passes = between(from, to, of, among);
    if (part === "deposit" ? from === among && to === of : !passes) continue;
    scope.reporter.report(
      "PW3003",
      { wanted: `A deposit of ${among} to ${of}`, got: `the ${part} of ${from} to ${to}` },
      origin.place,
      {
        why: `Deposits of ${among} to ${of} are what has been paid of its premium. What ${of} keeps is its \`retention\`; what it pays another party for is part of what the year comes to.`,
      },
    );
  }
  for (const [what, flow] of Object.entries({ taxes, interest })) {
    if (!flow || !between(flow.from, flow.to, of, among)) continue;
    scope.reporter.report(
      "PW3003",
      { wanted: "Another party", got: `the ${what} of ${flow.from} to ${flow.to}` },
      flow.origin.place,
      { why: `Whether they count toward the premium of ${among} is not said by a minimum and a maximum.` },
    );
  }
}

const between = (from: string, to: string, of: string, among: string): boolean =>
  (from === among && to === of) || (from === of && to === among);

const literal = (e: Expression): Fraction | undefined => (e.op === "literal" ? exact(e.value) : undefined);

/** Whether one amount is above another of the same kind, whatever a year is like. */
function isAbove(a: FundingAmount, b: FundingAmount): boolean {
  const [first, second] = [sizeOf(a), sizeOf(b)];
  return (
    first !== undefined &&
    second !== undefined &&
    first.unit === second.unit &&
    first.size.compare(second.size) > 0
  );
}

/** An amount by the unit that it is counted in; nothing where it follows from an input. */
function sizeOf(amount: FundingAmount): { readonly unit: string; readonly size: Fraction } | undefined {
  switch (amount.kind) {
    case "share": {
      const size = literal(amount.share);
      return size && { unit: amount.of, size };
    }
    case "premium": {
      const size = amount.share ? literal(amount.share) : exact("100");
      return size && { unit: `premium of ${[...amount.of].sort().join(" ")}`, size };
    }
    case "figure": {
      const size = literal(amount.value);
      return size && { unit: `${amount.per ?? ""} ${amount.each ?? ""}`, size };
    }
    case "months":
      return undefined;
  }
}
