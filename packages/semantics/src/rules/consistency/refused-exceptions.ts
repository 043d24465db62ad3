import type { BenefitCell, ServiceRule } from "../../benefits-model.js";
import type { Scope } from "../../bind/scope.js";
import type { Condition, Plan } from "../../model.js";
import { Cases } from "../conditions.js";

/** Conditions with more alternatives, or deeper in one another, are not looked at. */
const MOST_EXCEPTIONS = 20;
const MOST_DEPTH = 10;

/**
 * Finds a share with several exceptions, of which one asks for what a line of the plan requires and another does not:
 * `when emergency or (not_in_network and prior_authorization), otherwise not covered`, and beside it
 * `requires prior_authorization ..., otherwise not covered`. Whoever wrote the first meant emergencies to be paid.
 */
export function checkRefusedExceptions(plans: readonly Plan[], scope: Scope): void {
  const seen = new Set<string>();
  for (const { id, benefits, coverage } of plans) {
    const gates = (benefits?.rules ?? []).filter(({ less }) => less === undefined);
    for (const gate of gates) {
      for (const cell of benefits?.cells ?? []) {
        const { file, span } = cell.origin.place;
        const name = `${file} ${span.start} ${gate.origin.place.span.start}`;
        if (seen.has(name) || !isGated(cell, gate, coverage, scope)) continue;
        seen.add(name);
        const refused = refusedBy(cell, gate, coverage, scope);
        if (refused === undefined) continue;
        scope.reporter.report(
          "PW5112",
          { plan: id, service: cell.service ?? "every other service", when: refused },
          cell.origin.place,
          {
            subject: id,
            related: [{ place: gate.origin.place, message: "refused by this line" }],
            why:
              "Another of its exceptions asks for what the line requires, so this one is meant to do without. Let the line " +
              "be for other services or networks, or say what holds.",
          },
        );
      }
    }
  }
}

/** The exception that a line refuses, in words. */
function refusedBy(cell: BenefitCell, gate: ServiceRule, coverage: string, scope: Scope): string | undefined {
  const when = cell.cases[0]?.when;
  if (!when) return undefined;
  const exceptions = exceptionsOf(when, scope, []);
  if (exceptions.length > MOST_EXCEPTIONS) return undefined;
  const isMet = (one: Condition): boolean | undefined => {
    const cases = Cases.of([one, gate.when], scope, coverage);
    return cases && ![...cases.all()].some((each) => cases.holds(one, each) && !cases.holds(gate.when, each));
  };
  const met = exceptions.map(isMet);
  const refused = exceptions[met.indexOf(false)];
  if (!refused || !met.includes(true)) return undefined;
  const cases = Cases.of([refused], scope, coverage);
  const first = cases && [...cases.all()].find((each) => cases.holds(refused, each));
  return cases && first && cases.describe(first);
}

/** The alternatives of a condition, those of conditions by their names among them; one more than are looked at at most. */
function exceptionsOf(
  when: Condition,
  scope: Scope,
  path: readonly string[],
  found: Condition[] = [],
): readonly Condition[] {
  if (found.length > MOST_EXCEPTIONS) return found;
  const named = when.op === "condition" ? scope.conditions.get(when.ref) : undefined;
  if (when.op === "any") for (const one of when.of) exceptionsOf(one, scope, path, found);
  else if (named && !path.includes(named.id) && path.length < MOST_DEPTH)
    exceptionsOf(named.when, scope, [...path, named.id], found);
  else found.push(when);
  return found;
}

/** Covered on a condition and not otherwise, where the line holds. */
function isGated(cell: BenefitCell, gate: ServiceRule, coverage: string, scope: Scope): boolean {
  const [granted, otherwise, more] = cell.cases;
  if (!granted?.when || !otherwise || more) return false;
  if (otherwise.when || otherwise.steps.some(({ op }) => op !== "not_covered")) return false;
  if (granted.steps.some(({ op }) => op === "not_covered" || op === "not_printed")) return false;
  const inNetwork =
    gate.networks.length === 0 || cell.network === undefined || gate.networks.includes(cell.network);
  const named = cell.service === undefined ? undefined : scope.lists.lineage(coverage, cell.service);
  const ofService =
    gate.services.length === 0 || named === undefined || gate.services.some((one) => named.includes(one));
  return inNetwork && ofService;
}
