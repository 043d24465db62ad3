import type { RateBook } from "@planwright/ratebook";
import Fraction from "fraction.js";
import type { Sides } from "./changes.js";
import { decimal } from "./exact.js";
import type { PolicyFinding } from "./policy.js";
import { rateMoves } from "./rates.js";

/** Rates that are shown; the others are counted. */
const MOST_SHOWN = 4;

/** Holds what the new program says of its changes against each rate that is in both, as exactly as it is stated. */
export function statedChanges({ base, head }: Sides): PolicyFinding[] {
  const stated = head.changes?.stated ?? [];
  if (stated.length === 0) return [];
  const moves = rateMoves({ base, head });
  return stated.flatMap(({ coverages, percent }) => {
    const digits = percent.split(".")[1]?.length ?? 0;
    const isSaid = (moved: Fraction): boolean =>
      decimal(moved, digits) === decimal(new Fraction(percent), digits);
    return coverages.flatMap((coverage) => {
      const name = head.coverages.find(({ id }) => id === coverage)?.name ?? coverage;
      const own = moves.filter((one) => one.coverage === coverage);
      const off = own.filter(({ moved }) => !isSaid(moved));
      if (own.length > 0 && off.length === 0) return [];
      const shown = off.slice(0, MOST_SHOWN).map(({ words, moved }) => `${words} ${decimal(moved, 2)}%`);
      const more = off.length > shown.length ? `, and ${off.length - shown.length} more` : "";
      const found =
        own.length === 0
          ? "there is no rate of it in both"
          : own.length === 1
            ? `its one rate changes by ${decimal(off[0]?.moved ?? new Fraction(0), 2)}%`
            : `of ${own.length} rates, ${off.length} ${off.length === 1 ? "is another" : "are others"}: ${shown.join("; ")}${more}`;
      return [finding(coverage, `${name} is said to change by ${percent}%, and ${found}`)];
    });
  });
}

const finding = (coverage: string, message: string): PolicyFinding => ({
  kind: "stated_change",
  severity: "warning",
  id: `changes/stated/${coverage}`,
  message,
});

/** Whether a program says how it may differ from the one before it. */
export const statesChanges = ({ changes }: RateBook): boolean => changes !== undefined;
