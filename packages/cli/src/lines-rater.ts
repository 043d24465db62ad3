import type { Book, RateAnswer } from "@planwright/evaluator";
import { type BlockAnswer, MOST_NAMED, type Rater, type Unrated } from "./block-rater.js";
import { checkColumns } from "./census-columns.js";
import { jsonCells } from "./json-rows.js";
import { faultAnswer, type RateWriter } from "./rate-output.js";

/** Rates blocks of lines of JSON. Each row has the columns that it names. */
export class LinesRater implements Rater {
  private readonly places = new Map<string, number>();
  private header: string[] = [];
  private rate: (cells: readonly string[], asOf?: string) => RateAnswer;

  constructor(
    private readonly book: Book,
    private readonly ignored: ReadonlySet<string>,
    private readonly asOf: string | undefined,
    private readonly writer: RateWriter,
  ) {
    this.rate = book.rowsOf([]);
  }

  block(bytes: Buffer, before: number): BlockAnswer {
    const lines = linesIn(bytes.toString("utf8"));
    const known = this.header.length;
    const failed: Unrated[] = [];
    let text = "";
    let rows = 0;
    let unrated = 0;
    let dated = false;
    let refused: BlockAnswer["refused"];
    for (const [i, line] of lines.entries()) {
      if (line.trim() === "") continue;
      const at = before + i + 1;
      const row = jsonCells(line);
      const fresh = "fault" in row ? [] : row.names.filter((name) => !this.places.has(name));
      if ("names" in row && !this.takes(fresh)) {
        refused = { names: fresh, line: at };
        break;
      }
      const answer = "fault" in row ? faultAnswer("", row.fault) : this.answer(row.names, row.cells);
      dated ||= "names" in row && Boolean(row.cells[row.names.indexOf("date")]);
      rows++;
      if (answer.errors.length > 0) {
        unrated++;
        if (failed.length < MOST_NAMED) failed.push({ id: answer.id, line: at });
      }
      text += this.writer.row(answer, at);
    }
    const names = this.header.slice(known);
    const taken = lines.length;
    return {
      ...{ text, rows, unrated, failed, dated, names, refused },
      ...{ lines: taken, lastRow: before + taken, stopped: undefined },
    };
  }

  /** Takes names that are new, unless one is refused. */
  private takes(fresh: readonly string[]): boolean {
    try {
      checkColumns(fresh, "", this.book.columns, this.ignored);
    } catch {
      return false;
    }
    if (fresh.length === 0) return true;
    for (const name of fresh) this.places.set(name, this.places.size);
    this.header = [...this.places.keys()];
    this.rate = this.book.rowsOf(this.header);
    return true;
  }

  private answer(names: readonly string[], said: readonly string[]): RateAnswer {
    const cells = new Array<string>(this.header.length).fill("");
    for (let i = 0; i < names.length; i++) cells[this.places.get(names[i] ?? "") ?? -1] = said[i] ?? "";
    return this.rate(cells, this.asOf);
  }
}

/** The ends of lines of which a text has more than one kind. */
const ENDS = /\r?\n|\r(?!\n)|\u2028|\u2029/;
const UNUSUAL = /[\r\u2028\u2029]/;

/** The lines of a text, as `readline` splits it. */
function linesIn(text: string): readonly string[] {
  const lines = text.split(UNUSUAL.test(text) ? ENDS : "\n");
  if (lines[lines.length - 1] === "") lines.pop();
  return lines;
}
