import type { Accumulator, BenefitCell, Network } from "../benefits-model.js";
import type { Condition, Expression, Plan } from "../model.js";
import { type Members, membersOf } from "./subjects.js";

/** What holds for some members: what is said of them, or else what is said of all. */
function forMembers<T extends { readonly when: Condition | undefined }>(
  all: readonly T[],
  members: Members,
): readonly T[] {
  const theirs = all.filter(({ when }) => membersOf(when) === members);
  return theirs.length > 0 ? theirs : all.filter(({ when }) => when === undefined);
}

/** The plans that come along with a plan, for some members. */
export const comingAlong = ({ benefits }: Plan, members: Members): readonly string[] =>
  (benefits?.with ?? [])
    .filter(({ when }) => when === undefined || membersOf(when) === members)
    .map(({ plan }) => plan);

/** What a plan says of an amount: the amount and where, that there is none, or why that cannot be said. */
export type Said =
  | { readonly kind: "amount"; readonly amount: Expression; readonly of: Accumulator }
  | { readonly kind: "none" }
  | { readonly kind: "open"; readonly why: string };

export interface Wanted {
  readonly kind: "deductible" | "out_of_pocket_maximum";
  /** The words after it: `emergency`. */
  readonly name: string;
  readonly per: string;
  readonly network: string | undefined;
  readonly members: Members;
}

/** The amount of a deductible or an out of pocket maximum of a plan. */
export function amountOf(plan: Plan, wanted: Wanted, networks: readonly Network[]): Said {
  const fitting = accumulatorsOf(plan, wanted, networks).filter(({ amounts }) =>
    amounts.some(({ per }) => per === wanted.per),
  );
  const [only, second] = fitting;
  if (!only) return { kind: "none" };
  if (second) {
    const among = fitting.map(({ networks: of, id }) => of.join(" and ") || id).join("; ");
    return { kind: "open", why: `${plan.id} has ${fitting.length}: ${among}` };
  }
  const amount = only.amounts.find(({ per }) => per === wanted.per)?.amount;
  return amount ? { kind: "amount", amount, of: only } : { kind: "none" };
}

/** The accumulators that are asked for. Where no network is named, those of contracted networks go first. */
export function accumulatorsOf(
  { benefits, coverage }: Plan,
  { kind, name, network, members }: Omit<Wanted, "per">,
  networks: readonly Network[],
): readonly Accumulator[] {
  const words = kind === "deductible" ? "deductible" : "out of pocket maximum";
  const wanted = name === "" ? words : `${words} ${name}`;
  const all = forMembers(
    (benefits?.accumulators ?? []).filter((one) => one.kind === kind && one.name === wanted),
    members,
  );
  if (network !== undefined)
    return all.filter((one) => one.networks.length === 0 || one.networks.includes(network));
  const contracted = networks
    .filter((one) => one.coverage === coverage && one.balance === "written off")
    .map(({ id }) => id);
  const inside = all.filter(
    (one) => one.networks.length === 0 || one.networks.some((id) => contracted.includes(id)),
  );
  return all.length > 1 && inside.length > 0 ? inside : all;
}

/** The cell of a service in a network: its own line first, then that of a group, then every other service. */
export function cellOf(
  plan: Plan,
  service: string,
  groups: readonly string[],
  network: string | undefined,
): BenefitCell | "open" | undefined {
  const cells = plan.benefits?.cells ?? [];
  for (const id of [service, ...groups, undefined]) {
    const here = cells.filter(
      (cell) =>
        cell.service === id &&
        (network === undefined || cell.network === undefined || cell.network === network),
    );
    const [only, second] = here;
    if (second) return "open";
    if (only) return only.cases.length === 1 && only.band === undefined ? only : "open";
  }
  return undefined;
}
