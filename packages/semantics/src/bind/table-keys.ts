import {
  type Cell,
  Comma,
  type LiteralNode,
  type NameNode,
  readValue,
  spanOfToken,
} from "@planwright/syntax";
import { nearest, replaceWith } from "../diagnostics/report.js";
import type { Key } from "../model.js";
import { VALUES } from "../names.js";
import type { FileScope, ReadBlock } from "../reading/block.js";
import { cellWords } from "../reading/table.js";
import type { Where } from "../types/typed.js";
import { literalValue } from "../types/literal.js";
import { bindKeyValue } from "../types/question.js";
import type { BLOCKS } from "../vocabulary/index.js";
import { readRange } from "./coverages.js";
import { isDimension, placeOf, type Scope } from "./scope.js";

export type RatesBlock = ReadBlock<(typeof BLOCKS)["rates"]>;

/** What the cells of a rate table are by: the keys that its header names, and their values in rows and columns. */
export class TableKeys {
  /** The tiers that the table names: the other tiers of their block are needed as well. */
  readonly tiers = new Set<string>();
  private readonly members = new Map<string, ReadonlySet<string> | undefined>();
  private readonly read = new Map<string, Map<string, Key>>();

  constructor(
    private readonly block: RatesBlock,
    private readonly files: FileScope,
    private readonly scope: Scope,
    private readonly coverages: readonly string[],
    private readonly where: Where,
  ) {}

  /** What a header cell says that the table is by. */
  keyId(cell: Cell): string | undefined {
    const { scope, block } = this;
    const words = cellWords(cell);
    const place = placeOf(block.file, cell.items[0] ? spanOfToken(cell.items[0]) : cell.span);
    if (isDimension(words)) return words;
    if (words === "age") {
      const role = block.one("age of");
      if (role) {
        const ages = [...scope.inputs.values()].filter(
          ({ kind, of }) => kind === "age" && of === role.value.name,
        );
        const [input, second] = ages;
        if (input && second) {
          const what = `${ages.map(({ id }) => id).join(" and ")} are both the age of ${role.value.name}`;
          scope.reporter.report("PW2013", { what }, role.place, {
            why: "Name the input in the table instead of `age`.",
          });
          return undefined;
        }
        if (input) return input.id;
        scope.reporter.report(
          "PW1001",
          { name: role.value.name, kind: "whose age is an input" },
          role.place,
          {
            why: `An input \`${role.value.name}_age age of ${role.value.name}\` asks for it.`,
          },
        );
        return undefined;
      }
    }
    const input = scope.inputs.get(words);
    scope.reporter.names?.use(VALUES, { name: words, span: place.span }, block.file);
    if (!input && scope.broken.covers(words)) {
      scope.reporter.passOver();
      return undefined;
    }
    if (!input) {
      const known = ["plan", "tier", "area", "option", "coverage", "class", ...scope.inputs.keys()];
      const meant = nearest(words, known);
      scope.reporter.report("PW1001", { name: words, kind: "a key or an input" }, place, {
        cause: `name ${words}`,
        label: meant && `did you mean ${meant}?`,
        why: "A table is by plan, tier, area, option, coverage, class, or by an input.",
        fixes: meant ? [replaceWith(place, meant)] : [],
      });
      return undefined;
    }
    if (input.kind !== "date" && !(input.kind === "text" && input.choices.length === 0)) return input.id;
    scope.reporter.report(
      "PW3003",
      { wanted: "An input with values or bands", got: `${input.id}, which takes any ${input.kind}` },
      place,
    );
    return undefined;
  }

  /** The closed list of a key's values, made once for the table. */
  private membersOf(id: string): ReadonlySet<string> | undefined {
    if (!this.members.has(id)) {
      const members = id === "coverage" ? this.coverages : this.scope.membersOf(id, this.where.coverage);
      this.members.set(id, members && new Set(members));
    }
    return this.members.get(id);
  }

  /** What cells of a key hold, by their text. Bands are the same in every table; the members of a key may not be. */
  private textsOf(id: string): Map<string, Key> {
    let found = this.read.get(id);
    if (!found) {
      found = this.membersOf(id) ? new Map<string, Key>() : this.scope.bandsOf(id);
      this.read.set(id, found);
    }
    return found;
  }

  /** What a cell with a text holds, if it is one name, or if such a cell has been read. */
  known(id: string, text: string): Key | undefined {
    const found = this.textsOf(id).get(text);
    if (found || !this.membersOf(id)?.has(text)) return found;
    if (id === "tier") this.tiers.add(text);
    const key = { is: [text] };
    this.learn(id, text, key);
    return key;
  }

  /** Remembers what a cell with a text holds: the same text means the same in the next row. */
  learn(id: string, text: string, key: Key): void {
    this.textsOf(id).set(text, key);
  }

  /** The values of a key that a cell holds: names of members, or a band. */
  keyOf(id: string, cell: Cell): Key | undefined {
    const { scope, block } = this;
    const members = this.membersOf(id);
    const { items } = cell;
    const first = items[0];
    // One name, as nearly every cell holds, needs no grammar.
    if (first && items.length === 1 && members?.has(first.image)) {
      if (id === "tier") this.tiers.add(first.image);
      return { is: [first.image] };
    }
    if (cellWords(cell) === "any") return { any: true };
    const input = scope.inputs.get(id);
    if (!members && input) {
      const range = readRange(cell, this.files, scope, this.where, input.type);
      return range && { range };
    }
    const name: NameNode = { kind: "name", name: id, span: cell.span };
    const values: string[] = [];
    for (const items of splitAtCommas(cell)) {
      const result = readValue("nameOrLiteral", items, cell.span);
      if (!result.ok) {
        scope.reporter.report(
          "PW0023",
          { found: result.found, of: `a value of ${id}` },
          placeOf(block.file, result.span),
        );
        return undefined;
      }
      const value = this.memberOf(name, result.value, members);
      if (value === undefined) return undefined;
      if (id === "tier") this.tiers.add(value);
      values.push(value);
    }
    return { is: values };
  }

  private memberOf(
    name: NameNode,
    value: NameNode | LiteralNode,
    members: ReadonlySet<string> | undefined,
  ): string | undefined {
    const text = value.kind === "name" ? value.name : literalValue(value);
    if (members?.has(text)) return text;
    return bindKeyValue(name, value, this.scope, this.block.file, this.where.coverage);
  }
}

function splitAtCommas(cell: Cell): Cell["items"][] {
  const parts: (typeof cell.items)[number][][] = [[]];
  for (const item of cell.items) {
    if (item.tokenType === Comma) parts.push([]);
    else parts[parts.length - 1]?.push(item);
  }
  return parts;
}
