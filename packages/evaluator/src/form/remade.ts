import type { Scaled } from "./figures.js";
import type { CoverageForm, Form, LineForm } from "./form.js";
import {
  ageNode,
  all,
  any,
  arithmetic,
  at,
  choose,
  known,
  lookedUp,
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

/** What makes the parts of a node anew. */
export interface Maker {
  whole(node: Whole): Whole;
  truth(truth: Truth): Truth;
}

/** A node with its parts made anew: what has become of them decides what becomes of it. */
export function remade(node: Whole, by: Maker): Whole {
  switch (node.op) {
    case "whole":
    case "slot":
    case "day":
      return node;
    case "add":
    case "subtract":
    case "multiply":
    case "lesser":
    case "greater":
      return arithmetic(node.op, by.whole(node.a), by.whole(node.b));
    case "quotient":
      return quotient(by.whole(node.a), node.by, node.mode);
    case "age":
      return ageNode(by.whole(node.birth), by.whole(node.on), node.way);
    case "at":
      return at(by.whole(node.index), node.values, node.from);
    case "reached":
      return reached(by.whole(node.a), node.steps);
    case "row":
      return rowNode(node.table, by.whole(node.cell), node.high + 1);
    case "memo":
      return lookedUp(node.of, node.memo, by.whole(node.cell));
    case "only":
      return only(node.of.map((truth) => by.truth(truth)));
    case "choose":
      return choose(
        by.whole(node.index),
        node.of.map((one) => by.whole(one)),
      );
    case "need":
      return need(by.truth(node.when), by.whole(node.then));
    case "pick":
      return pick(by.truth(node.when), by.whole(node.a), by.whole(node.b));
    case "known":
      return known(by.whole(node.a), node.otherwise);
  }
}

export function remadeTruth(truth: Truth, by: Maker): Truth {
  switch (truth.op) {
    case "constant":
      return truth;
    case "all":
      return all(truth.of.map((one) => by.truth(one)));
    case "any":
      return any(truth.of.map((one) => by.truth(one)));
    case "not":
      return not(by.truth(truth.a));
    case "relation":
      return relation(truth.relation, by.whole(truth.a), by.whole(truth.b));
  }
}

/** A form with every node made anew. */
export function mapped(form: Form, by: Maker): Form {
  const scaled = (figure: Scaled): Scaled => ({ ...figure, number: by.whole(figure.number) });
  const maybe = (figure: Scaled | undefined) => figure && scaled(figure);
  const line = (of: LineForm): LineForm => ({
    ...of,
    choice: by.whole(of.choice),
    table: by.whole(of.table),
    row: by.whole(of.row),
    rate: scaled(of.rate),
    quantity: scaled(of.quantity),
    premium: scaled(of.premium),
    employer: maybe(of.employer),
    employee: maybe(of.employee),
    volume: maybe(of.volume),
    benefit: maybe(of.benefit),
    evidence: maybe(of.evidence),
    remarks: of.remarks.map(({ requirement, said, own, of: cost }) => ({
      requirement,
      said: by.whole(said),
      own: scaled(own),
      of: scaled(cost),
    })),
  });
  const coverage = (of: CoverageForm): CoverageForm => ({
    ...of,
    held: by.truth(of.held),
    stray: by.truth(of.stray),
    line: of.line && line(of.line),
  });
  return { ...form, coverages: form.coverages.map((of) => (typeof of === "string" ? of : coverage(of))) };
}
