// What each line about benefits does.
import { ACCOUNTS } from "./benefit-accounts.ts";
import { CONVENTIONS_OF_BENEFITS } from "./benefit-conventions.ts";
import { EXAMPLES_OF_CLAIMS } from "./benefit-examples.ts";
import { LIKE } from "./benefit-like.ts";
import { LIMITS } from "./benefit-limits.ts";
import { LISTS, SCHEDULES } from "./benefit-lists.ts";
import { asSchedules } from "./benefit-rows.ts";
import { RULES } from "./benefit-rules.ts";
import { SHARES } from "./benefit-shares.ts";
import { SILENCE } from "./benefit-silence.ts";
import { TABLES } from "./benefit-tables.ts";
import type { Witness } from "./witness.ts";

const PLANS = [...ACCOUNTS, ...LIMITS, ...RULES];
/** One witness of each line is enough to see that a schedule takes it. */
const firsts = PLANS.filter(({ row }, i) => PLANS.findIndex((other) => other.row === row) === i);

export const BENEFITS: readonly Witness[] = [
  ...LISTS,
  ...PLANS,
  ...asSchedules(firsts.filter(({ row }) => row.startsWith("plan:"))),
  ...SCHEDULES,
  ...LIKE,
  ...SHARES,
  ...TABLES,
  ...EXAMPLES_OF_CLAIMS,
  ...CONVENTIONS_OF_BENEFITS,
  ...SILENCE,
];
