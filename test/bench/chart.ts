/** What a run measured as one picture: how far each goal is reached, and the engines beside each other. */
import { figureText, type Figure, margin, plainNumber, type Result } from "./measure.ts";
import type { Measured } from "./report.ts";

const WIDTH = 1000;
/** The plot lies between the labels and the words that say what was reached. */
const LEFT = 400;
const RIGHT = 765;
const ROW = 34;
const INK = "#1b1f24";
const FAINT = "#57606a";
const GRID = "#d8dee4";
const GOOD = "#1a5fb4";
const SHORT = "#a0410d";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("`", "");

type Attributes = Readonly<Record<string, string | number>>;

const element = (name: string, attributes: Attributes, content = ""): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${value}"`)
    .join("")}${content === "" ? "/>" : `>${content}</${name}>`}`;

const words = (x: number, y: number, text: string, more: Attributes = {}): string =>
  element("text", { x, y, fill: INK, ...more }, escaped(text));

const line = (x1: number, y1: number, x2: number, y2: number, more: Attributes = {}): string =>
  element("line", { x1, y1, x2, y2, stroke: GRID, ...more });

/** Part of the picture; `height` is how much of it. */
interface Panel {
  readonly height: number;
  readonly parts: readonly string[];
}

/** Places on a logarithmic axis that holds all the values, and the round numbers on it. */
function axis(values: readonly number[]): {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
} {
  const low = Math.log10(Math.min(...values)) - 0.08;
  const high = Math.log10(Math.max(...values)) + 0.08;
  const at = (value: number) =>
    Math.round((LEFT + ((Math.log10(value) - low) / (high - low)) * (RIGHT - LEFT)) * 10) / 10;
  const steps = high - low > 3 ? [1] : [1, 2, 5];
  const ticks = Array.from({ length: 20 }, (_, i) => i - 10).flatMap((power) =>
    steps
      .map((step) => step * 10 ** power)
      .filter((tick) => Math.log10(tick) >= low && Math.log10(tick) <= high),
  );
  return { at, ticks };
}

const tickText = (tick: number): string =>
  tick < 1 ? `1/${Math.round(1 / tick)}` : plainNumber(tick).replace(/\.0+$/, "");

/** Two lines of words to the left of a row. */
const label = (y: number, what: string, peer: string): string =>
  words(12, y - 3, what) +
  (peer === "" ? "" : words(12, y + 11, `beside ${peer}`, { fill: FAINT, "font-size": 11 }));

interface Reached {
  readonly result: Result;
  readonly isMet: boolean;
  /** Above one where the goal is met. */
  readonly by: number;
  /** The same for the quicker and the slower end of the middle half of our rounds. */
  readonly ends: readonly [number, number];
}

function reachedOf(result: Result): readonly Reached[] {
  const reached = margin(result);
  if (!reached) return [];
  const { isMet } = reached;
  // A goal of nothing at all has no times.
  if (!Number.isFinite(reached.by) || reached.by === 0)
    return [{ result, isMet, by: isMet ? 1 : 0.1, ends: [1, 1] }];
  const { low, median, high } = result.ours;
  const ends: [number, number] = result.ours.unit.endsWith("/s")
    ? [(reached.by * low) / median, (reached.by * high) / median]
    : [(reached.by * median) / high, (reached.by * median) / low];
  return [{ result, isMet, by: reached.by, ends }];
}

/** A filled circle where the goal is met, and a hollow square where it is not. */
const mark = (x: number, y: number, isMet: boolean): string =>
  isMet
    ? element("circle", { cx: x, cy: y, r: 6, fill: GOOD })
    : element("rect", {
        x: x - 6,
        y: y - 6,
        width: 12,
        height: 12,
        fill: "#fff",
        stroke: SHORT,
        "stroke-width": 2.5,
      });

/** How far one goal is reached. */
function goalRow(y: number, { result, isMet, by, ends }: Reached, at: (value: number) => number): string[] {
  const colour = isMet ? GOOD : SHORT;
  const { ratio = 0, goal, what, peer } = result;
  const inside = (value: number) => Math.min(Math.max(at(value), LEFT), RIGHT);
  const dashes: Attributes = isMet ? {} : { "stroke-dasharray": "5 4" };
  const wanted = `${goal?.relation ?? ""} ${goal?.ratio.toLocaleString("en-US") ?? ""}`;
  return [
    label(y, what, peer?.name ?? ""),
    line(at(1), y, inside(by), y, { stroke: colour, "stroke-width": 3, ...dashes }),
    line(inside(ends[0]), y + 10, inside(ends[1]), y + 10, { stroke: colour, "stroke-width": 1.5 }),
    mark(inside(by), y, isMet),
    words(RIGHT + 15, y + 4, `${plainNumber(ratio)}, ${wanted}`),
    words(WIDTH - 12, y + 4, isMet ? "met" : "not met", {
      fill: colour,
      "text-anchor": "end",
      "font-weight": "bold",
    }),
  ];
}

const GOALS_HEAD = [
  words(12, 28, "How far each goal is reached", { "font-size": 18, "font-weight": "bold" }),
  ...[
    "Right of the black line it is met, by so many times; a filled circle. Left of it, it is not; a hollow square. The thin line below",
    "is the middle half of our rounds. To the right, the ratio that was reached and the one that is wanted.",
  ].map((text, i) => words(12, 50 + 16 * i, text, { fill: FAINT })),
];

/** Upright lines at round numbers, which stand above them; one of them may be called otherwise and be drawn in ink. */
const grid = (
  { at, ticks }: ReturnType<typeof axis>,
  top: number,
  bottom: number,
  named?: { readonly tick: number; readonly name: string },
): string[] =>
  ticks.flatMap((tick) => {
    const isNamed = tick === named?.tick;
    return [
      line(at(tick), top, at(tick), bottom, isNamed ? { stroke: INK, "stroke-width": 2 } : {}),
      words(at(tick), top - 6, isNamed ? named.name : tickText(tick), {
        "text-anchor": "middle",
        fill: FAINT,
        "font-size": 11,
      }),
    ];
  });

function goals(sections: readonly Measured[]): Panel {
  const groups = sections
    .map(({ title, results }) => ({ title, rows: results.flatMap(reachedOf) }))
    .filter(({ rows }) => rows.length > 0);
  const scale = axis([...groups.flatMap(({ rows }) => rows.map(({ by }) => by)), 0.5, 2]);
  const parts: string[] = [];
  let y = 100;
  for (const { title, rows } of groups) {
    parts.push(words(12, y + 20, title, { "font-weight": "bold" }));
    y += 44;
    for (const reached of rows) {
      parts.push(...goalRow(y, reached, scale.at));
      y += ROW;
    }
  }
  return { height: y, parts: [...GOALS_HEAD, ...grid(scale, 92, y, { tick: 1, name: "goal" }), ...parts] };
}

interface Engine {
  readonly name: string;
  readonly figure: Figure;
  readonly isOurs: boolean;
}

/** Figures that were read from a file are no longer one object. */
const isSame = (one: Figure, other: Figure): boolean =>
  one.unit === other.unit && one.median === other.median && one.low === other.low && one.high === other.high;

/** Each engine of a section once, the quickest first. */
function enginesOf(results: readonly Result[]): readonly Engine[] {
  const engines = new Map<string, Engine>();
  for (const { what, ours, peer } of results) {
    engines.set(what, { name: what, figure: ours, isOurs: true });
    // What is set beside another figure of ours is no engine of its own.
    if (peer && !results.some((result) => isSame(result.ours, peer.figure)))
      engines.set(peer.name, { name: peer.name, figure: peer.figure, isOurs: false });
  }
  return [...engines.values()].sort((a, b) => a.figure.median - b.figure.median);
}

function engines({ title, results }: Measured): Panel {
  const rows = enginesOf(results);
  const scale = axis(rows.flatMap(({ figure: { low, high } }) => [low, high]));
  const { at } = scale;
  const top = 72;
  const bottom = top + 10 + rows.length * 24;
  const parts = rows.flatMap(({ name, figure, isOurs }, i) => {
    const y = top + 20 + i * 24;
    const bold: Attributes = isOurs ? { "font-weight": "bold" } : {};
    const colour = isOurs ? GOOD : FAINT;
    const x = at(figure.median);
    return [
      words(12, y + 4, isOurs ? `Planwright, ${name}` : name, bold),
      line(at(figure.low), y, at(figure.high), y, { stroke: colour, "stroke-width": 2 }),
      isOurs
        ? element("circle", { cx: x, cy: y, r: 6, fill: colour })
        : element("rect", { x: x - 5, y: y - 5, width: 10, height: 10, fill: colour }),
      words(RIGHT + 20, y + 4, figureText(figure), bold),
    ];
  });
  const head = [
    words(12, 28, title, { "font-size": 18, "font-weight": "bold" }),
    words(12, 48, "Nanoseconds a person, on a logarithmic axis; a circle is Planwright, a square another.", {
      fill: FAINT,
    }),
  ];
  return { height: bottom, parts: [...head, ...grid(scale, top, bottom), ...parts] };
}

/** The picture, as SVG. */
export function chart(sections: readonly Measured[]): string {
  const rate = sections.find(({ name }) => name === "rate");
  const panels = [goals(sections), ...(rate ? [engines(rate)] : [])];
  let height = 0;
  const placed = panels.map((panel) => {
    const text = element("g", { transform: `translate(0 ${height})` }, `\n${panel.parts.join("\n")}\n`);
    height += panel.height + 30;
    return text;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="How far each goal is reached">
<title>How far each goal is reached</title>
<rect width="100%" height="100%" fill="#fff"/>
${placed.join("\n")}
</svg>
`;
}
