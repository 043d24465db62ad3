import type { Form } from "./form.js";
import { not, relation, type Truth, type Whole } from "./nodes.js";
import { type Maker, mapped, remade, remadeTruth } from "./remade.js";

/** Makes one node of all that are alike: what is asked twice, of one person, is asked once. */
class Sharing implements Maker {
  private readonly wholes = new Map<Whole, Whole>();
  private readonly truths = new Map<Truth, Truth>();
  /** By what they say. */
  private readonly alike = { wholes: new Map<string, Whole>(), truths: new Map<string, Truth>() };
  private readonly ids = new Map<unknown, number>();

  /** For each block of cells the first one that is of the same keys of the same table. */
  private readonly firstLike: readonly number[];

  constructor({ cells }: Form) {
    const said = cells.map((one) => one.said());
    this.firstLike = cells.map(({ table }, i) =>
      cells.findIndex((other, k) => other.table === table && said[k] === said[i]),
    );
  }

  whole(node: Whole): Whole {
    let found = this.wholes.get(node);
    if (!found) {
      const fresh = remade(node, this);
      found = firstOf(this.alike.wholes, this.saidOf(fresh), fresh);
      this.wholes.set(node, found);
    }
    return found;
  }

  truth(node: Truth): Truth {
    let found = this.truths.get(node);
    if (!found) {
      const fresh = remadeTruth(node, this);
      const other = fresh.op === "relation" ? notBelow(fresh) : undefined;
      found = other ? not(this.truth(other)) : firstOf(this.alike.truths, this.saidOfTruth(fresh), fresh);
      this.truths.set(node, found);
    }
    return found;
  }

  private id(of: unknown): number {
    const known = this.ids.get(of);
    if (known !== undefined) return known;
    this.ids.set(of, this.ids.size);
    return this.ids.size - 1;
  }

  private all = (of: readonly unknown[]): string => of.map((one) => this.id(one)).join();

  /** A text that only nodes have which come to the same. Their parts are shared already. */
  private saidOf(node: Whole): string {
    switch (node.op) {
      case "whole":
        return `whole ${node.value}`;
      case "slot":
        return `slot ${node.slot} ${node.kind} ${node.low} ${node.high}`;
      case "day":
        return "day";
      case "add":
      case "subtract":
      case "multiply":
      case "lesser":
      case "greater":
        return `${node.op} ${this.all([node.a, node.b])}`;
      case "quotient":
        return `quotient ${this.id(node.a)} ${node.by} ${node.mode}`;
      case "age":
        return `age ${this.all([node.birth, node.on])} ${node.way}`;
      case "at":
        return `at ${this.id(node.index)} ${node.from} ${node.values.join()}`;
      case "reached":
        return `reached ${this.id(node.a)} ${node.steps.join()}`;
      case "row":
        return `row ${this.firstLike[node.table]} ${this.id(node.cell)}`;
      case "memo":
        return `memo ${node.memo.id} ${this.id(node.cell)}`;
      case "only":
        return `only ${this.all(node.of)}`;
      case "choose":
        return `choose ${this.id(node.index)} ${this.all(node.of)}`;
      case "need":
        return `need ${this.all([node.when, node.then])}`;
      case "pick":
        return `pick ${this.all([node.when, node.a, node.b])}`;
      case "known":
        return `known ${this.id(node.a)} ${node.otherwise}`;
    }
  }

  private saidOfTruth(truth: Truth): string {
    switch (truth.op) {
      case "constant":
        return `constant ${truth.value}`;
      case "all":
      case "any":
        return `${truth.op} ${this.all(truth.of)}`;
      case "not":
        return `not ${this.id(truth.a)}`;
      case "relation":
        return `${truth.relation} ${this.all([truth.a, truth.b])}`;
    }
  }
}

/** A number is below another one where it does not reach it: the two are one question. */
const notBelow = (truth: Truth & { readonly op: "relation" }): Truth | undefined =>
  truth.relation === "<" ? relation(">=", truth.a, truth.b) : undefined;

function firstOf<N>(alike: Map<string, N>, said: string, node: N): N {
  const found = alike.get(said);
  if (found) return found;
  alike.set(said, node);
  return node;
}

/** A form in which what comes to the same is one node. */
export const shared = (form: Form): Form => sharing(form).form;

/** Such a form, with what makes one node of others and what is in it. */
export function sharing(form: Form): { readonly form: Form; readonly by: Maker } {
  const by = new Sharing(form);
  return { form: mapped(form, by), by };
}
