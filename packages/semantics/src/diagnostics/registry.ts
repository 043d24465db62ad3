/**
 * Every finding that `check` can make. The title is what a finding is called (`accept` repeats it, and a page of
 * the same code explains it); the message says what is wrong in one place.
 */
export type Severity = "error" | "warning" | "note";

interface Entry<P> {
  readonly severity: Severity;
  readonly title: string;
  readonly message: (p: P) => string;
}

const error = <P>(title: string, message: (p: P) => string): Entry<P> => ({
  severity: "error",
  title,
  message,
});
const warning = <P>(title: string, message: (p: P) => string): Entry<P> => ({
  severity: "warning",
  title,
  message,
});

const list = (names: readonly string[]): string => names.join(", ");
const known = (names: readonly string[], what: string): string =>
  names.length === 0 ? `No ${what} is declared.` : `Declared: ${list(names)}.`;

const note = <P>(title: string, message: (p: P) => string): Entry<P> => ({
  severity: "note",
  title,
  message,
});

export const REGISTRY = {
  PW0001: error("a text is never closed", (_: object) => "This text is never closed"),
  PW0002: error(
    "a character has no meaning here",
    (p: { character: string }) => `“${p.character}” has no meaning in a plan`,
  ),
  PW0003: error("a brace is never closed", (_: object) => "This brace is never closed"),
  PW0004: error("a brace closes nothing", (_: object) => "This brace closes nothing"),
  PW0005: error("a brace stands inside a line", (p: { brace: string }) =>
    p.brace === "{" ? "`{` ends the line it stands on" : "`}` stands on a line of its own",
  ),
  PW0006: error("a heading has no brace", (_: object) => "This heading opens a block, but has no `{`"),
  PW0007: error("a square bracket has no partner", (p: { open: boolean }) =>
    p.open ? "This `[` is not closed on its line" : "This `]` was not opened",
  ),
  PW0011: warning(
    "a figure is written oddly",
    (p: { image: string; read: string }) => `${p.image} is written oddly: it is read as ${p.read}`,
  ),
  PW0014: error("a figure is not a number", (p: { image: string }) => `${p.image} is no number`),
  PW0012: error("there is no such day", (p: { day: string }) => `There is no day ${p.day}`),
  PW0013: error(
    "a limit of size is passed",
    (p: { what: string; most: number }) =>
      `More than ${String(p.most).replace(/\B(?=(\d{3})+(?!\d))/g, ",")} ${p.what} cannot be read`,
  ),
  PW0021: error(
    "a word is not known here",
    (p: { words: string; where: string }) => `“${p.words}” is not known ${p.where}`,
  ),
  PW0022: warning(
    "not supported yet",
    (p: { words: string }) => `“${p.words}” is not supported yet: it changes no answer`,
  ),
  PW0023: error("a value is not understood", (p: { found: string | undefined; of: string }) =>
    p.found === undefined ? `${p.of} is not complete` : `“${p.found}” is not understood in ${p.of}`,
  ),
  PW0024: error("a line is given twice", (p: { what: string }) => `${p.what} is given twice`),
  PW0025: error(
    "a line is missing",
    (p: { block: string; what: string }) => `${p.block} does not say its ${p.what}`,
  ),
  PW0026: error("a heading is not complete", (p: { what: string }) => p.what),
  PW0027: error("a table cannot stand here", (p: { what: string }) => p.what),
  PW0031: error(
    "a row has another number of cells than its header",
    (p: { cells: number; header: number }) =>
      `This row has ${p.cells} ${p.cells === 1 ? "cell" : "cells"}, the header has ${p.header}`,
  ),
  PW0032: error("a cell is empty", (_: object) => "This cell is empty"),
  PW1001: error(
    "a name is not declared",
    (p: { name: string; kind: string }) =>
      `“${p.name}” is not ${p.kind}${/ of |^(a unit|a column|a product|what )/.test(p.kind) ? "" : " of this program"}`,
  ),
  PW1002: error(
    "a name is declared twice",
    (p: { name: string; kind: string }) => `The ${p.kind} ${p.name} is declared twice`,
  ),
  PW1003: error(
    "a word of the language is used as a name",
    (p: { name: string; why: string }) => `“${p.name}” cannot be a name here: ${p.why}`,
  ),
  PW1004: error(
    "a definition leads back to itself",
    (p: { path: readonly string[] }) => `${p.path.join(" → ")}: this leads back to itself`,
  ),
  PW1006: warning(
    "a carrier is declared and not used",
    (p: { name: string }) => `No plan or coverage is with the carrier ${p.name}`,
  ),
  PW1007: warning(
    "a citation has no document",
    (p: { mark: string }) => `Nothing says which document [${p.mark}] is in`,
  ),
  PW1008: error("a footnote is missing", (p: { mark: string }) => `There is no note ${p.mark} here`),
  PW1009: warning("a footnote is not used", (p: { mark: string }) => `Nothing refers to note ${p.mark}`),
  PW1011: error(
    "a folder cannot be used",
    (p: { path: string; why: string }) => `“${p.path}” cannot be used: ${p.why}`,
  ),
  PW2001: error("a value is in no band", (p: { value: string }) => `${p.value} is in no band`),
  PW2002: error("a value is in two bands", (p: { value: string }) => `${p.value} is in two bands`),
  PW2003: error(
    "a value is in no class, or in two",
    (p: { value: string; where: string }) => `${p.value} is in ${p.where}`,
  ),
  PW2011: error("a table has a hole", (p: { what: string }) => `There is no rate for ${p.what}`),
  PW2012: error("a key stands twice", (p: { what: string }) => `There are two rates for ${p.what}`),
  PW2013: error("a table is not by what it names", (p: { what: string }) => p.what),
  PW2014: error(
    "a case has no rates",
    (p: { coverage: string; what: string }) => `${p.coverage} has no rates when ${p.what}`,
  ),
  PW2015: error(
    "two rate tables hold at once",
    (p: { coverage: string; what: string }) => `${p.coverage} has two rates ${p.what}`,
  ),
  PW2016: error("a place is in two areas", (p: { place: string }) => `${p.place} is in two areas`),
  PW2017: error("a place is in no area", (p: { places: readonly string[] }) =>
    p.places.length === 1
      ? `${p.places[0]} is in no area`
      : `${p.places.length} places are in no area: ${list(p.places)}`,
  ),
  PW2018: warning(
    "a coverage has plans and no rates",
    (p: { coverage: string }) => `${p.coverage} has plans and no rates`,
  ),
  PW2101: error("dates do not fit", (p: { what: string }) => p.what),
  PW2102: error(
    "days have no rates",
    (p: { coverage: string; from: string; to: string }) =>
      `${p.coverage} has no rates from ${p.from} to ${p.to}`,
  ),
  PW2107: warning(
    "guarantee ends before the program",
    (p: { coverage: string; last: string; program: string }) =>
      `The rates of ${p.coverage} are guaranteed through ${p.last}, the program runs to ${p.program}`,
  ),
  PW2201: error("a volume cannot be reached", (p: { what: string }) => p.what),
  PW2301: error(
    "a service has no share",
    (p: { plan: string; what: string }) => `${p.plan} does not say what it pays for ${p.what}`,
  ),
  PW2304: error("a cost share does not fit together", (p: { what: string }) => p.what),
  PW2305: error("a deductible or copay is not declared", (p: { what: string }) => p.what),
  PW2306: warning("nothing uses this line", (p: { what: string }) => p.what),
  PW2307: error("two lines hold at once", (p: { what: string }) => p.what),
  PW2401: error("two rules set one date", (p: { what: string }) => `Two rules hold for ${p.what}`),
  PW2402: error("no rule covers an event", (p: { what: string }) => `No rule holds for ${p.what}`),
  PW2403: error("a condition is always met, or never", (p: { what: string }) => p.what),
  PW2404: error("rules of eligibility do not fit together", (p: { what: string }) => p.what),
  PW2420: error(
    "cover ends before it begins",
    (p: { coverage: string }) => `Cover of ${p.coverage} ends before it begins`,
  ),
  PW2421: error("a row about dependents decides nothing", (p: { what: string }) => p.what),
  PW2501: error("the plan is silent where plans differ", (p: { what: string }) => `Nothing says ${p.what}`),
  PW2801: warning(
    "the parts of a change do not make it",
    (p: { parts: string; change: string }) =>
      `The parts of this change make ${p.parts}, and ${p.change} stands in the table`,
  ),
  PW2802: warning(
    "a change is outside its corridor",
    (p: { change: string; corridor: string }) =>
      `A change of ${p.change} is outside its corridor, ${p.corridor}`,
  ),
  PW2803: error("two rows are about one change", (p: { what: string }) => `Two rows say ${p.what}`),
  PW2804: error(
    "a member is in no row",
    (p: { members: readonly string[] }) =>
      `Nothing says in which lines ${p.members.length > 8 ? `${list(p.members.slice(0, 8))} and ${p.members.length - 8} more` : list(p.members)} ${p.members.length === 1 ? "takes" : "take"} part`,
  ),
  PW2805: warning(
    "members take a line that has no rates",
    (p: { coverage: string; members: readonly string[] }) =>
      `${p.members.length > 4 ? `${list(p.members.slice(0, 4))} and ${p.members.length - 4} more` : list(p.members)} ${p.members.length === 1 ? "takes" : "take"} part in ${p.coverage}, which has no rates`,
  ),
  PW2701: error(
    "a table of credits leaves out a case",
    (p: { account: string; missing: readonly string[] }) =>
      `The credits of ${p.account} leave out: ${list(p.missing)}`,
  ),
  PW2702: error("a balance is not paid out once", (p: { what: string }) => p.what),
  PW2703: warning(
    "more may be used than is ever there",
    (p: { account: string; most: string; credit: string }) =>
      `${p.most} of ${p.account} may be used, and only ${p.credit} is ever there`,
  ),
  PW2601: error("layers of a claim do not join", (p: { what: string }) => p.what),
  PW2602: error(
    "a layer is not shared in full",
    (p: { what: string; sum: string }) => `The shares of the layer ${p.what} add up to ${p.sum}`,
  ),
  PW2603: error(
    "arrangements are compared over different months",
    (p: { a: string; months: number; b: string; others: number }) =>
      `${p.a} counts ${p.months} months, ${p.b} ${p.others}`,
  ),
  PW2604: note(
    "part of a stop-loss cannot be reached",
    (p: { funding: string; end: string; plan: string; lifetime: string }) =>
      `The stop-loss of ${p.funding} ends at ${p.end}, and ${p.plan} pays ${p.lifetime} in a lifetime`,
  ),
  PW2620: error(
    "less is paid later than before",
    (p: { share: string; before: string }) =>
      `By then ${p.share} of the claims are paid, and ${p.before} were in the row before`,
  ),
  PW2621: error("nothing collects what one party pays and another bears", (p: { what: string }) => p.what),
  PW2622: error(
    "a reserve for claims that its party does not bear",
    (p: { reserve: string; party: string }) =>
      `${p.party} sets aside ${p.reserve} for paid claims, and bears none of them`,
  ),
  PW2623: error(
    "the minimum premium is above the maximum",
    (p: { funding: string }) => `The minimum premium of ${p.funding} is above its maximum`,
  ),
  PW3001: error("types do not fit", (p: { what: string }) => p.what),
  PW3002: error(
    "units do not cancel",
    (p: { got: string; wanted: string }) => `This comes to ${p.got}, and should come to ${p.wanted}`,
  ),
  PW3003: error(
    "another kind of value is due",
    (p: { wanted: string; got: string }) => `${p.wanted} is due here, not ${p.got}`,
  ),
  PW3004: error("a division by zero", (_: object) => "This divides by zero"),
  PW3101: error(
    "a contribution breaks a requirement",
    (p: { payer: string; pays: string; needs: string; of: string }) =>
      `The ${p.payer} pays ${p.pays} of the ${p.of}, and ${p.needs} is required`,
  ),
  PW4001: error("an accepted finding does not fit", (p: { what: string }) => p.what),
  PW4002: warning(
    "an accepted finding does not occur",
    (p: { code: string }) => `${p.code} is accepted here, but does not occur`,
  ),
  PW4003: warning(
    "an accepted finding is accepted no more",
    (p: { code: string; day: string }) => `${p.code} was accepted until ${p.day}`,
  ),
  PW5001: warning(
    "a rate is out of the pattern of its table",
    (p: { rate: string; off: string }) => `${p.rate} is ${p.off}`,
  ),
  PW5002: warning(
    "a difference is not what it is elsewhere",
    (p: { what: string; usual: string }) => `${p.what}, and ${p.usual} elsewhere`,
  ),
  PW5003: warning(
    "a family amount is another multiple than elsewhere",
    (p: { plan: string; family: string; times: string; person: string; usual: string }) =>
      `${p.family} per family in ${p.plan} is ${p.times} ${p.person}, and ${p.usual} the amount per person elsewhere`,
  ),
  PW5004: warning(
    "a plan pays more outside its network",
    (p: { plan: string; service: string; outside: string; inside: string }) =>
      `${p.plan} pays ${p.outside} of ${p.service} outside its network, and ${p.inside} in it`,
  ),
  PW5113: note(
    "a recommended share is in the dearer band",
    (p: { coverage: string; share: string; input: string; here: string; there: string }) =>
      `At the recommended ${p.share}% of ${p.coverage} a rate is ${p.here}, and ${p.there} a little above`,
  ),
  PW5114: note(
    "a plan costs more than it can save",
    (p: { plan: string; dearer: string; other: string; saved: string }) =>
      `${p.plan} costs ${p.dearer} a year more than ${p.other}, and saves ${p.saved} a year at most`,
  ),
  PW5115: note(
    "a load seems to be in the rates",
    (p: { coverage: string; step: string; percent: string; count: number; near: boolean }) =>
      `All ${p.count} rates of ${p.coverage} are ${p.near ? "within a cent of " : ""}${p.step} and ${p.percent}`,
  ),
  PW5150: error(
    "a worked example does not come out as it says",
    (p: { what: string; why: string } | { what: string; actual: string; due: string }) =>
      "why" in p
        ? `${p.what} has no answer: ${p.why.replace(/\.$/, "")}`
        : `${p.what} is ${p.actual}, and ${p.due} is expected`,
  ),
  PW5102: warning(
    "a limit is that of another service",
    (p: { plan: string; service: string; limit: string; other: string }) =>
      `${p.plan} limits ${p.service} to ${p.limit}, as it limits ${p.other}, and other plans do not`,
  ),
  PW5103: warning(
    "a copay is another multiple than elsewhere",
    (p: { plan: string; drug: string; copay: string; times: string; base: string; usual: string }) =>
      `${p.copay} for ${p.drug} in ${p.plan} is ${p.times} ${p.base}, and ${p.usual} it elsewhere`,
  ),
  PW5104: warning(
    "a rate without an area is made from the rates of one",
    (p: { line: string; sum: string; count: number }) =>
      `The rates of ${p.line} have no area, and are those of ${p.sum}, in all ${p.count} plans`,
  ),
  PW5105: error(
    "a coverage is needed from another carrier than it is with",
    (p: { coverage: string; needed: string; carrier: string; theirs: string }) =>
      `${p.coverage} needs ${p.needed} with ${p.carrier}, and it is with ${p.theirs}`,
  ),
  PW5106: warning(
    "a further member adds to one tier and not to another",
    (p: { tiers: readonly string[]; said: readonly string[] }) =>
      `Nothing says what a further member of ${list(p.tiers)} adds, as it is said of ${list(p.said)}`,
  ),
  PW5107: warning("a linked volume leaves some with nothing to choose", (p: { what: string }) => p.what),
  PW5151: warning(
    "one question has two answers",
    (p: { what: string }) => `${p.what} is asked twice of the same facts, and two answers are expected`,
  ),
  PW5152: warning(
    "a return has two first days",
    (_: object) => "A return begins cover on a day of its own here, and serves the waiting period as well",
  ),
  PW5153: error(
    "two rules vest one year",
    (p: { what: string; account: string }) => `Two rows say what a ${p.what} credits to ${p.account}`,
  ),
  PW5154: warning(
    "an account of one pays the deductible of a family",
    (p: { account: string; plan: string }) =>
      `${p.account} is kept for each employee, and the deductible of ${p.plan} is per family`,
  ),
  PW5155: warning(
    "an account is credited where nobody pays",
    (p: { account: string; coverage: string; classes: readonly string[] }) =>
      `${p.account} is credited for ${list(p.classes)}, and the employer pays nothing of ${p.coverage} there`,
  ),
  PW5156: warning(
    "who pays after a change does not go by the class",
    (p: { share: string; coverage: string; class: string }) =>
      `The employee pays 100% here, and the employer pays ${p.share} of ${p.coverage} for ${p.class}`,
  ),
  PW5157: warning(
    "nothing is said of a coverage that the document names",
    (p: { coverage: string; cite: string }) =>
      `The document names ${p.coverage} [${p.cite}], and nothing more is said of it`,
  ),
  PW5158: note(
    "months do not make their year",
    (p: { month: string; twelve: string; year: string }) =>
      `Twelve months of ${p.month} come to ${p.twelve}, and a year is ${p.year}`,
  ),
  PW4004: error("a line of `findings` does not fit", (p: { what: string }) => p.what),
  PW6001: error("a rule of the program does not hold", (p: { what: string }) => p.what),
  PW6002: error(
    "a year is not among the limits",
    (p: { limits: string; year: number }) => `The limits ${p.limits} hold no year ${p.year}`,
  ),
  PW6003: error("a rule cannot be answered", (p: { what: string }) => p.what),
  PW7001: error("a former name is still in use", (p: { name: string; what: string; now: string }) =>
    p.name === p.now
      ? `The ${p.what} ${p.now} is said to have been called ${p.name} before, as it is now`
      : `${p.name} is said to be called ${p.now} now, and is still declared: ${/^[aeiou]/.test(p.what) ? "an" : "a"} ${p.what}`,
  ),
  PW7003: error(
    "a stated change lies outside its corridor",
    (p: { coverage: string; percent: string; least: string; most: string }) =>
      `Rates of ${p.coverage} are said to change by ${p.percent}%, and the corridor goes from ${p.least}% to ${p.most}%`,
  ),
  PW7002: error(
    "two things have one former name",
    (p: { name: string; what: string; a: string; b: string }) =>
      `The ${p.what} ${p.name} is said to be ${p.a} now, and to be ${p.b}`,
  ),
  PW5108: warning("a stated change is not that of the rates", (p: { what: string }) => `This says ${p.what}`),
  PW5109: error("a list of changes does not follow from the plans", (p: { what: string }) => p.what),
  PW5110: warning(
    "a document tells of a day after its own",
    (p: { what: string; day: string; dated: string }) =>
      `“${p.what}” was on ${p.day}, and the document is dated ${p.dated}`,
  ),
  PW5111: warning(
    "rates end before a group can join",
    (p: { coverages: readonly string[]; end: string; from: string }) =>
      `The rates of ${list(p.coverages)} end on ${p.end}, and nobody can join before ${p.from}`,
  ),
  PW5112: warning(
    "an exception is refused by another line",
    (p: { plan: string; service: string; when: string }) =>
      `${p.plan} grants ${p.service} when ${p.when}, and another line refuses it then`,
  ),
  PW5159: note(
    "a return brings a year's maximum again",
    (p: { plan: string }) => `What ${p.plan} pays at most in a year begins anew with this return`,
  ),
} as const satisfies Readonly<Record<string, Entry<never>>>;

export type Code = keyof typeof REGISTRY;

/**
 * Findings whose only fix writes what the text was read as anyway: applying it changes no answer. The fix of any other
 * finding is a choice, and the author's.
 */
const SAFE_FIXES: ReadonlySet<Code> = new Set<Code>(["PW0001", "PW0003", "PW0004", "PW0006", "PW0021"]);

/** Whether the fix of a finding may be applied without asking. */
export const isSafeToFix = (code: Code, fixes: number): boolean => fixes === 1 && SAFE_FIXES.has(code);
export type Params<C extends Code> = Parameters<(typeof REGISTRY)[C]["message"]>[0];

export function isCode(text: string): text is Code {
  return Object.hasOwn(REGISTRY, text);
}

/** "Declared: a, b." for messages about names that are not. */
export const declaredNames = known;
