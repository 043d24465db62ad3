import type { PremiumPart } from "../../model.js";

export const PART_WORDS: Readonly<Record<PremiumPart, string>> = {
  premium: "premium",
  employee_premium: "employee premium",
  dependent_premium: "dependent premium",
};
