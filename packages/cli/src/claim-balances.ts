import { type Balance, type ClaimAnswer, listed } from "@planwright/evaluator";
import { bare, centsOf, dateInWords, isZero, type Names, type Paid } from "./claim-words.js";
import { type Colors, wrap } from "./text.js";

const BLOCKS = 20;
/** Where the names of members end, and the columns of figures. */
const WHO_END = 27;
const FIGURE = 13;
const WIDTH = 100;

interface Group {
  readonly title: string;
  readonly rows: readonly Balance[];
}

/** What deductibles, maxima and limits stand at after the last line, with bars. */
export function balancesText({ answer, household }: Paid, names: Names, c: Colors): string {
  const isUntouched = answer.lines.length === 0 && (household.claim?.used ?? []).length === 0;
  const groups = isUntouched ? [] : groupsOf(answer.accumulators, answer.plan, names);
  if (groups.length === 0) return "";
  const hasCents = groups.some(({ rows }) => rows.some((one) => one.unit === undefined && !isWhole(one)));
  const heading = `${c.bold(`After these claims${whenWords(answer, names)}`.padEnd(49))}${"used".padStart(FIGURE)}${"limit".padStart(FIGURE)}${"left".padStart(FIGURE)}`;
  const lines = groups.flatMap((group) => groupLines(withFamily(group, answer.accumulators), hasCents, c));
  const remarks = familyRemarks(
    answer.accumulators,
    household.claim?.members.map(({ id }) => id) ?? [],
    names,
  );
  return [heading, ...lines, ...remarks.map((remark) => wrap(remark, WIDTH))]
    .map((line) => `${line}\n`)
    .join("");
}

/** `, in 2026`: where the claims are of several years, the one that the figures are of. */
function whenWords({ lines, accumulators }: ClaimAnswer, names: Names): string {
  const days = lines.map(({ date }) => date).sort();
  const [first, last] = [days[0], days[days.length - 1]];
  if (first === undefined || last === undefined || first === last) return "";
  const kinds = new Set(accumulators.map(({ plan, name }) => names.accumulator(plan, name)?.period?.kind));
  if (kinds.has("contract_year") || kinds.has("rolling")) return `, on ${dateInWords(last)}`;
  return first.slice(0, 4) === last.slice(0, 4) ? "" : `, in ${last.slice(0, 4)}`;
}

/** A person has nothing left where the family has nothing left. */
function withFamily({ title, rows }: Group, all: readonly Balance[]): Group {
  const isMet = (one: Balance): boolean =>
    all.some(
      (family) =>
        family.scope === "family" &&
        family.plan === one.plan &&
        family.name === one.name &&
        isNothing(family.remaining) &&
        (family.for === undefined || (one.member !== undefined && family.for.includes(one.member))),
    );
  const zero = (one: Balance): Balance =>
    one.scope === "person" && one.unit === undefined && isMet(one) ? { ...one, remaining: "0.00" } : one;
  return { title, rows: rows.map(zero) };
}

/**
 * The deductibles and maxima of the household's first plan, used or not; of its limits and of what comes with it only
 * what was used, as they can be many.
 */
function groupsOf(balances: readonly Balance[], plan: string | null, names: Names): Group[] {
  const groups = new Map<string, Balance[]>();
  for (const one of balances) {
    if (one.scope === "person" && isOverruled(one, balances, names)) continue;
    const key = `${one.plan}|${one.name}`;
    const rows = groups.get(key);
    if (rows) rows.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((rows): Group[] => {
    const [first] = rows;
    if (!first) return [];
    const used = rows.filter((one) => !isNothing(one.used));
    const isOwn = first.plan === plan && isAccumulator(first, names);
    const shown = isOwn ? rows : isAccumulator(first, names) && used.length > 0 ? rows : used;
    const of = first.plan === plan ? "" : `, ${names.plan(first.plan)}`;
    return shown.length === 0 ? [] : [{ title: `${names.account(first)}${of}`, rows: shown }];
  });
}

const isNothing = (figure: string): boolean => /^-?0+(\.0+)?$/.test(figure);

/** Limits have names of their own, which no accumulator has. */
const isAccumulator = ({ plan, name }: Balance, names: Names): boolean =>
  names.accumulator(plan, name) !== undefined;

/** In an aggregate family the amount of a person holds for nobody. */
function isOverruled({ plan, name }: Balance, all: readonly Balance[], names: Names): boolean {
  const hasFamily = all.some((one) => one.plan === plan && one.name === name && one.scope === "family");
  return hasFamily && names.isAggregate(plan, name);
}

const isWhole = ({ used, limit, remaining }: Balance): boolean =>
  [used, limit, remaining].every((figure) => /^-?\d+(\.00)?$/.test(figure));

function groupLines({ title, rows }: Group, hasCents: boolean, c: Colors): string[] {
  const people = rows.map(({ member }) => clipped(member ?? "family", 14));
  const fits = title.length + 2 + 2 + (people[0]?.length ?? 0) <= WHO_END;
  const lines = rows.map((one, i) => {
    const label = fits && i === 0 ? `  ${title}` : "";
    const who = people[i] ?? "";
    const figure = (text: string) => figureText(text, one.unit, hasCents).padStart(FIGURE);
    const isMet = isNothing(one.remaining) && !isNothing(one.limit) && Number(one.used) >= Number(one.limit);
    const figures = `${figure(one.used)}${figure(one.limit)}${figure(one.remaining)}`;
    return `${label}${who.padStart(WHO_END - label.length)}   ${bar(one)}${figures.slice(1)}${isMet ? `   ${c.green("met")}` : ""}`;
  });
  return fits ? lines : [wrap(title, WIDTH, "  "), ...lines];
}

const clipped = (name: string, most: number): string =>
  name.length > most ? `${name.slice(0, most - 1)}…` : name;

function figureText(text: string, unit: string | undefined, hasCents: boolean): string {
  if (unit !== undefined) return bare(text);
  return bare(hasCents ? text : text.replace(/\.00$/, ""));
}

/** A block for every twentieth that is used; what is begun shows one, and only what is full shows all. */
function bar({ used, limit }: Balance): string {
  const most = Number(limit);
  const share = most > 0 ? Math.min(1, Math.max(0, Number(used) / most)) : 0;
  const full = share > 0 ? Math.max(1, Math.floor(share * BLOCKS + 1e-9)) : 0;
  return `${"█".repeat(full)}${"░".repeat(BLOCKS - full)}`;
}

/** One sentence for each deductible that the family has met and members have not. */
function familyRemarks(balances: readonly Balance[], members: readonly string[], names: Names): string[] {
  return balances.flatMap((family) => {
    const { plan, name, scope, remaining, limit } = family;
    const found = names.accumulator(plan, name);
    if (scope !== "family" || !found || !isZero(remaining) || isZero(limit)) return [];
    const isMaximum = found.kind === "out_of_pocket_maximum";
    if (!isMaximum && found.kind !== "deductible") return [];
    const open = members.filter((member) =>
      balances.some((one) => one.plan === plan && one.name === name && one.member === member && hasRoom(one)),
    );
    const year =
      found.period?.kind === "calendar_year" || found.period?.kind === "contract_year" ? " this year" : "";
    const called = names.account(family);
    const what =
      name === "deductible"
        ? "family deductible"
        : `family's ${called.charAt(0).toLowerCase()}${called.slice(1)}`;
    if (isMaximum) {
      if (names.isAggregate(plan, name) || open.length === 0) return [];
      return [`The ${what} is met, so nobody pays more toward it${year}.`];
    }
    if (names.isAggregate(plan, name)) return [`The ${what} is met for every member${year}.`];
    if (open.length === 0) return [];
    const verb = open.length === 1 ? "has" : "have";
    const isOnly = !balances.some(
      (one) =>
        (one.plan !== plan || one.name !== name) &&
        names.accumulator(one.plan, one.name)?.kind === "deductible",
    );
    const more = isOnly && name === "deductible" ? "no more deductible" : "no more of it";
    return [`The ${what} is met, so ${listed(open)} ${verb} ${more} to meet${year}.`];
  });
}

const hasRoom = ({ remaining }: Balance): boolean => (centsOf(remaining) ?? 0n) > 0n;
