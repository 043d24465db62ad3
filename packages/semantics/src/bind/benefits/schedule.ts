import {
  type BenefitsHeadingNode,
  type Block,
  type Cell,
  Comma,
  type CostShareNode,
  type NameNode,
  readValue,
  type Span,
  spanOfTokens,
} from "@planwright/syntax";
import type { Counter, Period } from "../../benefits-model.js";
import { nearest, replaceWith } from "../../diagnostics/report.js";
import type { Input, Range } from "../../model.js";
import type { Origin, Place } from "../../places.js";
import { adviceFor } from "../../reading/advice.js";
import { BlockReader, type FileScope } from "../../reading/block.js";
import {
  cellWords,
  NOTHING,
  readTable,
  type Said,
  type TableRow,
  together,
  withoutBy,
} from "../../reading/table.js";
import { type Band, coverGaps, intervalOf } from "../../rules/bands.js";
import { capital } from "../../types/literal.js";
import { NUMBER } from "../../types/units.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { readRange } from "../coverages.js";
import { placeOf, type Scope } from "../scope.js";
import { rewriteOf } from "./brochure.js";
import { reportNoSharing } from "./lines.js";
import { bindUnit } from "./names.js";
import { bindPeriod } from "./shares.js";

/** Which cell of a schedule: `undefined` is whatever it is. */
export interface CellKey {
  readonly service: string | undefined;
  readonly network: string | undefined;
  readonly channel: string | undefined;
  readonly band: { readonly counter: string; readonly range: Range } | undefined;
}

/** A cell as it is written, before `like` and `same`. */
export interface RawCell extends CellKey {
  /** Absent when it could not be read, which is reported where it stands. */
  readonly node: CostShareNode | undefined;
  /** The cell to its left, that `same` means. */
  readonly left: CellKey | undefined;
  /** The unit of copays and bounds that say none. */
  readonly unit: string | undefined;
  readonly file: string;
  /** Where the block begins that it stands in. */
  readonly block: number;
  readonly keyPlace: Place;
  readonly origin: Origin;
}

export interface Schedule {
  readonly cells: readonly RawCell[];
  readonly counters: readonly Counter[];
  /** All rows could be read: what is not among the cells is not there. */
  readonly rowsWhole: boolean;
}

export const keyText = ({ service, network, channel, band }: CellKey): string =>
  JSON.stringify([service ?? "", network ?? "", channel ?? "", band ?? ""]);

type Dimension = "service" | "network" | "channel" | "band";

const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  service: "service",
  drug: "service",
  network: "network",
  channel: "channel",
  visit: "band",
  day: "band",
};

interface Ladder {
  readonly unit: string;
  readonly counters: readonly Counter[];
}

/** One table of a schedule of benefits. */
export class ScheduleReader {
  private readonly cells: RawCell[] = [];
  private readonly counters: Counter[] = [];
  private readonly bands = new Map<string, Band[]>();
  private unit: string | undefined;
  private begins = 0;

  constructor(
    private readonly files: FileScope,
    private readonly coverage: string,
    private readonly scope: Scope,
  ) {}

  read(node: Block): Schedule {
    this.begins = node.span.start;
    const heading = this.heading(node);
    const bare = { ...node, items: node.items.slice(0, 1) };
    const { rows } = new BlockReader(this.files, bare, BLOCKS.benefits).read();
    if (rows.length === 0) {
      this.scope.reporter.report(
        "PW0025",
        { block: "`benefits`", what: "table" },
        placeOf(this.files.file, node.span),
        {
          why: "Its first row is like `service by network | participating | non_participating`.",
        },
      );
    }
    if (heading !== null) this.table(rows, heading);
    return { cells: this.cells, counters: this.counters, rowsWhole: this.rowsRead && !this.hasLostRow };
  }

  /** What stands after the word; null when it cannot be read. */
  private heading(node: Block): BenefitsHeadingNode | undefined | null {
    const rest = node.items.slice(1);
    if (rest.length === 0) return undefined;
    const result = readValue("benefitsHeading", rest, node.span);
    if (result.ok) {
      const { per } = result.value;
      if (per) this.unit = bindUnit(per, this.files.file, this.scope.reporter);
      return result.value;
    }
    this.scope.reporter.report(
      "PW0023",
      { found: result.found, of: "the heading of `benefits`" },
      placeOf(this.files.file, result.span),
      adviceFor(
        "benefitsHeading",
        rest,
        result.span,
        this.files.file,
        "benefits per prescription {`, or `benefits for therapy each calendar year {",
      ),
    );
    return null;
  }

  private table(nodes: Parameters<typeof readTable>[0], heading: BenefitsHeadingNode | undefined): void {
    const { files } = this;
    const table = readTable(nodes, files);
    if (!table) return;
    if (!table.complete) this.hasLostRow = true;
    const by = table.header.findIndex(({ items }) => items.some(({ image }) => image === "by"));
    if (by < 0 && this.hasNamesAcross(table.header)) return;
    const keyCells = by >= 0 ? table.header.slice(0, by + 1) : table.header.slice(0, -1);
    const headerSaid = table.header.map((cell) =>
      files.notes.originOf(files.file, cell, cell.span, nodes[0]),
    );
    const corner = together(...headerSaid.slice(0, keyCells.length));
    const ids = keyCells.map((cell, i) => this.dimension(i === by ? withoutBy(cell, "before") : cell));
    const acrossCell = keyCells[by];
    const across = acrossCell && this.dimension(withoutBy(acrossCell, "after"));
    if (ids.includes(undefined) || (acrossCell && !across)) return;
    if (by < 0 && !this.isPaysColumn(table.header[table.header.length - 1])) return;
    const all = [...ids, across].filter((id) => id !== undefined);
    const ladder = this.ladder(all, keyCells, heading);
    if (ladder === null || this.isTwice(all, keyCells[0])) return;
    const columns = table.header.slice(keyCells.length).map((cell, i) => ({
      values: across ? this.values(across, cell, ladder) : [undefined],
      said: headerSaid[keyCells.length + i] ?? NOTHING,
    }));
    if (columns.some(({ values }) => values.length === 0)) return;
    if (across === "band") {
      for (const [i, { values }] of columns.entries()) {
        const place = placeOf(files.file, table.header[keyCells.length + i]?.span ?? { start: 0, end: 0 });
        this.addBand(
          values.filter((value) => value !== undefined),
          place,
        );
      }
    }
    for (const row of this.oneTable(table.rows))
      this.row(row, ids as Dimension[], across, columns, ladder, corner);
    this.rowsRead = true;
    if (ladder) this.checkBands(ladder, placeOf(files.file, nodes[0]?.span ?? { start: 0, end: 0 }));
  }

  /** The rows up to a second header. */
  private oneTable(rows: readonly TableRow[]): readonly TableRow[] {
    const second = rows.findIndex(({ cells }) => {
      const [word, by] = cells[0]?.items ?? [];
      return by?.image === "by" && Object.hasOwn(DIMENSIONS, word?.image ?? "");
    });
    const row = rows[second];
    if (!row) return rows;
    const what = "A second table stands in a `benefits` of its own";
    this.scope.reporter.report("PW0027", { what }, placeOf(this.files.file, row.node.span));
    this.hasLostRow = true;
    return rows.slice(0, second);
  }

  private isTwice(all: readonly Dimension[], cell: Cell | undefined): boolean {
    const twice = all.find((id, i) => all.indexOf(id) !== i);
    if (!twice) return false;
    const what = `This table is by ${twice === "band" ? "visit or day" : twice} twice`;
    this.scope.reporter.report(
      "PW2013",
      { what },
      placeOf(this.files.file, cell?.span ?? { start: 0, end: 0 }),
    );
    return true;
  }

  /** `day | participating`: networks or channels across a table that does not say so. */
  private hasNamesAcross(header: readonly Cell[]): boolean {
    const { scope, files, coverage } = this;
    for (const kind of ["network", "channel"] as const) {
      const ids = new Set(scope.lists.of(kind, coverage).map(({ id }) => id));
      const isName = ({ name }: NameNode) =>
        ids.has(name) && name !== "pays" && !Object.hasOwn(DIMENSIONS, name);
      const first = header.findIndex((cell) => namesOf(cell).some(isName));
      const [cell, corner] = [header[first], header[first - 1]];
      if (!cell || !corner) continue;
      const { start, end } = spanOfTokens(corner.items, corner.span);
      const what = "This table does not say what its columns are";
      const heading = `${cellWords(corner)} by ${kind}`;
      scope.reporter.report("PW2013", { what }, placeOf(files.file, cell.span), {
        why: `A table with ${kind}s across begins with \`${heading}\`.`,
        fixes: [replaceWith(placeOf(files.file, { start, end }), heading)],
      });
      return true;
    }
    return false;
  }

  private dimension(cell: Cell): Dimension | undefined {
    const words = cellWords(cell);
    const found = DIMENSIONS[words];
    if (found === "band") this.ladderUnit = words;
    if (found) return found;
    const known = Object.keys(DIMENSIONS);
    const meant = nearest(words, known);
    // The cell may hold more: `service by network` is two of them.
    const place = placeOf(this.files.file, spanOfTokens(cell.items, cell.span));
    this.scope.reporter.report("PW1001", { name: words, kind: "what a schedule is by" }, place, {
      label: meant && `did you mean ${meant}?`,
      why: `A schedule is by ${known.join(", ")}.`,
      fixes: meant ? [replaceWith(place, meant)] : [],
    });
    return undefined;
  }

  private ladderUnit = "visit";
  private rowsRead = false;
  private hasLostRow = false;

  private isPaysColumn(cell: Cell | undefined): boolean {
    if (!cell || cellWords(cell) === "pays") return true;
    const what = "This table does not say what its columns are";
    this.scope.reporter.report("PW2013", { what }, placeOf(this.files.file, cell.span), {
      why: "The first row is like `service by network | participating`, or `service | pays`.",
    });
    return false;
  }

  /** The counters of a table by visit or day; null when its heading does not say what they count. */
  private ladder(
    all: readonly Dimension[],
    keyCells: readonly Cell[],
    heading: BenefitsHeadingNode | undefined,
  ): Ladder | undefined | null {
    const { scope, files } = this;
    const place = placeOf(files.file, heading?.span ?? keyCells[0]?.span ?? { start: 0, end: 0 });
    if (!all.includes("band")) {
      if (!heading || (heading.for.length === 0 && !heading.period)) return undefined;
      const what = "This table is not by visit or day, so its heading takes no `for` and no period";
      scope.reporter.report("PW2013", { what }, place);
      return null;
    }
    const unit = this.ladderUnit;
    if (!heading || heading.for.length === 0 || !heading.period) {
      const what =
        !heading || heading.for.length === 0
          ? `which services' ${unit}s are counted`
          : `when the ${unit}s are counted anew`;
      scope.reporter.report("PW2501", { what }, place, {
        why: `It is written like \`benefits for therapy, counselling together each calendar year {\`.`,
      });
      return null;
    }
    if (all.includes("service")) {
      const what = "The heading says the services, so the table is not by service";
      scope.reporter.report("PW2013", { what }, place);
      return null;
    }
    const services = scope.lists.ids("service", this.coverage, heading.for, files.file);
    if (services.length === 0) return null;
    if (services.length > 1 && !heading.sharing) {
      reportNoSharing(heading.for, `one count of ${unit}s`, files.file, scope);
      return null;
    }
    const period = bindPeriod(heading.period, files.file, scope);
    if (!period) return null;
    const counters = countersOf(unit, services, heading.sharing !== "separately", period);
    this.counters.push(...counters);
    return { unit, counters };
  }

  /** The keys that a cell stands for. */
  private values(dimension: Dimension, cell: Cell, ladder: Ladder | undefined): readonly KeyValue[] {
    const { scope, files, coverage } = this;
    if (dimension === "band") {
      const range = ladder && readRange(cell, files, scope, { file: files.file, coverage }, NUMBER);
      return range ? [{ dimension, range }] : [];
    }
    const words = cellWords(cell);
    if (words === "every other service" || words === "every other drug") {
      if (dimension === "service") return [{ dimension, name: undefined }];
    }
    const names = namesOf(cell);
    const found = names.map((name) => scope.lists.find(dimension, coverage, name, files.file)?.id);
    const complete = found.filter((id) => id !== undefined);
    return complete.length === found.length ? complete.map((name) => ({ dimension, name })) : [];
  }

  private row(
    row: TableRow,
    ids: readonly Dimension[],
    _across: Dimension | undefined,
    columns: readonly { readonly values: readonly (KeyValue | undefined)[]; readonly said: Said }[],
    ladder: Ladder | undefined,
    corner: Said,
  ): void {
    const { files } = this;
    const keyCells = row.cells.slice(0, ids.length);
    const rowSaid = together(
      ...keyCells.map((cell) => files.notes.originOf(files.file, cell, cell.span, row.node)),
    );
    let keys: KeyValue[][] = [[]];
    for (const [i, id] of ids.entries()) {
      const cell = row.cells[i];
      const values = cell ? this.values(id, cell, ladder) : [];
      if (values.length === 0) {
        this.scope.reporter.passOver();
        this.hasLostRow = true;
        return;
      }
      keys = keys.flatMap((made) => values.map((value) => [...made, value]));
      if (id === "band" && cell) this.addBand(values, placeOf(files.file, cell.span));
    }
    const keyPlace = placeOf(files.file, keyCells[0]?.span ?? row.node.span);
    for (const made of keys) {
      let left: CellKey[] = [];
      for (const [c, column] of columns.entries()) {
        const cell = row.cells[ids.length + c];
        if (!cell) continue;
        const here = column.values.flatMap((value) => cellKeys(value ? [...made, value] : made, ladder));
        const origin = files.notes.originOf(files.file, cell, cell.span, row.node);
        const said = together(corner, column.said, rowSaid, origin);
        this.cell(cell, here, left, { place: origin.place, ...said }, keyPlace);
        left = here;
      }
    }
  }

  private addBand(values: readonly KeyValue[], place: Place): void {
    for (const value of values) {
      if (value.dimension !== "band") continue;
      const list = this.bands.get("") ?? [];
      if (list.some((band) => band.place.span.start === place.span.start)) continue;
      this.bands.set("", [...list, { range: value.range, place }]);
    }
  }

  private cell(
    cell: Cell,
    keys: readonly CellKey[],
    left: readonly CellKey[],
    origin: Origin,
    keyPlace: Place,
  ): void {
    const { files } = this;
    const result = readValue("costShare", cell.items, cell.span);
    if (!result.ok) {
      this.reportShare(cell, result);
    }
    for (const [i, key] of keys.entries()) {
      this.cells.push({
        ...key,
        node: result.ok ? result.value : undefined,
        left: left[Math.min(i, left.length - 1)],
        unit: this.unit,
        file: files.file,
        block: this.begins,
        keyPlace,
        origin,
      });
    }
  }

  private reportShare(cell: Cell, { found, span }: { found: string | undefined; span: Span }): void {
    const { file } = this.files;
    const rewrite = rewriteOf(cellWords(cell), this.unit);
    const whole = placeOf(file, spanOfTokens(cell.items, cell.span));
    this.scope.reporter.report("PW0023", { found, of: "a cost share" }, placeOf(file, span), {
      why:
        rewrite?.why ??
        "It is written like `deductible then plan pays 80%`, `copay $20 per visit`, `no charge` or `not covered`.",
      fixes: rewrite?.texts.map((text) => replaceWith(whole, text)) ?? [],
    });
  }

  /** The visits of each counter are in one band each. */
  private checkBands(ladder: Ladder, table: Place): void {
    const input: Input = {
      id: capital(ladder.unit),
      kind: "count",
      type: NUMBER,
      meaning: undefined,
      choices: [],
      range: { min: "1", minHeld: true, max: undefined, maxHeld: true },
      unit: undefined,
      of: undefined,
      ofSaid: false,
      from: undefined,
      order: [],
      otherwise: undefined,
      origin: { place: table, cites: [], notes: [] },
    };
    const whole: Range = { min: "1", minHeld: true, max: undefined, maxHeld: true };
    const domain = intervalOf(whole, true);
    for (const bands of this.bands.values()) coverGaps(bands, input, this.scope.reporter, table, { domain });
  }
}

type KeyValue =
  | { readonly dimension: "service" | "network" | "channel"; readonly name: string | undefined }
  | { readonly dimension: "band"; readonly range: Range };

/** A key for each service that a ladder is for. */
function cellKeys(values: readonly KeyValue[], ladder: Ladder | undefined): CellKey[] {
  const name = (dimension: Dimension) => {
    const found = values.find((value) => value.dimension === dimension);
    return found && "name" in found ? found.name : undefined;
  };
  const plain = { network: name("network"), channel: name("channel") };
  if (!ladder) return [{ service: name("service"), ...plain, band: undefined }];
  const band = values.find((value) => value.dimension === "band");
  if (!band || !("range" in band)) return [];
  return ladder.counters.flatMap(({ id, services }) =>
    services.map((service) => ({ service, ...plain, band: { counter: id, range: band.range } })),
  );
}

function countersOf(unit: string, services: readonly string[], shared: boolean, period: Period): Counter[] {
  const sets = shared ? [services] : services.map((service) => [service]);
  return sets.map((set) => ({ id: `${unit}s of ${set.join(", ")}`, unit, services: set, period }));
}

function namesOf(cell: Cell): NameNode[] {
  const items = cell.items.filter(({ tokenType }) => tokenType !== Comma);
  return items.map((item) => ({
    kind: "name",
    name: item.image,
    span: spanOfTokens([item], cell.span),
  }));
}
