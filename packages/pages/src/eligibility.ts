import { monthName } from "@planwright/evaluator";
import {
  type Condition,
  type Expression,
  money,
  type Point,
  type RateBook,
  sayCondition,
  sayExpression,
  spaced,
} from "@planwright/ratebook";
import { EMPTY, type Html, html } from "./html.js";
import type { View } from "./view.js";
import { alternatives, capital, daysInWords, each, listed } from "./words.js";

type Eligibility = NonNullable<RateBook["eligibility"]>[number];
type Continuation = Eligibility["continuations"][number];

/** A rule in words, and the last parts of its path in the rate book. */
interface Rule {
  readonly text: string;
  readonly at: string;
}

/** Who is insured, from when, until when: a part for each block. */
export function eligibilitySection(view: View): Html {
  const { eligibility = [], group = [], documents = [] } = view.book;
  if (eligibility.length === 0 && group.length === 0 && documents.length === 0) return EMPTY;
  const required = group.map(
    (one, i) =>
      html`<li${view.marks.at(`/group/${i}`)}>${capital(one.level)}d: ${daysInWords(spacedQuote(one.words))}.${view.marks.chosen(`/group/${i}`)}${view.marks.cites(`/group/${i}`)}</li>`,
  );
  return html`<section id="eligibility"><h2>Who is insured, and when</h2>${eligibility.map((one, i) => block(view, one, i))}${required.length > 0 && html`<h3>What the group must fulfil</h3><ul class="said">${required}</ul>`}${documents.length > 0 && html`<h3>Papers</h3><p>${capital(listed(documents.map(({ id }) => spaced(id))))}.</p>`}</section>`;
}

const spacedQuote = (words: string): string => words.replaceAll("_", " ");

function block(view: View, one: Eligibility, index: number): Html {
  const path = `/eligibility/${index}`;
  const groups: readonly (readonly [string, readonly Rule[]])[] = [
    ["Insured", insured(view, one)],
    [
      "Not insured",
      one.excludes.map(({ who, when }, i) => ({
        text: `${people(who)}, if ${sayCondition(when)}`,
        at: `excludes/${i}`,
      })),
    ],
    ["Dependents", dependents(one)],
    ["Begins", one.begins.map((rule, i) => ({ text: dated(rule), at: `begins/${i}` }))],
    ["Ends", one.ends.map((rule, i) => ({ text: dated(rule), at: `ends/${i}` }))],
    ["After an absence", absences(one)],
    ["After a change", changes(one)],
    ["Goes on", continuations(one)],
    ["Still paid afterwards", extensions(view, one)],
    ["Part of a month", one.premium ? [{ text: premiumWords(one.premium), at: "premium" }] : []],
    ["Couples", one.couple ? [{ text: coupleWords(one.couple), at: "couple" }] : []],
  ];
  const rows = groups
    .filter(([, rules]) => rules.length > 0)
    .map(
      ([label, rules]) =>
        html`<tr><th scope="row">${label}</th><td>${rules.map((rule) => line(view, path, rule))}</td></tr>`,
    );
  const title = listed(one.coverages.map((id) => view.name("coverage", id)));
  return html`<h3${view.marks.at(path)}>${title}${view.marks.chosen(path)}${view.marks.cites(path)}</h3><table class="one"><tbody>${rows}</tbody></table>`;
}

function line(view: View, path: string, { text, at }: Rule): Html {
  const full = `${path}/${at}`;
  return html`<div${view.marks.at(full)}>${capital(daysInWords(text))}${view.marks.chosen(full)}</div>`;
}

/** Everyone, the dependents, or relations. */
const people = (who: readonly string[]): string =>
  who.length === 0
    ? "everyone"
    : alternatives(who.map((one) => (one === "dependent" ? "dependents" : each(one))));

const given = (when: Condition | undefined): string => (when ? `, if ${sayCondition(when)}` : "");

/** The condition of a row; one that always holds is not said. */
const inCase = (when: Condition): string => {
  const text = sayCondition(when);
  return text === "" ? "" : `, ${text}`;
};

const NTH = ["", "first", "second", "third"];

const ordinal = (n: number): string => {
  const tail = n % 100 >= 11 && n % 100 <= 13 ? 0 : n % 10;
  return `${n}${["th", "st", "nd", "rd"][tail] ?? "th"}`;
};

/** A day that follows from others, as it is said. */
export function pointWords(point: Point): string {
  switch (point.op) {
    case "event":
      return spaced(point.ref);
    case "day":
      return point.day;
    case "plus": {
      const { length, unit, at } = point;
      const time = length.op === "literal" ? counted(length.value, unit) : `the ${sayExpression(length)}`;
      return `${time} after ${pointWords(at)}`;
    }
    case "first_of_month": {
      const month = point.nth === 1 ? "month" : `${NTH[point.nth] ?? ""} month`;
      return `the first day of the ${month} ${point.strict ? "after" : "on or after"} ${pointWords(point.after)}`;
    }
    case "first_of_year":
      return `the first ${monthName(point.month)} ${point.day} ${point.strict ? "after" : "on or after"} ${pointWords(point.after)}`;
    case "last_day":
      return `the last day of the ${spaced(point.of)} of ${pointWords(point.at)}`;
    case "before":
      return `the day before ${pointWords(point.at)}`;
    case "after":
      return `the day after ${pointWords(point.at)}`;
    case "birthday":
      return `the ${ordinal(point.nth)} birthday`;
    case "earlier":
    case "later":
      return `${pointWords(point.a)} or ${pointWords(point.b)}, whichever is ${point.op}`;
    case "never":
      return "never";
  }
}

const counted = (count: string, unit: string): string => `${count} ${unit}${count === "1" ? "" : "s"}`;

function insured(view: View, { insures }: Eligibility): readonly Rule[] {
  return insures.map(({ classes, when }, i) => ({
    text: `${classes.length === 0 ? "every employee" : listed(classes.map((id) => view.name("class", id)))}${given(when)}`,
    at: `insures/${i}`,
  }));
}

const dependents = ({ dependents: all }: Eligibility): readonly Rule[] =>
  all.map(({ relations, until, when }, i) => ({
    text: `${people(relations)}${until ? `, until ${pointWords(until)}` : ""}${given(when)}`,
    at: `dependents/${i}`,
  }));

const dated = ({ for: who, when, at }: Eligibility["begins"][number]): string =>
  `${who.length === 0 ? "" : `for ${people(who)}: `}${pointWords(at)}${given(when)}`;

function absences({ absences: all }: Eligibility): readonly Rule[] {
  return all.flatMap(({ from, to, when, rows }, i) =>
    rows.map((row) => {
      const { begins } = row;
      const cover =
        "at" in begins
          ? `cover begins on ${pointWords(begins.at)}`
          : "newAs" in begins
            ? `as somebody new, with the return in place of ${spaced(begins.newAs)}`
            : "as if there had been no absence";
      const more = [
        ...(row.accumulators ? [`deductibles ${spaced(row.accumulators)}`] : []),
        ...(row.waitingPeriod
          ? [`the waiting period ${row.waitingPeriod === "waived" ? "is waived" : row.waitingPeriod}`]
          : []),
      ];
      return {
        text: `from ${spaced(from)} to ${spaced(to)}${given(when)}${inCase(row.when)}: ${[cover, ...more].join("; ")}`,
        at: `absences/${i}`,
      };
    }),
  );
}

const changes = ({ changes: all }: Eligibility): readonly Rule[] =>
  all.flatMap(({ of, to, on, when, rows }, i) =>
    rows.map((row) => ({
      text: `${spaced(of)} becomes ${spaced(to)} on ${spaced(on)}${given(when)}${inCase(row.when)}: from ${pointWords(row.at)}${row.pays ? `; until then, from ${pointWords(row.pays.from)} on, ${paysWords(row.pays)}` : ""}`,
      at: `changes/${i}`,
    })),
  );

const paysWords = ({ payer, pays, is }: NonNullable<Continuation["rows"][number]["pays"]>): string =>
  `the ${payer} pays ${amountWords(pays, is)}`;

function amountWords(pays: Expression, is: "share" | "amount"): string {
  if (pays.op === "literal") return pays.percent ? `${pays.value}%` : `${money(pays.value)} a month`;
  const said = pays.op === "input" || pays.op === "formula" ? spaced(pays.ref) : "what the plan says";
  return is === "share" ? `the share ${said}` : said;
}

function continuations({ continuations: all }: Eligibility): readonly Rule[] {
  return all.flatMap(({ after, for: who, when, rows }, i) =>
    rows.map(({ when: row, continues, pays }) => {
      const goesOn =
        continues.kind === "none"
          ? "does not go on"
          : continues.kind === "through"
            ? `through ${pointWords(continues.at)}`
            : `while ${sayCondition(continues.when)}`;
      return {
        text: `after ${spaced(after)}${who.length === 0 ? "" : ` for ${people(who)}`}${given(when)}${inCase(row)}: ${goesOn}${pays ? `; ${paysWords(pays)}` : ""}`,
        at: `continuations/${i}`,
      };
    }),
  );
}

const extensions = (view: View, { extends: all }: Eligibility): readonly Rule[] =>
  all.map(({ what, most }, i) => ({
    text: `a ${what} that began before${most ? `, at most ${view.amounts.number(most.length)} ${most.unit}s` : ""}`,
    at: `extends/${i}`,
  }));

function premiumWords(premium: NonNullable<Eligibility["premium"]>): string {
  switch (premium.kind) {
    case "whole":
      return "a month in which cover begins or ends is paid whole";
    case "by_day":
      return "a month in which cover begins or ends is paid by the day";
    case "halves":
      return `a half for each half of the month with cover; the second begins on day ${premium.from}`;
  }
}

function coupleWords({ asDependent, isUnderOne }: NonNullable<Eligibility["couple"]>): string {
  const when =
    "when" in asDependent ? `if ${sayCondition(asDependent.when)}` : `from ${spaced(asDependent.from)} on`;
  return `one of two employees is insured as the dependent of the other ${when}${isUnderOne ? "; their dependents are insured under one of them alone" : ""}`;
}
