import { monthName } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import { accountsSection } from "./accounts.js";
import { benefitTables } from "./benefits.js";
import { chartFigure } from "./chart-figure.js";
import { chartOf } from "./chart.js";
import { contributionsSection, coverageFacts, membersSection } from "./coverage.js";
import { eligibilitySection } from "./eligibility.js";
import { EMPTY, type Html, html } from "./html.js";
import type { Anchor } from "./marks.js";
import { ratesSection, rateTable } from "./rates.js";
import { areasSection, groupFacts, termsSection } from "./terms.js";
import { View } from "./view.js";
import { daysInWords, dayWords, listed, spanWords } from "./words.js";

/** A page without its frame: what stands in the body, and what ties it to the text of the plan. */
export interface Page {
  readonly title: string;
  /** Markup, safe as it is: texts of the plan are escaped. */
  readonly body: string;
  /** By the number in `data-at`; empty unless they were asked for. */
  readonly anchors: readonly Anchor[];
}

export interface PageOptions {
  /** The service of the charts; else one of which the plans say most. */
  readonly service?: string | undefined;
  /** Whether elements say in `data-at` where they were written. */
  readonly anchors?: boolean | undefined;
}

/** A plan as the page that members see: benefits side by side, what a member pays, rates, contributions, eligibility. */
export function planPage(book: RateBook, options: PageOptions = {}): Page {
  const view = new View(book, options.anchors === true);
  const tables = book.coverages.map((coverage) => coverageSection(view, coverage, options.service));
  const sections: readonly (readonly [string, string, Html])[] = [
    ...book.coverages.flatMap((coverage, i): (readonly [string, string, Html])[] => {
      const section = tables[i] ?? EMPTY;
      return section.text === "" ? [] : [[`coverage-${i}`, coverage.name, section]];
    }),
    ["others", "Other coverages", otherCoverages(view)],
    ["rates", "Rates", ratesSection(view, (table, index) => rateTable(view, table, index))],
    ["areas", "Areas", areasSection(view)],
    ["contributions", "Who pays", contributionsSection(view)],
    ["eligibility", "Who is insured", eligibilitySection(view)],
    ["accounts", "Accounts", accountsSection(view)],
    ["group", "For the group", groupFacts(view)],
    ["members", "Who takes part", membersSection(view)],
    ["terms", "Words", termsSection(view)],
    ["chosen", "Chosen", chosenSection(view)],
  ];
  const present = sections.filter(([, , section]) => section.text !== "");
  const nav = html`<nav aria-label="Parts">${present.map(([id, label]) => html`<a href="#${id}">${label}</a>`)}</nav>`;
  const body = html`${header(view)}${nav}<main>${present.map(([, , section]) => section)}</main>${footer(book)}`;
  return { title: book.program.name, body: body.text, anchors: view.marks.anchors };
}

function header({ book }: View): Html {
  const { program, plans, areas } = book;
  const count = (n: number, one: string, many: string): string[] =>
    n === 0 ? [] : [`${n} ${n === 1 ? one : many}`];
  const { approved, retroactive, market, currency, contractYear } = program;
  const facts = [
    spanWords(program.effective),
    ...(approved === undefined
      ? []
      : [`approved ${dayWords(approved)}${retroactive ? ", after it took effect" : ""}`]),
    ...(contractYear ? [`contract years from ${monthName(contractYear.month)} ${contractYear.day}`] : []),
    ...(market === undefined ? [] : [market]),
    ...(currency === "USD" ? [] : [`amounts in ${currency}`]),
    ...count(plans.filter(({ isSchedule }) => !isSchedule).length, "plan", "plans"),
    ...count(areas?.areas.length ?? 0, "area", "areas"),
  ];
  const eye = [program.operator, program.source].filter((text) => text !== undefined);
  return html`<header><p class="eye">${daysInWords(eye.join(" · "))}</p><h1>${program.name}</h1><p class="sub">${facts.join(" · ")}</p>${program.notes.map((note) => html`<p class="sub">${daysInWords(note)}</p>`)}</header>`;
}

/** A coverage whose plans say what they pay. */
function coverageSection(
  view: View,
  coverage: RateBook["coverages"][number],
  service: string | undefined,
): Html {
  const tables = benefitTables(view, coverage);
  if (tables.text === "") return EMPTY;
  const index = view.book.coverages.indexOf(coverage);
  const path = `/coverages/${index}`;
  const chart = chartOf(view, coverage, serviceOf(view, coverage.id, service));
  const carriers = [
    ...new Set(
      [coverage.carrier, ...view.plansOf(coverage.id).map(({ carrier }) => carrier)].flatMap(
        (id) => id ?? [],
      ),
    ),
  ];
  const small = listed(carriers.map((id) => view.name("carrier", id)));
  return html`<section id="coverage-${index}"><h2${view.marks.at(path)}>${coverage.name}${small !== "" && html`<small>${small}</small>`}${view.marks.cites(path)}</h2>${tables}${coverageFacts(view, coverage)}${chart && chartFigure(view, coverage.id, chart, `pays-${index}`)}</section>`;
}

/** A service that was asked for is drawn where it is of the coverage. */
const serviceOf = ({ book }: View, coverage: string, service: string | undefined): string | undefined =>
  book.services.some((one) => one.coverage === coverage && one.id === service) ? service : undefined;

/** Coverages without a schedule of benefits: life, disability, and what is told of others. */
function otherCoverages(view: View): Html {
  const cards = view.book.coverages.flatMap((coverage, i) => {
    if (view.plansOf(coverage.id).some(({ benefits }) => benefits)) return [];
    const facts = coverageFacts(view, coverage);
    const carrier = coverage.carrier === undefined ? "" : view.name("carrier", coverage.carrier);
    if (facts.text === "" && carrier === "") return [];
    const path = `/coverages/${i}`;
    return html`<div class="card"><h3${view.marks.at(path)}>${coverage.name}${carrier !== "" && html`<small>${carrier}</small>`}${view.marks.cites(path)}</h3>${facts}</div>`;
  });
  if (cards.length === 0) return EMPTY;
  const isAll = cards.length === view.book.coverages.length;
  return html`<section id="others"><h2>${isAll ? "Coverages" : "Other coverages"}</h2><div class="cards">${cards}</div></section>`;
}

function chosenSection(view: View): Html {
  const all = view.marks.readingsChosen();
  if (all.length === 0) return EMPTY;
  const items = all.map(({ number, text, places }) => {
    const [first, ...others] = places;
    const where = first
      ? `${first.file.split("/").at(-1)}:${first.line}${others.length > 0 ? ` and ${others.length} more` : ""}`
      : "";
    return html`<li id="chosen-${number}"><span class="num">c${number}</span>${daysInWords(text)} <code>${where}</code></li>`;
  });
  return html`<section id="chosen"><h2>Chosen, because the document does not say <small>${all.length === 1 ? "one reading" : `${all.length} readings`}</small></h2><ul class="cho">${items}</ul></section>`;
}

const footer = ({ program, hash }: RateBook): Html =>
  html`<footer>Made by planwright from ${program.id}, rate book ${hash.slice(0, 12)}. What is printed with a page or a rule is the document's; what is marked c1 was chosen. A limit, a deductible or a share holds as the plan says it; this page adds nothing.</footer>`;
