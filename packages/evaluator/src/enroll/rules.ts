import type { Point, RateBook } from "@planwright/ratebook";
import { type Ask, attempt } from "../ask.js";
import { dayAfter, dayBefore, factsOf } from "../dates.js";
import { type Figure, figureOf, type Test, testOf } from "../expressions.js";
import { NEVER, pointOn } from "../points.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import { eventsOf, listed, pointWords } from "./words.js";

export type BookRules = NonNullable<RateBook["eligibility"]>[number];
type DateRule = BookRules["begins"][number];

export interface PreparedDateRule {
  readonly rule: DateRule;
  readonly when: Test | undefined;
  readonly path: string;
}

/** A day, and the rule that it follows from. */
export interface Found {
  readonly day: string;
  readonly step: TraceStep;
}

export interface Pays {
  readonly payer: "employer" | "employee";
  readonly pays: Figure;
  readonly is: "share" | "amount";
}

/** Through which day cover may go on, and who pays for it. */
export interface Continuing extends Found {
  readonly pays: Pays | undefined;
}

/** A stretch of time in which a person is in one class. */
export interface Segment {
  /** Its first day; absent for the time before any change. */
  readonly from: string | undefined;
  readonly ask: Ask;
  readonly class: string | undefined;
  /** The day of the change that leads to it, and who pays until it, since when. */
  readonly changed?: string;
  readonly pays?: (Pays & { readonly since: string }) | undefined;
  readonly step?: TraceStep;
}

/** What a return after an absence means for a person. */
export interface Returned extends Found {
  readonly accumulators: string | undefined;
  readonly waitingPeriod: string | undefined;
}

/** An absence from work. */
export interface Absence {
  /** The input with its first day: `absence_began`. */
  readonly event: string;
  readonly since: string;
  readonly step: TraceStep;
  /** Whether cover stops with it. */
  readonly interrupts: boolean;
  /** What the return means; absent for whoever is not back. */
  readonly back: Returned | undefined;
}

const holdsFor = (test: Test | undefined, ask: Ask, coverage: string): boolean =>
  !test || test(ask, coverage);

/** The rules of one block `eligibility`, ready to be asked about one coverage of it. */
export class Rules {
  private readonly begins: readonly PreparedDateRule[];
  readonly ends: readonly PreparedDateRule[];
  private readonly insures: readonly {
    readonly classes: readonly string[];
    readonly when: Test | undefined;
  }[];
  private readonly excludes: readonly { readonly who: readonly string[]; readonly when: Test }[];
  private readonly asDependent: Test | undefined;
  /** The event from which an employee is insured as the dependent of another. */
  readonly dependentFrom: string | undefined;

  constructor(
    readonly book: Prepared,
    readonly rules: BookRules,
    readonly path: string,
    readonly coverage: string,
  ) {
    const dates = (name: "begins" | "ends") =>
      rules[name].map((rule, i) => ({ rule, when: this.test(rule.when), path: `${path}/${name}/${i}` }));
    this.begins = dates("begins");
    this.ends = dates("ends");
    this.insures = rules.insures.map(({ classes, when }) => ({ classes, when: this.test(when) }));
    this.excludes = rules.excludes.map(({ who, when }) => ({ who, when: testOf(when, book) }));
    const couple = rules.couple?.asDependent;
    this.asDependent = couple && "when" in couple ? testOf(couple.when, book) : undefined;
    this.dependentFrom = couple && "from" in couple ? couple.from : undefined;
  }

  get name(): string {
    return this.book.coverages.get(this.coverage)?.coverage.name ?? this.coverage;
  }

  test(when: DateRule["when"]): Test | undefined {
    return when && testOf(when, this.book);
  }

  source(path: string): Pick<TraceStep, "source" | "cites"> {
    return this.book.sourceOf(path);
  }

  point(point: Point, ask: Ask): string {
    return pointOn(point, factsOf(ask, this.book, true));
  }

  /** The line that insures a person of a class, if one does. */
  insuredBy(ask: Ask, own: string | undefined): number | undefined {
    const found = this.insures.findIndex(
      ({ classes, when }) =>
        (classes.length === 0 || (own !== undefined && classes.includes(own))) &&
        holdsFor(when, ask, this.coverage),
    );
    return found < 0 ? undefined : found;
  }

  /** Why a person is excluded who is one of the roles, if so. */
  excluded(ask: Ask, roles: readonly string[]): TraceStep | undefined {
    const i = this.excludes.findIndex(
      ({ who, when }) => who.some((one) => roles.includes(one)) && when(ask, this.coverage),
    );
    const rule = this.excludes[i];
    if (!rule) return undefined;
    return {
      text: `${listed(rule.who, "or")} is excluded on a condition that holds`,
      ...this.source(`${this.path}/excludes/${i}`),
    };
  }

  /** Why a person is insured as the dependent of another employee, if so. */
  insuredAsDependent(ask: Ask): TraceStep | undefined {
    if (!this.asDependent?.(ask, this.coverage)) return undefined;
    return {
      text: "a couple is insured once: as the dependent of the other",
      ...this.source(`${this.path}/couple`),
    };
  }

  /** The class of a person, and from when each change of an input gives another. */
  timeline(ask: Ask): readonly Segment[] {
    const changed = this.rules.changes.flatMap((change, i) => {
      const day = ask.day(change.on);
      if (day === undefined || day === NEVER || !holdsFor(this.test(change.when), ask, this.coverage))
        return [];
      return [{ change, day, path: `${this.path}/changes/${i}` }];
    });
    changed.sort((a, b) => (a.day < b.day ? -1 : 1));
    const segments: Segment[] = [{ from: undefined, ask, class: ask.classOrNone() }];
    for (const { change, day, path } of changed) {
      const before = segments[segments.length - 1]?.ask ?? ask;
      const text = before.said(change.to) ?? before.value(change.to).key;
      const i = change.rows.findIndex(({ when }) => testOf(when, this.book)(before, this.coverage));
      const row = change.rows[i];
      if (!row) {
        if (before.value(change.of).key === before.value(change.to).key) continue;
        return refuse(
          change.on,
          `Nothing says what the change of ${change.of} on ${day} means.`,
          this.source(path).source,
        );
      }
      const from = this.point(row.at, before);
      if (from === NEVER) continue;
      const after = before.with({ [change.of]: text });
      segments.push({
        from,
        ask: after,
        class: after.classOrNone(),
        changed: day,
        pays: row.pays && {
          ...row.pays,
          pays: figureOf(row.pays.pays, this.book),
          since: this.point(row.pays.from, before),
        },
        step: {
          text: `${change.of} becomes ${text} on ${day}: ${pointWords(row.at)}, ${from}`,
          amount: from,
          ...this.source(`${path}/rows/${i}`),
        },
      });
    }
    return segments;
  }

  /** The first day with cover, by the rule for it; refuses where none holds, or two that differ. */
  beginsOf(ask: Ask, role?: string): Found | undefined {
    const rules = this.begins.filter(({ rule }) => concerns(rule, role));
    if (role !== undefined && rules.length === 0) return undefined;
    const holding = rules.filter(({ when }) => holdsFor(when, ask, this.coverage));
    const found = holding.map((one) => ({ one, day: this.point(one.rule.at, ask) }));
    const happened = found.filter(({ day }) => day !== NEVER);
    const [first] = happened;
    const other = happened.find(({ day }) => day !== first?.day);
    if (first && other) {
      return refuse(
        `begins of ${this.coverage}`,
        `Two rules say when cover begins: ${this.said(first)}, and ${this.said(other)}.`,
        this.source(other.one.path).source,
      );
    }
    if (!first) return this.refuseBegins(rules, holding, ask);
    return { day: first.day, step: this.step("begins", first, ask) };
  }

  private refuseBegins(
    all: readonly PreparedDateRule[],
    holding: readonly PreparedDateRule[],
    ask: Ask,
  ): never {
    const events = [
      ...new Set((holding.length > 0 ? holding : all).flatMap(({ rule }) => eventsOf(rule.at))),
    ];
    const about = `begins of ${this.coverage}`;
    if (holding.length === 0)
      return refuse(
        about,
        `No rule says when cover of ${this.name} begins for this person.`,
        this.source(this.path).source,
      );
    // A day that follows from several events is missing where one of them is.
    const open = events.filter((event) => this.point({ op: "event", ref: event }, ask) === NEVER);
    const missing = open.length > 0 ? open : events;
    const verb = missing.length === 1 ? "is" : "are";
    return refuse(
      missing[0] ?? about,
      `${listed(missing)} ${verb} missing: cover of ${this.name} begins from ${missing.length === 1 ? "it" : "one of them"}.`,
    );
  }

  private said({ one, day }: { readonly one: PreparedDateRule; readonly day: string }): string {
    return `${pointWords(one.rule.at)} (${day})`;
  }

  private step(
    word: string,
    { one, day }: { readonly one: PreparedDateRule; readonly day: string },
    ask: Ask,
  ): TraceStep {
    const text = `${word} ${pointWords(one.rule.at)}${this.given(one.rule.at, ask)}`;
    return { text, amount: day, ...this.source(one.path) };
  }

  /** The days of the events that a day follows from: ` (hire 1983-09-11)`. */
  private given(point: Point, ask: Ask): string {
    const days = eventsOf(point).flatMap((event) => {
      const day = attempt(() => factsOf(ask, this.book, true).event(event));
      if (!day.ok) return [];
      return `${event} ${day.value === NEVER ? "is not given" : day.value}`;
    });
    return days.length === 0 ? "" : ` (${days.join(", ")})`;
  }

  /**
   * The last day with cover, by the earliest of the rules for it; never where none says otherwise.
   * Lines that follow from the event `without` do not count.
   */
  endsOf(
    ask: Ask,
    roles: readonly string[] | undefined,
    trace?: TraceStep[],
    without?: string,
  ): Found | undefined {
    let earliest: Found | undefined;
    for (const one of this.ends) {
      if (without !== undefined && eventsOf(one.rule.at).includes(without)) continue;
      const isOwn = roles ? one.rule.for.some((name) => roles.includes(name)) : one.rule.for.length === 0;
      if (!isOwn || !holdsFor(one.when, ask, this.coverage)) continue;
      const day = this.point(one.rule.at, ask);
      const step = this.step("ends", { one, day }, ask);
      trace?.push(step);
      if (day !== NEVER && (!earliest || day < earliest.day)) earliest = { day, step };
    }
    const asDependent = roles ? undefined : this.endsAsDependent(ask);
    if (!asDependent) return earliest;
    trace?.push(asDependent.step);
    return earliest && earliest.day <= asDependent.day ? earliest : asDependent;
  }

  /** The last day before an employee is insured as the dependent of another. */
  private endsAsDependent(ask: Ask): Found | undefined {
    const from = this.beginsAsDependent(ask);
    if (!from) return undefined;
    const day = dayBefore(from.day);
    return { day, step: { ...from.step, amount: day } };
  }

  /** The day from which one of a couple is insured as the dependent of the other. */
  beginsAsDependent(ask: Ask): Found | undefined {
    const { dependentFrom } = this;
    const day = dependentFrom === undefined ? undefined : ask.day(dependentFrom);
    if (day === undefined || day === NEVER) return undefined;
    const text = `a couple is insured once: as the dependent of the other from ${dependentFrom} ${day}`;
    return { day, step: { text, amount: day, ...this.source(`${this.path}/couple`) } };
  }

  /** Whether a line says when the cover of an employee ends by an event. */
  endsBy(event: string, ask: Ask): boolean {
    return this.ends.some(
      ({ rule, when }) =>
        rule.for.length === 0 && eventsOf(rule.at).includes(event) && holdsFor(when, ask, this.coverage),
    );
  }

  /** Which ends the lines for some roles follow from: `employee end`. */
  endsNamed(roles: readonly string[]): ReadonlySet<string> {
    const own = this.ends.filter(({ rule }) => rule.for.some((name) => roles.includes(name)));
    return new Set(own.flatMap(({ rule }) => eventsOf(rule.at)));
  }

  /** The absence of a person, and what the return from it means; nothing for a person who was not away. */
  absence(ask: Ask): Absence | undefined {
    const found = this.rules.absences.flatMap((absence, i) => {
      const since = ask.day(absence.from) ?? NEVER;
      const back = ask.day(absence.to) ?? NEVER;
      if (since === NEVER) return [];
      if (back <= since) {
        return refuse(absence.to, `${absence.to} ${back} is not after ${absence.from} ${since}.`);
      }
      if (absence.when && !testOf(absence.when, this.book)(ask, this.coverage)) return [];
      return [{ absence, since, back, path: `${this.path}/absences/${i}` }];
    });
    const [first, second] = found;
    if (first && second)
      return refuse("absence", "Two tables say what this absence means.", this.source(second.path).source);
    if (!first) return undefined;
    const { absence, since, back, path } = first;
    const text = `absent since ${since}${back === NEVER ? ", and not back" : ""}`;
    const away = { event: absence.from, since, step: { text, ...this.source(path) } };
    if (back !== NEVER) return { ...away, ...this.returned(ask, absence, back, path) };
    const unchanged = absence.rows.filter(({ begins }) => "asBefore" in begins).length;
    if (unchanged > 0 && unchanged < absence.rows.length) {
      return refuse(
        absence.to,
        `${absence.to} is missing: whether cover goes on during the absence since ${since} depends on how long it lasts.`,
        this.source(path).source,
      );
    }
    return { ...away, interrupts: unchanged === 0, back: undefined };
  }

  private returned(
    ask: Ask,
    { to, rows }: BookRules["absences"][number],
    back: string,
    path: string,
  ): Pick<Absence, "interrupts" | "back"> {
    const i = rows.findIndex(({ when }) => testOf(when, this.book)(ask, this.coverage));
    const row = rows[i];
    if (!row)
      return refuse(to, "Nothing says what an absence of this length means.", this.source(path).source);
    const source = this.source(`${path}/rows/${i}`);
    const kept = { accumulators: row.accumulators, waitingPeriod: row.waitingPeriod };
    if ("asBefore" in row.begins) {
      return {
        interrupts: false,
        back: { day: back, step: { text: "the absence changes nothing", ...source }, ...kept },
      };
    }
    if ("at" in row.begins) {
      const day = this.point(row.begins.at, ask);
      const text = `begins ${pointWords(row.begins.at)}${this.given(row.begins.at, ask)}`;
      return { interrupts: true, back: { day, step: { text, amount: day, ...source }, ...kept } };
    }
    const anew = this.beginsOf(ask.with({ [row.begins.newAs]: back }));
    if (!anew) return { interrupts: true, back: undefined };
    const text = `as new, with the return in place of ${row.begins.newAs}: ${anew.step.text}`;
    return {
      interrupts: true,
      back: { day: anew.day, step: { text, amount: anew.day, ...source }, ...kept },
    };
  }

  /** How long cover of an employee may go on after the event that ended it. */
  continuing(ask: Ask, ends: string): Continuing | undefined {
    const happened = this.happened(ask, undefined);
    const [first, second] = happened;
    if (first && second) {
      const events = [...new Set(happened.map(({ one }) => one.after))];
      const message =
        events.length > 1
          ? `Only one of ${listed(events)} can have happened.`
          : `Two tables say how long cover may go on after ${second.one.after}.`;
      return refuse(second.one.after, message, this.source(second.path).source);
    }
    return first && this.goesOn(first, ask, ends);
  }

  /** How long cover of a dependent may go on: each event may lengthen what those before it gave. */
  continuingFor(role: string, ask: Ask, ends: string): Continuing | undefined {
    const happened = [...this.happened(ask, role)].sort((a, b) => (a.day < b.day ? -1 : 1));
    let last: Continuing | undefined;
    for (const event of happened) {
      const next = this.goesOn(event, ask, last?.day ?? ends);
      if (!last || next.day > last.day) last = next;
    }
    return last;
  }

  /** The events after which cover may go on that have happened, of the employee or of a dependent. */
  private happened(ask: Ask, role: string | undefined): readonly Happened[] {
    return this.rules.continuations.flatMap((one, i) => {
      const isMeant = role === undefined ? one.for.length === 0 : concerns(one, role);
      if (!isMeant) return [];
      const day = this.point({ op: "event", ref: one.after }, ask);
      if (day === NEVER || !holdsFor(this.test(one.when), ask, this.coverage)) return [];
      return [{ one, day, path: `${this.path}/continuations/${i}` }];
    });
  }

  private goesOn({ one, day, path }: Happened, ask: Ask, ends: string): Continuing {
    // An event that ends cover is at the latest the first day without it.
    if (day > dayAfter(ends)) {
      const text = `does not go on: ${one.after} ${day} is after cover has ended on ${ends}`;
      return { day: ends, step: { text, ...this.source(path) }, pays: undefined };
    }
    const i = one.rows.findIndex(({ when }) => testOf(when, this.book)(ask, this.coverage));
    const row = one.rows[i];
    if (!row)
      return refuse(one.after, "Nothing says how long cover may go on after this.", this.source(path).source);
    const source = this.source(`${path}/rows/${i}`);
    const pays = row.pays && { ...row.pays, pays: figureOf(row.pays.pays, this.book) };
    const { continues } = row;
    switch (continues.kind) {
      case "none":
        return { day: ends, step: { text: "does not go on", ...source }, pays: undefined };
      case "through": {
        const last = this.point(continues.at, ask);
        const text = `may go on through ${pointWords(continues.at)}`;
        return last <= ends
          ? { day: ends, step: { text: `${text}, which is no longer`, ...source }, pays }
          : { day: last, step: { text, amount: last, ...source }, pays };
      }
      case "while": {
        const holds = testOf(continues.when, this.book)(ask, this.coverage);
        const text = `may go on while its condition holds: it ${holds ? "does" : "does not"}`;
        return { day: holds ? NEVER : ends, step: { text, ...source }, pays };
      }
    }
  }

  /** What is still paid after cover has ended, and through which day. */
  extending(
    ask: Ask,
    ends: string,
  ): readonly { readonly what: string; readonly day: string; readonly step: TraceStep }[] {
    return this.rules.extends.map(({ what, most }, i) => {
      const at: Point = { op: "day", day: ends };
      const day = most ? this.point({ op: "plus", at, ...most }, ask) : NEVER;
      const text = `a ${what} begun while insured is still paid`;
      return {
        what,
        day,
        step: {
          text,
          ...(day === NEVER ? {} : { amount: day }),
          ...this.source(`${this.path}/extends/${i}`),
        },
      };
    });
  }
}

/** The stretch of time that a day is in. */
export function segmentOn(timeline: readonly Segment[], day: string): Segment | undefined {
  return timeline.reduce<Segment | undefined>(
    (found, segment) => (segment.from === undefined || segment.from <= day ? segment : found),
    undefined,
  );
}

interface Happened {
  readonly one: BookRules["continuations"][number];
  readonly day: string;
  readonly path: string;
}

const concerns = (rule: { readonly for: readonly string[] }, role: string | undefined): boolean =>
  role === undefined ? rule.for.length === 0 : rule.for.includes(role) || rule.for.includes("dependent");
