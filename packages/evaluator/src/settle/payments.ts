import type Fraction from "fraction.js";
import { dollars, ZERO } from "../exact.js";
import { refuse } from "../refusal.js";
import { type Calendar, type Month, monthText } from "./calendar.js";
import type { ClaimRow, MonthRow, Told } from "./experience.js";
import { endOfFirstLayer, type Rounding, roundedShares } from "./layers.js";
import type { Funding, Payment } from "./types.js";

const ofMember = (member: string): string => (member === "" ? "" : ` of ${member}`);

/** Adds to the list that stands under a key. */
function put<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}

/** One payment before it is shared. */
interface Raw {
  readonly month: Month;
  readonly member: string;
  readonly incurred: Month | undefined;
  readonly person: string | undefined;
  readonly cause: string | undefined;
  readonly claim: string | undefined;
  readonly amount: Fraction;
}

/**
 * The payments of an experience and what each party bears of them. A claim is shared by all that has been paid of it,
 * so each payment bears what it adds; the order of rows changes nothing.
 */
export function paymentsOf(
  funding: Funding,
  told: Told,
  calendar: Calendar,
  rounding: Rounding,
): readonly Payment[] {
  if (funding.claims) checkTold(told);
  const listed = told.claims.map((row) => listedPayment(row, funding, calendar));
  const raw = [...listed, ...unlistedPayments(funding, told)];
  if (!funding.claims && raw.some(({ amount }) => !amount.equals(0)))
    refuse("claims", `Nothing says who bears the claims of ${funding.id}.`);
  const groups = new Map<string, Raw[]>();
  for (const one of raw) {
    const key = JSON.stringify([one.member, one.claim ?? null]);
    put(groups, key, one);
  }
  return [...groups.values()].flatMap((group) => sharedInOrder(group, funding, rounding));
}

/** A month of which nothing says what was paid is not one without claims. */
function checkTold({ months }: Told): void {
  const told = new Set(months.filter(({ claims }) => claims !== undefined).map(monthKey));
  const missing = months.find(
    (one) => one.claims === undefined && (one.incurred !== undefined || !told.has(monthKey(one))),
  );
  if (missing)
    refuse(
      "claims",
      `The claims of ${monthText(missing.month)}${ofMember(missing.member)} are missing (months, row ${missing.row}). Write 0 where none were paid.`,
    );
}

function sharedInOrder(group: readonly Raw[], funding: Funding, rounding: Rounding): Payment[] {
  const ordered = [...group].sort((a, b) => a.month - b.month || (a.incurred ?? 0) - (b.incurred ?? 0));
  const isListed = ordered[0]?.claim !== undefined;
  let total = ZERO;
  let before: ReadonlyMap<string, Fraction> = new Map();
  return ordered.map((one) => {
    total = total.add(one.amount);
    const after = isListed
      ? roundedShares(funding, total, rounding)
      : roundedShares(firstLayerOf(funding), total, rounding);
    const shares = new Map([...after].map(([party, share]) => [party, share.sub(before.get(party) ?? ZERO)]));
    before = after;
    return { ...one, total, shares };
  });
}

/** Claims that are not listed lie in the first layer, however many they are. */
function firstLayerOf(funding: Funding): Funding {
  const { claims } = funding;
  const [first] = claims?.kind === "layers" ? claims.layers : [];
  return first ? { ...funding, claims: { kind: "layers", layers: [{ ...first, range: {} }] } } : funding;
}

/** The contract year of a person's claim: as the stop-loss counts claims, and of the payment where there is none. */
function claimYear({ month, incurred }: ClaimRow, funding: Funding, calendar: Calendar): Month {
  const basis = (funding.specific ?? funding.aggregate)?.basis;
  const byIncurred = basis?.kind === "months" && basis.incurred === 12;
  return calendar.yearStart(byIncurred && incurred !== undefined ? incurred : month);
}

function listedPayment(row: ClaimRow, funding: Funding, calendar: Calendar): Raw {
  const { month, member, incurred, person, cause, amount } = row;
  const raw = { month, member, incurred, person, cause, amount };
  const missing = (column: string): never =>
    refuse(column, `A claim paid in ${monthText(month)}${ofMember(member)} does not say its ${column}.`);
  switch (funding.oneClaim) {
    case "cause":
      // A birth is a cause that many persons have: a claim is one cause of one person.
      return { ...raw, claim: `cause ${JSON.stringify([cause ?? missing("cause"), person ?? null])}` };
    case "person": {
      const year = claimYear(row, funding, calendar);
      return { ...raw, claim: `person ${person ?? missing("person")} ${year}` };
    }
    case undefined:
      return { ...raw, claim: "" };
  }
}

const monthKey = ({ month, member }: { readonly month: Month; readonly member: string }): string =>
  `${month} ${member}`;

/** What a month paid beside the claims that are listed. */
function unlistedPayments(funding: Funding, told: Told): Raw[] {
  const rows = new Map<string, MonthRow[]>();
  for (const row of told.months) {
    if (row.claims) put(rows, monthKey(row), row);
  }
  const listed = new Map<string, ClaimRow[]>();
  for (const row of told.claims) put(listed, monthKey(row), row);
  const unlisted = [...rows].flatMap(([key, all]) => restOf(all, listed.get(key) ?? []));
  if (unlisted.some(({ amount }) => !amount.equals(0))) checkListing(funding, told);
  return unlisted.filter(({ amount }) => !amount.equals(0));
}

function restOf(rows: readonly MonthRow[], listed: readonly ClaimRow[]): Raw[] {
  const [first] = rows;
  if (!first) return [];
  const { month, member } = first;
  const dated = rows.filter(({ incurred }) => incurred !== undefined).length;
  if (dated !== 0 && dated !== rows.length)
    refuse(
      "incurred",
      `Some rows of ${monthText(month)}${ofMember(member)} say when claims were incurred, and some do not.`,
    );
  const months = dated === 0 ? [undefined] : [...new Set(rows.map(({ incurred }) => incurred))];
  if (dated > 0) {
    const other = listed.find(({ incurred }) => !months.includes(incurred));
    if (other)
      refuse(
        "incurred",
        `A listed claim of ${monthText(month)}${ofMember(member)} is in none of the rows by the month incurred.`,
      );
  }
  return months.map((incurred) => {
    const sum = (all: readonly { readonly amount: Fraction }[]) =>
      all.reduce((s, { amount }) => s.add(amount), ZERO);
    const total = rows
      .filter((row) => row.incurred === incurred)
      .reduce((s, { claims }) => s.add(claims ?? ZERO), ZERO);
    const large = sum(dated === 0 ? listed : listed.filter((row) => row.incurred === incurred));
    const amount = total.sub(large);
    if (amount.compare(0) < 0)
      refuse(
        "claims",
        `The claims listed for ${monthText(month)}${ofMember(member)} come to ${dollars(large)}, and all its claims to ${dollars(total)}.`,
      );
    return { month, member, incurred, person: undefined, cause: undefined, claim: undefined, amount };
  });
}

/** What is not listed must lie in the first layer, and reach no stop-loss: the experience says so, or it is refused. */
function checkListing(funding: Funding, told: Told): void {
  const end = endOfFirstLayer(funding);
  if (!end && !funding.specific) return;
  const { listedOver } = told;
  const where = end
    ? `the first layer of ${funding.id} ends at ${dollars(end)}`
    : `${funding.id} has a specific stop-loss`;
  if (!listedOver)
    refuse("listed_over", `Nothing says above which amount every claim is listed, and ${where}.`);
  else if (end && listedOver.compare(end) > 0)
    refuse("listed_over", `Claims up to ${dollars(listedOver)} are not listed, and ${where}.`);
}
