import type { Scope } from "../../bind/scope.js";
import type { Accumulator } from "../../benefits-model.js";
import type { Plan } from "../../model.js";
import { dollars, exact } from "../../types/exact.js";

/** Family amounts have a pattern when at least so many lines have one, */
const FEWEST_LINES = 8;
/** and at least this share of them is one multiple of the amount per person. */
const LEAST_SHARE = 0.75;

interface Line {
  readonly plan: string;
  readonly accumulator: Accumulator;
  readonly person: string;
  readonly family: string;
  /** As an exact fraction's text, so that equal ones are equal. */
  readonly multiple: string;
}

/**
 * Finds deductibles and out of pocket maxima whose family amount is another multiple of the amount per person than
 * nearly everywhere else in such plans: $3,600 beside $1,300, where all others are twice.
 */
export function reportFamilyAmounts(plans: readonly Plan[], scope: Scope): void {
  for (const together of comingTogether(plans)) reportAmong(linesOf(together), scope);
}

/** Plans by coverages that come together, such as medical and drug: a dental plan is no measure for them. */
function comingTogether(plans: readonly Plan[]): readonly Plan[][] {
  const groupOf = new Map(plans.map(({ coverage }) => [coverage, coverage]));
  const coverageOf = new Map(plans.map(({ id, coverage }) => [id, coverage]));
  for (const { coverage, benefits } of plans) {
    for (const { plan } of benefits?.with ?? []) {
      const from = groupOf.get(coverageOf.get(plan) ?? coverage);
      const to = groupOf.get(coverage) ?? coverage;
      for (const [other, group] of groupOf) if (group === from) groupOf.set(other, to);
    }
  }
  const groups = [...new Set(groupOf.values())];
  return groups.map((group) => plans.filter(({ coverage }) => groupOf.get(coverage) === group));
}

function reportAmong(lines: readonly Line[], scope: Scope): void {
  if (lines.length < FEWEST_LINES) return;
  const counts = new Map<string, number>();
  for (const { multiple } of lines) counts.set(multiple, (counts.get(multiple) ?? 0) + 1);
  const [usual, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ["", 0]);
  if (count === lines.length || count < lines.length * LEAST_SHARE) return;
  for (const { plan, accumulator, person, family, multiple } of lines) {
    const { notes, place } = accumulator.origin;
    if (multiple === usual || notes.some(({ kind }) => kind !== "chosen")) continue;
    const fitting = exact(person).mul(exact(usual));
    scope.reporter.report(
      "PW5003",
      {
        plan,
        family: dollars(family),
        times: times(multiple),
        person: dollars(person),
        usual: times(usual),
      },
      place,
      {
        subject: plan,
        label: `${dollars(fitting.toString(2))} per family would fit`,
        figure: { place, written: family, fitting: fitting.toString(2) },
        why:
          `It is ${times(usual)} the amount per person in ${count} of ${lines.length} lines of such plans. ` +
          'If this one is meant, say so: `because "..."`.',
      },
    );
  }
}

/** `2`, `1.81`: how many times. */
const times = (fraction: string): string => `${Number(exact(fraction).valueOf().toFixed(2))} times`;

/** Each line once, though plans that are `like` another have its lines too. */
function linesOf(plans: readonly Plan[]): readonly Line[] {
  const seen = new Set<string>();
  return plans.flatMap(({ id, benefits }) =>
    (benefits?.accumulators ?? []).flatMap((accumulator): Line[] => {
      const { place } = accumulator.origin;
      const name = `${place.file} ${place.span.start}`;
      const person = amountPer("person", accumulator);
      const family = amountPer("family", accumulator);
      if (seen.has(name) || person === undefined || family === undefined) return [];
      seen.add(name);
      return [
        { plan: id, accumulator, person, family, multiple: exact(family).div(exact(person)).toFraction() },
      ];
    }),
  );
}

/** An amount that is written out, and above zero. */
function amountPer(per: "person" | "family", { amounts }: Accumulator): string | undefined {
  const amount = amounts.find((one) => one.per === per)?.amount;
  return amount?.op === "literal" && Number(amount.value) > 0 ? amount.value : undefined;
}
