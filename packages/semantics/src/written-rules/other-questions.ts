import type { AboutNode } from "@planwright/syntax";
import type Fraction from "fraction.js";
import { placeOf } from "../bind/scope.js";
import type { FundingAmount } from "../funding-model.js";
import type { Expression } from "../model.js";
import { PERCENT } from "../types/units.js";
import type { Asking, Figure } from "./asking.js";

/** `limit of federal_out_of_pocket for person`: of the calendar year in which the plan year begins. */
export function limit(node: AboutNode, asking: Asking): Figure {
  asking.usedYear = true;
  const { known, rule, day } = asking;
  const [name] = node.of;
  const limits = name && known.limits.get(name.name);
  const column = node.for.map((word) => word.name).join(" ");
  if (!name || !limits)
    return asking.refuse(name ?? node, `There are no limits ${name?.name ?? "without a name"}`);
  if (!limits.columns.includes(column))
    return asking.refuse(
      node,
      `The limits ${limits.id} have no column ${column || "without a name"}`,
      `There is: ${limits.columns.join(", ")}.`,
    );
  const year = Number(day.slice(0, 4));
  const row = limits.rows.find((one) => one.year === year);
  if (!row) {
    const years = limits.rows.map((one) => one.year);
    known.scope.reporter.report("PW6002", { limits: limits.id, year }, known.program.origin.place, {
      related: [{ place: placeOf(rule.file, node.span), message: "asked for here" }],
      why: `They hold ${Math.min(...years)} to ${Math.max(...years)}. A figure of another year is never taken instead.`,
    });
    return undefined;
  }
  const seen = row.seen === "at the authority" ? "" : `, read ${row.seen} and not at the authority`;
  asking.said = { place: row.origin.place, name: `${column} of ${limits.name}`, more: ` in ${year}${seen}` };
  return row.values.get(column);
}

/** What of a base an aggregate stop-loss attaches over, at most; what of the deposits is held in reserve. */
export function fundingPercent(node: AboutNode, asking: Asking): Figure {
  const { known, subject } = asking;
  const [of] = node.of;
  const id = of?.name === "funding" && subject.kind === "funding" ? subject.name : of?.name;
  const funding = known.program.fundings.find((one) => one.id === id);
  if (!funding) return asking.refuse(of ?? node, `There is no funding ${of?.name ?? "without a name"}`);
  const isReserve = node.head === "reserve percent";
  const shares = isReserve
    ? funding.reserves.map(({ amount }) =>
        amount?.kind === "share" && amount.of === "deposit" ? amount.share : undefined,
      )
    : (funding.aggregate?.attaches ?? []).map(({ amount }) => shareIn(amount));
  const figures = shares.map((share) => share && asking.constant(share)).filter((one) => one !== undefined);
  const [first, ...rest] = figures;
  if (!first) return "none";
  asking.said = { place: (isReserve ? funding.reserves[0] : funding.aggregate)?.origin.place };
  const joined = (a: Fraction, b: Fraction) => (isReserve ? a.add(b) : a.compare(b) > 0 ? a : b);
  return asking.literal(node, PERCENT, rest.reduce(joined, first));
}

/** The percentage of an amount that is one of something: `150% of claims of self_funded`. */
function shareIn(amount: FundingAmount): Expression | undefined {
  if (amount.kind === "share") return amount.share;
  if (amount.kind !== "figure" || amount.value.op !== "multiply") return undefined;
  const { a, b } = amount.value;
  const isPercent = (one: Expression) => one.op === "literal" && one.percent;
  return isPercent(a) ? a : isPercent(b) ? b : undefined;
}
