import type { Scope } from "../../bind/scope.js";
import type { BenefitCell, Network, Step } from "../../benefits-model.js";
import type { Plan } from "../../model.js";

/**
 * Finds services of which a plan pays more outside its network than in it: two cells that changed places. A network is
 * inside when its contract writes a balance off, and outside when the balance is billed.
 */
export function reportRicherOutside(
  plans: readonly Plan[],
  networks: readonly Network[],
  scope: Scope,
): void {
  const seen = new Set<BenefitCell>();
  for (const { id, coverage, benefits } of plans) {
    const named = (balance: Network["balance"]) =>
      networks.filter((one) => one.coverage === coverage && one.balance === balance).map((one) => one.id);
    const inside = named("written off");
    const outside = named("billed");
    const cells = benefits?.cells ?? [];
    for (const cell of cells) {
      if (seen.has(cell) || cell.network === undefined || !outside.includes(cell.network)) continue;
      seen.add(cell);
      const here = planShare(cell);
      const beside = here === undefined ? undefined : cells.find((one) => isBeside(cell, one, inside));
      const there = beside && planShare(beside);
      if (!beside || here === undefined || there === undefined || here <= there) continue;
      const isExplained = [cell, beside].some(({ origin }) =>
        origin.notes.some(({ kind }) => kind !== "chosen"),
      );
      if (isExplained) continue;
      scope.reporter.report(
        "PW5004",
        {
          plan: id,
          service: cell.service ?? "every other service",
          outside: `${here}%`,
          inside: `${there}%`,
        },
        cell.origin.place,
        {
          subject: id,
          related: [{ place: beside.origin.place, message: `${beside.network} beside it` }],
          why: 'The two may have changed places. If it is meant, say so beside one of them: `because "..."`.',
        },
      );
    }
  }
}

const isBeside = (cell: BenefitCell, other: BenefitCell, inside: readonly string[]): boolean =>
  other.service === cell.service &&
  other.channel === cell.channel &&
  other.network !== undefined &&
  inside.includes(other.network) &&
  JSON.stringify(other.band) === JSON.stringify(cell.band);

/** The percentage that the plan pays where the last step is a share alone, and nothing else tells two cells apart. */
function planShare({ cases }: BenefitCell): number | undefined {
  const [only, second] = cases;
  const last = only?.steps[only.steps.length - 1];
  if (!only || second || !last || only.steps.length > 2 || !isDeductible(only.steps)) return undefined;
  if (last.op !== "pays" || last.bounds.length > 0 || last.until || last.paymentIn) return undefined;
  if ("pick" in last.pays || !last.pays.percent || last.pays.value.op !== "literal") return undefined;
  const percent = Number(last.pays.value.value);
  return last.payer === "plan" ? percent : 100 - percent;
}

const isDeductible = ([first, second]: readonly Step[]): boolean =>
  second === undefined || first?.op === "deductible";
