// Prescription drugs with the eight medical plans of SDRMA, pages 4 to 6, and the EGWP of page 8, from the facts.
import type { Amounts } from "./benefits-oracle-amounts.ts";
import type { FactCell, Manner } from "./benefits-oracle-cells.ts";
import type { Facts } from "./benefits-oracle-facts.ts";
import {
  amountsOf,
  MEDICAL,
  MEMBER,
  medicalManner,
  medicalPlan,
  sdrmaFacts,
} from "./benefits-oracle-sdrma.ts";
import { money, type Share } from "./benefits-oracle-shares.ts";

/** The schedule that a medical plan brings along for members without Medicare. */
const SCHEDULES: Readonly<Record<string, string>> = {
  gold_ppo: "rx_gold",
  platinum_ppo: "rx_platinum",
  silver_ppo: "rx_silver",
  epo: "rx_epo",
  hdhp_10: "rx_hdhp",
  hdhp_20: "rx_hdhp",
  access_hmo_15: "rx_hmo_15",
  access_hmo_20: "rx_hmo_20",
};
const CHANNELS = { retail_30_day: "retail_30", mail_order_90_day: "mail_90" };
const TIERS = ["generic", "brand", "non_formulary", "specialty"];
const NETWORKS = ["participating", "non_participating"];

export const schedule = (plan: string): string => SCHEDULES[plan] ?? "none";

/** After a deductible, where the plan has one for that tier; that it comes before the copay is not printed. */
function shareOf(part: Facts, deductible: boolean): Share {
  const kind = part.at("kind").text();
  const after = deductible ? { after: ["deductible"] } : {};
  if (kind === "not_covered") return { kind: "not covered" };
  if (kind === "copay")
    return { kind: "copay", copay: { amount: part.at("amount").cents(), per: "prescription" }, ...after };
  if (kind !== "member_coinsurance") throw new Error(`${part.path} is of an unknown kind`);
  const most = { amount: part.at("max_copay").cents(), per: "prescription" };
  return { kind: "member pays", percent: part.at("member_pays_pct").number(), most, ...after };
}

/** The tiers of one channel; one word may stand for all of them. */
function tiersOf(channel: Facts, deductible: (tier: string) => boolean): (readonly [string, Share])[] {
  if (channel.find("kind"))
    return ["generic", "brand"].map((tier) => [tier, shareOf(channel, false)] as const);
  return channel.entries().map(([tier, part]) => [tier, shareOf(part, deductible(tier))] as const);
}

export interface DrugPlan {
  readonly id: string;
  readonly rx: Facts;
  readonly cells: readonly FactCell[];
  /** Of a schedule that has a deductible of its own. */
  readonly deductible: Amounts | undefined;
  readonly isCombined: boolean;
}

export const drugs: readonly DrugPlan[] = MEDICAL.map(({ id, facts }) => {
  const rx = facts.at("rx");
  const isCombined = rx.at("deductible").is("subject_to_medical_deductible");
  const own = isCombined ? undefined : amountsOf(rx.at("deductible"));
  const tiers = rx.find("deductible_applies_to")?.texts() ?? [];
  const hasDeductible = (tier: string) => isCombined || (own !== undefined && tiers.includes(tier));
  const parts = isCombined
    ? NETWORKS.map((network) => [network, rx.at(network)] as const)
    : ([["", rx]] as const);
  const cells = parts.flatMap(([network, part]) =>
    Object.entries(CHANNELS).flatMap(([printed, channel]) =>
      tiersOf(part.at(printed), hasDeductible).map(([service, share]): FactCell => {
        const cell = { plan: id, service, channel, share };
        return network === "" ? { ...cell, network: "participating" } : { ...cell, network };
      }),
    ),
  );
  return { id, rx, cells, deductible: own, isCombined };
});

export const drugPlan = (id: string): DrugPlan => {
  const plan = drugs.find((candidate) => candidate.id === id);
  if (!plan) throw new Error(`there is no ${id}`);
  return plan;
};

/** With the HDHPs the deductible of drugs is that of the medical plan. */
export const deductibleOf = (id: string): Amounts | undefined =>
  drugPlan(id).isCombined ? medicalPlan(id).deductible : drugPlan(id).deductible;

const usedUp = (id: string) => {
  const amounts = deductibleOf(id);
  if (!amounts) return undefined;
  const plan = drugPlan(id).isCombined ? id : schedule(id);
  return [{ of: "deductible", by: "a", amount: money(amounts.individual), plan }];
};

export const drugManner: Manner = {
  ...medicalManner,
  deductible: ({ plan }) => deductibleOf(plan)?.individual ?? 0,
  used: ({ plan }) => usedUp(plan),
  facts: () => MEMBER,
};

/** The tiers that the headings of the HDHPs leave out, in each network and channel: read as not covered. */
export const leftOut: readonly FactCell[] = drugs
  .filter(({ isCombined }) => isCombined)
  .flatMap(({ id, rx }) =>
    NETWORKS.flatMap((network) => {
      const printed = rx.at("tiers_printed", network).texts();
      const others = TIERS.filter((tier) => !printed.includes(tier));
      return others.flatMap((service) =>
        Object.values(CHANNELS).map((channel): FactCell => {
          return { plan: id, service, channel, network, share: { kind: "not covered" } };
        }),
      );
    }),
  );

/** The maxima of drugs that are printed. */
export const ownMaxima = drugs.flatMap(({ id, rx, isCombined }) => {
  if (isCombined) return [];
  const facts = rx.at("max_out_of_pocket");
  if (!facts.at("condition").is("counts at participating pharmacies only")) throw new Error("unknown");
  const amounts = amountsOf(facts);
  return amounts ? [{ id, amounts }] : [];
});

/** Those that are one with the medical plan's. */
export const combinedMaxima = drugs
  .filter(({ isCombined }) => isCombined)
  .map(({ id, rx }) => {
    if (!rx.at("max_out_of_pocket").is("combined_with_medical")) throw new Error("unknown");
    const amounts = amountsOf(medicalPlan(id).facts.at("max_medical_out_of_pocket"));
    return { id, amounts: amounts ?? { individual: 0, family: 0 } };
  });

const COLUMNS: Readonly<Record<string, string>> = {
  retail_31_day: "retail_31",
  retail_60_day: "retail_60",
  retail_90_day: "retail_90",
  mail_90_day: "mail_90",
};
const columns = sdrmaFacts.at("egwp", "columns").texts();
/** The EGWP, page 8. */
export const egwpCells = ["generic", "brand", "non_preferred"].flatMap((service) =>
  columns.map((column): FactCell => {
    const amount = sdrmaFacts.at("egwp", service, column).cents();
    const share: Share = { kind: "copay", copay: { amount, per: "prescription" } };
    return { plan: "egwp", service, channel: COLUMNS[column] ?? column, share };
  }),
);
