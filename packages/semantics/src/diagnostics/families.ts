import type { Code } from "./registry.js";

/** Families of findings, by the first digits of their codes. */
const BY_DIGITS = {
  PW00: "writing",
  PW10: "names",
  PW11: "names",
  PW20: "tables",
  PW21: "dates",
  PW22: "volumes",
  PW23: "benefits",
  PW24: "eligibility",
  PW25: "silence",
  PW26: "funding",
  PW27: "accounts",
  PW28: "renewals",
  PW30: "units",
  PW31: "contributions",
  PW40: "acceptances",
  PW50: "patterns",
  PW51: "consistency",
  PW60: "rules",
  PW70: "changes",
} as const satisfies Readonly<Record<string, string>>;

export const FAMILIES: readonly string[] = [...new Set(Object.values(BY_DIGITS))];

/** The family of a code: `patterns` of PW5001. */
export function familyOf(code: Code): string {
  const digits = code.slice(0, 4);
  return digits in BY_DIGITS ? BY_DIGITS[digits as keyof typeof BY_DIGITS] : "others";
}
