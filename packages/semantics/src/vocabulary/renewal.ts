import type { BlockSpec } from "./spec.js";

/** The words of renewals: how next rates come about, between which bounds, and how rates changed before. */

export const RENEWAL = {
  word: "renewal",
  means: "How the next rates of coverages come about. `planwright renew` answers with them.",
  example: 'renewal pooled "Pool renewal" for medical_ppo, medical_hmo {',
  heading: { name: "must", title: "may", for: "must", when: "may" },
  properties: {
    carriers: {
      value: "names",
      means: "the carriers whose rates it renews; without it, those of every carrier",
      example: "carriers anthem, blue_shield",
    },
    "first rate": {
      value: "figure",
      means: "what a group that is new pays in its first year",
      example: "first rate pool_rate * own_risk",
    },
    change: {
      value: "expression",
      means: "by how much rates change, before anything holds or rounds it",
      example: "change own_weight of own_trend + (100% - own_weight) of pool_trend",
    },
    within: {
      value: "name",
      means: "the corridors that the change is held to",
      example: "within pool_corridor",
    },
    rounding: {
      value: "rounding",
      means: "how the change is rounded; without it, it is exact",
      example: "rounding half up to 0.1%",
    },
    "new rates": {
      value: "rounding",
      means: "how each new rate is rounded",
      example: "new rates half up to cent",
    },
  },
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const CORRIDORS = {
  word: "corridors",
  means: "The smallest and the largest change of rates, by the day on which new rates take effect.",
  example: 'corridors pool_corridor "Changes that the pool allows" {',
  heading: { name: "must", title: "may" },
  properties: {},
  table: "by day or days, and by coverage: `coverage | effective | at least | at most`",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;

export const HISTORY = {
  word: "history",
  means: "How rates changed before, by what and on which days.",
  example: 'history rate_changes "Rate changes" {',
  heading: { name: "must", title: "may" },
  properties: {
    parts: {
      value: "parts",
      means: "what a change is made of, checked against the table",
      example: "parts 7.0% rate_change, 2% fee, compounded, for united on 2018-10-01",
      many: true,
    },
    within: {
      value: "heading",
      means: "the corridors that changes lay in, checked against the table",
      example: "within pool_corridor for anthem, blue_shield",
    },
  },
  table: "changes by coverage, carrier, plan, tier, area or option, and by the day on which they took effect",
  blocks: [],
  later: [],
} as const satisfies BlockSpec;
