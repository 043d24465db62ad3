import { type LiteralNode, Text, textValue, type Token } from "@planwright/syntax";
import type { ProgramFacts } from "../../bind/program.js";
import { placeOf, type Scope } from "../../bind/scope.js";
import type { RateTable } from "../../model.js";
import type { Read } from "../../reading/block.js";

/** The days that a program gives its document: the day it bears, what it tells of, and from when groups may join. */
export function checkDocumentDays(facts: ProgramFacts, rates: readonly RateTable[], scope: Scope): void {
  const { block } = facts;
  if (!block) return;
  const read = block.one("dated");
  const dated = read && dayOf(read, scope);
  const events = block.all("event").map((event) => ({ event, told: toldOf(event, scope) }));
  for (const { event, told } of events) {
    if (!told || dated === undefined || told.day <= dated) continue;
    scope.reporter.report("PW5110", { what: told.what, day: told.day, dated }, event.place, {
      related: read ? [{ place: read.place, message: "the day that the document bears" }] : [],
      why: "A document tells of what has been. One of the two days is wrong, or the document was written later.",
    });
  }
  const joining = block.one("joining from");
  const from = joining && dayOf(joining, scope);
  if (joining && from !== undefined) checkJoining(from, joining, rates, scope);
}

/** Whoever reads an offer can join from a day on: rates that have ended by then are not what they will pay. */
function checkJoining(
  from: string,
  { place }: Read<unknown>,
  rates: readonly RateTable[],
  scope: Scope,
): void {
  const last = new Map<string, RateTable>();
  for (const table of rates) {
    for (const coverage of table.coverages) {
      const other = last.get(coverage);
      if (!other || other.effective.to < table.effective.to) last.set(coverage, table);
    }
  }
  const ended = [...last].filter(([, table]) => table.effective.to < from);
  const [first] = ended;
  if (!first) return;
  const end = ended.reduce(
    (latest, [, { effective }]) => (effective.to > latest ? effective.to : latest),
    "",
  );
  scope.reporter.report("PW5111", { coverages: ended.map(([coverage]) => coverage), end, from }, place, {
    related: [{ place: first[1].origin.place, message: `rates to ${first[1].effective.to}` }],
    why: "What a group would pay is in none of these rates, and an offer that is compared by them is compared by old ones.",
  });
}

function dayOf({ value, place }: Read<LiteralNode>, scope: Scope): string | undefined {
  if (value.kind === "day") return value.value;
  scope.reporter.report("PW3003", { wanted: "A day", got: "another figure" }, place, {
    why: "A day is written like `2015-01-01`.",
  });
  return undefined;
}

/** `1990-04-13 "Employee meeting"`. */
function toldOf(
  { value, place }: Read<readonly Token[]>,
  scope: Scope,
): { readonly day: string; readonly what: string } | undefined {
  const [day, text, surplus] = value;
  const isDay = day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day.image);
  if (isDay && text?.tokenType === Text && !surplus) return { day: day.image, what: textValue(text) };
  const odd = isDay ? (surplus ?? text) : day;
  const at = odd ? { start: odd.startOffset, end: odd.endOffset + 1 } : place.span;
  scope.reporter.report("PW0023", { found: odd?.image, of: "`event`" }, placeOf(place.file, at), {
    why: 'It is written like `event 1990-04-13 "Employee meeting"`.',
  });
  return undefined;
}
