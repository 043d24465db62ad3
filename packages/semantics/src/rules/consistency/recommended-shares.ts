import type { Scope } from "../../bind/scope.js";
import type { Key, Program, RateRow, Requirement } from "../../model.js";
import { dollars, exact } from "../../types/exact.js";

/**
 * A share is recommended, and rates go by bands of that share: whoever pays exactly what is recommended is in the dearer
 * band, and a little more would make the rate lower.
 */
export function checkRecommendedShares(program: Program, scope: Scope): void {
  for (const requirement of program.participation) {
    if (requirement.level !== "recommend" || requirement.is !== "share") continue;
    if (requirement.origin.notes.some(({ kind }) => kind === "because")) continue;
    for (const coverage of requirement.coverages) checkOne(coverage, requirement, program, scope);
  }
}

function checkOne(coverage: string, requirement: Requirement, program: Program, scope: Scope): void {
  const { share, part, payer, origin } = requirement;
  const asked = program.contributions.find(
    (one) =>
      one.coverages.includes(coverage) && one.part === part && one.payer === payer && one.pays.op === "input",
  );
  const input = asked?.pays.op === "input" ? asked.pays.ref : undefined;
  if (input === undefined) return;
  for (const { rows, keys, coverages } of program.rates) {
    if (!coverages.includes(coverage) || !keys.includes(input)) continue;
    const at = rows.filter((row) => holds(row.keys[input], share));
    for (const row of at) {
      const next = nextAbove(row, rows, input, share);
      const [here, there] = [amountOf(row), next && amountOf(next)];
      if (!next || here === undefined || there === undefined || exact(here).compare(exact(there)) <= 0)
        continue;
      const what = { coverage, share, input, here: dollars(here), there: dollars(there) };
      scope.reporter.report("PW5113", what, origin.place, {
        subject: coverage,
        related: [
          { place: row.origin.place, message: `at ${share}%` },
          { place: next.origin.place, message: "a little above" },
        ],
        why: "Advice that is followed to the letter costs more than advice that is passed. Recommend more than that, or move the bound.",
      });
      return;
    }
  }
}

function holds(key: Key | undefined, share: string): boolean {
  if (!key || !("range" in key)) return false;
  const { min, minHeld, max, maxHeld } = key.range;
  const low = min === undefined ? 1 : exact(share).compare(exact(min));
  const high = max === undefined ? -1 : exact(share).compare(exact(max));
  return (low > 0 || (low === 0 && minHeld)) && (high < 0 || (high === 0 && maxHeld));
}

/** The row of the next band that agrees in all else. */
function nextAbove(
  row: RateRow,
  rows: readonly RateRow[],
  input: string,
  share: string,
): RateRow | undefined {
  const begin = (one: RateRow): string | undefined => {
    const key = one.keys[input];
    return key && "range" in key ? key.range.min : undefined;
  };
  const rest = ({ keys }: RateRow) => JSON.stringify({ ...keys, [input]: undefined });
  return rows
    .filter(
      (one) => one !== row && rest(one) === rest(row) && exact(begin(one) ?? "-1").compare(exact(share)) >= 0,
    )
    .sort((a, b) => exact(begin(a) ?? "0").compare(exact(begin(b) ?? "0")))[0];
}

const amountOf = ({ value }: RateRow): string | undefined =>
  value !== "not_offered" && value.op === "literal" && !value.percent ? value.value : undefined;
