import {
  type Block,
  type Cell,
  type EventsNode,
  type EventWord,
  readValue,
  type ValueType,
  type ValueTypes,
} from "@planwright/syntax";
import type { Pays } from "../../eligibility-model.js";
import type { Point } from "../../model.js";
import type { FileScope } from "../../reading/block.js";
import { bindCondition } from "../../types/condition.js";
import { bindPoint } from "../../types/point.js";
import type { Where } from "../../types/typed.js";
import { bindPays } from "../contributions.js";
import { placeOf, type Scope } from "../scope.js";

/** Where rows of eligibility stand, and which classes they are about. */
export interface Context extends Where {
  readonly classes: readonly string[];
}

/** Reads a cell as a value; reports what is not understood in it. */
export function readCell<T extends ValueType>(
  type: T,
  cell: Cell,
  of: string,
  why: string,
  files: FileScope,
): ValueTypes[T] | undefined {
  const result = readValue(type, cell.items, cell.span);
  if (result.ok) return result.value;
  files.reporter.report("PW0023", { found: result.found, of }, placeOf(files.file, result.span), { why });
  return undefined;
}

export function pointCell(cell: Cell, files: FileScope, scope: Scope, where: Where): Point | undefined {
  const why = "A day is written like `first of month after hire` or `2015-01-01`.";
  const node = readCell("point", cell, "a day", why, files);
  return node && bindPoint(node, scope, where);
}

export function paysCell(cell: Cell, files: FileScope, scope: Scope, where: Where): Pays | undefined {
  const why = "It is written like `employee pays 100%`.";
  const node = readCell("share", cell, "who pays", why, files);
  return node && bindShare(node, scope, where);
}

export function bindShare(node: ValueTypes["share"], scope: Scope, where: Where): Pays | undefined {
  const pays = bindPays(node.pays, scope, where);
  return pays && { payer: node.payer, ...pays };
}

export type Events<W extends EventWord> = Readonly<Record<W, string>> & { readonly node: EventsNode };

/**
 * Reads the heading of a table of events: which input each of its words names. Days are inputs of type date; what
 * stands after `of`, and with it after `to`, is any input.
 */
export function readEvents<W extends EventWord>(
  block: Block,
  words: readonly W[],
  example: string,
  files: FileScope,
  scope: Scope,
): Events<W> | undefined {
  const word = block.items[0]?.image ?? "";
  const result = readValue("events", block.items.slice(1), block.span);
  const why = `It is written like \`${example}\`.`;
  if (!result.ok) {
    const place = placeOf(files.file, result.span);
    scope.reporter.report("PW0023", { found: result.found, of: `the heading of \`${word}\`` }, place, {
      why,
    });
    return undefined;
  }
  const { parts } = result.value;
  const names = new Map(parts.map((part) => [part.word as string, part.name]));
  const isComplete = parts.length === words.length && words.every((one) => names.has(one));
  if (!isComplete) {
    const place = placeOf(files.file, result.value.span);
    scope.reporter.report("PW0026", { what: `The heading of \`${word}\` is not complete` }, place, { why });
    return undefined;
  }
  const found: Record<string, string> = {};
  for (const [at, name] of names) {
    const input = scope.inputs.get(name.name);
    const place = placeOf(files.file, name.span);
    const isValue = words.includes("of" as W) && (at === "of" || at === "to");
    if (!input) scope.values.missing(name.name, place);
    else if (!isValue && input.kind !== "date") {
      scope.reporter.report(
        "PW3003",
        { wanted: "An event, which is an input of type date", got: name.name },
        place,
      );
    } else found[at] = input.id;
  }
  if (Object.keys(found).length < words.length) return undefined;
  return { ...found, node: result.value } as unknown as Events<W>;
}

export const bindWhen = (node: EventsNode, scope: Scope, where: Where) =>
  node.when && bindCondition(node.when, scope, where);
