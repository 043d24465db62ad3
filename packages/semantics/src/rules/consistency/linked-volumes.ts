import type Fraction from "fraction.js";
import type { Scope } from "../../bind/scope.js";
import type { Coverage, Expression, VolumeRule } from "../../model.js";
import { dollars, exact } from "../../types/exact.js";

type Chosen = Extract<VolumeRule, { kind: "chosen" }>;

/**
 * A volume of at most half of another, and of at least $20,000: whoever has less than $40,000 of the other may buy it,
 * and has nothing to choose.
 */
export function checkLinkedVolumes(coverages: readonly Coverage[], scope: Scope): void {
  for (const { id, volumes } of coverages) {
    for (const volume of volumes) if (volume.kind === "chosen") checkOne(id, volume, coverages, scope);
  }
}

function checkOne(coverage: string, volume: Chosen, all: readonly Coverage[], scope: Scope): void {
  const link = volume.most && linkOf(volume.most);
  const other = link && all.find(({ id }) => id === link.of);
  const theirs = other?.volumes.find((one) => one.kind === "chosen");
  if (!link || !theirs || volume.origin.notes.some(({ kind }) => kind !== "chosen")) return;
  if (link.share.equals(0)) return;
  const least = exact(volume.min);
  if (exact(theirs.min).mul(link.share).compare(least) >= 0) return;
  const needed = reachable(least.div(link.share), theirs);
  const what = needed
    ? `With less than ${dollars(needed.toString(2))} of ${link.of} nobody can have ${coverage}`
    : `Nobody can have ${coverage}, however much of ${link.of}`;
  scope.reporter.report("PW5107", { what }, volume.origin.place, {
    subject: coverage,
    related: [{ place: theirs.origin.place, message: `begins at ${dollars(theirs.min)}` }],
    why:
      `${link.share.mul(100).toString(4)}% of it is less than the least, ${dollars(volume.min)}. If that is meant, ` +
      'say so behind the line: `because "..."`.',
  });
}

/** The least volume that can be chosen and is not below an amount. */
function reachable(amount: Fraction, { min, max, step }: Chosen): Fraction | undefined {
  const up =
    step === undefined
      ? amount
      : amount.sub(exact(min)).div(exact(step)).ceil().mul(exact(step)).add(exact(min));
  return max !== undefined && up.compare(exact(max)) > 0 ? undefined : up;
}

/** `50% of elected volume of supplemental_life`. */
function linkOf(most: Expression): { readonly share: Fraction; readonly of: string } | undefined {
  if (most.op === "ask") {
    const isVolume = most.head === "elected_volume" || most.head === "volume";
    return isVolume && most.of !== undefined ? { share: exact("1"), of: most.of } : undefined;
  }
  if (most.op !== "multiply") return undefined;
  const [literal, asked] = most.a.op === "literal" ? [most.a, most.b] : [most.b, most.a];
  const inner = linkOf(asked);
  if (literal.op !== "literal" || !inner) return undefined;
  const value = exact(literal.value);
  return { share: inner.share.mul(literal.percent ? value.div(100) : value), of: inner.of };
}
