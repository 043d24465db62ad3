import { AccountBinder } from "./bind/accounts/accounts.js";
import { bindListed, checkGroups } from "./bind/benefits/names.js";
import { bindContributions, bindParticipation } from "./bind/contributions.js";
import { bindChanges } from "./bind/changes.js";
import { CoverageBinder } from "./bind/coverages.js";
import {
  bindAreas,
  bindCarriers,
  bindClasses,
  bindCoverageNames,
  bindPlaces,
  bindTiers,
  declareAreas,
} from "./bind/declarations.js";
import { EligibilityBinder } from "./bind/eligibility/eligibility.js";
import { bindDocuments, bindGroup } from "./bind/eligibility/group.js";
import { bindExample } from "./bind/examples.js";
import { bindFunding, declareFunding } from "./bind/funding/funding.js";
import { bindProjection, declareProjection } from "./bind/funding/projection.js";
import { checkFormerNames } from "./bind/former-names.js";
import { bindHead } from "./bind/heads.js";
import { bindInput, checkInputs } from "./bind/inputs.js";
import { MembersBinder } from "./bind/members.js";
import { bindFeatures, PlanBinder } from "./bind/plans.js";
import { bindConventions, bindProgram, type ProgramFacts } from "./bind/program.js";
import { bindRates, declareRateUnits, type BoundRates } from "./bind/rates.js";
import { NO_RENEWALS, RenewalBinder } from "./bind/renewal/renewals.js";
import type { Scope } from "./bind/scope.js";
import { bindRemainingValues, bindValues } from "./bind/values.js";
import type { Reporter } from "./diagnostics/report.js";
import type { KnownRules } from "./levels.js";
import type { ConventionReading, Coverage, Program } from "./model.js";
import type { ReadBlock } from "./reading/block.js";
import type { FileNotes } from "./reading/notes.js";
import { checkAccounts } from "./rules/accounts/accounts.js";
import { checkDrugTiers } from "./rules/benefits/drug-tiers.js";
import { checkConsistency } from "./rules/consistency/consistency.js";
import { checkContributions } from "./rules/contributions/contributions.js";
import { checkTierAlone } from "./rules/contributions/tier-alone.js";
import { checkEligibility } from "./rules/eligibility/eligibility.js";
import { checkFunding } from "./rules/funding/funding.js";
import { checkPatterns } from "./rules/patterns/patterns.js";
import { checkCitations } from "./rules/program/citations.js";
import { checkClasses } from "./rules/program/classes.js";
import { checkLoops } from "./rules/program/loops.js";
import { checkMembers } from "./rules/program/members.js";
import { checkPlansWithoutRates } from "./rules/program/plans-without-rates.js";
import { checkSilence } from "./rules/program/silence.js";
import { checkUnusedCarriers } from "./rules/program/unused-carriers.js";
import { checkGuaranteedIssue } from "./rules/program/volumes.js";
import { checkRates } from "./rules/rates/rates.js";
import { checkRenewals } from "./rules/renewal/renewal.js";
import type { Found, TopLevel } from "./top-level.js";
import type { ConventionId } from "./vocabulary/conventions.js";
import type { BLOCKS } from "./vocabulary/index.js";
import { checkWrittenRules, rulesIn } from "./written-rules/check.js";

type Vocabulary = typeof BLOCKS;

/** Stands for a program that is missing, or that could not be read. */
const UNKNOWN_PROGRAM: ProgramFacts = {
  block: undefined,
  id: "",
  name: "",
  origin: { place: { file: "", span: { start: 0, end: 0 } }, cites: [], notes: [] },
  effective: { from: "0001-01-01", to: "9999-12-31" },
  effectivePlace: { file: "", span: { start: 0, end: 0 } },
  approved: undefined,
  isRetroactive: false,
  operator: undefined,
  currency: "USD",
  rounding: { mode: "half_up", to: "0.01" },
  market: undefined,
  state: undefined,
  source: undefined,
  notes: [],
  contractYear: undefined,
};

/** What is bound before the rest. */
interface Bound {
  readonly plans: Program["plans"];
  readonly planChanges: PlanBinder["stated"];
  readonly coverages: readonly Coverage[];
  readonly classes: Program["classes"];
  readonly rateBlocks: readonly Found<"rates">[];
  readonly accountBinder: AccountBinder;
  readonly eligibilityBlocks: readonly Found<"eligibility">[];
}

/** What checks ask beside the program. */
interface Checked {
  readonly renewal: Parameters<typeof checkRenewals>[0];
  readonly accounts: Parameters<typeof checkAccounts>[0];
  readonly eligibility: Parameters<typeof checkEligibility>[0];
  readonly convention: ReadBlock<Vocabulary["conventions"]> | undefined;
  readonly rates: readonly BoundRates[];
  readonly planChanges: PlanBinder["stated"];
}

/** Makes a program of what was read: what declares names first, then what uses them, then the checks. */
export class Binding {
  private readonly reporter: Reporter;

  constructor(
    private readonly top: TopLevel,
    private readonly scope: Scope,
    private readonly fileNotes: readonly FileNotes[],
    private readonly ownFiles: readonly string[],
  ) {
    this.reporter = scope.reporter;
  }

  /** The titles and the tags of its rules, for whoever takes findings. */
  rules: KnownRules = { titles: new Set(), tags: new Set() };

  /** The program, as far as it can be made; what is wrong with it is reported. */
  bind(): Program | undefined {
    const { scope } = this;
    scope.bindAsked = (node, where) => bindHead(node, scope, where);
    for (const { read } of this.top.read("carriers")) bindCarriers(read, scope);
    for (const { read } of this.top.read("coverages")) bindCoverageNames(read, scope);
    for (const { read } of this.top.read("tiers")) bindTiers(read, scope);
    for (const { read } of this.top.read("places")) bindPlaces(read, scope);
    this.bindLists();
    for (const input of this.top.inputs) bindInput(input, scope);
    checkInputs(this.top.inputs, scope);
    this.bindAreas();
    const classBlocks = this.top.read("classes");
    const eligibilityBlocks = this.top.read("eligibility");
    for (const { read } of eligibilityBlocks)
      for (const { name } of read.heading?.for ?? []) scope.eligibilities.add(name);
    for (const { read } of classBlocks) this.declareClasses(read);
    this.declareFunding();
    bindValues(this.top.formulas, this.top.conditions, scope);
    const rateBlocks = this.top.read("rates");
    for (const { read } of rateBlocks) {
      declareRateUnits(read, scope);
      if (!read.heading || !read.one("per"))
        for (const { image } of read.node.items) scope.brokenRates.add(image);
    }
    const coverages = new CoverageBinder(scope);
    scope.volumeUnitsOf = (coverage) => coverages.unitsOf(coverage);
    for (const { read, files } of this.top.read("coverage")) coverages.declare(read, files);
    const plans = new PlanBinder(scope);
    for (const { read, files } of this.top.read("plan")) plans.declare(read, files);
    for (const { read, files } of this.top.read("schedule")) plans.declareSchedule(read, files);
    const members = new MembersBinder(scope);
    for (const { read, files } of this.top.read("members")) members.declare(read, files);
    scope.members = () => members.read();
    scope.renewals = this.declareRenewals();
    const accounts = new AccountBinder(scope);
    for (const { read, files } of this.top.read("account")) accounts.declare(read, files);
    bindRemainingValues(this.top.formulas, this.top.conditions, scope);
    const classes = classBlocks.flatMap(({ read }) => bindClasses(read, scope));
    const boundPlans = plans.bindAll();
    const boundCoverages = coverages.bindAll();
    for (const coverage of boundCoverages) scope.details.set(coverage.id, coverage);
    const program = this.bindProgram();
    // Without a program its other faults are found all the same, but for those of dates.
    const rest = this.bindRest(program ?? UNKNOWN_PROGRAM, {
      plans: boundPlans,
      planChanges: plans.stated,
      coverages: boundCoverages,
      classes,
      rateBlocks,
      accountBinder: accounts,
      eligibilityBlocks,
    });
    return program && rest;
  }

  private declareRenewals(): RenewalBinder {
    const renewals = new RenewalBinder(this.scope);
    for (const { read, files } of this.top.read("corridors")) renewals.declareCorridors(read, files);
    for (const { read, files } of this.top.read("history")) renewals.declareHistory(read, files);
    for (const { read, files } of this.top.read("renewal")) renewals.declareRenewal(read, files);
    return renewals;
  }

  private declareClasses(read: ReadBlock<Vocabulary["classes"]>): void {
    for (const { value, origin } of read.declared) {
      const when = { op: "all", of: [] } as const;
      const entry = { id: value.name.name, name: value.title?.text ?? value.name.name, when, origin };
      this.scope.classes.declare(value.name, read.file, entry);
    }
  }

  private readonly fundings: (() => Program["fundings"][number] | undefined)[] = [];
  private readonly projections: (() => Program["projections"][number] | undefined)[] = [];

  private declareFunding(): void {
    const { scope } = this;
    for (const { read, files } of this.top.read("funding")) {
      const name = declareFunding(read, scope);
      if (name) this.fundings.push(() => bindFunding(read, name, files, scope));
    }
    for (const { read } of this.top.read("projection")) {
      if (declareProjection(read, scope)) this.projections.push(() => bindProjection(read, scope));
    }
  }

  private bindChanges(program: ProgramFacts): Program["changes"] {
    const [first, ...others] = this.top.read("changes", true);
    for (const { read } of others) {
      const at = (block: typeof read) => ({ file: block.file, span: block.node.span });
      this.reporter.report("PW0024", { what: "`changes`" }, at(read), {
        related: first ? [{ place: at(first.read), message: "given here first" }] : [],
      });
    }
    return first && bindChanges(first.read, program, this.scope);
  }

  private bindLists(): void {
    for (const { read } of this.top.read("networks")) bindListed(read, "network", this.scope);
    for (const { read } of this.top.read("channels")) bindListed(read, "channel", this.scope);
    const services = this.top.read("services").map(({ read }) => read);
    const drugs = this.top.read("drugs").map(({ read }) => read);
    for (const read of services) bindListed(read, "service", this.scope);
    for (const read of drugs) bindListed(read, "drug", this.scope);
    checkGroups([...services, ...drugs], this.scope);
  }

  private bindAreas(): void {
    const [first, ...others] = this.top.read("areas");
    if (!first) return;
    bindAreas(first.read, declareAreas(first.read, this.scope), this.scope);
    for (const { read } of others) {
      this.reporter.report(
        "PW0024",
        { what: "`areas`" },
        { file: read.file, span: read.node.span },
        {
          related: [
            { place: { file: first.read.file, span: first.read.node.span }, message: "given here first" },
          ],
        },
      );
    }
  }

  private bindProgram(): ProgramFacts | undefined {
    const [first, ...others] = this.top.read("program", true);
    for (const { read } of others) {
      this.reporter.report(
        "PW0024",
        { what: "`program`" },
        { file: read.file, span: read.node.span },
        {
          related: first
            ? [{ place: { file: first.read.file, span: first.read.node.span }, message: "given here first" }]
            : [],
          why: "The files of one folder are one program.",
        },
      );
    }
    if (first) return bindProgram(first.read, this.scope);
    const file = this.ownFiles[0];
    if (file !== undefined) {
      this.reporter.report(
        "PW0025",
        { block: "This folder", what: "program" },
        { file, span: { start: 0, end: 0 } },
        {
          why: 'One file of the folder has a block `program my_plan "My plan" {` with its period, currency and rounding.',
        },
      );
    }
    return undefined;
  }

  private bindRest(program: ProgramFacts, bound: Bound): Program {
    const { scope } = this;
    const { coverages, plans, classes } = bound;
    const conventions = new Map<ConventionId, ConventionReading>();
    const conventionBlocks = this.top.read("conventions", true);
    for (const { read } of conventionBlocks) bindConventions(read, scope, conventions);
    const rates = this.bindRates(program, bound);
    checkPatterns(rates, plans, scope);
    const contributions = this.bindContributions();
    const participation = this.bindParticipation();
    const eligibility = bound.eligibilityBlocks.flatMap(
      ({ read, files }) => new EligibilityBinder(read, files, scope).bind() ?? [],
    );
    const changes = this.bindChanges(program);
    const renewal = scope.renewals?.bindAll() ?? NO_RENEWALS;
    const accounts = bound.accountBinder.bindAll(program);
    const asked = new Set(accounts.flatMap(({ account }) => account.refuses?.what ?? []));
    const fundings = this.fundings.flatMap((bind) => bind() ?? []);
    const projections = this.projections.flatMap((bind) => bind() ?? []);
    const examples = this.top
      .read("example", true)
      .flatMap(({ read, files }) => bindExample(read, files, scope, asked) ?? []);
    const { effectivePlace: _place, block: _block, ...facts } = program;
    const result: Program = {
      ...facts,
      conventions,
      carriers: scope.carriers.values(),
      coverages,
      tierSets: scope.tierSets,
      areas: scope.areas,
      networks: scope.lists.all("network"),
      services: scope.lists.all("service"),
      channels: scope.lists.all("channel"),
      inputs: [...scope.inputs.values()],
      formulas: [...scope.formulas.values()],
      conditions: [...scope.conditions.values()],
      classes,
      plans,
      rates: rates.map(({ table }) => table),
      contributions,
      participation: participation.floors,
      members: scope.members(),
      renewals: renewal.renewals.map((one) => one.renewal),
      corridors: renewal.corridors,
      histories: renewal.histories.map(({ history }) => history),
      eligibility: eligibility.map((one) => one.eligibility),
      group: participation.group,
      documents: participation.documents,
      features: new Map([...participation.features, ...eligibility.flatMap((one) => [...one.features])]),
      accounts: accounts.map(({ account }) => account),
      fundings,
      projections,
      formerNames: scope.formerNames,
      changes,
      examples,
    };
    const convention = conventionBlocks[0]?.read;
    this.check(result, program, {
      renewal,
      accounts,
      eligibility,
      convention,
      rates,
      planChanges: bound.planChanges,
    });
    return result;
  }

  /** How many rates it has. */
  rateCount = 0;

  private bindRates(program: ProgramFacts, { coverages, rateBlocks }: Bound) {
    const { scope } = this;
    const byId = new Map(coverages.map((coverage) => [coverage.id, coverage]));
    const rates = rateBlocks.flatMap(({ read, files }) => {
      const bound = bindRates(read, files, scope, program, byId);
      // Which coverages a block was for is read from its words when its heading could not be.
      if (!bound) for (const { image } of read.node.items) scope.brokenRates.add(image);
      return bound ?? [];
    });
    this.rateCount = rates.reduce((sum, { count }) => sum + count, 0);
    if (program !== UNKNOWN_PROGRAM) checkRates(rates, coverages, program.effective, scope);
    return rates;
  }

  private bindContributions(): Program["contributions"] {
    const { scope, reporter } = this;
    return this.top.read("contributions").flatMap(({ read, files }) => {
      const { troubles } = reporter;
      const bound = bindContributions(read, files, scope);
      if (!read.isWhole || !read.heading || reporter.troubles !== troubles) scope.contributionsUnsure = true;
      return bound;
    });
  }

  private bindParticipation() {
    const { scope } = this;
    const blocks = this.top.read("participation");
    return {
      floors: blocks.flatMap(({ read, files }) => bindParticipation(read, files, scope)),
      group: blocks.flatMap(({ read, files }) => bindGroup(read, files, scope)),
      documents: blocks.flatMap(({ read }) => bindDocuments(read, scope)),
      features: blocks.flatMap(({ read, files }) => [...bindFeatures(read.blocks, files)]),
    };
  }

  private checkRules(result: Program): void {
    const rules = this.top.read("rule");
    this.rules = rulesIn(rules);
    const limits = this.top.read("limits");
    checkWrittenRules(rules, limits, result, this.scope);
  }

  private check(
    result: Program,
    program: ProgramFacts,
    { renewal, accounts, eligibility, convention, rates, planChanges }: Checked,
  ): void {
    const { scope } = this;
    if (program !== UNKNOWN_PROGRAM) checkSilence(result, convention, program, scope);
    checkFormerNames(scope);
    checkMembers(result, scope);
    checkRenewals(renewal, result, convention, program, scope);
    checkContributions(result, scope);
    checkTierAlone(result, scope);
    checkGuaranteedIssue(result, scope);
    checkClasses(result, scope);
    checkAccounts(accounts, program, scope);
    checkEligibility(eligibility, result, scope);
    checkFunding(result, scope);
    checkLoops(result, scope);
    checkDrugTiers(result.plans, scope);
    if (program !== UNKNOWN_PROGRAM) this.checkRules(result);
    checkPlansWithoutRates(result, scope);
    checkConsistency(result, { facts: program, rates, planChanges, own: this.ownFiles }, scope);
    checkUnusedCarriers(result, this.ownFiles, scope);
    if (!program.source && program !== UNKNOWN_PROGRAM)
      checkCitations(this.fileNotes, this.ownFiles, this.reporter);
  }
}
