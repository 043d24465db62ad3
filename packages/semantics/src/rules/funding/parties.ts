import type { Scope } from "../../bind/scope.js";
import type { Funding, FundingAmount, Retro } from "../../funding-model.js";
import { checkPremium } from "./retro-premium.js";

/** Whether the lines of a funding say the same of its parties: who pays, who bears, who collects. */
export function checkParties(funding: Funding, scope: Scope): void {
  checkRetained(funding, scope);
  checkLimits(funding, scope);
  checkReserves(funding, scope);
  checkRunOut(funding, scope);
  checkPremium(funding, scope);
}

/** The parties that bear some of a claim. */
function bearers({ claims }: Funding): readonly string[] {
  if (!claims) return [];
  if (claims.kind === "party") return [claims.party];
  const bearing = claims.layers.flatMap(({ shares }) =>
    Object.entries(shares).flatMap(([party, share]) => (share === "0" ? [] : [party])),
  );
  return [...new Set(bearing)];
}

/** What one party pays and another bears is collected at the retro, or by nobody. */
function checkRetained(funding: Funding, scope: Scope): void {
  const { claims, retro, retroUnread } = funding;
  if (retroUnread) return;
  const payer = claims?.kind === "layers" ? claims.paidBy : undefined;
  const charges = retro?.charges === "retained claims";
  if (!payer) {
    if (retro && charges && !scope.broken.covers(funding.id))
      scope.reporter.report(
        "PW2621",
        { what: `${retro.among} is charged with retained claims, and nobody pays claims that it bears` },
        retro.origin.place,
        {
          why: `Write who pays them all, \`claims paid by ${retro.of}\`, and in layers of \`each claim\` who bears them.`,
        },
      );
    else if (retro && !retro.charges && bearers(funding).includes(retro.among) && claims?.kind === "layers")
      reportUncollected(retro, scope);
    return;
  }
  const others = bearers(funding).filter((party) => party !== payer.party);
  const collected = others.every((party) => party === retro?.among);
  if (others.length === 0 || (charges && retro?.of === payer.party && collected)) return;
  const why = charges
    ? `The retro charges ${retro?.among} for ${retro?.of}, and nobody else.`
    : "Write `charges retained claims` in `retro`; or leave out `claims paid by`, and each pays what it bears.";
  scope.reporter.report(
    "PW2621",
    { what: `${payer.party} pays what ${others.join(" and ")} bears of a claim, and nothing collects it` },
    payer.origin.place,
    { why },
  );
}

/** A member that bears a part of a claim pays it as claims come in, or at the retro. */
function reportUncollected(retro: Retro, scope: Scope): void {
  scope.reporter.report(
    "PW2501",
    { what: `when ${retro.among} pays the claims that it bears` },
    retro.origin.place,
    {
      why: `Write \`charges retained claims\` in \`retro\` and \`claims paid by ${retro.of}\`: ${retro.of} pays every claim, and charges ${retro.among} when the year ends. Or write \`charges nothing\`: each pays what it bears as claims come in.`,
    },
  );
}

/** Where each member has a result of its own, a limit is one of each member. */
function checkLimits({ retro }: Funding, scope: Scope): void {
  if (retro?.charges !== "retained claims") return;
  const limits = [retro.calls, retro.returns].map((use) => (use.kind === "part" ? use.most : undefined));
  for (const most of [...limits, retro.premium?.minimum?.amount, retro.premium?.maximum?.amount]) {
    if (most?.kind === "figure" && most.per === undefined)
      scope.reporter.report(
        "PW3003",
        { wanted: "A limit of each member", got: "one amount for all of them" },
        retro.origin.place,
        { why: "Each is charged with its own claims. It is written like `at most 25% of deposit`." },
      );
  }
}

/** A share of the claims of a party that bears none is nothing, year after year. */
function checkReserves(funding: Funding, scope: Scope): void {
  const bearing = bearers(funding);
  if (bearing.length === 0) return;
  for (const { name, amount, completion, setAsideBy, origin } of funding.reserves) {
    if (setAsideBy === undefined || bearing.includes(setAsideBy)) continue;
    const ofClaims =
      completion.length > 0 || amount?.kind === "months" || (amount?.kind === "share" && isOfClaims(amount));
    if (ofClaims)
      scope.reporter.report("PW2622", { reserve: name, party: setAsideBy }, origin.place, {
        why: `Claims are borne by ${bearing.join(" and ")}.`,
      });
  }
}

const isOfClaims = (amount: FundingAmount & { kind: "share" }): boolean => amount.of === "paid claims";

/** Whether a percentage of paid claims goes on in the run-out: contracts differ. */
function checkRunOut(funding: Funding, scope: Scope): void {
  const { specific, aggregate, runOutCharges, charges } = funding;
  const runsOut = [specific, aggregate].some((one) => one?.basis.kind === "months" && one.basis.paid > 12);
  const share = charges.find(({ amount }) => amount.kind === "share" && amount.of === "paid claims");
  if (runsOut && share) {
    if (runOutCharges) return;
    scope.reporter.report(
      "PW2501",
      { what: `whether the ${share.part} of ${funding.id} is due of claims paid in the run-out` },
      share.origin.place,
      { why: "Write `run-out charges due` or `run-out charges none`." },
    );
  } else if (runOutCharges) {
    const without = runsOut ? "percentage of paid claims" : "run-out";
    scope.reporter.report(
      "PW2306",
      { what: `\`run-out charges\` decides nothing: ${funding.id} has no ${without}` },
      runOutCharges.origin.place,
    );
  }
}
