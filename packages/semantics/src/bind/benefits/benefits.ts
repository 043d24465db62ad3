import type { Block, NameNode } from "@planwright/syntax";
import type { Accumulator, Benefits, Counter } from "../../benefits-model.js";
import { BlockReader, type FileScope, type Read, type ReadBlock, type ValueOf } from "../../reading/block.js";
import { bindCondition } from "../../types/condition.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { placeOf, type Scope } from "../scope.js";
import {
  type AccumulatorWords,
  bindAccumulator,
  bindAllowed,
  bindCoordination,
  bindCovers,
  bindFrequency,
  bindLimit,
  bindRequires,
  bindWaiting,
  type LimitWords,
  type Owner,
  reportClauses,
} from "./lines.js";
import { CellBinder } from "./cells.js";
import { bindCount } from "./names.js";
import { keyText, type RawCell, ScheduleReader } from "./schedule.js";

type PlanBlock = ReadBlock<(typeof BLOCKS)["plan"]>;
type Lines = (typeof BLOCKS)["plan"]["properties"];
type Line = keyof Lines & string;
type LineValue<W extends Line> = ValueOf<Lines[W]["value"]>;

const ACCUMULATORS: readonly AccumulatorWords[] = ["deductible", "out of pocket maximum", "copay"];
const LIMITS: readonly LimitWords[] = ["plan pays", "plan allows", "plan covers"];
/** Lines of a plan that say what it pays. */
const PAYING: readonly Line[] = [
  ...ACCUMULATORS,
  ...LIMITS,
  "networks",
  "with",
  "rider to",
  "carry over",
  "allowed charge",
  "covers",
  "excludes",
  "requires",
  "waiting period",
  "coordination",
];

/**
 * The lines of a plan as they were read, by what makes a line of a like plan replace them: its words, its name and
 * its qualifiers.
 */
export interface BenefitDraft {
  readonly lines: ReadonlyMap<string, { readonly words: Line; readonly read: Read<unknown> }>;
  readonly cells: ReadonlyMap<string, RawCell>;
  readonly counters: ReadonlyMap<string, Counter>;
  readonly frequencies: ReadonlyMap<string, Read<unknown>>;
  /** All lines could be read; all tables could; all of their rows could, whatever is wrong in their cells. */
  readonly isWhole: boolean;
  readonly tablesWhole: boolean;
  readonly rowsWhole: boolean;
}

/** Without the places in the text, so that equal words are equal. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => (key === "span" ? undefined : inner)) ?? "";

function lineKey(words: Line, value: unknown): string {
  const node = value as Record<string, unknown>;
  const qualifiers = { in: node.in, when: node.when };
  const isLimit = LIMITS.some((limit) => limit === words);
  if (isLimit) {
    const { most, per, period } = node as {
      most: { kind: string; unit?: unknown };
      per: unknown;
      period: unknown;
    };
    if (most.kind === "none") return `${words} none`;
    return `${words} ${plain({ ...qualifiers, unit: most.unit, per, period, for: node.for })}`;
  }
  const form = node.form as { readonly kind: string; readonly name?: { readonly name: string } } | undefined;
  if (form) return `${words} ${form.name?.name ?? ""} ${plain({ ...qualifiers, for: node.for })}`;
  switch (words) {
    case "requires":
    case "covers":
    case "waiting period":
      return `${words} ${plain([node.for, node.names, node.in])}`;
    case "carry over":
      return `${words} ${plain(value)}`;
    case "with":
    case "allowed charge":
    case "coordination":
      return `${words} ${plain(qualifiers)}`;
    default:
      return words;
  }
}

/** Lines of the words are taken away by one that says there is none. */
function clears(words: Line, value: unknown): boolean {
  const node = value as { form?: { kind: string; name?: unknown }; most?: { kind: string } };
  return (
    node.form?.kind === "none" ||
    node.form?.kind === "of" ||
    node.most?.kind === "none" ||
    words === "networks"
  );
}

/** Reads what a plan says of benefits, over what the plan that it is like says. */
export function draftBenefits(
  block: PlanBlock,
  files: FileScope,
  coverage: string,
  parent: BenefitDraft | undefined,
  scope: Scope,
): BenefitDraft | undefined {
  const isOfBenefits = ({ items }: Block) =>
    items[0]?.image === "benefits" || items[0]?.image === "frequency";
  const given = PAYING.some((words) => block.isGiven(words)) || block.blocks.some(isOfBenefits);
  if (!given && !parent) return undefined;
  const { troubles } = scope.reporter;
  const own = ownLines(block, scope);
  const cleared = new Set(
    [...own.values()].flatMap(({ words, read }) => (clears(words, read.value) ? [words] : [])),
  );
  const inherited = [...(parent?.lines ?? [])].filter(([, { words }]) => !cleared.has(words));
  const cells = new Map(parent?.cells);
  const counters = new Map(parent?.counters);
  const mine = new Map<string, RawCell>();
  const isRead = scope.reporter.troubles === troubles;
  const tableTroubles = scope.reporter.troubles;
  let rowsWhole = parent?.rowsWhole !== false;
  for (const inner of block.blocks) {
    if (inner.items[0]?.image !== "benefits") continue;
    const schedule = new ScheduleReader(files, coverage, scope).read(inner);
    rowsWhole &&= schedule.rowsWhole;
    for (const counter of schedule.counters) counters.set(counter.id, counter);
    for (const cell of schedule.cells) addCell(cell, mine, scope);
  }
  for (const cell of mine.values()) replaceInherited(cell, cells);
  for (const [key, cell] of mine) cells.set(key, cell);
  checkWithout(own, scope);
  return {
    lines: new Map([...inherited, ...own]),
    cells,
    counters,
    frequencies: new Map([...(parent?.frequencies ?? []), ...ownFrequencies(block, files, scope)]),
    isWhole: block.isWhole && isRead && parent?.isWhole !== false,
    rowsWhole,
    tablesWhole: scope.reporter.troubles === tableTroubles && parent?.tablesWhole !== false,
  };
}

/** `plan pays without maximum` beside a maximum, or for some services alone. */
function checkWithout(own: ReadonlyMap<string, { words: Line; read: Read<unknown> }>, scope: Scope): void {
  for (const words of LIMITS) {
    const lines = [...own.values()].filter((line) => line.words === words);
    const isNone = (value: unknown) => (value as LineValue<"plan pays">).most.kind === "none";
    const without = lines.find(({ read }) => isNone(read.value));
    const limited = lines.find(({ read }) => !isNone(read.value));
    if (without && limited) {
      scope.reporter.report("PW2307", { what: `\`${words}\` has a maximum and none` }, without.read.place, {
        related: [{ place: limited.read.place, message: "and here" }],
      });
    }
    const named = without && (without.read.value as LineValue<"plan pays">);
    const surplus = named?.for[0] ?? named?.in[0];
    if (without && surplus) {
      const place = placeOf(without.read.place.file, surplus.span);
      scope.reporter.report("PW0021", { words: surplus.name, where: "behind `without maximum`" }, place, {
        why: "It takes away all limits of a like plan.",
      });
    }
  }
}

/** Whether a cell is for all that another is for: a cell without a network is for every one. */
const covers = (a: string | undefined, b: string | undefined): boolean => a === undefined || a === b;
const meets = (a: string | undefined, b: string | undefined): boolean => covers(a, b) || b === undefined;

/** A share of the plan takes the place of all that a like plan says of the same, by row or by ladder. */
function replaceInherited({ service, network, channel }: RawCell, cells: Map<string, RawCell>): void {
  for (const [key, cell] of cells) {
    if (cell.service === service && covers(network, cell.network) && covers(channel, cell.channel))
      cells.delete(key);
  }
}

/** A share of the same in another table: two rows, a row beside a ladder, or two ladders. */
function rival(cell: RawCell, cells: ReadonlyMap<string, RawCell>): RawCell | undefined {
  return [...cells.values()].find(
    ({ service, network, channel, block }) =>
      service === cell.service &&
      service !== undefined &&
      meets(network, cell.network) &&
      meets(channel, cell.channel) &&
      block !== cell.block,
  );
}

function addCell(cell: RawCell, into: Map<string, RawCell>, scope: Scope): void {
  const key = keyText(cell);
  const earlier = into.get(key) ?? rival(cell, into);
  if (earlier) {
    const of = cell.service ?? "every other service";
    scope.reporter.report("PW2307", { what: `There are two shares for ${of}` }, cell.keyPlace, {
      related: [{ place: earlier.keyPlace, message: "given here first" }],
      why: "Which of the two holds would be a guess.",
      // One row that stands twice is one finding, however many columns it has.
      cause: `two shares ${cell.keyPlace.file} ${cell.keyPlace.span.start} ${of}`,
    });
  } else into.set(key, cell);
}

function ownLines(block: PlanBlock, scope: Scope): Map<string, { words: Line; read: Read<unknown> }> {
  const own = new Map<string, { words: Line; read: Read<unknown> }>();
  for (const words of PAYING) {
    for (const read of block.all(words) as readonly Read<unknown>[]) {
      const key = lineKey(words, read.value);
      const earlier = own.get(key);
      if (earlier) {
        scope.reporter.report("PW0024", { what: `\`${words}\` with these words` }, read.wordsPlace, {
          related: [{ place: earlier.read.wordsPlace, message: "given here first" }],
        });
      } else own.set(key, { words, read });
    }
  }
  return own;
}

function ownFrequencies(block: PlanBlock, files: FileScope, scope: Scope): Map<string, Read<unknown>> {
  const found = new Map<string, Read<unknown>>();
  for (const inner of block.blocks) {
    if (inner.items[0]?.image !== "frequency") continue;
    const { declared } = new BlockReader(files, inner, BLOCKS.frequency).read();
    for (const read of declared as unknown as readonly Read<Parameters<typeof bindFrequency>[0]["value"]>[]) {
      for (const name of read.value.services) {
        const earlier = found.get(name.name);
        if (earlier) {
          scope.reporter.report(
            "PW0024",
            { what: `How often ${name.name} is covered` },
            placeOf(files.file, name.span),
            {
              related: [{ place: earlier.place, message: "given here first" }],
            },
          );
        } else found.set(name.name, { ...read, value: { ...read.value, services: [name] } });
      }
    }
  }
  return found;
}

/** Resolves the names of a plan's benefits, once what it takes over is known. */
export function bindBenefits(
  draft: BenefitDraft,
  coverage: string,
  findPlans: (names: readonly NameNode[], file: string) => string[],
  scope: Scope,
): Benefits {
  const of = <W extends Line>(words: W): Read<LineValue<W>>[] =>
    [...draft.lines.values()].flatMap((line) =>
      line.words === words ? [line.read as Read<LineValue<W>>] : [],
    );
  const networks = of("networks").flatMap(({ value, place }) =>
    scope.lists.ids("network", coverage, value, place.file),
  );
  const all = scope.lists.of("network", coverage).map(({ id }) => id);
  const owner: Owner = { scope, coverage, networks: networks.length > 0 ? networks : all };
  const { troubles } = scope.reporter;
  const accumulators = bindAccumulators(draft, owner);
  const areKnown = draft.isWhole && scope.reporter.troubles === troubles;
  const names = new Set(accumulators.map(({ name }) => name));
  const cells = new CellBinder(draft.cells, names, areKnown, draft.rowsWhole, owner).bindAll();
  return {
    isWhole: draft.isWhole && scope.reporter.troubles === troubles,
    tablesWhole: draft.tablesWhole,
    networks: owner.networks,
    with: of("with").flatMap(({ value, place }) => {
      const when = value.when && bindCondition(value.when, scope, { file: place.file, coverage });
      return findPlans(value.names, place.file).map((plan) => ({ plan, when }));
    }),
    riderTo: of("rider to").flatMap(({ value, place }) => findPlans(value, place.file)),
    allowed: of("allowed charge").flatMap((read) => bindAllowed(read, owner) ?? []),
    accumulators,
    limits: LIMITS.flatMap((words) => of(words).flatMap((read) => bindLimit(words, read, owner))),
    counters: [...draft.counters.values()],
    cells,
    frequencies: [...draft.frequencies.values()].flatMap((read) =>
      bindFrequency(read as Parameters<typeof bindFrequency>[0], owner),
    ),
    rules: [
      ...of("covers").flatMap((read) => bindCovers(read, owner) ?? []),
      ...of("requires").flatMap((read) => bindRequires(read, owner) ?? []),
    ],
    excludes: of("excludes").flatMap(({ value, place }) =>
      scope.lists.ids("service", coverage, value, place.file),
    ),
    waiting: of("waiting period").flatMap((read) => bindWaiting(read, owner) ?? []),
    coordination: of("coordination").flatMap((read) => bindCoordination(read, owner) ?? []),
  };
}

function bindAccumulators(draft: BenefitDraft, owner: Owner): Accumulator[] {
  const bound: Omit<Accumulator, "id">[] = [];
  const lines = [...draft.lines.values()];
  for (const words of ACCUMULATORS) {
    for (const line of lines) {
      if (line.words !== words) continue;
      const read = line.read as Parameters<typeof bindAccumulator>[1];
      if (read.value.form.kind === "none") {
        reportClauses(words, read.value, read, owner);
        continue;
      }
      const one = bindAccumulator(words, read, owner);
      if (!one) continue;
      const carryOverMonths =
        words === "deductible" ? carryOver(draft, one.name, one.period?.kind, owner) : undefined;
      bound.push({ ...one, carryOverMonths });
    }
  }
  if (draft.isWhole) reportLostCarryOver(draft, new Set(bound.map(({ name }) => name)), owner);
  return bound.map((one) => ({ ...one, id: accumulatorId(one, bound) }));
}

/** Lines of one name for different networks or services fill different accounts. */
function accumulatorId(one: Omit<Accumulator, "id">, all: readonly Omit<Accumulator, "id">[]): string {
  const others = all.filter(({ name }) => name === one.name);
  const byNetwork = others.some(({ networks }) => networks.join() !== one.networks.join());
  const byService = others.some(({ services }) => services.join() !== one.services.join());
  const of = byService && one.services.length > 0 ? ` for ${one.services.join(", ")}` : "";
  return `${one.name}${of}${byNetwork && one.networks.length > 0 ? ` in ${one.networks.join(", ")}` : ""}`;
}

const carriedName = ({ of }: { readonly of: NameNode | undefined }): string =>
  of ? `deductible ${of.name}` : "deductible";

/** How many months of a year a deductible carries over; only one of years can. */
function carryOver(
  draft: BenefitDraft,
  name: string,
  period: string | undefined,
  { scope }: Owner,
): number | undefined {
  for (const { words, read } of draft.lines.values()) {
    if (words !== "carry over") continue;
    const { value, place } = read as Read<LineValue<"carry over">>;
    if (carriedName(value) !== name) continue;
    if (period === "calendar_year" || period === "contract_year") {
      return bindCount(value.months, place, scope.reporter, 12);
    }
    const what = `The ${name} is not of a year, so no months of it carry over`;
    scope.reporter.report("PW2306", { what }, place);
  }
  return undefined;
}

function reportLostCarryOver(draft: BenefitDraft, names: ReadonlySet<string>, { scope }: Owner): void {
  for (const { words, read } of draft.lines.values()) {
    if (words !== "carry over") continue;
    const { value, place } = read as Read<LineValue<"carry over">>;
    if (!names.has(carriedName(value)))
      scope.reporter.report("PW2305", { what: `There is no ${carriedName(value)} in this plan` }, place);
  }
}
