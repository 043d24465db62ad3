import { money } from "@planwright/ratebook";
import { readAloud } from "./aloud.js";
import { type Chart, type Curve, factWords, MOST_CHARGE } from "./chart.js";
import { EMPTY, type Html, html } from "./html.js";
import type { Point } from "./pieces.js";
import { listed } from "./words.js";
import type { View } from "./view.js";

const WIDTH = 1060;
const HEIGHT = 400;
const LEFT = 64;
const RIGHT = 312;
const TOP = 12;
const BOTTOM = 44;
/** Between the labels of two lines. */
const LABEL = 15;
/** Colours, and ways to dash a line, that take turns. */
const COLOURS = 8;
const DASHES = ["", "8 4", "2 3", "11 3 2 3", "5 3", "1 4", "14 4", "6 2 2 2"];

const sum = (cents: number): string => {
  const whole = Math.floor(cents / 100);
  const rest = cents % 100;
  return money(rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(2, "0")}`);
};

/** A chart with a table of its figures, and what each plan does read aloud. */
export function chartFigure(view: View, coverage: string, chart: Chart, id: string): Html {
  const { subject, curves, missing } = chart;
  const service = view.within("service", coverage, subject.service);
  const network = subject.network === undefined ? "" : view.within("network", coverage, subject.network);
  const isOnePlan = curves.every(({ plan }) => plan === curves[0]?.plan);
  const title = `What a member pays against the charge: ${service}`;
  const where = isOnePlan || network === "" ? "" : `, ${network}`;
  const facts = factWords(view, chart);
  const note = [
    `One person, one charge that is allowed whole, nothing else in the year; premium left out.`,
    ...(subject.example === undefined
      ? []
      : [
          `The facts are those of the example “${subject.example}”${facts.length > 0 ? `: ${facts.join(", ")}` : ""}.`,
        ]),
    ...missing.map(({ name, why }) => `${name} is not drawn: ${why}`),
  ].join(" ");
  const [only, second] = curves;
  const drawn = only && isOnePlan && !second ? [{ ...only, names: [only.plan.name] }] : curves;
  const scale = scaleOf(curves);
  return html`<h3 id="${id}">What a member pays against the charge <small>${service}${where}</small></h3><figure>${drawing(drawn, scale, title, id)}<figcaption>${note}</figcaption></figure>${figures(drawn, scale)}${aloud(view, chart)}`;
}

interface Scale {
  readonly charge: number;
  readonly cents: number;
  readonly stepCharge: number;
  readonly stepCents: number;
}

/** Wide enough for the last bend of every line, and a little more. */
function scaleOf(curves: readonly Curve[]): Scale {
  const last = Math.max(...curves.map(({ points }) => bends(points).at(-1)?.charge ?? 0));
  const wanted = Math.min(MOST_CHARGE, last === 0 ? 1000 : last * 1.18);
  const stepCharge = niceStep(wanted / 8);
  const charge = Math.min(MOST_CHARGE, Math.ceil(wanted / stepCharge) * stepCharge);
  const top = Math.max(
    100,
    ...curves.map((curve) =>
      Math.max(curve.at(charge), ...curve.points.filter((p) => p.charge <= charge).map(({ cents }) => cents)),
    ),
  );
  const stepCents = niceStep(top / 100 / 6) * 100;
  return { charge, cents: Math.ceil((top * 1.02) / stepCents) * stepCents, stepCharge, stepCents };
}

/** 1, 2, 2.5 or 5 times a power of ten; whole dollars. */
function niceStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, wanted)));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= wanted) ?? 10;
  return Math.max(1, Math.ceil(step * power));
}

/** The points of a line between its ends. */
const bends = (points: readonly Point[]): readonly Point[] => points.slice(1, -1);

function drawing(curves: readonly Curve[], scale: Scale, title: string, id: string): Html {
  const x = (charge: number): string => (LEFT + (charge / scale.charge) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const y = (cents: number): string =>
    (HEIGHT - BOTTOM - (cents / scale.cents) * (HEIGHT - TOP - BOTTOM)).toFixed(1);
  const across = steps(scale.cents, scale.stepCents).map(
    (cents) =>
      html`<path class="gr" d="M${LEFT} ${y(cents)}H${WIDTH - RIGHT}"/><text class="ax" x="${LEFT - 8}" y="${y(cents)}" dy="4" text-anchor="end">${sum(cents)}</text>`,
  );
  const up = steps(scale.charge, scale.stepCharge).map(
    (charge) =>
      html`<path class="gr" d="M${x(charge)} ${HEIGHT - BOTTOM}v5"/><text class="ax" x="${x(charge)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${sum(Math.round(charge * 100))}</text>`,
  );
  const lines = curves.map((curve, i) => {
    const inside = curve.points.filter(({ charge }) => charge < scale.charge);
    const path = [...inside, { charge: scale.charge, cents: curve.at(scale.charge) }]
      .map(({ charge, cents }) => `${x(charge)} ${y(cents)}`)
      .join("L");
    const dash = DASHES[i % DASHES.length] ?? "";
    const dots = bends(curve.points)
      .filter(({ charge }) => charge < scale.charge)
      .map(
        ({ charge, cents }) =>
          html`<circle class="dt k${i % COLOURS}" cx="${x(charge)}" cy="${y(cents)}" r="3.2"><title>${nameOf(curve)}: ${sum(cents)} of ${sum(Math.round(charge * 100))}</title></circle>`,
      );
    return html`<path class="ln k${i % COLOURS}" d="M${path}"${dash !== "" && html` stroke-dasharray="${dash}"`}/>${dots}`;
  });
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">One line for each of ${listed(curves.flatMap(({ names }) => names))}. The table below has the same figures.</desc>${across}${up}<text class="ax" x="${WIDTH - RIGHT}" y="${HEIGHT - 8}" text-anchor="end">charge</text>${lines}${labels(curves, scale, y)}</svg>`;
}

/** From zero on. */
function steps(most: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** The name of each line at its end, moved apart where they would meet. */
function labels(curves: readonly Curve[], scale: Scale, y: (cents: number) => string): readonly Html[] {
  const wanted = curves
    .map((curve, i) => ({ curve, i, end: Number(y(curve.at(scale.charge))) }))
    .sort((a, b) => a.end - b.end);
  const lowest = HEIGHT - BOTTOM + 4;
  const placed = wanted.map(({ end }) => end);
  for (let i = 1; i < placed.length; i++) placed[i] = Math.max(placed[i] ?? 0, (placed[i - 1] ?? 0) + LABEL);
  for (let i = placed.length - 1, limit = lowest; i >= 0; i--, limit = (placed[i + 1] ?? 0) - LABEL)
    placed[i] = Math.min(placed[i] ?? 0, limit);
  return wanted.map(({ curve, i, end }, k) => {
    const at = placed[k] ?? end;
    const from = WIDTH - RIGHT;
    return html`<path class="ld" d="M${from + 2} ${end}L${from + 12} ${at.toFixed(1)}H${from + 16}"/><path class="ln k${i % COLOURS}" d="M${from + 18} ${at.toFixed(1)}h14"${DASHES[i % DASHES.length] !== "" && html` stroke-dasharray="${DASHES[i % DASHES.length]}"`}/><text x="${from + 38}" y="${at.toFixed(1)}" dy="4"><tspan class="nm">${short(curve)}</tspan> <tspan class="ax">${ending(curve)}</tspan></text>`;
  });
}

const nameOf = ({ names }: Curve): string => listed(names);

/** A label has room for so many characters. */
const LABEL_LENGTH = 42;

const short = (curve: Curve): string => {
  const room = LABEL_LENGTH - ending(curve).length;
  const name = nameOf(curve);
  return name.length > room ? `${name.slice(0, room - 1)}…` : name;
};

/** `$2,000 from $8,000`: where a line is flat at its end. */
function ending({ points }: Curve): string {
  const [before, last] = points.slice(-2);
  if (!before || !last || Math.abs(last.cents - before.cents) > 1) return "";
  if (before.charge === 0) return last.cents === 0 ? "no charge" : sum(last.cents);
  return `${sum(last.cents)} from ${sum(Math.round(before.charge * 100))}`;
}

/** The same figures as a table. */
function figures(curves: readonly Curve[], scale: Scale): Html {
  const charges = tableCharges(scale.charge);
  const rows = curves.map(
    (curve) =>
      html`<tr><th scope="row">${nameOf(curve)}</th>${charges.map((charge) => html`<td>${sum(curve.at(charge))}</td>`)}</tr>`,
  );
  return html`<div class="scroll"><table class="pays"><thead><tr><th scope="col">The member pays, of a charge of</th>${charges.map((charge) => html`<th scope="col" class="r">${sum(Math.round(charge * 100))}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Round charges up to the end of the chart. */
function tableCharges(most: number): readonly number[] {
  const all = [1, 10, 100, 1000, 10_000]
    .flatMap((power) => [1, 2.5, 5].map((factor) => factor * power * 10))
    .filter((charge) => charge < most && Number.isInteger(charge));
  return [...all.slice(-6), most];
}

/** Where the lines bend, and what the plans do, in sentences. */
function aloud(view: View, { subject, curves }: Chart): Html {
  const rows = curves.map(({ names, plan, network, points }) => {
    const [cell] = view.benefits.get(plan.id)?.cellsOf(subject.service, network, subject.line.channel) ?? [];
    const said = cell ? readAloud(cell.cases, view.amounts) : [];
    const bent = bends(points).map(
      ({ charge, cents }) => `${sum(cents)} of ${sum(Math.round(charge * 100))}`,
    );
    return html`<li><b>${listed(names)}</b> ${said.join(" ")}${bent.length > 0 && html` <small class="eye">Bends at ${listed(bent)}.</small>`}</li>`;
  });
  return rows.length === 0
    ? EMPTY
    : html`<details><summary>Read aloud, with the points where each line bends</summary><ul class="said">${rows}</ul></details>`;
}
