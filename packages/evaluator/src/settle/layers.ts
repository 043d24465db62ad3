import type Fraction from "fraction.js";
import { exact, max, min, round, type RoundingMode, ZERO } from "../exact.js";
import type { Funding } from "./types.js";

export interface Rounding {
  readonly mode: RoundingMode;
  readonly step: Fraction;
}

/** What each party bears of one claim of an amount, exactly, before any stop-loss. */
export function exactShares(funding: Funding, amount: Fraction): Map<string, Fraction> {
  const shares = new Map<string, Fraction>();
  const { claims } = funding;
  if (claims?.kind === "party") shares.set(claims.party, amount);
  for (const { range, shares: parts } of claims?.kind === "layers" ? claims.layers : []) {
    const from = range.min === undefined ? ZERO : exact(range.min);
    const end = range.max === undefined ? amount : min(amount, exact(range.max));
    const slice = max(end.sub(from), ZERO);
    for (const [party, part] of Object.entries(parts))
      shares.set(party, (shares.get(party) ?? ZERO).add(slice.mul(exact(part)).div(100)));
  }
  return shares;
}

/** The same, rounded: the party that takes the odd cent has what the others leave. */
export function roundedShares(
  funding: Funding,
  amount: Fraction,
  { mode, step }: Rounding,
): Map<string, Fraction> {
  const { oddCent } = funding;
  const shares = exactShares(funding, amount);
  if (oddCent === undefined) return shares;
  let rest = amount;
  for (const [party, share] of shares) {
    if (party === oddCent) continue;
    const rounded = round(share, mode, step);
    shares.set(party, rounded);
    rest = rest.sub(rounded);
  }
  shares.set(oddCent, rest);
  return shares;
}

/** What each party pays out of one claim or payment: what it bears, unless one pays for all. */
export function paidShares(
  { claims }: Funding,
  { amount, shares }: { readonly amount: Fraction; readonly shares: ReadonlyMap<string, Fraction> },
): ReadonlyMap<string, Fraction> {
  return claims?.kind === "layers" && claims.paidBy !== undefined
    ? new Map([[claims.paidBy, amount]])
    : shares;
}

/** What others bear of what one party pays for all; nothing where each pays what it bears. */
export function retainedShares(
  { claims }: Funding,
  shares: ReadonlyMap<string, Fraction>,
): ReadonlyMap<string, Fraction> {
  if (claims?.kind !== "layers" || claims.paidBy === undefined) return new Map();
  return new Map([...shares].filter(([party]) => party !== claims.paidBy));
}

/** Up to which amount a claim that is not listed certainly lies in the first layer; nothing where it has no end. */
export function endOfFirstLayer(funding: Funding): Fraction | undefined {
  const [first, second] = funding.claims?.kind === "layers" ? funding.claims.layers : [];
  return first && second && first.range.max !== undefined ? exact(first.range.max) : undefined;
}
