import type { RetroAmountNode } from "@planwright/syntax";
import type { PlacedAmount, RetroPremium } from "../../funding-model.js";
import type { Read, ReadBlock } from "../../reading/block.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { placeOf } from "../scope.js";
import { bindAmount } from "./amounts.js";
import type { FundingContext } from "./funding.js";

type RetroBlock = ReadBlock<(typeof BLOCKS)["retro"]>;

const BOUNDS = ["minimum premium", "maximum premium"] as const;

/** Whether the retro is a premium between a minimum and a maximum, as far as it says. */
export const isBounded = (block: RetroBlock): boolean => BOUNDS.some((line) => block.isGiven(line));

/** An amount that is read; `amount` is absent where it is `none`. */
type Bound = { readonly amount: PlacedAmount | undefined };

export interface BoundPremium {
  readonly retention: PlacedAmount | undefined;
  readonly premium: RetroPremium | undefined;
}

/** Reads what a party keeps of a year, and between which amounts its premium is. What it leaves unsaid is reported. */
export function bindPremium(block: RetroBlock, context: FundingContext): BoundPremium | undefined {
  const retention = bindBound(block.one("retention"), context);
  const minimum = bindBound(block.one("minimum premium"), context);
  const maximum = bindBound(block.one("maximum premium"), context);
  if (block.isGiven("retention") && !retention) return undefined;
  if (!isBounded(block)) return { retention: retention?.amount, premium: undefined };
  reportSilence(block, context);
  reportTwice(block, context);
  if (!minimum || !maximum || !retention) return undefined;
  return {
    retention: retention.amount,
    premium: { minimum: minimum.amount, maximum: maximum.amount, origin: block.origin },
  };
}

function bindBound(
  read: Read<RetroAmountNode> | undefined,
  { scope, file }: FundingContext,
): Bound | undefined {
  if (!read) return undefined;
  const { value } = read;
  if (value.kind === "none") return { amount: undefined };
  if (value.kind === "months") {
    scope.reporter.report(
      "PW3003",
      { wanted: "An amount or a percentage", got: "months of paid claims" },
      read.place,
      { why: "It is written like `$90,000`, `$9 per employee per month` or `120% of deposit`." },
    );
    return undefined;
  }
  const amount = bindAmount(value, false, scope, file);
  return amount && { amount: { amount, origin: read.origin } };
}

function reportSilence(block: RetroBlock, { scope, file, funding }: FundingContext): void {
  const needed = [
    [
      "minimum premium",
      `whether the premium of ${funding} has a minimum`,
      "It is written `minimum premium $90,000`, or `minimum premium none`.",
    ],
    [
      "maximum premium",
      `whether the premium of ${funding} has a maximum`,
      "It is written `maximum premium 125% of deposit`, or `maximum premium none`.",
    ],
    [
      "retention",
      `what is kept of the premium of ${funding} beside claims`,
      "It is written `retention 12% of deposit`, or `retention none`.",
    ],
  ] as const;
  for (const [line, what, why] of needed) {
    if (!block.isGiven(line) && block.isWhole)
      scope.reporter.report("PW2501", { what }, placeOf(file, block.node.span), { why });
  }
}

/** A premium between two amounts says itself what is called and what is returned. */
function reportTwice(block: RetroBlock, { scope }: FundingContext): void {
  for (const line of ["calls", "returns"] as const) {
    const read = block.one(line);
    if (read)
      scope.reporter.report(
        "PW2307",
        { what: `\`${line}\` and a minimum or maximum premium both say what becomes of the result` },
        read.place,
        { why: "What the premium is over the deposits is called, and what it is under them is returned." },
      );
  }
}
