import type { ArrangementQuestion } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import type { ArrangementAnswer } from "../arrangements.js";
import type { Ask } from "../ask.js";
import { exact, max, ZERO } from "../exact.js";
import { figureOf } from "../expressions.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import { attachingLine } from "./aggregate.js";
import { Amounts } from "./amounts.js";
import { Calendar, firstDay, lastDay, type Month, monthOf, monthText } from "./calendar.js";
import { exactShares } from "./layers.js";
import { Projected } from "./projection.js";
import { costOf, fundingOf } from "./settle.js";
import { prefundIn, reimbursedOf, Settlement } from "./settlement.js";
import { attachmentOf } from "./specific.js";
import type { FundingExperience, Funding, Movement } from "./types.js";

type Clauses = NonNullable<ArrangementQuestion["clauses"]>;

/** What is asked of which funding, with which clauses. */
interface Asked {
  readonly book: Prepared;
  readonly ask: Ask;
  readonly funding: Funding;
  readonly path: string;
  readonly clauses: Clauses;
}

const IN = "in projection";
const EACH = "each month";
/** Within the projection, the months that are asked about: `1985-01 1985-12`. */
const WITHIN = "in months";

function asked(book: Prepared, ask: Ask, question: ArrangementQuestion): Asked {
  const { funding, path } = fundingOf(book, question.of?.[0]);
  return { book, ask, funding, path, clauses: question.clauses ?? {} };
}

/** The projection that is asked about, by the question or by one around it. */
function projectionOf({ book, clauses, ask }: Pick<Asked, "book" | "clauses" | "ask">) {
  const id = clauses.in ?? ask.fixedKey(IN);
  if (id === undefined) return undefined;
  return (
    book.book.projections?.find((one) => one.id === id) ??
    refuse("projection", `${id} is no projection of this program.`)
  );
}

/** The funding as a projection expects it; nothing where the experience is asked about. */
function projected(about: Asked): Projected | undefined {
  const projection = projectionOf(about);
  return projection && new Projected(about.book, projection, about.funding, about.ask);
}

/** What an example tells, or the one claim that it gives. */
function experienceOf({ ask, book }: Asked): FundingExperience {
  const { example } = ask;
  const inputs = ask.personWith({});
  const claim = ask.column("claim");
  const told = example?.experience;
  if (told) return { ...told, inputs };
  if (claim !== undefined) {
    const month = monthText(monthOf(book.program.effective.from));
    const row = { month, incurred: month, person: "claim", cause: "claim", amount: claim };
    return { months: [], enrollment: [], claims: [row], inputs };
  }
  return refuse(
    "experience",
    "Nothing says what was paid: an example tells it in `experience`, or gives a `claim`.",
  );
}

const settlements = new WeakMap<object, Map<string, Settlement>>();

/** The settlement of the example, made once for all its questions. */
function settled(about: Asked): Settlement {
  const { book, funding, path, ask } = about;
  const key = ask.example;
  const known = key && settlements.get(key)?.get(funding.id);
  if (known && known.book === book) return known;
  const made = new Settlement(book, funding, path, experienceOf(about));
  if (key)
    settlements.set(key, (settlements.get(key) ?? new Map<string, Settlement>()).set(funding.id, made));
  return made;
}

/** An amount each month, from an experience: its months must agree. */
function eachMonth(settlement: Settlement, of: (month: number) => Fraction): Fraction {
  const [first, ...rest] = settlement.months;
  if (first === undefined) return refuse(EACH, "The experience has no month.");
  const answer = of(first);
  if (rest.some((month) => !of(month).equals(answer)))
    refuse(EACH, "The months of the experience differ, and have no one amount each month.");
  return answer;
}

const isEach = ({ clauses, ask }: Asked): boolean =>
  clauses.each !== undefined || ask.fixedKey(EACH) !== undefined;

const cost: ArrangementAnswer = (book, ask, question) => {
  const [of] = question.of ?? [];
  for (const projection of book.book.projections ?? []) {
    const arrangement = projection.arrangements.find(({ id }) => id === of);
    if (!arrangement) continue;
    const eachMonth = question.clauses?.each !== undefined;
    return arrangementCost(book, ask, projection.id, arrangement.value, { eachMonth });
  }
  return costOfPart(asked(book, ask, question), question.clauses?.for);
};

/** The months of a projection that a question around this one asks about; none where it asks about all. */
function monthsAsked(ask: Ask): [] | [Month, Month] {
  const [from, to] = ask.fixedKey(WITHIN)?.split(" ") ?? [];
  return from === undefined || to === undefined ? [] : [monthOf(from), monthOf(to)];
}

/** What an arrangement costs in a projection, or in some of its months, or in each month. */
export function arrangementCost(
  book: Prepared,
  ask: Ask,
  projection: string,
  value: Parameters<typeof figureOf>[0],
  about: { readonly eachMonth?: boolean; readonly months?: readonly [Month, Month] } = {},
): Fraction {
  const inside = ask.with({
    [IN]: projection,
    ...(about.eachMonth ? { [EACH]: "yes" } : {}),
    ...(about.months ? { [WITHIN]: about.months.map(monthText).join(" ") } : {}),
  });
  return ask.nested("cost", () => figureOf(value, book)(inside, undefined));
}

function costOfPart(about: Asked, part: string | undefined): Fraction {
  const expected = projected(about);
  if (expected)
    return isEach(about) ? expected.costEachMonth(part) : expected.cost(part, ...monthsAsked(about.ask));
  const settlement = settled(about);
  if (isEach(about))
    return eachMonth(settlement, (at) => costOf(settlement, ({ month }) => month === at, part));
  return costOf(settlement, () => true, part);
}

const claims: ArrangementAnswer = (book, ask, question) => costOfPart(asked(book, ask, question), "claims");

const deposit: ArrangementAnswer = (book, ask, question) => {
  const about = asked(book, ask, question);
  const { by } = about.clauses;
  if (projected(about)) {
    if (by !== undefined) refuse("deposit", "A projection has no members.");
    return costOfPart(about, "deposit");
  }
  const settlement = settled(about);
  if (by !== undefined) checkMember(settlement, by);
  const own = (one: Movement) => one.what === "deposit" && (by === undefined || one.from === by);
  const sum = (all: readonly Movement[]) => all.reduce((total, { amount }) => total.add(amount), ZERO);
  if (isEach(about))
    return eachMonth(settlement, (at) =>
      sum(settlement.charges.filter((one) => own(one) && one.month === at)),
    );
  return sum(settlement.charges.filter(own));
};

function checkMember(settlement: Settlement, name: string): void {
  const known = [...settlement.told.members, ...settlement.funding.parties];
  if (!known.includes(name))
    refuse(name, `${name} is no member of the experience: ${known.filter((one) => one !== "").join(", ")}.`);
}

/** What a party bears of the claims in the end, after every stop-loss. */
const paid: ArrangementAnswer = (book, ask, question) => {
  const about = asked(book, ask, question);
  const party = about.clauses.by ?? "";
  const settlement = settled(about);
  const borne = settlement.payments.reduce((sum, { shares }) => sum.add(shares.get(party) ?? ZERO), ZERO);
  return settlement.stopLoss.reduce((sum, { fromParty, toParty, amount }) => {
    const out = fromParty === party ? sum.add(amount) : sum;
    return toParty === party ? out.sub(amount) : out;
  }, borne);
};

/** The most that a party bears of one claim, whatever its size. */
const largestPaid: ArrangementAnswer = (book, ask, question) => {
  const about = asked(book, ask, question);
  const { funding } = about;
  const party = about.clauses.by ?? "";
  const amounts = amountsOf(about);
  const month = amounts.calendar.first;
  const { specific } = funding;
  const kept = specific && amounts.figures.figure(specific.attaches, month);
  const most = specific?.most && amounts.figures.figure(specific.most, month);
  const share = specific?.share && amounts.figures.part(specific.share, month, "reimburses");
  const borneOf = (claim: Fraction): Fraction => {
    const shares = exactShares(funding, claim);
    const own = shares.get(party) ?? ZERO;
    if (!specific || !kept) return own;
    const receives = shares.get(specific.to) ?? ZERO;
    const over = reimbursedOf(claim, { kept, share, most });
    const due = over.compare(receives) > 0 ? receives : over;
    if (party === specific.to) return own.sub(due);
    return party === specific.from ? own.add(due) : own;
  };
  const bounds =
    funding.claims?.kind === "layers"
      ? funding.claims.layers.flatMap(({ range }) => [range.min, range.max])
      : [];
  const points = [ZERO, ...bounds.flatMap((bound) => (bound === undefined ? [] : [exact(bound)]))];
  if (kept) points.push(kept);
  if (kept && most) points.push(kept.add(share ? most.div(share) : most));
  const end = points.reduce(max);
  const largest = points.map(borneOf).reduce(max);
  // Beyond every bound what is borne goes on in a straight line.
  if (borneOf(end.add(100)).compare(borneOf(end)) > 0)
    return refuse("largest paid", `What ${party} pays of one claim in ${funding.id} has no limit.`);
  return largest;
};

function amountsOf({ book, ask }: Asked) {
  const calendar = new Calendar(book.program);
  return { calendar, figures: new Amounts(book, calendar, {}, ask) };
}

const specificAttachment: ArrangementAnswer = (book, ask, question) => {
  const about = asked(book, ask, question);
  const { calendar, figures } = amountsOf(about);
  return attachmentOf({ funding: about.funding, amounts: figures }, about.clauses.for, calendar.first);
};

/** Where the aggregate stop-loss attaches: an amount by itself, or what a year of experience makes it. */
const aggregateAttachment: ArrangementAnswer = (book, ask, question) => {
  const about = asked(book, ask, question);
  const { funding } = about;
  const { aggregate } = funding;
  if (!aggregate) return refuse("aggregate attachment", `${funding.id} has no aggregate stop-loss.`);
  const { calendar, figures } = amountsOf(about);
  const amount = attachingLine({ funding, amounts: figures, book }, calendar.first);
  if (amount.kind === "figure" && amount.each === undefined) {
    const kept = figures.rounded(figures.figure(amount.value, calendar.first));
    return aggregate.least ? max(kept, figures.figure(aggregate.least, calendar.first)) : kept;
  }
  const year = lastYear(about);
  return year.attachment ?? refuse("aggregate attachment", "The year has no attachment.");
};

/** The last whole contract year that the example tells. */
function lastYear(about: Asked) {
  const settlement = settled(about);
  const { years, remarks } = settlement;
  return (
    years[years.length - 1] ??
    refuse("experience", remarks[0] ?? "The experience holds no whole contract year.")
  );
}

const prefund: ArrangementAnswer = (book, ask, question) => {
  const about = asked(book, ask, question);
  if (!about.funding.prefund) return refuse("prefund", `${about.funding.id} has no prefund.`);
  const { calendar, figures } = amountsOf(about);
  const month = monthOf(about.clauses.on ?? book.program.effective.from);
  if (!calendar.holds(month)) return refuse("on", `${firstDay(month)} is outside the program.`);
  return prefundIn(about.funding, month, calendar, figures);
};

const reserve: ArrangementAnswer = (book, ask, question) => {
  const about = asked(book, ask, question);
  const year = lastYear(about);
  const found = year.reserves.find(({ id }) => id === about.clauses.for);
  return found?.held ?? refuse("reserve", `${about.funding.id} has no reserve ${about.clauses.for ?? ""}.`);
};

const surplus: ArrangementAnswer = (book, ask, question) => {
  const about = asked(book, ask, question);
  const { by } = about.clauses;
  const year = lastYear(about);
  if (by === undefined)
    return (
      year.surplus ??
      refuse("surplus", `${about.funding.id} has no retro, and so no party whose result is shared.`)
    );
  checkMember(settled(about), by);
  return (
    year.results.find(({ member }) => member === by)?.result ??
    refuse(
      "surplus",
      `${by} has no result of its own: the retro of ${about.funding.id} charges nobody with retained claims.`,
    )
  );
};

/** The day on which the retro of the last whole contract year is due. */
const retroDue: ArrangementAnswer = (book, ask, question) => {
  const about = asked(book, ask, question);
  const months = about.funding.retro?.dueMonths;
  if (months === undefined)
    return refuse("retro due", `${about.funding.id} does not say when a retro is due.`);
  return lastDay(lastYear(about).last + months);
};

const retro =
  (what: "retro call" | "retro return"): ArrangementAnswer =>
  (book, ask, question) => {
    const about = asked(book, ask, question);
    if (!about.funding.retro) return refuse(what, `${about.funding.id} has no retro.`);
    const { by } = about.clauses;
    const { movements } = lastYear(about);
    if (by !== undefined) checkMember(settled(about), by);
    return movements
      .filter((one) => one.what === what && (by === undefined || one.from === by || one.to === by))
      .reduce((sum, { amount }) => sum.add(amount), ZERO);
  };

/** The premium of the last whole contract year; of one member, its deposits with what is called and less what is returned. */
const retroPremium: ArrangementAnswer = (book, ask, question) => {
  const about = asked(book, ask, question);
  const { by } = about.clauses;
  const year = lastYear(about);
  const { premium } = year;
  if (!premium)
    return refuse("retro premium", `${about.funding.id} has no premium between a minimum and a maximum.`);
  if (by === undefined) return premium.amount;
  const settlement = settled(about);
  checkMember(settlement, by);
  const paid = [
    ...settlement.charges.filter(
      ({ what, month }) => what === "deposit" && month >= year.first && month <= year.last,
    ),
    ...year.movements.filter(({ what }) => what === "retro call" || what === "retro return"),
  ];
  return paid.reduce((sum, { from, to, amount }) => {
    if (from === by) return sum.add(amount);
    return to === by ? sum.sub(amount) : sum;
  }, ZERO);
};

const interest: ArrangementAnswer = (book, ask, question) => {
  const about = asked(book, ask, question);
  const expected = projected(about);
  if (expected) return expected.earned(...monthsAsked(ask));
  return settled(about)
    .charges.filter(({ what }) => what === "interest")
    .reduce((sum, { amount }) => sum.add(amount), ZERO);
};

/** The questions about funding, by the words that begin each. */
export const FUNDING_ANSWERS: Readonly<Record<string, ArrangementAnswer>> = {
  cost,
  claims,
  deposit,
  paid,
  "largest paid": largestPaid,
  "specific attachment": specificAttachment,
  "aggregate attachment": aggregateAttachment,
  prefund,
  reserve,
  surplus,
  "retro call": retro("retro call"),
  "retro return": retro("retro return"),
  "retro premium": retroPremium,
  "retro due": retroDue,
  interest,
};
