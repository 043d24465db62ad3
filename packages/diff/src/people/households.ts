import type { Book, Claim, ClaimAnswer, ClaimLine, Fact } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import Fraction from "fraction.js";
import { oneYearOf, spread } from "./days.js";
import { type Scenario, type ScenarioLine, SCENARIO_CHANNELS, SCENARIO_FACTS } from "./scenarios.js";

type Plan = RateBook["plans"][number];
export type Facts = Readonly<Record<string, Fact>>;

/** One of the two programs, laid out for asking. */
export interface Side {
  readonly rateBook: RateBook;
  readonly book: Book;
}

/** What members pay and what the plan pays, in exact dollars; or why nobody can say. */
export type Paid =
  | { readonly ok: true; readonly members: Fraction; readonly plan: Fraction }
  | { readonly ok: false; readonly why: string };

/** Pays a claim: what members pay is their part of what is allowed, and what is billed above it. */
export function paid({ book }: Side, claim: Claim): Paid {
  return paidOf(book.claim(claim));
}

/** The same of an answer. */
export function paidOf({ errors, lines }: ClaimAnswer): Paid {
  const [error] = errors;
  if (error) return { ok: false, why: error.message };
  const sum = (pick: (line: (typeof lines)[number]) => readonly string[]): Fraction =>
    lines.flatMap(pick).reduce((total, amount) => total.add(new Fraction(amount)), new Fraction(0));
  return {
    ok: true,
    members: sum(({ member_pays, balance_bill }) => [member_pays, balance_bill]),
    plan: sum(({ plan_pays }) => [plan_pays]),
  };
}

export interface Asked {
  readonly scenario: Scenario;
  readonly plan: Plan;
  /** What a reader has said of the people, beside the scenario. */
  readonly given: Facts;
}

/** A scenario under a plan; a plan that has none of its services is not asked. */
export function paidInScenario(side: Side, { scenario, plan, given }: Asked): Paid | undefined {
  const placed = scenario.lines.map((line) => placeOf(line, plan, side));
  if (placed.every((place) => place === "no such service")) return undefined;
  const lines: ClaimLine[] = [];
  const count = scenario.lines.reduce((sum, { times }) => sum + times, 0);
  const year = oneYearOf(side.rateBook.program);
  for (const [i, line] of scenario.lines.entries()) {
    const place = placed[i];
    if (place === "no such service" || !place)
      return { ok: false, why: `It has no ${(line.services[0] ?? "").replaceAll("_", " ")}.` };
    if ("why" in place) return { ok: false, why: place.why };
    for (let n = 0; n < line.times; n++) {
      const { member, charge, units } = line;
      const date = spread(year, lines.length, count);
      lines.push({
        id: String(lines.length + 1),
        date,
        member,
        charge,
        ...place,
        ...(units ? { units } : {}),
      });
    }
  }
  const inputs = new Set(side.rateBook.inputs.map(({ id }) => id));
  const facts = Object.fromEntries(
    Object.entries({ ...SCENARIO_FACTS, ...given }).filter(([name]) => inputs.has(name)),
  );
  const members = scenario.members.map((id) => ({ id }));
  return paid(side, { plans: [plan.id], members, facts, lines });
}

interface Placed {
  readonly service: string;
  readonly network?: string;
  readonly channel?: string;
  readonly allowed?: string;
}

/** Which service of which coverage it is, in which network, and whether the allowed charge is to be told. */
function placeOf(
  { services, charge }: ScenarioLine,
  plan: Plan,
  { rateBook }: Side,
): Placed | { readonly why: string } | "no such service" {
  const others = (plan.benefits?.with ?? []).flatMap(
    ({ plan: id }) => rateBook.plans.find((one) => one.id === id) ?? [],
  );
  for (const service of services) {
    for (const payer of [plan, ...others]) {
      const found = rateBook.services.find((one) => one.id === service && one.coverage === payer.coverage);
      if (found) return inNetwork(service, payer, charge, rateBook);
    }
  }
  return "no such service";
}

function inNetwork(
  service: string,
  payer: Plan,
  charge: string,
  book: RateBook,
): Placed | { readonly why: string } {
  const own = payer.benefits?.networks ?? [];
  const networks = book.networks.filter(
    ({ coverage, id }) => coverage === payer.coverage && (own.length === 0 || own.includes(id)),
  );
  // Who has a contract with the plan writes off what is above the allowed charge.
  const contracted = networks.filter(({ balance }) => balance === "written_off");
  const [network] = contracted;
  if (networks.length > 0 && (!network || contracted.length > 1))
    return {
      why: `Nothing says which of its networks is that of the plan: ${networks.map(({ id }) => id).join(", ")}.`,
    };
  const channels = book.channels.filter(({ coverage }) => coverage === payer.coverage).map(({ id }) => id);
  const channel = SCENARIO_CHANNELS.find((id) => channels.includes(id));
  if (channels.length > 0 && channel === undefined)
    return { why: `None of its ways to buy is known as retail: ${channels.join(", ")}.` };
  const rules = payer.benefits?.allowed ?? [];
  const rule =
    rules.find((one) => network && one.networks.includes(network.id)) ??
    rules.find((one) => one.networks.length === 0);
  const reading = rule?.amount ?? book.conventions.allowed_charge?.reading;
  return {
    service,
    ...(network ? { network: network.id } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(reading === "negotiated" ? { allowed: charge } : {}),
  };
}
