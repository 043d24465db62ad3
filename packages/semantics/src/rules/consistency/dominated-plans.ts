import type Fraction from "fraction.js";
import type { Accumulator, Benefits } from "../../benefits-model.js";
import type { Scope } from "../../bind/scope.js";
import type { Plan, Program, RateRow, RateTable } from "../../model.js";
import { dollars, exact } from "../../types/exact.js";

/** Plans of one coverage that are compared with each other; more are made by a machine. */
const MOST_PLANS = 40;

/**
 * Finds a plan that costs more a year than it can ever save: it differs from another in a deductible or copay alone, and
 * the premiums of a year differ by more than that amount.
 */
export function checkDominatedPlans(program: Program, scope: Scope): void {
  const paying = program.plans.flatMap((plan) => (plan.benefits && !plan.isSchedule ? [plan] : []));
  for (const coverage of new Set(paying.map((plan) => plan.coverage))) {
    const own = paying.filter((plan) => plan.coverage === coverage);
    if (own.length < 2 || own.length > MOST_PLANS) continue;
    const alike = new Map<string, Plan[]>();
    for (const plan of own) {
      const text = plan.benefits ? textOf(plan.benefits) : "";
      alike.set(text, [...(alike.get(text) ?? []), plan]);
    }
    for (const group of alike.values()) {
      for (const plan of group) reportFirst(plan, group, program, scope);
    }
  }
}

function reportFirst(plan: Plan, group: readonly Plan[], program: Program, scope: Scope): void {
  if (plan.origin.notes.some(({ kind }) => kind !== "chosen")) return;
  for (const other of group) {
    const saved = other === plan ? undefined : savedBy(plan, other);
    const rates = saved && ratesOf(plan.id, other.id, program);
    const dearer = rates?.of.sub(rates.than).mul(12);
    if (!saved || !rates || !dearer || dearer.compare(saved) <= 0) continue;
    scope.reporter.report(
      "PW5114",
      {
        plan: plan.id,
        dearer: dollars(dearer.toString(2)),
        other: other.id,
        saved: dollars(saved.toString(2)),
      },
      plan.origin.place,
      {
        subject: plan.id,
        related: [{ place: rates.row.origin.place, message: "its rate" }],
        why: "Nobody who chooses it can come out ahead of the other plan, whatever is claimed.",
      },
    );
    return;
  }
}

/** All that a plan pays but for the amounts that members pay first. */
function textOf(benefits: Benefits): string {
  const accumulators = benefits.accumulators.map((one) => ({ ...one, amounts: undefined }));
  const seen = { ...benefits, accumulators, isWhole: undefined, tablesWhole: undefined };
  return JSON.stringify(seen, (key, value: unknown) => (key === "origin" ? undefined : value));
}

/** What a person saves a year at most by the lower amounts of a plan; nothing where some are higher. */
function savedBy({ benefits }: Plan, { benefits: other }: Plan): Fraction | undefined {
  let saved = exact("0");
  for (const [i, one] of (benefits?.accumulators ?? []).entries()) {
    const [mine, theirs] = [perPerson(one), perPerson(other?.accumulators[i])];
    if (!mine || !theirs || !isYearly(one)) return undefined;
    const less = theirs.sub(mine);
    if (less.compare(0) < 0 || (less.compare(0) > 0 && one.kind === "out_of_pocket_maximum"))
      return undefined;
    saved = saved.add(less);
  }
  return saved.compare(0) > 0 ? saved : undefined;
}

function perPerson(one: Accumulator | undefined): Fraction | undefined {
  const amount = one?.amounts.find(({ per }) => per === "person")?.amount;
  return amount?.op === "literal" ? exact(amount.value) : undefined;
}

/** Where the time is not said, which is reported, a year is the least that is usual. */
const isYearly = ({ period }: Accumulator): boolean =>
  period === undefined || period.kind === "calendar_year" || period.kind === "contract_year";

interface Compared {
  readonly of: Fraction;
  readonly than: Fraction;
  readonly row: RateRow;
}

/** The first rates of two plans that differ in the plan alone: those of an employee, as sheets are written. */
function ratesOf(plan: string, other: string, { rates }: Program): Compared | undefined {
  for (const table of rates) {
    if (table.base.kind !== "counted" || !table.keys.includes("plan")) continue;
    const row = table.rows.find((one) => isOf(one, plan));
    const beside = row && besideOf(row, other, table);
    const [of, than] = [row && amountOf(row), beside && amountOf(beside)];
    if (row && of && than) return { of, than, row };
  }
  return undefined;
}

const isOf = ({ keys }: RateRow, plan: string): boolean =>
  keys.plan !== undefined && "is" in keys.plan && keys.plan.is.includes(plan);

const besideOf = (row: RateRow, plan: string, { rows }: RateTable): RateRow | undefined =>
  rows.find((one) => isOf(one, plan) && rest(one) === rest(row));

const rest = ({ keys }: RateRow): string =>
  JSON.stringify(
    Object.entries(keys)
      .filter(([id]) => id !== "plan")
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const amountOf = ({ value }: RateRow): Fraction | undefined =>
  value !== "not_offered" && value.op === "literal" && !value.percent ? exact(value.value) : undefined;
