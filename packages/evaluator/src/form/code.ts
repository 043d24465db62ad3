import { countReached } from "./arith.js";
import { type Memo, NO_VALUE, UNFILLED } from "./memo.js";
import { MOST, settledBy, type Truth, type Whole } from "./nodes.js";
import { UNMET } from "./tables.js";

/** Cells that code reads, by their number: those of a memo, or of a rate table. */
export interface Unfilled {
  readonly of: "memo" | "table";
  readonly number: number;
  /** The text of the cell that is not filled yet. */
  readonly cell: string;
}

/** How code reads a row and leaves it. */
export interface Shape {
  slot(slot: number): string;
  readonly day: string;
  /** The statement that leaves a row of which a node has no value. */
  readonly leave: string;
  /**
   * The statement that stops a run until a cell is filled. Absent: code calls for it, and goes on; a loop with such calls in
   * it is slow even where they never come about.
   */
  readonly stop?: ((unfilled: Unfilled) => string) | undefined;
}

/** Longer lists of steps, or of numbers between them, are searched. */
const FEW_STEPS = 6;
const MOST_SPREAD = 4_096;

/**
 * Writes nodes as statements of JavaScript. They hold numbers of the book, and names that are made here: no text of a
 * plan. A node is computed once where it is in sight.
 */
export class Writer {
  private lines: string[] = [];
  /** The names of slots. */
  private reads = new Map<number, string>();
  private sight: Map<Whole, string>[] = [new Map()];
  /** Truths that hold where the code has come to: else it would have left the row. */
  private held: Set<string>[] = [new Set()];
  /** Memos that were read ahead of all who need them; where one has no value, each leaves on its own. */
  private ahead = new Map<Whole, string>();
  private readonly leaves: string[];
  private count = 0;
  /** Lists of numbers that the code reads: `L0`, `L1`. */
  readonly lists: (Int32Array | Float64Array)[] = [];
  /** Memos that it reads, by their ids: `W` are the cells of all, and `Q0` fills those of the first. */
  readonly memos = new Map<number, Memo>();

  constructor(private readonly shape: Shape) {
    this.leaves = [shape.leave];
  }

  /** The statements written so far; the next ones begin anew. */
  take(): string {
    const text = this.withReads(this.lines.join("\n"));
    this.lines = [];
    this.reads.clear();
    this.sight = [new Map()];
    this.held = [new Set()];
    this.ahead = new Map();
    return text;
  }

  /** Slots are read before all else; but one that is read in a single place, there. */
  private withReads(body: string): string {
    const places = new Map<string, number>();
    for (const [name] of body.matchAll(/\bv\d+\b/g)) places.set(name, (places.get(name) ?? 0) + 1);
    const reads = new Map([...this.reads].map(([slot, name]) => [name, this.shape.slot(slot)]));
    const isSingle = (name: string): boolean => reads.has(name) && places.get(name) === 1;
    const head = [...reads].flatMap(([name, text]) => (isSingle(name) ? [] : [`const ${name} = ${text};`]));
    const inner = body.replace(/\bv\d+\b/g, (name) => (isSingle(name) ? (reads.get(name) ?? name) : name));
    return [...head, inner].join("\n");
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

  /** Writes into a block that has a way of its own to leave it. */
  leaving(leave: string, write: () => void): void {
    this.leaves.push(leave);
    this.inside(write);
    this.leaves.pop();
  }

  /** Computes a node that several blocks need, before the first of them. It is sure, or a memo of which the cell is. */
  common(node: Whole): void {
    if (node.op === "memo" && !node.sure) {
      const { place, name } = this.readMemo(node);
      this.lines.push(`if (${name} === ${UNFILLED}) ${this.filling(node, place, name)}`);
      this.ahead.set(node, name);
    } else this.whole(node);
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
          if (!node.sure) this.leaveIf(`${born} > ${at}`);
          return this.bind(`((${at} - ${born}) / 10000) | 0`);
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
      case "row":
        return this.row(node);
      case "memo":
        return this.memo(node);
      case "need":
        this.leaveUnless(node.when);
        return this.whole(node.then);
      default:
        return this.way(node);
    }
  }

  private row({ table, cell: of }: Whole & { readonly op: "row" }): string {
    const cell = this.whole(of);
    const name = this.name();
    this.lines.push(`let ${name} = C${table}[${cell}];`);
    const stop = this.shape.stop?.({ of: "table", number: table, cell });
    const met = stop ? `if (${name} === ${UNMET}) ${stop}` : `${name} = T${table}.row(${cell});`;
    this.lines.push(`if (${name} < 0) { ${met} if (${name} < 0) ${this.leave()} }`);
    return name;
  }

  private memo(node: Whole & { readonly op: "memo" }): string {
    const ahead = this.ahead.get(node);
    if (ahead !== undefined) {
      this.leaveIf(`${ahead} === ${NO_VALUE}`);
      return ahead;
    }
    const { place, name } = this.readMemo(node);
    const unfilled = `if (${name} === ${UNFILLED}) ${this.filling(node, place, name)}`;
    if (node.sure) this.lines.push(unfilled);
    else
      this.lines.push(
        `if (${name} <= ${NO_VALUE}) { ${unfilled} if (${name} === ${NO_VALUE}) ${this.leave()} }`,
      );
    return name;
  }

  private readMemo({ memo, cell }: Whole & { readonly op: "memo" }) {
    // What leads to the cell is a sum less a number mostly; the number is told with the place of the first cell.
    const isLess = cell.op === "subtract" && cell.b.op === "whole";
    const from = memo.first - (isLess ? cell.b.low : 0);
    const place = this.bind(`(${this.whole(isLess ? cell.a : cell)} + ${numberText(from)}) | 0`);
    const name = this.name();
    this.memos.set(memo.id, memo);
    this.lines.push(`let ${name} = W[${place}];`);
    return { place, name };
  }

  private filling({ memo }: Whole & { readonly op: "memo" }, place: string, name: string): string {
    const stop = this.shape.stop?.({ of: "memo", number: memo.id, cell: place });
    return stop ?? `${name} = Q${memo.id}.fill(${place});`;
  }

  private read(slot: number): string {
    let name = this.reads.get(slot);
    if (name === undefined) {
      name = this.name();
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
    if (isShort(node)) return this.bind(`(${a} ${sign} ${b}) | 0`);
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
    if (steps.length <= FEW_STEPS) return this.bind(reachedText(value, steps));
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
        if (this.zeroOrTimes(node, name)) return name;
        const when = this.truth(node.when);
        if (this.isHeld(when)) return this.whole(node.a);
        if (isOneOrZero(node)) return this.bind(`${when} | 0`);
        const [a, b] = [this.apart(() => this.whole(node.a)), this.apart(() => this.whole(node.b))];
        if (a.lines.length + b.lines.length === 0) return this.bind(`${when} ? ${a.result} : ${b.result}`);
        this.lines.push(`let ${name};`, `if (${when}) {`, ...a.lines, `${name} = ${a.result};`);
        this.lines.push("} else {", ...b.lines, `${name} = ${b.result};`, "}");
        return name;
      }
      case "known": {
        const plain = this.plainlyKnown(node);
        if (plain !== undefined) return this.bind(plain);
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

  /**
   * Nothing of nothing, else a product of which one factor may have no value: `x === 0 ? 0 : x * y`. Mostly it has one, and
   * then it does not matter what `x` is.
   */
  private zeroOrTimes({ when, a, b }: Whole & { readonly op: "pick" }, name: string): boolean {
    if (when.op !== "relation" || when.relation !== "===" || !isWhole(when.b, 0) || !isWhole(a, 0))
      return false;
    if (b.op !== "multiply" || b.guarded) return false;
    const x = when.a;
    const y = b.a === x ? b.b : b.b === x ? b.a : undefined;
    if (!y || y.sure || y.low < 0) return false;
    const factor = this.whole(x);
    this.lines.push(`let ${name} = 0;`, `z${name}: { y${name}: {`);
    this.leaves.push(`break y${name};`);
    const { lines, result } = this.apart(() => this.whole(y));
    this.leaves.pop();
    this.lines.push(...lines, `${name} = ${factor} * ${result}; break z${name}; }`);
    this.lines.push(`if (${factor} !== 0) ${this.leave()} }`);
    return true;
  }

  /** What columns say of themselves, or another number where one of them is empty; without a branch. */
  private plainlyKnown({ a, otherwise }: Whole & { readonly op: "known" }): string | undefined {
    const isPlain = (node: Whole): boolean => node.op === "slot" || node.op === "whole";
    const text = (node: Whole): string => (node.op === "slot" ? this.read(node.slot) : this.whole(node));
    // What is not a number is not above, below or equal to another, and does not reach its own bound: so the first part is 0
    // where the second counts. To ask whether it is itself would be a branch.
    const unless = (...of: readonly Whole[]): string => {
      const there = of.flatMap((one) => (one.sure ? [] : [`(${text(one)} >= ${numberText(one.low)})`]));
      return `(((${there.join(" & ")} & 1) - 1) & ${numberText(otherwise)})`;
    };
    if (a.op === "reached" && a.steps.length <= FEW_STEPS && isPlain(a.a))
      return `${reachedText(text(a.a), a.steps)} + ${unless(a.a)}`;
    if (a.op !== "pick" || !isOneOrZero(a) || a.when.op !== "relation") return undefined;
    const { a: left, relation, b: right } = a.when;
    if (!isPlain(left) || !isPlain(right)) return undefined;
    return `((${text(left)} ${relation} ${text(right)}) | 0) + ${unless(left, right)}`;
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
      case "relation": {
        const [a, b] = [this.whole(truth.a), this.whole(truth.b)];
        // Where both are there, their bounds may settle how they stand to each other.
        return String(settledBy(truth.relation, truth.a, truth.b) ?? `(${a} ${truth.relation} ${b})`);
      }
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

const isWhole = (node: Whole, value: number): boolean => node.op === "whole" && node.value === value;

/** Whether a truth is asked for as a number. */
const isOneOrZero = ({ a, b }: Whole & { readonly op: "pick" }): boolean => isWhole(a, 1) && isWhole(b, 0);

const hasRoom = ({ low, high }: Whole): boolean => low >= -(2 ** 31) && high < 2 ** 31;

/** Whether a number is one of 32 bits in the machine, and so is what it is made of: no step of it can overflow then. */
function isShort(node: Whole): boolean {
  if (!hasRoom(node)) return false;
  switch (node.op) {
    case "add":
    case "subtract":
    case "multiply":
      return isShort(node.a) && isShort(node.b);
    case "slot":
      return node.kind === "code";
    case "whole":
    case "age":
    case "at":
    case "reached":
    case "row":
    case "memo":
    case "known":
      return true;
    default:
      return false;
  }
}

const reachedText = (value: string, steps: readonly number[]): string =>
  steps.map((step) => `((${value} >= ${numberText(step)}) | 0)`).join(" + ");

const numberText = (value: number): string => (value < 0 ? `(${value})` : String(value));

const lessText = (expression: string, by: number): string =>
  by === 0 ? expression : by > 0 ? `${expression} - ${by}` : `${expression} + ${-by}`;
