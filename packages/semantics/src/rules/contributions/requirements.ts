import type { Scope } from "../../bind/scope.js";
import type { Contribution, Requirement } from "../../model.js";
import { dollars, exact } from "../../types/exact.js";
import { PART_WORDS } from "./parts.js";

export function checkOne(requirement: Requirement, contribution: Contribution, scope: Scope): void {
  const shared = contribution.coverages.some(
    (id) => requirement.coverages.length === 0 || requirement.coverages.includes(id),
  );
  const { pays } = contribution;
  // A share of the whole premium is the same share of each of its parts.
  const samePart = requirement.part === contribution.part || contribution.part === "premium";
  if (!shared || !samePart || pays.op !== "literal" || contribution.is !== "share") return;
  const isPayer = contribution.payer === requirement.payer;
  const paid = isPayer ? exact(pays.value) : exact("100").sub(exact(pays.value));
  const needed = exact(requirement.share);
  const order = paid.compare(needed);
  if (order === 0 || (order > 0 && requirement.relation === "at_least")) return;
  scope.reporter.report(
    "PW3101",
    {
      payer: requirement.payer,
      pays: `${paid.toString()}%`,
      needs: `${requirement.relation === "at_least" ? "at least " : ""}${requirement.is === "share" ? `${requirement.share}%` : dollars(requirement.share)}`,
      of: PART_WORDS[requirement.part],
    },
    contribution.origin.place,
    {
      related: [{ place: requirement.origin.place, message: "required here" }],
      figure:
        requirement.is === "share"
          ? {
              place: contribution.origin.place,
              written: pays.value,
              fitting: (isPayer ? needed : exact("100").sub(needed)).toString(),
            }
          : undefined,
    },
  );
}
