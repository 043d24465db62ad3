import type { Account } from "../../accounts-model.js";
import type { Scope } from "../../bind/scope.js";
import type { Condition, Contribution, NamedCondition, Program } from "../../model.js";
import { eventsOf } from "../../types/point.js";
import { canAllHold } from "./possible.js";

/** An account that goes by the cover of a coverage is credited for a class for which nobody but the employee pays. */
export function checkUnfunded(program: Program, scope: Scope): void {
  for (const account of program.accounts) {
    if (!account.credit) continue;
    for (const coverage of coveragesOf(account, program)) checkAccount(account, coverage, program, scope);
  }
}

/** Those by whose first or last day of cover the account goes. */
function coveragesOf(account: Account, program: Program): readonly string[] {
  const events = account.covered.flatMap(({ from, through }) => [...eventsOf(from), ...eventsOf(through)]);
  return program.coverages.map(({ id }) => id).filter((id) => events.includes(`begins of ${id}`));
}

function checkAccount(account: Account, coverage: string, program: Program, scope: Scope): void {
  const own = program.contributions.filter(({ coverages }) => coverages.includes(coverage));
  if (!own.some((one) => one.classes.length > 0 && !isUnpaid(one))) return;
  const unpaid = own.filter(isUnpaid);
  const classes = program.classes.filter(
    (one) =>
      unpaid.some((contribution) => contribution.classes.includes(one.id)) &&
      isCredited(account, coverage, one, program, scope),
  );
  const [first] = classes;
  const line = unpaid.find((one) => first !== undefined && one.classes.includes(first.id));
  if (!line) return;
  const names = classes.map(({ id }) => id);
  scope.reporter.report("PW5155", { account: account.id, coverage, classes: names }, account.origin.place, {
    subject: account.id,
    related: [{ place: line.origin.place, message: "the employer pays nothing" }],
    why: "Either nothing is held for them, and `opens when` says for whom the account is; or the employer pays into it without a premium.",
  });
}

/** A share of nothing, or all of it from the employee. */
function isUnpaid({ payer, pays, is, part }: Contribution): boolean {
  if (pays.op !== "literal" || part !== "premium") return false;
  return payer === "employer" ? Number(pays.value) === 0 : is === "share" && Number(pays.value) === 100;
}

function isCredited(
  account: Account,
  coverage: string,
  of: NamedCondition,
  program: Program,
  scope: Scope,
): boolean {
  const insured: Condition = {
    op: "any",
    of: program.coverages
      .filter(({ id }) => id === coverage)
      .flatMap(({ insures }) => insures.map(({ when }): Condition => when ?? { op: "all", of: [] })),
  };
  const base = [account.opens, of.when, insured.of.length > 0 ? insured : undefined];
  return account.covered.some(({ when }) => canAllHold([...base, when], program.classes, scope) === true);
}
