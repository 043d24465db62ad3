// The eight medical plans of the SDRMA brochure, cell by cell, from the facts: pages 4 to 6.
import { prepare } from "@planwright/evaluator";
import oracle from "../fixtures/sdrma-2015-benefits.json" with { type: "json" };
import type { Amounts } from "./benefits-oracle-amounts.ts";
import type { FactCell, Manner } from "./benefits-oracle-cells.ts";
import { Facts } from "./benefits-oracle-facts.ts";
import { money, type Per, type Share } from "./benefits-oracle-shares.ts";
import { analyzeFolder, compiled } from "./programs.ts";

export const sdrmaFacts = new Facts(oracle);
export const sdrmaRateBook = compiled(analyzeFolder("examples/sdrma-2015"));
export const SDRMA = prepare(sdrmaRateBook);

/** The names of the rows in the facts and in the program, where they differ. */
const SERVICES: Readonly<Record<string, string>> = {
  physician_office_visit: "office_visit",
  rehabilitation_office: "rehabilitation",
  hospital_facility: "outpatient_hospital",
  routine_home_care: "hospice_routine",
  inpatient_respite_care: "hospice_respite",
  continuous_home_care_24h: "hospice_continuous",
  general_inpatient_care: "hospice_inpatient",
};

/** Rows of the facts that hold rows of their own. */
const HOLDERS = ["outpatient_non_emergency", "hospice"];

const perOf = (part: Facts): Per => ({ amount: part.at("amount").cents(), per: part.at("per").text() });

/**
 * To what the deductible applies is not printed (medical_plan_notes). Read in the PPOs as what is paid in percent; in
 * the EPO as what has no copay, but for preventive care; in the HDHPs as everything but preventive care.
 */
function hasDeductible(type: string, service: string, kind: string): boolean {
  if (type === "HMO" || service === "preventive_care") return false;
  if (type === "PPO") return kind === "coinsurance";
  return type === "HDHP" || kind !== "copay";
}

/** A copay beside a percentage: read in the PPOs as paid before the deductible, in the HDHPs as after it. */
const copayComes = (type: string) =>
  type === "HDHP" ? ("after the deductible" as const) : ("before the deductible" as const);

function shareOf(part: Facts, service: string, type: string): Share {
  const kind = part.at("kind").text();
  const after = hasDeductible(type, service, kind) ? { after: ["deductible"] } : {};
  if (kind === "not_covered") return { kind: "not covered" };
  if (kind === "copay") return { kind: "copay", copay: perOf(part), ...after };
  const percent = part.at("plan_pays_pct").number();
  if (kind === "no_charge") {
    if (percent !== 100) throw new Error(`${part.path} is free at ${percent}%`);
    return { kind: "no charge", ...after };
  }
  if (kind !== "coinsurance") throw new Error(`${part.path} is of an unknown kind`);
  // Read as the most that the plan pays, not as the most that it allows.
  const limit = part.find("limit");
  const plus = part.find("plus_copay");
  return {
    kind: "plan pays",
    percent,
    ...after,
    ...(limit ? { most: perOf(limit) } : {}),
    ...(plus ? { copay: { amount: plus.cents(), per: "visit", comes: copayComes(type) } } : {}),
  };
}

/** The rows of a plan: those that hold others are taken apart. */
function rowsOf(plan: Facts): (readonly [string, Facts])[] {
  return plan
    .at("services")
    .entries()
    .flatMap(([name, row]) =>
      HOLDERS.includes(name) && !row.find("participating") ? row.entries() : [[name, row] as const],
    )
    .map(([name, row]) => [SERVICES[name] ?? name, row] as const);
}

function cellsOfRow(plan: string, type: string, service: string, row: Facts): FactCell[] {
  const both = row.find("all_networks");
  const inside = both ?? row.at("participating");
  const share = shareOf(inside, service, type);
  const cell = { plan, service, network: "participating", share };
  // One figure without a network is read as meant for both.
  if (both) return [cell, { ...cell, network: "non_participating" }];
  const outside = row.find("non_participating");
  if (!outside) return [cell];
  if (!outside.at("kind").is("not_covered_unless"))
    return [cell, { ...cell, network: "non_participating", share: shareOf(outside, service, type) }];
  // The share with authorization is not printed: read as the participating one.
  if (!outside.at("condition").is("prior_authorization_obtained"))
    throw new Error(`${outside.path} has an unknown condition`);
  return [cell, { ...cell, network: "non_participating", when: "prior_authorization" }];
}

export interface MedicalPlan {
  readonly id: string;
  readonly facts: Facts;
  readonly type: string;
  readonly networks: readonly string[];
  readonly deductible: Amounts | undefined;
  readonly cells: readonly FactCell[];
}

/** The amounts of a person and a family; nothing where `kind` says that there are none. */
export function amountsOf(part: Facts): Amounts | undefined {
  if (part.find("kind")?.is("none")) return undefined;
  const family = part.at("family");
  return { individual: part.at("individual").cents(), family: family.is(null) ? undefined : family.cents() };
}

export const MEDICAL: readonly MedicalPlan[] = sdrmaFacts
  .at("medical_plans")
  .entries()
  .map(([id, facts]) => {
    const type = facts.at("product_type").text();
    return {
      id,
      facts,
      type,
      networks: facts.at("networks").texts(),
      deductible: amountsOf(facts.at("calendar_year_deductible")),
      cells: rowsOf(facts).flatMap(([service, row]) => cellsOfRow(id, type, service, row)),
    };
  });

export function medicalPlan(id: string): MedicalPlan {
  const plan = MEDICAL.find((candidate) => candidate.id === id);
  if (!plan) throw new Error(`there is no ${id}`);
  return plan;
}

/** Rows by plan, as the facts have them. */
export const medicalRows = MEDICAL.flatMap(({ id, facts }) =>
  rowsOf(facts).map(([service, row]) => ({ id, service, row })),
);

export const MEMBER = { medicare: false, prior_authorization: true, authorization_penalty: "0" };

export const medicalManner: Manner = {
  plans: ({ plan }) => [plan],
  date: "2015-03-02",
  // Who bears what is above the allowed charge is not printed: read as the provider, where there is a contract.
  balance: ({ network }) => (network === "participating" ? "written off" : "billed"),
  deductible: ({ plan }) => medicalPlan(plan).deductible?.individual ?? 0,
  used: ({ plan }) => {
    const { deductible } = medicalPlan(plan);
    return deductible && [{ of: "deductible", by: "a", amount: money(deductible.individual) }];
  },
  facts: () => MEMBER,
};

const MAXIMA = [
  { row: "max_medical_out_of_pocket", medicare: false },
  { row: "medicare_medical_max_out_of_pocket", medicare: true },
] as const;

export interface Maximum {
  readonly id: string;
  readonly plan: MedicalPlan;
  readonly medicare: boolean;
  readonly amounts: Amounts;
}

/** The maxima that are printed: for members without Medicare, and with it. */
export const maxima: readonly Maximum[] = MEDICAL.flatMap((plan) =>
  MAXIMA.flatMap(({ row, medicare }) => {
    const facts = plan.facts.at(row);
    const amounts = facts.is("not_applicable") ? undefined : amountsOf(facts);
    return amounts ? [{ id: plan.id, plan, medicare, amounts }] : [];
  }),
);

/** Limits of visits: those that two services share are printed in the rows of both. */
export const limits = medicalRows.flatMap(({ id, service, row }) => {
  const shared = row.find("shared_visit_limit");
  const own = shared ?? row.find("visit_limit");
  if (!own) return [];
  // Printed per calendar year or per year: read as the calendar year, and as the visits of a person.
  if (!["calendar_year", "year"].includes(own.at("period").text())) throw new Error("an unknown period");
  const with_ = shared?.at("shared_with").texts() ?? [];
  return [{ id, services: [service, ...with_], visits: own.at("visits").number() }];
});

/** The rows that require prior authorization. */
export const authorized = medicalRows.filter(({ row }) => row.find("prior_authorization")?.is(true));
