import { type HolderAnswer, settleHolders } from "@planwright/evaluator";
import { Failure } from "../failure.js";
import { readHolders } from "./people-read.js";
import { holderText } from "./people-text.js";
import type { Section } from "./section.js";

const EXAMPLE =
  'It is written "people": [ { "id": "17", "facts": { "hire": "1983-07-01" }, "events": [ … ] } ].';

/** The accounts that are kept for each employee: a ledger for each. */
export const PEOPLE: Section = {
  keys: ["people"],
  answer(file, { book, explain, colors }) {
    const { people } = file;
    if (people === undefined || people === null) return undefined;
    if (!Array.isArray(people)) throw new Failure("“people” is not a list", EXAMPLE);
    if (people.length === 0) throw new Failure("“people” holds no employee", EXAMPLE);
    if ((book.prepared.book.accounts ?? []).length === 0) {
      throw new Failure(
        "This program keeps no account for each employee",
        "A block `account … for each employee {` describes one.",
      );
    }
    const read = readHolders(people as readonly unknown[]);
    const settled = settleHolders(
      book,
      read.flatMap(({ holder }) => holder ?? []),
    );
    const byId = new Map(settled.map((answer) => [answer.id, answer]));
    const answers = read.map(
      ({ place, holder, fault }): HolderAnswer =>
        (holder && byId.get(holder.id)) ?? {
          id: place,
          through: "",
          accounts: [],
          errors: fault ? [fault] : [],
        },
    );
    return {
      json: { people: answers },
      text: answers.map((answer) => holderText(answer, explain, colors)).join("\n"),
      failed: answers.some(({ errors }) => errors.length > 0),
    };
  },
};
