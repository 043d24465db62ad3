import type { ArrangementQuestion, RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { exact, ONE } from "../exact.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";

type BookHistory = NonNullable<RateBook["histories"]>[number];
type Row = BookHistory["rows"][number];

/** Which end of a range of changes is asked for; `only` where the change is a point. */
export type End = "least" | "greatest" | "only";

/** Answers a question about how rates changed before; hundredths. */
export function changeInHistory(
  book: Prepared,
  { head, clauses = {} }: ArrangementQuestion,
  end: End,
  isCompounded: boolean,
): Fraction {
  const history = (book.book.histories ?? []).find(({ id }) => id === clauses.in);
  if (!history) return refuse(head, `${clauses.in ?? "This"} is no history of this program.`);
  const rows = history.rows.map((row, i) => ({ row, i })).filter(({ row }) => isAsked(row, clauses));
  if (isCompounded) return compounded(rows, clauses, history, head, end);
  const [found, second] = rows.filter(({ row }) => row.effective === clauses.on);
  const days = [...new Set(rows.map(({ row }) => row.effective))].sort().join(", ");
  if (!found)
    return refuse(head, `${history.name} has no change on ${clauses.on}. It has changes on ${days}.`);
  if (second) return refuse(head, `${history.name} has two changes on ${clauses.on} for what is asked.`);
  const part = clauses.for;
  return part === undefined ? endOf(found.row, end, head) : partOf(history, found.i, part, head);
}

function isAsked(row: Row, clauses: Readonly<Record<string, string>>): boolean {
  return Object.entries(clauses).every(([clause, value]) => {
    const key = /^with (.+)$/.exec(clause)?.[1];
    return key === undefined || (Object.hasOwn(row.keys, key) && (row.keys[key]?.includes(value) ?? false));
  });
}

function endOf(row: Row, end: End, head: string): Fraction {
  if ("hole" in row) return refuse(head, `The change on ${row.effective} is not printed.`);
  const { least, most } = row;
  if (end === "only" && least !== most) {
    return refuse(
      head,
      `The change on ${row.effective} is a range, ${least}% to ${most}%. Ask for the least ${head} or the greatest.`,
    );
  }
  return exact(end === "greatest" ? most : least).div(100);
}

/** One change after the other, each of what the one before left. */
function compounded(
  rows: readonly { readonly row: Row }[],
  { from, through }: Readonly<Record<string, string>>,
  history: BookHistory,
  head: string,
  end: End,
): Fraction {
  const asked = rows
    .map(({ row }) => row)
    .filter(
      ({ effective }) =>
        from === undefined || through === undefined || (from <= effective && effective <= through),
    );
  if (asked.length === 0)
    return refuse(head, `${history.name} has no change from ${from} through ${through}.`);
  const words = head.replace(/^(least|greatest) /, "");
  return asked.reduce((made, row) => made.mul(ONE.add(endOf(row, end, words))), ONE).sub(1);
}

/** A part of a change, or all of its parts as they come together. */
function partOf(history: BookHistory, row: number, part: string, head: string): Fraction {
  const said = history.parts.find(({ rows }) => rows.includes(row));
  const on = history.rows[row]?.effective;
  if (!said) return refuse(head, `Nothing says what the change on ${on} is made of.`);
  if (part === "parts") {
    const percents = said.parts.map(({ percent }) => exact(percent).div(100));
    return said.together === "added"
      ? percents.reduce((sum, each) => sum.add(each))
      : percents.reduce((made, each) => made.mul(ONE.add(each)), ONE).sub(1);
  }
  const found = said.parts.find(({ name }) => name === part);
  return found ? exact(found.percent).div(100) : refuse(head, `The change on ${on} has no part ${part}.`);
}
