import { type RateBook, sayCondition, spaced } from "@planwright/ratebook";
import { pointWords } from "./eligibility.js";
import { EMPTY, type Html, html, type Part } from "./html.js";
import type { View } from "./view.js";
import { capital, dayWords, daysInWords, listed, spanWords } from "./words.js";

type Account = NonNullable<RateBook["accounts"]>[number];
type Vesting = Account["vesting"][number];
type Payment = Account["pays"][number];

/** Accounts that are kept for each employee: what goes in, what comes out, what is theirs. */
export function accountsSection(view: View): Html {
  const { accounts = [] } = view.book;
  if (accounts.length === 0) return EMPTY;
  return html`<section id="accounts"><h2>Accounts of each employee</h2><div class="cards">${accounts.map((one, i) => card(view, one, i))}</div></section>`;
}

function card(view: View, one: Account, index: number): Html {
  const path = `/accounts/${index}`;
  const row = (label: string, value: Part): Html =>
    html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`;
  const blocks = (texts: readonly string[]): Part =>
    texts.map((text) => html`<div>${capital(daysInWords(text))}</div>`);
  const { credit, debit, carries, interest, split } = one;
  const rows = [
    ...(one.heldBy === undefined ? [] : [row("Held by", view.name("carrier", one.heldBy))]),
    ...(one.opens ? [row("Opened", `if ${sayCondition(one.opens)}`)] : []),
    ...(one.covered.length > 0
      ? [
          row(
            "Counts time",
            blocks(
              one.covered.map(
                ({ from, through, when }) =>
                  `from ${pointWords(from)} through ${pointWords(through)}${when ? `, if ${sayCondition(when)}` : ""}`,
              ),
            ),
          ),
        ]
      : []),
    ...(credit
      ? [
          row(
            "Goes in",
            `${view.amounts.money(credit.amount)} each ${spaced(credit.each)}${credit.entry === "months_left" ? ", a twelfth for each month left to whoever enters within one" : credit.entry === "full" ? ", in full to whoever enters within one" : ""}`,
          ),
        ]
      : []),
    ...(one.vesting.length > 0
      ? [row("Becomes theirs", blocks(one.vesting.map((rule) => vestingWords(view, rule))))]
      : []),
    ...(debit
      ? [
          row(
            "Pays",
            `what ${view.name("plan", debit.plan)} leaves to the member${debit.most ? `, at most ${view.amounts.money(debit.most.amount)} each ${spaced(debit.most.each)}` : ""}${debit.order ? `, ${debit.order} credit first` : ""}`,
          ),
        ]
      : []),
    ...(carries
      ? [
          row(
            "At the end of a year",
            `${typeof carries.carried === "string" ? carries.carried : view.amounts.money(carries.carried)} is carried to the next ${spaced(carries.to)}`,
          ),
        ]
      : []),
    ...(interest
      ? [
          row(
            "Interest",
            `${view.amounts.percent(interest.rate)} each ${spaced(interest.each)} on the ${interest.on} balance, to ${spaced(interest.to)}`,
          ),
        ]
      : []),
    ...(split
      ? [
          row(
            "The spouse's share",
            `${split.share}% of what is credited, from the contract year of ${pointWords(split.from)} on${split.when ? `, if ${sayCondition(split.when)}` : ""}`,
          ),
        ]
      : []),
    ...(one.pays.length > 0
      ? [row("Is paid out", blocks(one.pays.map((rule) => paymentWords(view, rule))))]
      : []),
    ...(one.refuses.length > 0 ? [row("Not given", capital(listed(one.refuses.map(spaced))))] : []),
    ...Object.entries(one.features).map(([name, text]) => row(capital(spaced(name)), text)),
  ];
  const { effective } = view.book.program;
  const isShorter = one.effective.from !== effective.from || one.effective.to !== effective.to;
  return html`<div class="card"><h3${view.marks.at(path)}>${one.name}${isShorter && html`<small>${spanWords(one.effective)}</small>`}${view.marks.chosen(path)}${view.marks.cites(path)}</h3><table><tbody>${rows}</tbody></table></div>`;
}

function vestingWords(view: View, { cases, amount, on }: Vesting): string {
  const when =
    on === undefined
      ? ""
      : on === "at_once"
        ? ", at once"
        : "point" in on
          ? `, on ${pointWords(on.point)}`
          : `, on ${dayWords(`0000-${on.month}-${on.day}`).replace(/, 0000$/, "")}`;
  return `${listed(cases.map(spaced))}: ${vestedWords(view, amount)}${when}`;
}

function vestedWords(view: View, amount: Vesting["amount"]): string {
  switch (amount.kind) {
    case "none":
      return "nothing";
    case "amount":
      return `${view.amounts.money(amount.amount)}${amount.byMonths ? ", by months" : ""}`;
    case "unused":
      return `what is left in ${spaced(amount.from)}${amount.most ? `, at most ${view.amounts.money(amount.most)}` : ""}${amount.byMonths ? ", by months" : ""}`;
  }
}

function paymentWords(view: View, { event, portion, to, needs, due }: Payment): string {
  const what = typeof portion === "string" ? spaced(portion) : `at most ${view.amounts.money(portion.most)}`;
  const whom =
    "party" in to
      ? spaced(to.party)
      : `the premium of ${listed(to.premiumOf.map((id) => view.name("coverage", id)))}`;
  return `after ${spaced(event)}: ${what} to ${whom}${needs ? `, if ${sayCondition(needs)}` : ""}, ${dueWords(view, due)}`;
}

function dueWords(view: View, due: Payment["due"]): string {
  switch (due.kind) {
    case "at_once":
      return "at once";
    case "point":
      return `due ${pointWords(due.point)}`;
    case "monthly":
      return `each month from ${pointWords(due.from)}${due.most ? `, at most ${view.amounts.number(due.most)} months` : ""}`;
  }
}
