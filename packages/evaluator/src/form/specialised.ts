import { remade, remadeTruth } from "./remade.js";
import type { Truth, Whole } from "./nodes.js";

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
    if (node.op === "slot") return this.facts.slot(node.slot);
    return node.op === "day" ? this.facts.day : remade(node, this);
  }

  truth(truth: Truth): Truth {
    return remadeTruth(truth, this);
  }
}
