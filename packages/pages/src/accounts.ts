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

type Row = readonly [label: string, value: Part];

function card(view: View, one: Account, index: number): Html {
  const path = `/accounts/${index}`;
  const rows: readonly Row[] = [
    ...openingRows(view, one),
    ...movementRows(view, one),
    ...balanceRows(view, one),
    ...paymentRows(view, one),
    ...Object.entries(one.features).map(([name, text]): Row => [capital(spaced(name)), text]),
  ];
  const written = rows.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`);
  const { effective } = view.book.program;
  const isShorter = one.effective.from !== effective.from || one.effective.to !== effective.to;
  return html`<div class="card"><h3${view.marks.at(path)}>${one.name}${isShorter && html`<small>${spanWords(one.effective)}</small>`}${view.marks.chosen(path)}${view.marks.cites(path)}</h3><table><tbody>${written}</tbody></table></div>`;
}

/** A row where there is something to say: more than nothing, or than an empty list. */
function rowFor<T>(of: T | undefined, label: string, say: (of: T) => Part): readonly Row[] {
  const isThere = of !== undefined && !(Array.isArray(of) && of.length === 0);
  return isThere ? [[label, say(of)]] : [];
}

const blocks = (texts: readonly string[]): Part =>
  texts.map((text) => html`<div>${capital(daysInWords(text))}</div>`);

function openingRows(view: View, { heldBy, opens, covered }: Account): readonly Row[] {
  const coverWords = ({ from, through, when }: Account["covered"][number]): string =>
    `from ${pointWords(from)} through ${pointWords(through)}${when ? `, if ${sayCondition(when)}` : ""}`;
  return [
    ...rowFor(heldBy, "Held by", (carrier) => view.name("carrier", carrier)),
    ...rowFor(opens, "Opened", (when) => `if ${sayCondition(when)}`),
    ...rowFor(covered, "Counts time", (all) => blocks(all.map(coverWords))),
  ];
}

function movementRows(view: View, { credit, vesting, debit }: Account): readonly Row[] {
  const entryWords = (entry: NonNullable<typeof credit>["entry"]): string => {
    if (entry === "months_left") return ", a twelfth for each month left to whoever enters within one";
    return entry === "full" ? ", in full to whoever enters within one" : "";
  };
  const money = view.amounts.money.bind(view.amounts);
  return [
    ...rowFor(
      credit,
      "Goes in",
      ({ amount, each, entry }) => `${money(amount)} each ${spaced(each)}${entryWords(entry)}`,
    ),
    ...rowFor(vesting, "Becomes theirs", (rules) => blocks(rules.map((rule) => vestingWords(view, rule)))),
    ...rowFor(debit, "Pays", ({ plan, most, order }) => {
      const bound = most ? `, at most ${money(most.amount)} each ${spaced(most.each)}` : "";
      return `what ${view.name("plan", plan)} leaves to the member${bound}${order ? `, ${order} credit first` : ""}`;
    }),
  ];
}

const balanceRows = (view: View, { carries, interest, split }: Account): readonly Row[] => [
  ...rowFor(carries, "At the end of a year", ({ carried, to }) => {
    const what = typeof carried === "string" ? carried : view.amounts.money(carried);
    return `${what} is carried to the next ${spaced(to)}`;
  }),
  ...rowFor(
    interest,
    "Interest",
    ({ rate, each, on, to }) =>
      `${view.amounts.percent(rate)} each ${spaced(each)} on the ${on} balance, to ${spaced(to)}`,
  ),
  ...rowFor(split, "The spouse's share", ({ share, from, when }) => {
    const condition = when ? `, if ${sayCondition(when)}` : "";
    return `${share}% of what is credited, from the contract year of ${pointWords(from)} on${condition}`;
  }),
];

const paymentRows = (view: View, { pays, refuses }: Account): readonly Row[] => [
  ...rowFor(pays, "Is paid out", (rules) => blocks(rules.map((rule) => paymentWords(view, rule)))),
  ...rowFor(refuses, "Not given", (all) => capital(listed(all.map(spaced)))),
];

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
