// Lines of a premium that is known when the year is over. The plan says how the figures come about.
import type { Witness } from "./witness.ts";

const PREMIUM_OF = "actual retro premium of retrospective";
const RETURNED = "actual retro return of retrospective";

export const PREMIUM: readonly Witness[] = [
  {
    // 25,000 and 5% of 30,000
    row: "retro: retention",
    change: ["retention        10% of deposit", "retention        5% of deposit"],
    sees: PREMIUM_OF,
    before: "28000",
    after: "26500",
  },
  {
    // 10 x 3 x 150 = 4,500; 29,500
    row: "retro: retention",
    change: ["retention        10% of deposit", "retention        $150 per employee per month"],
    sees: PREMIUM_OF,
    before: "28000",
    after: "29500",
    part: "per employee",
  },
  {
    // 12% of 25,000 is 3,000 as well; 20% of them is 5,000.
    row: "retro: retention",
    change: ["retention        10% of deposit", "retention        20% of paid claims"],
    sees: PREMIUM_OF,
    before: "28000",
    after: "30000",
    part: "of claims",
  },
  {
    row: "retro: retention",
    change: ["retention        10% of deposit", "retention        none"],
    sees: RETURNED,
    before: "2000",
    after: "5000",
    part: "none",
  },
  {
    row: "retro: minimum premium",
    change: ["$24,000", "$29,000"],
    sees: RETURNED,
    before: "2000",
    after: "1000",
  },
  {
    // 95% of 30,000
    row: "retro: minimum premium",
    change: ["$24,000", "95% of deposit"],
    sees: PREMIUM_OF,
    before: "28000",
    after: "28500",
    part: "a percentage",
  },
  {
    // 10 x 3 x 970
    row: "retro: minimum premium",
    change: ["$24,000", "$970 per employee per month"],
    sees: PREMIUM_OF,
    before: "28000",
    after: "29100",
    part: "per employee",
  },
  {
    row: "retro: maximum premium",
    change: ["premium  110% of deposit", "premium  $27,500"],
    sees: PREMIUM_OF,
    before: "28000",
    after: "27500",
  },
  {
    row: "retro: maximum premium",
    change: ["    maximum premium  110% of deposit\n", ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW2501",
    part: "unsaid",
  },
  {
    // The minimum comes to more than what the year came to, and than the deposits.
    row: "retro: minimum premium",
    change: ["$24,000", "$31,000"],
    sees: "actual retro call of retrospective",
    before: "0",
    after: "1000",
    part: "called",
  },
];
