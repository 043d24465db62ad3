import type { RateBook } from "@planwright/ratebook";
import { type BenefitCell, benefitCell, cellHtml, cellText, holdsIn, type Where } from "./benefit-cell.js";
import { channelsOf, placeWords } from "./benefits.js";
import { amountRows, otherRows } from "./facts.js";
import { counted } from "./diff-words.js";
import { EMPTY, type Html, html } from "./html.js";
import type { View } from "./view.js";
import { listed, spanWords } from "./words.js";

type Plan = RateBook["plans"][number];

/** Both programs, without their sources: a comparison marks what changed, and nothing else. */
export interface Views {
  readonly before: View;
  readonly after: View;
}

/** A row of a benefit table on both sides. */
interface Row {
  readonly about: string;
  readonly before: readonly Html[];
  readonly after: readonly Html[];
  /** By column. */
  readonly changed: readonly boolean[];
  /** It says one thing of all networks. */
  readonly isWide: boolean;
}

/** Networks or channels beyond these stand under each other. */
const MOST_ACROSS = 2;

/** Benefit tables side by side, with what changed; plans of which nothing changed are named. */
export function benefitChanges(views: Views): Html {
  const same: string[] = [];
  const sections = views.after.book.plans.flatMap((plan) => {
    const was = views.before.book.plans.find(({ id }) => id === plan.id);
    if (!plan.benefits || !was?.benefits) return [];
    const table = planTable(views, was, plan);
    if (table) return table;
    same.push(plan.name);
    return [];
  });
  const gone = only(views.before.book, views.after.book);
  const fresh = only(views.after.book, views.before.book);
  if (sections.length === 0 && gone.length === 0 && fresh.length === 0) return EMPTY;
  const notes = [
    ...(fresh.length > 0 ? [`New: ${listed(fresh)}.`] : []),
    ...(gone.length > 0 ? [`No longer there: ${listed(gone)}.`] : []),
    ...(same.length > 0 ? [`Benefits without change: ${listed(same)}.`] : []),
  ];
  return html`<section id="benefits"><h2>Benefits, side by side</h2><p class="hint">A line through what was, and bold what is; rows without change are folded.</p>${sections}${notes.map((note) => html`<p>${note}</p>`)}</section>`;
}

/** Plans with benefits that the other book does not have. */
const only = (book: RateBook, other: RateBook): readonly string[] =>
  book.plans
    .filter(({ id, benefits }) => benefits && !other.plans.some((plan) => plan.id === id))
    .map(({ name }) => name);

function planTable(views: Views, was: Plan, plan: Plan): Html | undefined {
  const places = placesOf(views, was, plan);
  const isAcross = places.length <= MOST_ACROSS;
  const rows = [
    ...factRowsOf(views, was, plan, isAcross ? places.length : 1),
    ...serviceRows(views, was, plan, places, isAcross),
  ];
  const changed = rows.filter((row) => row.changed.some(Boolean));
  if (changed.length === 0) return undefined;
  const rest = rows.filter((row) => !row.changed.some(Boolean));
  const columns = isAcross ? places.length : 1;
  const heads =
    isAcross && places.some(({ network, channel }) => network !== undefined || channel !== undefined)
      ? html`<tr><td></td>${[views.before, views.after].map((view, side) => places.map((place, i) => html`<th scope="col"${side === 1 && i === 0 && html` class="bar"`}>${placeWords(view, plan.coverage, place)}</th>`))}</tr>`
      : EMPTY;
  const years = [views.before, views.after].map(
    ({ book }, side) =>
      html`<th scope="colgroup" colspan="${columns}"${side === 1 && html` class="bar"`}>${side === 0 ? "Before" : "After"} <small>${spanWords(book.program.effective)}</small></th>`,
  );
  const table = (all: readonly Row[], isFolded: boolean) =>
    html`<div class="scroll"><table class="side">${!isFolded && html`<thead><tr><td></td>${years}</tr>${heads}</thead>`}<tbody>${all.map(rowHtml)}</tbody></table></div>`;
  const name = was.name === plan.name ? html`${plan.name}` : html`<del>${was.name}</del> → ${plan.name}`;
  return html`<section class="plan"><h3>${name} <small>${views.after.name("coverage", plan.coverage)}</small></h3>${table(changed, false)}${rest.length > 0 && html`<details><summary>${counted(rest.length, "row")} without change</summary>${table(rest, true)}</details>`}</section>`;
}

function rowHtml({ about, before, after, changed, isWide }: Row): Html {
  const cell = (part: Html, i: number, side: "was" | "new", span: number): Html => {
    const classes = [...(changed[i] ? [side] : ["same"]), ...(side === "new" && i === 0 ? ["bar"] : [])];
    const inner = changed[i] ? (side === "was" ? html`<del>${part}</del>` : html`<ins>${part}</ins>`) : part;
    return html`<td class="${classes.join(" ")}"${isWide && span > 1 && html` colspan="${span}"`}>${inner}</td>`;
  };
  return html`<tr><th scope="row">${about}</th>${before.map((part, i) => cell(part, i, "was", changed.length))}${after.map((part, i) => cell(part, i, "new", changed.length))}</tr>`;
}

/** Networks and channels of either side, in the order of the new one. */
function placesOf({ before, after }: Views, was: Plan, plan: Plan): readonly Where[] {
  const cells = [was, plan].flatMap(({ benefits }) => benefits?.cells ?? []);
  const isByNetwork = cells.some(({ network }) => network !== undefined);
  const networks = isByNetwork
    ? merged(
        after.book.networks.filter(({ id, coverage }) => coverage === plan.coverage && holdsIn(plan, id)),
        before.book.networks.filter(({ id, coverage }) => coverage === was.coverage && holdsIn(was, id)),
      )
    : [];
  const channels = [...new Set([...channelsOf(after, plan), ...channelsOf(before, was)])];
  const orNone = (ids: readonly string[]) => (ids.length === 0 ? [undefined] : ids);
  return orNone(networks).flatMap((network) => orNone(channels).map((channel) => ({ network, channel })));
}

const merged = (
  first: readonly { readonly id: string }[],
  second: readonly { readonly id: string }[],
): readonly string[] => [...new Set([...first, ...second].map(({ id }) => id))];

function factRowsOf(views: Views, was: Plan, plan: Plan, columns: number): readonly Row[] {
  const rows = (view: View, one: Plan) =>
    new Map([...amountRows(view, [one]), ...otherRows(view, [one])].map((row) => [row.about, row]));
  const before = rows(views.before, was);
  const after = rows(views.after, plan);
  return [...new Set([...after.keys(), ...before.keys()])].map((about) => {
    const [a, b] = [before.get(about)?.cells[0], after.get(about)?.cells[0]];
    const isChanged = a?.text !== b?.text;
    return {
      about,
      before: [a ?? NONE],
      after: [b ?? NONE],
      changed: [isChanged, ...Array<boolean>(columns - 1).fill(false)],
      isWide: true,
    };
  });
}

const NONE = html`none`;

function serviceRows(
  views: Views,
  was: Plan,
  plan: Plan,
  places: readonly Where[],
  isAcross: boolean,
): readonly Row[] {
  return servicesOf(views, was, plan).flatMap((id) => {
    const of = (view: View, one: Plan, where: Where): BenefitCell => {
      const service =
        id === undefined
          ? undefined
          : view.book.services.find((known) => known.id === id && known.coverage === one.coverage);
      return benefitCell(view, one, service, where, []);
    };
    const name = id === undefined ? "Every other service" : views.after.within("service", plan.coverage, id);
    const pairs = places.map((where) => ({
      where,
      before: of(views.before, was, where),
      after: of(views.after, plan, where),
    }));
    const row = (about: string, cells: typeof pairs): Row => ({
      about,
      before: cells.map(({ before }) => inside(views.before, before)),
      after: cells.map(({ after }) => inside(views.after, after)),
      changed: cells.map(({ before, after }) => cellText(before) !== cellText(after)),
      isWide: false,
    });
    if (isAcross) return row(name, pairs);
    return pairs.map((pair) => row(`${name}, ${placeWords(views.after, plan.coverage, pair.where)}`, [pair]));
  });
}

/** What a cell holds, without the cell. */
const inside = (view: View, cell: BenefitCell): Html => cellHtml(view, cell, [], [], "div");

function servicesOf({ before, after }: Views, was: Plan, plan: Plan): readonly (string | undefined)[] {
  const named = new Set(
    [was, plan].flatMap(({ benefits }) => benefits?.cells.map(({ service }) => service) ?? []),
  );
  const ids = merged(
    after.book.services.filter(({ coverage }) => coverage === plan.coverage),
    before.book.services.filter(({ coverage }) => coverage === was.coverage),
  ).filter((id) => named.has(id));
  return named.has(undefined) ? [...ids, undefined] : ids;
}
