import type { ArrangementAnswer } from "./arrangements.js";
import type { Ask } from "./ask.js";
import { exact } from "./exact.js";
import type { Prepared } from "./prepare.js";
import { refuse } from "./refusal.js";

/** Refuses somebody whose member of the pool does not take part in a line. Lines of which nothing is said are for all. */
export function checkTakesPart(book: Prepared, ask: Ask, coverage: string, name: string): void {
  const { members } = book.book;
  if (!members?.coverages.includes(coverage)) return;
  const member = ask.key(members.by, coverage);
  const number = members.rows.findIndex((row) => row.member === member);
  const { source } = book.sourceOf(`/members/rows/${number}`);
  if (!members.rows[number]?.takes.includes(coverage))
    refuse(coverage, `${member} does not take part in ${name}.`, source);
}

/** How many members take part in a line; without a line, in any. */
export const participants: ArrangementAnswer = (book, _ask, { of }) => {
  const [coverage] = of ?? [];
  const rows = book.book.members?.rows ?? [];
  const taking = rows.filter(({ takes }) =>
    coverage === undefined ? takes.length > 0 : takes.includes(coverage),
  );
  return exact(String(taking.length));
};
