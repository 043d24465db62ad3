import type { PlanBenefits } from "@planwright/evaluator";
import { type RateBook, sayRange } from "@planwright/ratebook";
import { frequencyWords, limitsBeside, limitWords, rulesBeside, ruleWords, smallLines } from "./facts.js";
import { EMPTY, type Html, html } from "./html.js";
import { type Cell, type Share, sharesOf } from "./share.js";
import type { View } from "./view.js";

type Plan = RateBook["plans"][number];
type Service = RateBook["services"][number];

/** Where something is received: in a network, by a channel. Absent: it makes no difference. */
export interface Where {
  readonly network: string | undefined;
  readonly channel: string | undefined;
}

/** Whether a plan pays anything in a network. */
export const holdsIn = ({ benefits }: Plan, network: string): boolean =>
  benefits !== undefined && (benefits.networks.length === 0 || benefits.networks.includes(network));

/** What a plan pays of a service somewhere, in words. */
export interface BenefitCell {
  readonly kind: Share["kind"] | "unnamed";
  /** One for each number of visits. */
  readonly parts: readonly { readonly band: string | undefined; readonly shares: readonly Share[] }[];
  /** Limits, frequencies and conditions of the service. */
  readonly beside: readonly string[];
  /** Readings that were chosen for it. */
  readonly marks: readonly number[];
  readonly path: string | undefined;
  /** Whether something is paid, so that limits and conditions matter. */
  readonly isTold: boolean;
}

const silent = (kind: BenefitCell["kind"], main: string, after?: string): BenefitCell => ({
  kind,
  parts: [
    { band: undefined, shares: [{ main, kind: "not_covered", ...(after === undefined ? {} : { after }) }] },
  ],
  beside: [],
  marks: [],
  path: undefined,
  isTold: false,
});

/** The cell of a plan for a service, or for every service that no row names. `told`: readings told elsewhere. */
export function benefitCell(
  view: View,
  plan: Plan,
  service: Service | undefined,
  where: Where,
  told: readonly number[],
): BenefitCell {
  const benefits = view.benefits.get(plan.id);
  const { network, channel } = where;
  if (!benefits) return silent("unnamed", "not named");
  if (network !== undefined && !holdsIn(plan, network))
    return silent("not_covered", "not covered", "in this network");
  if (service && benefits.benefits.excludes.some((id) => benefits.services.lineage(service.id).includes(id)))
    return silent("not_covered", "excluded");
  const cells = benefits.cellsOf(service?.id ?? "", network, channel);
  if (cells.length === 0) return silent("unnamed", "not named");
  const parts = cells.map((cell) => ({
    band: cell.band === undefined ? undefined : bandWords(cell.band),
    shares: withDeductible(benefits, where, cell, sharesOf(cell.cases, view.amounts)),
  }));
  const kinds = new Set(parts.flatMap(({ shares }) => shares.map(({ kind }) => kind)));
  const kind = kinds.size === 1 ? ([...kinds][0] ?? "pays") : "pays";
  const paths = cells.map((cell) => `${view.planPath(plan)}/benefits/cells/${benefits.indexOfCell(cell)}`);
  const isTold = kind === "pays" || kind === "free";
  const limits = limitsBeside(benefits.benefits, service?.id ?? "", network);
  const limitPaths = limits.map(({ index }) => `${view.planPath(plan)}/benefits/limits/${index}`);
  return {
    kind,
    parts,
    beside: service && isTold ? besideWords(view, plan, benefits, service, network) : [],
    marks: view.marks.numbersAt(...paths, ...(isTold ? limitPaths : [])).filter((n) => !told.includes(n)),
    path: paths[0],
    isTold,
  };
}

/** `visits 6 to 10`. */
const bandWords = ({ counter, range }: NonNullable<Cell["band"]>): string =>
  `${counter.split(" ")[0] ?? ""} ${sayRange(range)}`;

/** Says where a plan with a deductible does not ask for it. */
function withDeductible(
  benefits: PlanBenefits,
  where: Where,
  { cases }: Cell,
  shares: readonly Share[],
): readonly Share[] {
  if (!hasDeductible(benefits, where)) return shares;
  if (cases.some(({ steps }) => steps.some(({ op }) => op === "deductible"))) return shares;
  return shares.map((share) =>
    share.kind === "pays" && share.after === undefined ? { ...share, after: "no deductible" } : share,
  );
}

/** Whether the plan has a deductible there that holds for every service. */
const hasDeductible = ({ benefits }: PlanBenefits, { network }: Where): boolean =>
  benefits.accumulators.some(
    ({ kind, name, networks, services }) =>
      kind === "deductible" &&
      name === "deductible" &&
      services.length === 0 &&
      (network === undefined || networks.length === 0 || networks.includes(network)),
  );

function besideWords(
  view: View,
  plan: Plan,
  { benefits }: PlanBenefits,
  service: Service,
  network: string | undefined,
): readonly string[] {
  return [
    ...limitsBeside(benefits, service.id, network).map(
      ({ limit }) => `at most ${limitWords(view, plan.coverage, limit, service.id)}`,
    ),
    ...benefits.frequencies
      .filter((one) => one.service === service.id)
      .map((one) => frequencyWords(view, plan.coverage, one)),
    ...rulesBeside(benefits, service.id, network).map((rule) => ruleWords(view, rule)),
  ];
}

const TONES: Readonly<Record<BenefitCell["kind"], string>> = {
  pays: "",
  free: "free",
  not_covered: "un",
  not_printed: "np",
  unnamed: "np",
};

/** The cell as it stands in a table, without what the row says already; or its content alone. */
export function cellHtml(
  view: View,
  cell: BenefitCell,
  shared: readonly string[],
  marks: readonly number[],
  as: "td" | "div" = "td",
): Html {
  const tone = TONES[cell.kind];
  const numbers = view.marks.marked(cell.marks.filter((n) => !marks.includes(n)));
  const lines = cell.parts.flatMap(({ band, shares }, k) =>
    shares.map((share, i) => shareHtml(share, band, i, k === 0 && i === 0 ? numbers : EMPTY)),
  );
  const inside = html`${lines}${smallLines(cell.beside.filter((text) => !shared.includes(text)))}`;
  if (as === "div") return inside;
  return html`<td${tone !== "" && html` class="${tone}"`}${cell.path !== undefined && view.marks.at(cell.path)}>${inside}</td>`;
}

function shareHtml(share: Share, band: string | undefined, i: number, numbers: Html): Html {
  const when = share.when === undefined ? (i > 0 ? "otherwise" : undefined) : `if ${share.when}:`;
  return html`<div>${band !== undefined && html`<i>${band}:</i> `}${when !== undefined && html`<i>${when}</i> `}${share.main}${numbers}${share.after !== undefined && html` <small>${share.after}</small>`}</div>`;
}

/** The cell as a text, by which cells are compared and told. */
export const cellText = ({ parts, beside }: BenefitCell): string =>
  [
    ...parts.map(({ band, shares }) =>
      shares
        .map(({ when, main, after }) =>
          [band, when === undefined ? undefined : `if ${when}:`, main, after]
            .filter((text) => text !== undefined)
            .join(" "),
        )
        .join("; otherwise "),
    ),
    ...beside,
  ].join("; ");
