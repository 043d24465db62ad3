import type { Amounts } from "./amounts.js";
import type { Ratio } from "./cents.js";
import { allowedOf } from "./line.js";
import type { AccountRef } from "./ledger.js";
import type { Candidates, Route } from "./routes.js";
import { ENDLESS, holding } from "./standing.js";
import type { State } from "./state.js";
import { COINSURANCE, COPAY, DEDUCTIBLE, type FastAccumulator, type FastStep } from "./terms.js";
import { isLeft } from "./values.js";

/**
 * What most lines are: a copay, a deductible and a share, within one maximum. Of a route and a set of facts all of it is
 * known but the amounts, so that such a line is paid without looking at what a plan could say besides. It comes to what
 * `payQuickly` comes to; where a route may need more than this, there is no straight way.
 */
export interface Straight {
  /** Whole cents; 0 where there is none. */
  readonly copay: number;
  readonly isCopayFirst: boolean;
  /** It is for a visit or the like: only a line that says nothing of these is one of them. */
  readonly isPerUnit: boolean;
  readonly deductible: Account | undefined;
  /** What one of the two pays of what is left: the plan, or else the member. */
  readonly share: Ratio | undefined;
  readonly isPlans: boolean;
  readonly maximum: Account | undefined;
}

/** A deductible or a maximum, with whole cents as limits. */
interface Account {
  readonly person: AccountRef;
  readonly family: AccountRef;
  readonly personLimit: number;
  readonly familyLimit: number;
  /** A bit for each part that it counts. */
  readonly counted: number;
}

const DEDUCTIBLE_BIT = 1 << DEDUCTIBLE;
const COPAY_BIT = 1 << COPAY;
const COINSURANCE_BIT = 1 << COINSURANCE;

/** What the member pays of the line under way. One for all lines: it is read at once. */
const paid = { deductible: 0, copay: 0, coinsurance: 0 };

/** Pays a line; answers whether it could. What it moves counts at once: it cannot be taken back, or be shown. */
export function payStraight(state: State, route: Route, to: Amounts, row: number): boolean {
  const { line, charge } = state;
  if (line?.other_paid !== undefined) return false;
  const way = wayOf(state, route);
  if (way === null || (way.isPerUnit && (line?.units !== undefined || line?.facts !== undefined)))
    return false;
  const allowed = allowedOf(state, route);
  share(state, way, allowed);
  if (way.maximum) cutAtMaximum(state, way, way.maximum);
  if (way.deductible) put(state, way.deductible, paid.deductible);

  const { deductible, copay, coinsurance } = paid;
  const above = charge - allowed;
  const isBilled = route.allowed?.balance === "billed";
  to.charge[row] = charge;
  to.allowed[row] = allowed;
  to.deductible[row] = deductible;
  to.copay[row] = copay;
  to.coinsurance[row] = coinsurance;
  to.overLimit[row] = 0;
  to.notCovered[row] = 0;
  to.otherPaid[row] = 0;
  to.writtenOff[row] = isBilled ? 0 : above;
  to.balanceBill[row] = isBilled ? above : 0;
  to.planPays[row] = allowed - deductible - copay - coinsurance;
  return true;
}

function wayOf(state: State, route: Route): Straight | null {
  const { straight } = state.set;
  let way = straight[route.index];
  if (way === undefined) {
    way = straightOf(state, route) ?? null;
    straight[route.index] = way;
  }
  return way;
}

function share(
  state: State,
  { copay, isCopayFirst, deductible, share: of, isPlans }: Straight,
  allowed: number,
): void {
  const first = isCopayFirst ? Math.min(copay, allowed) : 0;
  paid.deductible = deductible ? Math.min(allowed - first, roomOf(state, deductible)) : 0;
  paid.copay = isCopayFirst ? first : Math.min(copay, allowed - paid.deductible);
  const left = allowed - paid.deductible - paid.copay;
  const due = of ? Math.min(state.book.rounder.share(left, of.over, of.under), left) : 0;
  paid.coinsurance = of && isPlans ? left - due : due;
}

/** What the maximum leaves of the parts that it counts is the plan's; the last payment gives way first. */
function cutAtMaximum(state: State, { isCopayFirst }: Straight, maximum: Account): void {
  const { counted } = maximum;
  const deductible = counted & DEDUCTIBLE_BIT ? paid.deductible : 0;
  const copay = counted & COPAY_BIT ? paid.copay : 0;
  const coinsurance = counted & COINSURANCE_BIT ? paid.coinsurance : 0;
  const sum = deductible + copay + coinsurance;
  const room = roomOf(state, maximum);
  if (sum > room) {
    const ofCoinsurance = Math.min(sum - room, coinsurance);
    const rest = sum - room - ofCoinsurance;
    const last = Math.min(rest, isCopayFirst ? deductible : copay);
    paid.coinsurance -= ofCoinsurance;
    paid.deductible -= isCopayFirst ? last : rest - last;
    paid.copay -= isCopayFirst ? rest - last : last;
  }
  put(state, maximum, Math.min(sum, room));
}

/** What may still be put into an account. Someone alone has the family's amount where there is no other. */
function roomOf({ ledger, isFamily, memberIndex, day }: State, one: Account): number {
  const { person, family, personLimit, familyLimit } = one;
  const own = Math.max(0, personLimit - ledger.standing(person, memberIndex, day));
  if (familyLimit === ENDLESS || (!isFamily && personLimit !== ENDLESS)) return own;
  return Math.min(own, Math.max(0, familyLimit - ledger.standing(family, memberIndex, day)));
}

function put({ ledger, memberIndex, day }: State, { person, family }: Account, amount: number): void {
  if (amount <= 0) return;
  ledger.put(person, memberIndex, day, amount);
  ledger.put(family, memberIndex, day, amount);
}

function straightOf(state: State, route: Route): Straight | undefined {
  try {
    return isBare(state, route) ? ofSteps(state, route) : undefined;
  } catch (thrown) {
    // The long way says what is doubtful.
    if (isLeft(thrown)) return undefined;
    throw thrown;
  }
}

/** Whether nothing but shares and a maximum decides, for whoever says the same. */
function isBare(state: State, route: Route): boolean {
  const { waiting, uses, frequency, unitLimits, allowedLimits, paymentLimits, required, reducing, cell } =
    route;
  if (route.isNever || frequency || [waiting, uses, unitLimits, allowedLimits, paymentLimits].some(hasSome))
    return false;
  if (typeof cell !== "object" || cell.cases.some(({ when }) => when?.isOfLine)) return false;
  return [...required, ...reducing].every(({ test }) => !test.isOfLine && state.holds(test));
}

const hasSome = (list: readonly unknown[]): boolean => list.length > 0;

function ofSteps(state: State, route: Route): Straight | undefined {
  const { cell } = route;
  if (typeof cell !== "object") return undefined;
  const steps = state.stepsOf(cell.cases);
  // A share is the last one, and there is one of each.
  const ops = steps.map(({ op }) => op).join(" ");
  if (!/^(copay ?)?(deductible ?)?(copay ?)?(pays|no_charge)?$/.test(ops) || /copay.*copay/.test(ops))
    return undefined;
  const named = steps.find(({ op }) => op === "deductible")?.named;
  const copay = steps.find(({ op }) => op === "copay");
  const pays = steps.find(({ op }) => op === "pays");
  if ((copay && !isPlainCopay(copay)) || (pays && !isPlainShare(pays))) return undefined;
  const deductible = named === undefined ? [] : accounts(state, route.named[named]);
  const maximum = accounts(state, route.maxima);
  if (!deductible || !maximum) return undefined;
  return {
    copay: copay?.amount ? state.value(copay.amount) : 0,
    isCopayFirst: ops.startsWith("copay"),
    isPerUnit: copay?.per !== undefined,
    deductible: deductible[0],
    share: pays?.a?.share?.constant,
    isPlans: pays?.isPlans ?? true,
    maximum: maximum[0],
  };
}

const isPlainCopay = ({ named, unless, amount, per, bounds }: FastStep): boolean =>
  named < 0 && !unless && isSteady(amount) && !per?.isMeasured && bounds.length === 0;

const isPlainShare = ({ pick, a, until, bounds }: FastStep): boolean =>
  pick === "one" && a?.share?.constant !== undefined && !until && bounds.length === 0;

/** The same for whoever says the same. */
const isSteady = (figure: FastStep["amount"]): boolean =>
  figure === undefined || figure.kind === "constant" || figure.kind === "facts";

/** The account that holds, if any; undefined where it takes more than adding to it. */
function accounts(state: State, candidates: Candidates | undefined): readonly Account[] | undefined {
  if (!candidates) return [];
  if (!candidates.isPlain && candidates.found < 0) return undefined;
  const held = holding(state, candidates);
  const [one] = held;
  if (!one) return [];
  if (held.length > 1 || !isPlain(one)) return undefined;
  const { person, family, personLimit, familyLimit, counted } = one;
  const limit = (figure: FastAccumulator["personLimit"]) => (figure ? state.value(figure) : ENDLESS);
  return [{ person, family, counted, personLimit: limit(personLimit), familyLimit: limit(familyLimit) }];
}

function isPlain({
  source,
  occasions,
  manner,
  person,
  family,
  personLimit,
  familyLimit,
}: FastAccumulator): boolean {
  return (
    source.addsTo.length === 0 &&
    occasions.length === 0 &&
    manner === 0 &&
    [person, family].every(({ kind, windows }) => kind.only === windows && !kind.isLogged) &&
    isSteady(personLimit) &&
    isSteady(familyLimit)
  );
}
