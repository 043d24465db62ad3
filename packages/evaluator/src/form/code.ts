import { completedAge, countReached, nearestAge, roundQuotient } from "./arith.js";
import { type Memo, NO_VALUE, UNFILLED } from "./memo.js";
import { MOST, type Truth, type Whole } from "./nodes.js";
import type { Cells } from "./tables.js";

/** How code reads a row and leaves it. */
export interface Shape {
  slot(slot: number): string;
  readonly day: string;
  /** The statement that leaves a row of which a node has no value. */
  readonly leave: string;
}

/** What code is given beside the row, by the names that it uses. */
export const HELPERS = { completedAge, countReached, nearestAge, roundQuotient };

/** Longer lists of steps, or of numbers between them, are searched. */
const FEW_STEPS = 6;
const MOST_SPREAD = 4_096;

/**
 * Writes nodes as statements of JavaScript. They hold numbers of the book, and names that are made here: no text of a
 * plan. A node is computed once where it is in sight.
 */
export class Writer {
  private lines: string[] = [];
  /** Reads of slots, which stand before all else. */
  private head: string[] = [];
  private reads = new Map<number, string>();
  private sight: Map<Whole, string>[] = [new Map()];
  /** Truths that hold where the code has come to: else it would have left the row. */
  private held: Set<string>[] = [new Set()];
  private readonly leaves: string[];
  private count = 0;
  /** Lists of numbers that the code reads: `L0`, `L1`. */
  readonly lists: (Int32Array | Float64Array)[] = [];
  /** Memos that it reads, by their ids: `P0` are the cells of the first, and `Q0` fills them. */
  readonly memos = new Map<number, Memo>();

  constructor(private readonly shape: Shape) {
    this.leaves = [shape.leave];
  }

  /** The statements written so far; the next ones begin anew. */
  take(): string {
    const text = [...this.head, ...this.lines].join("\n");
    this.lines = [];
    this.head = [];
    this.reads.clear();
    this.sight = [new Map()];
    this.held = [new Set()];
    return text;
  }

  put(line: string): void {
    this.lines.push(line);
  }

  private name(): string {
    return `v${this.count++}`;
  }

  private leave(): string {
    return this.leaves.at(-1) ?? "";
  }

  /** Writes something apart, from where no names are seen. */
  private apart(write: () => string): { readonly lines: readonly string[]; readonly result: string } {
    const outer = this.lines;
    this.lines = [];
    this.sight.push(new Map());
    this.held.push(new Set());
    const result = write();
    this.sight.pop();
    this.held.pop();
    const lines = this.lines;
    this.lines = outer;
    return { lines, result };
  }

  /** Writes into a block, of which nothing is seen after it. */
  inside(write: () => void): void {
    const { lines } = this.apart(() => {
      write();
      return "";
    });
    this.lines.push(...lines);
  }

  private seen(node: Whole): string | undefined {
    for (const names of this.sight) {
      const name = names.get(node);
      if (name !== undefined) return name;
    }
    return undefined;
  }

  /** An expression that is the number of a node, after the statements that compute it. */
  whole(node: Whole): string {
    if (node.op === "whole") return numberText(node.value);
    if (node.op === "day") return this.shape.day;
    const known = this.seen(node);
    if (known !== undefined) return known;
    const name = this.write(node);
    this.sight.at(-1)?.set(node, name);
    return name;
  }

  private bind(expression: string): string {
    const name = this.name();
    this.lines.push(`const ${name} = ${expression};`);
    return name;
  }

  private leaveIf(condition: string): void {
    this.lines.push(`if (${condition}) ${this.leave()}`);
  }

  private isHeld = (truth: string): boolean => this.held.some((truths) => truths.has(truth));

  /** Leaves the row where a truth does not hold; what follows knows that it does. */
  leaveUnless(truth: Truth, leaving?: () => void): void {
    const text = this.truth(truth);
    if (text === "true" || this.isHeld(text)) return;
    if (leaving) {
      this.lines.push(`if (!${text}) {`);
      this.inside(leaving);
      this.lines.push("}");
    } else this.leaveIf(`!${text}`);
    this.held.at(-1)?.add(text);
  }

  private write(node: Exclude<Whole, { op: "whole" | "day" }>): string {
    switch (node.op) {
      case "slot": {
        const name = this.read(node.slot);
        if (node.kind === "number") this.leaveIf(`${name} !== ${name}`);
        return name;
      }
      case "add":
      case "subtract":
      case "multiply":
      case "lesser":
      case "greater":
        return this.arithmetic(node);
      case "quotient":
        return this.quotient(node);
      case "age": {
        const { birth, on, way } = node;
        const age = way === "nearest" ? "nearestAge" : "completedAge";
        const [born, at] = [this.whole(birth), this.whole(on)];
        if (way === "completed") {
          this.leaveIf(`${born} > ${at}`);
          return this.bind(`Math.floor((${at} - ${born}) / 10000)`);
        }
        const name = this.bind(`${age}(${born}, ${at})`);
        this.leaveIf(`${name} !== ${name}`);
        return name;
      }
      case "at": {
        const index = this.whole(node.index);
        return this.bind(`${this.list(node.values)}[${lessText(index, node.from)}]`);
      }
      case "reached":
        return this.reached(node.a, node.steps);
      case "row": {
        const cell = this.whole(node.cell);
        const name = this.name();
        this.lines.push(`let ${name} = C${node.table}[${cell}];`);
        this.lines.push(
          `if (${name} < 0) { ${name} = T${node.table}.row(${cell}); if (${name} < 0) ${this.leave()} }`,
        );
        return name;
      }
      case "memo":
        return this.memo(node);
      case "need":
        this.leaveUnless(node.when);
        return this.whole(node.then);
      default:
        return this.way(node);
    }
  }

  private memo({ memo, cell, sure }: Whole & { readonly op: "memo" }): string {
    const at = this.whole(cell);
    const name = this.name();
    this.memos.set(memo.id, memo);
    this.lines.push(`let ${name} = P${memo.id}[${at}];`);
    const unfilled = `${name} = Q${memo.id}.fill(${at});`;
    if (sure) this.lines.push(`if (${name} === ${UNFILLED}) ${unfilled}`);
    else {
      const leave = `if (${name} === ${NO_VALUE}) ${this.leave()}`;
      this.lines.push(`if (${name} <= ${NO_VALUE}) { if (${name} === ${UNFILLED}) ${unfilled} ${leave} }`);
    }
    return name;
  }

  private read(slot: number): string {
    let name = this.reads.get(slot);
    if (name === undefined) {
      name = this.name();
      this.head.push(`const ${name} = ${this.shape.slot(slot)};`);
      this.reads.set(slot, name);
    }
    return name;
  }

  private list(values: readonly number[]): string {
    const isSmall = values.every((value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31);
    return `L${this.lists.push((isSmall ? Int32Array : Float64Array).from(values)) - 1}`;
  }

  private arithmetic(
    node: Whole & { readonly op: "add" | "subtract" | "multiply" | "lesser" | "greater" },
  ): string {
    const a = this.whole(node.a);
    const b = this.whole(node.b);
    if (node.op === "lesser") return this.bind(`${a} < ${b} ? ${a} : ${b}`);
    if (node.op === "greater") return this.bind(`${a} > ${b} ? ${a} : ${b}`);
    const sign = { add: "+", subtract: "-", multiply: "*" }[node.op];
    const name = this.bind(`${a} ${sign} ${b}`);
    if (node.guarded) this.leaveIf(`${name} > ${MOST} || ${name} < -${MOST}`);
    return name;
  }

  private quotient({ a, by, mode }: Whole & { readonly op: "quotient" }): string {
    const number = this.whole(a);
    // Half up of what is not below zero is one division of whole numbers, where there is room for the half.
    if (a.low >= 0 && mode === "down") return this.bind(`Math.floor(${number} / ${by})`);
    if (a.low >= 0 && mode === "half_up" && by % 2 === 0 && a.high + by <= MOST)
      return this.bind(`Math.floor((${number} + ${by / 2}) / ${by})`);
    if (a.low >= 0 && mode === "half_up" && 2 * a.high + by <= MOST)
      return this.bind(`Math.floor((2 * ${number} + ${by}) / ${2 * by})`);
    return this.bind(`roundQuotient(${number}, ${by}, "${mode}")`);
  }

  private reached(a: Whole, steps: readonly number[]): string {
    const value = this.whole(a);
    const first = steps[0] ?? 0;
    const last = steps.at(-1) ?? 0;
    if (steps.length <= FEW_STEPS)
      return this.bind(steps.map((step) => `(${value} >= ${numberText(step)} ? 1 : 0)`).join(" + "));
    if (last - first > MOST_SPREAD) return this.bind(`countReached(${value}, ${this.list(steps)})`);
    const places = Array.from({ length: last - first + 1 }, (_, i) => countReached(first + i, steps));
    const place = `${this.list(places)}[${lessText(value, first)}]`;
    return this.bind(
      `${value} < ${numberText(first)} ? 0 : ${value} > ${numberText(last)} ? ${steps.length} : ${place}`,
    );
  }

  /** Nodes that compute some of what they are made of. */
  private way(node: Whole & { readonly op: "only" | "choose" | "pick" | "known" }): string {
    const name = this.name();
    switch (node.op) {
      case "only":
        this.lines.push(`let ${name} = -1;`);
        for (const [i, truth] of node.of.entries()) {
          const twice = i === 0 ? "" : `if (${name} >= 0) ${this.leave()} `;
          this.lines.push(`if (${this.truth(truth)}) { ${twice}${name} = ${i}; }`);
        }
        this.leaveIf(`${name} < 0`);
        return name;
      case "choose": {
        const index = this.whole(node.index);
        this.lines.push(`let ${name};`, `switch (${index}) {`);
        for (const [i, one] of node.of.entries())
          this.lines.push(`case ${i}: {`, ...this.assigned(name, one), "break; }");
        this.lines.push(`default: ${this.leave()} }`);
        return name;
      }
      case "pick": {
        const when = this.truth(node.when);
        if (this.isHeld(when)) return this.whole(node.a);
        const [a, b] = [this.apart(() => this.whole(node.a)), this.apart(() => this.whole(node.b))];
        if (a.lines.length + b.lines.length === 0) return this.bind(`${when} ? ${a.result} : ${b.result}`);
        this.lines.push(`let ${name};`, `if (${when}) {`, ...a.lines, `${name} = ${a.result};`);
        this.lines.push("} else {", ...b.lines, `${name} = ${b.result};`, "}");
        return name;
      }
      case "known": {
        const label = `k${name}`;
        this.lines.push(`let ${name} = ${numberText(node.otherwise)};`, `${label}: {`);
        this.leaves.push(`break ${label};`);
        const lines = this.assigned(name, node.a);
        this.leaves.pop();
        this.lines.push(...lines, "}");
        return name;
      }
    }
  }

  private assigned(name: string, node: Whole): readonly string[] {
    const { lines, result } = this.apart(() => this.whole(node));
    return [...lines, `${name} = ${result};`];
  }

  /** An expression that is a truth, after the statements that decide it. */
  truth(truth: Truth): string {
    switch (truth.op) {
      case "constant":
        return String(truth.value);
      case "not":
        return notText(this.truth(truth.a));
      case "relation":
        return `(${this.whole(truth.a)} ${truth.relation} ${this.whole(truth.b)})`;
      case "all":
        return this.joined(truth.of, "&&");
      case "any":
        return this.joined(truth.of, "||");
    }
  }

  /** What follows a part that settles the matter is not computed. */
  private joined([first, ...rest]: readonly Truth[], sign: "&&" | "||"): string {
    if (!first) return String(sign === "&&");
    const head = this.truth(first);
    const [next] = rest;
    if (!next) return head;
    const { lines, result } = this.apart(() => this.joined(rest, sign));
    if (lines.length === 0) return joinedText(head, sign, result);
    const name = this.name();
    this.lines.push(`let ${name} = ${sign === "||"};`, `if (${sign === "&&" ? "" : "!"}${head}) {`);
    this.lines.push(...lines, `${name} = ${result};`, "}");
    return name;
  }
}

const notText = (truth: string): string =>
  truth === "true" ? "false" : truth === "false" ? "true" : `!${truth}`;

/** Two truths that are both there: what one of them settles is not written. */
function joinedText(a: string, sign: "&&" | "||", b: string): string {
  const [settles, changesNothing] = sign === "&&" ? ["false", "true"] : ["true", "false"];
  if (a === settles || b === settles) return settles;
  if (a === changesNothing) return b;
  return b === changesNothing ? a : `(${a} ${sign} ${b})`;
}

const numberText = (value: number): string => (value < 0 ? `(${value})` : String(value));

const lessText = (expression: string, by: number): string =>
  by === 0 ? expression : by > 0 ? `${expression} - ${by}` : `${expression} + ${-by}`;

/** Whether code may be made of text here: a browser may forbid it. */
export function mayGenerate(): boolean {
  try {
    return new Function("return true")() === true;
  } catch {
    return false;
  }
}

/** Runs made code with the lists, memos, tables and functions that it names. */
export function generated(
  body: string,
  { lists, memos }: Pick<Writer, "lists" | "memos">,
  cells: readonly Cells[],
): unknown {
  const names = [
    ...Object.keys(HELPERS),
    ...lists.map((_, i) => `L${i}`),
    ...cells.flatMap((_, i) => [`C${i}`, `T${i}`]),
    ...[...memos.keys()].flatMap((id) => [`P${id}`, `Q${id}`]),
  ];
  const values = [
    ...Object.values(HELPERS),
    ...lists,
    ...cells.flatMap((table) => [table.cells, table]),
    ...[...memos.values()].flatMap((memo) => [memo.cells, memo]),
  ];
  return new Function(...names, `"use strict";\n${body}`)(...values);
}
