import { type RateBook, sayExpression, spaced } from "@planwright/ratebook";
import type { Sides, Tell } from "./changes.js";
import { boundsOf, direction, figureOf } from "./exact.js";
import { textOf } from "./say.js";
import { compareThings } from "./things.js";

type Contribution = RateBook["contributions"][number];

const keyOf = ({ pays: _, ...rest }: Contribution): string => textOf(rest);

/** Compares who pays what: of the same coverages, classes and part of the premium, the share or the amount. */
export function compareContributions({ base, head }: Sides, tell: Tell): void {
  const left = [...base.contributions];
  const fresh: Contribution[] = [];
  const inputs = new Map(head.inputs.map((input) => [input.id, input]));
  for (const [i, one] of head.contributions.entries()) {
    const at = left.findIndex((other) => keyOf(other) === keyOf(one));
    const was = at < 0 ? undefined : left.splice(at, 1)[0];
    if (!was) fresh.push(one);
    else if (textOf(was.pays) !== textOf(one.pays)) compareOne(was, one, i, tell);
  }
  compareThings(
    left,
    fresh,
    { noun: "contribution", subject: "Contributions", pointer: "/contributions", called },
    tell,
  );

  function compareOne(was: Contribution, is: Contribution, i: number, tellOne: Tell): void {
    const who = is.classes.length > 0 ? is.classes : ["everyone"];
    const told = {
      path: ["contribution", ...is.coverages, ...who, is.part, is.payer],
      subject: "Contributions",
      what: `${is.payer} pays of ${spaced(is.part)}, ${is.coverages.map(spaced).join(", ")}, ${who.map(spaced).join(", ")}`,
      pointer: `/contributions/${i}`,
    };
    const goes = direction(boundsOf(was.pays, inputs), boundsOf(is.pays, inputs));
    const noun = is.payer === "employer" ? "contribution" : "employee_contribution";
    const kind =
      goes === "up"
        ? (`${noun}.increased` as const)
        : goes === "down"
          ? (`${noun}.decreased` as const)
          : "contribution.changed";
    const [from, to] = [figureOf(was.pays), figureOf(is.pays)];
    const isAmount = is.is === "amount";
    if (from && to) {
      tellOne({ ...told, kind, before: from.value, after: to.value, unit: isAmount ? "money" : "percent" });
    } else {
      const words = { before: sayExpression(was.pays, isAmount), after: sayExpression(is.pays, isAmount) };
      tellOne({ ...told, kind, ...words });
    }
  }
}

const called = (item: unknown): string | undefined => {
  if (typeof item !== "object" || item === null || !("coverages" in item && "payer" in item))
    return undefined;
  const coverages = Array.isArray(item.coverages)
    ? item.coverages.map((id) => spaced(String(id))).join(", ")
    : "";
  return `${String(item.payer)}, ${coverages}`;
};
