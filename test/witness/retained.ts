// Lines of a pool that pays every claim and charges its members at the retro. The plan says how the figures come about.
import type { Witness } from "./witness.ts";

const BY_REINSURER = "actual paid by reinsurer in pool";

export const RETAINED: readonly Witness[] = [
  {
    // 10% of the 500 that are paid in April count no more, and half of that is not reimbursed.
    row: "funding: run-out charges",
    change: ["charges  due", "charges  none"],
    sees: BY_REINSURER,
    before: "1659",
    after: "1634",
  },
  {
    // 250 of each claim; half of what 2,300 - 500 + 268 have over 600.
    row: "specific stop-loss: reimburses",
    change: ["reimburses      90%", "reimburses      50%, at most $250"],
    sees: BY_REINSURER,
    before: "1659",
    after: "1234",
    part: "a part, at most",
  },
  {
    row: "aggregate stop-loss: reimburses",
    change: ["50%", "25%"],
    sees: BY_REINSURER,
    before: "1659",
    after: "1504.50",
    part: "a part",
  },
  {
    row: "retro: charges",
    change: ["    charges      retained claims\n", ""],
    sees: "finding",
    before: "no finding",
    after: "finding PW2621",
  },
  {
    // Then nothing collects what the cities bear.
    row: "retro: charges",
    change: ["charges      retained claims", "charges      nothing"],
    sees: "finding",
    before: "no finding",
    after: "finding PW2621",
    part: "nothing",
  },
  {
    // 1,220 of 2,180 claims paid: 2,065.61 of 3,691, less 220.
    row: "retro: charges",
    change: ["by deposit", "by paid claims"],
    sees: "actual surplus of pool by a",
    before: "2240.67",
    after: "1845.61",
    part: "a result of each member",
  },
  {
    // Half of 2,240.67
    row: "retro: returns",
    change: ["returns      surplus", "returns      50% of surplus"],
    sees: "actual retro return of pool by a",
    before: "2240.67",
    after: "1120.34",
    part: "a part of the surplus",
  },
  {
    row: "retro: due",
    change: ["2 months", "3 months"],
    sees: "actual retro due of pool",
    before: "2015-05-31",
    after: "2015-06-30",
  },
];
