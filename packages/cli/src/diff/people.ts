import type { CensusEffect, ClaimsEffect, Counted, Moved } from "@planwright/diff";
import { type Colors, counted, displayWidth, grouped, wrap } from "../text.js";
import type { PeopleEffects } from "./effects.js";
import { type Compared, cents, signedMoney, signedPercent } from "./words.js";

// The people of a census and the households of a file of claims, before and after.

const WIDTH = 100;

/** A row of sums: among whom, how many, and the amounts. */
interface Line {
  readonly group: string;
  readonly name: string;
  readonly count: number;
  readonly moved: Moved;
  readonly second?: Moved | undefined;
}

interface Section {
  readonly title: string;
  readonly counts: string;
  /** What the two amounts are. */
  readonly amounts: readonly [string, string];
  readonly lines: readonly Line[];
  readonly remarks: readonly string[];
}

/** The total, and the groups of which something has changed; how many others there are. */
function told({ lines, counts }: Section): {
  readonly shown: readonly Line[];
  readonly rest: string | undefined;
} {
  const isChanged = ({ moved, second }: Line): boolean =>
    Number(moved.delta) !== 0 || (second !== undefined && Number(second.delta) !== 0);
  const shown = lines.filter((line, i) => i === 0 || isChanged(line));
  const same = lines.length - shown.length;
  const groups = same === 1 ? "the other group" : `the other ${grouped(same)} groups`;
  return { shown, rest: same === 0 ? undefined : `No change for ${groups} of ${counts.toLowerCase()}.` };
}

/** What there is to tell of people. */
function sectionsOf({ census, claims }: PeopleEffects): Section[] {
  return [...(census ? [ofCensus(census)] : []), ...(claims ? [ofClaims(claims)] : [])];
}

function ofCensus(effect: CensusEffect): Section {
  const line =
    (group: string) =>
    ({ name, people, premium, employee }: Counted): Line => ({
      group,
      name,
      count: people,
      moved: premium,
      second: employee,
    });
  const { rated, people, unrated } = effect;
  return {
    title: `Premiums of ${grouped(rated)} of ${counted(people, "row")} of the census, a month`,
    counts: "People",
    amounts: ["Premium", "Employees pay"],
    lines: linesOf(effect, line),
    remarks: remarksOf("rated", people - rated, unrated),
  };
}

function ofClaims(effect: ClaimsEffect): Section {
  const line =
    (group: string) =>
    ({ name, households, members, plan }: ClaimsEffect["total"]): Line => ({
      group,
      name,
      count: households,
      moved: members,
      second: plan,
    });
  const { paid, households, unpaid } = effect;
  return {
    title: `Claims of ${grouped(paid)} of ${counted(households, "household")}, in all`,
    counts: "Households",
    amounts: ["Members pay", "Plans pay"],
    lines: linesOf(effect, line),
    remarks: remarksOf("paid", households - paid, unpaid),
  };
}

/** All of them first, then by whom they are. */
function linesOf<T>(
  {
    total,
    plans,
    tiers,
    areas,
    classes,
  }: Readonly<Record<"plans" | "tiers" | "areas" | "classes", readonly T[]>> & {
    readonly total: T;
  },
  line: (group: string) => (of: T) => Line,
): Line[] {
  return [
    line("")(total),
    ...plans.map(line("Plan")),
    ...tiers.map(line("Tier")),
    ...areas.map(line("Area")),
    ...classes.map(line("Class")),
  ];
}

function remarksOf(
  done: string,
  count: number,
  named: readonly { readonly id: string; readonly why: string }[],
): string[] {
  if (count === 0) return [];
  const more = count > named.length ? [`… and ${grouped(count - named.length)} more not ${done}.`] : [];
  return [...named.map(({ id, why }) => `${id} is not ${done} in both. ${why}`), ...more];
}

const percentOf = ({ percent }: Moved): string => (percent === undefined ? "" : signedPercent(percent));

const changeOf = (moved: Moved): string =>
  Number(moved.delta) === 0 ? "no change" : signedMoney(moved.delta);

/** For a terminal. */
export function peopleText({ people }: Compared, c: Colors): string {
  return sectionsOf(people)
    .map((section) => {
      const { title, amounts, remarks } = section;
      const { shown, rest } = told(section);
      const rows = shown.map(({ group, name, count, moved, second }) => [
        `${group === "" ? "" : `${group}: `}${name}`,
        grouped(count),
        cents(moved.before),
        "→",
        cents(moved.after),
        changeOf(moved),
        percentOf(moved),
        second ? changeOf(second) : "",
      ]);
      const header = ["", "", amounts[0], "", "", "", "", amounts[1]];
      const all = [header, ...rows];
      const widths = header.map((_, i) => Math.max(...all.map((row) => displayWidth(row[i] ?? ""))));
      const lined = all.map((row) =>
        `  ${row.map((cell, i) => padded(cell, widths[i] ?? 0, i > 0)).join("  ")}`.trimEnd(),
      );
      const notes = [...(rest === undefined ? [] : [rest]), ...remarks].map((note) =>
        wrap(note, WIDTH, "  "),
      );
      return `\n${[c.bold(title), ...lined, ...notes].join("\n")}\n`;
    })
    .join("");
}

function padded(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return right ? space + text : text + space;
}

/** For the comment of a pull request: the total in a sentence, the rest in a fold. */
export function peopleMarkdown(people: PeopleEffects, plain: (text: string) => string): string[] {
  return sectionsOf(people).flatMap((section) => {
    const { title, counts, amounts, lines, remarks } = section;
    const [total] = lines;
    const { shown, rest } = told(section);
    const rows = shown.map(({ group, name, count, moved, second }) => {
      const cells = [
        `${group === "" ? "" : `${group}: `}${plain(name)}`,
        grouped(count),
        plain(cents(moved.before)),
        plain(cents(moved.after)),
        `${plain(changeOf(moved))} ${percentOf(moved)}`.trim(),
        second ? plain(changeOf(second)) : "",
      ];
      return `| ${cells.join(" | ")} |`;
    });
    const sentence = total
      ? `${amounts[0]} ${plain(cents(total.moved.before))} → ${plain(cents(total.moved.after))}, **${plain(changeOf(total.moved))}** ${percentOf(total.moved)}`.trim()
      : "";
    return [
      `**${plain(title)}.** ${sentence}.`,
      "",
      `<details><summary>${plain(title)}</summary>`,
      "",
      `| | ${counts} | ${amounts[0]} before | after | Change | ${amounts[1]} |`,
      "| --- | ---: | ---: | ---: | ---: | ---: |",
      ...rows,
      "",
      ...(rest === undefined ? [] : [rest, ""]),
      ...(remarks.length > 0 ? [...remarks.map((remark) => `- ${plain(remark)}`), ""] : []),
      "</details>",
      "",
    ];
  });
}
