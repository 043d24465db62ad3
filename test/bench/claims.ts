import type { Book, Claim, ClaimLine } from "@planwright/evaluator";
import type { Bench } from "./main.ts";
import { atMost, beside, type Goal, perSecond, type Result, timed } from "./measure.ts";
import { peerColumns } from "./peer-claims.ts";
import { exampleBook } from "./example.ts";

const LINES = 20;
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
        date: `2015-${String(Math.floor((i * 12) / lines) + 1).padStart(2, "0")}-10`,
        member: ["a", "b", "c"][seed % 3] ?? "a",
        service: SERVICES[(seed >> 3) % 3] ?? "office_visit",
        network: "participating",
        charge: `${allowed + 50}.00`,
        allowed: `${allowed}.25`,
      };
    }),
  };
}

/** How many lines of claims are paid in a second, beside a program written by hand for the one plan. */
export function claims(bench: Bench): readonly Result[] {
  const book = exampleBook(bench.root);
  const households = bench.isFull ? 100_000 : 30_000;
  const all = Array.from({ length: households }, (_, n) => household(n, LINES));
  for (const claim of all.slice(0, 500)) agree(book, claim);
  const many = `${households.toLocaleString("en-US")} households of ${LINES} lines`;
  const rounds = bench.isFull ? 15 : 5;
  return [
    measured(
      `${many}: amounts, in columns`,
      all,
      rounds,
      (batch) => void book.claimColumns(batch),
      atMost(2),
    ),
    measured(`${many}: whole answers, beside the peer's amounts`, all, rounds, (batch) => {
      for (const claim of batch) book.claim(claim);
    }),
    measured(
      "one household of 1,000 lines: its whole answer",
      [household(1, 1_000)],
      8 * rounds,
      ([claim]) => {
        if (claim) book.claim(claim);
      },
    ),
  ];
}

function agree(book: Book, claim: Claim): void {
  const ours = book.claimColumns([claim]);
  const peer = peerColumns([claim]);
  for (const name of ["deductible", "copay", "coinsurance", "written_off", "plan_pays"] as const)
    if (ours[name].join() !== peer[name].join())
      throw new Error(`household ${claim.id}: the peer has another ${name}`);
}

/** Households that are paid at once. */
const BATCH = 1_000;

/** Pays all households with the one and the other in turns, a few times. */
function measured(
  what: string,
  all: readonly Claim[],
  rounds: number,
  ours: (batch: readonly Claim[]) => void,
  goal?: Goal,
): Result {
  const lines = all.reduce((sum, claim) => sum + claim.lines.length, 0);
  const times = { ours: [] as number[], peer: [] as number[] };
  const batches = Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) =>
    all.slice(i * BATCH, (i + 1) * BATCH),
  );
  for (let round = 0; round < rounds; round++) {
    times.ours.push(timed(() => batches.forEach(ours)));
    times.peer.push(timed(() => batches.forEach((batch) => void peerColumns(batch))));
  }
  const rate = (taken: readonly number[]) => perSecond("lines/s", lines, taken.slice(1));
  return beside(what, rate(times.ours), "written by hand, columns", rate(times.peer), goal);
}
