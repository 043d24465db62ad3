import {
  Comma,
  type DeclarationNode,
  type Span,
  spanOfTokens,
  Text,
  type Token,
  textValue,
  Word,
} from "@planwright/syntax";
import { nearest, replaceWith } from "../diagnostics/report.js";
import type { Area, Condition, NamedCondition, Tier } from "../model.js";
import { formerDisplayName, formerNode, noteFormer } from "./former-names.js";
import { spaceOfKey, VALUES } from "../names.js";
import type { ReadBlock } from "../reading/block.js";
import { bindCondition } from "../types/condition.js";
import type { BLOCKS } from "../vocabulary/index.js";
import { placeOf, type Scope } from "./scope.js";

type Blocks = typeof BLOCKS;

export function bindCarriers(block: ReadBlock<Blocks["carriers"]>, scope: Scope): void {
  for (const { value, origin } of block.declared) {
    refuse(value.covers ? "`covers`" : value.when ? "`when`" : undefined, value.span, block.file, scope);
    const { name, title } = value;
    const formerly = formerDisplayName(value.formerly, block.file, scope);
    scope.carriers.declare(name, block.file, {
      id: name.name,
      name: title?.text ?? name.name,
      formerly,
      origin,
    });
  }
}

export function bindCoverageNames(block: ReadBlock<Blocks["coverages"]>, scope: Scope): void {
  for (const { value, origin } of block.declared) {
    refuse(value.covers ? "`covers`" : value.when ? "`when`" : undefined, value.span, block.file, scope);
    const { name, title } = value;
    noteFormer({ of: "coverage", node: value.formerly, is: name.name, file: block.file, origin }, scope);
    scope.coverages.declare(name, block.file, { id: name.name, name: title?.text ?? name.name, origin });
  }
}

/** A quality that this kind of name does not have. */
function refuse(what: string | undefined, span: Span, file: string, scope: Scope): void {
  if (what)
    scope.reporter.report("PW0021", { words: what.slice(1, -1), where: "on this line" }, placeOf(file, span));
}

/** Who is not the employee. */
const OTHERS = /\b(spouse|child|children|dependents?|domestic_partner)\b/;

/** How many people a tier covers. `employee` is one; `2 or more dependents` is open. */
export function bindTiers(block: ReadBlock<Blocks["tiers"]>, scope: Scope): void {
  const alone = tierOfOne(block.declared.map(({ value }) => value));
  const tiers: Tier[] = [];
  for (const { value, origin } of block.declared) {
    refuse(value.when ? "`when`" : undefined, value.span, block.file, scope);
    const { name, title, covers } = value;
    noteFormer({ of: "tier", node: value.formerly, is: name.name, file: block.file, origin }, scope);
    const groups = covers?.groups;
    const open = groups?.some(({ most }) => most === undefined) ?? true;
    const sum = (pick: "least" | "most") => groups?.reduce((total, group) => total + (group[pick] ?? 0), 0);
    const tier: Tier = {
      id: name.name,
      name: title?.text ?? name.name,
      least: sum("least"),
      most: open ? undefined : sum("most"),
      alone: value === alone,
      origin,
    };
    if (scope.tiers.declare(name, block.file, tier)) tiers.push(tier);
  }
  if (block.heading?.name) scope.reporter.names?.declare("a set of tiers", block.heading.name, block.file);
  scope.tierSets = [
    ...scope.tierSets,
    { id: block.heading?.name?.name, name: block.heading?.title?.text, tiers },
  ];
}

/** The one tier that covers the employee alone; none where two could be it. */
function tierOfOne(tiers: readonly DeclarationNode[]): DeclarationNode | undefined {
  const ofOne = tiers.filter(({ covers }) => {
    const [only, second] = covers?.groups ?? [];
    return only && !second && only.least === 1 && only.most === 1 && !OTHERS.test(only.who);
  });
  const named = ofOne.filter(({ covers }) => covers?.groups[0]?.who === "employee");
  const [first, second] = named.length > 0 ? named : ofOne;
  return second ? undefined : first;
}

export function bindClasses(block: ReadBlock<Blocks["classes"]>, scope: Scope): NamedCondition[] {
  const bound: NamedCondition[] = [];
  for (const { value, origin } of block.declared) {
    const { name, title } = value;
    noteFormer({ of: "class", node: value.formerly, is: name.name, file: block.file, origin }, scope);
    if (!value.when) {
      scope.reporter.report(
        "PW0025",
        { block: `The class ${name.name}`, what: "condition" },
        placeOf(block.file, value.span),
        {
          why: 'It is written like `full_time "Full-time employee" when hours at least 30`.',
        },
      );
      continue;
    }
    const when = bindCondition(value.when, scope, { file: block.file, coverage: undefined });
    if (when && asksForClass(when)) {
      scope.reporter.report(
        "PW1004",
        { path: [name.name, "class", name.name] },
        placeOf(block.file, value.span),
        {
          why: "A class is decided by facts about the person, not by the class.",
        },
      );
      continue;
    }
    if (when) bound.push({ id: name.name, name: title?.text ?? name.name, when, origin });
  }
  return bound;
}

function asksForClass(c: Condition): boolean {
  switch (c.op) {
    case "all":
    case "any":
      return c.of.some(asksForClass);
    case "not":
      return asksForClass(c.of);
    case "is":
      return c.key === "class";
    default:
      return false;
  }
}

/** Cuts a list of names and texts at its commas. A name may be several words: `Contra Costa`. */
function placesIn(tokens: readonly Token[]): { readonly place: string; readonly span: Span }[] {
  const places: { place: string; span: Span }[] = [];
  let item: Token[] = [];
  const end = () => {
    const place = item.map((token) => (token.tokenType === Text ? textValue(token) : token.image)).join(" ");
    if (item.length > 0) places.push({ place, span: spanOfTokens(item, { start: 0, end: 0 }) });
    item = [];
  };
  for (const token of tokens) {
    if (token.tokenType === Comma) end();
    else item.push(token);
  }
  end();
  return places;
}

export function bindPlaces(block: ReadBlock<Blocks["places"]>, scope: Scope): void {
  const name = block.heading?.name;
  if (!name) return;
  const places: string[] = [];
  const seen = new Map<string, Span>();
  for (const { value } of block.declared) {
    for (const { place, span } of placesIn(value)) {
      const earlier = seen.get(place);
      if (earlier) {
        scope.reporter.report("PW1002", { name: place, kind: "place" }, placeOf(block.file, span), {
          related: [{ place: placeOf(block.file, earlier), message: "listed here first" }],
        });
      } else places.push(place);
      seen.set(place, span);
    }
  }
  scope.places.declare(name, block.file, { id: name.name, places, origin: block.origin });
}

interface RawArea {
  readonly id: string;
  readonly name: string;
  readonly places: readonly { readonly place: string; readonly span: Span }[];
  readonly otherwise: boolean;
  readonly origin: Area["origin"];
}

/** Declares the names of the areas, so that conditions and tables can use them. */
export function declareAreas(block: ReadBlock<Blocks["areas"]>, scope: Scope): RawArea[] {
  const raw: RawArea[] = [];
  for (const { value, origin, place } of block.declared) {
    const [first, ...rest] = value;
    if (!first || first.tokenType !== Word) {
      scope.reporter.report("PW0023", { found: first?.image, of: "the name of an area" }, place);
      continue;
    }
    const texts = rest.filter(({ tokenType }, i) => tokenType === Text && i === firstText(rest));
    const title = texts[0];
    const qualities = title ? rest.slice(rest.indexOf(title) + 1) : rest;
    const [word, former] = qualities;
    const isRenamed = word?.image === "formerly" && former !== undefined;
    if (isRenamed) {
      const node = formerNode(former);
      noteFormer({ of: "area", node, is: first.image, file: block.file, origin }, scope);
    }
    const after = isRenamed ? qualities.slice(2) : qualities;
    const otherwise = after.length === 1 && after[0]?.image === "otherwise";
    const name = { kind: "name" as const, name: first.image, span: spanOfTokens([first], place.span) };
    const ok = scope.areaNames.declare(name, block.file, { id: first.image, origin });
    if (!ok) continue;
    if (after.length === 0) {
      scope.reporter.report("PW0025", { block: `The area ${first.image}`, what: "places" }, place, {
        why: "Its places stand after its display name, or `otherwise` for all that are in no other area.",
      });
    }
    raw.push({
      id: first.image,
      name: title ? textValue(title) : first.image,
      places: otherwise ? [] : placesIn(after),
      otherwise,
      origin,
    });
  }
  return raw;
}

const firstText = (tokens: readonly Token[]): number =>
  tokens.findIndex(({ tokenType }) => tokenType === Text);

/** Shares out the values of the input among the areas; each must be in exactly one. */
export function bindAreas(block: ReadBlock<Blocks["areas"]>, raw: readonly RawArea[], scope: Scope): void {
  const by = block.heading?.by;
  if (!by) return;
  const place = placeOf(block.file, by.span);
  const input = scope.inputs.get(by.name);
  scope.reporter.names?.use(VALUES, by, block.file);
  if (!input) {
    scope.values.missing(by.name, place);
    return;
  }
  if (input.choices.length === 0) {
    scope.reporter.report(
      "PW3003",
      { wanted: "An input with a closed list of values", got: `${by.name}, which takes any` },
      place,
      {
        why: "With an open list, a misspelt place would be rated as if it were in another area.",
      },
    );
    return;
  }
  const [first, second] = raw.filter(({ otherwise }) => otherwise);
  if (first && second) {
    scope.reporter.report("PW0024", { what: "`otherwise`" }, second.origin.place, {
      related: [{ place: first.origin.place, message: "given here first" }],
    });
  }
  const troubles = scope.reporter.troubles;
  const values = new Set(input.choices);
  const owner = new Map<string, Span>();
  for (const area of raw) {
    for (const { place: value, span } of area.places)
      claim(value, span, values, owner, block.file, scope, by.name);
  }
  const rest = input.choices.filter((value) => !owner.has(value));
  const wasRead =
    block.isWhole && scope.reporter.troubles === troubles && raw.length === block.declared.length;
  if (wasRead && rest.length > 0 && !raw.some(({ otherwise }) => otherwise)) {
    scope.reporter.report("PW2017", { places: rest }, placeOf(block.file, block.node.span), {
      why: "A person there could not be rated. Add the place to an area, or write one area with `otherwise`.",
    });
  }
  const areas = raw.map(({ id, name, places, otherwise, origin }) => ({
    id,
    name,
    places: otherwise ? rest : places.map((p) => p.place),
    origin,
  }));
  scope.areas = { by: by.name, areas };
}

function claim(
  value: string,
  span: Span,
  values: ReadonlySet<string>,
  owner: Map<string, Span>,
  file: string,
  scope: Scope,
  input: string,
): void {
  const place = placeOf(file, span);
  const earlier = owner.get(value);
  scope.reporter.names?.use(spaceOfKey(input), { name: value, span }, file);
  if (!values.has(value)) {
    const meant = nearest(value, values);
    scope.reporter.report("PW1001", { name: value, kind: `a value of ${input}` }, place, {
      label: meant ? `did you mean ${meant}?` : "not one of its values",
      fixes: meant ? [replaceWith(place, meant)] : [],
    });
  } else if (earlier) {
    scope.reporter.report("PW2016", { place: value }, place, {
      related: [{ place: placeOf(file, earlier), message: "listed here first" }],
      why: "Which of the two rates holds there would be a guess.",
    });
  } else owner.set(value, span);
}
