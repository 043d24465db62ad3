import type { Claim, ClaimLine } from "@planwright/evaluator";
import type { Bench } from "./main.ts";
import { median, type Result, timed } from "./measure.ts";
import { peerPays } from "./peer-claims.ts";
import { exampleBook } from "./rating.ts";

const HOUSEHOLDS = 100_000;
const LINES = 6;
const SERVICES = ["office_visit", "durable_medical_equipment", "preventive_care"] as const;

/** A household of three and its lines of a year, the same for the same number. */
export function household(n: number, lines: number): Claim {
  return {
    id: String(n),
    plans: ["gold_ppo"],
    members: [{ id: "a" }, { id: "b" }, { id: "c" }],
    facts: { medicare: false, status: "active", prior_authorization: true },
    lines: Array.from({ length: lines }, (_, i): ClaimLine => {
      const seed = (n * 7919 + i * 104_729) % 99_991;
      const allowed = (seed % 1_500) + 20;
      return {
        id: String(i + 1),
        date: `2015-${String((i % 12) + 1).padStart(2, "0")}-10`,
        member: ["a", "b", "c"][seed % 3] ?? "a",
        service: SERVICES[(seed >> 3) % 3] ?? "office_visit",
        network: "participating",
        charge: `${allowed + 50}.00`,
        allowed: `${allowed}.25`,
      };
    }),
  };
}

const perSecond = (value: number): string => `${Math.round(value).toLocaleString("en-US")} lines/s`;

/** How many lines of claims are paid in a second, beside a program written by hand for the one plan. */
export function claims(bench: Bench): readonly Result[] {
  const book = exampleBook(bench);
  for (let n = 0; n < 500; n++) {
    const claim = household(n, LINES);
    const ours = book.claim(claim).lines.map(({ plan_pays }) => Math.round(Number(plan_pays) * 100));
    if (ours.join() !== peerPays(claim).join()) throw new Error(`household ${n}: the peer pays otherwise`);
  }
  return [
    measured("one household of 1,000 lines", [household(1, 1_000)], (claim) => book.claim(claim)),
    measured(
      `${HOUSEHOLDS.toLocaleString("en-US")} households of ${LINES} lines`,
      Array.from({ length: HOUSEHOLDS }, (_, n) => household(n, LINES)),
      (claim) => book.claim(claim),
    ),
  ];
}

function measured(what: string, all: readonly Claim[], ours: (claim: Claim) => unknown): Result {
  const lines = all.reduce((sum, claim) => sum + claim.lines.length, 0);
  const times = { ours: [] as number[], peer: [] as number[] };
  const rounds = all.length > 1 ? 1 : 20;
  for (let round = 0; round < rounds; round++) {
    times.ours.push(timed(() => all.forEach((claim) => void ours(claim))));
    times.peer.push(timed(() => all.forEach((claim) => void peerPays(claim))));
  }
  const rate = (taken: readonly number[]) => (lines * 1_000) / median(taken);
  return {
    what,
    ours: perSecond(rate(times.ours)),
    peer: perSecond(rate(times.peer)),
    ratio: rate(times.peer) / rate(times.ours),
    goal: undefined,
  };
}
