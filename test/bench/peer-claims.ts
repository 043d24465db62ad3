import type { Claim, ClaimLine } from "@planwright/evaluator";

/**
 * Gold PPO by hand, in whole cents: what a program written for this one plan, and for these three services, would do.
 * It is the peer of the claim benchmark, fills the same columns, and agrees with ours to the cent.
 */

interface Used {
  deductible: number;
  paid: number;
}

/** Amounts of lines in whole cents, column by column. */
export class PeerColumns {
  readonly charge: Float64Array;
  readonly allowed: Float64Array;
  readonly deductible: Float64Array;
  readonly copay: Float64Array;
  readonly coinsurance: Float64Array;
  readonly over_limit: Float64Array;
  readonly not_covered: Float64Array;
  readonly other_paid: Float64Array;
  readonly written_off: Float64Array;
  readonly balance_bill: Float64Array;
  readonly plan_pays: Float64Array;
  private row = 0;

  constructor(lines: number) {
    this.charge = new Float64Array(lines);
    this.allowed = new Float64Array(lines);
    this.deductible = new Float64Array(lines);
    this.copay = new Float64Array(lines);
    this.coinsurance = new Float64Array(lines);
    this.over_limit = new Float64Array(lines);
    this.not_covered = new Float64Array(lines);
    this.other_paid = new Float64Array(lines);
    this.written_off = new Float64Array(lines);
    this.balance_bill = new Float64Array(lines);
    this.plan_pays = new Float64Array(lines);
  }

  /** Pays the lines of a household: one year, all of it in the network, nobody on Medicare. */
  pay({ lines }: Claim): void {
    const people = new Map<string, Used>();
    const family: Used = { deductible: 0, paid: 0 };
    for (const line of lines) {
      let own = people.get(line.member);
      if (!own) {
        own = { deductible: 0, paid: 0 };
        people.set(line.member, own);
      }
      this.payLine(line, own, family);
    }
  }

  private payLine(line: ClaimLine, own: Used, family: Used): void {
    const charge = Math.round(Number(line.charge) * 100);
    const allowed = Math.round(Number(line.allowed) * 100);
    let deductible = 0;
    let copay = 0;
    let coinsurance = 0;
    if (line.service === "office_visit") copay = Math.min(2_000, allowed);
    else if (line.service !== "preventive_care") {
      const room = Math.min(50_000 - own.deductible, 100_000 - family.deductible);
      deductible = Math.max(0, Math.min(allowed, room));
      const left = allowed - deductible;
      coinsurance = left - Math.floor((left * 80 + 50) / 100);
    }
    const room = Math.max(0, Math.min(200_000 - own.paid, 400_000 - family.paid));
    let over = Math.max(0, deductible + copay + coinsurance - room);
    const offCoinsurance = Math.min(over, coinsurance);
    coinsurance -= offCoinsurance;
    over -= offCoinsurance;
    const offCopay = Math.min(over, copay);
    copay -= offCopay;
    over -= offCopay;
    deductible -= over;
    const paid = deductible + copay + coinsurance;
    own.deductible += deductible;
    own.paid += paid;
    family.deductible += deductible;
    family.paid += paid;
    const row = this.row++;
    this.charge[row] = charge;
    this.allowed[row] = allowed;
    this.deductible[row] = deductible;
    this.copay[row] = copay;
    this.coinsurance[row] = coinsurance;
    this.written_off[row] = charge - allowed;
    this.plan_pays[row] = allowed - paid;
  }
}

/** Pays many households. */
export function peerColumns(claims: readonly Claim[]): PeerColumns {
  const columns = new PeerColumns(claims.reduce((sum, { lines }) => sum + lines.length, 0));
  for (const claim of claims) columns.pay(claim);
  return columns;
}
