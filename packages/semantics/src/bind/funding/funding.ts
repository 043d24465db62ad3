import type { Block, ChargeNode, FlowNode, NameNode } from "@planwright/syntax";
import {
  type Charge,
  type ClaimSharing,
  type Flow,
  type Funding,
  PARTS,
  type Part,
  type Prefund,
} from "../../funding-model.js";
import { BlockReader, type FileScope, type Read, type ReadBlock } from "../../reading/block.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { placeOf, type Scope } from "../scope.js";
import { bindAmount, bindFlow, bindMoney, bindMonths, type FundingWhere } from "./amounts.js";
import { bindLayers } from "./layers.js";
import type { FundingName } from "./names.js";
import { bindReserves } from "./reserves.js";
import { bindRetro } from "./retro.js";
import { bindAggregate, bindSpecific } from "./stop-loss.js";

export type FundingBlock = ReadBlock<(typeof BLOCKS)["funding"]>;

/** What the blocks in a funding need to be read. */
export interface FundingContext extends FundingWhere {
  readonly files: FileScope;
  readonly scope: Scope;
  readonly block: FundingBlock;
  /** An inner block by the words that begin it; a second one is reported. */
  inner(word: InnerWord): Block | undefined;
}

type InnerWord = "each claim" | "specific stop-loss" | "aggregate stop-loss" | "prefund" | "retro";

const startsWith = (block: FundingBlock["blocks"][number], words: string): boolean =>
  words.split(" ").every((word, i) => block.items[i]?.image === word);

/** Declares a funding, so that questions anywhere may name it and its parties. */
export function declareFunding(block: FundingBlock, scope: Scope): FundingName | undefined {
  const name = block.heading?.name;
  if (!name) return undefined;
  const given = (part: Part): boolean => block.isGiven(part);
  const holdsPremium = block.blocks.some(
    (inner) => startsWith(inner, "specific") || startsWith(inner, "aggregate"),
  );
  const declared: FundingName = {
    kind: "funding",
    id: name.name,
    parties: (block.one("parties")?.value ?? []).map((party) => party.name),
    reserves: block.blocks
      .filter((inner) => startsWith(inner, "reserve"))
      .flatMap(({ items }) => items[1]?.image ?? []),
    parts: PARTS.filter((part) => given(part) || (part === "premium" && holdsPremium)),
    origin: block.origin,
  };
  return scope.funding.costs.declare(name, block.file, declared) ? declared : undefined;
}

/** Reads a funding arrangement, and what it leaves unsaid. */
export function bindFunding(
  block: FundingBlock,
  name: FundingName,
  files: FileScope,
  scope: Scope,
): Funding | undefined {
  const { file } = block;
  const where = { file, funding: name.id, parties: name.parties };
  const inner = (word: InnerWord): Block | undefined => {
    const [first, second] = block.blocks.filter((one) => startsWith(one, word));
    if (second) scope.reporter.report("PW0024", { what: `\`${word}\`` }, placeOf(file, second.span));
    return first;
  };
  const context: FundingContext = { ...where, files, scope, block, inner };
  checkParties(block, scope);
  const coverages = scope.findCoverages(block.heading?.for ?? [], file);
  const charges = PARTS.flatMap((part) =>
    block.all(part).flatMap((read) => bindCharge(read, part, where, scope) ?? []),
  );
  const specific = bindSpecific(context);
  const aggregate = bindAggregate(context);
  const claims = bindSharing(context);
  const retro = bindRetro(context);
  const funding: Funding = {
    id: name.id,
    name: block.heading?.title?.text ?? name.id,
    coverages,
    parties: name.parties,
    claims,
    oneClaim: bindOneClaim(context, claims, specific !== undefined),
    oddCent: bindOddCent(context, claims),
    charges: [...charges, ...(specific?.charges ?? []), ...(aggregate?.charges ?? [])],
    taxes: flowOf(block.one("taxes"), where, scope),
    interest: flowOf(block.one("interest"), where, scope),
    lagMonths: lagOf(block, scope) ?? 0,
    runOutCharges: runOutChargesOf(block, scope),
    specific: specific?.stopLoss,
    aggregate: aggregate?.stopLoss,
    prefund: bindPrefund(context),
    reserves: bindReserves(context),
    retro,
    retroUnread: !retro && block.blocks.some((one) => startsWith(one, "retro")),
    origin: block.origin,
  };
  return funding;
}

function checkParties(block: FundingBlock, scope: Scope): void {
  const parties = block.one("parties");
  if (!parties) {
    if (!block.isGiven("parties") && block.isWhole)
      scope.reporter.report(
        "PW0025",
        { block: "This funding", what: "parties" },
        placeOf(block.file, block.node.span),
        { why: "It is written like `parties city, pool, reinsurer`." },
      );
    return;
  }
  for (const [i, { name, span }] of parties.value.entries()) {
    scope.reporter.names?.declare(
      `a party of ${block.heading?.name?.name ?? ""}`,
      { name, span },
      block.file,
    );
    if (parties.value.findIndex((other) => other.name === name) !== i)
      scope.reporter.report("PW1002", { name, kind: "party" }, placeOf(block.file, span));
  }
}

export function bindCharge(
  read: Read<ChargeNode>,
  part: Part,
  where: FundingWhere,
  scope: Scope,
): Charge | undefined {
  const { amount, flow } = read.value;
  const bound = bindAmount(amount, true, scope, where.file);
  const parties = bindFlow(flow, scope, where, read.origin);
  if (!bound || !parties) return undefined;
  if (bound.kind === "months" || (bound.kind === "share" && bound.of === "deposit")) {
    const got = bound.kind === "months" ? "months of paid claims" : "a share of the deposit";
    const wanted = "An amount that is due in a month";
    scope.reporter.report("PW3003", { wanted, got }, placeOf(where.file, amount.span));
    return undefined;
  }
  return { part, amount: bound, from: parties.from, to: parties.to, origin: read.origin };
}

function flowOf(read: Read<FlowNode> | undefined, where: FundingWhere, scope: Scope): Flow | undefined {
  return read && bindFlow(read.value, scope, where, read.origin);
}

function lagOf(block: FundingBlock, scope: Scope): number | undefined {
  const read = block.one("claims lag");
  return read && bindMonths({ value: read.value, file: block.file }, scope);
}

function runOutChargesOf(block: FundingBlock, scope: Scope): Funding["runOutCharges"] {
  const read = block.one("run-out charges");
  if (!read) return undefined;
  const words = read.value.map(({ image }) => image).join(" ");
  const said = { due: words === "due", origin: read.origin };
  if (words === "due" || words === "none") return said;
  scope.reporter.report("PW0023", { found: words, of: "`run-out charges`" }, read.place, {
    why: "It is written `run-out charges due` or `run-out charges none`.",
  });
  return said;
}

function partyOf(name: NameNode, { scope, file, parties, funding }: FundingContext): string | undefined {
  return scope.funding.oneOf(name, file, parties, `a party of ${funding}`);
}

function bindSharing(context: FundingContext): ClaimSharing | undefined {
  const { block, files } = context;
  const paid = block.one("claims paid by");
  const node = context.inner("each claim");
  const layers = node && new BlockReader(files, node, BLOCKS["each claim"]).read();
  const party = paid && partyOf(paid.value, context);
  const payer = paid && party !== undefined ? { party, origin: paid.origin } : undefined;
  if (layers) return bindLayers(layers, payer, context);
  return payer && { kind: "party", ...payer };
}

function bindOneClaim(
  context: FundingContext,
  claims: ClaimSharing | undefined,
  hasSpecific: boolean,
): "cause" | "person" | undefined {
  const { block, scope, file, funding } = context;
  const read = block.one("one claim is");
  if (!read) {
    const matters = hasSpecific || (claims?.kind === "layers" && claims.layers.length > 1);
    if (matters && !block.isGiven("one claim is"))
      scope.reporter.report(
        "PW2501",
        { what: `what counts as one claim in ${funding}` },
        placeOf(file, block.node.span),
        {
          why: "Two causes of one person reach a layer or a stop-loss together, or each by itself.",
          fixes: ["one cause", "one person each contract year"].map((words) =>
            insertIn(context, `one claim is  ${words}`),
          ),
        },
      );
    return undefined;
  }
  const words = read.value.map(({ image }) => image).join(" ");
  if (words === "one cause") return "cause";
  if (words === "one person each contract year") return "person";
  scope.reporter.report("PW0023", { found: words, of: "`one claim is`" }, read.place, {
    why: "It is written `one claim is  one cause` or `one claim is  one person each contract year`.",
  });
  return undefined;
}

/** A line at the start of the funding, for a reason to be filled in. */
export function insertIn({ block, file }: FundingContext, line: string) {
  const at = block.node.children[0]?.span.start ?? block.node.span.end;
  const text = `${line}  chosen because ""\n  `;
  return { title: `Write \`${line}\``, edits: [{ file, span: { start: at, end: at }, text }] };
}

function bindOddCent(context: FundingContext, claims: ClaimSharing | undefined): string | undefined {
  const { block, scope, file, funding } = context;
  const read = block.one("odd cent to");
  if (read) return partyOf(read.value, context);
  const isSplit =
    claims?.kind === "layers" &&
    claims.layers.some(({ shares }) =>
      Object.values(shares).some((share) => share !== "0" && share !== "100"),
    );
  if (isSplit && !block.isGiven("odd cent to"))
    scope.reporter.report(
      "PW2501",
      { what: `who takes the odd cent of a claim in ${funding}` },
      placeOf(file, block.node.span),
      {
        why: "Shares are rounded to the cent, and one party takes what is left over, so that they add up to the claim.",
        fixes: context.parties.map((party) => insertIn(context, `odd cent to  ${party}`)),
      },
    );
  return undefined;
}

function bindPrefund(context: FundingContext): Prefund | undefined {
  const { files, scope, file } = context;
  const node = context.inner("prefund");
  if (!node) return undefined;
  const block = new BlockReader(files, node, BLOCKS.prefund).read();
  const initial = block.one("initial");
  const flow = block.one("pays");
  for (const what of ["initial", "pays"] as const) {
    if (!block.isGiven(what) && block.isWhole)
      scope.reporter.report(
        "PW0025",
        { block: "This prefund", what: `\`${what}\`` },
        placeOf(file, block.node.span),
      );
  }
  const amount = initial && bindMoney(initial.value, scope, file);
  const parties = flow && bindFlow(flow.value, scope, context, flow.origin);
  const steps = block.all("maximum").flatMap((read) => {
    const raised = bindMoney(read.value.amount, scope, file);
    const afterMonths = bindMonths({ value: read.value.after, file }, scope);
    return raised && afterMonths !== undefined ? [{ amount: raised, afterMonths }] : [];
  });
  if (!amount || !parties) return undefined;
  return {
    initial: amount,
    steps: [...steps].sort((a, b) => a.afterMonths - b.afterMonths),
    flow: parties,
    origin: block.origin,
  };
}
