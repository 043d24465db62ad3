import type { AboutNode, ExpressionNode, RuleHead } from "@planwright/syntax";
import { PRODUCTS } from "../bind/plans.js";
import { MARKETS, STATES } from "../vocabulary/markets.js";
import { type Asking, networkOf } from "./asking.js";
import { accumulatorsOf } from "./benefits.js";

/** A word that the program says, and those that it may be; several of whom a coverage insures. */
export interface Word {
  readonly kind: string;
  readonly is: string | readonly string[] | undefined;
  readonly among?: readonly string[];
}

const PAYERS: readonly string[] = ["employer", "employee"];
const MANNERS: readonly string[] = ["embedded", "aggregate", "members", "none"];

/** Questions that are answered with a word, by their first words. */
export const WORD_QUESTIONS: Readonly<Partial<Record<RuleHead, (node: AboutNode, asking: Asking) => Word>>> =
  {
    product: (node, asking) => ({ kind: "product", is: asking.planOf(node)?.product, among: PRODUCTS }),
    carrier: (node, asking) => ({
      kind: "carrier",
      is: asking.planOf(node)?.carrier,
      among: asking.known.program.carriers.map(({ id }) => id),
    }),
    insured: (node, asking) => {
      const id = node.of[0] && asking.coverageNamed(node.of[0]);
      const coverage = asking.known.program.coverages.find((one) => one.id === id);
      return { kind: "person insured", is: coverage?.insures.map(({ role }) => role) };
    },
    payers: (node, asking) => {
      const id = node.of[0] && asking.coverageNamed(node.of[0]);
      return { kind: "payer", is: id === undefined ? undefined : payersOf(id, asking), among: PAYERS };
    },
    "continuation reason": (_, { subject }) => {
      const { continuation } = subject.kind === "rate" ? subject.table : {};
      return { kind: "reason", is: continuation?.reason, among: ["disability"] };
    },
    "family deductible": (node, asking) => mannerOf(node, "deductible", asking),
    "family out of pocket maximum": (node, asking) => mannerOf(node, "out_of_pocket_maximum", asking),
  };

/** A word that the program says of itself or of the subject; nothing for an expression that is none. */
export function wordOf(node: ExpressionNode, asking: Asking): Word | undefined {
  if (node.kind === "about") return WORD_QUESTIONS[node.head]?.(node, asking);
  if (node.kind !== "name") return undefined;
  const { program } = asking.known;
  const { subject } = asking;
  if (node.name === "market") return { kind: "market", is: program.market, among: MARKETS };
  if (node.name === "state") return { kind: "state", is: program.state, among: STATES };
  if (node.name === subject.kind) return { kind: node.name, is: subject.name };
  const key = subject.kind === "rate" ? subject.keys[node.name] : undefined;
  return key === undefined ? undefined : { kind: `value of ${node.name}`, is: key };
}

function mannerOf(node: AboutNode, kind: "deductible" | "out_of_pocket_maximum", asking: Asking): Word {
  const plan = asking.planOf(node);
  const wanted = { kind, name: "", network: networkOf(node), members: asking.members };
  const manner = plan && accumulatorsOf(plan, wanted, asking.known.program.networks)[0]?.manner;
  const is = manner === undefined ? "none" : typeof manner === "string" ? manner : "members";
  return { kind: "manner", is, among: MANNERS };
}

/** Who pays of a premium; both where nothing is said. */
function payersOf(coverage: string, asking: Asking): readonly string[] {
  const all = asking.known.program.contributions.filter(({ coverages }) => coverages.includes(coverage));
  if (all.length === 0) return PAYERS;
  return PAYERS.filter((payer) =>
    all.some((one) => {
      const pays = asking.constant(one.pays);
      return one.payer === payer ? !pays?.equals(0) : !(one.is === "share" && pays?.equals(1));
    }),
  );
}
