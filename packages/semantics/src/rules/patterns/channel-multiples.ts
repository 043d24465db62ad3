import type { BenefitCell } from "../../benefits-model.js";
import type { Scope } from "../../bind/scope.js";
import type { Plan } from "../../model.js";
import { dollars, exact } from "../../types/exact.js";

/** Copays of a drug have a pattern when at least so many schedules have both of two channels, */
const FEWEST_LINES = 5;
/** and at least this share of them one multiple. */
const LEAST_SHARE = 0.75;

interface Line {
  readonly plan: string;
  readonly here: BenefitCell;
  readonly there: BenefitCell;
  readonly copay: string;
  readonly base: string;
  /** As an exact fraction's text, so that equal ones are equal. */
  readonly multiple: string;
}

/**
 * Finds a copay by mail that is another multiple of the copay at retail than in nearly all other plans: a sheet in which
 * the retail row of one plan was copied from the plan beside it looks like that.
 */
export function reportChannelMultiples(plans: readonly Plan[], scope: Scope): void {
  for (const coverage of new Set(plans.map((plan) => plan.coverage))) {
    const own = plans.filter((plan) => plan.coverage === coverage);
    const channels = scope.lists.of("channel", coverage).map(({ id }) => id);
    for (const drug of scope.lists.of("service", coverage)) {
      if (drug.kind !== "drug") continue;
      for (const [i, from] of channels.entries())
        for (const to of channels.slice(i + 1)) reportAmong(linesOf(own, drug.id, from, to), drug.id, scope);
    }
  }
}

function reportAmong(lines: readonly Line[], drug: string, scope: Scope): void {
  if (lines.length < FEWEST_LINES) return;
  const counts = new Map<string, number>();
  for (const { multiple } of lines) counts.set(multiple, (counts.get(multiple) ?? 0) + 1);
  const [usual, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ["", 0]);
  if (count === lines.length || count < lines.length * LEAST_SHARE) return;
  for (const { plan, here, there, copay, base, multiple } of lines) {
    const notes = [...here.origin.notes, ...there.origin.notes];
    if (multiple === usual || notes.some(({ kind }) => kind !== "chosen")) continue;
    const fitting = exact(base).mul(exact(usual)).toString(2);
    scope.reporter.report(
      "PW5103",
      {
        plan,
        drug,
        copay: `${dollars(copay)} in ${here.channel}`,
        times: times(multiple),
        base: `${dollars(base)} in ${there.channel}`,
        usual: times(usual),
      },
      here.origin.place,
      {
        subject: plan,
        label: `${dollars(fitting)} would fit`,
        figure: { place: here.origin.place, written: copay, fitting },
        related: [{ place: there.origin.place, message: `${dollars(base)} here` }],
        why:
          `It is ${times(usual)} in ${count} of ${lines.length} schedules. One of the two rows may belong to another ` +
          'plan. If this is meant, say so beside it: `because "..."`.',
      },
    );
  }
}

const times = (fraction: string): string => `${Number(exact(fraction).valueOf().toFixed(2))} times`;

/** Each line once, though schedules that are `like` another have its lines too. */
function linesOf(plans: readonly Plan[], drug: string, from: string, to: string): readonly Line[] {
  const seen = new Set<string>();
  return plans.flatMap(({ id, benefits }): Line[] => {
    const inChannel = (channel: string) =>
      benefits?.cells.filter((cell) => cell.service === drug && cell.channel === channel) ?? [];
    const [there, otherBase] = inChannel(from);
    const [here, otherHere] = inChannel(to);
    const base = there && copayOf(there);
    const copay = here && copayOf(here);
    if (!there || !here || otherBase || otherHere || base === undefined || copay === undefined) return [];
    const name = [there, here].map(({ origin: { place } }) => `${place.file} ${place.span.start}`).join();
    if (seen.has(name)) return [];
    seen.add(name);
    return [{ plan: id, here, there, copay, base, multiple: exact(copay).div(exact(base)).toFraction() }];
  });
}

/** The copay of a cell whose last step is one, written out. */
function copayOf({ cases }: BenefitCell): string | undefined {
  const [only, second] = cases;
  const last = only?.steps[only.steps.length - 1];
  if (second || last?.op !== "copay" || last.amount?.op !== "literal") return undefined;
  return Number(last.amount.value) > 0 ? last.amount.value : undefined;
}
