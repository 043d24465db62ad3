import type { Claim, ClaimLine } from "@planwright/evaluator";

/**
 * Gold PPO by hand, in whole cents: what a program written for this one plan, and for these three services, would do.
 * It is the peer of the claim benchmark, and agrees with it to the cent.
 */

interface Used {
  deductible: number;
  paid: number;
}

/** Cents that the plan pays of each line. */
export function peerPays(claim: Claim): number[] {
  const people = new Map<string, Used>();
  const family: Used = { deductible: 0, paid: 0 };
  return claim.lines.map((line) => {
    const own = people.get(line.member) ?? { deductible: 0, paid: 0 };
    people.set(line.member, own);
    return pay(line, own, family);
  });
}

function pay(line: ClaimLine, own: Used, family: Used): number {
  const allowed = Math.round(Number(line.allowed) * 100);
  let deductible = 0;
  let rest = 0;
  if (line.service === "office_visit") rest = Math.min(2_000, allowed);
  else if (line.service !== "preventive_care") {
    const room = Math.min(50_000 - own.deductible, 100_000 - family.deductible);
    deductible = Math.max(0, Math.min(allowed, room));
    const left = allowed - deductible;
    rest = left - Math.floor((left * 80 + 50) / 100);
  }
  const room = Math.max(0, Math.min(200_000 - own.paid, 400_000 - family.paid));
  let over = Math.max(0, deductible + rest - room);
  const offRest = Math.min(over, rest);
  rest -= offRest;
  over -= offRest;
  deductible -= over;
  for (const used of [own, family]) {
    used.deductible += deductible;
    used.paid += deductible + rest;
  }
  return allowed - deductible - rest;
}
