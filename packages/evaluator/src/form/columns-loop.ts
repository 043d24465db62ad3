import type { Source } from "./census.js";
import { Writer } from "./code.js";
import { generated } from "./generated.js";
import type { Column, Output } from "./columns-code.js";
import { partsOf, type Truth, type Whole } from "./nodes.js";
import type { Cells } from "./tables.js";

/** What a loop does for one coverage, of which its place is among all. */
export interface LoopPart {
  readonly place: number;
  readonly held: Truth;
  readonly stray: Truth;
  readonly hasLine: boolean;
  readonly outputs: readonly Output[];
}

/** What is filled of one coverage: whether rows are rated, and the figures of those that are. */
export interface Filled {
  readonly status: Uint8Array;
  readonly columns: readonly Column[];
}

/** Rates all rows for some coverages. It says whether a row stands apart in one of them. */
export type Loop = (sources: readonly Source[], rows: number, filled: readonly Filled[]) => boolean;

/** Rows `from` on, until all are done or a cell is to be filled: the row that is next. */
type Run = (
  numbers: readonly Source["numbers"][],
  short: Int32Array,
  long: readonly Source["meanings"][],
  filled: readonly Filled[],
  from: number,
  rows: number,
  note: Int32Array,
) => number;

/** The text of a loop, and what it reads beside. */
export interface LoopText {
  readonly text: string;
  readonly writer: Writer;
  /** The slots of which what their codes mean stands in one list, in this order; and those that have a list of their own. */
  readonly short: readonly number[];
  readonly long: readonly number[];
}

/** In the note of a run: the number of a memo, or of a table below zero; the cell of it; whether a row stands apart. */
const NOTE = { of: 0, cell: 1, apart: 2 };

/** The list of all short codes has so much room for each slot: one for an empty cell, and the rest for names. */
const ROOM = 128;

export const isShort = ({ meanings }: Pick<Source, "meanings">): boolean =>
  meanings instanceof Int32Array && meanings.length <= ROOM;

/** A loop of more nodes is written as several: the compiler of the machine takes no function beyond its size. */
const MOST_NODES = 2_000;

/** Coverages that are rated in one loop: what they have in common is computed once for all of them. */
export function inLoops(parts: readonly LoopPart[]): readonly (readonly LoopPart[])[] {
  const loops: LoopPart[][] = [];
  let room = 0;
  for (const part of parts) {
    const size = nodesOf(part, partsOf).size;
    if (size > room) {
      loops.push([]);
      room = MOST_NODES;
    }
    loops.at(-1)?.push(part);
    room -= size;
  }
  return loops;
}

/** Writes the loop over the rows of a census. */
export function loopText(parts: readonly LoopPart[], sources: readonly Source[]): LoopText {
  const used = new Set<number>();
  const short: number[] = [];
  const long: number[] = [];
  const slot = (number: number): string => {
    const source = sources[number];
    const first = sources.findIndex(({ numbers }) => numbers === source?.numbers);
    used.add(first);
    const cell = `N${first}[i]`;
    if (!source?.meanings) return cell;
    return isShort(source)
      ? `M[${cell} + ${(short.push(number) - 1) * ROOM + 1}]`
      : `M${long.push(number) - 1}[${cell} + 1]`;
  };
  const writer = new Writer({
    slot,
    day: "0",
    leave: "",
    stop: ({ of, number, cell }) =>
      `{ A[${NOTE.of}] = ${of === "memo" ? number : -1 - number}; A[${NOTE.cell}] = ${cell}; return i; }`,
  });
  for (const node of inCommon(parts)) writer.common(node);
  for (const [i, part] of parts.entries()) writePart(writer, part, i);
  const body = writer.take();
  // Names of the loop itself are quicker to read than those around it.
  const ofForm = /\b([CL]\d+|W)\b/g;
  const near = [...new Set(body.match(ofForm) ?? [])];
  const names = [
    ...[...used].map((number) => `const N${number} = N[${number}];`),
    ...long.map((_, i) => `const M${i} = G[${i}];`),
    ...parts.flatMap(({ place, outputs }, i) => [
      `const { status: Z${i}, columns: F${i} } = F[${place}];`,
      ...outputs.map((_, k) => `const O${i}_${k} = F${i}[${k}];`),
    ]),
    ...near.map((name) => `const _${name} = ${name};`),
  ];
  const loop = body.replace(ofForm, "_$&");
  const text = `return (N, M, G, F, from, rows, A) => {
${names.join("\n")}
for (let i = from; i < rows; i++) {
${loop}
}
return rows; };`;
  return { text, writer, short, long };
}

/** The coverage is left where the row is not rated for it; the row goes on with the next. */
function writePart(writer: Writer, { held, stray, hasLine, outputs }: LoopPart, i: number): void {
  const apart = `Z${i}[i] = 2; A[${NOTE.apart}] = 1;`;
  const leave = `{ ${apart} break c${i}; }`;
  writer.put(`c${i}: {`);
  writer.leaving(leave, () => {
    writer.leaveUnless(held, () => writer.put(`if (${writer.truth(stray)}) ${leave} break c${i};`));
    for (const [k, { node }] of outputs.entries()) writer.put(`O${i}_${k}[i] = ${writer.whole(node)};`);
    writer.put(hasLine ? `Z${i}[i] = 1;` : apart);
  });
  writer.put("}");
}

/** Makes a loop of its text. */
export function loopOf({ text, writer, short, long }: LoopText, cells: readonly Cells[]): Loop {
  const run = generated(text, writer, cells) as Run;
  const { memos } = writer;
  return (sources, rows, filled) => {
    const numbers = sources.map((source) => source.numbers);
    const meanings = new Int32Array(short.length * ROOM);
    for (const [i, slot] of short.entries()) meanings.set(sources[slot]?.meanings ?? [], i * ROOM);
    const others = long.map((slot) => sources[slot]?.meanings);
    const note = new Int32Array(3);
    let from = run(numbers, meanings, others, filled, 0, rows, note);
    while (from < rows) {
      const [of = 0, cell = 0] = note;
      if (of >= 0) memos.get(of)?.fill(cell);
      else cells[-1 - of]?.row(cell);
      from = run(numbers, meanings, others, filled, from, rows, note);
    }
    return note[NOTE.apart] === 1;
  };
}

/** What two coverages or more ask of everybody, in the order in which it can be computed. */
function inCommon(parts: readonly LoopPart[]): readonly Whole[] {
  const counts = new Map<Whole | Truth, number>();
  for (const part of parts)
    for (const node of nodesOf(part, askedOfAll)) counts.set(node, (counts.get(node) ?? 0) + 1);
  return [...counts].flatMap(([node, count]) => (count > 1 && mayBeCommon(node) ? [node] : []));
}

/** Nobody leaves a coverage for want of such a number before it is asked for. */
function mayBeCommon(node: Whole | Truth): node is Whole {
  if (!("low" in node) || node.op === "slot" || node.op === "whole" || node.op === "day") return false;
  return node.sure || (node.op === "memo" && node.cell.sure);
}

/** The nodes of a coverage that are reached by way of some of the parts of each, a part before what is made of it. */
function nodesOf(
  { held, outputs }: LoopPart,
  within: (node: Whole | Truth) => readonly (Whole | Truth)[],
): ReadonlySet<Whole | Truth> {
  const found = new Set<Whole | Truth>();
  const visit = (node: Whole | Truth): void => {
    if (found.has(node)) return;
    for (const part of within(node)) visit(part);
    found.add(node);
  };
  for (const node of [held, ...outputs.map((output) => output.node)]) visit(node);
  return found;
}

/** The parts of a node that are computed whatever the others are. */
function askedOfAll(node: Whole | Truth): readonly (Whole | Truth)[] {
  switch (node.op) {
    case "choose":
      return [node.index];
    case "pick":
      return [node.when];
    case "all":
    case "any":
    case "only":
      return node.of.slice(0, 1);
    default:
      return partsOf(node);
  }
}
