import type { Account } from "../../accounts-model.js";
import type { Scope } from "../../bind/scope.js";

/** Accounts that are credited from each other have no amount to begin with. */
export function checkRings(accounts: readonly Account[], scope: Scope): void {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const reported = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    const account = byId.get(id);
    if (!account) return;
    if (path.includes(id)) {
      const ring = [...path.slice(path.indexOf(id)), id];
      if (ring.some((member) => reported.has(member))) return;
      for (const member of ring) reported.add(member);
      const row = account.vesting.find(({ amount }) => amount.kind === "unused" && amount.from === ring[1]);
      scope.reporter.report("PW1004", { path: ring }, row?.origin.place ?? account.origin.place, {
        why: "An account cannot be credited with what is left in an account that is credited from it.",
      });
      return;
    }
    for (const { amount } of account.vesting) if (amount.kind === "unused") visit(amount.from, [...path, id]);
  };
  for (const { id } of accounts) visit(id, []);
}
