import type { Block, Cell, NameNode } from "@planwright/syntax";
import type {
  Absence,
  AbsenceRow,
  Change,
  ChangeRow,
  Continuation,
  ContinuationRow,
} from "../../eligibility-model.js";
import type { Point } from "../../model.js";
import { BlockReader, type FileScope } from "../../reading/block.js";
import { cellWords } from "../../reading/table.js";
import { bindCondition } from "../../types/condition.js";
import { bindPoint } from "../../types/point.js";
import type { KnownDay } from "../../types/typed.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { placeOf, type Scope } from "../scope.js";
import {
  bindShare,
  bindWhen,
  type Context,
  findEvent,
  lastName,
  paysCell,
  pointCell,
  readCell,
  readEvents,
} from "./cells.js";
import { type KeyedRow, KeyTable, type TableShape } from "./key-table.js";

type Word = "absence" | "change" | "continuation";

function rowsOf(
  word: Word,
  shape: Omit<TableShape, "block">,
  node: Block,
  files: FileScope,
  scope: Scope,
): KeyedRow[] {
  const bare = { ...node, items: node.items.slice(0, 1) };
  const { rows } = new BlockReader(files, bare, BLOCKS[word]).read();
  return new KeyTable({ ...shape, block: node }, files, scope).read(rows);
}

/** What a return after an absence means, by how long it lasted. */
export function bindAbsence(
  node: Block,
  files: FileScope,
  scope: Scope,
  context: Context,
): Absence | undefined {
  const example = "absence from absent to return when cause is lay_off {";
  const events = readEvents(node, ["from", "to"], example, files, scope);
  if (!events) return undefined;
  const { from, to } = events;
  const when = bindWhen(events.node, scope, context);
  if (events.node.when && !when) return undefined;
  const shape = {
    values: ["begins", "accumulators", "waiting period"],
    must: ["begins"],
    classes: context.classes,
    lasting: { from, to },
    example: "lasting | begins | accumulators | waiting period",
  };
  const rows = rowsOf("absence", shape, node, files, scope).flatMap(
    (row) => absenceRow(row, files, scope, context) ?? [],
  );
  return { from, to, when, rows, origin: files.notes.originOf(files.file, node, node.span) };
}

function absenceRow(row: KeyedRow, files: FileScope, scope: Scope, context: Context): AbsenceRow | undefined {
  const { cells, when, origin } = row;
  const cell = cells.get("begins");
  const begins = cell && absenceBegins(cell, files, scope, context);
  const accumulators = oneOf(cells.get("accumulators"), ACCUMULATORS, files);
  const waitingPeriod = oneOf(cells.get("waiting period"), WAITING, files);
  return begins && { when, begins, accumulators, waitingPeriod, origin };
}

/** `first of month after return`, `as new hire`, `as before`. */
function absenceBegins(
  cell: Cell,
  files: FileScope,
  scope: Scope,
  context: Context,
): AbsenceRow["begins"] | undefined {
  if (cellWords(cell) === "as before") return { asBefore: true };
  const words = cellWords(cell).split(" ");
  if (words[0] !== "as" || words[1] !== "new") {
    const at = pointCell(cell, files, scope, context);
    return at && { at };
  }
  const event = words.length === 3 ? lastName(cell) : undefined;
  if (event) {
    const newAs = findEvent(event, files.file, scope);
    return newAs === undefined ? undefined : { newAs };
  }
  scope.reporter.report("PW0025", { block: "`as new`", what: "event" }, placeOf(files.file, cell.span), {
    why: "It is written like `as new hire`: the rules for `begins`, with the return in place of `hire`.",
  });
  return undefined;
}

const ACCUMULATORS = { continue: "continue", "start again": "start_again" } as const;
const WAITING = { waived: "waived", applies: "applies", continues: "continues" } as const;

function oneOf<V extends string>(
  cell: Cell | undefined,
  words: Readonly<Record<string, V>>,
  files: FileScope,
): V | undefined {
  if (!cell) return undefined;
  const written = cellWords(cell);
  const value = Object.hasOwn(words, written) ? words[written] : undefined;
  if (value === undefined) {
    files.reporter.report(
      "PW1001",
      { name: written, kind: "what may stand here" },
      placeOf(files.file, cell.span),
      {
        why: `There is: ${Object.keys(words).join(", ")}.`,
      },
    );
  }
  return value;
}

/** From when another value of an input decides the class. */
export function bindChange(
  node: Block,
  files: FileScope,
  scope: Scope,
  context: Context,
): Change | undefined {
  const example = "change of hours to new_hours on changed {";
  const events = readEvents(node, ["of", "to", "on"], example, files, scope);
  if (!events || !sameKind(events.of, events.to, node, files, scope)) return undefined;
  const { of, to, on } = events;
  const when = bindWhen(events.node, scope, context);
  if (events.node.when && !when) return undefined;
  const isFigure = scope.inputs.get(of)?.type.kind === "figure";
  const shape = {
    values: ["new class from", "until then"],
    must: ["new class from"],
    classes: context.classes,
    ...(isFigure ? { direction: { of, to } } : {}),
    example: "direction | changed | new class from | until then",
  };
  const rows = rowsOf("change", shape, node, files, scope).flatMap(
    (row) => changeRow(row, on, files, scope, context) ?? [],
  );
  return { of, to, on, when, rows, origin: files.notes.originOf(files.file, node, node.span) };
}

function sameKind(of: string, to: string, node: Block, files: FileScope, scope: Scope): boolean {
  const [a, b] = [scope.inputs.get(of), scope.inputs.get(to)];
  const isSame = a?.kind === b?.kind && a?.unit === b?.unit && a?.choices.join() === b?.choices.join();
  if (isSame) return true;
  const what = `${of} and ${to} are not the same kind of input`;
  scope.reporter.report("PW2404", { what }, placeOf(files.file, node.span), {
    why: `${to} is what ${of} becomes, so both take the same values.`,
  });
  return false;
}

function changeRow(
  row: KeyedRow,
  on: string,
  files: FileScope,
  scope: Scope,
  context: Context,
): ChangeRow | undefined {
  const { cells, when, origin } = row;
  const day = cells.get("new class from");
  const at = day && pointCell(day, files, scope, context);
  const then = cells.get("until then");
  const why =
    "It is written `as before`, or `as before, employee pays 100%`, behind which `from first of month after changed` may stand.";
  const meanwhile = then && readCell("meanwhile", then, "what holds until then", why, files);
  if (!at || (then && !meanwhile)) return undefined;
  if (!meanwhile?.pays) return { when, at, pays: undefined, origin };
  const pays = bindShare(meanwhile.pays, scope, context);
  const from: Point | undefined = meanwhile.from
    ? bindPoint(meanwhile.from, scope, context)
    : { op: "event", ref: on };
  return pays && from && { when, at, pays: { ...pays, from }, origin };
}

/** How long cover may go on after an event: that of the employee, or of dependents where the heading says `for`. */
export function bindContinuation(
  node: Block,
  files: FileScope,
  scope: Scope,
  own: Context,
  rolesOf: (names: readonly NameNode[]) => readonly string[] | undefined,
): Continuation | undefined {
  const example = "continuation after leaving {";
  const events = readEvents(node, ["after"], example, files, scope, { isForDependents: true });
  if (!events) return undefined;
  const roles = rolesOf(events.node.for);
  const isOwn = events.node.for.length === 0;
  const known: readonly KnownDay[] = ["employee begin", "employee end"];
  const context: Context = {
    ...own,
    known: isOwn ? known : [...known, "dependent end"],
    isOfDependent: !isOwn,
  };
  const when = bindWhen(events.node, scope, context);
  if (!roles || (events.node.when && !when)) return undefined;
  const shape = {
    values: ["continues", "who pays"],
    must: ["continues"],
    classes: context.classes,
    example: "leaving_reason | continues | who pays",
  };
  const rows = rowsOf("continuation", shape, node, files, scope).flatMap(
    (row) => continuationRow(row, files, scope, context) ?? [],
  );
  const origin = files.notes.originOf(files.file, node, node.span);
  return { after: events.after, for: roles, when, rows, origin };
}

function continuationRow(
  row: KeyedRow,
  files: FileScope,
  scope: Scope,
  context: Context,
): ContinuationRow | undefined {
  const { cells, when, origin } = row;
  const cell = cells.get("continues");
  const why = "It is written `none`, `through 3 months after leaving` or `while premium_paid`.";
  const node = cell && readCell("continuing", cell, "how long cover goes on", why, files);
  const continues = node && bindContinuing(node, scope, context);
  const payer = cells.get("who pays");
  const isNone = payer !== undefined && cellWords(payer) === "none";
  const pays = payer && !isNone ? paysCell(payer, files, scope, context) : undefined;
  if (!continues || (payer && !isNone && !pays)) return undefined;
  return { when, continues, pays, origin };
}

function bindContinuing(
  node: NonNullable<ReturnType<typeof readCell<"continuing">>>,
  scope: Scope,
  context: Context,
): ContinuationRow["continues"] | undefined {
  switch (node.kind) {
    case "none":
      return { kind: "none" };
    case "through": {
      const at = bindPoint(node.point, scope, context);
      return at && { kind: "through", at };
    }
    case "while": {
      const when = bindCondition(node.when, scope, context);
      return when && { kind: "while", when };
    }
  }
}
