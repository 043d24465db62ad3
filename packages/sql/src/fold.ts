import { formNodes, type Truth, type Whole } from "@planwright/evaluator";

/**
 * The nodes of a form when some slots are known: those of columns that the census does not have. What follows from them
 * is made into what it comes to, so that no database computes it for each person.
 */
export class Fold {
  private readonly wholes = new Map<Whole, Whole>();
  private readonly truths = new Map<Truth, Truth>();

  /** `known` gives the value of a slot: not a number where it has none, undefined where the census says it. */
  constructor(private readonly known: (slot: number) => number | undefined) {}

  whole(node: Whole): Whole {
    let made = this.wholes.get(node);
    if (!made) {
      made = this.make(node);
      this.wholes.set(node, made);
    }
    return made;
  }

  truth(node: Truth): Truth {
    let made = this.truths.get(node);
    if (!made) {
      made = this.makeTruth(node);
      this.truths.set(node, made);
    }
    return made;
  }

  private make(node: Whole): Whole {
    const n = formNodes;
    const { whole, truth } = {
      whole: (one: Whole) => this.whole(one),
      truth: (one: Truth) => this.truth(one),
    };
    switch (node.op) {
      case "whole":
      case "day":
        return node;
      case "slot": {
        const value = this.known(node.slot);
        if (value === undefined) return node;
        return Number.isNaN(value) ? NOTHING : n.whole(value);
      }
      case "add":
      case "subtract":
      case "multiply":
      case "lesser":
      case "greater": {
        const [a, b] = [whole(node.a), whole(node.b)];
        return isNothing(a) || isNothing(b) ? NOTHING : n.arithmetic(node.op, a, b);
      }
      case "quotient":
        return through(whole(node.a), (a) => n.quotient(a, node.by, node.mode));
      case "age": {
        const [birth, on] = [whole(node.birth), whole(node.on)];
        return isNothing(birth) || isNothing(on) ? NOTHING : n.ageNode(birth, on, node.way);
      }
      case "at":
        return through(whole(node.index), (index) => {
          const isBeyond = index.op === "whole" && node.values[index.value - node.from] === undefined;
          return isBeyond ? NOTHING : n.at(index, node.values, node.from);
        });
      case "reached":
        return through(whole(node.a), (a) => n.reached(a, node.steps));
      case "row":
        return through(whole(node.cell), (cell) => ({ ...node, cell }));
      case "memo":
        return whole(node.of);
      case "only":
        return this.only(node.of.map(truth));
      case "choose":
        return through(whole(node.index), (index) => {
          if (index.op === "whole") return whole(node.of[index.value] ?? NOTHING);
          return n.choose(index, node.of.map(whole));
        });
      case "need": {
        const when = truth(node.when);
        return when === n.NEVER ? NOTHING : through(whole(node.then), (then) => n.need(when, then));
      }
      case "pick": {
        const when = truth(node.when);
        if (when.op === "constant") return whole(when.value ? node.a : node.b);
        return n.pick(when, whole(node.a), whole(node.b));
      }
      case "known": {
        const a = whole(node.a);
        return isNothing(a) ? n.whole(node.otherwise) : n.known(a, node.otherwise);
      }
    }
  }

  /** Without the conditions that never hold; the others keep their places. */
  private only(of: readonly Truth[]): Whole {
    const places = of.flatMap((truth, i) => (truth.op === "constant" && !truth.value ? [] : [i]));
    if (places.length === of.length) return formNodes.only(of);
    const few = formNodes.only(places.flatMap((i) => of[i] ?? []));
    return places.length === 0 ? NOTHING : formNodes.at(few, places, 0);
  }

  private makeTruth(node: Truth): Truth {
    const n = formNodes;
    switch (node.op) {
      case "constant":
        return node;
      case "all":
        return n.all(node.of.map((one) => this.truth(one)));
      case "any":
        return n.any(node.of.map((one) => this.truth(one)));
      case "not":
        return n.not(this.truth(node.a));
      case "relation":
        return n.relation(node.relation, this.whole(node.a), this.whole(node.b));
    }
  }
}

/** A number that has no value. */
const NOTHING: Whole = formNodes.need(formNodes.NEVER, formNodes.whole(0));

const isNothing = (node: Whole): boolean => node === NOTHING;

const through = (a: Whole, make: (a: Whole) => Whole): Whole => (isNothing(a) ? NOTHING : make(a));
