import type { BoundAccount } from "../../bind/accounts/accounts.js";
import type { Scope } from "../../bind/scope.js";
import type { Fix } from "../../diagnostics/report.js";
import type { Place } from "../../places.js";

import { behind } from "../behind.js";

/** Adds a line to the end of an account. */
function line({ block }: BoundAccount, text: string): Fix {
  const end = block.node.whole.end - 1;
  return {
    title: `\`${text}\``,
    edits: [{ file: block.file, span: { start: end, end }, text: `  ${text}\n` }],
  };
}

export function checkSilentLines(
  one: BoundAccount,
  sources: ReadonlySet<string>,
  place: Place,
  scope: Scope,
): void {
  const { account, block } = one;
  const { credit, debit } = account;
  if (!block.isGiven("carries")) {
    scope.reporter.report(
      "PW2501",
      { what: `what of the balance of ${account.id} goes on into the next year` },
      place,
      {
        why: "Plans differ: some carry it over, in some it is forfeited.",
        fixes: [
          line(one, "carries  unused balance to next contract year"),
          line(one, "carries  nothing to next contract year"),
        ],
      },
    );
  }
  if (credit && credit.each !== "month" && credit.entry === undefined) {
    scope.reporter.report(
      "PW2501",
      { what: `what ${account.id} is credited with for an employee who enters in mid-year` },
      credit.origin.place,
      {
        why: "Plans differ: the whole amount, or a twelfth of it for each month that is left.",
        fixes: behind(credit.origin.place, [", mid-year entry in full", ", mid-year entry by months left"]),
      },
    );
  }
  if (credit && credit.each === "month" && credit.entry !== undefined) {
    const what = "A credit each month has no mid-year entry: it is made for each month that is covered";
    scope.reporter.report("PW3001", { what }, credit.origin.place);
  }
  const isByYear =
    sources.has(account.id) ||
    account.pays.some(({ portion }) => typeof portion === "string" && BY_YEAR.has(portion));
  if (debit && debit.order === undefined && isByYear) {
    scope.reporter.report(
      "PW2501",
      { what: `which year's credit the claims of ${account.id} use first` },
      debit.origin.place,
      {
        why: "What is left of each contract year is moved or paid on its own, so that it matters which year is used up.",
        fixes: behind(debit.origin.place, [", newest credit first", ", oldest credit first"]),
      },
    );
  }
}

const BY_YEAR: ReadonlySet<string> = new Set(["last_contract_year", "all_but_last_contract_year"]);
