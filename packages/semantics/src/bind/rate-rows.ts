import {
  type Block,
  type Cell,
  type NameNode,
  type Row,
  readValue,
  type Span,
  spanOfToken,
} from "@planwright/syntax";
import { nearest, replaceWith } from "../diagnostics/report.js";
import type { Expression, Input, Key, RateRow } from "../model.js";
import { spaceOfKey } from "../names.js";
import type { Place } from "../places.js";
import { BlockReader, type FileScope } from "../reading/block.js";
import {
  cellWords,
  LaterRow,
  NOTHING,
  readTable,
  type Said,
  type Table,
  type TableRow,
  together,
} from "../reading/table.js";
import { bindExpression, expectUnits } from "../types/expression.js";
import type { Where } from "../types/typed.js";
import { sameUnits, type Units, units } from "../types/units.js";
import { BLOCKS } from "../vocabulary/index.js";
import type { BlockSpec } from "../vocabulary/spec.js";
import { amountOf, RateLines } from "./amounts.js";
import { RateHeads, saidIn } from "./rate-heads.js";
import { isDimension, placeOf, type Scope } from "./scope.js";
import { type RatesBlock, TableKeys } from "./table-keys.js";

interface Fixed {
  readonly keys: Readonly<Record<string, Key>>;
  readonly said: Said;
}

/** What rate sheets write where nothing is offered. */
const HOLES = /^(n ?\/ ?a|na|none|not available|-+)$/i;

/** Reads the rates of one block: a single rate, a table, or tables under headings that fix a key. */
export class RateRows {
  readonly keys: string[] = [];
  /** The one rate for all, if there is one. */
  private readonly single: RateRow[] = [];
  /** How many rows there are. */
  count = 0;
  /** The values of rows that are more than an amount. */
  readonly computed: Expression[] = [];
  /** The tiers that rows are for. */
  readonly tiersRated = new Set<string>();
  readonly tables: RateLines[] = [];
  /** The cells and headings that say its bands. */
  readonly bandPlaces = new Map<Key, Place>();
  /** Members that have no rate here on purpose, and the key that they are of. */
  readonly notOffered = new Map<string, string>();
  private readonly holePlaces = new Map<string, Place>();
  private readonly cells: TableKeys;
  private readonly heads: RateHeads;
  private readonly specs = new Map<string, BlockSpec>();
  private readonly where: Where;

  constructor(
    private readonly block: RatesBlock,
    private readonly files: FileScope,
    private readonly scope: Scope,
    private readonly coverages: readonly string[],
    private readonly rateUnits: Units,
  ) {
    this.where = { file: block.file, coverage: coverages.length === 1 ? coverages[0] : undefined };
    this.cells = new TableKeys(block, files, scope, coverages, this.where);
    this.heads = new RateHeads(block, files, scope, this.cells, (key, span) => this.placed(key, span));
  }

  private made: readonly RateRow[] | undefined;

  get rows(): readonly RateRow[] {
    this.made ??= [...this.single, ...this.tables.flatMap((table) => table.rows())];
    return this.made;
  }

  /** The tiers that the table names: the other tiers of their block are needed as well. */
  get tiers(): ReadonlySet<string> {
    return this.cells.tiers;
  }

  read(): this {
    const { block, scope } = this;
    const { troubles } = scope.reporter;
    for (const { value } of block.all("not offered")) for (const name of value) this.hole(name);
    const rate = block.one("rate");
    if (rate) {
      const value = this.rate(rate.value);
      if (value) this.single.push(this.counted({ keys: {}, value, origin: rate.origin }));
    }
    const hasTable = block.rows.length > 0 || block.blocks.length > 0;
    if (rate && hasTable) {
      scope.reporter.report(
        "PW0027",
        { what: "These rates have one rate for all, and a table" },
        rate.wordsPlace,
      );
    } else if (!block.isGiven("rate") && !hasTable && block.isWhole) {
      scope.reporter.report(
        "PW0025",
        { block: "`rates`", what: "rates" },
        placeOf(block.file, block.node.span),
        {
          why: "A table, or a line like `rate $2.97`, gives them.",
        },
      );
    }
    const free: Fixed = { keys: {}, said: NOTHING };
    this.table(block.rows, free);
    for (const inner of block.blocks) this.keyBlock(inner, free);
    this.reportUnsaidAge();
    this.reportFilledHoles();
    if (scope.reporter.troubles === troubles) this.reportIdleLines();
    return this;
  }

  /** A member of a key that has no rate here on purpose. */
  private hole(name: NameNode): void {
    const { scope } = this;
    const kinds = ["plan", "tier", "area", "option"] as const;
    const found = kinds.filter((kind) => scope.membersOf(kind, this.where.coverage)?.includes(name.name));
    const place = placeOf(this.block.file, name.span);
    const [kind, other] = found;
    if (kind && other) {
      scope.reporter.report("PW2013", { what: `${name.name} is a ${kind} and a ${other}` }, place, {
        why: "Say it in the cells of the table: `not offered`.",
      });
    } else if (kind) {
      this.notOffered.set(name.name, kind);
      this.holePlaces.set(name.name, place);
    } else this.unknownHole(name, place);
  }

  private unknownHole(name: NameNode, place: Place): void {
    const { scope } = this;
    if (scope.broken.covers(name.name)) {
      scope.reporter.passOver();
      return;
    }
    const known = ["plan", "tier", "area", "option"].flatMap(
      (kind) => scope.membersOf(kind, this.where.coverage) ?? [],
    );
    const meant = nearest(name.name, known);
    const elsewhere = scope.plans.get(name.name)?.coverage;
    const kind = elsewhere
      ? `a plan of ${this.coverages.join(" or ")}, but of ${elsewhere}`
      : "a plan, tier, area or option";
    scope.reporter.report("PW1001", { name: name.name, kind }, place, {
      label: meant && `did you mean ${meant}?`,
      fixes: meant ? [replaceWith(place, meant)] : [],
      cause: `name ${name.name}`,
    });
  }

  /** A hole that is no hole: the table has a rate for it. */
  private reportFilledHoles(): void {
    for (const [member, kind] of this.notOffered) {
      const row = this.rows.find(({ keys, value }) => {
        const key = keys[kind];
        return value !== "not_offered" && key !== undefined && "is" in key && key.is.includes(member);
      });
      const place = this.holePlaces.get(member);
      if (!row || !place) continue;
      this.scope.reporter.report("PW2013", { what: `${member} is not offered, and has a rate` }, place, {
        related: [{ place: row.origin.place, message: "its rate" }],
      });
    }
  }

  /** Lines that can change no answer: what they are about is no key of the rates. */
  private reportIdleLines(): void {
    const { block, scope } = this;
    const ageOf = block.one("age of");
    const byAge = this.keys.some((id) => scope.inputs.get(id)?.kind === "age");
    if (ageOf && !byAge)
      scope.reporter.report("PW2013", { what: "These rates are not by age" }, ageOf.wordsPlace);
    const further = block.all("each further member");
    if (further.length > 0 && !this.keys.includes("tier")) {
      for (const { wordsPlace } of further)
        scope.reporter.report("PW2013", { what: "These rates are not by tier" }, wordsPlace);
    }
    const seen = new Map<string, Place>();
    for (const { value } of further) {
      for (const tier of value.tiers) {
        const earlier = seen.get(tier.name);
        const place = placeOf(block.file, tier.span);
        if (earlier) {
          scope.reporter.report("PW0024", { what: `What a further member of ${tier.name} adds` }, place, {
            related: [{ place: earlier, message: "given here first" }],
          });
        }
        seen.set(tier.name, place);
      }
    }
  }

  private counted(row: RateRow): RateRow {
    const { value } = row;
    if (value !== "not_offered" && value.op !== "literal") this.computed.push(value);
    this.count++;
    return row;
  }

  private addKey(id: string, key: Key | undefined): void {
    if (!this.keys.includes(id)) this.keys.push(id);
    if (id === "tier" && key && "is" in key) for (const tier of key.is) this.tiersRated.add(tier);
  }

  /** Remembers what a table is by, which has rates. */
  private addTable(table: RateLines): void {
    const { fixed, ids, across, columns, lineKeys } = table;
    for (const id in fixed) this.addKey(id, fixed[id]);
    for (const [i, id] of ids.entries()) {
      this.addKey(id, undefined);
      if (id === "tier") for (let k = i; k < lineKeys.length; k += ids.length) this.addKey(id, lineKeys[k]);
    }
    if (across) for (const { key } of columns) this.addKey(across, key);
    this.tables.push(table);
  }

  /** A key, of which the place is kept when it is a band: that of a name is never asked for. */
  private keyAt(id: string, cell: Cell, span: Span): Key | undefined {
    return this.placed(this.cells.keyOf(id, cell), span);
  }

  private placed(key: Key | undefined, span: Span): Key | undefined {
    if (key && !("is" in key)) this.bandPlaces.set(key, placeOf(this.files.file, span));
    return key;
  }

  /** `area bay_area { ... }`: the heading fixes a key of what is below it. */
  private keyBlock(node: Block, outer: Fixed): void {
    const [dimension, ...rest] = node.items;
    const cell: Cell = { kind: "cell", items: rest, marks: [], tail: undefined, span: node.span };
    const id = dimension && this.cells.keyId({ ...cell, items: [dimension] });
    if (!id) return;
    const key = this.keyAt(id, cell, node.span);
    for (const token of rest)
      this.scope.reporter.names?.use(
        spaceOfKey(id),
        { name: token.image, span: spanOfToken(token) },
        this.files.file,
      );
    const said = this.files.notes.originOf(this.files.file, node, node.span);
    if (!key) return;
    const fixed: Fixed = {
      keys: { ...outer.keys, [id]: key },
      said: together(outer.said, said),
    };
    const bare = { ...node, items: [dimension] };
    const inner = new BlockReader(this.files, bare, this.specOf(dimension.image), (word) =>
      this.isKey(word),
    ).read();
    this.table(inner.rows, fixed);
    for (const deeper of inner.blocks) this.keyBlock(deeper, fixed);
  }

  /** One for each word of a heading: blocks look up what they may hold by it. */
  private specOf(word: string): BlockSpec {
    let spec = this.specs.get(word);
    if (!spec) {
      spec = { ...BLOCKS.rates, word, properties: {}, heading: {} };
      this.specs.set(word, spec);
    }
    return spec;
  }

  private isKey(word: string): boolean {
    return isDimension(word) || this.scope.inputs.has(word);
  }

  private table(nodes: RatesBlock["rows"], fixed: Fixed): void {
    const table = readTable(nodes, this.files);
    const [first] = nodes;
    const head = table && first && this.heads.of(first, table);
    if (!head) return;
    const { ids, across } = head;
    const seen = [...Object.keys(fixed.keys), ...ids, across];
    const twice = seen.find((id, i) => id !== undefined && seen.indexOf(id) !== i);
    if (twice) {
      this.scope.reporter.report(
        "PW2013",
        { what: `This table is by ${twice} twice` },
        placeOf(this.block.file, first.spanOfCell(0)),
      );
      return;
    }
    const corner = together(fixed.said, head.corner);
    const below = head.columns.map(({ key, said }) => ({ key, said: together(corner, said) }));
    this.scope.reporter.names?.whenAsked(() => this.noteNames(table, ids, across));
    const lines = new RateLines(this.files.file, fixed.keys, ids, across, below);
    table.nodes.forEach((node) => {
      if (!this.amountsOf(node, lines)) this.row(new LaterRow(node), lines);
    });
    if (lines.count > 0) this.addTable(lines);
  }

  /** The names in the cells of a table: of members in its first columns, and in its header behind `by`. */
  private noteNames(table: Table, ids: readonly (string | undefined)[], across: string | undefined): void {
    const note = (id: string | undefined, cell: Cell | undefined) => {
      for (const token of id === undefined ? [] : (cell?.items ?? []))
        this.scope.reporter.names?.use(
          spaceOfKey(id ?? ""),
          { name: token.image, span: spanOfToken(token) },
          this.files.file,
        );
    };
    for (const cell of across === undefined ? [] : table.header.slice(ids.length)) note(across, cell);
    for (const { cells } of table.nodes) {
      for (const [i, id] of ids.entries()) note(id, cells[i]);
    }
  }

  /** Adds a line whose keys are known and whose other cells are plain amounts: without reading its cells. */
  private amountsOf(node: Row, lines: RateLines): boolean {
    const { ids } = lines;
    const texts = node.textsBeforeAmounts(ids.length);
    if (!texts) return false;
    const keys = new Array<Key>(ids.length);
    for (let i = 0; i < ids.length; i++) {
      const key = this.cells.known(ids[i] ?? "", texts[i] ?? "");
      if (!key) return false;
      // Each band has a place of its own.
      keys[i] = "is" in key ? key : { ...key };
    }
    for (let i = 0; i < ids.length; i++) {
      const key = keys[i];
      if (key && !("is" in key)) this.placed(key, node.spanOfCell(i));
    }
    lines.add(keys, node);
    this.count += lines.columns.length;
    return true;
  }

  private row(row: TableRow, lines: RateLines): void {
    const { ids, columns } = lines;
    const keyCells = row.cells.slice(0, ids.length);
    const rowSaid = together(...keyCells.map((cell) => saidIn(cell, row.node, this.files)));
    const lineKeys: Key[] = [];
    const texts = row.node.textsBeforeAmounts(ids.length);
    const { troubles } = this.scope.reporter;
    for (const [i, id] of ids.entries()) {
      const cell = row.cells[i];
      const key = cell && this.keyAt(id, cell, cell.span);
      if (!key) return;
      lineKeys.push(key);
      const text = texts?.[i];
      if (text !== undefined && !cell.tail && this.scope.reporter.troubles === troubles)
        this.cells.learn(id, text, key);
    }
    const keys = lines.keysOf(lineKeys);
    const rows: RateRow[] = [];
    let c = ids.length;
    for (const column of columns) {
      const cell = row.cells[c++];
      if (!cell) continue;
      const value = this.cell(cell);
      if (value === undefined) continue;
      // A footnote of the key cell belongs to the row; the key cell is no cell of rates, so it is not said twice.
      const own = saidIn(cell, row.node, this.files);
      const { cites, notes } =
        rowSaid === NOTHING && own === NOTHING ? column.said : together(column.said, rowSaid, own);
      const origin = { place: placeOf(this.files.file, cell.span), cites, notes };
      rows.push(this.counted({ keys: lines.keysIn(column, keys), value, origin }));
    }
    if (rows.length > 0) lines.add(lineKeys, rows);
  }

  private cell(cell: Cell): RateRow["value"] | undefined {
    // A plain amount, as nearly every cell is, needs no grammar.
    const amount = amountOf(cell);
    if (amount) return amount;
    const words = cellWords(cell);
    if (words === "not offered") return "not_offered";
    if (HOLES.test(words)) {
      const place = placeOf(this.block.file, cell.span);
      this.scope.reporter.report("PW0023", { found: words, of: "a rate" }, place, {
        why: "A hole on purpose is written `not offered`.",
        fixes: [replaceWith(place, "not offered")],
      });
      return undefined;
    }
    const result = readValue("figure", cell.items, cell.span);
    if (result.ok) return this.rate(result.value);
    this.scope.reporter.report(
      "PW0023",
      { found: result.found, of: "a rate" },
      placeOf(this.block.file, result.span),
      {
        why: "A rate is an amount like `$707.88`, an expression, or `not offered`.",
      },
    );
    return undefined;
  }

  /** An amount in the unit of the block: plain money, money per period, or a rate of the same unit. */
  private rate(node: Parameters<typeof bindExpression>[0]): Expression | undefined {
    if (node.kind === "number") {
      const place = placeOf(this.block.file, node.span);
      this.scope.reporter.report("PW3003", { wanted: "An amount of money", got: node.written }, place, {
        fixes: [replaceWith(place, `$${node.written}`)],
      });
      return undefined;
    }
    const typed = bindExpression(node, this.scope, this.where);
    if (!typed) return undefined;
    if (typed.value.op === "literal" && typed.value.value.startsWith("-")) {
      const place = placeOf(this.block.file, node.span);
      this.scope.reporter.report(
        "PW3003",
        { wanted: "A rate of zero or more", got: `-$${typed.value.value.slice(1)}` },
        place,
      );
      return undefined;
    }
    const period =
      Object.keys(this.rateUnits).find((unit) => ["month", "quarter", "year"].includes(unit)) ?? "month";
    const accepted = [units({ money: 1 }), units({ money: 1, [period]: -1 })];
    if (
      typed.type.kind === "figure" &&
      accepted.some((of) => typed.type.kind === "figure" && sameUnits(of, typed.type.units))
    ) {
      return typed.value;
    }
    const why = `The block's rates are ${this.block.one("per") ? "in the unit after `per`" : "without a unit"}.`;
    return expectUnits(node, typed, this.rateUnits, this.scope, this.where, why) ? typed.value : undefined;
  }

  /** A rate by age for someone else than the employee must say whose age it is. */
  private reportUnsaidAge(): void {
    const { scope, block } = this;
    if (block.one("age of")) return;
    const age = this.keys
      .map((id) => scope.inputs.get(id))
      .find((input): input is Input => input?.kind === "age");
    const other = this.coverages.find((id) => {
      const roles = scope.details.get(id)?.insures.map(({ role }) => role) ?? [];
      return roles.length > 0 && age?.of !== undefined && !roles.includes(age.of);
    });
    if (!age || !other) return;
    const role = scope.details.get(other)?.insures[0]?.role ?? "spouse";
    const first = block.node.children[0]?.span.start ?? block.node.span.end;
    const at = { start: first, end: first };
    const fix = (whose: string) => ({
      title: `Rate by the age of the ${whose}`,
      edits: [{ file: block.file, span: at, text: `age of  ${whose}  chosen because ""\n  ` }],
    });
    scope.reporter.report(
      "PW2501",
      { what: `whose age rates ${other}` },
      placeOf(block.file, block.node.span),
      {
        why: `It insures the ${role}; plans rate by the age of either. Write \`age of employee\` or \`age of ${role}\`.`,
        fixes: [fix("employee"), fix(role)],
      },
    );
  }
}
