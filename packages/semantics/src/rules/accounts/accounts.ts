import type { BoundAccount } from "../../bind/accounts/accounts.js";
import type { ProgramFacts } from "../../bind/program.js";
import type { Scope } from "../../bind/scope.js";
import { checkLines } from "./lines.js";
import { checkPortions } from "./portions.js";
import { checkRings } from "./rings.js";
import { checkUsable } from "./usable.js";
import { checkVesting } from "./vesting.js";

/** What an account must say so that every movement in it follows, and what no movement could ever reach. */
export function checkAccounts(bound: readonly BoundAccount[], program: ProgramFacts, scope: Scope): void {
  const sources = new Set(
    bound.flatMap(({ account }) =>
      account.vesting.flatMap(({ amount }) => (amount.kind === "unused" ? [amount.from] : [])),
    ),
  );
  for (const one of bound) {
    if (one.isWhole) checkLines(one, sources, scope);
    checkVesting(one, scope);
    checkPortions(one, scope);
    checkUsable(one, scope);
  }
  checkRings(
    bound.map(({ account }) => account),
    scope,
  );
  const [first] = bound;
  if (first && !program.contractYear && program.id !== "") {
    scope.reporter.report("PW2501", { what: "when contract years begin" }, first.account.origin.place, {
      why: "Credits, vesting and payments of an account are by contract year. A line `contract year begins July 1` in `program` says it.",
    });
  }
}
