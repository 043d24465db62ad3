import type { BoundRenewal } from "../../bind/renewal/renewals.js";
import { placeOf, type Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";

/** New rates need a rounding, and a rounding needs rates. */
export function checkNewRates({ renewal, block }: BoundRenewal, program: Program, scope: Scope): void {
  const rated = renewal.coverages.filter((id) =>
    program.rates.some(({ coverages }) => coverages.includes(id)),
  );
  const given = block.isGiven("new rates");
  const unsure =
    renewal.coverages.length === 0 ||
    renewal.coverages.some((id) => scope.brokenRates.has(id) || scope.broken.covers(id));
  if (rated.length > 0 && !given && block.isWhole) {
    const end = block.node.whole.end - 1;
    const place = placeOf(block.file, block.node.span);
    scope.reporter.report("PW2501", { what: `how the new rates of ${rated.join(", ")} are rounded` }, place, {
      why: "A rate sheet has cents, a rate per $1,000 a tenth of a cent. `new rates half up to cent` says it.",
      fixes: [
        {
          title: "`new rates half up to cent`",
          edits: [
            {
              file: block.file,
              span: { start: end, end },
              text: '  new rates  half up to cent  chosen because ""\n',
            },
          ],
        },
      ],
    });
  } else if (rated.length === 0 && renewal.newRates && !unsure) {
    const what = `${renewal.coverages.join(", ")} has no rates here that a renewal could round`;
    scope.reporter.report("PW2306", { what }, renewal.newRates.origin.place);
  }
}
