import type { BoundAccount } from "../../bind/accounts/accounts.js";
import { placeOf, type Scope } from "../../bind/scope.js";

import { checkSilentLines } from "./silence.js";

export function checkLines(one: BoundAccount, sources: ReadonlySet<string>, scope: Scope): void {
  const { account, block } = one;
  const place = placeOf(block.file, block.node.span);
  const name = `The account ${account.id}`;
  const missing = (what: string, why: string) =>
    scope.reporter.report("PW0025", { block: name, what }, place, { why });
  if (!block.isGiven("covered"))
    missing(
      "cover",
      "It is written like `covered from hire through leaving`: the days that count as covered.",
    );
  const holds = (word: string) => block.blocks.some(({ items }) => items[0]?.image === word);
  if (!block.isGiven("credit") && !holds("credit"))
    missing("credit", "It is written like `credit $500 each contract year, mid-year entry in full`.");
  if (!holds("pays"))
    missing("payments", "A table `pays` says what becomes of the balance when somebody leaves.");
  checkSilentLines(one, sources, place, scope);
  const always = account.covered.find(({ when }) => when === undefined);
  const other = account.covered.find((each) => each !== always);
  if (always && other) {
    const what = `Two lines \`covered\` of ${account.id} hold at once`;
    scope.reporter.report("PW2307", { what }, always.origin.place, {
      why: "Of several lines one holds: each has its condition, `when ...`.",
      related: [{ place: other.origin.place, message: "the other" }],
    });
  }
}
