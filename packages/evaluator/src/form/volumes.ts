import type { RateBook } from "@planwright/ratebook";
import { exact, type RoundingMode } from "../exact.js";
import {
  chosen,
  combine,
  compared,
  constant,
  isNotBelowZero,
  needed,
  picked,
  rounded,
  type Scaled,
  times,
  timesConstant,
  within,
} from "./figures.js";
import type { Around, Lowering } from "./lower.js";
import {
  all,
  arithmetic,
  NEVER,
  only,
  quotient,
  relation,
  type Truth,
  unsaid,
  type Whole,
  whole,
} from "./nodes.js";
import { MOST_READ, type Plain, plainDecimal, REFUSED } from "./slots.js";

type Coverage = RateBook["coverages"][number];
type Volume = Coverage["volumes"][number];
type Times = Volume & { readonly kind: "times" };

/** Amounts that a person chooses are read in cents. */
const PARTS = 100;
const PLACES = 2;
/** The code of the first multiple of pay that can be chosen; the others are below it. */
const FIRST_MULTIPLE = REFUSED - 1;

/** Each multiple of pay that can be chosen, in the order of the rules. */
const multiplesOf = (
  volumes: readonly Volume[],
): readonly { readonly rule: Times; readonly times: string }[] =>
  volumes.flatMap((rule) => (rule.kind === "times" ? rule.multiples.map((times) => ({ rule, times })) : []));

/** The column of a chosen volume: cents, or which multiple of pay it names. */
export function volumeSlot(lowering: Lowering, { id, volumes }: Coverage): Whole {
  const multiples = multiplesOf(volumes);
  const read = (text: string): number => {
    const plain = plainDecimal(text, PLACES);
    return plain <= MOST_READ ? plain : readVolume(text, multiples);
  };
  const least = FIRST_MULTIPLE - multiples.length;
  const count = MOST_READ + 1;
  const decimals: Plain = { kind: "decimal", places: PLACES, above: -1, below: count };
  return lowering.slots.code(`volume of ${id}`, count, read, least, decimals);
}

function readVolume(
  text: string,
  multiples: readonly { readonly rule: Times; readonly times: string }[],
): number {
  const named = /^(\d+(?:\.\d+)?)\s*(?:times|x)\b\s*(\w*)$/i.exec(text);
  if (named?.[1] !== undefined) {
    const [, wanted, pay = ""] = named;
    if (wanted.length > 20) return REFUSED;
    const place = multiples.findIndex(
      ({ rule, times: one }) => exact(one).equals(exact(wanted)) && (pay === "" || pay === rule.pay),
    );
    return place < 0 ? REFUSED : FIRST_MULTIPLE - place;
  }
  const plain = text.replace(/^\$/, "");
  const digits = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
  const value = plainDecimal(digits, PLACES);
  // More decimals, or more digits, are for the reference.
  return value <= MOST_READ ? value : REFUSED;
}

/** What is insured, before it is reduced by age. */
export function electedVolume(lowering: Lowering, coverage: Coverage, around: Around): Scaled {
  const volume = readVolumes(lowering, coverage, around);
  return needed(isNotBelowZero(volume), volume);
}

function readVolumes(lowering: Lowering, coverage: Coverage, around: Around): Scaled {
  const { id, volumes } = coverage;
  const computed = volumes.find((rule) => rule.kind === "computed");
  if (computed) {
    const value = roundVolume(lowering, lowering.figure(computed.value, id, around));
    return atMost(lowering, value, computed, id, around);
  }
  if (volumes.length === 0) return needed(NEVER, constant(exact("0")));
  const slot = volumeSlot(lowering, coverage);
  const multiples = multiplesOf(volumes).map(({ rule, times: one }) => {
    const value = timesConstant(lowering.inputFigure(rule.pay, around), exact(one));
    return atMost(lowering, roundVolume(lowering, value), rule, id, around);
  });
  const amount = chosenAmount(lowering, coverage, slot, around);
  if (multiples.length === 0) return needed(relation(">=", slot, whole(0)), amount);
  const place = arithmetic("subtract", whole(FIRST_MULTIPLE), slot);
  const isMultiple = relation(">=", place, whole(0));
  return picked(isMultiple, chosen(place, multiples), needed(relation(">=", slot, whole(0)), amount));
}

function atMost(lowering: Lowering, value: Scaled, rule: Volume, coverage: string, around: Around): Scaled {
  return rule.most ? combine("lesser", value, lowering.figure(rule.most, coverage, around)) : value;
}

function roundVolume({ book }: Lowering, value: Scaled): Scaled {
  const convention = book.conventions.volume_rounding;
  if (!convention || convention.reading === "exact" || convention.amount === undefined) return value;
  const mode: RoundingMode =
    convention.reading === "up" || convention.reading === "down" ? convention.reading : "half_up";
  return rounded(value, mode, exact(convention.amount));
}

/** An amount in cents by the first rule that it fits; without a value where it fits none. */
function chosenAmount(lowering: Lowering, { id, volumes }: Coverage, slot: Whole, around: Around): Scaled {
  const amount: Scaled = { number: slot, parts: PARTS };
  let result = needed(NEVER, amount);
  for (const rule of volumes.toReversed()) {
    if (rule.kind !== "chosen") continue;
    const most = rule.most && lowering.figure(rule.most, id, around);
    const value = most ? needed(compared("<=", amount, most), amount) : amount;
    result = picked(fits(rule, amount), value, result);
  }
  return result;
}

function fits(rule: Volume & { readonly kind: "chosen" }, amount: Scaled): Truth {
  const { min, max, step } = rule;
  const inRange = within(amount, { min, max });
  if (step === undefined) return all(inRange);
  const by = Number(exact(step).mul(PARTS).toString());
  const least = Number(exact(min).mul(PARTS).toString());
  if (!Number.isSafeInteger(by) || !Number.isSafeInteger(least)) return unsaid("a volume in parts of a cent");
  const above = arithmetic("subtract", amount.number, whole(least));
  const stepped = arithmetic(
    "multiply",
    quotient(arithmetic("greater", above, whole(0)), by, "down"),
    whole(by),
  );
  return all([...inRange, relation("===", stepped, above)]);
}

/** The volume in force: what was elected, reduced by age. */
export function volumeInForce(
  lowering: Lowering,
  coverage: Coverage,
  elected: Scaled,
  around: Around,
): Scaled {
  const { reduction } = coverage;
  if (!reduction) return elected;
  const key = lowering.key(reduction.age, undefined, around);
  if (key.kind !== "figure" || key.input.kind === "percent")
    return unsaid("a reduction by what is no figure");
  let share: Scaled = needed(NEVER, constant(exact("0")));
  for (const band of reduction.bands.toReversed())
    share = picked(all(within(key.figure, band.range)), constant(exact(band.share).div(100)), share);
  return times(elected, share);
}

/** The amount without evidence of insurability, by the only condition that holds; undefined when nothing is said. */
export function guaranteedIssue(lowering: Lowering, coverage: Coverage, around: Around): Scaled | undefined {
  const { id, guaranteedIssue: rules } = coverage;
  if (rules.length === 0) return undefined;
  const conditions = rules.map(({ when }) => (when ? lowering.test(when, id, around) : all([])));
  const amounts = rules.map(({ amount }) => lowering.figure(amount, id, around));
  return chosen(only(conditions), amounts);
}

/** How much of what was elected needs evidence of insurability. */
export function evidence(lowering: Lowering, coverage: Coverage, elected: Scaled, around: Around): Scaled {
  const guaranteed = guaranteedIssue(lowering, coverage, around);
  const zero = constant(exact("0"));
  return guaranteed ? combine("greater", zero, combine("subtract", elected, guaranteed)) : zero;
}

/** What is paid per month. */
export function benefitOf(lowering: Lowering, coverage: Coverage, around: Around): Scaled | undefined {
  const { id, benefit, maximumBenefit } = coverage;
  const own = benefit && lowering.figure(benefit, id, around);
  const most = maximumBenefit && lowering.figure(maximumBenefit, id, around);
  return own && most ? combine("lesser", own, most) : (own ?? most);
}
