import { type Cell, readValue, type Row } from "@planwright/syntax";
import type { ClaimSharing, Layer } from "../../funding-model.js";
import type { Range } from "../../model.js";
import type { ReadBlock } from "../../reading/block.js";
import { cellWords, readTable, type TableRow } from "../../reading/table.js";
import { dollars, exact, shortest } from "../../types/exact.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { readRange } from "../coverages.js";
import { placeOf } from "../scope.js";
import type { FundingContext } from "./funding.js";

/** `layer by party | city | pool`: reads the layers of a claim, each of which adds up to 100% and joins the next. */
export function bindLayers(
  block: ReadBlock<(typeof BLOCKS)["each claim"]>,
  paidBy: { readonly party: string; readonly origin: Layer["origin"] } | undefined,
  context: FundingContext,
): ClaimSharing | undefined {
  const { files, scope, file } = context;
  const table = readTable(block.rows, files);
  if (!table) {
    if (block.rows.length === 0 && block.isWhole)
      scope.reporter.report(
        "PW0025",
        { block: "`each claim`", what: "layers" },
        placeOf(file, block.node.span),
        {
          why: "A table says them: `layer by party | city | pool`, then `up to $2,500 | 100% | 0%`.",
        },
      );
    return undefined;
  }
  const [corner, ...columns] = table.header;
  const words = corner ? cellWords(corner) : "";
  if (corner && words !== "layer by party") {
    scope.reporter.report(
      "PW2013",
      { what: `“${words}” is due to be \`layer by party\`` },
      placeOf(file, corner.span),
    );
    return undefined;
  }
  const [head] = block.rows;
  if (corner && head) files.notes.originOf(file, corner, corner.span, head);
  const parties = columns.map((cell) => partyOf(cell, head, context));
  const layers = table.rows.flatMap((row) => layerOf(row, parties, context) ?? []);
  if (table.complete && layers.length === table.rows.length && parties.every(Boolean))
    checkJoins(layers, context);
  return { kind: "layers", layers: [...layers].sort(byStart), paidBy };
}

function partyOf(
  cell: Cell,
  head: Row | undefined,
  { files, scope, file, parties, funding }: FundingContext,
): string | undefined {
  files.notes.originOf(file, cell, cell.span, head);
  const result = readValue("name", cell.items, cell.span);
  if (!result.ok) {
    scope.reporter.report("PW0023", { found: result.found, of: "a party" }, placeOf(file, cell.span));
    return undefined;
  }
  return scope.funding.oneOf(result.value, file, parties, `a party of ${funding}`);
}

function layerOf(
  row: TableRow,
  parties: readonly (string | undefined)[],
  { files, scope, file }: FundingContext,
): Layer | undefined {
  const [key, ...cells] = row.cells;
  const range =
    key &&
    readRange(key, files, scope, { file, coverage: undefined }, { kind: "figure", units: { money: 1 } });
  const shares: Record<string, string> = {};
  let whole = range !== undefined;
  for (const [i, cell] of cells.entries()) {
    files.notes.originOf(file, cell, cell.span, row.node);
    const result = readValue("literal", cell.items, cell.span);
    const party = parties[i];
    if (!result.ok || result.value.kind !== "percent") {
      scope.reporter.report(
        "PW0023",
        { found: cellWords(cell), of: "a share of a layer" },
        placeOf(file, cell.span),
        {
          why: "A share is a percentage: `40%`.",
        },
      );
      whole = false;
    } else if (party !== undefined) shares[party] = shortest(result.value.value);
    else whole = false;
  }
  if (!key) return undefined;
  const origin = files.notes.originOf(file, key, row.node.span, row.node);
  if (!whole || !range) return undefined;
  const sum = Object.values(shares).reduce((total, share) => total.add(exact(share)), exact("0"));
  const negative = Object.values(shares).some((share) => exact(share).compare(0) < 0);
  if (!sum.equals(100) || negative) {
    scope.reporter.report(
      "PW2602",
      { what: cellWords(key), sum: `${shortest(sum.toString())}%` },
      origin.place,
    );
  }
  return { range, shares, origin };
}

const startOf = ({ min }: Range) => exact(min ?? "0");
const byStart = (a: Layer, b: Layer): number => startOf(a.range).compare(startOf(b.range));

/** Each layer begins where the one before it ends, the first at nothing, and the last is open. */
function checkJoins(layers: readonly Layer[], context: FundingContext): void {
  const { scope } = context;
  const sorted = [...layers].sort(byStart);
  const gaps: {
    readonly from: string;
    readonly to: string | undefined;
    readonly place: Layer["origin"]["place"];
  }[] = [];
  let end: string | undefined = "0";
  for (const [i, { range, origin }] of sorted.entries()) {
    const start = range.min ?? "0";
    if (end === undefined || exact(start).compare(exact(end)) < 0) {
      const what = `${dollars(start)} is in two layers`;
      scope.reporter.report("PW2601", { what }, origin.place, {
        related: [{ place: sorted[i - 1]?.origin.place ?? origin.place, message: "the layer before it" }],
      });
      return;
    }
    if (exact(start).compare(exact(end)) > 0) gaps.push({ from: end, to: start, place: origin.place });
    end = range.max;
  }
  if (end !== undefined)
    gaps.push({
      from: end,
      to: undefined,
      place: sorted[sorted.length - 1]?.origin.place ?? context.block.origin.place,
    });
  for (const { from, to, place } of gaps) {
    const stretch =
      to === undefined
        ? `What is over ${dollars(from)}`
        : `What is between ${dollars(from)} and ${dollars(to)}`;
    scope.reporter.report("PW2601", { what: `${stretch} is in no layer` }, place, {
      figure: to === undefined ? undefined : { place, written: to, fitting: from },
      why: `${retained(sorted, gaps)}Write \`over ${dollars(from)}${to === undefined ? "" : " up to ..."}\` where the layers are meant to join.`,
    });
  }
}

/** What a party keeps at most of one claim, as the bounds are written and with the layers joined. */
function retained(layers: readonly Layer[], gaps: readonly { readonly to: string | undefined }[]): string {
  const [first] = layers;
  const bounded = Object.keys(first?.shares ?? {}).filter(
    (party) => (layers[layers.length - 1]?.shares[party] ?? "") === "0",
  );
  const [party] = bounded;
  if (party === undefined || gaps.some(({ to }) => to === undefined)) return "";
  const most = (joined: boolean) =>
    layers.reduce((sum, { range, shares }, i) => {
      if (range.max === undefined) return sum;
      const start = joined ? (layers[i - 1]?.range.max ?? "0") : (range.min ?? "0");
      return sum.add(
        exact(range.max)
          .sub(exact(start))
          .mul(exact(shares[party] ?? "0"))
          .div(100),
      );
    }, exact("0"));
  const written = dollars(shortest(most(false).toString()));
  const joined = dollars(shortest(most(true).toString()));
  return written === joined
    ? ""
    : `Of one claim ${party} keeps at most ${written} as it is written, and ${joined} where the layers join. `;
}
