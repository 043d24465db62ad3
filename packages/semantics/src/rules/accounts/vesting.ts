import { COVER_CASES, type VestingRow } from "../../accounts-model.js";
import type { BoundAccount } from "../../bind/accounts/accounts.js";
import { placeOf, type Scope } from "../../bind/scope.js";

/** Each way in which a contract year may be covered stands once in a table of credits. */
export function checkVesting({ account, isWhole, block }: BoundAccount, scope: Scope): void {
  if (account.vesting.length === 0) return;
  const seen = new Map<string, VestingRow>();
  for (const row of account.vesting) {
    const twice = new Map<VestingRow, string[]>();
    for (const one of row.cases) {
      const words = one.replaceAll("_", " ");
      const earlier = seen.get(one);
      if (earlier) twice.set(earlier, [...(twice.get(earlier) ?? []), words]);
      else seen.set(one, row);
    }
    const [first] = twice.keys();
    if (first) reportTwice(account.id, row, first, [...twice.values()].flat(), scope);
  }
  const missing = COVER_CASES.filter((one) => !seen.has(one)).map((one) => one.replaceAll("_", " "));
  if (missing.length === 0 || !isWhole) return;
  const table = block.blocks.find(({ items }) => items[0]?.image === "credit");
  scope.reporter.report(
    "PW2701",
    { account: account.id, missing },
    placeOf(block.file, table?.span ?? block.node.span),
    {
      why: "A contract year of which a part is covered would be credited with nothing, or in full, by a guess. Write `none` where nothing is credited.",
    },
  );
}

/** The same twice is one row too many; two amounts for one case are two rules. */
function reportTwice(
  account: string,
  row: VestingRow,
  earlier: VestingRow,
  words: readonly string[],
  scope: Scope,
): void {
  const same = ({ amount, on }: VestingRow) => JSON.stringify([amount, on]);
  if (same(row) === same(earlier)) {
    scope.reporter.report("PW0024", { what: `\`${words.join("`, `")}\`` }, row.origin.place, {
      related: [{ place: earlier.origin.place, message: "given here first" }],
    });
    return;
  }
  scope.reporter.report("PW5153", { what: words.join(" and a "), account }, row.origin.place, {
    related: [{ place: earlier.origin.place, message: "and this one" }],
    why: "A contract year is credited once. Keep the row that holds, with the reason why it does.",
  });
}
