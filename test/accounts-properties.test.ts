// What holds for the accounts of any employee, whatever happens to them.
import { type AccountAnswer, type AccountHolder, settleHolders } from "@planwright/evaluator";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FULL_TIME, stayWell } from "./support/stay-well.ts";

const book = stayWell();
const runs = { numRuns: 300, seed: 19830701 };

/** An amount in whole cents, so that sums are exact. */
const inCents = (amount: string): number => Math.round(Number(amount) * 100);

const day = fc
  .integer({ min: 0, max: 365 * 6 - 1 })
  .map((days) => new Date(Date.UTC(1979, 6, 1) + days * 86_400_000).toISOString().slice(0, 10));
const cents = fc.integer({ min: 0, max: 80_000 }).map((amount) => (amount / 100).toFixed(2));
const claims = fc
  .array(fc.record({ date: day, amount: cents }), { maxLength: 15 })
  .map((list) => list.map((one) => ({ ...one, event: "claims" })));
const ending = fc.constantFrom("leaving", "retirement", "change_of_employer", "death", "none");

const holders: fc.Arbitrary<AccountHolder> = fc
  .record({
    from: day,
    ending,
    end: day,
    marriage: fc.option(day),
    rules: fc.constantFrom("description", "procedures"),
    clock: fc.constantFrom("employment", "coverage"),
    hours: fc.constantFrom("40", "25"),
    rate: fc.constantFrom("0%", "7.25%"),
    events: claims,
    through: day,
  })
  .map(({ from, ending: event, end, marriage, rules, clock, hours, rate, events, through }) => ({
    id: "1",
    through,
    events,
    facts: {
      ...FULL_TIME,
      account_rules: rules,
      vesting_clock: clock,
      hours,
      interest_rate: rate,
      hire: from,
      beneficiary_statement: "yes",
      plan: "stay_well",
      dental: "yes",
      ...(event === "none" ||
      end < from ||
      (rules === "description" && !["leaving", "retirement"].includes(event))
        ? {}
        : { [event]: end }),
      ...(marriage === null ? {} : { marriage }),
    },
  }));

/** The accounts of an employee; none where premiums before or after the program would have to be known. */
function accountsOf(holder: AccountHolder): readonly AccountAnswer[] {
  const [answer] = settleHolders(book, [holder]);
  for (const { message } of answer?.errors ?? [])
    expect(message).toMatch(/^(The premium of [\d-]+ is not known|Not insured: )/);
  return answer?.accounts ?? [];
}

const everyAccount = (holds: (accounts: readonly AccountAnswer[], holder: AccountHolder) => void) => {
  let seen = 0;
  fc.assert(
    fc.property(holders, (holder) => {
      const accounts = accountsOf(holder);
      seen += accounts.length;
      holds(accounts, holder);
    }),
    runs,
  );
  expect(seen).toBeGreaterThan(500);
};

describe("the accounts of any employee", () => {
  it("balance: opening and credits, less what goes out, are what is left", () => {
    everyAccount((accounts) => {
      for (const one of accounts) {
        const out = [one.debits, one.to_others, one.forfeited, one.payments].reduce(
          (sum, each) => sum + inCents(each),
          0,
        );
        expect(inCents(one.opening) + inCents(one.credits) - out).toBe(inCents(one.closing));
      }
    });
  });

  it("are never below zero, and each entry goes on from the one before", () => {
    everyAccount((accounts) => {
      for (const { trace } of accounts) {
        let balance = 0;
        let last = "";
        for (const entry of trace) {
          balance += inCents(entry.change);
          expect(inCents(entry.balance)).toBe(balance);
          expect(balance).toBeGreaterThanOrEqual(0);
          expect(entry.date >= last).toBe(true);
          last = entry.date;
        }
      }
    });
  });

  it("lose and make no money between them: what one account passes on another has", () => {
    everyAccount((accounts) => {
      const sum = (movement: string) =>
        accounts
          .flatMap(({ trace }) => trace)
          .reduce((total, entry) => total + (entry.movement === movement ? inCents(entry.change) : 0), 0);
      expect(sum("transfer in") + sum("transfer out")).toBe(0);
    });
  });

  it("pay each claim or say what is unpaid, and never more than 500 a contract year", () => {
    everyAccount((accounts, { events, through = "", facts }) => {
      if (facts.hours !== "40" || accounts.length === 0) return;
      const entries = accounts.flatMap(({ trace }) => trace).filter(({ movement }) => movement === "debit");
      const total = (list: readonly (string | undefined)[]) =>
        list.reduce((sum, amount) => sum + inCents(amount ?? "0"), 0);
      const due = events.filter(({ date }) => date <= through).map(({ amount }) => amount);
      expect(-total(entries.map(({ change }) => change)) + total(entries.map(({ unpaid }) => unpaid))).toBe(
        total(due),
      );
      const years = new Map<string, number>();
      for (const { date, change } of entries) {
        const year = date.slice(5) >= "07-01" ? date.slice(0, 4) : String(Number(date.slice(0, 4)) - 1);
        years.set(year, (years.get(year) ?? 0) - inCents(change));
      }
      for (const paid of years.values()) expect(paid).toBeLessThanOrEqual(50_000);
    });
  });

  it("vest at most 500 for a contract year, and interest is the employer's", () => {
    everyAccount((accounts) => {
      for (const { trace, account } of accounts) {
        for (const entry of trace) {
          if (entry.movement === "transfer in") expect(inCents(entry.change)).toBeLessThanOrEqual(50_000);
          if (entry.movement === "interest")
            expect([account, entry.change, entry.to]).toEqual([account, "0.00", "employer"]);
        }
      }
    });
  });

  it("are the same through an earlier day as up to it in a longer ledger", () => {
    everyAccount((accounts, holder) => {
      const longer = accountsOf({ ...holder, through: "1985-06-30" });
      for (const { account, trace } of accounts) {
        const whole = longer.find((one) => one.account === account);
        if (!whole) continue;
        expect(whole.trace.filter(({ date }) => date <= (holder.through ?? ""))).toEqual(trace);
      }
    });
  });
});
