import type { RateBook } from "@planwright/ratebook";
import type { AccountModel, Program } from "@planwright/semantics";
import { lowerCondition, lowerExpression, lowerPoint, optional, present } from "./lower.js";
import type { Sources } from "./sources.js";

/** Accounts of employees in the form of the rate book. */

type Account = NonNullable<RateBook["accounts"]>[number];

/** The accounts of a program by their names; nothing where it has none. */
export function lowerAccounts(all: Program["accounts"], sources: Sources): Account[] | undefined {
  if (all.length === 0) return undefined;
  const accounts = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  noteAccounts(accounts, sources);
  return sources.list(accounts, "/accounts", lowerAccount);
}

function lowerAccount(account: AccountModel.Account): Account {
  return present({
    id: account.id,
    name: account.name,
    effective: { ...account.effective },
    heldBy: account.heldBy,
    opens: optional(account.opens, lowerCondition),
    covered: account.covered.map(({ from, through, when }) =>
      present({ from: lowerPoint(from), through: lowerPoint(through), when: optional(when, lowerCondition) }),
    ),
    credit: optional(account.credit, ({ amount, each, entry }) =>
      present({ amount: lowerExpression(amount), each, entry }),
    ),
    vesting: account.vesting.map(lowerVesting),
    debit: optional(account.debit, ({ plan, most, order }) =>
      present({
        plan,
        most: optional(most, ({ amount, each }) => ({ amount: lowerExpression(amount), each })),
        order,
      }),
    ),
    carries: optional(account.carries, ({ carried, to }) => ({
      carried: typeof carried === "string" ? carried : lowerExpression(carried),
      to,
    })),
    interest: optional(account.interest, ({ rate, each, on, to }) => ({
      rate: lowerExpression(rate),
      each,
      on,
      to,
    })),
    split: optional(account.split, ({ share, from, when }) =>
      present({ share, from: lowerPoint(from), when: optional(when, lowerCondition) }),
    ),
    refuses: [...(account.refuses?.what ?? [])],
    pays: account.pays.map(lowerPayment),
    features: Object.fromEntries([...account.features].map(([name, { text }]) => [name, text])),
  });
}

function lowerVesting({ cases, amount, on }: AccountModel.VestingRow): Account["vesting"][number] {
  const lowered = (): Account["vesting"][number]["amount"] => {
    switch (amount.kind) {
      case "none":
        return { kind: "none" };
      case "amount":
        return { kind: "amount", amount: lowerExpression(amount.amount), byMonths: amount.byMonths };
      case "unused":
        return present({
          kind: "unused",
          from: amount.from,
          most: optional(amount.most, lowerExpression),
          byMonths: amount.byMonths,
        });
    }
  };
  const lowerDay = (): Account["vesting"][number]["on"] => {
    if (on === undefined || on === "at_once") return on;
    return "point" in on ? { point: lowerPoint(on.point) } : { ...on };
  };
  return present({ cases: [...cases], amount: lowered(), on: lowerDay() });
}

function lowerPayment({ event, portion, to, needs, due }: AccountModel.PayRow): Account["pays"][number] {
  const lowerDue = (): Account["pays"][number]["due"] => {
    switch (due.kind) {
      case "at_once":
        return { kind: "at_once" };
      case "point":
        return { kind: "point", point: lowerPoint(due.point) };
      case "monthly":
        return present({
          kind: "monthly",
          from: lowerPoint(due.from),
          most: optional(due.most, lowerExpression),
        });
    }
  };
  return present({
    event,
    portion: typeof portion === "string" ? portion : { most: lowerExpression(portion.most) },
    to: "party" in to ? { party: to.party } : { premiumOf: [...to.premiumOf] },
    needs: optional(needs, lowerCondition),
    due: lowerDue(),
  });
}

/** Where each line of the accounts was written: an entry of a ledger leads back to it. */
function noteAccounts(accounts: Program["accounts"], sources: Sources): void {
  for (const [i, account] of accounts.entries()) {
    const path = `/accounts/${i}`;
    for (const part of ["credit", "debit", "carries", "interest", "split", "refuses"] as const) {
      const line = account[part];
      if (line) sources.note(line.origin, `${path}/${part}`);
    }
    for (const [name, { origin }] of account.features) sources.note(origin, `${path}/features/${name}`);
    for (const part of ["covered", "vesting", "pays"] as const) {
      for (const [n, { origin }] of account[part].entries()) sources.note(origin, `${path}/${part}/${n}`);
    }
  }
}

export const lowerEvents = (events: readonly AccountModel.AccountEvent[]) =>
  events.length === 0
    ? undefined
    : events.map(({ date, event, amount, plan, account }) => present({ date, event, amount, plan, account }));
