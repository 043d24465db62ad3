import type { PayRow, Portion } from "../../accounts-model.js";
import type { BoundAccount } from "../../bind/accounts/accounts.js";
import type { Scope } from "../../bind/scope.js";

const wordsOf = (portion: Portion): string =>
  typeof portion === "string" ? portion.replaceAll("_", " ") : "a part of the balance";

/** What is paid for one event makes the whole balance, once. */
export function checkPortions({ account, isWhole }: BoundAccount, scope: Scope): void {
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
