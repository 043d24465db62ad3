import type { Accumulator, BenefitCell, Benefits, Period } from "../../benefits-model.js";
import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";
import type { Place } from "../../places.js";

import { behind } from "../behind.js";
import type { SayConvention } from "../say-convention.js";
import type { PayingPlan } from "./paying-plan.js";

/** What plans differ in, and this one does not say. */
export function checkBenefitSilence(
  { plan, benefits }: PayingPlan,
  program: Program,
  scope: Scope,
  say: SayConvention,
): void {
  for (const one of benefits.accumulators) {
    if (one.of !== undefined) continue;
    checkManner(one, program, scope);
    checkPeriod(one, scope);
    checkCounts(one, say);
    checkNetworks(one, benefits, scope);
  }
  if (benefits.cells.length > 0)
    checkAllowed(plan.id, plan.coverage, plan.origin.place, benefits, scope, say);
  checkLimitCounts(benefits, say);
  checkTime(benefits, program, scope, say);
}

/** The words of an accumulator without its name: `deductible`. */
const kindWords = ({ kind }: Accumulator): string => kind.replaceAll("_", " ");

function checkManner(one: Accumulator, program: Program, scope: Scope): void {
  const amounts = new Set(one.amounts.map(({ per }) => per));
  if (!amounts.has("family") || !amounts.has("person") || one.manner) return;
  const convention =
    one.kind === "out_of_pocket_maximum" ? "family_out_of_pocket_maximum" : "family_deductible";
  if (program.conventions.has(convention) || scope.brokenConventions.has(convention)) return;
  scope.reporter.report(
    "PW2501",
    { what: `whether the family ${kindWords(one)} is embedded or aggregate` },
    one.origin.place,
    {
      // One line of conventions says it for all of them.
      cause: `manner ${convention}`,
      why: `They differ when one member alone passes the amount per person. The convention \`family ${kindWords(one)}\` says it for all plans.`,
      fixes: behind(one.origin.place, [", embedded", ", aggregate"]),
    },
  );
}

function checkPeriod(one: Accumulator, scope: Scope): void {
  const adds = one.amounts.some(({ per }) => per === "person" || per === "family");
  if (!adds || one.period) return;
  scope.reporter.report("PW2501", { what: `over which time the ${one.name} adds up` }, one.origin.place, {
    why: "It begins anew each time, and that time differs between plans.",
    fixes: behind(one.origin.place, [", each calendar year", ", each contract year", ", each lifetime"]),
  });
}

function checkCounts(one: Accumulator, say: SayConvention): void {
  if (one.kind !== "out_of_pocket_maximum" || one.counts.length > 0) return;
  say(
    "out_of_pocket_maximum",
    `what counts toward the ${one.name}`,
    "Some plans count the deductible and copays, some coinsurance alone. `counts deductible, copay, coinsurance` on the line says it as well.",
    one.origin.place,
  );
}

/** An accumulator of a plan with several networks says for which it is. */
function checkNetworks(one: Accumulator, benefits: Benefits, scope: Scope): void {
  if (one.networks.length > 0 || benefits.networks.length < 2) return;
  const used = usedIn(one, benefits);
  if (used.length < 2) return;
  scope.reporter.report("PW2501", { what: `for which networks the ${one.name} is` }, one.origin.place, {
    why: "Networks share one, or each has its own: then a line for each.",
    fixes: behind(one.origin.place, [`, in ${used.join(", ")}`, `, in ${used[0]}`]),
  });
}

/** The networks in which an accumulator can change something. */
function usedIn(one: Accumulator, { networks, cells }: Benefits): readonly string[] {
  if (one.kind === "out_of_pocket_maximum") return networks;
  const naming = cells.filter((cell) => names(cell, one.name));
  return networks.filter((network) =>
    naming.some((cell) => cell.network === undefined || cell.network === network),
  );
}

const names = ({ cases }: BenefitCell, name: string): boolean =>
  cases.some(({ steps }) =>
    steps.some((step) => (step.op === "deductible" || step.op === "copay") && step.accumulator === name),
  );

function checkAllowed(
  plan: string,
  coverage: string,
  place: Place,
  benefits: Benefits,
  scope: Scope,
  say: SayConvention,
): void {
  const all = scope.lists.of("network", coverage);
  const networks = benefits.networks.length > 0 ? benefits.networks : [undefined];
  const general = benefits.allowed.find((rule) => rule.networks.length === 0);
  for (const network of networks) {
    const own =
      network === undefined ? undefined : benefits.allowed.find((rule) => rule.networks.includes(network));
    const rule = own ?? general;
    if (!rule) {
      say(
        "allowed_charge",
        `what ${plan} allows of a charge${network === undefined ? "" : ` in ${network}`}`,
        "Shares are of what is allowed. A line `allowed charge` of the plan says it as well.",
        place,
      );
    }
    const isFull = rule && rule.amount !== "negotiated" && rule.amount.op === "line";
    const listed = all.find(({ id }) => id === network);
    if (isFull || rule?.balance || listed?.balance || (!rule && !listed)) continue;
    const at = listed?.origin.place ?? rule?.origin.place ?? place;
    scope.reporter.report(
      "PW2501",
      {
        what: `what becomes of a charge above what is allowed${network === undefined ? "" : ` in ${network}`}`,
      },
      at,
      {
        why: "The provider bills it to the member, or writes it off.",
        fixes: behind(
          at,
          listed
            ? ["  balance billed", "  balance written off"]
            : [", balance billed", ", balance written off"],
        ),
      },
    );
  }
}

/** Whether a visit that the deductible eats up counts toward a limit of visits. */
function checkLimitCounts({ limits, cells }: Benefits, say: SayConvention): void {
  const counted = limits.find(({ of }) => typeof of !== "string");
  const deducts = cells.some(({ cases }) =>
    cases.some(({ steps }) => steps.some(({ op }) => op === "deductible")),
  );
  if (!counted || !deducts) return;
  say(
    "limit_counts",
    "which units count toward this limit",
    "A visit that the member pays for while the deductible is not met counts in some plans, and not in others.",
    counted.origin.place,
  );
}

/** Calendars: when a contract year begins, and what a month is on the 31st. */
function checkTime(benefits: Benefits, program: Program, scope: Scope, say: SayConvention): void {
  const timed: { readonly period: Period | undefined; readonly place: Place }[] = [
    ...benefits.accumulators.map(({ period, origin }) => ({ period, place: origin.place })),
    ...benefits.limits.map(({ period, origin }) => ({ period, place: origin.place })),
    ...benefits.frequencies.map(({ period, origin }) => ({ period, place: origin.place })),
  ];
  const contract = timed.find(({ period }) => period?.kind === "contract_year");
  if (contract && !program.contractYear) {
    scope.reporter.report("PW2501", { what: "when a contract year begins" }, contract.place, {
      why: "A line such as `contract year begins July 1` in `program` says it.",
      cause: "contract year",
    });
  }
  const months =
    timed.find(({ period }) => period?.kind === "rolling" && period.unit === "month")?.place ??
    benefits.waiting.find((one) => one.months !== undefined)?.origin.place;
  if (months) {
    say("month_arithmetic", "what a month from the 31st is", "The next month may have no such day.", months);
  }
}
