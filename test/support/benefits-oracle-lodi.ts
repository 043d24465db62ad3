// The Dollar Guard programme of the City of Lodi, 1985, from the facts.
import { prepare } from "@planwright/evaluator";
import oracle from "../fixtures/lodi-1985.json" with { type: "json" };
import type { FactCell, Manner } from "./benefits-oracle-cells.ts";
import { Facts } from "./benefits-oracle-facts.ts";
import { money } from "./benefits-oracle-shares.ts";
import { analyzeFolder, compiled } from "./programs.ts";

export const lodiFacts = new Facts(oracle);
export const lodiRateBook = compiled(analyzeFolder("examples/lodi-1985"));
export const LODI = prepare(lodiRateBook);
export const PLAN = "dollar_guard";

const design = lodiFacts.at("plan_design");

const CLASSES: Readonly<Record<string, string>> = { crowns_cast_restorations: "crowns" };

const rule = design.at("deductible");
const waived = rule.at("waived_for").texts();

const perYear = (part: Facts) => {
  if (!part.at("per").is("patient per calendar year")) throw new Error(`${part.path} is for another period`);
  return part.at("amount").cents();
};

export const deductible = perYear(rule);
export const maximum = perYear(design.at("maximum"));
export const hasFamilyDeductible = !rule.at("family").is(null);

/** The four classes; the plan's share, which the member's completes where it is printed. */
export const lodiCells: readonly FactCell[] = design
  .at("plan_pays_pct")
  .entries()
  .map(([name, percent]) => {
    const plan = percent.number();
    const member = design.at("member_pays_pct").find(name)?.number();
    if (plan + (member ?? 0) !== 100) throw new Error(`${name} is not shared in full`);
    const isWaived = waived.includes(name);
    const share =
      plan === 100 && isWaived
        ? ({ kind: "no charge" } as const)
        : ({ kind: "plan pays", percent: plan, after: isWaived ? [] : ["deductible"] } as const);
    return { plan: PLAN, service: CLASSES[name] ?? name, share, atMost: maximum };
  });

export const codes = design
  .at("diagnostic_preventive_procedure_codes")
  .entries()
  .map(([, range]) => ({ from: range.at("from").text(), to: range.at("to").text() }));

/** The fees that a network allows, and what becomes of the rest of a charge, which is not printed. */
export const feeRules = [
  {
    network: "participating",
    printed: lodiFacts.at("fee_rules", "participating").text(),
    says: "percentage of the lesser of the UCR fee and the fee charged",
    words: "lesser of usual_fee and charge in participating",
    fees: ["usual_fee"],
    balance: "written off",
  },
  {
    network: "non_participating",
    printed: lodiFacts.at("fee_rules", "non_participating").text(),
    says: "percentage of the fee charged, capped at the fee that satisfies the majority of participating dentists",
    words: "lesser of charge and majority_fee in non_participating",
    fees: ["majority_fee"],
    balance: "billed",
  },
  {
    network: "out_of_state",
    printed: lodiFacts.at("fee_rules", "out_of_state_participating").text(),
    says: "percentage capped at customary California fees",
    // Of a participating dentist: read as the rule for one, capped.
    words: "lesser of lesser of usual_fee and charge and california_fee in out_of_state",
    fees: ["usual_fee", "california_fee"],
    balance: "billed",
  },
] as const;

export const lodiManner = (network: string): Manner => {
  const fees = feeRules.find((one) => one.network === network);
  if (!fees) throw new Error(`no fees are allowed in ${network}`);
  return {
    plans: () => [PLAN],
    date: "1985-03-04",
    balance: () => fees.balance,
    isNegotiated: () => false,
    deductible: () => deductible,
    used: () => [{ of: "deductible", by: "a", amount: money(deductible) }],
    facts: (_, allowed) => Object.fromEntries(fees.fees.map((fee) => [fee, money(allowed)])),
  };
};
