import type { BlockSpec } from "./spec.js";

/** The words of a pool: who takes part in which of its lines. */
export const MEMBERS = {
  word: "members",
  means:
    "Which member of a pool takes part in which of its lines. Nobody is rated for a line that their member does not take.",
  example: "members by city {",
  heading: { by: "must" },
  properties: {},
  table: "by member, `yes` or `no` for each line: `city | life | medical | dental`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;
