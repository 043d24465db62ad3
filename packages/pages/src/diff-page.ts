import { type Change, CLASSES, idOf, type PolicyFinding, ratesSpread, summaryOf } from "@planwright/diff";
import type { RateBook } from "@planwright/ratebook";
import { benefitChanges } from "./diff-benefits.js";
import { isMoved, type People, peopleSection } from "./diff-people.js";
import { moveOf, rateChanges } from "./diff-rates.js";
import {
  classHtml,
  classWord,
  counted,
  FELT,
  isRate,
  movedHtml,
  signedMoney,
  signedPercent,
} from "./diff-words.js";
import { EMPTY, type Html, html } from "./html.js";
import type { Page } from "./page.js";
import { View } from "./view.js";
import { daysInWords, listed, spanWords } from "./words.js";

/** Two programs that were compared. `base` has the names of `head`. */
export interface ComparedBooks {
  readonly base: RateBook;
  readonly head: RateBook;
  readonly changes: readonly Change[];
  /** Of a policy; without one there are none. */
  readonly findings: readonly PolicyFinding[];
  readonly people: People;
}

/** Rows of one list; a page has an end. */
const MOST_ROWS = 500;

/** What changed from one program to another, as a page: the sum of it first, then tables side by side. */
export function diffPage(compared: ComparedBooks): Page {
  const { base, head, changes, findings } = compared;
  const views = { before: new View(bare(base), false), after: new View(bare(head), false) };
  const felt = changes.filter((change) => FELT.includes(change.class) && !isRate(change));
  const others = changes.filter((change) => !FELT.includes(change.class));
  const sections: readonly (readonly [string, string, Html])[] =
    changes.length === 0
      ? [["findings", "Findings", findingsSection(findings)]]
      : [
          ["findings", "Findings", findingsSection(findings)],
          ["changes", "Changes", changesSection(felt, others)],
          ["benefits", "Benefits", benefitChanges(views)],
          ["rates", "Rates", rateChanges(views, outsideOf(compared))],
          ["people", "People", peopleSection(compared.people)],
        ];
  const present = sections.filter(([, , section]) => section.text !== "");
  const nav =
    present.length > 1 &&
    html`<nav aria-label="Parts">${present.map(([id, label]) => html`<a href="#${id}">${label}</a>`)}</nav>`;
  const body = html`${header(compared)}${nav}<main>${present.map(([, , section]) => section)}</main><footer>Compared by meaning: layout, comments, order and the files that things stand in make no change. Percentages are recomputed from the tables.</footer>`;
  return { title: `${titleOf(compared)}: what changed`, body: body.text, anchors: [] };
}

/** The rates that a policy finds outside its corridor. */
function outsideOf({ changes, findings }: ComparedBooks): ReadonlySet<string> {
  const ids = new Set(findings.filter(({ kind }) => kind === "outside_corridor").map(({ id }) => id));
  if (ids.size === 0) return ids;
  return new Set(
    changes
      .filter((change) => ids.has(idOf(change)))
      .map(({ subject, before, after }) => moveOf(subject, before, after)),
  );
}

/** Marks of sources are left out: a comparison marks what changed. */
function bare(book: RateBook): RateBook {
  const { sources: _, ...rest } = book;
  return rest;
}

const titleOf = ({ base, head }: ComparedBooks): string =>
  base.program.name === head.program.name ? head.program.name : `${base.program.name} → ${head.program.name}`;

function header(compared: ComparedBooks): Html {
  const { base, head, changes } = compared;
  const summary = summaryOf(changes);
  const tiles = CLASSES.filter((of) => summary[of] > 0).map(
    (of) => html`<div class="tile"><b>${summary[of]}</b> ${classHtml(of)}</div>`,
  );
  const breaking =
    summary.breaking > 0 &&
    html`<div class="tile"><b>${summary.breaking}</b> breaking for downstream systems</div>`;
  const errors = compared.findings.filter(({ severity }) => severity === "error").length;
  const bad =
    errors > 0 && html`<div class="tile bad"><b>${errors}</b> ${errors === 1 ? "error" : "errors"}</div>`;
  return html`<header><p class="eye">What changed</p><h1>${titleOf(compared)}</h1><p class="sub">${spanWords(base.program.effective)} → ${spanWords(head.program.effective)}</p>${verdict(compared).map((text) => html`<p class="lead">${text}</p>`)}${changes.length > 0 && html`<div class="tiles">${bad}${tiles}${breaking}</div>`}</header>`;
}

/** The sum of it, in sentences: rates, what members pay, what a census pays. */
function verdict({ changes, people }: ComparedBooks): readonly string[] {
  if (changes.length === 0) return ["No change in meaning."];
  return [...ratesVerdict(changes), ...membersVerdict(people), ...censusVerdict(people)];
}

/** Subjects whose changes are told one by one. */
const MOST_TOLD = 4;

function ratesVerdict(changes: readonly Change[]): readonly string[] {
  const spreads = ratesSpread(changes);
  if (spreads.length === 0) return [];
  if (spreads.length > MOST_TOLD) {
    const [whole] = ratesSpread(changes.map((change) => ({ ...change, subject: "" })));
    if (!whole) return [];
    const { count, least, most, mean } = whole;
    return [
      `${counted(count, "rate")} of ${spreads.length} plans and coverages changed, by ${signedPercent(least)} to ${signedPercent(most)}; the mean is ${signedPercent(mean)}, each rate counted once.`,
    ];
  }
  const told = spreads.map(({ subject, least, most, leastAmount, mostAmount, count }) =>
    least === most && leastAmount === mostAmount
      ? `${subject} ${signedPercent(least)} (${signedMoney(leastAmount)})`
      : `${subject} ${signedPercent(least)} to ${signedPercent(most)} over ${counted(count, "rate")}`,
  );
  return [`Rates: ${told.join("; ")}.`];
}

function membersVerdict({ members }: People): readonly string[] {
  const moved = members.filter(isMoved);
  if (moved.length === 0) return [];
  const largest = [...moved].sort((a, b) => Math.abs(Number(b.delta)) - Math.abs(Number(a.delta)))[0];
  const more = moved.filter(({ delta = "0" }) => !delta.startsWith("-")).length;
  const counts = [
    ...(more > 0 ? [`more in ${more}`] : []),
    ...(moved.length - more > 0 ? [`less in ${moved.length - more}`] : []),
  ];
  const asked = members.filter(({ delta }) => delta !== undefined).length;
  const most = largest
    ? ` The largest difference is ${signedMoney(largest.delta ?? "0")}: ${largest.planName}, ${largest.scenario}.`
    : "";
  return [
    `Of ${counted(asked, "scenario")} that can be asked of both, a member pays ${listed(counts)}.${most}`,
  ];
}

function censusVerdict({ census }: People): readonly string[] {
  if (!census) return [];
  const { delta, percent } = census.total.premium;
  if (Number(delta) === 0) return ["The premiums of the census stay what they are, as people are enrolled."];
  return [
    `The premiums of the census change by ${signedMoney(delta)} a month${percent === undefined ? "" : `, ${signedPercent(percent)}`}, as people are enrolled.`,
  ];
}

function findingsSection(findings: readonly PolicyFinding[]): Html {
  if (findings.length === 0) return EMPTY;
  const rows = findings.map(
    ({ severity, id, message }) =>
      html`<p class="finding ${severity}"><strong>${severity === "error" ? "Error" : "Warning"}.</strong> ${daysInWords(message)} <span class="where">${id}</span></p>`,
  );
  return html`<section id="findings"><h2>Findings</h2>${rows}</section>`;
}

function changesSection(felt: readonly Change[], others: readonly Change[]): Html {
  if (felt.length === 0 && others.length === 0) return EMPTY;
  const more =
    others.length > 0 &&
    html`<details><summary>${counted(others.length, "other change")}: ${listed([...new Set(others.map((change) => classWord(change.class)))])}</summary>${changeTable(others)}</details>`;
  return html`<section id="changes"><h2>Changes of plans and contributions</h2>${felt.length > 0 ? changeTable(felt) : html`<p>Nothing but rates.</p>`}${more}</section>`;
}

function changeTable(changes: readonly Change[]): Html {
  const rows = changes.slice(0, MOST_ROWS).map((change) => {
    const { subject, what, beforeText, afterText, deltaText, percent, breaking, file, line } = change;
    const size = [deltaText, percent === undefined ? undefined : signedPercent(percent)].filter(
      (text) => text !== undefined,
    );
    const where = file === undefined ? "" : `${file.split("/").at(-1)}:${line}`;
    return html`<tr><td>${classHtml(change.class)}</td><th scope="row">${subject}</th><td>${what}${breaking && html` <small>breaking for downstream systems</small>`}</td><td>${movedHtml(beforeText && daysInWords(beforeText), afterText && daysInWords(afterText))}</td><td class="r">${size.join(", ")}</td><td class="where">${where} <small>${idOf(change)}</small></td></tr>`;
  });
  const left = changes.length - rows.length;
  return html`<div class="scroll"><table class="list"><thead><tr><th scope="col">Class</th><th scope="col">Whose</th><th scope="col">What</th><th scope="col">Before → after</th><th scope="col" class="r">Difference</th><th scope="col">Where</th></tr></thead><tbody>${rows}</tbody></table></div>${left > 0 && html`<p class="hint">${left} more are left out of this page.</p>`}`;
}
