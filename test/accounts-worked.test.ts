// The figures of Mendocino's booklet and articles about accounts, as they were worked out from the documents before
// there was a program. Each is asked of the compiled program; where the document prints another one, the program's
// examples record that.
import { runExamples } from "@planwright/evaluator";
import { describe, expect, it } from "vitest";
import worked from "./fixtures/worked-accounts.json" with { type: "json" };
import { ask, FULL_TIME, stayWell } from "./support/stay-well.ts";

const book = stayWell();
const asked = new Set<string>();

function figure(id: string) {
  const found = worked.find((one) => one.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  asked.add(id);
  const exact = "computed_rounded" in found ? found.computed_rounded : found.computed_exact;
  return { inputs: new Map<string, string>(Object.entries(found.inputs)), exact, stated: found.stated };
}

/** What the examples of the program print beside the right answer of a question. */
const misprints = runExamples(book)
  .flatMap(({ checks }) => checks)
  .flatMap(({ what, expected, printed }) => (printed === undefined ? [] : [{ what, expected, printed }]));

const BY_WORK = { ...FULL_TIME, vesting_clock: "employment" };

describe("a worked figure", () => {
  it("N-CARRY: 300 and 500 are 800", () => {
    const { inputs, exact, stated } = figure("N-CARRY");
    const facts = { ...FULL_TIME, account_rules: "description", hire: "1979-06-01" };
    const left = {
      date: "1982-06-30",
      event: "balance",
      amount: inputs.get("r") ?? "",
      account: "local_health_account",
    };
    const on = { on: "1982-07-01" };
    expect(ask(book, facts, "balance", "local_health_account", on, [left])).toBe(exact);
    expect(exact).toBe(stated);
    expect(ask(book, facts, "usable", "local_health_account", on, [left])).toBe(inputs.get("a"));
  });

  it("N-FIVE: five years in perfect health are 2,500", () => {
    const { exact, stated } = figure("N-FIVE");
    const facts = { ...FULL_TIME, hire: "1979-06-01", leaving: "1984-06-30" };
    expect(ask(book, facts, "payment", "vested_trust")).toBe(exact);
    const described = { ...facts, account_rules: "description" };
    expect(ask(book, described, "payment", "local_health_account")).toBe(exact);
    expect(exact).toBe(stated);
  });

  it("N-4167 and N-4167Y: twelve times 41.67 is not 500", () => {
    const month = figure("N-4167");
    const year = figure("N-4167Y");
    const monthly = stayWell([
      "credit      $500 each contract year, mid-year entry in full",
      "credit      $500 / 12 each month",
    ]);
    const facts = { ...FULL_TIME, account_rules: "description", hire: "1983-06-01" };
    const balance = (on: string) => ask(monthly, facts, "balance", "local_health_account", { on });
    expect(balance("1983-07-31")).toBe(month.exact);
    expect(balance("1984-06-30")).toBe(year.exact);
    expect(year.exact).not.toBe(year.stated);
    expect(misprints).toContainEqual({
      what: "12 * employer share of trust_fund",
      expected: year.exact,
      printed: year.stated,
    });
  });

  it.each(["N-VEST-A", "N-VEST-B", "N-VEST-C"])("%s: months of work", (id) => {
    const { inputs, exact } = figure(id);
    const end = inputs.get("end") ?? "";
    const facts = { ...BY_WORK, hire: inputs.get("start") ?? "", leaving: end };
    expect(ask(book, facts, "covered months", "vested_trust", { on: end })).toBe(exact);
  });

  it.each(["N-VESTCOV-A", "N-VESTCOV-B", "N-VESTCOV-C"])("%s: months of cover", (id) => {
    const { inputs, exact } = figure(id);
    const end = inputs.get("end") ?? "";
    const facts = { ...FULL_TIME, hire: inputs.get("hired") ?? "", leaving: end };
    expect(ask(book, facts, "covered months", "vested_trust", { on: end })).toBe(exact);
  });

  it("of months that the booklet prints otherwise is a misprint of an example", () => {
    const months = misprints
      .filter(({ what }) => what.includes("months"))
      .map(({ expected, printed }) => `${expected} for ${printed}`);
    expect(months).toEqual(["14 for 15 months", "14 for 15 months", "0 for 15 months", "10 for 9 months"]);
    const wrong = ["N-VESTCOV-A", "N-VESTCOV-B", "N-VEST-C"].map(figure);
    expect(wrong.map(({ exact, stated }) => `${exact} for ${stated}`)).toEqual([
      "14 for 15",
      "14 for 15",
      "10 for 9",
    ]);
  });

  it("N-PAY-TERM: six months after leaving", () => {
    const { inputs, exact, stated } = figure("N-PAY-TERM");
    const facts = { ...FULL_TIME, hire: "1979-06-01", leaving: inputs.get("termination") ?? "" };
    const last = { for: "last contract year" };
    expect(ask(book, facts, "payment date", "vested_trust", last)).toBe(exact);
    expect(misprints).toContainEqual({
      what: "payment date of vested_trust for last contract year",
      expected: exact,
      printed: stated,
    });
    const ends = stayWell(["last day of a shorter month", "month ends stay month ends"]);
    expect(ask(ends, facts, "payment date", "vested_trust", last)).toBe("1985-03-31");
  });

  it("N-PAY-VEST: the printed day is six months after the vesting date", () => {
    const { inputs, exact, stated } = figure("N-PAY-VEST");
    const from = inputs.get("vesting") ?? "";
    const counted = stayWell([
      "last contract year           | employee                                 | 6 months after leaving",
      `last contract year           | employee                                 | 6 months after ${from}`,
    ]);
    const facts = { ...FULL_TIME, hire: "1979-06-01", leaving: "1984-09-30" };
    expect(ask(counted, facts, "payment date", "vested_trust", { for: "last contract year" })).toBe(exact);
    expect(exact).toBe(stated);
  });

  it("N-5YEARS: five full contract years", () => {
    const { inputs, exact } = figure("N-5YEARS");
    const facts = { ...FULL_TIME, hire: "1979-06-01" };
    expect(ask(book, facts, "full years", "vested_trust", { on: inputs.get("end") ?? "" })).toBe(exact);
  });

  it("N-3MON: July through September", () => {
    const { inputs, exact } = figure("N-3MON");
    const facts = { ...FULL_TIME, hire: "1983-06-01" };
    expect(ask(book, facts, "covered months", "vested_trust", { on: `1983-${inputs.get("end")}` })).toBe(
      exact,
    );
  });

  it("is asked for each that the documents have", () => {
    expect([...asked].sort()).toEqual(worked.map(({ id }) => id).sort());
  });
});
