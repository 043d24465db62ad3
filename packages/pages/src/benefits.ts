import type { RateBook } from "@planwright/ratebook";
import { type BenefitCell, benefitCell, cellHtml, holdsIn, type Where } from "./benefit-cell.js";
import { amountRows, type FactRow, otherRows, sharedBy, smallLines } from "./facts.js";
import { EMPTY, type Html, html, type Part } from "./html.js";
import type { View } from "./view.js";
import { listed, uncapital } from "./words.js";

type Plan = RateBook["plans"][number];
type Coverage = RateBook["coverages"][number];
type Service = RateBook["services"][number];

/** Plans whose tables have the same shape, side by side: schedules and riders stand apart from what they go with. */
interface Group {
  readonly plans: readonly Plan[];
  readonly places: readonly Where[];
  /** Nothing is a row of every other service. */
  readonly services: readonly (Service | undefined)[];
}

/** The benefit tables of a coverage: plans side by side, or one plan with its networks side by side. */
export function benefitTables(view: View, coverage: Coverage): Html {
  const groups = groupsOf(view, coverage);
  return html`${groups.map((group) => (group.plans.length === 1 ? onePlan(view, group) : sideBySide(view, group)))}`;
}

function groupsOf(view: View, { id }: Coverage): readonly Group[] {
  const byShape = new Map<string, Plan[]>();
  for (const plan of view.plansOf(id)) {
    if (!plan.benefits) continue;
    const key = [plan.isSchedule, plan.benefits.riderTo.length > 0, ...channelsOf(view, plan)].join("|");
    byShape.set(key, [...(byShape.get(key) ?? []), plan]);
  }
  return [...byShape.values()].flatMap((plans) => inTables(plans).map((some) => groupOf(view, id, some)));
}

/** Plans that stand beside each other in one table. */
const MOST_PLANS = 10;

/** Several tables of about one size where there are more plans. */
function inTables(plans: readonly Plan[]): readonly (readonly Plan[])[] {
  const tables = Math.ceil(plans.length / MOST_PLANS);
  const size = Math.ceil(plans.length / tables);
  return Array.from({ length: tables }, (_, i) => plans.slice(i * size, (i + 1) * size));
}

function groupOf(view: View, coverage: string, plans: readonly Plan[]): Group {
  const cells = plans.flatMap(({ benefits }) => benefits?.cells ?? []);
  const named = new Set(cells.map(({ service }) => service));
  const services = view.book.services.filter(
    (service) => service.coverage === coverage && named.has(service.id),
  );
  const isByNetwork = cells.some(({ network }) => network !== undefined);
  const networks = isByNetwork
    ? view.book.networks.filter(
        (network) => network.coverage === coverage && plans.some((plan) => holdsIn(plan, network.id)),
      )
    : [];
  const channels = plans[0] ? channelsOf(view, plans[0]) : [];
  const places = orNone(networks.map(({ id }) => id)).flatMap((network) =>
    orNone(channels).map((channel) => ({ network, channel })),
  );
  return { plans, places, services: [...services, ...(named.has(undefined) ? [undefined] : [])] };
}

const orNone = (ids: readonly string[]): readonly (string | undefined)[] =>
  ids.length === 0 ? [undefined] : ids;

/** Channels by which a plan pays something of its own. */
export function channelsOf(view: View, { coverage, benefits }: Plan): readonly string[] {
  const used = new Set(benefits?.cells.map(({ channel }) => channel));
  return view.book.channels
    .filter((one) => one.coverage === coverage && used.has(one.id))
    .map(({ id }) => id);
}

/** `Participating provider, mail order`. */
export const placeWords = (view: View, coverage: string, { network, channel }: Where): string =>
  [
    ...(network === undefined ? [] : [view.within("network", coverage, network)]),
    ...(channel === undefined ? [] : [view.within("channel", coverage, channel)]),
  ].join(", ");

/** The same, with what becomes of a charge above what is allowed. */
function placeHead(view: View, coverage: string, where: Where): Html {
  const network = view.book.networks.find(({ id, coverage: of }) => of === coverage && id === where.network);
  const small = network?.balance && BALANCES[network.balance];
  return html`${placeWords(view, coverage, where)}${small !== undefined && html` <small>${small}</small>`}`;
}

const BALANCES = {
  billed: "may bill you what is charged above the allowed charge",
  written_off: "bills nothing above the allowed charge",
} as const;

function sideBySide(view: View, { plans, places, services }: Group): Html {
  const heads = plans.map(
    (plan) => html`<th scope="col"${view.marks.at(view.planPath(plan))}>${planHead(view, plan)}</th>`,
  );
  const often = plans.map((plan) => oftenChosen(view, plan));
  const bodies = places.map((where, k) => {
    const title = placeHead(view, plans[0]?.coverage ?? "", where);
    const rows = services.map((service) =>
      serviceRow(
        view,
        service,
        plans.map((plan, i) => benefitCell(view, plan, service, where, often[i] ?? [])),
        k === 0,
      ),
    );
    return html`<tbody>${title.text !== "" && html`<tr class="grp"><th colspan="${plans.length + 1}" scope="rowgroup">${title}</th></tr>`}${rows}</tbody>`;
  });
  const amounts = amountRows(view, plans).map(factLine);
  const others = otherRows(view, plans).map(factLine);
  const last = html`<tbody><tr class="grp"><th colspan="${plans.length + 1}" scope="rowgroup">About the plans</th></tr>${others}</tbody>`;
  return scrolled(
    html`<table class="all"><thead><tr><td></td>${heads}</tr></thead>${amounts.length > 0 && html`<tbody>${amounts}</tbody>`}${bodies}${others.length > 0 && last}</table>`,
    plans.length > 5,
  );
}

const factLine = ({ label, cells, without }: FactRow): Html =>
  html`<tr><th scope="row">${label}</th>${cells.map((cell) => html`<td>${cell ?? html`<span class="no">${without}</span>`}</td>`)}</tr>`;

/** A plan alone: what it says of itself, then its services with a column for each network. */
function onePlan(view: View, { plans, places, services }: Group): Html {
  const [plan] = plans;
  if (!plan) return EMPTY;
  const facts = [...amountRows(view, plans), ...otherRows(view, plans)].map(
    ({ label, cells: [cell] }) => html`<div><dt>${label}</dt><dd>${cell}</dd></div>`,
  );
  const heads = places.map(
    (where) =>
      html`<th scope="col">${where.network === undefined && where.channel === undefined ? "The member pays" : placeHead(view, plan.coverage, where)}</th>`,
  );
  const often = oftenChosen(view, plan);
  const rows = services.map((service) =>
    serviceRow(
      view,
      service,
      places.map((where) => benefitCell(view, plan, service, where, often)),
      true,
    ),
  );
  const isWide = places.length > 5;
  return html`<h3${view.marks.at(view.planPath(plan))}>${planHead(view, plan)}</h3>${facts.length > 0 && html`<dl class="facts">${facts}</dl>`}${scrolled(html`<table class="${isWide ? "all" : "one"}"><thead><tr><th scope="col">Service</th>${heads}</tr></thead><tbody>${rows}</tbody></table>`, isWide)}`;
}

/** What all cells of a row have beside them stands once, beside the service. `isFirst`: it stands in no table before. */
function serviceRow(
  view: View,
  service: Service | undefined,
  cells: readonly BenefitCell[],
  isFirst: boolean,
): Html {
  if (!service && cells.every(({ kind }) => kind === "unnamed")) return EMPTY;
  const told = cells.filter(({ isTold }) => isTold);
  const shared = sharedBy(told.map(({ beside }) => beside));
  const marks =
    told.length < 2 ? [] : (told[0]?.marks ?? []).filter((n) => told.every((cell) => cell.marks.includes(n)));
  const head: Part = service ? service.name : html`<i>Every other service</i>`;
  const about = service && isFirst ? aboutService(view, service) : [];
  return html`<tr><th scope="row">${head}${view.marks.marked(marks)}${smallLines([...about, ...shared])}</th>${cells.map((cell) => cellHtml(view, cell, shared, marks))}</tr>`;
}

/** What a service stands for: other services, procedure codes. */
function aboutService(view: View, { coverage, groups, codes }: Service): readonly string[] {
  const inside = groups.map((id) => uncapital(view.within("service", coverage, id)));
  const numbers = codes.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  return [
    ...(inside.length === 0 ? [] : [listed(inside)]),
    ...(numbers.length === 0 ? [] : [`codes ${numbers.join(", ")}`]),
  ];
}

const scrolled = (table: Html, isWide: boolean): Html =>
  html`<div class="scroll${isWide && " wide"}">${table}</div>`;

/** A reading that was chosen for more than half of a schedule is marked at its head alone. */
function oftenChosen(view: View, plan: Plan): readonly number[] {
  const cells = plan.benefits?.cells ?? [];
  const counts = new Map<number, number>();
  for (const i of cells.keys()) {
    for (const n of view.marks.numbersAt(`${view.planPath(plan)}/benefits/cells/${i}`))
      counts.set(n, (counts.get(n) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1 && count > cells.length / 2).map(([n]) => n);
}

function planHead(view: View, plan: Plan): Html {
  const path = view.planPath(plan);
  const numbers = [...new Set([...view.marks.numbersAt(path), ...oftenChosen(view, plan)])];
  return html`${plan.name}${view.marks.marked(numbers)}${view.marks.cites(path)}`;
}
