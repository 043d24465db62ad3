// What a fact says of one cell, in figures: how the language says it, and what a claim must come to. In whole cents,
// with a formula for each kind of share, and without the steps of the evaluator.

/** An amount of money in cents, for each of a unit; without a unit it is for the line. */
export interface Per {
  readonly amount: number;
  readonly per?: string;
}

export type Share =
  | { readonly kind: "not covered" }
  | { readonly kind: "not printed" }
  /** The plan pays all, after the deductibles. */
  | { readonly kind: "no charge"; readonly after?: readonly string[] }
  | { readonly kind: "copay"; readonly copay: Per; readonly after?: readonly string[] }
  | {
      readonly kind: "plan pays";
      readonly percent: number;
      readonly after?: readonly string[];
      readonly copay?: Per & { readonly comes: "before the deductible" | "after the deductible" };
      readonly most?: Per;
      /** So much is paid in full before the deductible. */
      readonly first?: Per;
      /** The percentage is of so much a year; what is above it is paid in full. */
      readonly of?: Per;
    }
  | {
      readonly kind: "member pays";
      readonly percent: number;
      readonly after?: readonly string[];
      readonly most: Per;
    }
  | {
      readonly kind: "allowance";
      readonly amount: number;
      readonly after?: readonly string[];
      readonly discount?: number;
    };

export type Kind<K extends Share["kind"]> = Extract<Share, { readonly kind: K }>;

export const money = (cents: number): string => (cents / 100).toFixed(2);

export const perWords = ({ amount, per }: Per): string => money(amount) + (per ? ` per ${per}` : "");

/** A share as the language writes it, with amounts to the cent. */
export function shareWords(share: Share): string {
  const after = "after" in share ? (share.after ?? []) : [];
  const copay = share.kind === "plan pays" ? share.copay : undefined;
  const words = copay ? [`copay ${perWords(copay)}`] : [];
  const full = share.kind === "plan pays" && share.first;
  const first = full ? [`plan pays 100% of first ${perWords(full)}`] : [];
  const before = copay?.comes === "before the deductible" ? [...words, ...after] : [...after, ...words];
  return [...first, ...before, ...ownWords(share)].join(" then ");
}

function ownWords(share: Share): string[] {
  switch (share.kind) {
    case "copay":
      return [`copay ${perWords(share.copay)}`];
    case "member pays":
      return [`member pays ${share.percent}%, at most ${perWords(share.most)}`];
    case "allowance":
      return [
        `allowance ${money(share.amount)}`,
        ...(share.discount === undefined ? [] : [`discount ${share.discount}%`]),
      ];
    case "plan pays":
      return share.of
        ? [`plan pays ${share.percent}% of first ${perWords(share.of)} each calendar year`, "no charge"]
        : [`plan pays ${share.percent}%${share.most ? `, at most ${perWords(share.most)}` : ""}`];
    default:
      return [share.kind];
  }
}

/** The parts of a line that was paid, in cents. */
export interface Parts {
  readonly deductible: number;
  readonly copay: number;
  readonly coinsurance: number;
  readonly over_limit: number;
  readonly not_covered: number;
  readonly plan_pays: number;
}

const NOTHING: Parts = {
  deductible: 0,
  copay: 0,
  coinsurance: 0,
  over_limit: 0,
  not_covered: 0,
  plan_pays: 0,
};

export interface Case {
  readonly charge: number;
  readonly allowed: number;
  /** What is left of the deductibles together. */
  readonly left: number;
  /** How many of its unit the line is. */
  readonly units: number;
}

/** A percentage of an amount, half a cent up. */
export const percentOf = (percent: number, cents: number): number =>
  Math.floor((cents * percent * 2 + 100) / 200);

/** What a line with this share must come to. */
export function due(share: Share, { charge, allowed, left, units }: Case): Parts {
  if (share.kind === "not printed") throw new Error("a cell that is not printed pays nobody");
  if (share.kind === "not covered") return { ...NOTHING, not_covered: charge };
  const before =
    share.kind === "plan pays" && share.copay?.comes === "before the deductible"
      ? share.copay.amount * units
      : 0;
  const first = Math.min(allowed, before);
  const full = share.kind === "plan pays" && share.first ? Math.min(allowed, share.first.amount) : 0;
  const met = "after" in share && share.after ? Math.min(allowed - first - full, left) : 0;
  const rest = allowed - first - full - met;
  const paid = RULES[share.kind](share as never, rest, units);
  const copay = first + (paid.copay ?? 0);
  const plan_pays = full + (paid.plan_pays ?? 0);
  // A copay that is declared once for several services comes first as a deductible does.
  const isCopay = "after" in share && share.after?.includes("copay");
  const member = isCopay ? { copay: copay + met } : { copay, deductible: met };
  return { ...NOTHING, ...paid, ...member, plan_pays };
}

type Rule<K extends Share["kind"]> = (share: Kind<K>, rest: number, units: number) => Partial<Parts>;

const most = ({ amount, per }: Per, units: number) => (per ? amount * units : amount);

/** How what is left after the deductible is shared, by kind. */
const RULES: { readonly [K in Exclude<Share["kind"], "not covered" | "not printed">]: Rule<K> } = {
  "no charge": (_, rest) => ({ plan_pays: rest }),
  copay: ({ copay }, rest, units) => {
    const paid = Math.min(rest, copay.amount * units);
    return { copay: paid, plan_pays: rest - paid };
  },
  "plan pays": ({ percent, copay, most: bound, of }, rest, units) => {
    const late = copay?.comes === "after the deductible" ? Math.min(rest, copay.amount * units) : 0;
    const base = of ? Math.min(rest - late, of.amount) : rest - late;
    const share = percentOf(percent, base);
    const paid = bound ? Math.min(share, most(bound, units)) : share;
    return {
      copay: late,
      coinsurance: base - share,
      over_limit: share - paid,
      plan_pays: paid + (rest - late - base),
    };
  },
  "member pays": ({ percent, most: bound }, rest, units) => {
    const paid = Math.min(percentOf(percent, rest), most(bound, units));
    return { coinsurance: paid, plan_pays: rest - paid };
  },
  allowance: ({ amount }, rest) => ({
    over_limit: Math.max(0, rest - amount),
    plan_pays: Math.min(rest, amount),
  }),
};
