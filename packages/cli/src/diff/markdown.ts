import {
  type CensusEffect,
  type Change,
  type Class,
  type PolicyFinding,
  type RateSpread,
  ratesSpread,
  summaryOf,
} from "@planwright/diff";
import { counted } from "../text.js";
import { membersMarkdown } from "./members.js";
import { peopleMarkdown } from "./people.js";
import { type Compared, isRate, sayCounts, signedMoney, signedPercent } from "./words.js";

/** More changed rates than these are summed up by plan, and listed in a fold. */
const MOST_RATES = 12;
/** Rows of one table: the comment of a pull request has an end. */
const MOST_ROWS = 100;
/** A cell in words. */
const MOST_CHARACTERS = 200;

const MARKS: Readonly<Record<Class, string>> = {
  dearer: "▲ dearer",
  cheaper: "▼ cheaper",
  leaner: "⊖ leaner",
  richer: "⊕ richer",
  depends: "◇ either way",
  structural: "structural",
  correction: "correction",
  neutral: "neutral",
};

/** The classes that people feel: the others are folded. */
const FELT: readonly Class[] = ["dearer", "cheaper", "leaner", "richer", "depends"];

/** The comment of a pull request. Its first line names the program, so that the next run finds and replaces it. */
export function asMarkdown({ base, head, changes, findings, people }: Compared): string {
  const marker = `<!-- planwright:diff ${head.id.replace(/[^\w.-]/g, "_")} -->`;
  const title = base.name === head.name ? plain(head.name) : `${plain(base.name)} → ${plain(head.name)}`;
  const warned = caution(findings);
  if (changes.length === 0)
    return [marker, `**${title}: no change in meaning.**`, ...(warned.length > 0 ? ["", ...warned] : []), ""]
      .join("\n")
      .replace(/\n+$/, "\n");
  const felt = changes.filter(({ class: of }) => FELT.includes(of));
  const rates = felt.filter(isRate);
  const listed = rates.length > MOST_RATES ? felt.filter((change) => !isRate(change)) : felt;
  const others = changes.filter(({ class: of }) => !FELT.includes(of));
  const spreads = ratesSpread(changes);
  return [
    marker,
    `### ${title}`,
    "",
    `**${sayCounts(summaryOf(changes))}.**`,
    "",
    ...warned,
    ...(rates.length > MOST_RATES ? spreadTable(spreads, people.census) : []),
    ...(listed.length > 0 ? changeTable(listed) : []),
    ...peopleMarkdown(people, plain),
    ...membersMarkdown(people.members, plain),
    ...(rates.length > MOST_RATES
      ? folded(`Rates: ${counted(rates.length, "cell")}`, changeTable(rates))
      : []),
    ...(others.length > 0 ? folded(`Other changes: ${others.length}`, changeTable(others)) : []),
    ...downstream(changes.filter(({ breaking }) => breaking)),
  ]
    .join("\n")
    .replace(/\n+$/, "\n");
}

/** What the policy says comes before all tables. */
function caution(findings: readonly PolicyFinding[]): string[] {
  if (findings.length === 0) return [];
  const kind = findings.some(({ severity }) => severity === "error") ? "CAUTION" : "WARNING";
  const shown = findings.slice(0, MOST_ROWS).map(({ id, message }) => `> - \`${id}\` ${plain(message)}`);
  const rest = findings.length - shown.length;
  return [`> [!${kind}]`, ...shown, ...(rest > 0 ? [`> - … and ${rest} more`] : []), ""];
}

const folded = (summary: string, inner: readonly string[]): string[] => [
  `<details><summary>${summary}</summary>`,
  "",
  ...inner,
  "</details>",
  "",
];

/** With a census, the mean of each plan is also weighted by who is enrolled: what its premiums come to, in all. */
function spreadTable(spreads: readonly RateSpread[], census: CensusEffect | undefined): string[] {
  const weighted = new Map(
    census?.plans.flatMap(({ name, premium: { percent } }) =>
      percent === undefined ? [] : [[name, percent]],
    ),
  );
  const rows = spreads.map(
    ({ subject, count, least, most, mean, leastAmount, mostAmount }) =>
      `| ${plain(subject)} | ${count} | ${signedPercent(least)} to ${signedPercent(most)} | ${signedPercent(mean)} | ${census ? `${sayWeighted(weighted.get(subject))} | ` : ""}${plain(`${signedMoney(leastAmount)} to ${signedMoney(mostAmount)}`)} |`,
  );
  return [
    census
      ? "| Rates | Changed | Range | Mean | By enrolment | Amount |"
      : "| Rates | Changed | Range | Mean | Amount |",
    `| --- |${" ---: |".repeat(census ? 5 : 4)}`,
    ...cut(rows),
    "",
    census
      ? "Means are over the cells that changed; by enrolment: the change of all premiums that the census pays."
      : "Means are over the cells that changed; they are not weighted by enrolment: no census was given.",
    "",
  ];
}

const sayWeighted = (percent: string | undefined): string =>
  percent === undefined ? "nobody" : signedPercent(percent);

/** Changes as rows of a table. */
export function changeTable(changes: readonly Change[]): string[] {
  const rows = changes.slice(0, MOST_ROWS).map((change) => {
    const { subject, what, beforeText, afterText, deltaText, percent } = change;
    const moved = [
      plain(deltaText ?? ""),
      percent === undefined ? undefined : `**${signedPercent(percent)}**`,
    ].filter(Boolean);
    const how = change.stated
      ? " (stated)"
      : change.confidence === undefined
        ? ""
        : ` (${change.confidence}% alike)`;
    const about = `${what}${how}`;
    return `| ${plain(subject)} | ${plain(about)} | ${plain(beforeText ?? "")} | ${plain(afterText ?? "")} | ${moved.join(" ")} | ${MARKS[change.class]} |`;
  });
  return [
    "| | What | Before | After | Change | |",
    "| --- | --- | --- | --- | ---: | --- |",
    ...cut(rows, changes.length),
    "",
  ];
}

/** The first rows, and how many `count` says that there are more. */
function cut(rows: readonly string[], count = rows.length): readonly string[] {
  if (count <= MOST_ROWS) return rows;
  const columns = (rows[0]?.split(" | ").length ?? 1) - 1;
  const rest = `| … and ${count - MOST_ROWS} more: \`planwright diff\` lists them all ${"| ".repeat(columns)}|`;
  return [...rows.slice(0, MOST_ROWS), rest];
}

function downstream(breaking: readonly Change[]): string[] {
  if (breaking.length === 0) return [];
  const rows = breaking.map(({ kind, path }) => `| \`${path.replace(/[`|\n]/g, " ")}\` | ${kind} |`);
  const table = ["| Path | Change |", "| --- | --- |", ...cut(rows), ""];
  return folded(`For downstream systems: ${breaking.length} breaking`, table);
}

/** A text of a plan in a cell of a table: it makes no markup, no link and no mention. */
export function plain(text: string): string {
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
  return short
    .replace(/\s+/g, " ")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_~[\]|$#]/g, (c) => `\\${c}`)
    .replace(/@/g, "@&#8203;");
}
