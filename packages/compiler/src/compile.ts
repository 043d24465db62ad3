import { FORMAT, hashOf, type RateBook } from "@planwright/ratebook";
import type * as S from "@planwright/semantics";
import { lowerAccounts, lowerEvents } from "./accounts.js";
import { lowerBenefits, lowerClaims, lowerLists, noteBenefits } from "./benefits.js";
import { lowerEligibility } from "./eligibility.js";
import { lowerExperience, lowerFundings, lowerProjections } from "./funding.js";
import { lowerCondition, lowerExpression, lowerRange, optional, present } from "./lower.js";
import { lowerRates } from "./rates.js";
import { lowerRenewals } from "./renewal.js";
import { Sources } from "./sources.js";

/** The version that a rate book names as its compiler. */
export const COMPILER = "planwright 0.1.0";

const byId = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
const byText = <T>(items: readonly T[], text: (item: T) => string): T[] => {
  const keyed = items.map((item) => [text(item), item] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
};

/** A checked program as a rate book. One program has one rate book, whatever the order of its files and lines. */
export function compile(program: S.Program, trees: S.Analysis["trees"]): RateBook {
  const { hash: _, sources, ...content } = compileForOnce(program, trees);
  return { ...content, hash: hashOf(content), sources };
}

/** The same for whoever asks it at once and keeps nothing of it: its hash is not computed, and is empty. */
export function compileForOnce(program: S.Program, trees: S.Analysis["trees"]): RateBook {
  const sources = new Sources(trees);
  const content: Omit<RateBook, "hash" | "sources"> = present({
    format: FORMAT,
    compiler: COMPILER,
    program: lowerProgram(program, sources),
    rounding: { ...program.rounding },
    conventions: lowerConventions(program, sources),
    carriers: sources.list(byId(program.carriers), "/carriers", ({ id, name, formerly }) =>
      present({ id, name, formerly }),
    ),
    tiers: program.tierSets.map((set, i) =>
      present({
        id: set.id,
        name: set.name,
        tiers: sources.list(set.tiers, `/tiers/${i}/tiers`, ({ id, name, least, most, alone }) =>
          present({ id, name, least, most, alone: alone || undefined }),
        ),
      }),
    ),
    areas: optional(program.areas, ({ by, areas }) => ({
      by,
      areas: sources.list(areas, "/areas/areas", ({ id, name, places }) => ({
        id,
        name,
        places: [...places],
      })),
    })),
    inputs: sources.list(byId(program.inputs), "/inputs", lowerInput),
    formulas: sources.list(byId(program.formulas), "/formulas", ({ id, value }) => ({
      id,
      value: lowerExpression(value),
    })),
    conditions: sources.list(byId(program.conditions), "/conditions", ({ id, when }) => ({
      id,
      when: lowerCondition(when),
    })),
    classes: sources.list(byId(program.classes), "/classes", ({ id, name, when }) => ({
      id,
      name,
      when: lowerCondition(when),
    })),
    coverages: sources.list(program.coverages, "/coverages", lowerCoverage),
    ...lowerLists(program, sources),
    plans: sources.list(program.plans, "/plans", lowerPlan),
    rates: lowerAllRates(program, sources),
    contributions: lowerContributions(program, sources),
    participation: lowerParticipation(program, sources),
    members: lowerMembers(program, sources),
    ...lowerRenewals(program, sources),
    ...lowerEligibility(program, sources),
    features: lowerFeatures(program.features),
    accounts: lowerAccounts(program.accounts, sources),
    fundings: lowerFundings(program, sources),
    projections: lowerProjections(program, sources),
    formerly: lowerFormerNames(program, sources),
    changes: lowerChanges(program, sources),
    examples: sources.list(program.examples, "/examples", lowerExample),
  });
  noteFeatures(program, sources);
  noteVolumes(program, sources);
  noteBenefits(program.plans, sources);
  return { ...content, hash: "", sources: sources.all() };
}

const lowerProgram = (program: S.Program, sources: Sources): RateBook["program"] =>
  sources.at(
    program.origin,
    "/program",
    present({
      id: program.id,
      name: program.name,
      effective: { ...program.effective },
      approved: program.approved,
      retroactive: program.isRetroactive || undefined,
      operator: program.operator,
      contractYear: program.contractYear && { ...program.contractYear },
      currency: program.currency,
      market: program.market,
      source: program.source,
      notes: [...program.notes],
    }),
  );

function lowerChanges({ changes }: S.Program, sources: Sources): RateBook["changes"] {
  if (!changes) return undefined;
  const { approvals, within, stated, origin } = changes;
  return sources.at(
    origin,
    "/changes",
    present({
      approvals: byText(approvals, (one) => JSON.stringify(one)).map(({ of, over }) =>
        present({ of, over: over && { ...over } }),
      ),
      within,
      stated: byText(
        stated.map(({ coverages, percent }) => ({ coverages: [...coverages].sort(), percent })),
        (one) => JSON.stringify(one),
      ),
    }),
  );
}

/** Absent where nothing was called otherwise. */
function lowerFormerNames({ formerNames }: S.Program, sources: Sources): RateBook["formerly"] {
  if (formerNames.length === 0) return undefined;
  const sorted = byText(formerNames, ({ of, coverage, was }) => [of, coverage ?? "", was].join(" "));
  return sources.list(sorted, "/formerly", ({ of, coverage, was, is }) => present({ of, coverage, was, is }));
}

const lowerFeatures = (features: S.Features): Record<string, string> =>
  Object.fromEntries([...features].map(([name, { text }]) => [name, text]));

/** Features are facts of the document, so each says where it comes from. */
function noteFeatures(program: S.Program, sources: Sources): void {
  const note = (features: S.Features, path: string) => {
    for (const [name, { origin }] of features) sources.note(origin, `${path}/features/${name}`);
  };
  note(program.features, "");
  for (const [i, { features }] of program.plans.entries()) note(features, `/plans/${i}`);
  for (const [i, { features }] of program.coverages.entries()) note(features, `/coverages/${i}`);
}

/** Where each volume and each band of a reduction was written. */
function noteVolumes(program: S.Program, sources: Sources): void {
  for (const [i, { volumes, reduction }] of program.coverages.entries()) {
    for (const [v, { origin }] of volumes.entries()) sources.note(origin, `/coverages/${i}/volumes/${v}`);
    for (const [b, { origin }] of (reduction?.bands ?? []).entries()) {
      sources.note(origin, `/coverages/${i}/reduction/bands/${b}`);
    }
  }
}

function lowerConventions(program: S.Program, sources: Sources): RateBook["conventions"] {
  const result: RateBook["conventions"] = {};
  for (const [id, { reading, amount, origin }] of program.conventions) {
    result[id] = sources.at(origin, `/conventions/${id}`, present({ reading, amount }));
  }
  return result;
}

function lowerInput(input: S.Input): RateBook["inputs"][number] {
  return present({
    id: input.id,
    kind: input.kind,
    meaning: input.meaning,
    unit: input.unit,
    choices: input.choices.length > 0 ? [...input.choices] : undefined,
    range: input.kind === "date" ? undefined : optional(input.range, lowerRange),
    days:
      input.kind === "date"
        ? optional(input.range, ({ min, max }) => present({ from: min, to: max }))
        : undefined,
    of: input.of,
    from: input.from,
    order: input.order.length > 0 ? [...input.order] : undefined,
    otherwise: input.otherwise,
  });
}

function lowerPlan(plan: S.Plan): RateBook["plans"][number] {
  return present({
    id: plan.id,
    name: plan.name,
    coverage: plan.coverage,
    product: plan.product,
    carrier: plan.carrier,
    available: optional(plan.available, lowerCondition),
    features: lowerFeatures(plan.features),
    isSchedule: plan.isSchedule || undefined,
    benefits: optional(plan.benefits, lowerBenefits),
  });
}

function lowerVolume(rule: S.VolumeRule): RateBook["coverages"][number]["volumes"][number] {
  const most = optional(rule.most, lowerExpression);
  switch (rule.kind) {
    case "chosen":
      return present({ kind: rule.kind, min: rule.min, max: rule.max, step: rule.step, most });
    case "times":
      return present({ kind: rule.kind, multiples: [...rule.multiples], pay: rule.pay, most });
    case "computed":
      return present({ kind: rule.kind, value: lowerExpression(rule.value), most });
  }
}

function lowerCoverage(coverage: S.Coverage): RateBook["coverages"][number] {
  return present({
    id: coverage.id,
    name: coverage.name,
    carrier: coverage.carrier,
    insures: coverage.insures.map(({ role, when }) =>
      present({ role, when: optional(when, lowerCondition) }),
    ),
    needs: [...coverage.needs],
    options: [...coverage.options],
    volumes: coverage.volumes.map(lowerVolume),
    guaranteedIssue: coverage.guaranteedIssue.map(({ amount, when }) =>
      present({ amount: lowerExpression(amount), when: optional(when, lowerCondition) }),
    ),
    reduction: optional(coverage.reduction, ({ age, bands }) => ({
      age,
      bands: bands.map(({ range, share }) => ({ range: lowerRange(range), share })),
    })),
    amounts:
      coverage.amounts.length === 0
        ? undefined
        : coverage.amounts.map(({ insured, from, to, amounts }) =>
            present({ insured, from, to, amounts: amounts.map((one) => present(one)) }),
          ),
    benefit: optional(coverage.benefit, lowerExpression),
    maximumBenefit: optional(coverage.maximumBenefit, lowerExpression),
    features: lowerFeatures(coverage.features),
  });
}

function lowerAllRates(program: S.Program, sources: Sources): RateBook["rates"] {
  const lowered = byText(program.rates.map(lowerRates), ({ rates }) =>
    JSON.stringify([rates.coverages, rates.effective.from, rates.when ?? null, rates.rows[0] ?? null]),
  );
  return lowered.map(({ rates, origin, rowOrigins }, i) => {
    for (const [r, rowOrigin] of rowOrigins.entries()) sources.note(rowOrigin, `/rates/${i}/rows/${r}`);
    return sources.at(origin, `/rates/${i}`, rates);
  });
}

function lowerContributions(program: S.Program, sources: Sources): RateBook["contributions"] {
  const lowered = program.contributions.map(({ coverages, classes, part, payer, pays, is, origin }) => ({
    origin,
    value: { coverages: [...coverages], classes: [...classes], part, payer, pays: lowerExpression(pays), is },
  }));
  const sorted = byText(lowered, ({ value }) => JSON.stringify(value));
  return sources.list(sorted, "/contributions", ({ value }) => value);
}

function lowerParticipation(program: S.Program, sources: Sources): RateBook["participation"] {
  const lowered = program.participation.map(({ origin, when, coverages, ...rest }) => ({
    origin,
    value: present({
      ...rest,
      coverages: [...coverages],
      when: optional(when, lowerCondition),
      cites: [...origin.cites],
    }),
  }));
  const sorted = byText(lowered, ({ value }) => JSON.stringify(value));
  return sources.list(sorted, "/participation", ({ value }) => value);
}

/** Members are in the order of the alphabet, lines in that of the program. */
function lowerMembers({ members }: S.Program, sources: Sources): RateBook["members"] {
  return (
    members &&
    sources.at(members.origin, "/members", {
      by: members.by,
      coverages: [...members.coverages].sort(),
      rows: sources.list(
        byText(members.rows, ({ member }) => member),
        "/members/rows",
        ({ member, takes }) => ({ member, takes: [...takes].sort() }),
      ),
    })
  );
}

function lowerExample(example: S.Example): RateBook["examples"][number] {
  return present({
    name: example.name,
    given: { ...example.given },
    expects: example.expects.map(({ what, ask, answer, printed, because }) =>
      present({
        what,
        ask: "error" in ask ? { error: ask.error } : lowerExpression(ask),
        answer: lowerAnswer(answer),
        printed,
        because,
      }),
    ),
    claims: optional(example.claims, lowerClaims),
    events: lowerEvents(example.events),
    dependents: example.dependents.length > 0 ? example.dependents.map((one) => ({ ...one })) : undefined,
    experience: optional(example.experience, lowerExperience),
  });
}

function lowerAnswer(
  answer: S.Expectation["answer"],
): RateBook["examples"][number]["expects"][number]["answer"] {
  switch (answer.kind) {
    case "figure":
      return present({ kind: answer.kind, value: answer.value, unit: answer.unit });
    case "percent":
    case "text":
      return { kind: answer.kind, value: answer.value };
    case "range":
      return { kind: "range", range: lowerRange(answer.range) };
    case "not_offered":
    case "error":
      return { kind: answer.kind };
  }
}
