import { type ConditionNode, parse, readValue, type RuleLoopNode } from "@planwright/syntax";
import { placeOf, type Scope } from "../bind/scope.js";
import { Reporter } from "../diagnostics/report.js";
import type { Program } from "../model.js";
import { bindCondition } from "../types/condition.js";
import { constantTruth } from "../types/constant.js";
import { bindExpression } from "../types/expression.js";
import { bindPairs } from "../types/question.js";
import type { Found } from "../top-level.js";
import { Asking, type Knowledge } from "./asking.js";
import { Facts, type Used } from "./facts.js";
import { bindLimits, type Limits } from "./limits.js";
import { keysOfRow, keysSaid, RatesOfProgram } from "./rates.js";
import { readRule, type WrittenRule } from "./read.js";
import { showFigure } from "./show.js";
import { acceptedFor, membersApart, type Subject } from "./subjects.js";

/** The titles of rules, and the words that they are tagged with. */
export function rulesIn(rules: readonly Found<"rule">[]): { titles: Set<string>; tags: Set<string> } {
  const titles = new Set<string>();
  const tags = new Set<string>();
  for (const { read } of rules) {
    const title = read.heading?.title?.text;
    if (title !== undefined) titles.add(title);
    for (const { name } of read.one("tagged")?.value ?? []) tags.add(name);
  }
  return { titles, tags };
}

/** A rule is asked of no more subjects than these. */
const MOST_SUBJECTS = 100_000;

/** Asks the rules of a program of it, and reports where they do not hold. */
export function checkWrittenRules(
  rules: readonly Found<"rule">[],
  limits: readonly Found<"limits">[],
  program: Program,
  scope: Scope,
): void {
  if (rules.length === 0 && limits.length === 0) return;
  const known: Knowledge = {
    program,
    limits: limitsByName(limits, scope),
    rates: new RatesOfProgram(program.rates, (id) => scope.formulas.get(id)?.value),
    scope,
  };
  const titles = new Map<string, WrittenRule>();
  for (const { read } of rules) {
    const rule = readRule(read, scope);
    if (!rule) continue;
    const earlier = titles.get(rule.title);
    if (earlier) {
      scope.reporter.report("PW0024", { what: `The rule “${rule.title}”` }, rule.place, {
        related: [{ place: earlier.place, message: "given here first" }],
      });
      continue;
    }
    titles.set(rule.title, rule);
    new RuleRun(rule, known).run();
  }
}

function limitsByName(blocks: readonly Found<"limits">[], scope: Scope): ReadonlyMap<string, Limits> {
  const found = new Map<string, Limits>();
  for (const { read, files } of blocks) {
    const limits = bindLimits(read, files, scope);
    const earlier = limits && found.get(limits.id);
    if (earlier) {
      scope.reporter.report("PW1002", { name: limits.id, kind: "limits" }, limits.origin.place, {
        related: [{ place: earlier.origin.place, message: "declared here first" }],
      });
    } else if (limits) found.set(limits.id, limits);
  }
  return found;
}

/** The first days of the plan years of a program. */
export function planYears({
  effective,
  contractYear,
}: Pick<Program, "effective" | "contractYear">): string[] {
  const { from, to } = effective;
  const anniversary = contractYear
    ? `${String(contractYear.month).padStart(2, "0")}-${String(contractYear.day).padStart(2, "0")}`
    : from.slice(5);
  const days = [from];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    const day = `${year}-${anniversary}`;
    if (day > from && day <= to) days.push(day);
  }
  return days;
}

/** One rule, asked of each of its subjects in each plan year. */
class RuleRun {
  constructor(
    private readonly rule: WrittenRule,
    private readonly known: Knowledge,
  ) {}

  run(): void {
    const { rule, known } = this;
    const { program } = known;
    const whole: Subject = { kind: "program", name: program.id, place: program.origin.place };
    for (const day of planYears(program)) {
      if ((rule.from !== undefined && day < rule.from) || (rule.until !== undefined && day >= rule.until))
        continue;
      const isAsked = rule.when ? this.truth(rule.when, this.facts(whole, day)) : true;
      if (isAsked === undefined) return;
      if (!isAsked) continue;
      const subjects = rule.loop ? this.subjects(rule.loop, day) : [whole];
      let usedYear = false;
      for (const subject of subjects ?? []) {
        const facts = this.facts(subject, day);
        const { when } = rule.loop ?? {};
        const concerns = when ? this.truth(when, facts) : true;
        const holds = concerns === true ? this.truth(rule.must.value, facts) : true;
        // What cannot be answered for one is not asked of the others: the fault is the rule's.
        if (concerns === undefined || holds === undefined) return;
        if (!holds) this.report(subject, facts, day);
        usedYear ||= facts.asking.usedYear;
      }
      if (!usedYear) return;
    }
  }

  private facts(subject: Subject, day: string): Facts {
    return new Facts(new Asking(this.known, subject, day, this.rule));
  }

  /** Whether a condition holds. What decides it ends it: `x is not none and x at most 5` asks no more of nothing. */
  private truth(node: ConditionNode, facts: Facts): boolean | undefined {
    if (node.kind === "all" || node.kind === "any") {
      const deciding = node.kind === "any";
      for (const part of node.of) {
        const truth = this.truth(part, facts);
        if (truth === undefined || truth === deciding) return truth;
      }
      return !deciding;
    }
    if (node.kind === "not") {
      const inner = this.truth(node.of, facts);
      return inner === undefined ? undefined : !inner;
    }
    return this.test(node, facts);
  }

  private test(node: ConditionNode, facts: Facts): boolean | undefined {
    const { scope } = this.known;
    const troubles = scope.reporter.troubles;
    const bound = bindCondition(node, scope, { file: this.rule.file, coverage: undefined, facts });
    if (!bound) return undefined;
    const truth = constantTruth(bound, { formula: (id) => scope.formulas.get(id)?.value });
    if (truth === undefined && scope.reporter.troubles === troubles) {
      const place = placeOf(this.rule.file, node.span);
      scope.reporter.report("PW6003", { what: "This depends on a person" }, place, {
        why: "A rule is asked of the program, before there is a person.",
      });
    }
    return truth;
  }

  /** What the rule is asked of; nothing when its loop cannot be read. */
  private subjects(loop: RuleLoopNode, day: string): readonly Subject[] | undefined {
    const { scope, program } = this.known;
    const { file } = this.rule;
    const coverages = loop.for.length > 0 ? scope.findCoverages(loop.for, file) : undefined;
    if (coverages && coverages.length < loop.for.length) return undefined;
    const among = new Set(loop.in.map(({ name }) => name));
    const isAmong = (id: string) => among.size === 0 || among.has(id);
    switch (loop.each.name) {
      case "plan": {
        if (loop.in.some((name) => !scope.plans.find(name, file))) return undefined;
        return program.plans
          .filter(
            (plan) => !plan.isSchedule && isAmong(plan.id) && (coverages?.includes(plan.coverage) ?? true),
          )
          .flatMap((plan) =>
            membersApart(plan).map((members) => ({
              kind: "plan",
              name: plan.id,
              place: plan.origin.place,
              members,
            })),
          );
      }
      case "coverage": {
        if (loop.in.length > 0 && scope.findCoverages(loop.in, file).length < loop.in.length)
          return undefined;
        const first = { file: program.origin.place.file, span: program.origin.place.span };
        return scope.coverages
          .names()
          .filter((id) => isAmong(id) && (coverages?.includes(id) ?? true))
          .map((id) => ({
            kind: "coverage",
            name: id,
            place: scope.coverages.get(id)?.origin.place ?? first,
          }));
      }
      case "funding":
        return program.fundings
          .filter(({ id }) => isAmong(id))
          .map(({ id, origin }) => ({ kind: "funding", name: id, place: origin.place }));
      case "continuation": {
        const all = coverages ?? scope.coverages.names();
        return all.flatMap((coverage) => this.continuations(coverage, day));
      }
      case "rate":
        return coverages && coverages.length > 0 ? this.rates(loop, coverages, day) : this.refuse(loop);
      default:
        return this.refuse(loop);
    }
  }

  private rates(
    loop: RuleLoopNode,
    coverages: readonly string[],
    day: string,
  ): readonly Subject[] | undefined {
    const { scope, rates } = this.known;
    const found: Subject[] = [];
    for (const coverage of coverages) {
      const wanted = bindPairs(loop.with, scope, { file: this.rule.file, coverage }, coverage);
      if (!wanted) return undefined;
      for (const table of rates.of(coverage, day)) {
        const said = keysSaid(table.when);
        for (const row of table.rows) {
          const keys = { ...keysOfRow(row), ...said };
          const fits = Object.entries(wanted).every(([key, value]) => keys[key] === value);
          if (!fits || row.value === "not_offered") continue;
          if (found.length >= MOST_SUBJECTS) return this.tooMany();
          const name = nameOf(coverage, keys);
          found.push({ kind: "rate", name, place: row.origin.place, coverage, table, row, keys });
        }
      }
    }
    return found;
  }

  /** Each rate that continues another: one line of the plan may continue a whole table. */
  private continuations(coverage: string, day: string): readonly Subject[] {
    const { rates } = this.known;
    const tables = rates.of(coverage, day);
    return tables.flatMap((continuing) => {
      const { continuation, when } = continuing;
      if (!continuation) return [];
      return tables.flatMap((table) =>
        table.rows.flatMap((row): Subject[] => {
          const keys = { ...keysOfRow(row), ...keysSaid(when) };
          const continued = rates.find(coverage, { ...keys, ...continuation.with }, day);
          const found = rates.find(coverage, keys, day);
          if (continued.kind !== "rate" || continued.row !== row) return [];
          if (found.kind !== "rate" || found.table !== continuing) return [];
          const place = found.row.origin.place;
          return [
            {
              kind: "rate",
              name: nameOf(coverage, keys),
              place,
              coverage,
              table: continuing,
              row: found.row,
              keys,
            },
          ];
        }),
      );
    });
  }

  private tooMany(): undefined {
    this.known.scope.reporter.report(
      "PW0013",
      { what: "rates of one rule", most: MOST_SUBJECTS },
      this.rule.place,
    );
  }

  private refuse({ each }: RuleLoopNode): undefined {
    const what =
      each.name === "rate"
        ? "`for each rate` does not say of which coverage"
        : `A rule is not \`for each ${each.name}\``;
    this.known.scope.reporter.report("PW6003", { what }, placeOf(this.rule.file, each.span), {
      why: "It is for each `plan`, `coverage`, `funding`, `continuation` or `rate of` a coverage.",
    });
  }

  private report(subject: Subject, facts: Facts, day: string): void {
    const { rule, known } = this;
    const { used } = facts;
    const own = used.find(({ place, isLimit }) => place && !isLimit)?.place ?? subject.place;
    known.scope.reporter.report("PW6001", { what: this.message(subject, day) }, own, {
      severity: rule.severity,
      subject: acceptedFor(subject),
      rule: { title: rule.title, tags: rule.tags },
      // One line may be many rates: they are one finding.
      cause: `${rule.title} ${acceptedFor(subject)} ${own.file} ${own.span.start}`,
      related: [...others(used, own), { place: rule.must.place, message: `the rule “${rule.title}”` }],
      why: [
        used.length > 0 ? `${[...new Set(used.map(({ what }) => what))].join("; ")}.` : "",
        rule.authority === undefined ? "" : `Authority: ${rule.authority}.`,
        isVerified(rule) ? "" : `The rule was read ${rule.seen}, and not at the authority.`,
      ]
        .filter((part) => part !== "")
        .join(" "),
    });
  }

  /** The message of the rule, with what stands in its braces answered. */
  private message(subject: Subject, day: string): string {
    const { message, title } = this.rule;
    let isAnswered = true;
    const told = message?.text.replace(/\{([^{}]*)\}/g, (_, asked: string) => {
      const answer = this.answer(asked.trim(), subject, day);
      if (answer === undefined) isAnswered = false;
      return answer ?? "";
    });
    return told !== undefined && isAnswered ? told : `“${title}” does not hold for ${subject.name}`;
  }

  private answer(asked: string, subject: Subject, day: string): string | undefined {
    if (asked === subject.kind || (subject.kind === "rate" && asked === "which rate")) return subject.name;
    const { scope } = this.known;
    const [line] = parse(this.rule.file, asked).statements;
    const read =
      line?.kind === "property" ? readValue("ruleFigure", line.items, { start: 0, end: 0 }) : undefined;
    const quiet = new Reporter();
    const typed =
      read?.ok && read.value.kind !== "name"
        ? bindExpression(read.value, scope, {
            file: this.rule.file,
            coverage: undefined,
            facts: new Facts(new Asking(quietly(this.known, quiet), subject, day, this.rule)),
          })
        : undefined;
    if (typed && typed.value.op === "literal") return showFigure(typed);
    const what = `“{${asked}}” in the message cannot be answered`;
    scope.reporter.report("PW6003", { what }, this.rule.message?.place ?? this.rule.place, {
      why: "In braces stands the word of `for each`, or one question such as `{deductible per person of plan}`.",
    });
    return undefined;
  }
}

/** `medical with plan gold_ppo, tier family`. */
function nameOf(coverage: string, keys: Readonly<Record<string, string>>): string {
  const named = Object.entries(keys).map(([key, value]) => `${key} ${value}`);
  return named.length > 0 ? `${coverage} with ${named.join(", ")}` : coverage;
}

/** The same names, with another to tell what is wrong. */
function quietly(known: Knowledge, reporter: Reporter): Knowledge {
  const scope = Object.create(Object.getPrototypeOf(known.scope) as object) as Scope;
  return { ...known, scope: Object.assign(scope, known.scope, { reporter }) };
}

const isVerified = ({ seen }: WrittenRule): boolean => seen === undefined || seen === "at the authority";

/** The other figures that were asked for, once each. */
function others(
  used: readonly Used[],
  own: { readonly file: string; readonly span: { readonly start: number } },
) {
  const seen = new Set([`${own.file} ${own.span.start}`]);
  return used.flatMap(({ what, place }) => {
    const name = place && `${place.file} ${place.span.start}`;
    if (!place || name === undefined || seen.has(name)) return [];
    seen.add(name);
    return [{ place, message: what }];
  });
}
