import type { Windows } from "./calendar.js";
import type { FastAccumulator } from "./terms.js";

/** An account of a plan, of which each member, the family or each occasion has its own. */
export class AccountKind {
  /** Where its amounts stand among those of one member, or of the family. */
  at = 0;
  /** Numbers that it needs: one for each window of each way in which it adds up. */
  size = 0;
  readonly windows: Windows[] = [];
  readonly offsets: number[] = [];
  /** Its windows, where they are of one kind and none is carried over. */
  only: Windows | undefined;
  /** Its entries are looked through one by one: it has rolling windows, or its uses are counted. */
  isLogged = false;

  constructor(
    readonly scope: string,
    /** Units of a limit: they may be given back where the plan pays nothing. */
    readonly isOfUnits: boolean,
  ) {}

  /** It adds up in such windows too. */
  readBy(windows: Windows): void {
    if (this.windows.includes(windows)) return;
    this.windows.push(windows);
    this.offsets.push(this.size);
    this.size += windows.size;
    if (windows.isRolling) this.isLogged = true;
    this.only = this.windows.length === 1 && windows.isPlain ? windows : undefined;
  }

  offsetOf(windows: Windows): number {
    return this.offsets[this.windows.indexOf(windows)] ?? 0;
  }
}

/** An account as an accumulator or a limit reads it. */
export interface AccountRef {
  readonly scope: string;
  readonly kind: AccountKind;
  readonly windows: Windows;
  /** Where the windows stand in the account; known when the layout is sealed. */
  offset: number;
}

/** The accounts of all plans of a book, side by side. */
export class Layout {
  private readonly kinds = new Map<string, AccountKind>();
  personal = 0;
  family = 0;

  kind(plan: string, id: string, scope: string, isOfUnits = false): AccountKind {
    const key = `${plan}|${id}|${scope}`;
    let found = this.kinds.get(key);
    if (!found) {
      found = new AccountKind(scope, isOfUnits);
      this.kinds.set(key, found);
    }
    return found;
  }

  /** Gives each account its place; after this no account adds up in another way. */
  seal(): void {
    for (const kind of this.kinds.values()) {
      if (kind.scope === "person") {
        kind.at = this.personal;
        this.personal += Math.max(1, kind.size);
      } else if (kind.scope === "family") {
        kind.at = this.family;
        this.family += Math.max(1, kind.size);
      }
    }
  }
}

/** Taken back: in no window. */
const NEVER = -1;

/** What a household has used. A place in `slots` stands for an account and a window of it. */
export class Ledger {
  private slots = new Float64Array(1_024);
  private end = 0;
  /** Moves in the order in which they were made: the committed ones, then those of the line under way. */
  readonly kinds: AccountKind[] = [];
  bases = new Int32Array(256);
  amounts = new Float64Array(256);
  readonly tags: (string | undefined)[] = [];
  /** The deductible, copay or maximum that a move fills, of a member or of the family. */
  readonly fills: (FastAccumulator | undefined)[] = [];
  private days = new Int32Array(256);
  count = 0;
  /** Whether somebody will look at `fills`. */
  isShown = false;
  private committed = 0;
  /** Moves of accounts that are logged, by their number. */
  private readonly logged: number[] = [];
  private readonly owners: AccountKind[] = [];
  private readonly names: string[] = [];
  private readonly places: number[] = [];
  private owned = 0;

  constructor(private readonly layout: Layout) {}

  /** Begins a household: all accounts stand at nothing. */
  begin(members: number): void {
    this.slots.fill(0, 0, this.end);
    this.end = this.layout.family + members * this.layout.personal;
    this.grow();
    this.count = 0;
    this.committed = 0;
    if (this.logged.length > 0) this.logged.length = 0;
    this.owned = 0;
  }

  private grow(): void {
    if (this.end <= this.slots.length) return;
    const larger = new Float64Array(this.end * 2);
    larger.set(this.slots);
    this.slots = larger;
  }

  /** Where an account of a member or of the family stands. */
  baseOf(kind: AccountKind, member: number): number {
    return kind.scope === "family" ? kind.at : this.layout.family + member * this.layout.personal + kind.at;
  }

  /** Where an account of an occasion stands; a new one, where it is the first line that names it. */
  namedBase(kind: AccountKind, name: string): number {
    for (let i = 0; i < this.owned; i++)
      if (this.owners[i] === kind && this.names[i] === name) return this.places[i] ?? 0;
    const base = this.end;
    this.end += Math.max(1, kind.size);
    this.grow();
    this.owners[this.owned] = kind;
    this.names[this.owned] = name;
    this.places[this.owned++] = base;
    return base;
  }

  /** What an account holds in the window of a day. */
  used({ windows, offset }: AccountRef, base: number, day: number): number {
    if (windows.isRolling) return this.sumOfLogged(base, windows.beginOf(day), day);
    return this.slots[base + offset + windows.indexOf(day)] ?? 0;
  }

  /** What an account of a member or of the family holds in the window of a day, where its windows are plain. */
  standing({ kind, offset, windows }: AccountRef, member: number, day: number): number {
    return this.slots[this.baseOf(kind, member) + offset + windows.indexOf(day)] ?? 0;
  }

  /** Puts an amount into such an account for good: it is no move, and cannot be taken back. */
  put({ kind, offset, windows }: AccountRef, member: number, day: number, amount: number): void {
    const at = this.baseOf(kind, member) + offset + windows.indexOf(day);
    this.slots[at] = (this.slots[at] ?? 0) + amount;
  }

  /** What an account without windows holds: all that ever went into it. */
  total(base: number): number {
    return this.slots[base] ?? 0;
  }

  private sumOfLogged(base: number, from: number, to: number): number {
    let sum = 0;
    for (const move of this.logged) {
      const day = this.days[move] ?? NEVER;
      if (this.bases[move] === base && day >= from && day <= to) sum += this.amounts[move] ?? 0;
    }
    return sum;
  }

  /** Adds the tags of an account in the window of a day to a set. */
  addTags(base: number, windows: Windows, day: number, tags: Set<string>): void {
    const from = windows.beginOf(day);
    const to = windows.endOf(day);
    for (const move of this.logged) {
      const on = this.days[move] ?? NEVER;
      const tag = this.tags[move];
      if (tag !== undefined && this.bases[move] === base && on >= from && on <= to) tags.add(tag);
    }
  }

  move(kind: AccountKind, base: number, amount: number, tag?: string, fills?: FastAccumulator): void {
    const { count } = this;
    if (count >= this.bases.length) this.growMoves();
    this.kinds[count] = kind;
    this.bases[count] = base;
    this.amounts[count] = amount;
    // Only accounts that are looked through entry by entry have tags, and only answers show what is filled.
    if (kind.isLogged) this.tags[count] = tag;
    if (this.isShown) this.fills[count] = fills;
    this.count = count + 1;
  }

  private growMoves(): void {
    const size = this.bases.length * 2;
    const bases = new Int32Array(size);
    const amounts = new Float64Array(size);
    const days = new Int32Array(size);
    bases.set(this.bases);
    amounts.set(this.amounts);
    days.set(this.days);
    this.bases = bases;
    this.amounts = amounts;
    this.days = days;
  }

  /** Where the moves of the line under way begin. */
  get begun(): number {
    return this.committed;
  }

  /** What the line under way has moved of an account, from a move on. */
  pending(base: number, from: number): number {
    let sum = 0;
    for (let i = from; i < this.count; i++) if (this.bases[i] === base) sum += this.amounts[i] ?? 0;
    return sum;
  }

  /** Forgets the moves of the line under way. */
  forget(): void {
    this.count = this.committed;
  }

  /** Gives back units that nothing was paid for. */
  dropUnits(): void {
    let kept = this.committed;
    for (let i = this.committed; i < this.count; i++) {
      const kind = this.kinds[i];
      if (!kind || kind.isOfUnits) continue;
      this.kinds[kept] = kind;
      this.bases[kept] = this.bases[i] ?? 0;
      this.amounts[kept] = this.amounts[i] ?? 0;
      this.fills[kept] = this.fills[i];
      this.tags[kept++] = this.tags[i];
    }
    this.count = kept;
  }

  /** The moves of the line under way count from now on. */
  commit(day: number): void {
    for (let i = this.committed; i < this.count; i++) {
      const kind = this.kinds[i];
      if (!kind) continue;
      this.days[i] = day;
      if (kind.only) {
        const at = (this.bases[i] ?? 0) + kind.only.indexOf(day);
        this.slots[at] = (this.slots[at] ?? 0) + (this.amounts[i] ?? 0);
      } else this.add(i, day, 1);
      if (kind.isLogged) this.logged.push(i);
    }
    this.committed = this.count;
  }

  /** Takes the moves of a line back. */
  undo(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      this.add(i, this.days[i] ?? NEVER, -1);
      this.days[i] = NEVER;
    }
  }

  private add(move: number, day: number, sign: number): void {
    const kind = this.kinds[move];
    if (!kind) return;
    const amount = sign * (this.amounts[move] ?? 0);
    const base = this.bases[move] ?? 0;
    if (kind.windows.length === 0) {
      this.slots[base] = (this.slots[base] ?? 0) + amount;
      return;
    }
    for (let i = 0; i < kind.windows.length; i++) {
      const windows = kind.windows[i];
      if (!windows || windows.isRolling) continue;
      const index = windows.indexOf(day);
      if (index < 0) continue;
      const at = base + (kind.offsets[i] ?? 0) + index;
      this.slots[at] = (this.slots[at] ?? 0) + amount;
      if (windows.isCarried(day, index)) this.slots[at + 1] = (this.slots[at + 1] ?? 0) + amount;
    }
  }
}
