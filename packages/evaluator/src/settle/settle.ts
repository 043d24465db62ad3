import type Fraction from "fraction.js";
import { attempt } from "../ask.js";
import { ZERO } from "../exact.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import { firstDay, lastDay, type Month, monthText } from "./calendar.js";
import { paidShares } from "./layers.js";
import { listedClaims } from "./listed.js";
import { latest, Settlement, shown } from "./settlement.js";
import type {
  FundingExperience,
  Funding,
  MonthAnswer,
  Movement,
  MovementAnswer,
  PartyAnswer,
  Payment,
  SettleAnswer,
  YearAnswer,
} from "./types.js";
import type { SettledYear } from "./year.js";

export interface SettleOptions {
  /** Which funding; without it the only one. */
  readonly funding?: string | undefined;
  readonly trace?: boolean | undefined;
}

/** A funding of a book and where it stands there; the only one where none is named. */
export function fundingOf(
  book: Prepared,
  id: string | undefined,
): { readonly funding: Funding; readonly path: string } {
  const { fundings = [] } = book.book;
  const at = id === undefined ? 0 : fundings.findIndex((one) => one.id === id);
  const funding = fundings[at];
  const names = fundings.map((one) => one.id).join(", ");
  if (!funding && id !== undefined)
    return refuse("funding", `${id} is no funding of this program${names ? `: ${names}` : ""}.`);
  if (!funding) return refuse("funding", "This program has no funding arrangement.");
  if (id === undefined && fundings.length > 1)
    return refuse("funding", `Nothing says which funding is settled: ${names}.`);
  return { funding, path: `/fundings/${at}` };
}

/**
 * What a funding arrangement owes whom for an experience, by month and by contract year. Never throws for what the
 * experience says: what cannot be settled is in `errors`.
 */
export function settle(
  book: Prepared,
  experience: FundingExperience,
  options: SettleOptions = {},
): SettleAnswer {
  const result = attempt(() => {
    const { funding, path } = fundingOf(book, options.funding);
    return answerOf(new Settlement(book, funding, path, experience), options.trace ?? false);
  });
  if (result.ok) return result.value;
  const funding = options.funding ?? book.book.fundings?.[0]?.id ?? "";
  return { funding, months: [], years: [], errors: [result.refusal.problem], remarks: [] };
}

function answerOf(settlement: Settlement, trace: boolean): SettleAnswer {
  const { funding, months, years, payments, movements, remarks } = settlement;
  const last = latest([...payments, ...movements, ...months.map((month) => ({ month }))]) ?? -1;
  const first = months[0] ?? last;
  const answered: MonthAnswer[] = [];
  for (let month = first; month >= 0 && month <= last; month++) {
    const paid = payments.filter((one) => one.month === month);
    const moved = movements.filter((one) => one.month === month);
    if (paid.length === 0 && moved.length === 0 && !months.includes(month)) continue;
    answered.push({
      month: monthText(month),
      claims: shown(sumOf(paid)),
      ...(trace ? { listed: listedClaims(settlement, paid) } : {}),
      movements: moved.filter(({ amount }) => !amount.equals(0)).map((one) => movementAnswer(one, trace)),
      parties: partiesOf(settlement, paid, moved),
    });
  }
  return {
    funding: funding.id,
    months: answered,
    years: years.map((year) => yearAnswer(settlement, year, trace)),
    errors: [],
    remarks,
  };
}

const sumOf = (all: readonly { readonly amount: Fraction }[]): Fraction =>
  all.reduce((sum, { amount }) => sum.add(amount), ZERO);

const movementAnswer = (
  { what, from, to, amount, due, trace }: Movement,
  wanted: boolean,
): MovementAnswer => ({
  what,
  from,
  to,
  amount: shown(amount),
  ...(due === undefined ? {} : { due }),
  ...(wanted ? { trace } : {}),
});

function yearAnswer(settlement: Settlement, year: SettledYear, trace: boolean): YearAnswer {
  const within = ({ month }: { readonly month: Month }) => month >= year.first && month <= year.last;
  const paid = settlement.payments.filter(within);
  const moved = [...settlement.movements.filter(within), ...year.movements];
  return {
    from: firstDay(year.first),
    to: lastDay(year.last),
    claims: shown(sumOf(paid)),
    cost: shown(costOf(settlement, within)),
    movements: year.movements.map((one) => movementAnswer(one, trace)),
    surplus: year.surplus ? shown(year.surplus) : null,
    ...(year.retention.equals(0) ? {} : { retention: shown(year.retention) }),
    ...(year.premium
      ? { premium: { amount: shown(year.premium.amount), ...(trace ? { trace: year.premium.trace } : {}) } }
      : {}),
    results: year.results.map(({ member, part, retained, result }) => ({
      member,
      part: shown(part),
      retained: shown(retained),
      result: shown(result),
    })),
    reserves: year.reserves.map(({ id, due, held, fromSurplus, fromRetro, trace: steps }) => ({
      reserve: id,
      due: shown(due),
      held: shown(held),
      from_surplus: shown(fromSurplus),
      from_retro: shown(fromRetro),
      ...(trace ? { trace: steps } : {}),
    })),
    parties: partiesOf(settlement, paid, moved),
  };
}

const COSTS: readonly string[] = ["administration", "premium", "fee", "local", "taxes"];

/** What the arrangement costs in some months: claims, and charges other than deposits; before any stop-loss pays. */
export function costOf(
  settlement: Settlement,
  within: (one: { readonly month: Month }) => boolean,
  part?: string,
): Fraction {
  const inProgram = ({ month }: { readonly month: Month }) => settlement.calendar.holds(month);
  const claims =
    part === undefined || part === "claims"
      ? sumOf(settlement.payments.filter((one) => within(one) && inProgram(one)))
      : ZERO;
  if (part === "claims") return claims;
  const charges = settlement.charges.filter(
    (one) =>
      within(one) && inProgram(one) && (part === undefined ? COSTS.includes(one.what) : one.what === part),
  );
  return claims.add(sumOf(charges));
}

/** What each one paid of claims, paid besides and received. The balances add up to what the claims cost. */
function partiesOf(
  settlement: Settlement,
  paid: readonly Payment[],
  moved: readonly Movement[],
): PartyAnswer[] {
  const claims = new Map<string, Fraction>();
  const out = new Map<string, Fraction>();
  const into = new Map<string, Fraction>();
  const add = (to: Map<string, Fraction>, name: string, amount: Fraction) =>
    to.set(name, (to.get(name) ?? ZERO).add(amount));
  for (const payment of paid)
    for (const [party, share] of paidShares(settlement.funding, payment))
      add(claims, settlement.actor(party, payment.member).name, share);
  for (const { from, to, amount } of moved) {
    add(out, from, amount);
    add(into, to, amount);
  }
  const names = settlement.funding.parties.flatMap((party) =>
    party === settlement.memberParty
      ? settlement.told.members.map((member) => settlement.actor(party, member).name)
      : [party],
  );
  // What no member moves by itself stands under the party: a prefund that all of them pay.
  const others = [...out.keys(), ...into.keys()].filter((name) => !names.includes(name));
  return [...names, ...new Set(others)].map((party) => {
    const borne = claims.get(party) ?? ZERO;
    const spent = out.get(party) ?? ZERO;
    const received = into.get(party) ?? ZERO;
    return {
      party,
      claims: shown(borne),
      paid: shown(spent),
      received: shown(received),
      balance: shown(received.sub(spent).sub(borne)),
    };
  });
}
