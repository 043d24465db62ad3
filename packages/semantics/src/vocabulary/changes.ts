import type { BlockSpec } from "./spec.js";

/** How a program may differ from the one before it. */
export const CHANGES = {
  word: "changes",
  means:
    "How this program may differ from the one before it: which changes need approval, how far rates may move, and by how much they are said to. `planwright diff` holds it to that.",
  example: "changes {",
  heading: {},
  properties: {
    "needs approval": {
      value: "words",
      means:
        "classes of changes that somebody must approve: dearer, cheaper, leaner, richer, depends, structural, correction, neutral, or `breaking`; perhaps only those `over` an amount or a percentage",
      example: "needs approval dearer, leaner over 5%",
      many: true,
    },
    within: {
      value: "name",
      means: "the corridors that the change of each rate must lie in",
      example: "within pool_corridor",
    },
    "stated change": {
      value: "words",
      means: "by how much the rates of coverages are said to change, held against each of them",
      example: "stated change 15% for medical",
      many: true,
    },
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;
