import type { Scope } from "../../bind/scope.js";
import type { Expression, Program } from "../../model.js";
import { checkAmounts } from "./amounts.js";
import { checkAssumptions } from "./assumptions.js";
import { checkBearer } from "./bearer.js";
import { checkCompared } from "./compared.js";
import { checkParties } from "./parties.js";
import { checkReach } from "./reach.js";

/** Rules over funding arrangements and projections, once they are bound. */
export function checkFunding(program: Program, scope: Scope): void {
  for (const funding of program.fundings) {
    checkBearer(funding, scope);
    checkAmounts(funding, program, scope);
    checkReach(funding, program, scope);
    checkParties(funding, scope);
  }
  for (const projection of program.projections) {
    const used = new Map(
      projection.arrangements.map(({ id, value }) => [id, usedIn(value, program, new Set())]),
    );
    const named = new Set([...used.values()].flatMap((all) => [...all]));
    checkAssumptions(
      projection,
      program.fundings.filter(({ id }) => named.has(id)),
      scope,
    );
    checkCompared(projection, used, program.fundings, scope);
  }
}

/** The fundings that an expression asks about, through formulas and arrangements. */
function usedIn(e: Expression, program: Program, seen: Set<string>): Set<string> {
  const found = new Set<string>();
  const add = (more: ReadonlySet<string>) => {
    for (const one of more) found.add(one);
  };
  switch (e.op) {
    case "arrangement": {
      const [of] = e.of;
      const inner = program.projections
        .flatMap(({ arrangements }) => arrangements)
        .find(({ id }) => id === of);
      if (inner && !seen.has(inner.id)) add(usedIn(inner.value, program, new Set([...seen, inner.id])));
      else if (of !== undefined && !inner) found.add(of);
      return found;
    }
    case "formula": {
      const formula = program.formulas.find(({ id }) => id === e.ref);
      if (formula && !seen.has(e.ref)) add(usedIn(formula.value, program, new Set([...seen, e.ref])));
      return found;
    }
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "lesser":
    case "greater":
      add(usedIn(e.a, program, seen));
      add(usedIn(e.b, program, seen));
      return found;
    case "convert":
    case "round":
      return usedIn(e.a, program, seen);
    case "literal":
    case "input":
    case "line":
    case "ask":
      return found;
  }
}
