import type { Scope } from "../../bind/scope.js";
import type { Eligibility } from "../../eligibility-model.js";
import type { Condition, Program } from "../../model.js";
import type { Origin } from "../../places.js";
import { Cases } from "../conditions.js";

export const ALWAYS: Condition = { op: "all", of: [] };

/** Whom a block of eligibility is about, gone through case by case. */
export class Audience {
  /** Who is insured at all. */
  readonly insured: Condition;

  constructor(
    readonly eligibility: Eligibility,
    private readonly program: Program,
    private readonly scope: Scope,
  ) {
    this.insured = {
      op: "any",
      of: eligibility.insures.map(({ classes, when }) => ({
        op: "all",
        of: [classes.length === 0 ? ALWAYS : { op: "is", key: "class", values: classes }, when ?? ALWAYS],
      })),
    };
  }

  /** Whether two conditions can hold at once; where they cannot be gone through, they are taken not to. */
  mayBoth(a: Condition | undefined, b: Condition | undefined): boolean {
    if (!a && !b) return true;
    const both = this.outcome({ op: "all", of: [a ?? ALWAYS, b ?? ALWAYS, this.insured] });
    return both === "sometimes" || both === "always";
  }

  /** Reports the first case of somebody insured for whom none of some conditions holds. */
  reportUncovered(conditions: readonly (Condition | undefined)[], what: string, origin: Origin): void {
    if (conditions.includes(undefined)) return;
    const known = conditions.map((one) => one && this.plain(one));
    const insured = this.plain(this.insured);
    if (known.includes(undefined) || !insured) return;
    const whole = known.filter((one) => one !== undefined);
    const cases = Cases.of([...whole, insured], this.scope);
    for (const assignment of cases?.all() ?? []) {
      if (!cases?.holds(insured, assignment)) continue;
      if (whole.some((one) => cases.holds(one, assignment))) continue;
      this.scope.reporter.report("PW2402", { what: `${what} ${cases.describe(assignment)}` }, origin.place, {
        why: "Somebody of whom this is true would have no answer.",
      });
      return;
    }
  }

  /** How a condition turns out over all cases that it can tell apart; nothing where they cannot be gone through. */
  outcome(condition: Condition): "always" | "never" | "sometimes" | undefined {
    const plain = this.classesOut(condition);
    const cases = Cases.of([plain], this.scope);
    if (!cases) return undefined;
    let held = 0;
    let all = 0;
    for (const assignment of cases.all()) {
      all++;
      if (cases.holds(plain, assignment)) held++;
    }
    return held === 0 ? "never" : held === all ? "always" : "sometimes";
  }

  /** The condition with classes written out, and with days that a table covers taken as met. */
  private plain(c: Condition): Condition | undefined {
    switch (c.op) {
      case "all":
      case "any": {
        const of = c.of.map((part) => this.plain(part));
        const whole = of.filter((part) => part !== undefined);
        return whole.length === of.length ? { op: c.op, of: whole } : undefined;
      }
      case "dates":
        return c.test.kind === "compare" ? undefined : ALWAYS;
      case "not":
      case "day":
        return c.op === "not" ? this.classesOut(c) : undefined;
      default:
        return this.classesOut(c);
    }
  }

  /** A class stands for its condition. */
  private classesOut(c: Condition): Condition {
    switch (c.op) {
      case "all":
      case "any":
        return { op: c.op, of: c.of.map((part) => this.classesOut(part)) };
      case "not":
        return { op: "not", of: this.classesOut(c.of) };
      case "is":
        if (c.key !== "class") return c;
        return {
          op: "any",
          of: this.program.classes.filter(({ id }) => c.values.includes(id)).map(({ when }) => when),
        };
      default:
        return c;
    }
  }
}
