import type Fraction from "fraction.js";
import type { BoundHistory } from "../../bind/renewal/renewals.js";
import type { Scope } from "../../bind/scope.js";
import type { HistoryParts, HistoryRow } from "../../renewal-model.js";
import { exact } from "../../types/exact.js";
import { percentText, rangeText } from "./percents.js";
import { holds } from "./within.js";

/** What the parts of a change come to, as a percentage. */
export function totalOf({ parts, together }: Pick<HistoryParts, "parts" | "together">): Fraction {
  const percents = parts.map(({ percent }) => exact(percent));
  if (together === "added") return percents.reduce((sum, each) => sum.add(each), exact("0"));
  const one = exact("100");
  return percents.reduce((made, each) => made.mul(one.add(each)).div(one), one).sub(one);
}

export function checkParts({ history }: BoundHistory, scope: Scope): void {
  for (const said of history.parts) {
    const total = totalOf(said);
    for (const i of said.rows) {
      const row = history.rows[i];
      if (!row || row.change === "not_printed") continue;
      if (holds(row.change, total)) continue;
      const found = { parts: percentText(total), change: rangeText(row.change) };
      scope.reporter.report("PW2801", found, said.origin.place, {
        related: [{ place: row.origin.place, message: "the change" }],
        why: needed(said, row),
        subject: history.id,
        cause: `parts ${history.id} ${said.origin.place.span.start} ${found.change}`,
      });
    }
  }
}

/** What the last part would have to be. */
function needed({ parts, together }: HistoryParts, row: HistoryRow): string | undefined {
  const last = parts[parts.length - 1];
  if (!last || row.change === "not_printed" || row.change.least !== row.change.most) return undefined;
  const rest = totalOf({ parts: parts.slice(0, -1), together });
  const change = exact(row.change.least);
  const one = exact("100");
  if (together === "compounded" && rest.equals(-100)) return undefined;
  const due = together === "added" ? change.sub(rest) : change.add(one).div(rest.add(one)).sub(1).mul(100);
  return `They are ${together}. For ${rangeText(row.change)}, ${last.name} would have to be ${percentText(due)} and not ${last.percent}%.`;
}
