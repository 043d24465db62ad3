import { type Cells, formNodes, MOST, type Truth, type Whole } from "@planwright/evaluator";
import type { Writer } from "./dialect.js";

/** The nodes of a form as columns, layer over layer: what several others read is a column, and is computed once. */

type Node = Whole | Truth;

/** A longer list is a table. */
const MOST_IN_PLACE = 12;

interface Column {
  readonly name: string;
  readonly layer: number;
}

interface Join {
  readonly table: string;
  readonly alias: string;
  readonly on: string;
}

interface Layer {
  readonly columns: string[];
  readonly joins: Join[];
}

/** A list of numbers, as a table has it. */
export interface List {
  readonly number: number;
  readonly from: number;
  readonly values: readonly number[];
}

export class Layers {
  readonly lists: List[] = [];
  readonly tables = new Set<number>();
  /** The slots that some node reads. */
  readonly slots = new Set<number>();
  private readonly layers: Layer[] = [];
  private readonly columns = new Map<Node, Column>();
  private readonly uses = new Map<Node, number>();
  private readonly texts = new Map<Node, string>();
  /** The deepest layer that each text reads. */
  private readonly depths = new Map<Node, number>();
  private readonly listNumbers = new Map<string, List>();

  constructor(
    private readonly sql: Writer,
    private readonly prefix: string,
    private readonly cells: readonly Cells[],
  ) {}

  /** Counts who reads what. Call it for all nodes that will be asked for. */
  count(node: Node): void {
    const known = this.uses.get(node) ?? 0;
    this.uses.set(node, known + 1);
    if (node.op === "slot") this.slots.add(node.slot);
    if (known === 0) for (const part of formNodes.partsOf(node)) this.count(part);
  }

  /** The name of the column in which a node stands; it is made a column if it is none. */
  column(node: Node): string {
    const { name } = this.placed(node);
    return name;
  }

  get size(): number {
    return this.columns.size;
  }

  /** The queries of the layers, each over the view before; `view` gives the name of the view of a layer. */
  queries(view: (layer: number) => string): readonly string[] {
    return this.layers.map(({ columns, joins }, i) => {
      const selected = ["p.*", ...columns].join(",\n  ");
      const joined = joins
        .map(({ table, alias, on }) => `\nLEFT JOIN ${table} AS ${alias} ON ${on}`)
        .join("");
      return `SELECT ${selected}\nFROM ${view(i)} AS p${joined}${this.sql.fence}`;
    });
  }

  private placed(node: Node): Column {
    const known = this.columns.get(node);
    if (known) return known;
    const text = this.body(node);
    return this.place(node, text, this.depths.get(node) ?? 0);
  }

  private place(node: Node, text: string, layer: number): Column {
    const column = { name: `n${this.columns.size}`, layer: layer + 1 };
    this.columns.set(node, column);
    const typed = formNodes.isTruth(node) ? text : this.sql.narrow(text);
    this.layer(layer).columns.push(`${typed} AS ${column.name}`);
    return column;
  }

  private layer(number: number): Layer {
    while (this.layers.length <= number) this.layers.push({ columns: [], joins: [] });
    return this.layers[number] ?? { columns: [], joins: [] };
  }

  /** A node as a text in another, and notes how deep it reads. */
  private read(node: Node, reader: { depth: number }): string {
    if (node.op === "whole") return node.value < 0 ? `(${node.value})` : String(node.value);
    if (node.op === "constant") return node.value ? "TRUE" : "FALSE";
    if (node.op === "slot") return `s${node.slot}`;
    if (node.op === "day") return "d";
    const known = this.columns.get(node);
    if (known || this.isShared(node)) {
      const { name, layer } = known ?? this.placed(node);
      reader.depth = Math.max(reader.depth, layer);
      return name;
    }
    const text = this.body(node);
    reader.depth = Math.max(reader.depth, this.depths.get(node) ?? 0);
    return text;
  }

  private isShared(node: Node): boolean {
    if ((this.uses.get(node) ?? 0) > 1) return true;
    // What is read several times by who reads it, or is looked up.
    return node.op === "row" || (node.op === "at" && node.values.length > MOST_IN_PLACE);
  }

  private body(node: Node): string {
    const known = this.texts.get(node);
    if (known !== undefined) return known;
    const reader = { depth: 0 };
    const text = formNodes.isTruth(node) ? this.truth(node, reader) : this.whole(node, reader);
    this.texts.set(node, text);
    this.depths.set(node, reader.depth);
    return text;
  }

  /** A node as a column, for texts that name it several times. */
  private named(node: Whole, reader: { depth: number }): string {
    if (node.op === "whole" || node.op === "slot" || node.op === "day") return this.read(node, reader);
    const { name, layer } = this.placed(node);
    reader.depth = Math.max(reader.depth, layer);
    return name;
  }

  private truth(node: Truth, reader: { depth: number }): string {
    switch (node.op) {
      case "constant":
        return node.value ? "TRUE" : "FALSE";
      case "not":
        return `(NOT ${this.read(node.a, reader)})`;
      case "relation": {
        const relation = node.relation === "===" ? "=" : node.relation;
        return `(${this.read(node.a, reader)} ${relation} ${this.read(node.b, reader)})`;
      }
      // A part without a value leaves the whole without one, unless a part before it settles the matter.
      case "all":
        return node.of
          .map((part) => this.read(part, reader))
          .reduceRight((rest, part) => `CASE ${part} WHEN TRUE THEN ${rest} WHEN FALSE THEN FALSE END`);
      case "any":
        return node.of
          .map((part) => this.read(part, reader))
          .reduceRight((rest, part) => `CASE ${part} WHEN FALSE THEN ${rest} WHEN TRUE THEN TRUE END`);
    }
  }

  private whole(node: Whole, reader: { depth: number }): string {
    const read = (one: Node): string => this.read(one, reader);
    switch (node.op) {
      case "whole":
      case "slot":
      case "day":
        return read(node);
      case "add":
      case "subtract":
      case "multiply":
        return this.arithmetic(node.op, node, reader);
      case "lesser":
      case "greater": {
        const a = this.named(node.a, reader);
        const b = this.named(node.b, reader);
        // LEAST and GREATEST pass over what is missing.
        return `CASE ${a} ${node.op === "lesser" ? "<=" : ">="} ${b} WHEN TRUE THEN ${a} WHEN FALSE THEN ${b} END`;
      }
      case "quotient":
        return this.quotient(node, reader);
      case "age":
        return this.age(node, reader);
      case "at":
        return this.at(node, reader);
      case "reached":
        return this.reached(node, reader);
      case "row":
        return this.row(node, reader);
      case "memo":
        return read(node.of);
      case "only": {
        const parts = node.of.map(read);
        const cases = parts.map((_, i) => {
          const test = parts.map((part, k) => (k === i ? part : `NOT ${part}`)).join(" AND ");
          return `WHEN ${test} THEN ${i}`;
        });
        return `CASE ${cases.join(" ")} END`;
      }
      case "choose":
        return `CASE ${read(node.index)} ${node.of.map((one, i) => `WHEN ${i} THEN ${read(one)}`).join(" ")} END`;
      case "need":
        return `CASE WHEN ${read(node.when)} THEN ${read(node.then)} END`;
      case "pick":
        return `CASE ${read(node.when)} WHEN TRUE THEN ${read(node.a)} WHEN FALSE THEN ${read(node.b)} END`;
      case "known":
        return `COALESCE(${read(node.a)}, ${node.otherwise})`;
    }
  }

  private arithmetic(
    op: "add" | "subtract" | "multiply",
    node: { readonly a: Whole; readonly b: Whole; readonly guarded: boolean },
    reader: { depth: number },
  ): string {
    const sign = { add: "+", subtract: "-", multiply: "*" }[op];
    // A figure of the text may be of a smaller type, in which the result does not fit.
    if (!node.guarded)
      return `(${this.sql.narrow(this.read(node.a, reader))} ${sign} ${this.read(node.b, reader)})`;
    const wide = `(${this.sql.wide(this.named(node.a, reader))} ${sign} ${this.named(node.b, reader)})`;
    return `CASE WHEN ${wide} BETWEEN -${MOST} AND ${MOST} THEN ${this.sql.narrow(wide)} END`;
  }

  private quotient(node: Whole & { readonly op: "quotient" }, reader: { depth: number }): string {
    const { by, mode, a } = node;
    const number = this.named(a, reader);
    const size = a.low >= 0 ? number : `ABS(${number})`;
    const cut = this.sql.smallQuotient(size, String(by));
    const rest = `(${size} % ${by})`;
    const up = roundsUp(mode, cut, rest, by);
    const rounded = up === "" ? cut : `(${cut} + CASE WHEN ${up} THEN 1 ELSE 0 END)`;
    return a.low >= 0 ? rounded : `CASE WHEN ${number} < 0 THEN -${rounded} ELSE ${rounded} END`;
  }

  private age(node: Whole & { readonly op: "age" }, reader: { depth: number }): string {
    const birth = this.named(node.birth, reader);
    const on = this.named(node.on, reader);
    const divided = (a: string, by: number) => this.sql.smallQuotient(a, String(by));
    const years = divided(`(${on} - ${birth})`, 10_000);
    if (node.way === "completed") return `CASE WHEN ${birth} <= ${on} THEN ${years} END`;
    const days = (day: string): string => dayCount(day, divided);
    const birthday = (year: string): string => {
      const leap = `((${year}) % 4 = 0 AND ((${year}) % 100 <> 0 OR (${year}) % 400 = 0))`;
      const day = `${birth} % 10000`;
      return `((${year}) * 10000 + CASE WHEN ${day} = 229 AND NOT ${leap} THEN 301 ELSE ${day} END)`;
    };
    const born = divided(birth, 10_000);
    const last = `${days(on)} - ${days(birthday(`${born} + ${years}`))}`;
    const next = `${days(birthday(`${born} + ${years} + 1`))} - ${days(on)}`;
    return `CASE WHEN ${birth} <= ${on} THEN ${years} + CASE WHEN ${next} < ${last} THEN 1 ELSE 0 END END`;
  }

  private at(node: Whole & { readonly op: "at" }, reader: { depth: number }): string {
    const { values, from } = node;
    const [first] = values;
    if (values.length <= MOST_IN_PLACE) {
      const index = this.read(node.index, reader);
      return `CASE ${index} ${values.map((value, i) => `WHEN ${i + from} THEN ${value}`).join(" ")} END`;
    }
    if (values.every((value) => value === first)) {
      const index = this.read(node.index, reader);
      return `CASE WHEN ${index} BETWEEN ${from} AND ${from + values.length - 1} THEN ${first} END`;
    }
    const list = this.list(values, from);
    return this.join(node.index, reader, "values", `list = ${list.number}`, "i", "v");
  }

  private list(values: readonly number[], from: number): List {
    const key = `${from}:${values.join()}`;
    let found = this.listNumbers.get(key);
    if (!found) {
      found = { number: this.lists.length, from, values };
      this.lists.push(found);
      this.listNumbers.set(key, found);
    }
    return found;
  }

  /** Joins a table of the book, in the layer over the one that knows by what; gives its column. */
  private join(
    by: Whole,
    reader: { depth: number },
    table: string,
    which: string,
    key: string,
    column: string,
  ): string {
    const own = { depth: 0 };
    const index = this.read(by, own);
    const { joins } = this.layer(own.depth);
    const alias = `j${own.depth}_${joins.length}`;
    joins.push({
      table: this.sql.name(`${this.prefix}${table}`),
      alias,
      on: `${alias}.${which} AND ${alias}.${key} = ${index}`,
    });
    reader.depth = Math.max(reader.depth, own.depth);
    return `${alias}.${column}`;
  }

  private reached(node: Whole & { readonly op: "reached" }, reader: { depth: number }): string {
    const number = this.named(node.a, reader);
    const { steps } = node;
    const cases = steps.map((step, i) => `WHEN ${number} < ${step} THEN ${i}`).join(" ");
    return `CASE WHEN ${number} IS NULL THEN NULL ${cases} ELSE ${steps.length} END`;
  }

  private row(node: Whole & { readonly op: "row" }, reader: { depth: number }): string {
    this.tables.add(node.table);
    return this.join(node.cell, reader, "cells", `block = ${node.table}`, "cell", "line");
  }

  /** The cells of a table that lead to a row. */
  *filled(table: number): Generator<readonly [number, number]> {
    const cells = this.cells[table];
    if (!cells) return;
    for (let cell = 0; cell < cells.cells.length; cell++) {
      const row = cells.row(cell);
      if (row >= 0) yield [cell, row];
    }
  }
}

function roundsUp(mode: string, cut: string, rest: string, by: number): string {
  switch (mode) {
    case "up":
      return `${rest} > 0`;
    case "half_up":
      return `2 * ${rest} >= ${by}`;
    case "half_down":
      return `2 * ${rest} > ${by}`;
    case "half_even":
      return `2 * ${rest} > ${by} OR (2 * ${rest} = ${by} AND ${cut} % 2 = 1)`;
    default:
      return "";
  }
}

/** Days since 1 March of the year 0. */
function dayCount(day: string, divided: (a: string, by: number) => string): string {
  const month = `(${divided(day, 100)} % 100)`;
  const year = `(${divided(day, 10_000)} - CASE WHEN ${month} <= 2 THEN 1 ELSE 0 END)`;
  const ofYear = `(${divided(`(153 * ((${month} + 9) % 12) + 2)`, 5)} + ${day} % 100 - 1)`;
  return `(365 * ${year} + ${divided(year, 4)} - ${divided(year, 100)} + ${divided(year, 400)} + ${ofYear})`;
}
