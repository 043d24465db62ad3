import { readValue } from "@planwright/syntax";
import type { Completion, Reserve } from "../../funding-model.js";
import type { Input, Range } from "../../model.js";
import { BlockReader, type ReadBlock } from "../../reading/block.js";
import { cellWords, readTable, type TableRow } from "../../reading/table.js";
import { coverGaps } from "../../rules/bands.js";
import { exact, shortest } from "../../types/exact.js";
import { NUMBER } from "../../types/units.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { readRange } from "../coverages.js";
import { placeOf } from "../scope.js";
import { bindAmount, bindPart } from "./amounts.js";
import type { FundingContext } from "./funding.js";

type ReserveBlock = ReadBlock<(typeof BLOCKS)["reserve"]>;

/** Reads the reserves of a funding. */
export function bindReserves(context: FundingContext): readonly Reserve[] {
  const { block, files, scope, file } = context;
  const seen = new Set<string>();
  return block.blocks
    .filter(({ items }) => items[0]?.image === "reserve")
    .flatMap((node) => {
      const read = new BlockReader(files, node, BLOCKS.reserve).read();
      const name = read.heading?.name;
      if (name && seen.has(name.name))
        scope.reporter.report("PW1002", { name: name.name, kind: "reserve" }, placeOf(file, name.span));
      if (name) seen.add(name.name);
      return name ? (bindReserve(read, name.name, context) ?? []) : [];
    });
}

const SOURCES = ["surplus", "retro"] as const;

function bindReserve(block: ReserveBlock, id: string, context: FundingContext): Reserve | undefined {
  const { scope, file, parties, funding } = context;
  const amount = block.one("amount");
  const holder = block.one("set aside by");
  const from = block.one("paid from");
  const place = placeOf(file, block.node.span);
  const hasTable = block.rows.length > 0;
  if (!block.isGiven("amount") && !hasTable && block.isWhole)
    scope.reporter.report("PW0025", { block: "This reserve", what: "amount" }, place, {
      why: "It is written like `amount 15% of deposit, once`, or a table says how much of the claims is paid by when.",
    });
  if (amount && hasTable)
    scope.reporter.report("PW2307", { what: "This reserve has an amount and a table" }, amount.place);
  if (!block.isGiven("set aside by") && !block.isGiven("paid from") && block.isWhole)
    scope.reporter.report("PW2501", { what: `what pays for the reserve ${id}` }, place, {
      why: "It is `set aside by` a party before its result is struck, or `paid from surplus, retro` afterwards.",
    });
  if (holder && from)
    scope.reporter.report(
      "PW2307",
      { what: "This reserve is set aside, and paid from the result as well" },
      from.place,
    );
  const bound = amount && bindAmount(amount.value.amount, false, scope, file);
  const setAsideBy = holder && scope.funding.oneOf(holder.value, file, parties, `a party of ${funding}`);
  const paidFrom = (from?.value ?? []).flatMap(
    (name) => scope.funding.oneOf(name, file, SOURCES, "what pays for a reserve") ?? [],
  );
  if (from && !context.block.blocks.some(({ items }) => items[0]?.image === "retro"))
    scope.reporter.report(
      "PW0025",
      { block: `The funding of the reserve ${id}`, what: "`retro`" },
      from.place,
      {
        why: "Surplus and retro are those of the block `retro`.",
      },
    );
  const completion = hasTable ? completionOf(block, context) : [];
  if ((amount && !bound) || !completion || (!amount && !hasTable) || (!setAsideBy && paidFrom.length === 0))
    return undefined;
  return {
    id,
    name: block.heading?.title?.text ?? id,
    amount: bound,
    completion,
    once: amount?.value.once ?? false,
    setAsideBy,
    paidFrom,
    origin: block.origin,
  };
}

/** `months since incurred | paid by then`: how much of the claims of a month is paid after so many months. */
function completionOf(block: ReserveBlock, context: FundingContext): Reserve["completion"] | undefined {
  const { files, scope, file } = context;
  const table = readTable(block.rows, files);
  if (!table) return undefined;
  const header = table.header.map(cellWords).join(" | ");
  if (header !== "months since incurred | paid by then") {
    const span = table.header[0]?.span ?? block.node.span;
    scope.reporter.report(
      "PW2013",
      { what: `“${header}” is due to be \`months since incurred | paid by then\`` },
      placeOf(file, span),
    );
    return undefined;
  }
  for (const cell of table.header) files.notes.originOf(file, cell, cell.span, block.rows[0]);
  const bands = table.rows.flatMap((row) => bandOf(row, context) ?? []);
  if (bands.length !== table.rows.length) return undefined;
  coverGaps(bands, monthsSince(block), scope.reporter, placeOf(file, block.node.span));
  checkRising(bands, context);
  return bands.map(({ range, share, origin }) => ({ range, share, origin }));
}

/** Months since a claim was incurred, as bands are by an input: whole numbers from zero. */
const monthsSince = ({ origin }: ReserveBlock): Input => ({
  id: "months since incurred",
  kind: "count",
  type: NUMBER,
  meaning: undefined,
  choices: [],
  range: undefined,
  unit: undefined,
  of: undefined,
  ofSaid: false,
  from: undefined,
  order: [],
  otherwise: undefined,
  origin,
});

function bandOf(row: TableRow, { files, scope, file }: FundingContext) {
  const [key, cell] = row.cells;
  if (!key || !cell) return undefined;
  files.notes.originOf(file, cell, cell.span, row.node);
  const origin = files.notes.originOf(file, key, row.node.span, row.node);
  const range: Range | undefined = readRange(key, files, scope, { file, coverage: undefined });
  const result = readValue("expression", cell.items, cell.span);
  if (!result.ok) {
    scope.reporter.report(
      "PW0023",
      { found: cellWords(cell), of: "a completion factor" },
      placeOf(file, cell.span),
      { why: "It is a percentage, `75%`, or an input that is one." },
    );
    return undefined;
  }
  const share = bindPart(result.value, scope, file);
  return range && share && { range, share, origin, place: placeOf(file, key.span) };
}

/** Of the claims of one month, what is paid adds up: never less later than before. */
function checkRising(bands: readonly Completion[], { scope }: FundingContext): void {
  const start = ({ range }: Completion) => exact(range.min ?? "0");
  const ordered = [...bands].sort((a, b) => start(a).compare(start(b)));
  for (const [i, { share, origin }] of ordered.entries()) {
    const before = ordered[i - 1];
    if (share.op !== "literal" || before?.share.op !== "literal") continue;
    if (exact(share.value).compare(exact(before.share.value)) >= 0) continue;
    scope.reporter.report(
      "PW2620",
      { share: `${shortest(share.value)}%`, before: `${shortest(before.share.value)}%` },
      origin.place,
      { related: [{ place: before.origin.place, message: `${shortest(before.share.value)}% by then` }] },
    );
  }
}
