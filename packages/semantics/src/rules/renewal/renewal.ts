import { type ProgramFacts, reportSilence } from "../../bind/program.js";
import type { BoundRenewals } from "../../bind/renewal/renewals.js";
import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";
import type { ReadBlock } from "../../reading/block.js";
import type { Corridors, Renewal } from "../../renewal-model.js";
import { exact } from "../../types/exact.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { checkNewRates } from "./new-rates.js";
import { checkParts } from "./parts.js";
import { checkTwice } from "./twice.js";
import { checkUnused } from "./unused.js";
import { checkWithin } from "./within.js";

/** What the lines of renewals, corridors and histories say of each other. */
export function checkRenewals(
  bound: BoundRenewals,
  program: Program,
  conventions: ReadBlock<(typeof BLOCKS)["conventions"]> | undefined,
  facts: ProgramFacts,
  scope: Scope,
): void {
  for (const history of bound.histories) {
    checkParts(history, scope);
    checkWithin(history, scope);
  }
  for (const [i, one] of bound.renewals.entries()) {
    checkNewRates(one, program, scope);
    checkTwice(one, bound.renewals.slice(0, i), scope);
  }
  checkUnused(bound, scope);
  if (
    program.conventions.has("corridor_and_rounding") ||
    scope.brokenConventions.has("corridor_and_rounding")
  )
    return;
  const unclear = bound.renewals.find(({ renewal }) => isUnclear(renewal, bound.corridors));
  if (!unclear) return;
  reportSilence(
    "corridor_and_rounding",
    "whether a change is first held to its corridor or first rounded",
    "An end of a corridor is no multiple of what the change is rounded to, so that the two answers differ.",
    unclear.renewal.rounding?.origin.place ?? unclear.renewal.origin.place,
    conventions,
    facts,
    scope,
  );
}

/** Whether it matters which comes first: only when an end of the corridor is not itself a rounded change. */
function isUnclear({ corridors, rounding }: Renewal, all: readonly Corridors[]): boolean {
  const found = corridors && all.find(({ id }) => id === corridors.value);
  if (!found || !rounding) return false;
  const step = exact(rounding.value.to).mul(100);
  return found.rows.some(({ least, most }) => [least, most].some((end) => !exact(end).mod(step).equals(0)));
}
