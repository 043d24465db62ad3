import type { Scope } from "../../bind/scope.js";
import type { Condition } from "../../model.js";
import type { Origin } from "../../places.js";
import { ALWAYS, type Audience } from "./audience.js";

/** Conditions that say nothing, because they hold for everyone or for nobody. */
export function checkVain(audience: Audience, scope: Scope): void {
  const { insures, excludes, begins, ends, dependents } = audience.eligibility;
  for (const { classes, when, origin } of insures) {
    if (when)
      reportVain(
        when,
        classes.length === 0 ? ALWAYS : { op: "is", key: "class", values: classes },
        origin,
        audience,
        scope,
      );
  }
  for (const { when, who, origin } of excludes) {
    reportVain(when, who.includes("employee") ? audience.insured : ALWAYS, origin, audience, scope);
  }
  for (const { when, origin } of [...begins, ...ends])
    if (when) reportVain(when, ALWAYS, origin, audience, scope);
  const { changes, continuations } = audience.eligibility;
  for (const { when, origin } of [...dependents, ...changes, ...continuations])
    if (when) reportVain(when, ALWAYS, origin, audience, scope);
}

/** `of`: whom it is asked of. */
function reportVain(when: Condition, of: Condition, origin: Origin, audience: Audience, scope: Scope): void {
  if (when.op === "all" && when.of.length === 0) return;
  const holds = audience.outcome({ op: "all", of: [when, of] });
  const fails = audience.outcome({ op: "all", of: [{ op: "not", of: when }, of] });
  if (holds === undefined || fails === undefined || (holds !== "never" && fails !== "never")) return;
  const what = holds === "never" ? "This condition is never met" : "This condition is always met";
  scope.reporter.report("PW2403", { what }, origin.place, {
    why: "A condition that cannot turn out one way or the other decides nothing: a value may be mistaken, or the line may not be needed.",
  });
}
