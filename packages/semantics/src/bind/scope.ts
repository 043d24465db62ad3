import { type AskedNode, beginsQuestion, JOINING_WORDS, type NameNode, type Span } from "@planwright/syntax";
import { declaredNames } from "../diagnostics/registry.js";
import { nearest, type Reporter, replaceWith } from "../diagnostics/report.js";
import type {
  Areas,
  Carrier,
  Condition,
  Coverage,
  FormerName,
  Formula,
  Input,
  Key,
  Members,
  NamedCondition,
  Plan,
  Tier,
  TierSet,
} from "../model.js";
import { VALUES } from "../names.js";
import type { Origin, Place } from "../places.js";
import type { Typed, Where } from "../types/typed.js";
import type { Type, Units } from "../types/units.js";
import type { ConventionId } from "../vocabulary/conventions.js";
import type { DeclaredAccount } from "./accounts/accounts.js";
import { BenefitNames } from "./benefits/names.js";
import { OCCASIONS } from "./benefits/units.js";
import type { RenewalBinder } from "./renewal/renewals.js";
import { FundingNames } from "./funding/names.js";

/** The dimensions of a table that are no inputs. */
export const DIMENSIONS = ["plan", "tier", "area", "option", "coverage", "class"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const isDimension = (word: string): word is Dimension =>
  (DIMENSIONS as readonly string[]).includes(word);

/** Columns that a census has beside the inputs. */
const CENSUS_COLUMNS = new Set(["id", "date", "members"]);

/** Columns of a claim that are no facts: what a line is, and what it belongs to. */
const CLAIM_COLUMNS = new Set([..."charge allowed voids".split(" "), ...OCCASIONS]);

/** Words that begin a question; no value can have such a name. */
const HEADS = new Set(["rate", "premium", "volume", "benefit"]);

export interface DeclaredCoverage {
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
}

/** Names that every JavaScript object has; a rate book with such a key would be refused. */
export const isTaken = (name: string): boolean => name in {} || name === "prototype";

export function reportTaken(name: string, place: Place, reporter: Reporter): void {
  reporter.report("PW1003", { name, why: "a rate book cannot hold it" }, place);
}

/** Names whose declaration could not be read: what refers to them is not reported again. */
export class Broken extends Set<string> {
  /** Words that hold a character which has no meaning there: they may have been any name that looks like them. */
  readonly spoiled: string[] = [];

  covers(name: string): boolean {
    return this.has(name) || nearest(name, this.spoiled) !== undefined;
  }
}

/** A name and where it was declared. */
interface Declared {
  readonly origin: Origin;
}

/** One namespace: names of one kind, each declared once. */
export class Namespace<T extends Declared> {
  private readonly byName = new Map<string, T>();

  constructor(
    /** "a carrier", for messages. */
    readonly kind: string,
    private readonly reporter: Reporter,
    /** Names whose declaration could not be read: what refers to them is not reported again. */
    private readonly broken: Broken,
  ) {}

  declare(name: NameNode, file: string, value: T): boolean {
    const place = { file, span: name.span };
    if (JOINING_WORDS.has(name.name)) {
      this.broken.add(name.name);
      this.reporter.report("PW1003", { name: name.name, why: "it joins the words of a phrase" }, place);
      return false;
    }
    if (name.name === "any") {
      this.broken.add(name.name);
      this.reporter.report("PW1003", { name: name.name, why: "in a table it stands for every value" }, place);
      return false;
    }
    if (isTaken(name.name)) {
      this.broken.add(name.name);
      reportTaken(name.name, place, this.reporter);
      return false;
    }
    const earlier = this.byName.get(name.name);
    if (earlier) {
      const kind = this.kind.replace(/^an? /, "");
      this.reporter.report("PW1002", { name: name.name, kind }, place, {
        related: [{ place: earlier.origin.place, message: "declared here first" }],
      });
      return false;
    }
    this.byName.set(name.name, value);
    this.reporter.names?.declare(this.kind, name, file);
    return true;
  }

  get(name: string): T | undefined {
    return this.byName.get(name);
  }

  /** The value of a name that must be declared; reports it when it is not. */
  find(name: NameNode, file: string, formerly?: (value: T) => string | undefined): T | undefined {
    const found = this.byName.get(name.name);
    if (found) {
      this.reporter.names?.use(this.kind, name, file);
      return found;
    }
    this.missing(name.name, { file, span: name.span }, formerly);
    return undefined;
  }

  missing(name: string, place: Place, formerly?: (value: T) => string | undefined): void {
    if (this.broken.covers(name)) {
      this.reporter.passOver();
      return;
    }
    const renamed = [...this.byName].find(
      ([, v]) => formerly?.(v)?.toLowerCase() === name.toLowerCase(),
    )?.[0];
    const meant = renamed ?? nearest(name, this.byName.keys());
    this.reporter.report("PW1001", { name, kind: this.kind }, place, {
      label: renamed ? `now ${renamed}` : meant ? `did you mean ${meant}?` : "not declared",
      why: declaredNames([...this.byName.keys()], this.kind.replace(/^an? /, "")),
      fixes: meant ? [replaceWith(place, meant)] : [],
      cause: `name ${name}`,
    });
  }

  values(): T[] {
    return [...this.byName.values()];
  }

  names(): string[] {
    return [...this.byName.keys()];
  }
}

/** A named list of places. */
export interface Places extends Declared {
  readonly id: string;
  readonly places: readonly string[];
}

/** What is known of the program while it is bound. */
export class Scope {
  readonly carriers: Namespace<Carrier>;
  readonly coverages: Namespace<DeclaredCoverage>;
  readonly tiers: Namespace<Tier>;
  readonly places: Namespace<Places>;
  readonly plans: Namespace<Plan>;
  /** Accounts that are kept for each employee. */
  readonly accounts: Namespace<DeclaredAccount>;
  /** Networks, services and channels of each coverage. */
  readonly lists: BenefitNames;
  /** Funding arrangements, and projections of what they cost. */
  readonly funding: FundingNames;
  /** Inputs, formulas and conditions are one namespace: each may stand in an expression or a condition. */
  readonly values: Namespace<Declared & { readonly id: string }>;
  readonly inputs = new Map<string, Input>();
  readonly formulas = new Map<string, Formula>();
  readonly conditions = new Map<string, NamedCondition>();
  readonly classes: Namespace<NamedCondition>;
  readonly areaNames: Namespace<{ readonly id: string; readonly origin: Origin }>;
  readonly details = new Map<string, Coverage>();
  readonly options = new Map<string, { readonly coverage: string; readonly origin: Origin }>();
  readonly rateUnits = new Map<string, Units>();
  readonly usedCarriers = new Set<string>();
  /** What was called otherwise before. */
  readonly formerNames: FormerName[] = [];
  /** Of each input, what cells of tables have been read as its bands, by their text. */
  private readonly bands = new Map<string, Map<string, Key>>();
  tierSets: readonly TierSet[] = [];
  areas: Areas | undefined;
  /** Resolves a formula on demand, so that formulas may stand in any order. */
  formulaType: (id: string, from: Place) => Type | undefined = () => undefined;
  conditionOf: (id: string, from: Place) => Condition | undefined = () => undefined;
  /** The units of a coverage's volume, before its block is bound. */
  volumeUnitsOf: (coverage: string) => Units | undefined = () => undefined;

  /** Who takes part in which line, read when it is first asked for. */
  members: () => Members | undefined = () => undefined;
  /** Renewals, corridors and histories of changes, once they are declared. */
  renewals: RenewalBinder | undefined;
  /** Coverages of which an `eligibility` says who is insured. */
  readonly eligibilities = new Set<string>();
  /** What the example that is being read calls its dependents. */
  exampleDependents: readonly string[] = [];

  /** Reads a question about an arrangement. */
  bindAsked: (node: AskedNode, where: Where) => Typed | undefined = () => undefined;

  /** Names whose declaration could not be read: what refers to them is not reported again. */
  readonly broken = new Broken();
  readonly brokenConventions = new Set<string>();
  /** Conventions that an answer depends on and nobody gave: reported as silence. */
  readonly silentConventions = new Set<ConventionId>();
  /** Coverages with rates that could not be read: that they have none is not reported. */
  readonly brokenRates = new Set<string>();

  constructor(readonly reporter: Reporter) {
    this.carriers = new Namespace("a carrier", reporter, this.broken);
    this.coverages = new Namespace("a coverage", reporter, this.broken);
    this.tiers = new Namespace("a tier", reporter, this.broken);
    this.places = new Namespace("a list of places", reporter, this.broken);
    this.plans = new Namespace("a plan", reporter, this.broken);
    this.accounts = new Namespace("an account", reporter, this.broken);
    this.lists = new BenefitNames(reporter, this.broken);
    this.funding = new FundingNames(reporter, this.broken);
    this.values = new Namespace(VALUES, reporter, this.broken);
    this.classes = new Namespace("a class", reporter, this.broken);
    this.areaNames = new Namespace("an area", reporter, this.broken);
  }

  /** Declares what may stand in an expression. */
  declareValue(name: NameNode, file: string, origin: Origin): boolean {
    const place = { file, span: name.span };
    if (HEADS.has(name.name) || beginsQuestion(name.name)) {
      this.broken.add(name.name);
      this.reporter.report("PW1003", { name: name.name, why: "it begins a question" }, place);
      return false;
    }
    if (isDimension(name.name)) {
      this.broken.add(name.name);
      this.reporter.report("PW1003", { name: name.name, why: "every program has a key of this name" }, place);
      return false;
    }
    if (CENSUS_COLUMNS.has(name.name)) {
      this.broken.add(name.name);
      this.reporter.report(
        "PW1003",
        { name: name.name, why: "every census may have a column of this name" },
        place,
      );
      return false;
    }
    if (CLAIM_COLUMNS.has(name.name)) {
      this.broken.add(name.name);
      this.reporter.report(
        "PW1003",
        { name: name.name, why: "every claim may have a column of this name" },
        place,
      );
      return false;
    }
    const coverage = this.coverages.get(name.name);
    if (coverage) {
      this.broken.add(name.name);
      this.reporter.report(
        "PW1003",
        { name: name.name, why: "a coverage has this name, and a census a column for it" },
        place,
        {
          related: [{ place: coverage.origin.place, message: "the coverage" }],
        },
      );
      return false;
    }
    return this.values.declare(name, file, { id: name.name, origin });
  }

  /** What cells by an input have been read as, in any table. */
  bandsOf(input: string): Map<string, Key> {
    let found = this.bands.get(input);
    if (!found) {
      found = new Map();
      this.bands.set(input, found);
    }
    return found;
  }

  /** The members of a dimension or of an input with a closed list; undefined when the list is open. */
  membersOf(key: string, coverage?: string): readonly string[] | undefined {
    switch (key) {
      case "plan":
        return this.plans
          .values()
          .filter((p) => !p.isSchedule && (coverage === undefined || p.coverage === coverage))
          .map(({ id }) => id);
      case "tier":
        return this.tiers.names();
      case "area":
        return this.areaNames.names();
      case "class":
        return this.classes.names();
      case "coverage":
        return this.coverages.names();
      case "option":
        return [...this.options]
          .filter(([, o]) => coverage === undefined || o.coverage === coverage)
          .map(([id]) => id);
      default: {
        const input = this.inputs.get(key);
        if (input?.kind === "truth") return ["yes", "no"];
        return input && input.choices.length > 0 ? input.choices : undefined;
      }
    }
  }

  findCoverage(name: NameNode, file: string): string | undefined {
    return this.coverages.find(name, file)?.id;
  }

  findCoverages(names: readonly NameNode[], file: string): string[] {
    for (const [i, { name, span }] of names.entries()) {
      if (names.findIndex((other) => other.name === name) === i) continue;
      this.reporter.report("PW0024", { what: `The coverage ${name}` }, { file, span });
    }
    return [...new Set(names.flatMap((name) => this.findCoverage(name, file) ?? []))];
  }

  /** Some line that may name a carrier, or say who pays, could not be read. */
  carriersUnsure = false;
  /** Names that plans are with and nothing declares. */
  readonly unknownCarriers: string[] = [];
  contributionsUnsure = false;

  useCarrier(name: NameNode | undefined, file: string): string | undefined {
    const carrier = name && this.carriers.find(name, file, (c) => c.formerly);
    if (name && !carrier) this.unknownCarriers.push(name.name);
    if (carrier) this.usedCarriers.add(carrier.id);
    return carrier?.id;
  }
}

export const placeOf = (file: string, span: Span): Place => ({ file, span });
