import type { ConditionDefinitionNode, FormulaNode } from "@planwright/syntax";
import type { Condition, Formula, NamedCondition } from "../model.js";
import type { Place } from "../places.js";
import type { Read } from "../reading/block.js";
import { bindCondition } from "../types/condition.js";
import { bindExpression } from "../types/expression.js";
import type { Type } from "../types/units.js";
import type { Scope } from "./scope.js";

/** Binds formulas and conditions on demand, so that they may stand in any order; finds those that lead back. */
export function bindValues(
  formulas: readonly Read<FormulaNode>[],
  conditions: readonly Read<ConditionDefinitionNode>[],
  scope: Scope,
): void {
  const formulaNodes = declared(formulas, scope);
  const conditionNodes = declared(conditions, scope);
  const demand = new OnDemand(scope);

  scope.formulaType = (id, from): Type | undefined => {
    const read = formulaNodes.get(id);
    if (!read) return undefined;
    return demand.once<Formula>(id, from, scope.formulas.get(id), () => {
      const { file } = read.place;
      const typed = bindExpression(read.value.value, scope, { file, coverage: undefined });
      if (!typed || demand.hasFailed(id)) return undefined;
      const formula: Formula = { id, type: typed.type, value: typed.value, origin: read.origin };
      scope.formulas.set(id, formula);
      return formula;
    })?.type;
  };

  scope.conditionOf = (id, from): Condition | undefined => {
    const read = conditionNodes.get(id);
    if (!read) return undefined;
    return demand.once<NamedCondition>(id, from, scope.conditions.get(id), () => {
      const { file } = read.place;
      const when = bindCondition(read.value.when, scope, { file, coverage: undefined });
      if (!when || demand.hasFailed(id)) return undefined;
      const condition: NamedCondition = { id, name: id, when, origin: read.origin };
      scope.conditions.set(id, condition);
      return condition;
    })?.when;
  };
}

/** The values that have a name of their own, by that name. */
function declared<N extends FormulaNode | ConditionDefinitionNode>(
  all: readonly Read<N>[],
  scope: Scope,
): ReadonlyMap<string, Read<N>> {
  const own = all.filter(({ value, place, origin }) => scope.declareValue(value.name, place.file, origin));
  return new Map(own.map((read) => [read.value.name.name, read]));
}

/** Binds each value once, when it is first asked for; one that asks for itself on the way has none. */
class OnDemand {
  private readonly underWay: string[] = [];
  private readonly failed = new Set<string>();

  constructor(private readonly scope: Scope) {}

  hasFailed(id: string): boolean {
    return this.failed.has(id);
  }

  once<T>(id: string, place: Place, done: T | undefined, bind: () => T | undefined): T | undefined {
    const { underWay, failed } = this;
    if (done || failed.has(id)) return done;
    if (underWay.includes(id)) {
      const path = [...underWay.slice(underWay.indexOf(id)), id];
      this.scope.reporter.report("PW1004", { path }, place);
      for (const member of path) failed.add(member);
      return undefined;
    }
    underWay.push(id);
    const bound = bind();
    underWay.pop();
    if (!bound) failed.add(id);
    return bound;
  }
}

/** Binds what nothing has asked for yet, so that its faults are found too. */
export function bindRemainingValues(
  formulas: readonly Read<FormulaNode>[],
  conditions: readonly Read<ConditionDefinitionNode>[],
  scope: Scope,
): void {
  for (const { value, place } of formulas) scope.formulaType(value.name.name, place);
  for (const { value, place } of conditions) scope.conditionOf(value.name.name, place);
}
