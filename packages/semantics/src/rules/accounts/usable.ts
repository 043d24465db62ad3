import type { BoundAccount } from "../../bind/accounts/accounts.js";
import type { Scope } from "../../bind/scope.js";
import type { Expression } from "../../model.js";
import { exact } from "../../types/exact.js";

const literalOf = (e: Expression | undefined) =>
  e?.op === "literal" && !e.percent ? exact(e.value) : undefined;

/** More may be used than is ever there, where nothing is carried over. */
export function checkUsable({ account }: BoundAccount, scope: Scope): void {
  const { credit, debit, carries } = account;
  const most = literalOf(debit?.most?.amount);
  const credited = literalOf(credit?.amount);
  if (!credit || !debit?.most || carries?.carried !== "nothing" || account.vesting.length > 0) return;
  if (!most || !credited || debit.most.each !== credit.each || most.compare(credited) <= 0) return;
  scope.reporter.report(
    "PW2703",
    { account: account.id, most: `$${most.toString()}`, credit: `$${credited.toString()}` },
    debit.origin.place,
    {
      why: "Nothing is carried over, so that the balance is never higher than one credit.",
      related: [{ place: credit.origin.place, message: "the credit" }],
      subject: account.id,
    },
  );
}
