// Programs that nobody wrote: rates, volumes and shares of which every figure, rounding and condition is drawn.
import fc from "fast-check";

/** Figures with as many decimals as a rate may have, among them those whose products end in a half. */
const rate = fc.oneof(
  fc.integer({ min: 0, max: 300_000 }).map((n) => (n / 1000).toFixed(3)),
  fc.integer({ min: 0, max: 9_999 }).map((n) => (n / 10_000).toFixed(4)),
  fc.integer({ min: 1, max: 999_999 }).map((n) => `${n}.25`),
  fc.constantFrom("0.005", "0.125", "33.335", "0.0000001", "12345.6785", "1234567890.125"),
);
const dollars = (decimal: string): string => {
  const [whole = "0", rest = ""] = decimal.split(".");
  return `$${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}.${rest.padEnd(2, "0")}`;
};
const money = rate.map(dollars);
const percent = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map(String),
  fc.integer({ min: 0, max: 9_999 }).map((n) => (n / 100).toFixed(2)),
  fc.constantFrom("33.333", "0.5", "12.5"),
);
const WAYS = ["half up", "half even", "half down", "up", "down"];
const STEPS = ["cent", "cent", "$0.05", "$1"];
const rounding = fc
  .tuple(fc.constantFrom(...WAYS), fc.constantFrom(...STEPS))
  .map((words) => words.join(" to "));

const AGE = [
  "in completed years on the date rated",
  "in completed years on the first of the month rated",
  "in completed years on the first day of the program",
  "at the nearest birthday on the date rated",
  "at the nearest birthday on the first of the month rated",
];
const SHARES = [
  "round the employer share, the rest to employee",
  "round the employee share, the rest to employer",
  "round the employer share of each part, the rest to employee",
  "round the employee share of each part, the rest to employer",
];
const VOLUMES = ["exact", "up to $1,000", "down to $500", "half up to $100"];

/** The text of a program that compiles. */
export const randomProgram: fc.Arbitrary<string> = fc
  .record({
    rounding,
    age: fc.constantFrom(...AGE),
    shares: fc.constantFrom(...SHARES),
    volumes: fc.constantFrom(...VOLUMES),
    rates: fc.array(money, { minLength: 16, maxLength: 16 }),
    bands: fc.uniqueArray(fc.integer({ min: 19, max: 90 }), { minLength: 3, maxLength: 3 }),
    load: fc.option(fc.tuple(percent, fc.option(rounding))),
    reduced: percent,
    benefit: percent,
    employer: percent,
    amount: money,
    most: fc.integer({ min: 20, max: 900 }).map((n) => `$${n},000`),
    requires: fc.integer({ min: 0, max: 100 }),
    byAmount: fc.boolean(),
    lives: fc.integer({ min: 3, max: 50 }),
  })
  .map((p) => {
    const [young = 30, middle = 40, old = 65] = p.bands.toSorted((a, b) => a - b);
    const r = (i: number): string => p.rates[i] ?? "$1.00";
    const [loadBy = "0", loadRounding = null] = p.load ?? [];
    const load = p.load ? `  load  ${loadBy}%${loadRounding ? `, rounded ${loadRounding}` : ""}\n` : "";
    const employer = p.byAmount ? `employer pays ${p.amount}` : `employer pays ${p.employer}%`;
    return `program drawn "Drawn" {
  effective  2020-01-01 to 2021-12-31
  currency   USD
  rounding   ${p.rounding}
}

coverages {
  medical  "Medical"
  life     "Life"
  ltd      "Disability"
  eap      "Assistance"
}

tiers {
  one     "One"     covers employee
  two     "Two"     covers employee and 1 dependent
  family  "Family"  covers employee and 2 or more dependents
}

conventions {
  age                  ${p.age}
  volume rounding      ${p.volumes}
  shares of a premium  ${p.shares}
  dependent premium    premium less employee-only premium of the same plan
}

input birth    date
input age      age of employee from birth
input lives    count at least 2
input hours    number of hours per week
input salary   money per year
input share    percent from 0% to 100%
input town     text
input smoker   truth
input status   choice of active, cobra

classes {
  full  "Full"  when hours at least 30
  part  "Part"  when hours under 30 and hours at least 10.5
}

formula pay  is lesser of salary by the month and $7,000 per month / 60%

plan gold "Gold" for medical {
  available when  lives at least 2 and not town is Nowhere
}
plan silver "Silver" for medical like gold {
}

rates for medical when status is active {
  per  enrollment per month
${load}  each further member  of family adds ${r(0)}

  plan by tier |     one |   two |   family
  gold         | ${r(1)} | ${r(2)} | ${r(3)}
  silver       | ${r(4)} | ${r(5)} | not offered
}

rates for medical when status is cobra {
  per   enrollment per month
  rate  102% of rate of medical with status active, rounded ${p.rounding}
}

coverage life {
  insures           employee when hours at least 20
  volume            $10,000 to $100,000 in steps of $5,000
  volume            1 or 2 or 3.5 times salary, at most ${p.most}
  guaranteed issue  $50,000 when age under ${old}
  guaranteed issue  $20,000 when age at least ${old}

  reduction {
    age            | volume
    under ${middle}     | 100% of volume
    ${middle} and over  | ${p.reduced}% of volume
  }
}

rates for life {
  per  $1,000 of volume per month

  lives             | smoker | age | rate
  ${p.lives} and over   | any    | any | ${r(6)}
  under ${p.lives}      | yes    | any | ${r(7)}
  under ${p.lives}      | no     | under ${young} | ${r(8)}
  under ${p.lives}      | no     | ${young} to ${old - 1} | ${r(9)}
  under ${p.lives}      | no     | ${old} and over | ${r(10)}
}

coverage ltd {
  needs            life
  options          short, long
  volume           pay
  benefit          ${p.benefit}% of volume
  maximum benefit  $2,500 per month
}

rates for ltd {
  per  $100 of monthly volume per month

  option |   rate
  short  | ${r(11)}
  long   | ${r(12)}
}

rates for eap {
  per   member per month
  rate  ${r(13)}
}

contributions for medical {
  class | employee premium | dependent premium
  full  | employer pays share | ${employer}
  part  | employee pays ${p.reduced}% | employer pays 0%
}

contributions for life {
  ${employer}${p.byAmount ? "" : " of premium"}
}

contributions for eap {
  employer pays ${p.employer}%
}

participation {
  recommend  employer pays at least ${p.requires}% of dependent premium for medical when hours at least 30
  recommend  employer pays at least ${p.requires}% of premium for medical, life
}
`;
  });

const two = (value: number): string => String(value).padStart(2, "0");
const day = (first: number, last: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.integer({ min: first, max: last }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([year, month, date]) => `${year}-${two(month)}-${two(date)}`);

/** Pay that makes small and large products, and ties. */
const pay = fc.oneof(
  fc.integer({ min: 10_000, max: 200_000 }).map(String),
  fc.integer({ min: 1_000_000, max: 20_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  fc.constantFrom("$47,350.00", "60000 per year", "12000000000.00", "9999999999999.99", "50000.005"),
);

/** Somebody whom a drawn program can rate. */
export const randomPerson: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record({
  id: fc.constantFrom("a", "b"),
  date: fc.oneof(fc.constant(""), day(2020, 2021)),
  birth: fc.oneof(day(1930, 2002), fc.constantFrom("1960-02-29", "1980-12-31")),
  lives: fc.integer({ min: 2, max: 60 }).map(String),
  hours: fc.constantFrom("40", "40", "30", "29.99", "20", "37.5"),
  salary: pay,
  share: fc.constantFrom("0", "100", "50", "33.333", "87.5", "66.66%", "12.3456"),
  town: fc.constantFrom("Here", "There", "There", "There", "Nowhere"),
  smoker: fc.constantFrom("yes", "no"),
  status: fc.constantFrom("active", "active", "cobra"),
  "plan of medical": fc.constantFrom("gold", "gold", "silver", ""),
  tier: fc.constantFrom("one", "two", "family"),
  members: fc.constantFrom("", "", "", "", "1", "2", "3", "5"),
  "volume of life": fc.constantFrom(
    "10000",
    "$55,000",
    "1 times salary",
    "3.5 x",
    "2 times salary",
    "100000",
    "",
  ),
  option: fc.constantFrom("short", "long", ""),
  eap: fc.constantFrom("yes", "no", "", ""),
});
