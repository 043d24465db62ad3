import {
  type Among,
  CensusComparison,
  type CensusEffect,
  ClaimsComparison,
  type ClaimsEffect,
  type Comparison,
  effectOnMembers,
  type Facts,
  type MemberEffect,
  paysClaims,
  type People,
  peopleOf,
} from "@planwright/diff";
import type { RateBook } from "@planwright/ratebook";
import { readCensus } from "../census.js";
import { knownOf, readHousehold } from "../claim-household.js";
import { openClaims } from "../claims-file.js";

/** What a change means for people. */
export interface PeopleEffects {
  /** What members pay in scenarios; empty where nothing can be told of claims. */
  readonly members: readonly MemberEffect[];
  readonly census?: CensusEffect;
  readonly claims?: ClaimsEffect;
}

interface Asked {
  readonly given: Facts;
  readonly census?: string;
  readonly claims?: string;
  readonly ignore: readonly string[];
}

/** Asks both programs: scenarios where something has changed that members could feel, and the files that are given. */
export async function effectsOn(
  { base, changes, renames }: Comparison,
  head: RateBook,
  { given, census, claims, ignore }: Asked,
): Promise<PeopleEffects> {
  const isTold = changes.length > 0 && paysClaims(base) && paysClaims(head);
  if (!isTold && census === undefined && claims === undefined) return { members: [] };
  const people = peopleOf(base, head);
  const among = new Map<string, Among>();
  const counted = census === undefined ? undefined : await rated(people, renames, census, ignore, among);
  const paid = claims === undefined ? undefined : await adjudicated(people, renames, claims, among);
  return {
    members: isTold ? effectOnMembers(people, given) : [],
    ...(counted ? { census: counted } : {}),
    ...(paid ? { claims: paid } : {}),
  };
}

/** Rates the rows of a census; `among` then says where each person stands, by the id of the row. */
async function rated(
  people: People,
  renames: Comparison["renames"],
  path: string,
  ignore: readonly string[],
  among: Map<string, Among>,
): Promise<CensusEffect> {
  const comparison = new CensusComparison(people, renames);
  for await (const { line, person, fault } of readCensus(path, comparison.columns, new Set(ignore))) {
    const name = person.id || `line ${line}`;
    if (fault !== undefined) comparison.fail(name, fault);
    else {
      const stands = comparison.add(person, name);
      if (person.id) among.set(person.id, stands);
    }
  }
  return comparison.effect();
}

async function adjudicated(
  people: People,
  renames: Comparison["renames"],
  path: string,
  among: ReadonlyMap<string, Among>,
): Promise<ClaimsEffect> {
  const comparison = new ClaimsComparison(people, renames);
  const columns = new Set([...people.base.book.columns.keys(), ...people.head.book.columns.keys()]);
  const known = knownOf(people.head.rateBook, columns);
  const { households } = await openClaims(path);
  for await (const raw of households) {
    const { id, place, claim, fault, entries } = readHousehold(raw, known);
    const name = id ?? place;
    const why = fault?.message ?? entries.find((entry) => entry.fault)?.fault?.message;
    if (!claim || why !== undefined) comparison.fail(name, why ?? "It is no household.");
    else comparison.add(claim, name, id === null ? {} : among.get(id));
  }
  return comparison.effect();
}
