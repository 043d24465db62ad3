import type {
  ConditionDefinitionNode,
  CoupleNode,
  DateRuleNode,
  ExtensionNode,
  NameNode,
  WhoNode,
} from "@planwright/syntax";
import type {
  Couple,
  Eligibility,
  Excluded,
  Extension,
  Insured,
  MonthParts,
} from "../../eligibility-model.js";
import type { Condition, Features } from "../../model.js";
import type { Place } from "../../places.js";
import type { FileScope, Read, ReadBlock } from "../../reading/block.js";
import { bindCondition } from "../../types/condition.js";
import { literalType } from "../../types/literal.js";
import { bindDuration, bindPoint } from "../../types/point.js";
import type { KnownDay, Where } from "../../types/typed.js";
import { describe } from "../../types/units.js";
import type { BLOCKS } from "../../vocabulary/index.js";
import { bindFeatures } from "../plans.js";
import { placeOf, type Scope } from "../scope.js";
import { findEvent } from "./cells.js";
import { bindDateTable, type DateRuleDraft } from "./date-tables.js";
import { bindAbsence, bindChange, bindContinuation } from "./event-tables.js";
import { bindDependents, relationsOf } from "./dependents.js";

export type EligibilityBlock = ReadBlock<(typeof BLOCKS)["eligibility"]>;

export interface BoundEligibility {
  readonly eligibility: Eligibility;
  readonly features: Features;
  /** Every line of it could be read. */
  readonly isWhole: boolean;
  /** Where a line may be added. */
  readonly end: Place;
}

/** The days of cover that the lines of an employee may follow from: the first comes before the last. */
const OWN_DAYS = { begins: [], ends: ["employee begin"] } as const;
/** Those that lines `for` dependents may follow from. */
const DEPENDENT_DAYS = {
  begins: ["employee begin", "employee end"],
  ends: ["employee begin", "employee end", "dependent end"],
} as const;

/** What may go on after cover has ended. */
const KINDS = ["procedure", "confinement", "disability"] as const;

/** Binds who is insured by the coverages of a heading, and when. */
export class EligibilityBinder {
  private readonly conditions = new Map<string, Read<ConditionDefinitionNode>>();
  private readonly bound = new Map<string, Condition | undefined>();
  private readonly underWay: string[] = [];
  private readonly relations: readonly string[];

  constructor(
    private readonly block: EligibilityBlock,
    private readonly files: FileScope,
    private readonly scope: Scope,
  ) {
    this.relations = relationsOf(block, files);
    this.declareConditions();
  }

  bind(): BoundEligibility | undefined {
    const { block, files, scope } = this;
    if (!block.heading) return undefined;
    const { troubles } = scope.reporter;
    const coverages = scope.findCoverages(block.heading.for, block.file);
    const insures = block.all("insures").flatMap((read) => this.insured(read) ?? []);
    const excludes = block.all("excludes").flatMap((read) => this.excluded(read) ?? []);
    const classes = classesOf(insures, scope);
    const blocks = (word: string) => block.blocks.filter(({ items }) => items[0]?.image === word);
    const rules = (word: "begins" | "ends") => [
      ...block.all(word).flatMap((read) => this.dateRule(read, word) ?? []),
      ...blocks(word).flatMap((inner) =>
        bindDateTable(inner, word, files, scope, { classes, ...this.where(OWN_DAYS[word]) }),
      ),
    ];
    const context = { classes, ...this.where() };
    const eligibility: Eligibility = {
      coverages,
      insures,
      excludes,
      dependents: blocks("dependents").flatMap((inner) =>
        bindDependents(inner, files, scope, this.where(["employee begin", "employee end"], true)),
      ),
      begins: rules("begins"),
      ends: rules("ends"),
      absences: blocks("absence").flatMap((inner) => bindAbsence(inner, files, scope, context) ?? []),
      changes: blocks("change").flatMap((inner) => bindChange(inner, files, scope, context) ?? []),
      continuations: blocks("continuation").flatMap((inner) => {
        const roles = (names: readonly NameNode[]) => this.roles(names, ["dependent"]);
        return bindContinuation(inner, files, scope, context, roles) ?? [];
      }),
      extends: block.all("extends").flatMap((read) => this.extension(read) ?? []),
      couple: this.couple(),
      premium: this.premium(),
      origin: block.origin,
    };
    for (const [id, read] of this.conditions) this.conditionOf(id, read);
    const isWhole = block.isWhole && scope.reporter.troubles === troubles;
    const last = block.node.whole.end - 1;
    const end = placeOf(block.file, { start: last, end: last });
    return { eligibility, features: bindFeatures(block.blocks, files), isWhole, end };
  }

  /** `known`: the days of cover that a line may follow from, because they are found before it. */
  private where(known: readonly KnownDay[] = [], isOfDependent = false): Where {
    const birth = this.scope.inputs.get("birth");
    return {
      file: this.block.file,
      coverage: undefined,
      hasBirthday: birth?.kind === "date",
      known,
      isOfDependent,
    };
  }

  private declareConditions(): void {
    const { block, scope } = this;
    for (const read of block.all("condition")) {
      if (scope.declareValue(read.value.name, block.file, read.origin)) {
        this.conditions.set(read.value.name.name, read);
      }
    }
    const outer = scope.conditionOf;
    scope.conditionOf = (id, from) => {
      const read = this.conditions.get(id);
      return read ? this.conditionOf(id, read) : outer(id, from);
    };
  }

  private conditionOf(id: string, read: Read<ConditionDefinitionNode>): Condition | undefined {
    if (this.bound.has(id)) return this.bound.get(id);
    if (this.underWay.includes(id)) {
      const path = [...this.underWay.slice(this.underWay.indexOf(id)), id];
      this.scope.reporter.report("PW1004", { path }, read.place);
      return undefined;
    }
    this.underWay.push(id);
    // It may be asked about a dependent.
    const when = bindCondition(read.value.when, this.scope, this.where([], true));
    this.underWay.pop();
    this.bound.set(id, when);
    if (when) this.scope.conditions.set(id, { id, name: id, when, origin: read.origin });
    return when;
  }

  private insured({ value, origin }: Read<WhoNode>): Insured | undefined {
    const { file } = this.block;
    const when = value.when && bindCondition(value.when, this.scope, this.where());
    if (value.when && !when) return undefined;
    const isEveryone = value.names.length === 1 && value.names[0]?.name === "employee";
    if (isEveryone) return { classes: [], when, origin };
    const classes = value.names.flatMap((name) => this.scope.classes.find(name, file)?.id ?? []);
    return classes.length === value.names.length ? { classes, when, origin } : undefined;
  }

  private excluded({ value, origin, place }: Read<WhoNode>): Excluded | undefined {
    if (!value.when) {
      this.scope.reporter.report("PW0025", { block: "`excludes`", what: "condition" }, place, {
        why: "It is written like `excludes dependent when in_military_service`.",
      });
      return undefined;
    }
    const isOwn = value.names.some(({ name }) => name === "employee");
    const when = bindCondition(value.when, this.scope, this.where([], !isOwn));
    const who = this.roles(value.names, ["employee", "dependent"]);
    return when && who && { who, when, origin };
  }

  /** `employee`, `dependent`, or relations of the table of dependents. */
  private roles(names: readonly NameNode[], words: readonly string[]): readonly string[] | undefined {
    const known = [...new Set([...words, ...this.relations])];
    let complete = true;
    for (const { name, span } of names) {
      if (known.includes(name)) continue;
      complete = false;
      this.scope.reporter.report(
        "PW1001",
        { name, kind: "who may be insured" },
        placeOf(this.block.file, span),
        {
          why: `There is: ${known.join(", ")}.`,
        },
      );
    }
    return complete ? names.map(({ name }) => name) : undefined;
  }

  private dateRule(read: Read<DateRuleNode>, word: "begins" | "ends"): DateRuleDraft | undefined {
    const { value, origin } = read;
    const isOwn = value.for.length === 0;
    const where = this.where(isOwn ? OWN_DAYS[word] : DEPENDENT_DAYS[word], !isOwn);
    const at = bindPoint(value.point, this.scope, where);
    const when = value.when && bindCondition(value.when, this.scope, where);
    const roles = value.for.length === 0 ? [] : this.roles(value.for, ["dependent"]);
    if (!at || (value.when && !when) || !roles) return undefined;
    return { for: roles, when, at, origin };
  }

  private extension(read: Read<ExtensionNode>): Extension | undefined {
    const { what, most } = read.value;
    const { file } = this.block;
    const kind = KINDS.find((one) => one === what.name);
    if (!kind) {
      this.scope.reporter.report(
        "PW1001",
        { name: what.name, kind: "what may go on" },
        placeOf(file, what.span),
        {
          why: `There is: ${KINDS.join(", ")}.`,
        },
      );
      return undefined;
    }
    if (!most) return { what: kind, most: undefined, origin: read.origin };
    if (most.kind !== "duration") {
      const got = describe(literalType(most));
      this.scope.reporter.report("PW3003", { wanted: "A duration", got }, placeOf(file, most.span));
      return undefined;
    }
    const length = bindDuration(most, this.scope, this.where());
    return length && { what: kind, most: length, origin: read.origin };
  }

  private premium(): MonthParts | undefined {
    const read = this.block.one("premium");
    if (!read) return undefined;
    const { value, origin } = read;
    if (value.kind !== "halves") return { kind: value.kind, origin };
    if (value.from >= 2 && value.from <= 28) return { kind: "halves", from: value.from, origin };
    this.scope.reporter.report(
      "PW3003",
      { wanted: "A day from the 2nd to the 28th", got: `day ${value.from}` },
      read.place,
      { why: "The second half of a month begins on it, in each month: `half month from the 16th`." },
    );
    return undefined;
  }

  private couple(): Eligibility["couple"] {
    const read = this.block.one("couple");
    if (!read) return undefined;
    const asDependent = this.asDependent(read.value.asDependent);
    return asDependent && { asDependent, isUnderOne: read.value.isUnderOne, origin: read.origin };
  }

  private asDependent(node: CoupleNode["asDependent"]): Couple["asDependent"] | undefined {
    if ("from" in node) {
      const from = findEvent(node.from, this.block.file, this.scope);
      return from === undefined ? undefined : { from };
    }
    const when = bindCondition(node.when, this.scope, this.where());
    return when && { when };
  }
}

/** The classes that lines insure; all of them where everyone is insured. */
export function classesOf(insures: readonly Insured[], scope: Scope): readonly string[] {
  const named = insures.flatMap(({ classes }) => classes);
  return insures.some(({ classes }) => classes.length === 0) ? scope.classes.names() : [...new Set(named)];
}
