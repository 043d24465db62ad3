import type { Scope } from "../../bind/scope.js";
import type { Condition, NamedCondition } from "../../model.js";
import { Cases } from "../conditions.js";

/** A condition in which each class stands as the condition that it has. */
export function withoutClasses(c: Condition, classes: readonly NamedCondition[]): Condition {
  switch (c.op) {
    case "all":
    case "any":
      return { op: c.op, of: c.of.map((part) => withoutClasses(part, classes)) };
    case "not":
      return { op: "not", of: withoutClasses(c.of, classes) };
    case "is":
      if (c.key !== "class") return c;
      return { op: "any", of: classes.filter(({ id }) => c.values.includes(id)).map(({ when }) => when) };
    default:
      return c;
  }
}

/** Whether there is anybody of whom all of the conditions are true; nothing where that cannot be gone through. */
export function canAllHold(
  conditions: readonly (Condition | undefined)[],
  classes: readonly NamedCondition[],
  scope: Scope,
): boolean | undefined {
  const of = conditions.flatMap((one) => (one ? [withoutClasses(one, classes)] : []));
  const together: Condition = { op: "all", of };
  const cases = Cases.of([together], scope);
  if (!cases) return undefined;
  for (const assignment of cases.all()) if (cases.holds(together, assignment)) return true;
  return false;
}
