// Mendocino's Stay Well, and employees of it.
import { type AccountHolder, type Book, type HolderAnswer, settleHolders } from "@planwright/evaluator";
import { analyze } from "@planwright/semantics";
import { findingsOf, plansIn, prepared, ROOT } from "./programs.ts";

const FOLDER = "examples/mendocino-staywell";

/** The program, with some texts of it changed; each stands in it once. */
export function stayWell(...changes: readonly (readonly [string, string])[]): Book {
  const files = (plansIn(`${ROOT}/${FOLDER}`) ?? []).map(({ path, text }) => ({
    path,
    text: changes.reduce((whole, [from, to]) => whole.replace(from, to), text),
  }));
  for (const [, to] of changes) {
    if (!files.some(({ text }) => text.includes(to))) throw new Error(`“${to}” could not be put in`);
  }
  const analysis = analyze(FOLDER, files);
  if (findingsOf(analysis).length > 0) throw new Error(findingsOf(analysis).join("\n"));
  return prepared(analysis);
}

/** What every employee of full time says. */
export const FULL_TIME = {
  status: "regular",
  first_status: "regular",
  hours: "40",
  vesting_clock: "coverage",
};

/** The ledgers of one employee; throws with the reason where there are none. */
export function settled(book: Book, holder: Omit<AccountHolder, "id">): HolderAnswer {
  const [answer] = settleHolders(book, [{ id: "1", ...holder }]);
  if (!answer) throw new Error("no answer");
  if (answer.errors.length > 0) throw new Error(answer.errors.map(({ message }) => message).join("\n"));
  return answer;
}

/** What a question about an account comes to: a figure as a number, or a day. */
export function ask(
  book: Book,
  facts: Readonly<Record<string, string>>,
  head: string,
  of: string,
  clauses: Readonly<Record<string, string>> = {},
  events: AccountHolder["events"] = [],
): string {
  const asking = book.prepared.ask(facts);
  asking.events = events;
  const answer = book.prepared.arrangement(asking, { op: "arrangement", head, of: [of], clauses });
  return typeof answer === "string" ? answer : answer.toString();
}
