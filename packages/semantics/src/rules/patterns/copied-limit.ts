import type { BenefitCell, Bound } from "../../benefits-model.js";
import type { Scope } from "../../bind/scope.js";
import type { Plan } from "../../model.js";
import { dollars } from "../../types/exact.js";

/** Other plans that share a service by percentage without a bound, so that the bound of one is out of line. */
const FEWEST_OTHERS = 3;

interface Line {
  readonly plan: Plan;
  readonly cells: readonly BenefitCell[];
  /** The bound of each network, as text; empty where there is none. */
  readonly bounds: readonly string[];
}

/**
 * Finds a service that has a dollar limit in one plan alone, when the limit is that of another service beside it, which
 * others limit too: the cells of a row were most likely set in the row above as well.
 */
export function reportCopiedLimits(plans: readonly Plan[], scope: Scope): void {
  for (const coverage of new Set(plans.map((plan) => plan.coverage))) {
    const own = plans.filter((plan) => plan.coverage === coverage);
    const services = new Set(
      own.flatMap(({ benefits }) => benefits?.cells.map(({ service }) => service) ?? []),
    );
    const lines = new Map([...services].map((service) => [service, linesOf(own, service)]));
    for (const [service, ofService] of lines) {
      if (service !== undefined) reportService(service, ofService, lines, scope);
    }
  }
}

function reportService(
  service: string,
  lines: readonly Line[],
  all: ReadonlyMap<string | undefined, readonly Line[]>,
  scope: Scope,
): void {
  const limited = lines.filter(isLimited);
  const free = lines.filter((line) => !isLimited(line) && line.cells.some(isShared));
  const [first] = limited;
  if (!first || free.length < FEWEST_OTHERS || limited.length >= free.length) return;
  if (limited.some(({ cells }) => cells.some(isExplained))) return;
  const twin = [...all].find(
    ([other, others]) =>
      other !== undefined &&
      other !== service &&
      limited.every(({ plan, bounds }) => {
        const beside = others.find((line) => line.plan === plan);
        return beside !== undefined && beside.bounds.join() === bounds.join();
      }) &&
      free.filter(({ plan }) => others.some((line) => line.plan === plan && isLimited(line))).length >=
        FEWEST_OTHERS,
  );
  const at = first.cells.find((cell) => boundOf(cell) !== "");
  const beside = twin?.[1].find(({ plan }) => plan === first.plan)?.cells[0];
  if (!twin || !at || !beside) return;
  scope.reporter.report(
    "PW5102",
    { plan: first.plan.id, service, limit: boundOf(at), other: twin[0] ?? "" },
    at.origin.place,
    {
      subject: first.plan.id,
      related: [{ place: beside.origin.place, message: "the same limit" }],
      why:
        `${free.length} other plans share ${service} without such a limit. The row may be a copy of the other. If it ` +
        'is meant, say so: `because "..."`.',
    },
  );
}

function linesOf(plans: readonly Plan[], service: string | undefined): readonly Line[] {
  return plans.flatMap((plan): Line[] => {
    const cells = (plan.benefits?.cells ?? []).filter((cell) => cell.service === service && !cell.band);
    return cells.length === 0 ? [] : [{ plan, cells, bounds: cells.map(boundOf) }];
  });
}

const isLimited = ({ bounds }: Line): boolean => bounds.some((bound) => bound !== "");

const isExplained = ({ origin }: BenefitCell): boolean => origin.notes.some(({ kind }) => kind !== "chosen");

const isShared = ({ cases }: BenefitCell): boolean =>
  cases.some(({ steps }) => steps.some((step) => step.op === "pays"));

/** `$25 per visit`, where a share is limited so. */
function boundOf({ cases }: BenefitCell): string {
  const bounds = cases.flatMap(({ steps }) =>
    steps.flatMap((step): readonly Bound[] => (step.op === "pays" ? step.bounds : [])),
  );
  return bounds.flatMap(worded).join(", ");
}

const worded = ({ side, amount, per }: Bound): readonly string[] =>
  side === "most" && amount.op === "literal" && per !== undefined
    ? [`${dollars(amount.value)} per ${per}`]
    : [];
