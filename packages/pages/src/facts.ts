import { type RateBook, sayCondition, spaced } from "@planwright/ratebook";
import { EMPTY, type Html, html, joined, type Part } from "./html.js";
import { accountName, amountWords, type Benefits } from "./share.js";
import type { View } from "./view.js";
import { capital, each, listed, periodWords, uncapital } from "./words.js";

type Plan = RateBook["plans"][number];
type Accumulator = Benefits["accumulators"][number];
type Limit = Benefits["limits"][number];

/** A row of a benefit table: what it is about, and what each plan says of it. */
export interface FactRow {
  /** What it is about, without what is said beside it. */
  readonly about: string;
  readonly label: Part;
  /** In the order of the plans; nothing where a plan says nothing. */
  readonly cells: readonly (Html | undefined)[];
  /** What stands where a plan says nothing. */
  readonly without: "none" | "–";
}

/** A limit of visits of more services than these is told once, and not beside each of them; one of money, of two. */
const MOST_BESIDE = 3;

type Row = (label: string, cell: (plan: Plan, benefits: Benefits) => Html | undefined) => FactRow;

const rowsOf =
  (plans: readonly Plan[]): Row =>
  (label, cell) => ({
    about: label,
    label,
    without: "–",
    cells: plans.map((plan) => (plan.benefits ? cell(plan, plan.benefits) : undefined)),
  });

const said = (rows: readonly FactRow[]): readonly FactRow[] =>
  rows.filter(({ cells }) => cells.some((cell) => cell !== undefined));

/** What counts up during the year: deductibles, maxima, what the plan pays at most. */
export function amountRows(view: View, plans: readonly Plan[]): readonly FactRow[] {
  const row = rowsOf(plans);
  const names = [
    ...new Set(plans.flatMap(({ benefits }) => benefits?.accumulators.map(({ name }) => name) ?? [])),
  ];
  return said([
    ...names.map((name) => accumulatorRow(view, plans, name)),
    row("Counted together", (plan, benefits) =>
      stacked(
        benefits.counters.map(({ unit, services, period }) =>
          block(
            `${unit}s of ${listed(services.map((id) => uncapital(view.within("service", plan.coverage, id))))}`,
            periodWords(period),
          ),
        ),
      ),
    ),
    row("The plan pays at most", (plan, benefits) =>
      stacked(
        benefits.limits.flatMap((limit, i) =>
          isTold(limit) ? limitCell(view, plan, limit, `${view.planPath(plan)}/benefits/limits/${i}`) : [],
        ),
      ),
    ),
  ]);
}

/** What plans say beside their services: what is allowed, what they come with, what they exclude. */
export function otherRows(view: View, plans: readonly Plan[]): readonly FactRow[] {
  const row = rowsOf(plans);
  return said([
    row("Allowed charge", (plan, benefits) => allowedCell(view, plan, benefits)),
    row("Comes with", (_, benefits) =>
      stacked(
        benefits.with.map(({ plan: other, when }) =>
          block(view.name("plan", other), when ? `if ${sayCondition(when)}` : undefined),
        ),
      ),
    ),
    row("Rider to", (_, { riderTo }) =>
      riderTo.length === 0 ? undefined : html`${listed(riderTo.map((id) => view.name("plan", id)))}`,
    ),
    row("Waiting period", (plan, benefits) => waitingCell(view, plan, benefits)),
    row("Condition", (plan, benefits) =>
      stacked(
        benefits.rules.flatMap((rule, i) =>
          rule.services.length === 0 || rule.services.length > MOST_BESIDE
            ? html`<div${view.marks.at(`${view.planPath(plan)}/benefits/rules/${i}`)}>${capital(ruleWords(view, rule))}${scopeOf(view, plan, rule.services)}</div>`
            : [],
        ),
      ),
    ),
    row("Beside other insurance", (_, { coordination }) =>
      stacked(
        coordination.map(({ manner, when }) =>
          block(`${spaced(manner)} coordination`, when ? `if ${sayCondition(when)}` : undefined),
        ),
      ),
    ),
    row("Excluded", (plan, { excludes }) =>
      excludes.length === 0
        ? undefined
        : html`${listed(excludes.map((id) => view.within("service", plan.coverage, id)))}`,
    ),
    row("Kind of plan", ({ product }) => (product === undefined ? undefined : html`${spaced(product)}`)),
    row("Offered when", ({ available }) => (available ? html`${sayCondition(available)}` : undefined)),
    ...featureRows(plans),
  ]);
}

function featureRows(plans: readonly Plan[]): FactRow[] {
  const names = [...new Set(plans.flatMap(({ features }) => Object.keys(features)))];
  return names.map((name) => ({
    about: capital(spaced(name)),
    label: capital(spaced(name)),
    without: "–" as const,
    cells: plans.map(({ features }) => (Object.hasOwn(features, name) ? html`${features[name]}` : undefined)),
  }));
}

const block = (text: string, small?: string): Html =>
  html`<div>${text}${small !== undefined && html` <small>${small}</small>`}</div>`;

const stacked = (blocks: readonly Part[]): Html | undefined =>
  blocks.length === 0 ? undefined : html`${blocks}`;

/** Whether a limit is told once for the plan. */
const isTold = ({ of, services }: Limit): boolean =>
  services.length === 0 || services.length > (typeof of === "object" ? MOST_BESIDE : 1);

/** Limits that stand beside a service. */
export function limitsBeside(
  benefits: Benefits,
  service: string,
  network: string | undefined,
): readonly { readonly limit: Limit; readonly index: number }[] {
  return benefits.limits
    .map((limit, index) => ({ limit, index }))
    .filter(
      ({ limit }) =>
        !isTold(limit) &&
        limit.services.includes(service) &&
        (network === undefined || limit.networks.length === 0 || limit.networks.includes(network)),
    );
}

/** An accumulator in words: its figures, and what holds of them. */
interface Account {
  readonly path: string;
  readonly figures: readonly (readonly [string, string])[];
  readonly notes: readonly string[];
}

function accountOf(view: View, plan: Plan, benefits: Benefits, one: Accumulator, index: number): Account {
  const { of, amounts, manner, period, when, carryOverMonths, counts } = one;
  const wide = one.networks.length < benefits.networks.length ? one.networks : [];
  return {
    path: `${view.planPath(plan)}/benefits/accumulators/${index}`,
    figures:
      of === undefined
        ? amounts.map(({ per, amount }) => [view.amounts.money(amount), each(per)] as const)
        : [["", `that of ${view.name("coverage", of).toLowerCase()}`]],
    notes: [
      ...(period === undefined
        ? []
        : [`each ${periodWords(period).replace(/^(an?|each) /, "")}`.replace("each in a", "in a")]),
      ...(wide.length === 0 ? [] : [listed(wide.map((id) => view.within("network", plan.coverage, id)))]),
      ...(one.services.length === 0
        ? []
        : [`for ${listed(one.services.map((id) => view.within("service", plan.coverage, id)))}`]),
      ...(manner === undefined ? [] : [mannerWords(manner)]),
      ...(counts.length === 0 ? [] : [`counts ${listed([...counts])}`]),
      ...(carryOverMonths === undefined
        ? []
        : [`the last ${carryOverMonths} months count in the next year too`]),
      ...(when ? [`if ${sayCondition(when)}`] : []),
    ],
  };
}

/** The accumulators of one name: what holds of them all stands once, beside the name. */
function accumulatorRow(view: View, plans: readonly Plan[], name: string): FactRow {
  const all = plans.map(({ benefits }, i) =>
    (benefits?.accumulators ?? []).flatMap((one, k) => {
      const plan = plans[i];
      return one.name === name && plan && benefits ? accountOf(view, plan, benefits, one, k) : [];
    }),
  );
  const shared = sharedBy(all.flat().map(({ notes }) => notes));
  return {
    about: capital(accountName(name)),
    label: html`${capital(accountName(name))}${smallLines(shared)}`,
    without: "none",
    cells: all.map((accounts) => stacked(accounts.map((account) => accountCell(view, account, shared)))),
  };
}

function accountCell(view: View, { path, figures, notes }: Account, shared: readonly string[]): Html {
  const lines = figures.map(([figure, who], i) =>
    i === 0
      ? html`${figure !== "" && html`<b>${figure}</b> `}${who.replaceAll(" ", "\u00a0")}${view.marks.chosen(path)}`
      : html`<br>${figure} ${who}`,
  );
  return html`<div${view.marks.at(path)}>${lines}${smallLines(notes.filter((note) => !shared.includes(note)))}</div>`;
}

/** What every one of several lists holds. */
export const sharedBy = (lists: readonly (readonly string[])[]): readonly string[] =>
  lists.length < 2 ? [] : (lists[0] ?? []).filter((text) => lists.every((list) => list.includes(text)));

function mannerWords(manner: NonNullable<Accumulator["manner"]>): string {
  if (manner === "aggregate") return "the family's goes before that of a person";
  if (manner === "embedded") return "nobody meets more than that of a person";
  return `met by ${manner.members} members`;
}

/** `$1,000 a person a calendar year`; visits are counted, and money is paid. */
export function limitWords(view: View, coverage: string, limit: Limit, beside?: string): string {
  const { of, most, per, period, services, when } = limit;
  const amount =
    typeof of === "object" ? `${view.amounts.number(most)} ${of.unit}s` : view.amounts.money(most);
  const others = services
    .filter((id) => id !== beside)
    .map((id) => uncapital(view.within("service", coverage, id)));
  const together =
    others.length === 0
      ? ""
      : beside === undefined
        ? ` for ${listed(others)}`
        : `, together with ${listed(others)}`;
  const who = per === "person" && beside !== undefined ? "" : ` ${each(per)}`;
  const time = periodWords(period);
  return [
    `${amount}${who}${time === "" ? "" : ` ${time}`}`,
    of === "allowed" ? " of allowed charges" : "",
    together,
    when ? `, if ${sayCondition(when)}` : "",
  ].join("");
}

function limitCell(view: View, plan: Plan, limit: Limit, path: string): Html {
  const { networks } = limit;
  const where =
    networks.length === 0
      ? undefined
      : listed(networks.map((id) => view.within("network", plan.coverage, id)));
  return html`<div${view.marks.at(path)}>${limitWords(view, plan.coverage, limit)}${view.marks.chosen(path)}${where !== undefined && html` <small>${where}</small>`}</div>`;
}

function allowedCell(view: View, plan: Plan, { allowed }: Benefits): Html | undefined {
  return stacked(
    allowed.map(({ networks, amount, balance }, i) => {
      const path = `${view.planPath(plan)}/benefits/allowed/${i}`;
      const what = amount === "negotiated" ? "as negotiated" : view.amounts.money(amount);
      const smalls = [
        ...(networks.length === 0
          ? []
          : [listed(networks.map((id) => view.within("network", plan.coverage, id)))]),
        ...(balance === undefined
          ? []
          : [balance === "billed" ? "what is above it is billed to you" : "nobody owes what is above it"]),
      ];
      return html`<div${view.marks.at(path)}>${what}${view.marks.chosen(path)}${smalls.length > 0 && html` <small>${smalls.join("; ")}</small>`}</div>`;
    }),
  );
}

function waitingCell(view: View, plan: Plan, { waiting }: Benefits): Html | undefined {
  return stacked(
    waiting.map(({ months, days, after, services }, i) => {
      const length = [
        ...(months === undefined ? [] : [`${months} months`]),
        ...(days === undefined ? [] : [`${days} days`]),
      ].join(" and ");
      return html`<div${view.marks.at(`${view.planPath(plan)}/benefits/waiting/${i}`)}>${length} after ${spaced(after)}${scopeOf(view, plan, services)}</div>`;
    }),
  );
}

const scopeOf = (view: View, plan: Plan, services: readonly string[]): Html =>
  services.length === 0
    ? EMPTY
    : html` <small>${listed(services.map((id) => view.within("service", plan.coverage, id)))}</small>`;

/** Conditions that stand beside a service. */
export function rulesBeside(
  benefits: Benefits,
  service: string,
  network: string | undefined,
): readonly Benefits["rules"][number][] {
  return benefits.rules.filter(
    ({ services, networks }) =>
      services.length <= MOST_BESIDE &&
      services.includes(service) &&
      (network === undefined || networks.length === 0 || networks.includes(network)),
  );
}

/** `needs prior authorization; without it the plan pays $250 less`. */
export function ruleWords(view: View, { when, less }: Benefits["rules"][number]): string {
  const otherwise = less ? `the plan pays less, by ${amountWords(less, view.amounts)}` : "it is not covered";
  return `needs ${sayCondition(when)}; without it ${otherwise}`;
}

/** `once each 24 months`, `twice a calendar year, in place of lenses`. */
export function frequencyWords(view: View, coverage: string, one: Benefits["frequencies"][number]): string {
  const times = one.times === 1 ? "once" : one.times === 2 ? "twice" : `${one.times} times`;
  const others = one.inLieuOf.map((id) => uncapital(view.within("service", coverage, id)));
  return `${times} ${periodWords(one.period)}${others.length === 0 ? "" : `, in place of ${listed(others)}`}`;
}

/** Pieces one under the other in small print. */
export const smallLines = (texts: readonly Part[]): Html =>
  texts.length === 0 ? EMPTY : html`<small>${joined(texts, html`<br>`)}</small>`;
