import type { Prepared } from "../prepare.js";
import { fixedNode } from "./census.js";
import type { Row } from "./closures.js";
import type { Form } from "./form.js";
import { type Found, KeptLines } from "./kept.js";
import type { MadeLine } from "./lines.js";
import { DAY, whole } from "./nodes.js";
import type { Columns, Read } from "./reading.js";
import { mapped } from "./remade.js";
import { LineRuns } from "./runs.js";
import { sharing } from "./shared.js";
import { Specialised } from "./specialised.js";

/** Rates rows of which it is known which columns say anything: what the others would say falls away. */
export class KnownRows<Said> {
  private readonly runs: LineRuns;
  private readonly kept: KeptLines;
  private readonly reader: Read<Said>;
  readonly active: readonly number[];
  /** Of the row that was looked at. */
  readonly found: Found;

  constructor(prepared: Prepared, form: Form, parts: number, columns: Columns, reader: Read<Said>) {
    const { list } = form.slots;
    const special = new Specialised({
      slot: (at) => {
        const slot = list[at];
        if (!slot) return whole(0);
        return columns.said.has(slot.column) ? slot.node : fixedNode(slot.empty);
      },
      day: DAY,
    });
    const own = sharing(mapped(form, special));
    this.runs = new LineRuns(prepared, own.form, parts, true);
    this.active = this.runs.active;
    this.kept = new KeptLines(own.form, own.by, this.active, (coverage) => this.runs.says(coverage));
    this.found = this.kept.found;
    this.reader = reader;
  }

  /** Reads a row, and looks for the lines that are kept: what became of it is one of `READ`. */
  read(row: Row, said: Said): number {
    return this.reader(row, said);
  }

  /** Looks for the lines of the row that was read; how many were found. */
  look(row: Row): number {
    return this.kept.look(row);
  }

  /** Adds the remarks on the line of a coverage that was found. */
  addRemarks(coverage: number, to: string[]): void {
    this.kept.addRemarks(coverage, to);
  }

  /** Makes the line of a coverage that was not found for the row that was looked at; as of `LineRuns`. */
  made(coverage: number, row: Row): MadeLine | null | undefined {
    const made = this.runs.made(coverage, row);
    if (made) this.kept.keep(coverage, made);
    return made;
  }
}
