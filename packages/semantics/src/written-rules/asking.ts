import type { AboutNode, NameNode, QuestionNode } from "@planwright/syntax";
import type Fraction from "fraction.js";
import { placeOf, type Scope } from "../bind/scope.js";
import { replaceWith } from "../diagnostics/report.js";
import type { Plan, Program } from "../model.js";
import type { Place } from "../places.js";
import { constant } from "../types/constant.js";
import type { Typed } from "../types/typed.js";
import type { Type } from "../types/units.js";
import type { Limits } from "./limits.js";
import type { RatesOfProgram } from "./rates.js";
import type { WrittenRule } from "./read.js";
import { acceptedFor, type Members, type Subject } from "./subjects.js";

/** What a question comes to. `none`: the program has no such figure; `undefined`: why is reported. */
export type Figure = Typed | "none" | undefined;

/** What rules may know: the program, and the figures of years. */
export interface Knowledge {
  readonly program: Program;
  readonly limits: ReadonlyMap<string, Limits>;
  readonly rates: RatesOfProgram;
  readonly scope: Scope;
}

/** Where a figure stands, and how it is told where its question does not tell it. */
interface Said {
  readonly place: Place | undefined;
  readonly name?: string;
  /** Behind the figure: ` in 2015`. */
  readonly more?: string;
}

/** A rule that asks about one subject in one plan year: what its questions have in common. */
export class Asking {
  /** Figures of the year were asked for. */
  usedYear = false;
  /** Of the figure that was asked for last. */
  said: Said = { place: undefined };

  constructor(
    readonly known: Knowledge,
    readonly subject: Subject,
    /** The first day of the plan year. */
    readonly day: string,
    readonly rule: Pick<WrittenRule, "file" | "title" | "tags" | "severity">,
  ) {}

  /** The members of a plan whom the rule is asked about. */
  get members(): Members {
    return this.subject.kind === "plan" ? this.subject.members : undefined;
  }

  /** The plan that a question is of; reported when it is of none. */
  planOf(node: AboutNode): Plan | undefined {
    const [of, surplus] = node.of;
    const id = of?.name === "plan" && this.subject.kind === "plan" ? this.subject.name : of?.name;
    const plan = this.known.program.plans.find((one) => one.id === id);
    if (!plan || surplus) {
      this.refuse(
        surplus ?? of ?? node,
        `\`${node.head}\` does not say of which plan`,
        "It is written like `... of plan` in a rule `for each plan`.",
      );
      return undefined;
    }
    // What could not be read of it would be missed.
    if (plan.benefits && !(plan.benefits.isWhole && plan.benefits.tablesWhole)) return this.passOver();
    return plan;
  }

  /** The coverage of a name, or of the word of the loop; reported when there is none. */
  coverageNamed(name: NameNode): string | undefined {
    if (name.name === "coverage" && this.subject.kind === "coverage") return this.subject.name;
    return this.known.scope.findCoverage(name, this.rule.file);
  }

  /** The figure of what a plan says; nothing when it depends on a person. */
  constant(value: Parameters<typeof constant>[0]): Fraction | undefined {
    return constant(value, { formula: (id) => this.known.scope.formulas.get(id)?.value });
  }

  /** A figure as what the question comes to; percentages are hundredths. */
  literal(node: AboutNode | QuestionNode, type: Type, figure: Fraction | undefined): Figure {
    if (!figure)
      return this.cannot(
        node,
        `${this.textOf(node)} depends on a person`,
        "A rule is asked before there is a person.",
      );
    const isPercent = type.kind === "percent";
    const value = (isPercent ? figure.mul(100) : figure).toFraction();
    return { type, value: { op: "literal", value, percent: isPercent } };
  }

  /** The question in words, with the name of the subject. */
  textOf(node: AboutNode | QuestionNode): string {
    const named = (of: readonly NameNode[]) =>
      of.map(({ name }) => (name === this.subject.kind ? this.subject.name : name)).join(", ");
    const parts: string[] = [node.head];
    if (node.kind === "about") {
      if (node.for.length > 0) parts.push(`for ${node.for.map(({ name }) => name).join(" ")}`);
      if (node.per) parts.push(`per ${node.per.name}`);
      if (node.by) parts.push(`by ${node.by.name}`);
    }
    if (node.of.length > 0) parts.push(`of ${named(node.of)}`);
    else if (this.subject.kind === "rate") parts.push(`of ${this.subject.name}`);
    const network = node.kind === "about" ? networkOf(node) : undefined;
    if (network !== undefined) parts.push(`in ${network}`);
    if (node.with.length > 0)
      parts.push(
        `with ${node.with.map(({ key, value }) => `${key.name} ${value.kind === "name" ? value.name : value.value}`).join(", ")}`,
      );
    return parts.join(" ");
  }

  /** What it asks of could not be read, and that is reported elsewhere. */
  passOver(): undefined {
    this.known.scope.reporter.passOver();
  }

  /** Reports that the question is wrong. */
  refuse(node: { readonly span: NameNode["span"] }, what: string, why?: string, meant?: string): undefined {
    const place = placeOf(this.rule.file, node.span);
    const text = meant?.includes(" ") ? `"${meant}"` : meant;
    this.known.scope.reporter.report("PW6003", { what }, place, {
      why,
      label: meant && `did you mean ${meant}?`,
      fixes: text ? [replaceWith(place, text)] : [],
    });
  }

  /** Reports that this program does not answer the question: as bad as the rule is, and accepted as what it finds is. */
  cannot(node: { readonly span: NameNode["span"] }, what: string, why: string): undefined {
    const { file, title, tags, severity } = this.rule;
    const place = this.said.place ?? this.subject.place;
    const asked = { place: placeOf(file, node.span), message: `asked by the rule “${title}”` };
    this.known.scope.reporter.report("PW6003", { what }, place, {
      why,
      related: [asked],
      severity,
      subject: acceptedFor(this.subject),
      rule: { title, tags },
    });
  }
}

/** The network that a question names. */
export const networkOf = ({ in: [first] }: AboutNode): string | undefined =>
  first?.kind === "name" ? first.name : undefined;
