/** Keeps what a section measured: as JSON, as a page, and as a chart. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import type { Result } from "./measure.ts";

/** Where it was measured, and when. */
interface Machine {
  readonly date: string;
  readonly node: string;
  readonly processor: string;
  readonly cores: number;
  /** Processes that waited for a core on average in the last minute. */
  readonly load: number;
}

const machine = (): Machine => ({
  date: new Date().toISOString().slice(0, 10),
  node: process.versions.node,
  processor: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
});

export function writeReport(folder: string, name: string, title: string, results: readonly Result[]): void {
  mkdirSync(folder, { recursive: true });
  const on = machine();
  writeFileSync(
    `${folder}${name}.json`,
    `${JSON.stringify({ title, machine: on, results }, undefined, 2)}\n`,
  );
  writeFileSync(`${folder}${name}.svg`, chart(title, results));
  writeFileSync(`${folder}${name}.md`, page(name, title, on, results));
}

function page(name: string, title: string, on: Machine, results: readonly Result[]): string {
  const rows = results.map(({ what, ours, peer, ratio, goal }) =>
    [what, ours, peer, ratio?.toFixed(2) ?? "", goal ? `${goal.relation} ${goal.ratio}` : ""].join(" | "),
  );
  return `# ${title}

${on.date}, Node ${on.node}, ${on.cores} x ${on.processor}, load ${on.load}. Only ratios count: each is of two medians that were
taken in turns in one run. \`npm run bench -- ${name} --write\` makes this page.

| what | Planwright | peer | ratio | goal |
| --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join("\n")}

![${title}](${name}.svg)
`;
}

const WIDTH = 720;
const LABEL = 430;
const ROW = 26;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("`", "");

/** The ratios as bars on a logarithmic scale, with a mark where the goal is. */
function chart(title: string, results: readonly Result[]): string {
  const rows = results.flatMap(({ what, ratio, goal }) =>
    ratio === undefined ? [] : [{ what, ratio, goal }],
  );
  const ends = rows.flatMap(({ ratio, goal }) => [ratio, goal?.ratio ?? 1, 1]);
  const low = Math.log(Math.min(...ends)) - 0.2;
  const high = Math.log(Math.max(...ends)) + 0.2;
  const x = (ratio: number) =>
    Math.round(LABEL + ((Math.log(ratio) - low) / (high - low)) * (WIDTH - LABEL - 60));
  const bars = rows.map(({ what, ratio, goal }, i) => {
    const y = 40 + i * ROW;
    const mark = goal
      ? `<line x1="${x(goal.ratio)}" y1="${y - 3}" x2="${x(goal.ratio)}" y2="${y + 17}" stroke="#c33"/>`
      : "";
    const [from, to] = [Math.min(x(1), x(ratio)), Math.max(x(1), x(ratio))];
    const bar = `<rect x="${from}" y="${y}" width="${to - from}" height="14" fill="#47a"/>`;
    const text = `<text x="8" y="${y + 11}">${escaped(what)}</text><text x="${to + 4}" y="${y + 11}">${ratio.toFixed(2)}</text>`;
    return bar + mark + text;
  });
  const height = 60 + rows.length * ROW;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="11" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="8" y="20" font-size="14">${escaped(title)}: time beside the peer's; red is the goal</text>
${bars.join("\n")}
</svg>
`;
}
