import type { Condition, DateTest, Expression, Point, RateBook } from "@planwright/ratebook";
import { OF_EMPLOYEE } from "../dates.js";
import type { Prepared } from "../prepare.js";

type BookRules = NonNullable<RateBook["eligibility"]>[number];

/** The inputs that conditions and days ask about, those of the conditions and formulas that they name among them. */
export class References {
  readonly inputs = new Set<string>();
  /** Those that are asked of the employee where a line is about a dependent. */
  readonly ofEmployee = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(private readonly book: Prepared["book"]) {}

  /** What the table of dependents and the lines `excludes` ask about a dependent. */
  dependents(rules: BookRules): void {
    for (const { until, when } of rules.dependents) {
      this.point(until);
      this.condition(when);
    }
    for (const { who, when } of rules.excludes)
      if (who.some((one) => one !== "employee")) this.condition(when);
  }

  /** What days and continuations of dependents ask. */
  linesFor(rules: BookRules): void {
    for (const { for: roles, at, when } of [...rules.begins, ...rules.ends]) {
      if (roles.length === 0) continue;
      this.point(at);
      this.condition(when);
    }
    for (const { for: roles, rows, when } of rules.continuations) {
      if (roles.length === 0) continue;
      this.condition(when);
      for (const { when: holds, continues } of rows) {
        this.condition(holds);
        if (continues.kind === "through") this.point(continues.at);
        if (continues.kind === "while") this.condition(continues.when);
      }
    }
  }

  condition(c: Condition | undefined): void {
    if (!c) return;
    switch (c.op) {
      case "all":
      case "any":
        for (const part of c.of) this.condition(part);
        return;
      case "not":
        this.condition(c.a);
        return;
      case "truth":
      case "day":
        this.inputs.add(c.ref);
        return;
      case "condition":
        this.once(c.ref, () => this.condition(this.book.conditions.find(({ id }) => id === c.ref)?.when));
        return;
      case "is":
        this.inputs.add(c.key);
        return;
      case "compare":
        this.expression(c.a);
        this.expression(c.b);
        return;
      case "within":
        this.expression(c.a);
        return;
      case "dates":
        this.dates(c.test);
    }
  }

  private once(id: string, look: () => void): void {
    if (this.seen.has(id)) return;
    this.seen.add(id);
    look();
  }

  private dates(test: DateTest): void {
    if (test.kind === "lasting") {
      this.inputs.add(test.from);
      this.inputs.add(test.to);
      return;
    }
    this.inputs.add(test.ref);
    if (test.kind === "compare") this.point(test.point);
  }

  private expression(e: Expression): void {
    switch (e.op) {
      case "input": {
        this.inputs.add(e.ref);
        const from = this.book.inputs.find(({ id }) => id === e.ref)?.from;
        if (from !== undefined) this.inputs.add(from);
        return;
      }
      case "formula":
        this.once(e.ref, () => {
          const formula = this.book.formulas.find(({ id }) => id === e.ref);
          if (formula) this.expression(formula.value);
        });
        return;
      case "add":
      case "subtract":
      case "multiply":
      case "divide":
      case "lesser":
      case "greater":
        this.expression(e.a);
        this.expression(e.b);
        return;
      case "convert":
      case "round":
        this.expression(e.a);
        return;
      case "literal":
      case "line":
      case "ask":
      case "arrangement":
    }
  }

  point(p: Point | undefined): void {
    if (!p) return;
    switch (p.op) {
      case "event":
        if (p.ref.endsWith(OF_EMPLOYEE)) this.ofEmployee.add(p.ref.slice(0, -OF_EMPLOYEE.length));
        else this.inputs.add(p.ref);
        return;
      case "birthday":
        this.inputs.add("birth");
        return;
      case "plus":
        this.point(p.at);
        this.expression(p.length);
        return;
      case "first_of_month":
      case "first_of_year":
        this.point(p.after);
        return;
      case "last_day":
      case "before":
      case "after":
        this.point(p.at);
        return;
      case "earlier":
      case "later":
        this.point(p.a);
        this.point(p.b);
        return;
      case "day":
      case "never":
    }
  }
}
