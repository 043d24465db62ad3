import {
  ageNode,
  all,
  any,
  arithmetic,
  at,
  choose,
  known,
  need,
  not,
  only,
  pick,
  quotient,
  reached,
  relation,
  rowNode,
  type Truth,
  type Whole,
} from "./nodes.js";

/** What is known of the columns of one census. */
export interface Facts {
  /** The node that stands for a slot: with its bounds there, or a constant where the column is not there. */
  slot(slot: number): Whole;
  readonly day: Whole;
}

/** Makes the nodes of a form anew for one census: what its columns never say falls away, and so do guards. */
export class Specialised {
  private readonly made = new Map<Whole, Whole>();

  constructor(private readonly facts: Facts) {}

  whole(node: Whole): Whole {
    let found = this.made.get(node);
    if (!found) {
      found = this.make(node);
      this.made.set(node, found);
    }
    return found;
  }

  private make(node: Whole): Whole {
    switch (node.op) {
      case "whole":
        return node;
      case "slot":
        return this.facts.slot(node.slot);
      case "day":
        return this.facts.day;
      case "add":
      case "subtract":
      case "multiply":
      case "lesser":
      case "greater":
        return arithmetic(node.op, this.whole(node.a), this.whole(node.b));
      case "quotient":
        return quotient(this.whole(node.a), node.by, node.mode);
      case "age":
        return ageNode(this.whole(node.birth), this.whole(node.on), node.way);
      case "at":
        return at(this.whole(node.index), node.values, node.from);
      case "reached":
        return reached(this.whole(node.a), node.steps);
      case "row":
        return rowNode(node.table, this.whole(node.cell), node.high + 1);
      case "only":
        return only(node.of.map((truth) => this.truth(truth)));
      case "choose":
        return choose(
          this.whole(node.index),
          node.of.map((one) => this.whole(one)),
        );
      case "need":
        return need(this.truth(node.when), this.whole(node.then));
      case "pick":
        return pick(this.truth(node.when), this.whole(node.a), this.whole(node.b));
      case "known":
        return known(this.whole(node.a), node.otherwise);
    }
  }

  truth(truth: Truth): Truth {
    switch (truth.op) {
      case "constant":
        return truth;
      case "all":
        return all(truth.of.map((one) => this.truth(one)));
      case "any":
        return any(truth.of.map((one) => this.truth(one)));
      case "not":
        return not(this.truth(truth.a));
      case "relation":
        return relation(truth.relation, this.whole(truth.a), this.whole(truth.b));
    }
  }
}
