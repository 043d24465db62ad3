import { type Cell, readValue } from "@planwright/syntax";
import type { Period } from "../../model.js";
import type { CorridorRow, Corridors } from "../../renewal-model.js";
import type { FileScope, ReadBlock } from "../../reading/block.js";
import { cellWords, readTable, type TableRow } from "../../reading/table.js";
import { exact, shortest } from "../../types/exact.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { bindDates } from "../program.js";
import { placeOf, type Scope } from "../scope.js";
import { namesIn } from "./keys.js";

export type CorridorsBlock = ReadBlock<(typeof BLOCKS)["corridors"]>;

const HEADER = "coverage | effective | at least | at most";
const COLUMNS = HEADER.split(" | ");

/** Reads corridors: for each day or stretch of days, and for coverages, the smallest and the largest change. */
export function bindCorridors(block: CorridorsBlock, files: FileScope, scope: Scope): Corridors | undefined {
  const name = block.heading?.name;
  if (!name) return undefined;
  const table = readTable(block.rows, files);
  if (!table) {
    if (block.rows.length === 0 && block.isWhole) {
      const place = placeOf(block.file, block.node.span);
      scope.reporter.report("PW0025", { block: `The corridors ${name.name}`, what: "table" }, place, {
        why: `Its header is written like \`${HEADER}\`.`,
      });
    }
    return undefined;
  }
  const header = table.header.map(cellWords);
  const due = header[0] === "coverage" ? COLUMNS : COLUMNS.slice(1);
  const wrong = table.header.find((cell, i) => cellWords(cell) !== due[i]);
  if (wrong || header.length !== due.length) {
    scope.reporter.report(
      "PW2013",
      {
        what: wrong
          ? `“${cellWords(wrong)}” is no column of corridors here`
          : "A column of corridors is missing",
      },
      placeOf(block.file, wrong?.span ?? block.rows[0]?.span ?? block.node.span),
      { why: `The columns are \`${HEADER}\`, in this order; without \`coverage\` they are for all.` },
    );
    return undefined;
  }
  for (const cell of table.header) files.notes.originOf(files.file, cell, cell.span, block.rows[0]);
  const rows = table.rows.flatMap(
    (row) => bindRow(row, header.length === COLUMNS.length, files, scope) ?? [],
  );
  checkOverlaps(rows, scope);
  return { id: name.name, name: block.heading?.title?.text ?? name.name, rows, origin: block.origin };
}

function bindRow(
  row: TableRow,
  byCoverage: boolean,
  files: FileScope,
  scope: Scope,
): CorridorRow | undefined {
  const cells = byCoverage ? row.cells : [undefined, ...row.cells];
  const [coverageCell, daysCell, leastCell, mostCell] = cells;
  const coverages = coverageCell ? namesIn(coverageCell, "coverage", files.file, scope) : [];
  const effective = daysCell && readDays(daysCell, files, scope);
  const least = leastCell && readPercent(leastCell, files, scope);
  const most = mostCell && readPercent(mostCell, files, scope);
  const origins = row.cells.map((cell) => files.notes.originOf(files.file, cell, cell.span, row.node));
  if (!coverages || !effective || least === undefined || most === undefined || !leastCell) return undefined;
  if (exact(least).compare(exact(most)) > 0) {
    const what = `The least change, ${least}%, is above the largest, ${most}%`;
    scope.reporter.report("PW2013", { what }, placeOf(files.file, leastCell.span));
    return undefined;
  }
  const origin = {
    place: placeOf(files.file, row.node.span),
    cites: [...new Set(origins.flatMap(({ cites }) => cites))],
    notes: origins.flatMap(({ notes }) => notes),
  };
  return { coverages, effective, least, most, origin };
}

/** `2018-10-01`, or `2018-10-01 to 2019-09-30`. */
function readDays(cell: Cell, files: FileScope, scope: Scope): Period | undefined {
  const days = cell.items.length > 1 ? readValue("dates", cell.items, cell.span) : undefined;
  if (days?.ok) return bindDates(days.value, files.file, scope);
  const one = readValue("literal", cell.items, cell.span);
  if (one.ok && one.value.kind === "day") return { from: one.value.value, to: one.value.value };
  scope.reporter.report(
    "PW0023",
    { found: cellWords(cell), of: "a day of corridors" },
    placeOf(files.file, cell.span),
    {
      why: "It is the day on which new rates take effect, `2018-10-01`, or days, `2018-10-01 to 2019-09-30`.",
    },
  );
  return undefined;
}

function readPercent(cell: Cell, files: FileScope, scope: Scope): string | undefined {
  const result = readValue("literal", cell.items, cell.span);
  if (result.ok && result.value.kind === "percent") return shortest(result.value.value);
  scope.reporter.report(
    "PW0023",
    { found: cellWords(cell), of: "a change of rates" },
    placeOf(files.file, cell.span),
    { why: "It is written like `6.5%`, or `-3%` for rates that go down." },
  );
  return undefined;
}

/** Two rows for one coverage and one day: nobody would know which holds. */
function checkOverlaps(rows: readonly CorridorRow[], scope: Scope): void {
  for (const [i, row] of rows.entries()) {
    const earlier = rows.slice(0, i).find((other) => sharesCoverage(row, other) && overlap(row, other));
    if (!earlier) continue;
    const day = row.effective.from > earlier.effective.from ? row.effective.from : earlier.effective.from;
    scope.reporter.report("PW2803", { what: `the corridor on ${day}` }, row.origin.place, {
      related: [{ place: earlier.origin.place, message: "the other" }],
    });
  }
}

const sharesCoverage = (a: CorridorRow, b: CorridorRow): boolean =>
  a.coverages.length === 0 || b.coverages.length === 0 || a.coverages.some((id) => b.coverages.includes(id));

const overlap = (a: CorridorRow, b: CorridorRow): boolean =>
  a.effective.from <= b.effective.to && b.effective.from <= a.effective.to;
