import type { Place } from "../places.js";

/** Reports that a convention is needed, with its readings; does nothing when the program gives it. */
export type SayConvention = (
  id: "limit_counts" | "month_arithmetic" | "allowed_charge" | "out_of_pocket_maximum",
  what: string,
  why: string,
  place: Place,
) => void;
