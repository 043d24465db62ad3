import type { AboutNode } from "@planwright/syntax";
import type Fraction from "fraction.js";
import type { Plan } from "../model.js";
import { exact } from "../types/exact.js";
import { PERCENT, type Type } from "../types/units.js";
import { type Asking, type Figure, networkOf } from "./asking.js";
import { amountOf, cellOf, comingAlong, type Said, type Wanted } from "./benefits.js";

const MONEY: Type = { kind: "figure", units: { money: 1 } };

/** `deductible per person of plan`, `out of pocket maximum per family of plan in participating`. */
export function accumulated(node: AboutNode, asking: Asking): Figure {
  const plan = asking.planOf(node);
  const wanted = plan && wantedOf(node, asking);
  return wanted && amount(node, amountOf(plan, wanted, asking.known.program.networks), asking);
}

/** Which amount a question is about; reported when it does not say per whom. */
function wantedOf(node: AboutNode, asking: Asking): Wanted | undefined {
  if (!node.per)
    return asking.refuse(
      node,
      `\`${node.head}\` does not say per whom`,
      `It is written like \`${node.head} per person of plan\`.`,
    );
  return {
    kind: node.head === "deductible" ? "deductible" : "out_of_pocket_maximum",
    name: node.for.map(({ name }) => name).join(" "),
    per: node.per.name,
    network: networkOf(node),
    members: asking.members,
  };
}

function amount(node: AboutNode, said: Said, asking: Asking): Figure {
  if (said.kind === "none") return "none";
  if (said.kind === "open") {
    const what = `It is not said which ${asking.textOf(node)} is meant`;
    return asking.cannot(node, what, `${said.why}. Write \`in NETWORK\`.`);
  }
  asking.said = { place: said.of.origin.place };
  return asking.literal(node, MONEY, asking.constant(said.amount));
}

/** The plan's own maximum, and the greatest of each coverage that comes with it. */
export function total(node: AboutNode, asking: Asking): Figure {
  const plan = asking.planOf(node);
  const wanted = plan && wantedOf(node, asking);
  if (!plan || !wanted) return undefined;
  const own = amount(node, amountOf(plan, wanted, asking.known.program.networks), asking);
  if (own === undefined) return undefined;
  const { said } = asking;
  const more = comingMaxima(node, plan, { ...wanted, network: undefined }, asking);
  if (!more) return undefined;
  if (own === "none" && more.length === 0) return "none";
  const first = own === "none" ? exact("0") : asking.constant(own.value);
  if (own !== "none") asking.said = said;
  return asking.literal(node, MONEY, first && more.reduce((sum, one) => sum.add(one), first));
}

/** The maxima of what comes with a plan: the greatest of each coverage. Nothing when one of them cannot be said. */
function comingMaxima(
  node: AboutNode,
  plan: Plan,
  wanted: Wanted,
  asking: Asking,
): readonly Fraction[] | undefined {
  const { plans, networks } = asking.known.program;
  const byCoverage = new Map<string, Fraction>();
  for (const id of comingAlong(plan, wanted.members)) {
    const other = plans.find((one) => one.id === id);
    const figure = other && amount(node, amountOf(other, wanted, networks), asking);
    if (other && figure === undefined) return undefined;
    const value = figure && figure !== "none" ? asking.constant(figure.value) : undefined;
    const earlier = other && byCoverage.get(other.coverage);
    if (other && value && (!earlier || value.compare(earlier) > 0)) byCoverage.set(other.coverage, value);
  }
  return [...byCoverage.values()];
}

/** What the member pays of a service: the copay, or the percentage of the last step. */
export function share(node: AboutNode, asking: Asking): Figure {
  const plan = asking.planOf(node);
  const [service, surplus] = node.for;
  if (!plan) return undefined;
  if (!service || surplus)
    return asking.refuse(
      node,
      `\`${node.head}\` does not say of which service`,
      `It is written like \`${node.head} for office_visit of plan in participating\`.`,
    );
  const { services } = asking.known.program;
  if (!services.some(({ id }) => id === service.name))
    return asking.refuse(service, `There is no service ${service.name}`);
  const groups = services.filter((one) => one.groups.includes(service.name)).map(({ id }) => id);
  const cell = cellOf(plan, service.name, groups, networkOf(node));
  if (cell === "open") {
    const what = `${service.name} has more than one share in ${plan.id}`;
    return asking.cannot(node, what, "Write `in NETWORK`; a share with cases cannot be asked for.");
  }
  asking.said = { place: cell?.origin.place };
  for (const step of cell?.cases[0]?.steps ?? []) {
    if (node.head === "copay" && step.op === "copay" && step.amount)
      return asking.literal(node, MONEY, asking.constant(step.amount));
    if (node.head === "coinsurance" && step.op === "pays" && !("pick" in step.pays) && step.pays.percent) {
      const pays = asking.constant(step.pays.value);
      const members = pays && (step.payer === "member" ? pays : exact("1").sub(pays));
      return asking.literal(node, PERCENT, members);
    }
  }
  return "none";
}

/** The most that can be chosen of a volume. */
export function greatestVolume(node: AboutNode, asking: Asking): Figure {
  const id = node.of[0] && asking.coverageNamed(node.of[0]);
  if (id === undefined) return undefined;
  const coverage = asking.known.program.coverages.find((one) => one.id === id);
  let greatest: Fraction | undefined;
  // An income, such as that of a disability, is no amount insured.
  const volumes = coverage?.volumeUnits && !coverage.volumeUnits.month ? coverage.volumes : [];
  for (const rule of volumes) {
    const most = rule.kind === "chosen" ? (rule.max ?? undefined) : undefined;
    const figure = most === undefined ? rule.most && asking.constant(rule.most) : exact(most);
    asking.said = { place: rule.origin.place };
    if (!figure) {
      const what = `A volume of ${id} has no maximum that is known without a person`;
      return asking.cannot(node, what, "Say the most that it may be: `at most $100,000`.");
    }
    if (!greatest || figure.compare(greatest) > 0) greatest = figure;
  }
  return greatest ? asking.literal(node, MONEY, greatest) : "none";
}
