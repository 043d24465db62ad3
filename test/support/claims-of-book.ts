// Claims drawn at random for the plans of any rate book: what a line may say, and now and then what it may not.
import type { Book, Claim, ClaimLine, Fact } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import fc from "fast-check";

type Plan = RateBook["plans"][number];

const UNITS = ["visits", "days", "trips", "surgeries", "prescriptions", "procedures", "sessions", "hours"];
const OCCASIONS = ["admission", "accident", "incident", "condition", "episode", "course", "occurrence"];

const cents = (amount: number): string => (amount / 100).toFixed(2);

/** Amounts of everyday, amounts that end in half a cent when they are shared, and some that whole cents cannot hold. */
const amount = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 400_000 }) },
  { weight: 3, arbitrary: fc.constantFrom(5, 10, 25, 50, 125, 1_010, 3_333, 9_990) },
  { weight: 1, arbitrary: fc.constantFrom(9_999_999_999, 10_000_000_100, 99_999_999_999_999) },
);

/** A text of an input, of its kind. */
function factOf(input: RateBook["inputs"][number]): fc.Arbitrary<Fact> {
  switch (input.kind) {
    case "truth":
      return fc.boolean();
    case "choice":
    case "text":
      return fc.constantFrom(...(input.choices && input.choices.length > 0 ? input.choices : ["x"]));
    case "date":
      return fc.constantFrom("2014-02-10", "2015-06-30", "1989-07-01", "never");
    case "money":
      return amount.map(cents);
    case "percent":
      return fc.integer({ min: 1, max: 100 }).map((share) => `${share}%`);
    case "age":
    case "count":
    case "duration":
    case "number":
      return fc.integer({ min: 0, max: 90 });
  }
}

const someOf = (book: RateBook, chance: number): fc.Arbitrary<Record<string, Fact>> =>
  fc
    .tuple(
      ...book.inputs.map((input) =>
        fc.option(
          factOf(input).map((fact): [string, Fact] => [input.id, fact]),
          {
            nil: undefined,
            freq: chance,
          },
        ),
      ),
    )
    .map((facts) => Object.fromEntries(facts.filter((fact) => fact !== undefined)));

function lineOf(book: RateBook, plans: readonly Plan[]): fc.Arbitrary<ClaimLine> {
  const coverages = new Set(plans.map(({ coverage }) => coverage));
  const services = book.services.filter(({ coverage }) => coverages.has(coverage));
  const networks = book.networks.filter(({ coverage }) => coverages.has(coverage)).map(({ id }) => id);
  const channels = book.channels.filter(({ coverage }) => coverages.has(coverage)).map(({ id }) => id);
  const codes = services.flatMap((service) => service.codes.map(({ to: last }) => last));
  const { from, to } = book.program.effective;
  const day = fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  return fc
    .record({
      date: day,
      member: fc.constantFrom("a", "a", "b", "c"),
      service: fc.constantFrom(...services.map(({ id }) => id)),
      network: networks.length > 0 ? fc.constantFrom(...networks) : fc.constant(undefined),
      channel:
        channels.length > 0
          ? fc.option(fc.constantFrom(...channels), { nil: undefined })
          : fc.constant(undefined),
      code:
        codes.length > 0
          ? fc.option(fc.constantFrom(...codes), { nil: undefined, freq: 1 })
          : fc.constant(undefined),
      charge: amount,
      allowed: fc.integer({ min: 0, max: 100 }),
      saysAllowed: fc.boolean(),
      other: fc.option(fc.integer({ min: 0, max: 110 }), { nil: undefined, freq: 3 }),
      units: fc.dictionary(fc.constantFrom(...UNITS), fc.integer({ min: 1, max: 9 }).map(String), {
        maxKeys: 3,
      }),
      occasions: fc.dictionary(fc.constantFrom(...OCCASIONS), fc.constantFrom("one", "two"), { maxKeys: 4 }),
      facts: fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: someOf(book, 1) }),
    })
    .map(({ charge, allowed, saysAllowed, other, units, occasions, facts, ...line }) => ({
      ...line,
      charge: cents(charge),
      ...(saysAllowed ? { allowed: cents(Math.floor((charge * allowed) / 100)) } : {}),
      ...(other === undefined ? {} : { other_paid: cents(Math.floor((charge * other) / 100)) }),
      units: { days: "2", ...units },
      facts: { ...occasions, ...facts },
    }));
}

/** Lines with names; some take back one before them. */
const named = (lines: readonly ClaimLine[], voided: readonly number[]): ClaimLine[] => [
  ...lines.map((line, i) => ({ ...line, id: String(i + 1) })),
  ...voided.map((line, i) => ({
    id: `v${i}`,
    date: lines.map(({ date }) => date).sort()[lines.length - 1] ?? "",
    member: "a",
    voids: String((line % lines.length) + 1),
  })),
];

/** Claims under the plans of a book: of one or three members, with facts, with amounts used before. */
export function claimsOf({ prepared: { book } }: Book, only?: string): fc.Arbitrary<Claim> {
  const plans = book.plans.filter(({ benefits, id }) => benefits && (only === undefined || id === only));
  const withThem = (plan: Plan): Plan[] => [
    plan,
    ...(plan.benefits?.with ?? []).flatMap(({ plan: id }) => book.plans.filter((one) => one.id === id)),
  ];
  return fc.constantFrom(...plans).chain((plan) => {
    const base = plan.benefits?.riderTo[0];
    const own = base === undefined ? [plan.id] : [base, plan.id];
    const all = book.plans.filter(({ id }) => own.includes(id)).flatMap(withThem);
    const names = all.flatMap(({ benefits }) => benefits?.accumulators.map(({ id }) => id) ?? []);
    return fc
      .record({
        lines: fc.array(lineOf(book, all), { minLength: 1, maxLength: 14 }),
        voided: fc.oneof(
          { weight: 3, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.uniqueArray(fc.nat({ max: 13 }), { maxLength: 2 }) },
        ),
        facts: someOf(book, 40),
        ofMember: someOf(book, 1),
        hasOwn: fc.boolean(),
        isAlone: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
        family: fc.option(fc.boolean(), { nil: undefined, freq: 3 }),
        used: fc.oneof(
          { weight: 3, arbitrary: fc.constant(undefined) },
          {
            weight: 1,
            arbitrary: fc
              .tuple(
                fc.constantFrom(...names, "deductible"),
                fc.constantFrom("a", "family"),
                fc.nat({ max: 90_000 }),
              )
              .map(([of, by, n]) => [{ of, by, amount: cents(n) }]),
          },
        ),
      })
      .map(
        ({ lines, voided, facts, ofMember, hasOwn, isAlone, family, used }): Claim => ({
          id: "h",
          plans: own,
          members: isAlone
            ? [{ id: "a" }]
            : [{ id: "a" }, { id: "b", ...(hasOwn ? { facts: ofMember } : {}) }, { id: "c" }],
          family,
          facts,
          used,
          lines: named(isAlone ? lines.map((line) => ({ ...line, member: "a" })) : lines, voided),
        }),
      );
  });
}

/** What may be left out of a line so that it can be paid. */
const WITHOUT: readonly (readonly (keyof ClaimLine)[])[] = [
  [],
  ["other_paid"],
  ["allowed"],
  ["channel"],
  ["network"],
  ["allowed", "other_paid"],
  ["channel", "other_paid"],
  ["allowed", "channel"],
  ["allowed", "other_paid", "channel"],
];

/** The lines of a claim that can be paid, some with less than was drawn: most that is drawn is refused. */
export function mended(book: Book, claim: Claim): Claim {
  const canBePaid = (line: ClaimLine): boolean =>
    book.claim({ ...claim, used: undefined, lines: [line] }, { exactly: true }).errors.length === 0;
  const lines = claim.lines.flatMap((line) => {
    if (line.voids !== undefined) return [line];
    const allowed = line.allowed ?? cents(Math.floor(Number(line.charge) * 70));
    const tries = [line, { ...line, allowed }].flatMap((one) =>
      WITHOUT.map(
        (names): ClaimLine => ({ ...one, ...Object.fromEntries(names.map((name) => [name, undefined])) }),
      ),
    );
    return tries.find(canBePaid) ?? [];
  });
  const paid = new Set(lines.map(({ id }) => id));
  return { ...claim, lines: lines.filter(({ voids }) => voids === undefined || paid.has(voids)) };
}
