import type { RateBook } from "@planwright/ratebook";
import type * as S from "@planwright/semantics";
import { lowerCondition, lowerExpression, optional, present } from "./lower.js";
import type { Sources } from "./sources.js";

type Renewals = Pick<RateBook, "renewals" | "corridors" | "histories">;

const sortedBy = <T>(items: readonly T[], text: (item: T) => string): T[] =>
  [...items].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
const byId = <T extends { readonly id: string }>(items: readonly T[]): T[] => sortedBy(items, ({ id }) => id);
const whenAny = <T>(items: T[]): T[] | undefined => (items.length > 0 ? items : undefined);

/** How rates are renewed; what a program says nothing of is left out. */
export function lowerRenewals(program: S.Program, sources: Sources): Renewals {
  const lower = <T extends { readonly id: string; readonly origin: S.Origin }, U>(
    items: readonly T[],
    path: string,
    one: (item: T, path: string, sources: Sources) => U,
  ) =>
    byId(items).map((item, i) => sources.at(item.origin, `${path}/${i}`, one(item, `${path}/${i}`, sources)));
  return present({
    renewals: whenAny(lower(program.renewals, "/renewals", lowerRenewal)),
    corridors: whenAny(lower(program.corridors, "/corridors", lowerCorridors)),
    histories: whenAny(lower(program.histories, "/histories", lowerHistory)),
  });
}

function lowerRenewal(
  renewal: S.Renewal,
  path: string,
  sources: Sources,
): NonNullable<Renewals["renewals"]>[number] {
  const said = <T, U>(part: S.Placed<T> | undefined, name: string, one: (value: T) => U): U | undefined =>
    part && sources.at(part.origin, `${path}/${name}`, one(part.value));
  return present({
    id: renewal.id,
    name: renewal.name,
    coverages: [...renewal.coverages],
    carriers: [...renewal.carriers],
    when: optional(renewal.when, lowerCondition),
    first: said(renewal.first, "first", lowerExpression),
    change: sources.at(renewal.change.origin, `${path}/change`, lowerExpression(renewal.change.value)),
    within: said(renewal.corridors, "within", (id) => id),
    rounding: said(renewal.rounding, "rounding", (value) => ({ ...value })),
    newRates: said(renewal.newRates, "newRates", (value) => ({ ...value })),
  });
}

function lowerCorridors(
  { id, name, rows }: S.Corridors,
  path: string,
  sources: Sources,
): NonNullable<Renewals["corridors"]>[number] {
  const sorted = sortedBy(rows, ({ effective, coverages }) => `${effective.from} ${coverages.join(" ")}`);
  return {
    id,
    name,
    rows: sources.list(sorted, `${path}/rows`, ({ coverages, effective, least, most }) => ({
      coverages: [...coverages],
      effective: { ...effective },
      least,
      most,
    })),
  };
}

function lowerHistory(
  { id, name, keys, rows, parts }: S.History,
  path: string,
  sources: Sources,
): NonNullable<Renewals["histories"]>[number] {
  const numbered = rows.map((row, number) => ({ ...row, number }));
  const sorted = sortedBy(numbered, (row) =>
    JSON.stringify([keys.map((key) => row.keys[key]), row.effective]),
  );
  const placeOf = new Map(sorted.map(({ number }, i) => [number, i]));
  const lowered = parts.map((said) => ({
    ...said,
    rows: said.rows.map((i) => placeOf.get(i) ?? 0).sort((a, b) => a - b),
  }));
  return {
    id,
    name,
    keys: [...keys],
    rows: sources.list(sorted, `${path}/rows`, ({ keys: of, effective, change }) => {
      const own = Object.fromEntries(Object.entries(of).map(([key, names]) => [key, [...names]]));
      return change === "not_printed"
        ? { keys: own, effective, hole: change }
        : { keys: own, effective, least: change.least, most: change.most };
    }),
    parts: sources.list(
      sortedBy(lowered, (said) => JSON.stringify([said.rows, said.parts])),
      `${path}/parts`,
      (said) => ({
        rows: said.rows,
        parts: said.parts.map((part) => ({ ...part })),
        together: said.together,
      }),
    ),
  };
}
