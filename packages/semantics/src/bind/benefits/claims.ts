import { type BalanceNode, type Block, type Cell, type NameNode, readValue } from "@planwright/syntax";
import type { ExampleClaims, ExpectedBalance, ExpectedLine, UsedBefore } from "../../benefits-model.js";
import { nearest, replaceWith } from "../../diagnostics/report.js";
import { VALUES } from "../../names.js";
import { BlockReader, type FileScope, type Read, type ReadBlock } from "../../reading/block.js";
import { cellWords, readTable } from "../../reading/table.js";
import { shortest } from "../../types/exact.js";
import { BLOCKS } from "../../vocabulary/index.js";
import { bindInputValue } from "../examples.js";
import { placeOf, type Scope } from "../scope.js";
import { COUNTED, MEASURED, OCCASIONS, pluralOf } from "./units.js";

type ExampleBlock = ReadBlock<(typeof BLOCKS)["example"]>;

/** Columns of claims that are no inputs, and what their cells hold. */
const COLUMNS: Readonly<Record<string, "text" | "day" | "member" | "plan" | "money" | "number">> = {
  line: "text",
  date: "day",
  member: "member",
  plan: "plan",
  service: "text",
  drug: "text",
  code: "text",
  network: "text",
  channel: "text",
  charge: "money",
  allowed: "money",
  "other paid": "money",
  voids: "text",
  ...Object.fromEntries([...COUNTED, ...MEASURED].map((unit) => [pluralOf(unit), "number" as const])),
  ...Object.fromEntries(OCCASIONS.map((occasion) => [occasion, "text" as const])),
};

/** What each line comes to; `error` is the name of what is missing or wrong. */
const PARTS = [
  "allowed",
  "deductible",
  "copay",
  "coinsurance",
  "over limit",
  "not covered",
  "other paid",
  "written off",
  "balance bill",
  "member pays",
  "plan pays",
] as const;

const CLAIM_BLOCKS = new Set(["claims", "expect"]);

const isBalance = (node: { readonly kind: string }): node is BalanceNode => node.kind === "balance";

export function isClaimExample(block: ExampleBlock): boolean {
  const holdsClaims = block.blocks.some(({ items }) => CLAIM_BLOCKS.has(items[0]?.image ?? ""));
  return holdsClaims || block.isGiven("plan") || block.isGiven("household");
}

/** The claims of an example, and what is expected of them. */
export function bindClaims(block: ExampleBlock, files: FileScope, scope: Scope): ExampleClaims | undefined {
  const { file } = block;
  const plans = (block.one("plan")?.value ?? []).flatMap((name) => scope.plans.find(name, file)?.id ?? []);
  const members = (block.one("household")?.value ?? []).map(({ name }) => name);
  const missing = (what: string, example: string) =>
    scope.reporter.report("PW0025", { block: "This example", what }, placeOf(file, block.node.span), {
      why: `It is written like \`${example}\`.`,
    });
  if (!block.isGiven("plan") && block.isWhole) missing("plan", "plan gold_ppo");
  if (!block.isGiven("household") && block.isWhole) missing("household", "household a, b");
  const inner = (word: string) => block.blocks.filter(({ items }) => items[0]?.image === word);
  const [claims, second] = inner("claims");
  if (!claims && block.isWhole) missing("claims", "claims {");
  if (second) scope.reporter.report("PW0024", { what: "`claims`" }, placeOf(file, second.span));
  const reader = new ClaimReader(files, scope, members);
  const lines = claims ? reader.lines(claims) : [];
  const expects = inner("expect").flatMap((node) => reader.expects(node, lines));
  reader.checkNames(expects, plans);
  return {
    plans,
    members,
    used: block.all("given").flatMap((read) => used(read, scope, members)),
    lines,
    expects,
    balances: block.all("expect").flatMap((read) => balance(read, scope, members)),
  };
}

function used(read: Read<{ readonly kind: string }>, scope: Scope, members: readonly string[]): UsedBefore[] {
  const { value, origin } = read;
  if (!isBalance(value)) return [];
  const one = balanceOf(value, read.place.file, scope, members);
  return one ? [{ ...one, origin }] : [];
}

function balance(
  read: Read<{ readonly kind: string }>,
  scope: Scope,
  members: readonly string[],
): ExpectedBalance[] {
  const { value, origin } = read;
  if (!isBalance(value)) return [];
  const one = balanceOf(value, read.place.file, scope, members);
  const [note] = origin.notes;
  return one ? [{ ...one, side: value.side, printed: note?.printed, because: note?.text, origin }] : [];
}

function balanceOf(
  node: BalanceNode,
  file: string,
  scope: Scope,
  members: readonly string[],
): Omit<UsedBefore, "origin"> | undefined {
  const { of, plan } = accumulatorOf(node, scope);
  const { amount, by } = node;
  if (by.name !== "family" && !members.includes(by.name)) {
    reportMember(by.name, placeOf(file, by.span), scope, [...members, "family"]);
    return undefined;
  }
  if (amount.kind === "money" || amount.kind === "number" || amount.kind === "duration") {
    return { of, plan, by: by.name, amount: shortest(amount.value) };
  }
  scope.reporter.report(
    "PW3003",
    { wanted: "An amount or a number", got: "another value" },
    placeOf(file, amount.span),
  );
  return undefined;
}

/** `deductible of rx_silver`: the plan stands last. */
function accumulatorOf(node: BalanceNode, scope: Scope): Pick<UsedBefore, "of" | "plan"> {
  const words = node.of.map(({ name }) => name);
  const plan = words[words.length - 2] === "of" ? words[words.length - 1] : undefined;
  if (plan === undefined || !scope.plans.get(plan)) return { of: words.join(" "), plan: undefined };
  return { of: words.slice(0, -2).join(" "), plan };
}

function reportMember(
  name: string,
  place: ReturnType<typeof placeOf>,
  scope: Scope,
  members: readonly string[],
): void {
  const meant = nearest(name, members);
  scope.reporter.report("PW1001", { name, kind: "a member of this household" }, place, {
    label: meant && `did you mean ${meant}?`,
    why:
      members.length > 0 ? `Members: ${members.join(", ")}.` : "A line `household a, b` names its members.",
    fixes: meant ? [replaceWith(place, meant)] : [],
  });
}

class ClaimReader {
  constructor(
    private readonly files: FileScope,
    private readonly scope: Scope,
    private readonly members: readonly string[],
  ) {}

  /** Services, networks and channels that lines name; checked once it is known which lines are meant to be wrong. */
  private readonly named: {
    readonly line: string;
    readonly kind: "service" | "network" | "channel";
    readonly name: string;
    readonly place: ReturnType<typeof placeOf>;
  }[] = [];

  checkNames(expects: readonly ExpectedLine[], plans: readonly string[]): void {
    const coverages = plans.flatMap((plan) => this.scope.plans.get(plan)?.coverage ?? []);
    for (const { kind, name, place } of this.named) {
      for (const coverage of coverages)
        this.scope.reporter.names?.use(`a ${kind} of ${coverage}`, { name, span: place.span }, place.file);
    }
    const wrong = new Set(expects.filter(({ part }) => part === "error").map(({ line }) => line));
    for (const { line, kind, name, place } of this.named) {
      const known = this.scope.lists.all(kind).map(({ id }) => id);
      if (wrong.has(line) || known.includes(name) || this.scope.broken.covers(name)) continue;
      const meant = nearest(name, known);
      this.scope.reporter.report("PW1001", { name, kind: `a ${kind}` }, place, {
        label: meant && `did you mean ${meant}?`,
        why: known.length <= 40 ? `Declared: ${known.join(", ")}.` : undefined,
        fixes: meant ? [replaceWith(place, meant)] : [],
        cause: `name ${name}`,
      });
    }
  }

  private table(node: Block, word: "claims" | "expect") {
    const { rows } = new BlockReader(this.files, node, BLOCKS[word]).read();
    return readTable(rows, this.files);
  }

  private unknownColumn(cell: Cell, known: readonly string[]): void {
    const words = cellWords(cell);
    const place = placeOf(this.files.file, cell.span);
    const meant = nearest(words, known);
    this.scope.reporter.report("PW1001", { name: words, kind: "a column" }, place, {
      label: meant && `did you mean ${meant}?`,
      why: `Columns: ${known.join(", ")}.`,
      fixes: meant ? [replaceWith(place, meant)] : [],
      cause: `column ${words}`,
    });
  }

  /** All lines of the claims could be read. */
  private isWhole = false;

  lines(node: Block): Record<string, string>[] {
    const table = this.table(node, "claims");
    if (!table) return [];
    this.isWhole = table.complete;
    const { inputs } = this.scope;
    const known = table.header.map((cell) => {
      const words = cellWords(cell);
      const found = Object.hasOwn(COLUMNS, words) || inputs.has(words);
      if (inputs.has(words))
        this.scope.reporter.names?.use(VALUES, { name: words, span: cell.span }, this.files.file);
      if (!found) this.unknownColumn(cell, [...Object.keys(COLUMNS), ...inputs.keys()]);
      return found;
    });
    const seen = new Set<string>();
    return table.rows.map(({ cells }, i) => {
      const line: Record<string, string> = {};
      for (const [c, cell] of cells.entries()) {
        const header = table.header[c];
        if (!header || !known[c] || cellWords(cell) === "none") continue;
        const value = this.value(cellWords(header), cell);
        if (value !== undefined) line[columnKey(cellWords(header))] = value;
      }
      const id = line.line ?? String(i + 1);
      this.remember(id, table.header, cells);
      if (seen.has(id)) {
        const place = placeOf(this.files.file, cells[0]?.span ?? node.span);
        this.scope.reporter.report("PW0024", { what: `The line ${id}` }, place);
      }
      seen.add(id);
      return { ...line, line: id };
    });
  }

  private remember(line: string, header: readonly Cell[], cells: readonly Cell[]): void {
    for (const [c, cell] of cells.entries()) {
      const column = columnKey(header[c] ? cellWords(header[c]) : "");
      if (column !== "service" && column !== "network" && column !== "channel") continue;
      const name = cellWords(cell);
      if (name !== "none")
        this.named.push({ line, kind: column, name, place: placeOf(this.files.file, cell.span) });
    }
  }

  private value(column: string, cell: Cell): string | undefined {
    const { scope, files } = this;
    const place = placeOf(files.file, cell.span);
    const kind = Object.hasOwn(COLUMNS, column) ? COLUMNS[column] : undefined;
    const words = cellWords(cell);
    if (kind === "text") return words;
    const result = readValue("nameOrLiteral", cell.items, cell.span);
    if (!result.ok) {
      scope.reporter.report("PW0023", { found: result.found, of: `a cell of ${column}` }, place);
      return undefined;
    }
    const { value } = result;
    if (kind === undefined) {
      const name: NameNode = { kind: "name", name: column, span: cell.span };
      return bindInputValue(name, value, scope, files.file, column)?.[1];
    }
    if (kind === "member") {
      if (!this.members.includes(words)) reportMember(words, place, scope, this.members);
      return words;
    }
    if (kind === "plan") return value.kind === "name" ? scope.plans.find(value, files.file)?.id : undefined;
    if (value.kind === kind) return kind === "day" ? value.value : shortest(value.value);
    const due = { day: "A day", money: "An amount", number: "A number" }[kind];
    scope.reporter.report("PW3003", { wanted: due, got: words }, place);
    return undefined;
  }

  expects(node: Block, lines: readonly Readonly<Record<string, string>>[]): ExpectedLine[] {
    const table = this.table(node, "expect");
    if (!table) return [];
    const { scope, files } = this;
    const [head, ...parts] = table.header.map(cellWords);
    if (head !== "line") {
      const place = placeOf(files.file, table.header[0]?.span ?? node.span);
      scope.reporter.report("PW2013", { what: "The first column of `expect` is `line`" }, place);
      return [];
    }
    for (const [i, part] of parts.entries()) {
      const cell = table.header[i + 1];
      if (cell && part !== "error" && !PARTS.some((known) => known === part))
        this.unknownColumn(cell, [...PARTS, "error"]);
    }
    return table.rows.flatMap(({ node: row, cells }) => {
      const [first, ...rest] = cells;
      const line = first ? cellWords(first) : "";
      // A row of the claims that could not be read may have been this line.
      if (!lines.some((claim) => claim.line === line) && !this.isWhole) return [];
      if (!lines.some((claim) => claim.line === line)) {
        scope.reporter.report(
          "PW1001",
          { name: line, kind: "a line of these claims" },
          placeOf(files.file, first?.span ?? row.span),
          { cause: `line ${line}` },
        );
        return [];
      }
      return rest.flatMap((cell, i): ExpectedLine[] => {
        const part = parts[i] ?? "";
        const origin = files.notes.originOf(files.file, cell, cell.span, row);
        const [note] = origin.notes;
        const value = this.expected(part, cell);
        const tail = { printed: note?.printed, because: note?.text, origin };
        return value === undefined ? [] : [{ line, part: columnKey(part), value, ...tail }];
      });
    });
  }

  private expected(part: string, cell: Cell): string | undefined {
    const words = cellWords(cell);
    if (words === "none") return undefined;
    if (part === "error") return words;
    const result = readValue("literal", cell.items, cell.span);
    if (result.ok && result.value.kind === "money") return result.value.value;
    this.scope.reporter.report(
      "PW3003",
      { wanted: "An amount", got: words },
      placeOf(this.files.file, cell.span),
    );
    return undefined;
  }
}

/** `member pays` as `member_pays`; a drug is a service to whoever pays the claim. */
const columnKey = (words: string): string => (words === "drug" ? "service" : words.replaceAll(" ", "_"));
