import type { Balance, LineAnswer, TraceStep } from "@planwright/evaluator";
import { bare, centsOf, datesInWords, decimalOf, dollars, isZero, type Names } from "./claim-words.js";

/** A figure of a line, and how it comes about. */
export interface Row {
  readonly label: string;
  /** A decimal; empty where the words say it all. */
  readonly amount: string;
  readonly note: string;
}

export interface Explanation {
  readonly rows: readonly Row[];
  /** Where the plan says so. */
  readonly sources: readonly { readonly what: string; readonly source: string }[];
}

type Part = "deductible" | "copay" | "coinsurance" | "over_limit" | "not_covered";

const LABELS: Readonly<Record<Part, string>> = {
  deductible: "Deductible",
  copay: "Copay",
  coinsurance: "Coinsurance",
  over_limit: "Over limit",
  not_covered: "Not covered",
};
const PARTS: readonly Part[] = ["deductible", "copay", "coinsurance", "over_limit", "not_covered"];

/** `$1,500` as hundredths. */
const shownCents = (shown: string | undefined): bigint | undefined =>
  shown === undefined ? undefined : centsOf(shown.replace(/[$,]/g, ""));

const plainly = (cents: bigint): string => bare(decimalOf(cents));

/** Says of a line how each of its figures comes about: from the steps of its trace, and what its accounts stood at. */
export function explain(line: LineAnswer, standing: readonly Balance[], names: Names): Explanation {
  return new Explainer(line, standing, names).run();
}

class Explainer {
  /** How a part comes about, in the order of the steps. */
  private readonly notes = new Map<Part, string[]>();
  /** What the steps asked of the member, before the maximum and another payer made it less. */
  private readonly asked = new Map<Part, bigint>();
  private readonly extra: Row[] = [];
  /** What steps say that take nothing from the member: shown where the member pays nothing at all. */
  private readonly free: Row[] = [];
  private readonly sources: { what: string; source: string }[] = [];
  private main: string | undefined;
  private maximum: TraceStep | undefined;
  private otherPayer = false;
  private discounted = 0n;

  constructor(
    private readonly line: LineAnswer,
    private readonly standing: readonly Balance[],
    private readonly names: Names,
  ) {}

  run(): Explanation {
    for (const step of this.line.trace) this.step(step);
    // Who pays first stands first.
    const parts = new Set([...this.notes.keys(), ...PARTS]);
    const figures = [...[...parts].flatMap((part) => this.row(part)), ...this.extra];
    const rows = [this.charge(), ...(figures.length > 0 ? figures : this.free)];
    if (!isZero(this.line.other_paid)) {
      rows.push({ label: "Other payer", amount: this.line.other_paid, note: "" });
    }
    const main = this.main === undefined ? [] : [{ what: "", source: this.main }];
    const isKnown = ({ source }: { readonly source: string }) => source !== this.main;
    return { rows, sources: [...main, ...this.sources.filter(isKnown)] };
  }

  private note(part: Part, text: string, amount?: bigint): void {
    const notes = this.notes.get(part) ?? [];
    if (text !== "" && !notes.includes(text)) notes.push(text);
    this.notes.set(part, notes);
    if (amount !== undefined) this.asked.set(part, (this.asked.get(part) ?? 0n) + amount);
  }

  private cite(what: string, { source }: TraceStep): void {
    if (source !== undefined && !this.sources.some((one) => one.source === source))
      this.sources.push({ what, source });
  }

  private share({ source }: TraceStep): void {
    this.main ??= source;
  }

  private charge(): Row {
    const { charge, allowed, balance_bill, written_off } = this.line;
    const written = (centsOf(written_off) ?? 0n) - this.discounted;
    const rest = [
      written === 0n ? "" : `written off ${plainly(written)}`,
      isZero(balance_bill) ? "" : `balance bill ${bare(balance_bill)}`,
    ].filter((part) => part !== "");
    const isCovered = !this.line.trace.some(({ text }) => text.startsWith("not covered"));
    const all = isCovered ? "all of it allowed" : "";
    const note = charge === allowed || !isCovered ? all : `allowed ${bare(allowed)}`;
    return {
      label: "Charge",
      amount: charge,
      note: [note, ...rest].filter((part) => part !== "").join(", "),
    };
  }

  private row(part: Part): Row[] {
    const amount = this.line[part];
    const asked = this.asked.get(part);
    if (isZero(amount) && (asked ?? 0n) === 0n) return [];
    const texts = this.notes.get(part) ?? [];
    const how = part === "deductible" && texts.length === 0 ? [this.stands("deductible")] : texts;
    const less =
      asked !== undefined && asked > (centsOf(amount) ?? 0n)
        ? this.left(asked, amount, wholeOf(part, how))
        : "";
    const note = how.filter((text) => text !== "").join("; ");
    return [{ label: LABELS[part], amount, note: datesInWords(`${note}${less}`.replace(/^; /, "")) }];
  }

  /** ` is 1,900.00; the maximum of $2,000 leaves 1,500.00`. */
  private left(asked: bigint, amount: string, is: string): string {
    const whole = is === "" ? "" : `${is} ${plainly(asked)}`;
    const who = [
      this.maximum ? this.maximumWords(this.maximum) : "",
      this.otherPayer ? "the other payer" : "",
    ];
    const names = who.filter((text) => text !== "");
    if (names.length === 0) return whole;
    const verb = names.length === 1 ? "leaves" : "leave";
    return `${whole}; ${names.join(" and ")} ${verb} ${isZero(amount) ? "nothing" : bare(amount)}`;
  }

  private maximumWords({ text }: TraceStep): string {
    const called = text.slice(0, text.indexOf(":"));
    // Several may have the name, each for networks of its own: the one that the line filled.
    const filled = this.line.moved.find(
      ({ name }) => this.names.accumulator(this.line.plan, name)?.name === called,
    );
    const name = filled?.name ?? called;
    const own = this.balance(name, this.line.member);
    if (own && isZero(own.remaining)) return `the maximum of ${dollars(own.limit)}`;
    const family = this.balance(name, "family");
    if (family && isZero(family.remaining)) return `the maximum of the family, ${dollars(family.limit)},`;
    return `the ${called}`;
  }

  private balance(name: string, by: string): Balance | undefined {
    const found = this.standing.filter(
      (one) => one.name === name && (by === "family" ? one.scope === "family" : one.member === by),
    );
    return found.find(({ plan }) => plan === this.line.plan) ?? found[0];
  }

  /** `a has met $500 of $500`; where the family has less left than the member, that. */
  private stands(kind: "deductible" | "copay", called?: string): string {
    const { member, moved, plan } = this.line;
    const isCalled = (name: string): boolean =>
      called === undefined || name === called || this.names.accumulator(plan, name)?.name === called;
    const own = moved.find(
      ({ name, by }) => by === member && this.names.accumulator(plan, name)?.kind === kind && isCalled(name),
    );
    if (!own) return called === undefined ? "" : this.perOccasion(called);
    const person = this.balance(own.name, member);
    const family = this.balance(own.name, "family");
    if (family && (!person || this.names.isAggregate(plan, own.name)))
      return `the family has met ${dollars(family.used)} of ${dollars(family.limit)}`;
    if (!person) return "";
    const amount = centsOf(own.amount) ?? 0n;
    const before = (centsOf(person.remaining) ?? 0n) + amount;
    const familyBefore = family ? (centsOf(family.remaining) ?? 0n) + amount : before;
    if (family && isZero(family.remaining) && familyBefore < before)
      return `${member} could owe ${plainly(before)}, the family ${plainly(familyBefore)}`;
    return `${member} has met ${dollars(person.used)} of ${dollars(person.limit)}`;
  }

  /** `$100 per accident`: an amount that no balance shows. */
  private perOccasion(name: string): string {
    const amounts = this.names.accumulator(this.line.plan, name)?.amounts ?? [];
    return amounts
      .flatMap(({ amount, per }) =>
        per === "person" || per === "family" || amount.op !== "literal"
          ? []
          : [`${dollars(amount.value)} per ${per}`],
      )
      .join(", ");
  }

  /** `, at most $750 per admission`, which the steps do not say of a copay. */
  private copayBounds({ source }: TraceStep, text: string): string {
    const amount = shownCents(/^\$[\d,.]*\d/.exec(text)?.[0]);
    const found = this.names
      .cellsAt(this.line, source)
      .flatMap(({ cases }) => cases.flatMap(({ steps }) => steps))
      .flatMap((step) => (step.op === "copay" && step.bounds.length > 0 && step.amount ? [step] : []))
      .filter(({ amount: one }) => one?.op === "literal" && centsOf(one.value) === amount);
    const words = found.map(({ bounds }) =>
      bounds
        .flatMap(({ side, amount: most, per }) =>
          most.op === "literal"
            ? [`, at ${side} ${dollars(most.value)}${per === undefined ? "" : ` per ${per}`}`]
            : [],
        )
        .join(""),
    );
    return new Set(words).size === 1 ? (words[0] ?? "") : "";
  }

  private step(step: TraceStep): void {
    // Of a line that is parted by the number of its visits or days.
    const [, band = "", text = ""] = /^(?:(\w+ \d+(?: to \d+)?): )?(.*)$/s.exec(step.text) ?? [];
    const before = band === "" ? "" : `${band}: `;
    const amount = shownCents(step.amount);
    if (/^charge, /.test(text) || text.startsWith("takes back line")) return;
    if (this.shareStep(step, text, before, amount)) this.share(step);
    else this.otherStep(step, text, amount);
  }

  /** The steps of a cell of the schedule. */
  private shareStep(step: TraceStep, text: string, before: string, amount: bigint | undefined): boolean {
    const kind = this.names.accumulator(this.line.plan, text)?.kind;
    if (kind === "deductible") this.fills("deductible", text, amount);
    else if (kind === "copay") this.fills("copay", text, amount);
    else if (text.startsWith("copay ")) this.copay(step, text.slice("copay ".length), before, amount);
    else if (/^(plan|member) pays /.test(text)) this.pays(step, text, before, amount);
    else if (text === "no charge: the plan pays") this.noCharge(before);
    else if (text === "the plan pays the rest") return true;
    else if (text === "allowance: the plan pays") this.plain("Allowance", "the plan pays", amount);
    else if (text.startsWith("above the allowance")) this.note("over_limit", "above the allowance", amount);
    else if (/^above the \S+ allowed$/.test(text)) this.note("over_limit", `${before}${text}`, amount);
    else if (text.startsWith("discount:")) {
      this.discounted += amount ?? 0n;
      if (shownCents(step.after) !== 0n) this.note("over_limit", "what the discount leaves");
      this.plain("Discount", "the provider takes off", amount);
    } else if (text.startsWith("price difference:")) this.priceDifference(step, amount);
    else if (text.startsWith("not covered: the member pays"))
      this.note("not_covered", before.replace(/: $/, ""), amount);
    else return false;
    return true;
  }

  /** Limits, maxima, conditions, other payers. */
  private otherStep(step: TraceStep, text: string, amount: bigint | undefined): void {
    if (text.endsWith(": the plan pays what is above")) {
      this.maximum = step;
      this.cite("the maximum", step);
    } else if (text.startsWith("not covered: ")) {
      this.note("not_covered", this.withCondition(step, text.slice("not covered: ".length)), amount);
      this.share(step);
    } else if (text.startsWith("the plan pays less: ")) {
      this.note("not_covered", this.withCondition(step, text), amount);
      this.cite("the condition", step);
    } else if (text.startsWith("another payer paid ")) this.otherPayer = true;
    else if (text.startsWith("above ") || / is covered (?:once|\d+ times) /.test(text)) {
      this.note("over_limit", text, amount);
      this.cite("the limit", step);
    } else
      this.extra.push({ label: "", amount: amount === undefined ? "" : decimalOf(amount), note: step.text });
  }

  /** `a condition is not met` with the words of the condition. */
  private withCondition({ source }: TraceStep, text: string): string {
    const words = this.names.conditionAt(this.line, source);
    return words === ""
      ? text
      : text.replace(
          /a condition(?: of this service)? is not met/,
          () => `the condition “${words}” is not met`,
        );
  }

  private fills(kind: "deductible" | "copay", name: string, amount: bigint | undefined): void {
    if (amount === 0n) {
      if (!isZero(this.line.allowed))
        this.free.push({ label: LABELS[kind], amount: decimalOf(0n), note: "nothing is left of it to pay" });
      return;
    }
    this.note(kind, this.stands(kind, name), amount);
  }

  private copay(step: TraceStep, text: string, before: string, amount: bigint | undefined): void {
    const note = `${before}${text}${this.copayBounds(step, text)}`;
    this.note("copay", note, amount);
    if (amount === 0n && shownCents(step.before) !== 0n)
      this.free.push({ label: LABELS.copay, amount: decimalOf(0n), note });
  }

  /** Where nothing is left after it, the difference may be more than what was left. */
  private priceDifference(step: TraceStep, amount: bigint | undefined): void {
    const counted = this.names
      .cellsAt(this.line, step.source)
      .flatMap(({ cases }) => cases.flatMap(({ steps }) => steps))
      .some((one) => one.op === "price_difference" && one.counted);
    const isAll = amount !== undefined && amount > 0n && shownCents(step.after) === 0n;
    const most = isAll ? `, at most the ${plainly(amount)} that is left` : "";
    this.note(
      counted ? "copay" : "over_limit",
      `the difference of the prices${most}`,
      counted ? amount : undefined,
    );
  }

  private noCharge(before: string): void {
    const { member_pays, plan_pays } = this.line;
    if (isZero(plan_pays)) return;
    this.plain(
      "No charge",
      `${before}${isZero(member_pays) ? "the plan pays all that is allowed" : "for the rest"}`,
    );
  }

  private plain(label: string, note: string, amount?: bigint): void {
    if (amount === 0n) return;
    this.extra.push({ label, amount: amount === undefined ? "" : decimalOf(amount), note });
  }

  /** `20% of 9,500.00`, from `plan pays 80% of $9,500`. */
  private pays(step: TraceStep, text: string, band: string, amount: bigint | undefined): void {
    const words = /^(plan|member) pays (?:(\d+(?:\.\d+)?)%|(.+)) of (\$[\d,.]*\d)(?:, .*)?$/.exec(text);
    const base = shownCents(words?.[4]);
    if (!words || base === undefined || amount === undefined) {
      this.note("coinsurance", step.text);
      return;
    }
    const [, payer, percent, other = ""] = words;
    const isPlan = payer === "plan";
    const inOther = /^(\d+(?:\.\d+)?%) of its payment in (\S+) \((\$[\d,.]*\d)\)$/.exec(other);
    if (inOther) {
      const [, part, network = "", payment] = inOther;
      const where = this.names.network({ plan: this.line.plan, network }) ?? network;
      const would = `the plan would pay ${plainly(shownCents(payment) ?? 0n)} of ${plainly(base)} (${where})`;
      this.note(
        "coinsurance",
        `${band}${would}; here it pays ${part} of that, ${plainly(amount)}`,
        base - amount,
      );
      return;
    }
    if (percent === undefined) {
      this.note(
        "coinsurance",
        `${band}the ${payer} pays ${other} of ${plainly(base)}`,
        isPlan ? base - amount : amount,
      );
      return;
    }
    const share = partOf(percent, base);
    if (!isPlan) {
      this.note(
        "coinsurance",
        `${band}${percent}% of ${plainly(base)}${this.boundWords(text, share, amount, base)}`,
        amount,
      );
      return;
    }
    const isAbove = amount < share - 1n;
    if (isAbove && isZero(this.line.over_limit)) {
      this.note("coinsurance", `${band}the plan pays ${plainly(amount)} of ${plainly(base)}`, base - amount);
      return;
    }
    const due = isAbove ? base - share : base - amount;
    if (due > 0n || base > 0n)
      this.note("coinsurance", due > 0n ? `${band}${rest(percent)}% of ${plainly(base)}` : "", due);
    if (due === 0n && base > 0n)
      this.free.push({
        label: "Coinsurance",
        amount: decimalOf(0n),
        note: `${band}the plan pays ${percent}% of ${plainly(base)}`,
      });
    if (isAbove)
      this.note(
        "over_limit",
        `${band}${percent}% of ${plainly(base)} is ${plainly(share)}; the plan pays at most ${plainly(amount)}`,
      );
  }

  /** ` is 11.25, at least 50.00, and the price is 45.00`. */
  private boundWords(text: string, share: bigint, amount: bigint, base: bigint): string {
    if (amount < share - 1n) return ` is ${plainly(share)}, at most ${plainly(amount)}`;
    if (amount <= share + 1n) return "";
    const least = [...text.matchAll(/, at least (\$[\d,.]*\d)/g)].map(([, shown]) => shownCents(shown) ?? 0n);
    const most = least.reduce((a, b) => (a > b ? a : b), amount);
    const isPrice = base === centsOf(this.line.allowed);
    const cut = most > base ? `, and ${isPrice ? "the price is" : "what is left is"} ${plainly(base)}` : "";
    return ` is ${plainly(share)}, at least ${plainly(cut === "" ? amount : most)}${cut}`;
  }
}

/** So many hundredths of an amount, rounded half up to the cent. */
function partOf(percent: string, base: bigint): bigint {
  const [whole = "0", decimals = ""] = percent.split(".");
  const scale = 100n * 10n ** BigInt(decimals.length);
  return (base * BigInt(`${whole}${decimals}`) + scale / 2n) / scale;
}

/** What is left of a whole: 20 of 80, 66.5 of 33.5. */
function rest(percent: string): string {
  const decimals = percent.split(".")[1]?.length ?? 0;
  const scale = 10n ** BigInt(decimals);
  const left = (100n * scale - BigInt(percent.replace(".", ""))).toString().padStart(decimals + 1, "0");
  return decimals === 0 ? left : `${left.slice(0, -decimals)}.${left.slice(-decimals)}`;
}

/** How what was asked in all follows a note: `20% of 90.00 is`. */
function wholeOf(part: Part, notes: readonly string[]): string {
  if (part !== "coinsurance") return "";
  const [only = "", ...others] = notes.filter((text) => text !== "");
  if (others.length > 0) return "; together";
  if (only.includes("the plan would pay")) return "; the rest is";
  return only.includes(" is ") ? "" : " is";
}
