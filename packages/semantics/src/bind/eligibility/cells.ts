import {
  type Block,
  type Cell,
  type EventPart,
  type EventsNode,
  type EventWord,
  type NameNode,
  readValue,
  type ValueType,
  type ValueTypes,
} from "@planwright/syntax";
import type { Pays } from "../../eligibility-model.js";
import type { Input, Point } from "../../model.js";
import { VALUES } from "../../names.js";
import type { FileScope } from "../../reading/block.js";
import { bindCondition } from "../../types/condition.js";
import { bindPoint } from "../../types/point.js";
import type { KnownDay, Where } from "../../types/typed.js";
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

/** What may be asked of somebody whose cover goes on: the premium and what it costs to administer it. */
const MOST_OF_CONTINUATION = 200;

/** Who pays for cover that goes on; the employee may pay more than the premium: `employee pays 102%`. */
export function paysCell(cell: Cell, files: FileScope, scope: Scope, where: Where): Pays | undefined {
  const why = "It is written like `employee pays 100%`.";
  const node = readCell("share", cell, "who pays", why, files);
  return node && bindShare(node, scope, where, node.payer === "employee" ? MOST_OF_CONTINUATION : 100);
}

export function bindShare(
  node: ValueTypes["share"],
  scope: Scope,
  where: Where,
  most = 100,
): Pays | undefined {
  const pays = bindPays(node.pays, scope, where, most);
  return pays && { payer: node.payer, ...pays };
}

export type Events<W extends EventWord> = Readonly<Record<W, string>> & { readonly node: EventsNode };

/** What a heading of events may hold beside its words. */
interface EventsShape {
  /** `for` relations, and `dependent end` as the event of them. */
  readonly isForDependents?: boolean;
}

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
  { isForDependents = false }: EventsShape = {},
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
  const { parts, for: names } = result.value;
  const isComplete = parts.length === words.length && words.every((one) => parts.some((p) => p.word === one));
  if (!isComplete) {
    const place = placeOf(files.file, result.value.span);
    scope.reporter.report("PW0026", { what: `The heading of \`${word}\` is not complete` }, place, { why });
    return undefined;
  }
  const [who] = names;
  if (who && !isForDependents) {
    const place = placeOf(files.file, who.span);
    scope.reporter.report("PW0023", { found: "for", of: `the heading of \`${word}\`` }, place, { why });
    return undefined;
  }
  const found: Record<string, string> = {};
  for (const part of parts) {
    const isValue = words.includes("of" as W) && (part.word === "of" || part.word === "to");
    const known: readonly KnownDay[] = names.length > 0 ? ["dependent end"] : [];
    const event = isValue
      ? findInput(part.name, files.file, scope)?.id
      : findPart(part, known, files.file, scope);
    if (event !== undefined) found[part.word] = event;
  }
  if (Object.keys(found).length < words.length) return undefined;
  return { ...found, node: result.value } as unknown as Events<W>;
}

/** The event of a heading: an input, or a day that is known there. */
function findPart(
  part: EventPart,
  known: readonly KnownDay[],
  file: string,
  scope: Scope,
): string | undefined {
  const { name, side } = part;
  if (!side) return findEvent(name, file, scope);
  const day = `${name.name} ${side}`;
  const found = known.find((one) => one === day);
  if (!found) {
    const why =
      day === "dependent end"
        ? "It is the day on which a dependent is one no longer: `continuation after dependent end for child {`."
        : "An event is an input of type date.";
    scope.reporter.report("PW1001", { name: day, kind: "what is known here" }, placeOf(file, name.span), {
      why,
    });
  }
  return found;
}

function findInput(node: NameNode, file: string, scope: Scope): Input | undefined {
  const input = scope.inputs.get(node.name);
  if (!input) scope.values.missing(node.name, placeOf(file, node.span));
  else scope.reporter.names?.use(VALUES, node, file);
  return input;
}

/** The input of type date that a name stands for. */
export function findEvent(node: NameNode, file: string, scope: Scope): string | undefined {
  const input = findInput(node, file, scope);
  if (!input || input.kind === "date") return input?.id;
  const found = { wanted: "An event, which is an input of type date", got: node.name };
  scope.reporter.report("PW3003", found, placeOf(file, node.span));
  return undefined;
}

/** The name that is the last word of a cell: `day of hire`, `as new hire`. */
export function lastName(cell: Cell): NameNode | undefined {
  const token = cell.items[cell.items.length - 1];
  return (
    token && { kind: "name", name: token.image, span: { start: token.startOffset, end: token.endOffset + 1 } }
  );
}

export const bindWhen = (node: EventsNode, scope: Scope, where: Where) =>
  node.when && bindCondition(node.when, scope, where);
