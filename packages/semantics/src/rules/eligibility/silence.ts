import type { Scope } from "../../bind/scope.js";
import { replaceWith } from "../../diagnostics/report.js";
import type { Place } from "../../places.js";
import type { Audience } from "./audience.js";

/** What no rule says. `end`: where a line can be added. */
export function checkSilence(audience: Audience, end: Place, scope: Scope): void {
  const names = audience.eligibility.coverages.join(", ");
  const { insures, begins, ends, origin } = audience.eligibility;
  const { reporter } = scope;
  if (insures.length === 0) {
    reporter.report("PW0025", { block: "`eligibility`", what: "classes that are insured" }, origin.place, {
      why: "They are written like `insures full_time, part_time`, or `insures employee` for everyone.",
    });
  }
  const own = begins.filter((rule) => rule.for.length === 0);
  if (own.length === 0) {
    reporter.report("PW2402", { what: `the first day of cover of ${names}` }, origin.place, {
      why: "It is written like `begins first of month after hire`.",
    });
  } else
    audience.reportUncovered(
      own.map(({ when }) => when),
      "the first day of cover when",
      origin,
    );
  if (ends.every((rule) => rule.for.length > 0)) {
    reporter.report("PW2501", { what: `when cover of ${names} ends` }, origin.place, {
      why: "Plans differ: on the last day of employment, of its month, or never. `ends` says it.",
      fixes: ["ends  last day of month of leaving", "ends  never"].map((line) =>
        replaceWith(end, `  ${line}  chosen because ""\n`, `\`${line}\``),
      ),
    });
  }
  const { absences } = audience.eligibility;
  if (absences.length > 0) {
    const [first] = absences;
    audience.reportUncovered(
      absences.map(({ when }) => when),
      "a return after an absence when",
      first?.origin ?? origin,
    );
  }
}
