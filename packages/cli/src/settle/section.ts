import type { Book } from "@planwright/evaluator";
import type { Colors } from "../text.js";

/** An experience file, as JSON has it. */
export type ExperienceFile = Readonly<Record<string, unknown>>;

export interface SettleContext {
  readonly book: Book;
  /** Whether answers say how they come about. */
  readonly explain: boolean;
  readonly colors: Colors;
}

export interface SectionAnswer {
  /** What it adds to the answer as JSON. */
  readonly json: Readonly<Record<string, unknown>>;
  /** The same for a reader. */
  readonly text: string;
  /** Something could not be settled. */
  readonly failed: boolean;
}

/** A part of what `settle` answers: it reads some keys of the experience file. */
export interface Section {
  readonly keys: readonly string[];
  /** Nothing where the file holds nothing for it. A file that it cannot read is a `Failure`. */
  answer(file: ExperienceFile, context: SettleContext): SectionAnswer | undefined;
}
