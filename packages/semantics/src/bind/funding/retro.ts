import type { LiteralNode, ResultUseNode, Span } from "@planwright/syntax";
import type { ResultUse, Retro } from "../../funding-model.js";
import { BlockReader, type Read, type ReadBlock } from "../../reading/block.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { placeOf } from "../scope.js";
import { bindAmount, bindMonths, bindPart } from "./amounts.js";
import type { FundingContext } from "./funding.js";
import { bindPremium, isBounded } from "./retro-premium.js";

type RetroBlock = ReadBlock<(typeof BLOCKS)["retro"]>;

/** Reads what becomes of the result of a year. What it leaves unsaid is reported. */
export function bindRetro(context: FundingContext): Retro | undefined {
  const { files, scope, file, parties, funding } = context;
  const node = context.inner("retro");
  if (!node) return undefined;
  const block = new BlockReader(files, node, BLOCKS.retro).read();
  reportSilence(block, context);
  const shares = block.one("shares");
  const bound = bindPremium(block, context);
  const calls = isBounded(block) ? ALL : useOf(block.one("calls"), "deficit", context);
  const returns = isBounded(block) ? ALL : useOf(block.one("returns"), "surplus", context);
  const oddCent = oddCentOf(block.one("odd cent to"), context);
  const kind = `a party of ${funding}`;
  const of = shares && scope.funding.oneOf(shares.value.of, file, parties, kind);
  const among = shares && scope.funding.oneOf(shares.value.among, file, parties, kind);
  if (shares && of !== undefined && of === among) {
    scope.reporter.report("PW3003", { wanted: "Another party", got: `${of} itself` }, shares.place);
    return undefined;
  }
  const charges = chargesOf(block.one("charges"), context);
  const dueMonths = dueOf(block.one("due"), context);
  if (!charges && block.isGiven("charges")) return undefined;
  if (!shares || of === undefined || among === undefined || !calls || !returns || !oddCent || !bound)
    return undefined;
  return {
    of,
    among,
    by: shares.value.by,
    charges,
    dueMonths,
    ...bound,
    calls,
    returns,
    oddCent,
    origin: block.origin,
  };
}

/** Of a premium between a minimum and a maximum, all that is short is called, and all that is over returned. */
const ALL: ResultUse = { kind: "part", share: undefined, most: undefined };

/** What a retro must say: nothing of it is supplied. */
function reportSilence(block: RetroBlock, { scope, file, funding }: FundingContext): void {
  const needed = [
    [
      "shares",
      `whose result is shared in ${funding}`,
      "It is written `shares result of pool among city by deposit`.",
    ],
    [
      "calls",
      "what is called when a year ends in a deficit",
      "It is written `calls deficit`, with `at most` or without, or `calls nothing`.",
    ],
    [
      "returns",
      "what is returned when a year ends in a surplus",
      "It is written `returns surplus`, with `at most` or without, or `returns nothing`.",
    ],
    ["odd cent to", "who takes the odd cent of a retro", "It is written `odd cent to largest share`."],
  ] as const;
  for (const [line, what, why] of needed) {
    const isSaid = block.isGiven(line) || ((line === "calls" || line === "returns") && isBounded(block));
    if (!isSaid && block.isWhole)
      scope.reporter.report("PW2501", { what }, placeOf(file, block.node.span), { why });
  }
}

function chargesOf(
  read: Read<readonly { readonly image: string }[]> | undefined,
  { scope }: FundingContext,
): Retro["charges"] {
  if (!read) return undefined;
  const words = read.value.map(({ image }) => image).join(" ");
  if (words === "retained claims" || words === "nothing") return words;
  scope.reporter.report("PW0023", { found: words, of: "`charges`" }, read.place, {
    why: "It is written `charges retained claims`: what each bears of claims that were paid for it; or `charges nothing`.",
  });
  return undefined;
}

/** A wait in whole months; a year has ended when its last day is over. */
function dueOf(read: Read<LiteralNode> | undefined, { scope, file }: FundingContext): number | undefined {
  return read && bindMonths({ value: read.value, file }, scope);
}

function useOf(
  read: Read<ResultUseNode> | undefined,
  what: "deficit" | "surplus",
  { scope, file }: FundingContext,
): ResultUse | undefined {
  if (!read) return undefined;
  const { what: said, share, most } = read.value;
  const refuse = (wanted: string, got: string, span: Span = read.value.span): undefined => {
    scope.reporter.report("PW3003", { wanted, got }, placeOf(file, span));
    return undefined;
  };
  if (said === "nothing") return share ? refuse(`\`${what}\``, "a part of nothing") : { kind: "nothing" };
  if (said !== what) return refuse(`\`${what}\` or \`nothing\``, said);
  const part = share && bindPart(share, scope, file);
  if (share && !part) return undefined;
  if (!most) return { kind: "part", share: part, most: undefined };
  if (most.kind === "months") return refuse("An amount or a share", "months of paid claims", most.span);
  const bound = bindAmount(most, false, scope, file);
  return bound && { kind: "part", share: part, most: bound };
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
