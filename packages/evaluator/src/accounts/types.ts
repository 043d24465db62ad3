import type Fraction from "fraction.js";

/** What happens to the accounts of an employee: claims, a balance that was there before, a request. Amounts are decimals. */
export interface AccountEvent {
  readonly date: string;
  /** `claims`, `balance`, or what accounts refuse: `loan`. */
  readonly event: string;
  readonly amount: string;
  readonly plan?: string | undefined;
  readonly account?: string | undefined;
}

export type Movement =
  | "brought forward"
  | "credit"
  | "transfer in"
  | "transfer out"
  | "from spouse"
  | "to spouse"
  | "debit"
  | "carried over"
  | "forfeited"
  | "interest"
  | "payment"
  | "refused";

/** One entry of the ledger of an employee. */
export interface Entry {
  readonly date: string;
  readonly account: string;
  readonly movement: Movement;
  /** What the balance rises by; negative where it falls, zero where it stays. */
  readonly change: Fraction;
  /** What the entry is about, which is more than it changes where something is refused or not paid. */
  readonly amount: Fraction;
  /** What of it could not be paid. */
  readonly unpaid: Fraction;
  readonly balance: Fraction;
  readonly to: string | undefined;
  /** Of a payment: `last contract year`. */
  readonly portion: string | undefined;
  readonly why: string;
  readonly source?: string | undefined;
  readonly cites?: readonly string[] | undefined;
}

/** Money that has come from the spouse's account. */
export interface FromSpouse {
  readonly date: string;
  readonly account: string;
  readonly amount: Fraction;
  /** The first day of the contract year for which it is. */
  readonly year: string;
}
