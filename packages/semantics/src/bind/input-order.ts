import type { InputNode } from "@planwright/syntax";
import type { Input, InputOrder } from "../model.js";
import { VALUES } from "../names.js";
import { DAY_RELATIONS } from "../types/condition.js";
import { describe } from "../types/units.js";
import { placeOf, type Scope } from "./scope.js";

/** Reads which other dates an input follows or precedes: `date on or after hire`. Both are inputs of type date. */
export function bindOrder(node: InputNode, file: string, scope: Scope): void {
  const input = scope.inputs.get(node.name.name);
  if (!input) return;
  const written = node.order.flatMap(({ relation, dates }) => dates.map((to) => ({ relation, to })));
  const order = written.flatMap(({ relation, to }): InputOrder[] => {
    const place = placeOf(file, to.span);
    const other = scope.inputs.get(to.name);
    if (other) scope.reporter.names?.use(VALUES, to, file);
    const wrong = [input, other].find((one) => one && one.kind !== "date");
    if (!other) scope.values.missing(to.name, place);
    else if (wrong) {
      const got = `${wrong.id}, which is ${describe(wrong.type)}`;
      scope.reporter.report("PW3003", { wanted: "A date", got }, place, {
        why: "Only days come before and after each other: `input leaving date on or after hire`.",
      });
    } else return [{ relation: DAY_RELATIONS[relation], to: other.id }];
    return [];
  });
  scope.inputs.set(input.id, { ...input, order });
}

/** Dates that are said to follow each other in a ring cannot all have happened. */
export function checkOrder(scope: Scope): void {
  const earlier = earlierDates(scope.inputs.values());
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    const input = scope.inputs.get(id);
    if (!input || done.has(id)) return;
    if (path.includes(id)) {
      const ring = [...path.slice(path.indexOf(id)), id];
      for (const one of ring) done.add(one);
      scope.reporter.report("PW1004", { path: ring }, input.origin.place, {
        why: "Each of these dates would have to come after the next.",
      });
      return;
    }
    for (const one of earlier.get(id) ?? []) visit(one, [...path, id]);
    done.add(id);
  };
  for (const id of earlier.keys()) visit(id, []);
}

/** Of each date, those that come before it, by what either of them says. */
function earlierDates(inputs: Iterable<Input>): ReadonlyMap<string, readonly string[]> {
  const earlier = new Map<string, string[]>();
  const add = (later: string, one: string) => earlier.set(later, [...(earlier.get(later) ?? []), one]);
  for (const { id, order } of inputs) {
    for (const { relation, to } of order) {
      if (isLater(relation)) add(id, to);
      else add(to, id);
    }
  }
  return earlier;
}

const isLater = (relation: InputOrder["relation"]): boolean =>
  relation === "after" || relation === "on_or_after";
