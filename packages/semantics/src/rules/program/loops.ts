import type { Scope } from "../../bind/scope.js";
import type { Expression, Program } from "../../model.js";
import type { Origin } from "../../places.js";

interface Node {
  readonly origin: Origin;
  readonly asks: Set<string>;
}

/** Finds rates and volumes that ask for themselves, in any number of steps. A question that fixes a key asks another. */
export function checkLoops(program: Program, scope: Scope): void {
  const nodes = new Map<string, Node>();
  const node = (name: string, origin: Origin): Set<string> => {
    const found = nodes.get(name) ?? { origin, asks: new Set<string>() };
    nodes.set(name, found);
    return found.asks;
  };
  for (const { coverages, computed, furtherMembers, origin } of program.rates) {
    for (const id of coverages) {
      const asks = node(`rate of ${id}`, origin);
      for (const value of computed) collect(value, program, asks, id);
      for (const { adds } of furtherMembers) collect(adds, program, asks, id);
    }
  }
  for (const { id, volumes, needs, origin } of program.coverages) {
    const asks = node(`volume of ${id}`, origin);
    for (const rule of volumes) {
      if (rule.most) collect(rule.most, program, asks, id);
      if (rule.kind === "computed") collect(rule.value, program, asks, id);
    }
    const needed = node(`need of ${id}`, origin);
    for (const need of needs) needed.add(`need of ${need}`);
  }
  for (const { id, first, change } of program.renewals) {
    collect(change.value, program, node(`change by ${id}`, change.origin), "");
    if (first) collect(first.value, program, node(`first rate by ${id}`, first.origin), "");
  }
  reportLoops(nodes, scope);
}

function reportLoops(nodes: ReadonlyMap<string, Node>, scope: Scope): void {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const node = nodes.get(name);
    if (!node) return;
    if (path.includes(name)) {
      const ring = [...path.slice(path.indexOf(name)), name];
      for (const member of ring) done.add(member);
      scope.reporter.report("PW1004", { path: ring }, node.origin.place);
      return;
    }
    if (done.has(name)) return;
    for (const next of node.asks) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of nodes.keys()) visit(name, []);
}

function collect(e: Expression, program: Program, into: Set<string>, coverage: string): void {
  switch (e.op) {
    case "literal":
    case "input":
    case "line":
      return;
    case "arrangement":
      // The change of a renewal, what it makes of a rate, and what a new group pays.
      if (e.clauses.by !== undefined && !e.head.includes("least") && !e.head.includes("greatest"))
        into.add(`${e.head === "first rate" ? "first rate" : "change"} by ${e.clauses.by}`);
      return;
    case "formula": {
      const formula = program.formulas.find(({ id }) => id === e.ref);
      if (formula) collect(formula.value, program, into, coverage);
      return;
    }
    case "convert":
    case "round":
      collect(e.a, program, into, coverage);
      return;
    case "ask": {
      if (Object.keys(e.with).length > 0 || e.on !== undefined) return;
      const of = e.of ?? coverage;
      if (
        e.head === "rate" ||
        e.head === "premium" ||
        e.head === "employer_share" ||
        e.head === "employee_share"
      ) {
        into.add(`rate of ${of}`);
      } else into.add(`volume of ${of}`);
      return;
    }
    default:
      collect(e.a, program, into, coverage);
      collect(e.b, program, into, coverage);
  }
}
