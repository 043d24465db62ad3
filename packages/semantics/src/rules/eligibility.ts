import type { BoundEligibility } from "../bind/eligibility/eligibility.js";
import type { Scope } from "../bind/scope.js";
import { replaceWith } from "../diagnostics/report.js";
import type { DateRule, Eligibility } from "../eligibility-model.js";
import type { Condition, Program } from "../model.js";
import type { Origin, Place } from "../places.js";
import { eventsOf } from "../types/point.js";
import { Cases } from "./conditions.js";
import { checkDependents } from "./dependents.js";
import { checkOrderOfDays } from "./eligibility-days.js";

/** What eligibility leaves open, says twice, or says in vain. */
export function checkEligibility(bound: readonly BoundEligibility[], program: Program, scope: Scope): void {
  checkOnce(bound, scope);
  for (const one of bound) {
    const check = new EligibilityCheck(one.eligibility, program, scope);
    check.twice();
    check.twiceAfterEvents();
    check.vain();
    checkOrderOfDays(one.eligibility, program, scope);
    checkDependents(one.eligibility, scope);
    if (one.isWhole) check.silence(one.end);
  }
}

/** A coverage has one block. */
function checkOnce(bound: readonly BoundEligibility[], scope: Scope): void {
  const seen = new Map<string, Origin>();
  for (const { eligibility } of bound) {
    for (const coverage of eligibility.coverages) {
      const earlier = seen.get(coverage);
      if (earlier) {
        scope.reporter.report(
          "PW0024",
          { what: `\`eligibility\` of ${coverage}` },
          eligibility.origin.place,
          {
            related: [{ place: earlier.place, message: "given here first" }],
          },
        );
      } else seen.set(coverage, eligibility.origin);
    }
  }
}

const ALWAYS: Condition = { op: "all", of: [] };

class EligibilityCheck {
  /** Who is insured at all. */
  private readonly insured: Condition;

  constructor(
    private readonly eligibility: Eligibility,
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

  private get names(): string {
    return this.eligibility.coverages.join(", ");
  }

  /** Two lines `begins` that can hold for one event. Several `ends` are meant: the earliest of them ends cover. */
  twice(): void {
    const { begins } = this.eligibility;
    for (const [i, second] of begins.entries()) {
      const first = begins.slice(0, i).find((one) => this.collide(one, second));
      if (!first) continue;
      const events = shared(first, second);
      const what = events.length === 0 ? "one day" : events.join(" and ");
      this.scope.reporter.report("PW2401", { what }, second.origin.place, {
        related: [{ place: first.origin.place, message: "and this one" }],
        why: "Cover has one first day. Write when each holds, as a table or with `when`, or which of the two days it is: `earlier of` or `later of`.",
      });
    }
  }

  /** Two tables that say what happens after one event, to the same people. */
  twiceAfterEvents(): void {
    const { continuations, changes } = this.eligibility;
    const tables = [
      ...continuations.map((one) => ({ ...one, event: one.after, word: `continuation after ${one.after}` })),
      ...changes.map((one) => ({ ...one, for: [], event: one.on, word: `change of ${one.of} on ${one.on}` })),
    ];
    for (const [i, second] of tables.entries()) {
      const first = tables
        .slice(0, i)
        .find(
          (one) =>
            one.word === second.word && meet(one.for, second.for) && this.mayBoth(one.when, second.when),
        );
      if (!first) continue;
      const related = [{ place: first.origin.place, message: "given here first" }];
      if (!first.when && !second.when)
        this.scope.reporter.report("PW0024", { what: `\`${second.word}\`` }, second.origin.place, {
          related,
        });
      else
        this.scope.reporter.report("PW2401", { what: second.event }, second.origin.place, {
          related,
          why: "The conditions of two tables about one event may both hold.",
        });
    }
  }

  /** Whether two conditions can hold at once; where they cannot be gone through, they are taken not to. */
  private mayBoth(a: Condition | undefined, b: Condition | undefined): boolean {
    if (!a && !b) return true;
    const both = this.outcome({ op: "all", of: [a ?? ALWAYS, b ?? ALWAYS, this.insured] });
    return both === "sometimes" || both === "always";
  }

  private collide(a: DateRule, b: DateRule): boolean {
    if (a.for.join() !== b.for.join() || JSON.stringify(a.at) === JSON.stringify(b.at)) return false;
    const events = [...eventsOf(a.at), ...eventsOf(b.at)];
    if (events.length > 0 && shared(a, b).length === 0) return false;
    return !a.when || !b.when || this.mayBoth(a.when, b.when);
  }

  /** Conditions that say nothing, because they hold for everyone or for nobody. */
  vain(): void {
    const { insures, excludes, begins, ends, dependents } = this.eligibility;
    for (const { classes, when, origin } of insures) {
      if (when)
        this.inVain(
          when,
          classes.length === 0 ? ALWAYS : { op: "is", key: "class", values: classes },
          origin,
        );
    }
    for (const { when, who, origin } of excludes) {
      this.inVain(when, who.includes("employee") ? this.insured : ALWAYS, origin);
    }
    for (const { when, origin } of [...begins, ...ends]) if (when) this.inVain(when, ALWAYS, origin);
    const { changes, continuations } = this.eligibility;
    for (const { when, origin } of [...dependents, ...changes, ...continuations])
      if (when) this.inVain(when, ALWAYS, origin);
  }

  /** `of`: whom it is asked of. */
  private inVain(when: Condition, of: Condition, origin: Origin): void {
    if (when.op === "all" && when.of.length === 0) return;
    const holds = this.outcome({ op: "all", of: [when, of] });
    const fails = this.outcome({ op: "all", of: [{ op: "not", of: when }, of] });
    if (holds === undefined || fails === undefined || (holds !== "never" && fails !== "never")) return;
    const what = holds === "never" ? "This condition is never met" : "This condition is always met";
    this.scope.reporter.report("PW2403", { what }, origin.place, {
      why: "A condition that cannot turn out one way or the other decides nothing: a value may be mistaken, or the line may not be needed.",
    });
  }

  /** What no rule says. */
  silence(end: Place): void {
    const { insures, begins, ends, origin } = this.eligibility;
    const { reporter } = this.scope;
    if (insures.length === 0) {
      reporter.report("PW0025", { block: "`eligibility`", what: "classes that are insured" }, origin.place, {
        why: "They are written like `insures full_time, part_time`, or `insures employee` for everyone.",
      });
    }
    const own = begins.filter((rule) => rule.for.length === 0);
    if (own.length === 0) {
      reporter.report("PW2402", { what: `the first day of cover of ${this.names}` }, origin.place, {
        why: "It is written like `begins first of month after hire`.",
      });
    } else
      this.uncovered(
        own.map(({ when }) => when),
        "the first day of cover when",
        origin,
      );
    if (ends.every((rule) => rule.for.length > 0)) {
      reporter.report("PW2501", { what: `when cover of ${this.names} ends` }, origin.place, {
        why: "Plans differ: on the last day of employment, of its month, or never. `ends` says it.",
        fixes: ["ends  last day of month of leaving", "ends  never"].map((line) =>
          replaceWith(end, `  ${line}  chosen because ""\n`, `\`${line}\``),
        ),
      });
    }
    const { absences } = this.eligibility;
    if (absences.length > 0) {
      const [first] = absences;
      this.uncovered(
        absences.map(({ when }) => when),
        "a return after an absence when",
        first?.origin ?? origin,
      );
    }
  }

  /** Reports the first case of somebody insured for whom none of some conditions holds. */
  private uncovered(conditions: readonly (Condition | undefined)[], what: string, origin: Origin): void {
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
  private outcome(condition: Condition): "always" | "never" | "sometimes" | undefined {
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

/** Whether two tables are about the same people: the employee, or some dependents. */
function meet(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  return a.includes("dependent") || b.includes("dependent") || a.some((one) => b.includes(one));
}

function shared(a: DateRule, b: DateRule): readonly string[] {
  const events = new Set(eventsOf(a.at));
  return [...new Set(eventsOf(b.at))].filter((event) => events.has(event));
}
