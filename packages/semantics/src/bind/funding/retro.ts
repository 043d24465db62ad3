import type { ResultUseNode } from "@planwright/syntax";
import type { ResultUse, Retro } from "../../funding-model.js";
import { BlockReader, type Read } from "../../reading/block.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { placeOf } from "../scope.js";
import { bindAmount } from "./amounts.js";
import type { FundingContext } from "./funding.js";

/** Reads what becomes of the result of a year. What it leaves unsaid is reported. */
export function bindRetro(context: FundingContext): Retro | undefined {
  const { files, scope, file, parties, funding } = context;
  const node = context.inner("retro");
  if (!node) return undefined;
  const block = new BlockReader(files, node, BLOCKS.retro).read();
  const missing = (what: string, why: string) =>
    scope.reporter.report("PW2501", { what }, placeOf(file, block.node.span), { why });
  const shares = block.one("shares");
  if (!shares && !block.isGiven("shares") && block.isWhole)
    missing(
      `whose result is shared in ${funding}`,
      "It is written `shares result of pool among city by deposit`.",
    );
  if (!block.isGiven("calls") && block.isWhole)
    missing(
      `what is called when a year ends in a deficit`,
      "It is written `calls deficit`, with `at most` or without, or `calls nothing`.",
    );
  if (!block.isGiven("returns") && block.isWhole)
    missing(
      `what is returned when a year ends in a surplus`,
      "It is written `returns surplus`, with `at most` or without, or `returns nothing`.",
    );
  if (!block.isGiven("odd cent to") && block.isWhole)
    missing(`who takes the odd cent of a retro`, "It is written `odd cent to largest share`.");
  const calls = useOf(block.one("calls"), "deficit", context);
  const returns = useOf(block.one("returns"), "surplus", context);
  const oddCent = oddCentOf(block.one("odd cent to"), context);
  const kind = `a party of ${funding}`;
  const of = shares && scope.funding.oneOf(shares.value.of, file, parties, kind);
  const among = shares && scope.funding.oneOf(shares.value.among, file, parties, kind);
  if (shares && of !== undefined && of === among) {
    scope.reporter.report("PW3003", { wanted: "Another party", got: `${of} itself` }, shares.place);
    return undefined;
  }
  if (!shares || of === undefined || among === undefined || !calls || !returns || !oddCent) return undefined;
  return { of, among, by: shares.value.by, calls, returns, oddCent, origin: block.origin };
}

function useOf(
  read: Read<ResultUseNode> | undefined,
  what: "deficit" | "surplus",
  { scope, file }: FundingContext,
): ResultUse | undefined {
  if (!read) return undefined;
  const { what: said, most } = read.value;
  if (said === "nothing") return { kind: "nothing" };
  if (said !== what) {
    scope.reporter.report("PW3003", { wanted: `\`${what}\` or \`nothing\``, got: said }, read.place);
    return undefined;
  }
  if (!most) return { kind: "all", most: undefined };
  if (most.kind === "months") {
    const got = "months of paid claims";
    scope.reporter.report("PW3003", { wanted: "An amount or a share", got }, placeOf(file, most.span));
    return undefined;
  }
  const bound = bindAmount(most, false, scope, file);
  return bound && { kind: "all", most: bound };
}

function oddCentOf(
  read: Read<readonly { readonly image: string }[]> | undefined,
  { scope }: FundingContext,
): Retro["oddCent"] | undefined {
  if (!read) return undefined;
  const words = read.value.map(({ image }) => image).join(" ");
  if (words === "largest share" || words === "smallest share") return words;
  scope.reporter.report("PW0023", { found: words, of: "`odd cent to`" }, read.place, {
    why: "It is written `odd cent to largest share` or `odd cent to smallest share`.",
  });
  return undefined;
}
