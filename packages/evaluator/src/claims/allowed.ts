import type Fraction from "fraction.js";
import { dollars, max, min, ZERO } from "../exact.js";
import { refuse } from "../refusal.js";
import { readMoney } from "./amounts.js";
import type { Benefits } from "./plan.js";
import type { LineWork } from "./work.js";

/** What of the charge is allowed, and what becomes of the rest. */
export function allowedOf(work: LineWork): { allowed: Fraction; balance: Fraction; written: Fraction } {
  const { network, line, plan } = work.context;
  const { allowed: rules } = work.benefits;
  const holding = (one: Benefits["allowed"][number]) =>
    network !== undefined && one.networks.includes(network);
  const rule = rules.find(holding) ?? rules.find(({ networks }) => networks.length === 0);
  const reading = rule?.amount ?? work.book.conventions.allowed_charge?.reading;
  let allowed: Fraction;
  if (reading === undefined) {
    return refuse(
      "allowed",
      `Nothing says what ${plan.name} allows of a charge${network ? ` in ${network}` : ""}.`,
    );
  }
  if (reading === "negotiated") {
    const given =
      line.allowed ?? refuse("allowed", "Nothing says what of the charge is allowed; it is negotiated.");
    allowed = readMoney("allowed", given);
    if (allowed.compare(work.charge) > 0)
      refuse("allowed", `allowed ${given} is above the charge ${line.charge}.`);
  } else {
    const computed =
      typeof reading === "string" ? work.charge : plan.figure(reading)(work.context.ask, plan.coverage);
    allowed = max(ZERO, min(work.charge, work.toCent(computed)));
    if (line.allowed !== undefined && !readMoney("allowed", line.allowed).equals(allowed))
      refuse("allowed", `allowed ${line.allowed} is not what the plan allows: ${dollars(allowed)}.`);
  }
  const above = work.charge.sub(allowed);
  const said = rule?.balance ?? plan.networks.find(({ id }) => id === network)?.balance;
  if (above.compare(0) > 0 && !said)
    refuse(
      "balance",
      `Nothing says whether the ${dollars(above)} above what is allowed is billed or written off.`,
    );
  const billed = said === "billed";
  if (!work.context.isExplained)
    return { allowed, balance: billed ? above : ZERO, written: billed ? ZERO : above };
  work.trace.push({
    text: above.equals(0)
      ? "charge, all of it allowed"
      : `charge, of which ${dollars(above)} is ${billed ? "billed to the member" : "written off"}`,
    amount: dollars(work.charge),
    before: dollars(work.charge),
    after: dollars(allowed),
    ...(rule ? plan.source("allowed", rules.indexOf(rule)) : {}),
  });
  return { allowed, balance: billed ? above : ZERO, written: billed ? ZERO : above };
}
