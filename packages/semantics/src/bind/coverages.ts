import { type Block, type Cell, readValue } from "@planwright/syntax";
import { replaceWith } from "../diagnostics/report.js";
import { spaceOfKey } from "../names.js";
import type { Coverage, Expression, FixedAmount, Range, Reduction, VolumeRule } from "../model.js";
import { BlockReader, type FileScope, type ReadBlock } from "../reading/block.js";
import { cellWords, readTable } from "../reading/table.js";
import { coverGaps } from "../rules/bands.js";
import { bindCondition, bindRange } from "../types/condition.js";
import { shortest } from "../types/exact.js";
import { bindExpression, expectUnits } from "../types/expression.js";
import type { Where } from "../types/typed.js";
import { MONEY_PER_MONTH, NUMBER, type Units } from "../types/units.js";
import { BLOCKS } from "../vocabulary/index.js";
import { bindFixedAmounts } from "./fixed-amounts.js";
import { bindFeatures } from "./plans.js";
import { placeOf, type Scope } from "./scope.js";
import { asMoney, asVolume, bindVolume, bindVolumeAmount } from "./volumes.js";

type CoverageBlock = ReadBlock<(typeof BLOCKS)["coverage"]>;

/** Who may be insured. The role of the employee decides whose age a rate is by. */
const ROLES = ["employee", "retiree", "spouse", "domestic_partner", "child", "dependent"];

export class CoverageBinder {
  private readonly blocks = new Map<string, { readonly block: CoverageBlock; readonly files: FileScope }>();
  private readonly unitsUnderWay = new Set<string>();

  constructor(private readonly scope: Scope) {}

  declare(block: CoverageBlock, files: FileScope): void {
    const name = block.heading?.name;
    if (!name) {
      this.scope.carriersUnsure = true;
      return;
    }
    const coverage = this.scope.findCoverage(name, block.file);
    if (!coverage) return;
    const earlier = this.blocks.get(coverage);
    if (earlier) {
      this.scope.reporter.report(
        "PW0024",
        { what: `\`coverage ${coverage}\`` },
        placeOf(block.file, block.node.span),
        {
          related: [{ place: earlier.block.origin.place, message: "given here first" }],
        },
      );
      return;
    }
    this.blocks.set(coverage, { block, files });
    for (const option of block.one("options")?.value ?? []) {
      const other = this.scope.options.get(option.name);
      const place = placeOf(block.file, option.span);
      if (other) {
        this.scope.reporter.report("PW1002", { name: option.name, kind: "option" }, place, {
          related: [{ place: other.origin.place, message: "declared here first" }],
        });
        continue;
      }
      this.scope.reporter.names?.declare(spaceOfKey("option"), option, block.file);
      this.scope.options.set(option.name, { coverage, origin: { place, cites: [], notes: [] } });
    }
  }

  /** The units of a coverage's volume: those of what it is computed from. Silent; binding reports what is wrong. */
  unitsOf(coverage: string): Units | undefined {
    const entry = this.blocks.get(coverage);
    if (!entry || this.unitsUnderWay.has(coverage)) return undefined;
    const volumes = entry.block.all("volume");
    const computed = volumes.find(({ value }) => value.form.kind === "computed");
    if (!computed) return entry.block.isGiven("volume") ? { volume: 1 } : undefined;
    if (computed.value.form.kind !== "computed") return undefined;
    this.unitsUnderWay.add(coverage);
    const typed = bindExpression(computed.value.form.value, this.scope, {
      file: computed.place.file,
      coverage,
    });
    this.unitsUnderWay.delete(coverage);
    if (!typed) this.scope.broken.add(coverage);
    return typed?.type.kind === "figure" ? asVolume(typed.type.units) : undefined;
  }

  bindAll(): Coverage[] {
    return this.scope.coverages.values().map(({ id, name, origin }) => {
      const entry = this.blocks.get(id);
      return entry ? this.bind(id, name, entry.block, entry.files) : emptyCoverage(id, name, origin);
    });
  }

  private bind(id: string, name: string, block: CoverageBlock, files: FileScope): Coverage {
    const { scope } = this;
    if (!block.isWhole) scope.carriersUnsure = true;
    const where: Where = { file: block.file, coverage: id };
    const volumeUnits = this.unitsOf(id);
    const needs = block.one("needs");
    const needed = needs ? scope.findCoverages(needs.value, block.file) : [];
    this.checkNeededCarrier(id, needed, block);
    return {
      id,
      name,
      carrier: scope.useCarrier(block.one("carrier")?.value, block.file),
      insures: block.all("insures").map(({ value }) => {
        if (!ROLES.includes(value.role.name)) {
          scope.reporter.report(
            "PW1001",
            { name: value.role.name, kind: "someone who is insured" },
            placeOf(block.file, value.role.span),
            {
              why: `One of: ${ROLES.join(", ")}.`,
            },
          );
        }
        return { role: value.role.name, when: value.when && bindCondition(value.when, scope, where) };
      }),
      needs: needed,
      options: block.one("options")?.value.map((option) => option.name) ?? [],
      volumes: this.volumes(block, volumeUnits, where),
      volumeUnits,
      guaranteedIssue: this.guaranteedIssue(block, volumeUnits, where),
      reduction: this.reduction(block, files),
      amounts: this.amounts(id, block, files),
      benefit: this.benefit(block, "benefit", where),
      maximumBenefit: this.benefit(block, "maximum benefit", where),
      features: bindFeatures(block.blocks, files),
      origin: block.origin,
    };
  }

  /** The coverages that one needs must be with the carrier that it names. */
  private checkNeededCarrier(id: string, needed: readonly string[], block: CoverageBlock): void {
    const { scope } = this;
    const named = block.one("needs carrier");
    if (!named) return;
    if (needed.length === 0)
      scope.reporter.report(
        "PW0025",
        { block: `\`coverage ${id}\``, what: "coverage that it needs" },
        named.place,
      );
    const carrier = named.value.name;
    for (const other of needed) {
      const written = this.blocks.get(other)?.block.one("carrier");
      const theirs = written && scope.carriers.get(written.value.name)?.id;
      if (!written || theirs === undefined || theirs === carrier) continue;
      const place = placeOf(block.file, named.value.span);
      scope.reporter.report("PW5105", { coverage: id, needed: other, carrier, theirs }, place, {
        subject: id,
        label: scope.carriers.get(carrier) ? undefined : `${carrier} is not on the list of carriers`,
        related: [{ place: written.place, message: `${other} is with ${theirs}` }],
        why: "Nobody has that coverage with that carrier, so nobody could have this one.",
        fixes: [replaceWith(place, theirs)],
      });
    }
  }

  private volumes(block: CoverageBlock, units: Units | undefined, where: Where): VolumeRule[] {
    const reads = block.all("volume");
    const [, second] = reads;
    const computed = reads.find(({ value }) => value.form.kind === "computed");
    if (computed && second) {
      this.scope.reporter.report(
        "PW2201",
        { what: "A volume that is computed leaves nothing to choose" },
        second.place,
        {
          related: [{ place: computed.place, message: "computed here" }],
          why: "Of two lines of volume each must be a choice.",
        },
      );
    }
    const seen = new Set<string>();
    for (const { value, place } of reads) {
      if (value.form.kind !== "times") continue;
      for (const multiple of value.form.multiples) {
        const key = `${shortest(multiple)} times ${value.form.pay.name}`;
        if (seen.has(key)) this.scope.reporter.report("PW0024", { what: `The volume ${key}` }, place);
        seen.add(key);
      }
    }
    return reads.flatMap((read) => bindVolume(read, units, this.scope, where) ?? []);
  }

  private guaranteedIssue(
    block: CoverageBlock,
    volumeUnits: Units | undefined,
    where: Where,
  ): Coverage["guaranteedIssue"] {
    return block.all("guaranteed issue").flatMap(({ value, place }) => {
      if (!volumeUnits) {
        if (block.isGiven("volume")) return [];
        this.scope.reporter.report("PW3001", { what: "There is a guaranteed issue, but no volume" }, place);
        return [];
      }
      const amount = bindVolumeAmount(value.amount, volumeUnits, this.scope, where);
      const when = value.when && bindCondition(value.when, this.scope, where);
      return amount ? [{ amount, when }] : [];
    });
  }

  private benefit(
    block: CoverageBlock,
    key: "benefit" | "maximum benefit",
    where: Where,
  ): Expression | undefined {
    const read = block.one(key);
    const typed = read && bindExpression(read.value, this.scope, where);
    if (!read || !typed) return undefined;
    // A share of a volume per month is money per month: a volume is money that is insured.
    const of = typed.type.kind === "figure" && typed.type.units.volume === 1;
    const got =
      of && typed.type.kind === "figure"
        ? { ...typed, type: { kind: "figure" as const, units: asMoney(typed.type.units) } }
        : typed;
    return expectUnits(
      read.value,
      got,
      MONEY_PER_MONTH,
      this.scope,
      where,
      "A benefit is an amount of money per month.",
    )
      ? typed.value
      : undefined;
  }

  /** The amounts that nobody chooses; each is of somebody whom the coverage insures. */
  private amounts(id: string, block: CoverageBlock, files: FileScope): readonly FixedAmount[] {
    const options = block.one("options")?.value.map(({ name }) => name) ?? [];
    const insured = block.all("insures").map(({ value }) => value.role.name);
    const inner = block.blocks.filter(({ items }) => items[0]?.image === "amounts");
    const rows = inner.flatMap((node) => bindFixedAmounts(node, files, options, this.scope));
    for (const row of rows) {
      if (insured.length === 0 || insured.includes(row.insured)) continue;
      this.scope.reporter.report(
        "PW1001",
        { name: row.insured, kind: `somebody whom ${id} insures` },
        row.origin.place,
        { why: `It insures ${insured.join(", ")}.` },
      );
    }
    return rows;
  }

  private reduction(
    block: CoverageBlock,
    files: FileScope,
    seen: readonly string[] = [],
  ): Reduction | undefined {
    const [inner, second] = block.blocks.filter(({ items }) => items[0]?.image === "reduction");
    const read = block.one("reduction");
    if (inner) {
      const again = second ? placeOf(files.file, second.span) : read?.wordsPlace;
      // A coverage that takes this one over reads it once more.
      if (again && seen.length === 0) {
        const related = [{ place: placeOf(files.file, inner.span), message: "given here first" }];
        this.scope.reporter.report("PW0024", { what: "`reduction`" }, again, { related });
      }
      return bindReduction(inner, files, this.scope);
    }
    const like = read?.value.like;
    if (!read) return undefined;
    const entry = like && this.blocks.get(like.name);
    if (!like || !entry) {
      const found = like && this.scope.findCoverage(like, block.file);
      if (!like || found) {
        this.scope.reporter.report("PW0023", { found: like?.name, of: "`reduction`" }, read.place, {
          why: "It is written like `reduction like basic_life`, and that coverage has a table of reductions.",
        });
      }
      return undefined;
    }
    if (seen.includes(like.name)) {
      this.scope.reporter.report("PW1004", { path: [...seen, like.name] }, read.place);
      return undefined;
    }
    const taken = this.reduction(entry.block, entry.files, [...seen, like.name]);
    const hasOne =
      entry.block.isGiven("reduction") ||
      entry.block.blocks.some(({ items }) => items[0]?.image === "reduction");
    if (!hasOne) {
      this.scope.reporter.report("PW0023", { found: like.name, of: "`reduction`" }, read.place, {
        why: `${like.name} has no reduction.`,
      });
    }
    return taken;
  }
}

function emptyCoverage(id: string, name: string, origin: Coverage["origin"]): Coverage {
  return {
    id,
    name,
    carrier: undefined,
    insures: [],
    needs: [],
    options: [],
    volumes: [],
    volumeUnits: undefined,
    guaranteedIssue: [],
    reduction: undefined,
    amounts: [],
    benefit: undefined,
    maximumBenefit: undefined,
    features: new Map(),
    origin,
  };
}

function bindReduction(node: Block, files: FileScope, scope: Scope): Reduction | undefined {
  const block = new BlockReader(files, node, BLOCKS.reduction).read();
  const table = readTable(block.rows, files);
  const place = placeOf(files.file, node.span);
  if (!table) {
    if (block.rows.length === 0) scope.reporter.report("PW0027", { what: "`reduction` has no table" }, place);
    return undefined;
  }
  const [ageCell, shareCell] = table.header;
  if (ageCell && scope.broken.covers(cellWords(ageCell))) {
    scope.reporter.passOver();
    return undefined;
  }
  const age = ageCell && scope.inputs.get(cellWords(ageCell));
  if (
    !ageCell ||
    !age ||
    age.kind !== "age" ||
    table.header.length !== 2 ||
    !shareCell ||
    cellWords(shareCell) !== "volume"
  ) {
    scope.reporter.report(
      "PW2013",
      { what: "A table of reductions is by an age: its header is `age | volume`" },
      placeOf(files.file, ageCell?.span ?? node.span),
      {
        why: age && age.kind === "age" ? undefined : "The first cell names an input of the kind `age`.",
      },
    );
    return undefined;
  }
  const where = { file: files.file, coverage: undefined };
  const bands = table.rows.flatMap((row) => {
    const [keyCell, valueCell] = row.cells;
    const range = keyCell && readRange(keyCell, files, scope, where);
    const share = valueCell && readShare(valueCell, files);
    for (const cell of row.cells.slice(1)) files.notes.originOf(files.file, cell, cell.span, row.node);
    const origin = files.notes.originOf(files.file, row.cells[0] ?? node, row.node.span, row.node);
    const place = placeOf(files.file, keyCell?.span ?? row.node.span);
    return range && share !== undefined ? [{ range, share, origin, place }] : [];
  });
  if (table.complete && bands.length === table.rows.length) coverGaps(bands, age, scope.reporter, place);
  return { age: age.id, bands: bands.map(({ range, share, origin }) => ({ range, share, origin })) };
}

export function readRange(
  cell: Cell,
  files: FileScope,
  scope: Scope,
  where: Where,
  type = NUMBER as Parameters<typeof bindRange>[1],
): Range | undefined {
  const result = readValue("range", cell.items, cell.span);
  if (result.ok) return bindRange(result.value, type, scope, where);
  scope.reporter.report("PW0023", { found: result.found, of: "a range" }, placeOf(files.file, result.span), {
    why: "A range is written like `30 to 39`, `under 25`, `70 and over`, `over 50% up to 100%` or `any`.",
  });
  return undefined;
}

/** `65% of volume`: the percentage. */
function readShare(cell: Cell, files: FileScope): string | undefined {
  const result = readValue("expression", cell.items, cell.span);
  const value = result.ok ? result.value : undefined;
  if (value?.kind === "binary" && value.op === "of" && value.left.kind === "percent") {
    const { right } = value;
    if (right.kind === "question" && right.head === "volume" && right.of.length === 0)
      return shortest(value.left.value);
  }
  files.reporter.report(
    "PW0023",
    { found: cellWords(cell), of: "the share in force" },
    placeOf(files.file, cell.span),
    {
      why: "It is written like `65% of volume`.",
    },
  );
  return undefined;
}
