import { isDimension, type Scope } from "../bind/scope.js";
import type { Condition, Expression, Input, Range } from "../model.js";
import {
  describePiece,
  domainOf,
  type Interval,
  intervalOf,
  isWhole,
  type Piece,
  piecesOf,
} from "./bands.js";
import { cutOf, describeStretch, holdsIn, type Stretch, stretchesOf } from "./stretches.js";

/** One fact that conditions ask about, and the cases that they tell apart. */
interface Fact {
  readonly key: string;
  readonly input: Input | undefined;
  /** Names of a closed list, stretches of days or of figures. */
  readonly cases: readonly Case[];
}

type Case =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "days"; readonly days: Stretch }
  | { readonly kind: "piece"; readonly piece: Piece };

/** A choice of one case for each fact. */
type Assignment = ReadonlyMap<string, Case>;

/** More combinations than these are not gone through. */
const MOST_COMBINATIONS = 4_000;

/**
 * Goes through all cases that some conditions can tell apart. Only conditions on closed lists, on days and on figures
 * compared with literals can be gone through; for others there are no cases.
 */
export class Cases {
  private constructor(
    private readonly facts: readonly Fact[],
    private readonly scope: Scope,
  ) {}

  static of(
    conditions: readonly (Condition | undefined)[],
    scope: Scope,
    coverage?: string,
  ): Cases | undefined {
    const asked: Asked = { names: new Map(), ranges: new Map(), cuts: new Map() };
    const { names, ranges, cuts } = asked;
    for (const condition of conditions) {
      if (condition && !collect(condition, scope, coverage, asked)) return undefined;
    }
    const facts: Fact[] = [];
    for (const [key, members] of names) {
      facts.push({
        key,
        input: scope.inputs.get(key),
        cases: [...members].map((name) => ({ kind: "name", name })),
      });
    }
    for (const [key, days] of cuts) {
      const cases = stretchesOf(days).map((stretch) => ({ kind: "days" as const, days: stretch }));
      facts.push({ key, input: scope.inputs.get(key), cases });
    }
    for (const [key, bands] of ranges) {
      const input = scope.inputs.get(key);
      if (!input) return undefined;
      const pieces = piecesOf(
        bands.map((band) => intervalOf(band, isWhole(input))),
        domainOf(input),
      );
      facts.push({ key, input, cases: pieces.map((piece) => ({ kind: "piece", piece })) });
    }
    const combinations = facts.reduce((product, { cases }) => product * cases.length, 1);
    return combinations <= MOST_COMBINATIONS ? new Cases(facts, scope) : undefined;
  }

  /** Every combination of cases. */
  *all(): Generator<Assignment> {
    yield* this.from(0, new Map());
  }

  private *from(depth: number, made: Map<string, Case>): Generator<Assignment> {
    const fact = this.facts[depth];
    if (!fact) {
      yield new Map(made);
      return;
    }
    for (const one of fact.cases) {
      made.set(fact.key, one);
      yield* this.from(depth + 1, made);
    }
  }

  holds(condition: Condition | undefined, assignment: Assignment): boolean {
    return condition === undefined || holds(condition, assignment, this.scope);
  }

  /** "status is active and lives 10": a case in words, leaving out facts that do not matter. */
  describe(assignment: Assignment): string {
    const parts = [...assignment].map(([key, one]) => {
      const fact = this.facts.find((candidate) => candidate.key === key);
      if (one.kind === "name")
        return fact?.input?.kind === "truth" ? `${key} is ${one.name}` : `${key} is ${one.name}`;
      if (one.kind === "days") return describeStretch(key, one.days);
      return fact?.input ? describePiece(one.piece, fact.input).replace(/^Age/, key) : key;
    });
    return parts.join(" and ") || "nothing more is said";
  }

  /** The only figure that the conditions ask about, if there is just one; with its pieces in order. */
  get onlyFigure(): { readonly input: Input; readonly pieces: readonly Piece[] } | undefined {
    const figures = this.facts.filter(({ cases }) => cases[0]?.kind === "piece");
    const [only] = figures;
    if (figures.length !== 1 || !only?.input) return undefined;
    return {
      input: only.input,
      pieces: only.cases.flatMap((one) => (one.kind === "piece" ? [one.piece] : [])),
    };
  }
}

/** What conditions compare facts with. */
interface Asked {
  readonly names: Map<string, Set<string>>;
  readonly ranges: Map<string, Range[]>;
  readonly cuts: Map<string, Set<string>>;
}

function collect(c: Condition, scope: Scope, coverage: string | undefined, asked: Asked): boolean {
  const { names, ranges, cuts } = asked;
  switch (c.op) {
    case "all":
    case "any":
      return c.of.every((part) => collect(part, scope, coverage, asked));
    case "not":
      return collect(c.of, scope, coverage, asked);
    case "truth":
      names.set(c.ref, new Set(["yes", "no"]));
      return true;
    case "condition": {
      const named = scope.conditions.get(c.ref);
      return named !== undefined && collect(named.when, scope, coverage, asked);
    }
    case "is": {
      const members = scope.membersOf(c.key, coverage);
      if (!members || (isDimension(c.key) && c.key === "class")) return false;
      names.set(c.key, new Set(members));
      return true;
    }
    case "day":
      cuts.set(c.ref, new Set([...(cuts.get(c.ref) ?? []), cutOf(c)]));
      return true;
    case "dates":
      return false;
    case "compare":
    case "within": {
      const band = bandOf(c);
      if (!band) return false;
      ranges.set(band.key, [...(ranges.get(band.key) ?? []), band.range]);
      return true;
    }
  }
}

const inputOf = (e: Expression): string | undefined => (e.op === "input" ? e.ref : undefined);

/** A comparison of an input with a literal, as a band of the input. Percentages are written as such in bands. */
function bandOf(c: Condition): { readonly key: string; readonly range: Range } | undefined {
  const open: Range = { min: undefined, minHeld: true, max: undefined, maxHeld: true };
  if (c.op === "within") {
    const key = inputOf(c.a);
    return key === undefined ? undefined : { key, range: c.range };
  }
  if (c.op !== "compare" || c.b.op !== "literal" || c.b.percent) return undefined;
  const key = inputOf(c.a);
  const { value } = c.b;
  if (key === undefined) return undefined;
  switch (c.relation) {
    case "at_least":
      return { key, range: { ...open, min: value } };
    case "over":
      return { key, range: { ...open, min: value, minHeld: false } };
    case "at_most":
      return { key, range: { ...open, max: value } };
    case "under":
      return { key, range: { ...open, max: value, maxHeld: false } };
    case "equal":
      return { key, range: { ...open, min: value, max: value } };
  }
}

function holds(c: Condition, assignment: Assignment, scope: Scope): boolean {
  switch (c.op) {
    case "all":
      return c.of.every((part) => holds(part, assignment, scope));
    case "any":
      return c.of.some((part) => holds(part, assignment, scope));
    case "not":
      return !holds(c.of, assignment, scope);
    case "truth":
      return nameIn(assignment, c.ref) === "yes";
    case "condition": {
      const named = scope.conditions.get(c.ref);
      return named !== undefined && holds(named.when, assignment, scope);
    }
    case "is":
      return c.values.includes(nameIn(assignment, c.key) ?? "");
    case "day": {
      const one = assignment.get(c.ref);
      return one?.kind === "days" && holdsIn(c, one.days);
    }
    case "dates":
      return false;
    case "compare":
    case "within": {
      const band = bandOf(c);
      if (!band) return false;
      const one = assignment.get(band.key);
      const input = scope.inputs.get(band.key);
      return (
        one?.kind === "piece" &&
        input !== undefined &&
        inBand(one.piece, intervalOf(band.range, isWhole(input)))
      );
    }
  }
}

function nameIn(assignment: Assignment, key: string): string | undefined {
  const one = assignment.get(key);
  return one?.kind === "name" ? one.name : undefined;
}

/** Pieces are cut at the ends of every band, so a band holds a piece wholly or not at all. */
function inBand(piece: Piece, band: Interval): boolean {
  return piecesOf([band], piece)[0]?.bands.length === 1;
}

/** The names, or the stretch of figures, of a key for which a condition can hold. */
export function namesUnder(
  when: Condition | undefined,
  key: string,
  members: readonly string[],
  scope: Scope,
): readonly string[] {
  const cases = when && Cases.of([when], scope);
  if (!cases) return members;
  const possible = new Set<string>();
  for (const assignment of cases.all()) {
    if (!cases.holds(when, assignment)) continue;
    const name = nameIn(assignment, key);
    if (name === undefined) return members;
    possible.add(name);
  }
  return members.filter((member) => possible.has(member));
}

export function domainUnder(when: Condition | undefined, input: Input, scope: Scope): Interval {
  const domain = domainOf(input);
  const cases = when && Cases.of([when], scope);
  if (!cases) return domain;
  const possible: Piece[] = [];
  for (const assignment of cases.all()) {
    if (!cases.holds(when, assignment)) continue;
    const one = assignment.get(input.id);
    if (one?.kind !== "piece") return domain;
    possible.push(one.piece);
  }
  const order = cases.onlyFigure?.pieces ?? possible;
  const kept = order.filter((piece) =>
    possible.some(({ low, high }) => low === piece.low && high === piece.high),
  );
  const [first] = kept;
  const last = kept[kept.length - 1];
  return first && last ? { low: first.low, high: last.high } : domain;
}
