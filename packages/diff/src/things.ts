import type { Tell } from "./changes.js";
import { differences, labelOf, pairs, sayPath } from "./generic.js";
import type { ChangedNoun, Kind, Noun } from "./kinds.js";
import { isObject, say } from "./say.js";
import { spaced } from "@planwright/ratebook";

/** How things of one noun are told. */
export interface How {
  readonly noun: Noun;
  /** Under which heading, for a reader. */
  readonly subject: string;
  /** Where they stand in the rate book: `/carriers`; absent where that is not known. */
  readonly pointer?: string | undefined;
  /** Before the noun in a path: `plan/gold_ppo`. */
  readonly path?: readonly string[];
  /** What one is called for a reader; else its name, its id or its number. */
  readonly called?: (item: unknown) => string | undefined;
}

/** How what is inside one thing is told. */
export interface HowInside extends Omit<How, "noun"> {
  readonly noun: ChangedNoun;
}

/** A thing in words, without what it is called. */
function words(item: unknown): string {
  if (!isObject(item)) return say(item);
  const { id: _, name, ...rest } = item;
  return say(rest) || say(name ?? item.id);
}

const nameOf = (item: unknown): string | undefined =>
  isObject(item) && typeof item.name === "string" ? item.name : labelOf(item);

/** Compares two lists of things, each by its id or by what it says. */
export function compareThings(
  before: readonly unknown[],
  after: readonly unknown[],
  how: How,
  tell: Tell,
): void {
  const path = [...(how.path ?? []), how.noun];
  for (const { from, to } of pairs(before, after)) {
    const item = to === undefined ? before[from ?? 0] : after[to];
    const label = labelOf(item) ?? how.called?.(item) ?? String((to ?? from ?? 0) + 1);
    const name = how.called?.(item) ?? nameOf(item) ?? label;
    const at = [...path, label];
    if (from === undefined)
      tell({ ...plain(how, "added", at, name), after: words(item), pointer: below(how, to) });
    else if (to === undefined)
      tell({
        ...plain(how, "removed", at, name),
        before: words(item),
        pointer: below(how, from),
        in: "base",
      });
    else compareInside(before[from], item, { ...how, pointer: below(how, to) }, at, name, tell);
  }
}

const below = ({ pointer }: How, at: number | undefined): string | undefined =>
  pointer === undefined || at === undefined ? undefined : `${pointer}/${at}`;

function plain(how: How, what: "added" | "removed", path: readonly string[], name: string) {
  return named(how, `${how.noun}.${what}`, path, name);
}

function named(how: HowInside, kind: Kind, path: readonly string[], name: string) {
  return {
    kind,
    path,
    subject: how.subject,
    what: how.noun === name ? name : `${spaced(how.noun)}, ${name}`,
  };
}

/** Compares what one thing says, before and after. */
export function compareInside(
  before: unknown,
  after: unknown,
  how: HowInside,
  path: readonly string[],
  name: string,
  tell: Tell,
): void {
  for (const found of differences(before, after)) {
    const isName = found.path.length === 1 && found.path[0] === "name";
    const inside = sayPath(found.path);
    const told = named(how, `${how.noun}.changed`, [...path, ...found.path], name);
    tell({
      ...told,
      kind: isName ? "name.changed" : told.kind,
      what: inside === "" ? told.what : `${told.what}, ${inside}`,
      ...("before" in found ? { before: say(found.before) } : {}),
      ...("after" in found ? { after: say(found.after) } : {}),
      pointer: how.pointer === undefined ? undefined : `${how.pointer}${found.pointer}`,
      in: "after" in found ? "head" : "base",
    });
  }
}
