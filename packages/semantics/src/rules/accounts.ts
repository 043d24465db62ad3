import { COVER_CASES, type Account, type PayRow, type Portion, type VestingRow } from "../accounts-model.js";
import type { BoundAccount } from "../bind/accounts/accounts.js";
import type { ProgramFacts } from "../bind/program.js";
import { placeOf, type Scope } from "../bind/scope.js";
import type { Fix } from "../diagnostics/report.js";
import type { Expression } from "../model.js";
import type { Place } from "../places.js";
import { exact } from "../types/exact.js";
import { behind } from "./benefits.js";

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

/** Adds a line to the end of an account. */
function line({ block }: BoundAccount, text: string): Fix {
  const end = block.node.whole.end - 1;
  return {
    title: `\`${text}\``,
    edits: [{ file: block.file, span: { start: end, end }, text: `  ${text}\n` }],
  };
}

function checkLines(one: BoundAccount, sources: ReadonlySet<string>, scope: Scope): void {
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

function checkSilentLines(one: BoundAccount, sources: ReadonlySet<string>, place: Place, scope: Scope): void {
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

/** Each way in which a contract year may be covered stands once in a table of credits. */
function checkVesting({ account, isWhole, block }: BoundAccount, scope: Scope): void {
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

const wordsOf = (portion: Portion): string =>
  typeof portion === "string" ? portion.replaceAll("_", " ") : "a part of the balance";

/** What is paid for one event makes the whole balance, once. */
function checkPortions({ account, isWhole }: BoundAccount, scope: Scope): void {
  const byEvent = new Map<string, PayRow[]>();
  for (const row of account.pays) byEvent.set(row.event, [...(byEvent.get(row.event) ?? []), row]);
  for (const [event, rows] of byEvent) {
    const [first] = rows;
    const twice = paidTwice(rows);
    if (twice) {
      const what = `${capitalized(wordsOf(twice.portion))} of ${account.id} is paid twice for ${event}`;
      scope.reporter.report("PW2702", { what }, twice.origin.place, {
        why: "The portions of one event make the balance, each once.",
        related: first && first !== twice ? [{ place: first.origin.place, message: "paid here" }] : [],
      });
      continue;
    }
    const left = leftUnpaid(rows);
    if (left === undefined || !isWhole || !first) continue;
    const what = `Nothing says what becomes of ${left} of ${account.id} after ${event}`;
    scope.reporter.report("PW2702", { what }, first.origin.place, {
      why: "The portions of one event make the balance: add a row with what is missing, or with `rest`.",
    });
  }
}

function paidTwice(rows: readonly PayRow[]): PayRow | undefined {
  const seen = new Set<string>();
  for (const row of rows) {
    const key = typeof row.portion === "string" ? row.portion : undefined;
    const isWhole = seen.has("whole_balance") || (key === "whole_balance" && rows[0] !== row);
    if (isWhole || (key !== undefined && seen.has(key))) return row;
    if (key !== undefined) seen.add(key);
  }
  return undefined;
}

function leftUnpaid(rows: readonly PayRow[]): string | undefined {
  const has = (portion: Portion) => rows.some((row) => row.portion === portion);
  const isCapped = rows.some(({ due }) => due.kind === "monthly" && due.most !== undefined);
  if (has("rest")) return undefined;
  if (isCapped) return "what is left after the last month";
  if (has("whole_balance")) return undefined;
  if (has("last_contract_year") && has("all_but_last_contract_year")) return undefined;
  if (has("last_contract_year")) return "all but the last contract year";
  return has("all_but_last_contract_year") ? "the last contract year" : "the rest";
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const literalOf = (e: Expression | undefined) =>
  e?.op === "literal" && !e.percent ? exact(e.value) : undefined;

/** More may be used than is ever there, where nothing is carried over. */
function checkUsable({ account }: BoundAccount, scope: Scope): void {
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

/** Accounts that are credited from each other have no amount to begin with. */
function checkRings(accounts: readonly Account[], scope: Scope): void {
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
