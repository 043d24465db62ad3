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
  const formulaNodes = new Map<string, Read<FormulaNode>>();
  const conditionNodes = new Map<string, Read<ConditionDefinitionNode>>();
  for (const read of formulas) {
    const { name } = read.value;
    if (scope.declareValue(name, read.place.file, read.origin)) formulaNodes.set(name.name, read);
  }
  for (const read of conditions) {
    const { name } = read.value;
    if (scope.declareValue(name, read.place.file, read.origin)) conditionNodes.set(name.name, read);
  }

  const underWay: string[] = [];
  const failed = new Set<string>();
  const once = <T>(
    id: string,
    place: Place,
    done: T | undefined,
    bind: () => T | undefined,
  ): T | undefined => {
    if (done || failed.has(id)) return done;
    if (underWay.includes(id)) {
      const path = [...underWay.slice(underWay.indexOf(id)), id];
      scope.reporter.report("PW1004", { path }, place);
      for (const member of path) failed.add(member);
      return undefined;
    }
    underWay.push(id);
    const bound = bind();
    underWay.pop();
    if (!bound) failed.add(id);
    return bound;
  };

  scope.formulaType = (id, from): Type | undefined => {
    const read = formulaNodes.get(id);
    if (!read) return undefined;
    return once<Formula>(id, from, scope.formulas.get(id), () => {
      const { file } = read.place;
      const typed = bindExpression(read.value.value, scope, { file, coverage: undefined });
      if (!typed || failed.has(id)) return undefined;
      const formula: Formula = { id, type: typed.type, value: typed.value, origin: read.origin };
      scope.formulas.set(id, formula);
      return formula;
    })?.type;
  };

  scope.conditionOf = (id, from): Condition | undefined => {
    const read = conditionNodes.get(id);
    if (!read) return undefined;
    return once<NamedCondition>(id, from, scope.conditions.get(id), () => {
      const { file } = read.place;
      const when = bindCondition(read.value.when, scope, { file, coverage: undefined });
      if (!when || failed.has(id)) return undefined;
      const condition: NamedCondition = { id, name: id, when, origin: read.origin };
      scope.conditions.set(id, condition);
      return condition;
    })?.when;
  };
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
