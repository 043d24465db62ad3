import type {
  AcceptNode,
  Block,
  ConditionDefinitionNode,
  FormulaNode,
  InputNode,
  Property,
  Statement,
  Token,
} from "@planwright/syntax";
import { applyAccepts } from "./accept.js";
import { AccountBinder } from "./bind/accounts/accounts.js";
import { bindListed, checkGroups } from "./bind/benefits/names.js";
import { bindContributions, bindParticipation } from "./bind/contributions.js";
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
import { bindHead } from "./bind/heads.js";
import { bindInput, checkInputs } from "./bind/inputs.js";
import { bindFeatures, PlanBinder } from "./bind/plans.js";
import { bindConventions, bindProgram, type ProgramFacts } from "./bind/program.js";
import { bindRates, declareRateUnits } from "./bind/rates.js";
import { isDimension, Scope } from "./bind/scope.js";
import { MembersBinder } from "./bind/members.js";
import { NO_RENEWALS, RenewalBinder } from "./bind/renewal/renewals.js";
import { bindRemainingValues, bindValues } from "./bind/values.js";
import { nearest, Reporter, replaceWith } from "./diagnostics/report.js";
import { spoiledWords, withoutSpoiled } from "./diagnostics/spoiled.js";
import { reportSyntax } from "./diagnostics/syntax.js";
import type { Analysis, ConventionReading, Coverage, Program } from "./model.js";
import {
  BlockReader,
  type FileScope,
  longestMatch,
  matchWords,
  poison,
  type Read,
  type ReadBlock,
  readProperty,
  respelt,
} from "./reading/block.js";
import { FileNotes, SharedNotes } from "./reading/notes.js";
import { checkAccounts } from "./rules/accounts.js";
import { checkClasses } from "./rules/classes.js";
import { checkEligibility } from "./rules/eligibility.js";
import { checkFunding } from "./rules/funding.js";
import { checkLoops } from "./rules/loops.js";
import {
  checkCitations,
  checkContributions,
  checkPlansWithoutRates,
  checkSilence,
  checkTierAlone,
  checkUnusedCarriers,
} from "./rules/program.js";
import { checkGuaranteedIssue } from "./rules/volumes.js";
import { checkPatterns } from "./rules/patterns/patterns.js";
import { checkRates } from "./rules/rates.js";
import { checkMembers } from "./rules/members.js";
import { checkRenewals } from "./rules/renewal.js";
import { Loader, type ReadFolder, type SourceFile } from "./source.js";
import { BLOCKS, type BlockSpec, INNER_BLOCKS, LATER_AT_TOP, LINES } from "./vocabulary/index.js";
import type { ConventionId } from "./vocabulary/conventions.js";

type Vocabulary = typeof BLOCKS;
type BlockWord = keyof Vocabulary;

/**
 * Reads the files of one folder as one program and checks it. The order of files and of declarations changes
 * nothing. A program is answered when no error stands in the way. `today`, such as `2015-03-02`, is the day by which
 * acceptances end; without it none does.
 */
export function analyze(
  folder: string,
  files: readonly SourceFile[],
  readFolder: ReadFolder = () => undefined,
  { today }: { readonly today?: string } = {},
): Analysis {
  return new Analyzer().run(folder, files, readFolder, today);
}

/** `cov%erages`: a strange character in a word of the language leaves two words that are one. */
function joined(items: readonly Token[], words: readonly string[], files: FileScope): readonly Token[] {
  const [first, second, ...rest] = items;
  const isStruck = first && files.problems.some(({ span }) => span.start === first.endOffset + 1);
  if (!first || !second || !isStruck) return items;
  const image = first.image + second.image;
  return nearest(image, words) ? [respelt(first, image, second.endOffset), ...rest] : items;
}

interface Found<W extends BlockWord> {
  readonly read: ReadBlock<Vocabulary[W]>;
  readonly files: FileScope;
  readonly own: boolean;
}

const TOP_WORDS = Object.keys(BLOCKS).filter((word) => !INNER_BLOCKS.includes(word));

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
  source: undefined,
  notes: [],
  contractYear: undefined,
};

class Analyzer {
  private readonly reporter = new Reporter();
  private readonly scope = new Scope(this.reporter);
  private readonly blocks = new Map<BlockWord, { node: Block; files: FileScope; own: boolean }[]>();
  private readonly inputs: Read<InputNode>[] = [];
  private readonly formulas: Read<FormulaNode>[] = [];
  private readonly conditions: Read<ConditionDefinitionNode>[] = [];
  private readonly accepts: Read<AcceptNode>[] = [];
  private readonly fileNotes: FileNotes[] = [];
  private readonly ownFiles: string[] = [];

  run(
    folder: string,
    files: readonly SourceFile[],
    readFolder: ReadFolder,
    today: string | undefined,
  ): Analysis {
    const loader = new Loader(readFolder, this.reporter);
    loader.load(folder, files);
    const shared = new SharedNotes();
    for (const { tree, own } of loader.files) {
      if (own) this.ownFiles.push(tree.path);
      reportSyntax(tree, this.reporter);
      for (const words of spoiledWords(tree)) this.scope.broken.spoiled.push(words);
      const notes = new FileNotes(tree.path, tree.statements, this.reporter, shared);
      this.fileNotes.push(notes);
      const scope: FileScope = {
        file: tree.path,
        reporter: this.reporter,
        notes,
        broken: this.scope.broken,
        problems: tree.problems,
      };
      for (const statement of tree.statements) this.statement(statement, scope, own);
    }
    for (const notes of this.fileNotes) notes.resolve();
    const program = this.bind();
    for (const notes of this.fileNotes) notes.reportUnused();
    const trees = new Map(loader.files.map(({ tree }) => [tree.path, tree]));
    const { diagnostics, accepted } = applyAccepts(
      withoutSpoiled(this.reporter.all(), trees),
      this.accepts,
      today,
    );
    const failed = diagnostics.some(({ severity }) => severity === "error");
    return { program: failed ? undefined : program, diagnostics, accepted, trees };
  }

  private statement(statement: Statement, files: FileScope, own: boolean): void {
    switch (statement.kind) {
      case "block":
        this.block(statement, files, own);
        return;
      case "property":
        this.line(statement, files, own);
        return;
      case "row":
        files.reporter.report(
          "PW0027",
          { what: "A table stands in a block" },
          { file: files.file, span: statement.span },
        );
        return;
      case "leftover":
        return;
    }
  }

  private block(node: Block, files: FileScope, own: boolean): void {
    const word = longestMatch(node.items, TOP_WORDS) as BlockWord | undefined;
    const later = longestMatch(node.items, LATER_AT_TOP);
    if (later && later.length > (word?.length ?? 0)) {
      files.reporter.report("PW0022", { words: later }, { file: files.file, span: node.span });
    } else if (word) {
      const list = this.blocks.get(word) ?? [];
      this.blocks.set(word, list);
      list.push({ node, files, own });
    } else {
      const meant = this.misspelt(node, TOP_WORDS, files);
      if (meant) this.block(meant, files, own);
    }
  }

  private line(node: Property, files: FileScope, own: boolean): void {
    const word = longestMatch(node.items, Object.keys(LINES)) as keyof typeof LINES | undefined;
    if (!word && node.items[0]?.image === "plan") {
      // A plan that adds nothing to the one it is like needs no block.
      this.block(
        { ...node, kind: "block", children: [], below: [], closingComment: undefined, whole: node.span },
        files,
        own,
      );
      return;
    }
    if (!word) {
      const later = longestMatch(node.items, LATER_AT_TOP);
      if (node.items[0]?.image === "note" && files.notes.isNote(node)) return;
      if (later) files.reporter.report("PW0022", { words: later }, { file: files.file, span: node.span });
      else {
        const meant = this.misspelt(node, [...Object.keys(LINES), "plan"], files);
        if (meant) this.line(meant, files, own);
      }
      return;
    }
    if (word === "use") return;
    const read = readProperty(files, node, matchWords(node.items, word), LINES[word], `\`${word}\``);
    if (!read) {
      poison(files, node.items[matchWords(node.items, word)]);
      return;
    }
    if (word === "input") this.inputs.push(read as Read<InputNode>);
    else if (word === "formula") this.formulas.push(read as Read<FormulaNode>);
    else if (word === "condition") this.conditions.push(read as Read<ConditionDefinitionNode>);
    else if (own) this.accepts.push(read as Read<AcceptNode>);
  }

  /** Reports a statement that the language does not know; answers it as it was probably meant. */
  private misspelt<N extends Block | Property>(
    node: N,
    words: readonly string[],
    files: FileScope,
  ): N | undefined {
    const [first, ...rest] = joined(node.items, words, files);
    const span = first ? { start: first.startOffset, end: first.endOffset + 1 } : node.span;
    const place = { file: files.file, span };
    const meant = first && nearest(first.image, words);
    if (!meant) poison(files, rest[0]);
    const listed = words.filter((word) => !INNER_BLOCKS.includes(word));
    files.reporter.report(
      "PW0021",
      { words: first?.image ?? "this line", where: "at the top of a file" },
      place,
      meant
        ? { label: `did you mean ${meant}?`, fixes: [replaceWith(place, meant)] }
        : { why: `A file holds: ${listed.join(", ")}.` },
    );
    return first && meant ? { ...node, items: [respelt(first, meant), ...rest] } : undefined;
  }

  /** Reads the blocks of one word. Those of used folders are left out where only the program's own count. */
  private read<W extends BlockWord>(word: W, ownOnly = false): Found<W>[] {
    const spec: BlockSpec = BLOCKS[word];
    const isKey = (name: string) => isDimension(name) || this.scope.inputs.has(name);
    return (this.blocks.get(word) ?? [])
      .filter(({ own }) => own || !ownOnly)
      .map(({ node, files, own }) => ({
        read: new BlockReader(files, node, spec, isKey).read() as unknown as ReadBlock<Vocabulary[W]>,
        files,
        own,
      }));
  }

  private bind(): Program | undefined {
    const { scope } = this;
    scope.bindAsked = (node, where) => bindHead(node, scope, where);
    for (const { read } of this.read("carriers")) bindCarriers(read, scope);
    for (const { read } of this.read("coverages")) bindCoverageNames(read, scope);
    for (const { read } of this.read("tiers")) bindTiers(read, scope);
    for (const { read } of this.read("places")) bindPlaces(read, scope);
    this.bindLists();
    for (const input of this.inputs) bindInput(input, scope);
    checkInputs(this.inputs, scope);
    this.bindAreas();
    const classBlocks = this.read("classes");
    const eligibilityBlocks = this.read("eligibility");
    for (const { read } of eligibilityBlocks)
      for (const { name } of read.heading?.for ?? []) scope.eligibilities.add(name);
    for (const { read } of classBlocks) this.declareClasses(read);
    this.declareFunding();
    bindValues(this.formulas, this.conditions, scope);
    const rateBlocks = this.read("rates");
    for (const { read } of rateBlocks) {
      declareRateUnits(read, scope);
      if (!read.heading || !read.one("per"))
        for (const { image } of read.node.items) scope.brokenRates.add(image);
    }
    const coverages = new CoverageBinder(scope);
    scope.volumeUnitsOf = (coverage) => coverages.unitsOf(coverage);
    for (const { read, files } of this.read("coverage")) coverages.declare(read, files);
    const plans = new PlanBinder(scope);
    for (const { read, files } of this.read("plan")) plans.declare(read, files);
    for (const { read, files } of this.read("schedule")) plans.declareSchedule(read, files);
    const members = new MembersBinder(scope);
    for (const { read, files } of this.read("members")) members.declare(read, files);
    scope.members = () => members.read();
    scope.renewals = this.declareRenewals();
    const accounts = new AccountBinder(scope);
    for (const { read, files } of this.read("account")) accounts.declare(read, files);
    bindRemainingValues(this.formulas, this.conditions, scope);
    const classes = classBlocks.flatMap(({ read }) => bindClasses(read, scope));
    const boundPlans = plans.bindAll();
    const boundCoverages = coverages.bindAll();
    for (const coverage of boundCoverages) scope.details.set(coverage.id, coverage);
    const program = this.bindProgram();
    // Without a program its other faults are found all the same, but for those of dates.
    const rest = this.bindRest(
      program ?? UNKNOWN_PROGRAM,
      boundPlans,
      boundCoverages,
      classes,
      rateBlocks,
      accounts,
      eligibilityBlocks,
    );
    return program && rest;
  }

  private declareRenewals(): RenewalBinder {
    const renewals = new RenewalBinder(this.scope);
    for (const { read, files } of this.read("corridors")) renewals.declareCorridors(read, files);
    for (const { read, files } of this.read("history")) renewals.declareHistory(read, files);
    for (const { read, files } of this.read("renewal")) renewals.declareRenewal(read, files);
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
    for (const { read, files } of this.read("funding")) {
      const name = declareFunding(read, scope);
      if (name) this.fundings.push(() => bindFunding(read, name, files, scope));
    }
    for (const { read } of this.read("projection")) {
      if (declareProjection(read, scope)) this.projections.push(() => bindProjection(read, scope));
    }
  }

  private bindLists(): void {
    for (const { read } of this.read("networks")) bindListed(read, "network", this.scope);
    for (const { read } of this.read("channels")) bindListed(read, "channel", this.scope);
    const services = this.read("services").map(({ read }) => read);
    const drugs = this.read("drugs").map(({ read }) => read);
    for (const read of services) bindListed(read, "service", this.scope);
    for (const read of drugs) bindListed(read, "drug", this.scope);
    checkGroups([...services, ...drugs], this.scope);
  }

  private bindAreas(): void {
    const [first, ...others] = this.read("areas");
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
    const [first, ...others] = this.read("program", true);
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

  private bindRest(
    program: ProgramFacts,
    plans: Program["plans"],
    coverages: readonly Coverage[],
    classes: Program["classes"],
    rateBlocks: readonly Found<"rates">[],
    accountBinder: AccountBinder,
    eligibilityBlocks: readonly Found<"eligibility">[],
  ): Program {
    const { scope, reporter } = this;
    const conventions = new Map<ConventionId, ConventionReading>();
    const conventionBlocks = this.read("conventions", true);
    for (const { read } of conventionBlocks) bindConventions(read, scope, conventions);
    const byId = new Map(coverages.map((coverage) => [coverage.id, coverage]));
    const rates = rateBlocks.flatMap(({ read, files }) => {
      const bound = bindRates(read, files, scope, program, byId);
      // Which coverages a block was for is read from its words when its heading could not be.
      if (!bound) for (const { image } of read.node.items) scope.brokenRates.add(image);
      return bound ?? [];
    });
    if (program !== UNKNOWN_PROGRAM) checkRates(rates, coverages, program.effective, scope);
    checkPatterns(rates, plans, scope);
    const contributions = this.read("contributions").flatMap(({ read, files }) => {
      const { troubles } = reporter;
      const bound = bindContributions(read, files, scope);
      if (!read.isWhole || !read.heading || reporter.troubles !== troubles) scope.contributionsUnsure = true;
      return bound;
    });
    const participationBlocks = this.read("participation");
    const participation = participationBlocks.flatMap(({ read, files }) =>
      bindParticipation(read, files, scope),
    );
    const group = participationBlocks.flatMap(({ read, files }) => bindGroup(read, files, scope));
    const documents = participationBlocks.flatMap(({ read }) => bindDocuments(read, scope));
    const eligibility = eligibilityBlocks.flatMap(
      ({ read, files }) => new EligibilityBinder(read, files, scope).bind() ?? [],
    );
    const renewal = scope.renewals?.bindAll() ?? NO_RENEWALS;
    const accounts = accountBinder.bindAll(program);
    const asked = new Set(accounts.flatMap(({ account }) => account.refuses?.what ?? []));
    const features = new Map([
      ...participationBlocks.flatMap(({ read, files }) => [...bindFeatures(read.blocks, files)]),
      ...eligibility.flatMap((bound) => [...bound.features]),
    ]);
    const fundings = this.fundings.flatMap((bind) => bind() ?? []);
    const projections = this.projections.flatMap((bind) => bind() ?? []);
    const examples = this.read("example", true).flatMap(
      ({ read, files }) => bindExample(read, files, scope, asked) ?? [],
    );
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
      participation,
      members: scope.members(),
      renewals: renewal.renewals.map((bound) => bound.renewal),
      corridors: renewal.corridors,
      histories: renewal.histories.map(({ history }) => history),
      eligibility: eligibility.map((bound) => bound.eligibility),
      group,
      documents,
      features,
      accounts: accounts.map(({ account }) => account),
      fundings,
      projections,
      examples,
    };
    if (program !== UNKNOWN_PROGRAM) checkSilence(result, conventionBlocks[0]?.read, program, scope);
    checkMembers(result, scope);
    checkRenewals(renewal, result, conventionBlocks[0]?.read, program, scope);
    checkContributions(result, scope);
    checkTierAlone(result, scope);
    checkGuaranteedIssue(result, scope);
    checkClasses(result, scope);
    checkAccounts(accounts, program, scope);
    checkEligibility(eligibility, result, scope);
    checkFunding(result, scope);
    checkLoops(result, scope);
    checkPlansWithoutRates(result, scope);
    checkUnusedCarriers(result, this.ownFiles, scope);
    if (!program.source && program !== UNKNOWN_PROGRAM)
      checkCitations(this.fileNotes, this.ownFiles, reporter);
    return result;
  }
}
