import { type Block, type Cell, Comma, type NameNode, readValue, type Row } from "@planwright/syntax";
import { nearest, replaceWith } from "../../diagnostics/report.js";
import type { Condition, Input, Key, Range, RateRow } from "../../model.js";
import type { Origin, Place } from "../../places.js";
import { VALUES } from "../../names.js";
import type { FileScope } from "../../reading/block.js";
import { cellWords, readTable } from "../../reading/table.js";
import { domainOf } from "../../rules/bands.js";
import { CoverCheck, type KeySpec } from "../../rules/cover.js";
import { exact } from "../../types/exact.js";
import { literalValue } from "../../types/literal.js";
import { bindKeyValue } from "../../types/question.js";
import type { Where } from "../../types/typed.js";
import { NUMBER, type Type } from "../../types/units.js";
import { readRange } from "../coverages.js";
import { placeOf, type Scope } from "../scope.js";
import { findEvent, lastName } from "./cells.js";
import { daysOfYear, LAST_DAY, readDaysOfYear, showDay } from "./days-of-year.js";

/** What a table of events is by beside inputs, and the columns that are no keys. */
export interface TableShape {
  readonly block: Block;
  /** The columns that say what happens, by their words; the others are keys. */
  readonly values: readonly string[];
  /** Those that must be there. */
  readonly must: readonly string[];
  /** The classes that a key `class` has to hold. */
  readonly classes: readonly string[];
  /** The events of an absence, for a key `lasting`. */
  readonly lasting?: { readonly from: string; readonly to: string };
  /** The input and its new value, for a key `direction`. */
  readonly direction?: { readonly of: string; readonly to: string };
  /** The header, as it is written. */
  readonly example: string;
}

export interface KeyedRow {
  /** When the row holds. */
  readonly when: Condition;
  /** The cells that say what happens, by the words above them. */
  readonly cells: ReadonlyMap<string, Cell>;
  readonly origin: Origin;
}

/** One key of a table: what it is by, and how a cell of it is read. */
interface Column {
  readonly spec: KeySpec;
  read(cell: Cell): { readonly key: Key; readonly when: Condition | undefined } | undefined;
}

const DIRECTIONS = ["less", "more"];

/** Words by which lengths of time are counted in days. */
const DAYS = /^(days?|weeks?)$/;

/** Reads the tables of eligibility: each row has keys, which together are its condition, and says what happens. */
export class KeyTable {
  private readonly where: Where;
  private readonly bandPlaces = new Map<Key, Place>();

  constructor(
    private readonly shape: TableShape,
    private readonly files: FileScope,
    private readonly scope: Scope,
  ) {
    this.where = { file: files.file, coverage: undefined };
  }

  /** Its rows; reports what no row holds, and what two hold. */
  read(nodes: readonly Row[]): KeyedRow[] {
    const { shape, files, scope } = this;
    const table = readTable(nodes, files);
    if (nodes.length === 0) {
      scope.reporter.report(
        "PW0025",
        { block: `\`${shape.block.items[0]?.image ?? ""}\``, what: "table" },
        placeOf(files.file, shape.block.span),
        { why: `Its first row is like \`${shape.example}\`.` },
      );
    }
    if (!table) return [];
    for (const cell of table.header) files.notes.originOf(files.file, cell, cell.span, nodes[0]);
    this.rows = table.rows;
    const columns = table.header.map((cell) => this.column(cell));
    if (columns.includes(undefined) || !this.isWhole(table.header, nodes[0])) return [];
    const rows = table.rows.flatMap((row) => this.row(row.cells, columns, row.node) ?? []);
    if (table.complete && rows.length === table.rows.length) this.checkCover(columns, rows, nodes[0]);
    return rows.map(({ row }) => row);
  }

  private isWhole(header: readonly Cell[], node: Row | undefined): boolean {
    const words = header.map(cellWords);
    const missing = this.shape.must.filter((column) => !words.includes(column));
    const twice = words.find((word, i) => words.indexOf(word) !== i);
    if (missing.length === 0 && twice === undefined) return true;
    const place = placeOf(this.files.file, node?.span ?? this.shape.block.span);
    const what =
      twice === undefined
        ? `This table has no column \`${missing.join("`, `")}\``
        : `The column ${twice} stands twice`;
    this.scope.reporter.report("PW2013", { what }, place, {
      why: `Its header is like \`${this.shape.example}\`.`,
    });
    return false;
  }

  private row(
    cells: readonly Cell[],
    columns: readonly (Column | "value" | undefined)[],
    node: Row,
  ): { readonly row: KeyedRow; readonly keys: Record<string, Key> } | undefined {
    const { files } = this;
    const keys: Record<string, Key> = {};
    const when: Condition[] = [];
    const values = new Map<string, Cell>();
    let complete = true;
    const origins = cells.map((cell) => files.notes.originOf(files.file, cell, cell.span, node));
    for (const [i, cell] of cells.entries()) {
      const column = columns[i];
      if (column === undefined) return undefined;
      if (column === "value") {
        values.set(this.header[i] ?? "", cell);
        continue;
      }
      const read =
        cellWords(cell) === "any" ? { key: { any: true } as const, when: undefined } : column.read(cell);
      if (!read) complete = false;
      else {
        keys[column.spec.id] = read.key;
        this.bandPlaces.set(read.key, placeOf(files.file, cell.span));
        if (read.when) when.push(read.when);
      }
    }
    const origin: Origin = {
      place: placeOf(files.file, node.span),
      cites: [...new Set(origins.flatMap(({ cites }) => cites))],
      notes: origins.flatMap(({ notes }) => notes),
    };
    return complete ? { row: { when: { op: "all", of: when }, cells: values, origin }, keys } : undefined;
  }

  private header: readonly string[] = [];
  private rows: readonly { readonly cells: readonly Cell[] }[] = [];

  private column(cell: Cell): Column | "value" | undefined {
    const words = cellWords(cell);
    this.header = [...this.header, words];
    const { shape, scope } = this;
    if (shape.values.includes(words)) return "value";
    if (words === "lasting" && shape.lasting) return this.lasting(shape.lasting);
    if (words === "direction" && shape.direction) return this.direction(shape.direction);
    if (words === "class") return this.classes(cell);
    if (/^day of \S+$/.test(words)) return this.dayOfMonth(words, cell);
    const input = scope.inputs.get(words);
    const name = lastName(cell);
    if (input && name) scope.reporter.names?.use(VALUES, name, this.files.file);
    if (input?.kind === "date") return this.dayOfYear(input);
    if (input && !(input.kind === "text" && input.choices.length === 0)) return this.input(input);
    this.unknown(cell, words);
    return undefined;
  }

  private unknown(cell: Cell, words: string): void {
    const { scope, shape, files } = this;
    const place = placeOf(files.file, cell.span);
    if (scope.broken.covers(words)) {
      scope.reporter.passOver();
      return;
    }
    const known = ["class", ...shape.values, ...scope.inputs.keys()];
    const meant = nearest(words, known);
    scope.reporter.report("PW1001", { name: words, kind: "a column of this table" }, place, {
      label: meant && `did you mean ${meant}?`,
      why: `Its header is like \`${shape.example}\`.`,
      fixes: meant ? [replaceWith(place, meant)] : [],
    });
  }

  private classes(cell: Cell): Column {
    const { classes } = this.shape;
    const name: NameNode = { kind: "name", name: "class", span: cell.span };
    return {
      spec: { id: "class", members: classes, show: (member) => `class ${member}` },
      read: (at) => {
        const values = this.members(at, name);
        return values && { key: { is: values }, when: { op: "is", key: "class", values } };
      },
    };
  }

  private direction({ of, to }: { readonly of: string; readonly to: string }): Column {
    return {
      spec: { id: "direction", members: DIRECTIONS, show: (member) => `${member} than before` },
      read: (at) => {
        const words = cellWords(at);
        const index = DIRECTIONS.indexOf(words);
        if (index < 0) {
          this.scope.reporter.report(
            "PW1001",
            { name: words, kind: "a direction" },
            placeOf(this.files.file, at.span),
            {
              why: "A direction is `less`, `more` or `any`.",
            },
          );
          return undefined;
        }
        const relation = index === 0 ? "under" : "over";
        const when: Condition = {
          op: "compare",
          relation,
          a: { op: "input", ref: to },
          b: { op: "input", ref: of },
        };
        return { key: { is: [words] }, when };
      },
    };
  }

  private dayOfMonth(words: string, cell: Cell): Column | undefined {
    const name = lastName(cell);
    const event = name && findEvent(name, this.files.file, this.scope);
    const input = event === undefined ? undefined : this.scope.inputs.get(event);
    if (event === undefined || !input) return undefined;
    const days = pseudo(words, "count", NUMBER, input.origin, { min: "1", max: String(LAST_DAY) });
    return {
      spec: { id: words, input: days, domain: domainOf(days) },
      read: (at) => {
        const range = readRange(at, this.files, this.scope, this.where);
        if (!range || !this.isWithin(at, range, "1", String(LAST_DAY))) return undefined;
        const from = Math.max(1, Math.ceil(Number(range.min ?? 1) + (range.minHeld ? 0 : 1)));
        const to = Math.min(LAST_DAY, Math.floor(Number(range.max ?? LAST_DAY) - (range.maxHeld ? 0 : 1)));
        return {
          key: { range },
          when: { op: "dates", test: { kind: "day_of_month", ref: event, from, to } },
        };
      },
    };
  }

  private dayOfYear(input: Input): Column {
    return {
      spec: {
        id: input.id,
        members: daysOfYear("01-01", "12-31"),
        show: (day) => `${input.id} ${showDay(day)}`,
      },
      read: (at) => {
        const days = readDaysOfYear(at, this.files, this.scope);
        if (!days) return undefined;
        const { from, to } = days;
        return {
          key: { is: daysOfYear(from, to) },
          when: { op: "dates", test: { kind: "day_of_year", ref: input.id, from, to } },
        };
      },
    };
  }

  /** How long an absence lasted, in months, or in days where the column has days or weeks. */
  private lasting({ from, to }: { readonly from: string; readonly to: string }): Column {
    const at = this.header.length - 1;
    const isDays = this.rows.some((row) => row.cells[at]?.items.some(({ image }) => DAYS.test(image)));
    const unit = isDays ? "day" : "month";
    const type: Type = { kind: "figure", units: { [unit]: 1 } };
    const origin = this.scope.inputs.get(from)?.origin;
    const length = pseudo(`absence in ${unit}s`, "number", type, origin, { min: "0" });
    return {
      spec: { id: length.id, input: length, domain: domainOf(length) },
      read: (cell) => {
        const range = readRange(cell, this.files, this.scope, this.where, type);
        if (!range || !this.isWithin(cell, range, "0", undefined)) return undefined;
        return { key: { range }, when: { op: "dates", test: { kind: "lasting", from, to, unit, range } } };
      },
    };
  }

  /** Whether a range names nothing that there is not: no month has 32 days, no absence lasts less than none. */
  private isWithin(cell: Cell, { min, max }: Range, least: string, most: string | undefined): boolean {
    const ends = [min, max].filter((end) => end !== undefined);
    const outside = ends.find(
      (end) =>
        exact(end).compare(exact(least)) < 0 || (most !== undefined && exact(end).compare(exact(most)) > 0),
    );
    if (outside === undefined) return true;
    const wanted =
      most === undefined ? "A length of time from zero on" : `A day of a month, ${least} to ${most}`;
    this.scope.reporter.report("PW3003", { wanted, got: outside }, placeOf(this.files.file, cell.span));
    return false;
  }

  private input(input: Input): Column {
    const members = this.scope.membersOf(input.id);
    const name = (span: Cell["span"]): NameNode => ({ kind: "name", name: input.id, span });
    if (members) {
      return {
        spec: { id: input.id, members, show: (member) => `${input.id} ${member}` },
        read: (at) => {
          const values = this.members(at, name(at.span));
          return values && { key: { is: values }, when: { op: "is", key: input.id, values } };
        },
      };
    }
    return {
      spec: { id: input.id, input, domain: domainOf(input) },
      read: (at) => {
        const range = readRange(at, this.files, this.scope, this.where, input.type);
        return range && { key: { range }, when: { op: "within", a: { op: "input", ref: input.id }, range } };
      },
    };
  }

  /** Names, with commas between. */
  private members(cell: Cell, key: NameNode): string[] | undefined {
    const parts: Cell["items"][number][][] = [[]];
    for (const item of cell.items) {
      if (item.tokenType === Comma) parts.push([]);
      else parts[parts.length - 1]?.push(item);
    }
    const values = parts.map((items) => {
      const result = readValue("nameOrLiteral", items, cell.span);
      if (result.ok) return this.member(key, result.value);
      this.scope.reporter.report(
        "PW0023",
        { found: result.found, of: `a value of ${key.name}` },
        placeOf(this.files.file, result.span),
      );
      return undefined;
    });
    const found = values.filter((value) => value !== undefined);
    return found.length === values.length ? found : undefined;
  }

  private member(key: NameNode, value: Parameters<typeof bindKeyValue>[1]): string | undefined {
    const text = value.kind === "name" ? value.name : literalValue(value);
    if (key.name === "class" && this.shape.classes.includes(text)) return text;
    return bindKeyValue(key, value, this.scope, this.files.file);
  }

  private checkCover(
    columns: readonly (Column | "value" | undefined)[],
    rows: readonly { readonly row: KeyedRow; readonly keys: Record<string, Key> }[],
    head: Row | undefined,
  ): void {
    const specs = columns.flatMap((column) => (column && column !== "value" ? [column.spec] : []));
    const word = this.shape.block.items[0]?.image ?? "";
    const check = new CoverCheck(
      specs,
      this.scope.reporter,
      placeOf(this.files.file, head?.span ?? this.shape.block.span),
      undefined,
      this.bandPlaces,
      {
        hole: "PW2402",
        twice: "PW2401",
        why: `A person of whom this is true would have no answer. \`${word}\` needs a row for it.`,
      },
    );
    check.run(rows.map(({ row, keys }): RateRow => ({ keys, value: "not_offered", origin: row.origin })));
  }
}

/** What a key that is no input can be. */
function pseudo(
  id: string,
  kind: "count" | "number",
  type: Type,
  origin: Origin | undefined,
  range: { readonly min?: string; readonly max?: string },
): Input {
  return {
    id,
    kind,
    type,
    meaning: undefined,
    choices: [],
    range: { min: range.min, minHeld: true, max: range.max, maxHeld: true },
    unit: undefined,
    of: undefined,
    ofSaid: false,
    from: undefined,
    order: [],
    otherwise: undefined,
    origin: origin ?? { place: { file: "", span: { start: 0, end: 0 } }, cites: [], notes: [] },
  };
}
