import { type Change, type Class, ratesSpread, summaryOf } from "@planwright/diff";
import { type Colors, counted, displayWidth, wrap } from "../text.js";
import { membersText } from "./members.js";
import { peopleText } from "./people.js";
import {
  bySubject,
  type Compared,
  classWord,
  isRate,
  sayCounts,
  signedMoney,
  signedPercent,
} from "./words.js";

/** A cell of a table in words is at most this wide; longer ones stand below the line. */
const MOST_WIDE = 28;
const WIDTH = 100;

const STYLE: { readonly [K in Class]?: "red" | "green" | "yellow" } = {
  dearer: "red",
  leaner: "red",
  cheaper: "green",
  richer: "green",
  depends: "yellow",
};

/** The changes for a terminal: by plan, before → after. */
export function asText(compared: Compared, c: Colors): string {
  return `${changesText(compared, c)}${membersText(compared, c)}${peopleText(compared, c)}${findingsText(compared, c)}`;
}

function findingsText({ findings }: Compared, c: Colors): string {
  if (findings.length === 0) return "";
  const lines = findings.map(({ severity, id, message }) => {
    const word = severity === "error" ? c.red("error  ") : c.yellow("warning");
    return `${word}  ${id}  ${message}\n`;
  });
  return `\n${lines.join("")}`;
}

function changesText({ base, head, changes }: Compared, c: Colors): string {
  const sides = `${base.name}, ${period(base)} → ${head.name}, ${period(head)}`;
  if (changes.length === 0) return `${sides}\nNo change in meaning.\n`;
  return `${sides}\n\n${changesOf(changes, c)}${sayCounts(summaryOf(changes))}.\n`;
}

/** The changes by what they are about, each group with its heading. */
export function changesOf(changes: readonly Change[], c: Colors): string {
  const out: string[] = [];
  const spreads = new Map(ratesSpread(changes).map((spread) => [spread.subject, spread]));
  for (const [subject, group] of bySubject(changes)) {
    out.push(c.bold(subject));
    const spread = spreads.get(subject);
    if (spread && spread.count > 1) {
      out.push(
        `  ${counted(spread.count, "rate")} changed by ${signedPercent(spread.least)} to ${signedPercent(spread.most)}, mean ${signedPercent(spread.mean)}; ${signedMoney(spread.leastAmount)} to ${signedMoney(spread.mostAmount)}`,
      );
    }
    out.push(...table(group, c), "");
  }
  return out.map((line) => `${line}\n`).join("");
}

const period = ({ effective }: Compared["base"]): string => `${effective.from} to ${effective.to}`;

const isShort = (text: string | undefined): boolean => displayWidth(text ?? "") <= MOST_WIDE;

function table(group: readonly Change[], c: Colors): string[] {
  const rows = group.map((change) => {
    const { beforeText: before, afterText: after } = change;
    const short = isShort(before) && isShort(after);
    const arrow =
      before !== undefined || after !== undefined ? [before ?? "none", "→", after ?? "none"] : ["", "", ""];
    const cells = [
      classWord(change.class),
      change.what,
      ...(short ? arrow : ["", "", ""]),
      change.deltaText ?? "",
      change.percent === undefined ? "" : signedPercent(change.percent),
      notesOf(change),
    ];
    return { change, cells, short };
  });
  const widths = [0, 1, 2, 3, 4, 5, 6].map((i) =>
    Math.max(...rows.map(({ cells }) => Math.min(displayWidth(cells[i] ?? ""), i === 1 ? 60 : WIDTH))),
  );
  return rows.flatMap(({ change, cells, short }) => {
    const padded = cells.map((cell, i) => pad(cell, widths[i] ?? 0, isFigure(i)));
    const style = STYLE[change.class];
    const [first = "", ...rest] = padded;
    const line = `  ${style ? c[style](first) : first}  ${rest.join("  ")}`.trimEnd();
    if (short) return [line];
    const { beforeText = "none", afterText = "none" } = change;
    const indent = " ".repeat((widths[0] ?? 0) + 6);
    return [line, wrap(beforeText, WIDTH, indent), wrap(`→ ${afterText}`, WIDTH, indent)];
  });
}

/** Figures stand to the right. */
const isFigure = (column: number): boolean => column >= 2 && column !== 3 && column <= 6;

function pad(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return right ? space + text : text + space;
}

function notesOf(change: Change): string {
  return [
    ...(change.breaking ? ["breaking"] : []),
    ...(change.stated ? ["stated"] : []),
    ...(change.confidence === undefined ? [] : [`${change.confidence}% alike`]),
    ...(change.file === undefined || isRate(change) ? [] : [`${change.file}:${change.line}`]),
  ].join("  ");
}
