import type { Condition, Expression } from "@planwright/ratebook";
import type { Prepared } from "../../prepare.js";

/**
 * What an expression of a plan may differ by. `facts`: by inputs alone, so that it is asked once for all lines that say
 * the same of them; `line`: by the charge or the day too, or by what is too rare to be followed.
 */
export type Reach = "nothing" | "facts" | "line";

/** Follows expressions to the inputs that they read. */
export class Reaching {
  /** The inputs of all that was followed and reaches facts. */
  readonly inputs = new Set<string>();
  private readonly formulas = new Map<string, Expression>();
  private readonly conditions = new Map<string, Condition>();
  private readonly followed = new Map<string, Reach>();

  constructor(private readonly book: Prepared) {
    for (const { id, value } of book.book.formulas) this.formulas.set(id, value);
    for (const { id, when } of book.book.conditions) this.conditions.set(id, when);
  }

  ofExpression(e: Expression): Reach {
    switch (e.op) {
      case "literal":
        return "nothing";
      case "input":
        return this.ofInput(e.ref);
      case "formula":
        return this.named(`formula ${e.ref}`, () => {
          const found = this.formulas.get(e.ref);
          return found ? this.ofExpression(found) : "line";
        });
      case "add":
      case "subtract":
      case "multiply":
      case "divide":
      case "lesser":
      case "greater":
        return farther(this.ofExpression(e.a), this.ofExpression(e.b));
      case "convert":
      case "round":
        return this.ofExpression(e.a);
      case "line":
      case "ask":
      case "arrangement":
        return "line";
    }
  }

  ofCondition(c: Condition): Reach {
    switch (c.op) {
      case "all":
      case "any":
        return c.of.map((part) => this.ofCondition(part)).reduce(farther, "nothing");
      case "not":
        return this.ofCondition(c.a);
      case "truth":
      case "day":
        return this.ofInput(c.ref);
      case "condition":
        return this.named(`condition ${c.ref}`, () => {
          const found = this.conditions.get(c.ref);
          return found ? this.ofCondition(found) : "line";
        });
      case "is":
        return this.ofKey(c.key);
      case "compare":
        return farther(this.ofExpression(c.a), this.ofExpression(c.b));
      case "within":
        return this.ofExpression(c.a);
      case "dates":
        return "line";
    }
  }

  private ofKey(key: string): Reach {
    switch (key) {
      case "plan":
      case "tier":
      case "option":
      case "coverage":
      case "area":
      case "members":
        return "line";
      case "class":
        return this.named("class", () =>
          this.book.book.classes.map(({ when }) => this.ofCondition(when)).reduce(farther, "nothing"),
        );
      default:
        return this.ofInput(key);
    }
  }

  ofInput(id: string): Reach {
    const input = this.book.inputs.get(id);
    // A name that any object has could be read where nobody has said it.
    if (!input || id === "charge" || id in {} || (input.kind === "age" && input.from !== undefined))
      return "line";
    this.inputs.add(id);
    for (const { to } of input.order ?? []) this.inputs.add(to);
    return "facts";
  }

  /** What leads back to itself is left to the exact way, which refuses it. */
  private named(name: string, follow: () => Reach): Reach {
    const known = this.followed.get(name);
    if (known) return known;
    this.followed.set(name, "line");
    const found = follow();
    this.followed.set(name, found);
    return found;
  }
}

const ORDER: readonly Reach[] = ["nothing", "facts", "line"];
const farther = (a: Reach, b: Reach): Reach => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b);
