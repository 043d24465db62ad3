// The types of value of the vocabulary, as the page `grammar/grammar.md` explains them: its names, what each means,
// and where it stands beside the lines of the vocabulary.

/**
 * @typedef {object} Value
 * @property {string} name of its heading
 * @property {string} means
 * @property {readonly string[]} examples
 * @property {readonly string[]} [also] where it stands beside the lines of the vocabulary
 */

/** @typedef {import("@planwright/semantics").PropertySpec["value"]} SpecValue */

/** @type {Readonly<Record<SpecValue, Value>>} */
export const VALUES = {
  words: {
    name: "words",
    means: "What follows is read by the line itself, and no rule of its own describes it.",
    examples: ["self funded pool", "Alameda, Contra Costa, Marin"],
  },
  name: {
    name: "name",
    means: "A name that the author has chosen. It is one word, and the place says what kind of name it is.",
    examples: ["gold_ppo", "employee_only"],
  },
  names: {
    name: "names",
    means: "One or more names, with commas between.",
    examples: ["gold_ppo", "hdhp_10, hdhp_20"],
    also: ["the first column of a table of contributions, which is by class"],
  },
  literal: {
    name: "literal",
    means: "A figure, a day or a text that stands for itself.",
    examples: ["$1,414.74", "$5,000 per month", "80%", "24 months", "12 weeks", "2015-01-01"],
  },
  text: {
    name: "text",
    means: "Words between quotes. Several texts in a row are one, joined by a space.",
    examples: ['"Special District Risk Management Authority"'],
  },
  nameOrLiteral: {
    name: "name or literal",
    means: "A value of a key: a name where the key has names, a figure where it has figures.",
    examples: ["family", '"San Luis Obispo"', "2"],
    also: ["a key of a rate table that has a closed list of values"],
  },
  range: {
    name: "range",
    means: "A stretch of figures. [Ranges](values.md#ranges) says which ends it holds.",
    examples: ["30 to 39", "under 25", "70 and over", "over 50% up to 100%", "any"],
    also: ["a key of a rate table or of a reduction that takes figures"],
  },
  rounding: {
    name: "rounding",
    means: "How a figure is rounded, and to a multiple of what.",
    examples: ["half up to cent", "up to $1,000", "half even to 0.1%"],
  },
  dates: {
    name: "dates",
    means: "A first and a last day, both held.",
    examples: ["2015-01-01 to 2015-12-31"],
    also: ["`effective` in the heading of `rates`"],
  },
  guarantee: {
    name: "guarantee",
    means: "The end of a guarantee. `until` leaves its day out, `through` holds it.",
    examples: ["until 2016-01-01", "through 2015-12-31"],
  },
  figure: {
    name: "figure",
    means: "An expression, and what it is rounded to if anything.",
    examples: ["$2.97", "102% of rate of medical with status active, rounded half up to cent"],
    also: ["a cell of rates"],
  },
  expression: {
    name: "expression",
    means: "Arithmetic. [Values](values.md#expressions) says what may be calculated with what.",
    examples: ["60% of volume", "lesser of annual_salary by the month and $5,000 per month / 60%"],
    also: ["the share in force in a table of reductions"],
  },
  condition: {
    name: "condition",
    means: "What holds for a person or not. [Conditions](values.md#conditions) explains each form.",
    examples: ["status is active, retiree", "hours at least 30 and not benefit_eligible"],
    also: ["behind `when`, wherever a line or a heading takes one"],
  },
  unit: {
    name: "unit",
    means: "What a rate is per, and in which period.",
    examples: ["enrollment per month", "$1,000 of volume per month", "$100 of monthly volume per month"],
  },
  load: {
    name: "load",
    means: "A percentage that is added to every rate of a block, and what the rate is then rounded to.",
    examples: ["2%", "2%, rounded half up to cent"],
  },
  furtherMember: {
    name: "further member",
    means: "What each member above the number that a tier names adds to the rate.",
    examples: ["of family_medicare adds rate of medical with tier single_medicare"],
  },
  share: {
    name: "share",
    means: "What one side pays of a premium: a percentage of it, or an amount per month.",
    examples: ["employer pays 75%", "employee pays $50"],
    also: ["a cell of a table of contributions"],
  },
  requirement: {
    name: "requirement",
    means: "What one side must pay.",
    examples: ["employer pays at least 75% of employee premium for medical"],
    also: ["`require` and `recommend` in [participation](vocabulary.md#participation)"],
  },
  volumeRule: {
    name: "volume rule",
    means: "How an amount insured is chosen, or what it is computed from.",
    examples: [
      "$10,000 to $100,000 in steps of $10,000",
      "1 or 2 times annual_salary, no maximum",
      "covered_pay",
    ],
  },
  amountWhen: {
    name: "amount when",
    means: "An amount, and for whom it holds.",
    examples: ["$100,000", "$50,000 when age at least 60"],
  },
  insures: {
    name: "insures",
    means: "Whom a coverage insures: employee, retiree, spouse, domestic_partner, child or dependent.",
    examples: ["spouse", "employee when hours at least 20"],
  },
  inputLine: {
    name: "input line",
    means: "A fact that is asked for: its name, its kind, what it may be, and its meaning.",
    examples: [
      "lives count at least 2",
      "leaving date on or after hire",
      'hours number of hours per week "Hours that the employee works"',
    ],
  },
  formula: {
    name: "formula",
    means: "A name for a figure.",
    examples: ["covered_pay is annual_salary by the month"],
  },
  conditionDefinition: {
    name: "condition definition",
    means: "A name for a condition.",
    examples: ["in_service when status is active, public_official"],
  },
  declaration: {
    name: "declaration",
    means: "A name, the text that a reader sees, and qualities. Which qualities it may have, its block says.",
    examples: [
      'voya "VOYA Financial" formerly "ING"',
      'family "Family" covers employee and 2 or more dependents',
    ],
  },
  heading: {
    name: "heading",
    means: "What follows the word that begins a block. Which parts it has, the vocabulary says.",
    examples: ['epo "EPO" for medical like gold_ppo', "for medical when status is cobra"],
    also: ["every heading"],
  },
  accept: {
    name: "accept",
    means: "A finding by its code and its title, and what it is about.",
    examples: ['PW2107 "guarantee ends before the program" for eap'],
  },
  ruleLoop: {
    name: "rule loop",
    means: "What a rule is asked of, one by one, and of which of them.",
    examples: [
      "plan for medical when deductible per family of plan is not none",
      "rate of medical with status active",
      "coverage",
    ],
  },
  ruleCondition: {
    name: "rule condition",
    means:
      "A [condition](#condition) that asks about the program itself. [Rules](rules.md#what-rules-ask) lists what it may ask.",
    examples: [
      "deductible per family of plan is exactly 2 * deductible per person of plan",
      'market is "small group"',
    ],
  },
  ruleFigure: {
    name: "rule figure",
    means: "What a rule asks for, as one figure.",
    examples: ["out of pocket maximum per person of plan"],
    also: ["braces in the message of a rule"],
  },
  applies: {
    name: "applies",
    means: "From which day, and until before which, a plan year begins that a rule is for.",
    examples: ["from 2014-01-01", "from 2014-01-01 until 2018-01-01"],
  },
  findingLevel: {
    name: "finding level",
    means:
      "Findings by a code, a family, a tag or a rule, and how they are taken, perhaps in some files alone.",
    examples: ["PW5001 note", 'patterns off in "legacy"', 'rule "Copays stay small" warning'],
  },
  continuedRates: {
    name: "continued rates",
    means: "The keys of the rates that others continue, and the reason where it has a price of its own.",
    examples: ["status active", "status active for disability"],
  },
  given: {
    name: "given",
    means: "One column of the census row that an example stands for.",
    examples: ["tier family", "volume $100,000 of basic_life", "volume 2 times annual_salary of basic_life"],
  },
  expect: {
    name: "expect",
    means: "A question and its answer, or what an error is about.",
    examples: [
      "premium of basic_life $27.60",
      "premium of medical not offered",
      "error on volume of basic_life",
      "used of deductible by a $500",
    ],
  },
  listed: {
    name: "listed",
    means: "A network, service, drug or channel: its name, the text that a reader sees, and its qualities.",
    examples: [
      'participating "Participating provider" balance written off',
      'preventive "Preventive" groups exam, cleaning codes 010 to 160, 800',
      'retail "Retail" supply 30 days',
    ],
  },
  costShare: {
    name: "cost share",
    means: "Who pays what of a charge, step by step. [Steps](benefits.md#steps) says what each means.",
    examples: [
      "deductible then plan pays 80%",
      "copay $20 per visit",
      "member pays 30%, at most $150",
      "same when prior_authorization, otherwise not covered",
    ],
    also: ["the cells of a schedule of benefits"],
  },
  accumulator: {
    name: "accumulator",
    means: "An amount that adds up: for whom, over which time, and what feeds it.",
    examples: [
      "$500 per person, $1,000 per family, embedded, each calendar year",
      "emergency $25 per occurrence",
      "of the medical plan",
    ],
  },
  limit: {
    name: "limit",
    means: "The most that a plan pays, allows or covers.",
    examples: ["at most 26 visits per person each calendar year for acupuncture", "without maximum"],
  },
  allowed: {
    name: "allowed",
    means: "What of a charge is allowed, in which networks, and what becomes of the rest.",
    examples: ["negotiated", "lesser of usual_fee and charge in other, balance billed", "in full"],
  },
  namesWhen: {
    name: "names when",
    means: "Names, and when they hold.",
    examples: ["rx_gold when status is active"],
  },
  requires: {
    name: "requires",
    means: "A condition of some services, and what happens without it.",
    examples: ["prior_authorization for inpatient_hospital, otherwise plan pays less by 20%"],
  },
  waiting: {
    name: "waiting",
    means: "A time after a date, and the services that wait for it.",
    examples: ["12 months after hire for major"],
  },
  carryOver: {
    name: "carry over",
    means: "The last months of a year, and the deductible that they carry over.",
    examples: ["last 3 months of deductible"],
  },
  frequency: {
    name: "frequency",
    means: "How often services are covered, and in lieu of which others.",
    examples: ["contacts once each 24 months, in lieu of lenses, frames"],
  },
  point: {
    name: "point",
    means: "A day that follows from events. An event is an input of type date.",
    examples: [
      "first of month after hire",
      "last day of month of leaving",
      "6 months after leaving",
      "12 weeks after hire",
      "employee begin",
      "hire of employee",
      "19th birthday",
    ],
  },
  parts: {
    name: "parts",
    means:
      "What a change of rates is made of, whether its parts are added or compounded, and which change it is.",
    examples: ["7.0% rate_change, 2% fee, compounded, for united on 2018-10-01"],
  },
  covered: {
    name: "covered",
    means:
      "The first and the last day of an employee that count as covered. An event that ends the account ends them.",
    examples: ["from hire through leaving, when vesting_clock is employment"],
  },
  accountCredit: {
    name: "account credit",
    means: "What an account is credited with, how often, and what an employee gets who enters in mid-year.",
    examples: ["$500 each contract year, mid-year entry in full", "$500 / 12 each month"],
  },
  accountDebit: {
    name: "account debit",
    means:
      "Which claims an account pays, how much of them each period, and which year's credit they use first.",
    examples: ["claims under deductible of stay_well, at most $500 each contract year, newest credit first"],
  },
  carries: {
    name: "carries",
    means: "What of a balance goes on into the next year.",
    examples: [
      "unused balance to next contract year",
      "at most $500 to next calendar year",
      "nothing to next contract year",
    ],
  },
  accountInterest: {
    name: "account interest",
    means: "What an account earns, on which balance, and whose that is.",
    examples: ["interest_rate each contract year on average balance, to employer"],
  },
  accountSplit: {
    name: "account split",
    means: "The share of each credit that goes to the spouse's account, and from when.",
    examples: ["50% to spouse, the rest to employee, from contract year of marriage"],
  },
  creditCell: {
    name: "credit cell",
    means: "What is credited for a contract year. `by months covered` takes a twelfth for each month.",
    examples: [
      "unused balance of deductible_trust, at most $500 by months covered",
      "$100 by months covered",
      "none",
    ],
    also: ["the second column of the table `credit` of an account"],
  },
  creditDay: {
    name: "credit day",
    means:
      "When a contract year is credited: the first such day after it is known how it was covered, at once, or on the day of an event.",
    examples: ["July 1", "at once", "1 month after leaving"],
    also: ["the third column of the table `credit` of an account"],
  },
  portion: {
    name: "portion",
    means:
      "Which part of a balance is paid. The last contract year is the one before that of the event, and what is credited for later ones.",
    examples: ["whole balance", "last contract year", "all but last contract year", "at most $1,000", "rest"],
    also: ["the second column of the table `pays` of an account"],
  },
  payee: {
    name: "payee",
    means: "Who is paid, or which premium; after `with`, the fact without which nothing is paid.",
    examples: ["employee", "beneficiary, with beneficiary_statement", "premium of major_medical, dental"],
    also: ["the third column of the table `pays` of an account"],
  },
  due: {
    name: "due",
    means: "When something is paid.",
    examples: [
      "at once",
      "6 months after leaving",
      "monthly from first of month after retirement, at most 3 months",
    ],
    also: ["the fourth column of the table `pays` of an account"],
  },
  who: {
    name: "who",
    means: "Classes or roles, and when. Its condition may compare dates with [days](eligibility.md#days).",
    examples: ["full_time, part_time", "dependent when in_military_service"],
  },
  dateRule: {
    name: "date rule",
    means: "A day, for whom and when it holds.",
    examples: [
      "first of month after hire",
      "for dependent, last day of month of dependent end",
      "2015-07-01, when status is retiree",
    ],
  },
  personCondition: {
    name: "person condition",
    means: "A condition that may compare dates with points: a point stands where a day would.",
    examples: ["unmarried and student", "certificate on or before 6 months after 19th birthday"],
    also: ["the last column of a table of dependents"],
  },
  namedCondition: {
    name: "named condition",
    means: "A name for a condition that may compare dates with points.",
    examples: ["incapacitated when incapacity_began before 19th birthday"],
  },
  events: {
    name: "events",
    means: "What follows the word that begins a table of events: the inputs that it is about.",
    examples: [
      "from away to back when cause is lay_off",
      "of hours to new_hours on changed",
      "after leaving",
      "after dependent end for child",
    ],
    also: ["the headings of `absence`, `change` and `continuation`"],
  },
  continuing: {
    name: "continuing",
    means: "How long cover may go on.",
    examples: ["none", "through 3 months after leaving", "while premium_paid"],
    also: ["a cell of `continuation`"],
  },
  meanwhile: {
    name: "meanwhile",
    means: "What holds until a change takes effect.",
    examples: [
      "as before",
      "as before, employee pays 100%",
      "as before, employee pays 100% from first of month after changed",
    ],
    also: ["a cell of `change`"],
  },
  daysOfYear: {
    name: "days of year",
    means: "A stretch of each year, both days held.",
    examples: ["July 1 to September 30", "October 1 to June 30"],
    also: ["a key of `change` that is a date"],
  },
  extension: {
    name: "extension",
    means: "What is still paid after cover has ended, and for how long.",
    examples: ["procedure begun while insured", "disability begun while insured, at most 12 months"],
  },
  monthParts: {
    name: "month parts",
    means: "What part of the premium is due for a month in which cover begins or ends.",
    examples: ["whole months", "by day", "half month from the 16th"],
  },
  couple: {
    name: "couple",
    means: "How two employees who are married are insured.",
    examples: [
      "insured once, as dependent when covered_by_spouse, dependents under one",
      "insured once, as dependent from covered_by_spouse",
    ],
  },
  groupRequirement: {
    name: "group requirement",
    means: "What a group must fulfil beside what is paid.",
    examples: [
      "at least 75% of eligible employees enrolled",
      "eligible employees 100 to 399",
      "employee enrolled when dependent enrolled",
      "one plan for dental, vision",
      "council_resolution",
    ],
    also: ["`require` and `recommend` in [participation](vocabulary.md#participation)"],
  },
  papers: {
    name: "papers",
    means: "Names of papers, and the coverages that they are for.",
    examples: ["resolution", "resolution, interest_form for medical"],
  },
  approval: {
    name: "approval",
    means: "The day on which a program was approved.",
    examples: ["2014-11-20", "1985-01-02, retroactive"],
  },
  fundingAmount: {
    name: "funding amount",
    means:
      "An amount between the parties of a funding: a share, months of claims, premiums, or a figure with its period.",
    examples: [
      "19% of paid claims",
      "1.5 months of paid claims",
      "premium of medical, dental",
      "60% of premium of medical",
      "$12.33 per employee per month",
      "$500 per employee each contract year",
    ],
  },
  fundingCharge: {
    name: "funding charge",
    means: "What one party pays another, month by month.",
    examples: ["19% of paid claims, city to cds", "premium of medical, dental, city to pool"],
  },
  flow: {
    name: "flow",
    means: "Who pays whom.",
    examples: ["reinsurer to pool"],
  },
  attaches: {
    name: "attaches",
    means: "What is kept before a stop-loss pays, and when the line holds.",
    examples: ["over $100,000", "over 125% of expected_claims, when base is expected"],
  },
  laser: {
    name: "laser",
    means: "What is kept of the claims of a person.",
    examples: ['$250,000 for "employee 17"'],
  },
  reimburses: {
    name: "reimburses",
    means: "What part of what is over a stop-loss pays, and the most.",
    examples: ["at most $1,000,000", "90%, at most $1,000,000", "90%"],
  },
  afterYear: {
    name: "after year",
    means: "How long after a contract year has ended.",
    examples: ["3 months after contract year"],
  },
  resultUse: {
    name: "result use",
    means: "What is called or returned at the end of a year.",
    examples: ["deficit, at most 25% of deposit", "surplus", "50% of surplus", "nothing"],
  },
  retroAmount: {
    name: "retro amount",
    means: "What a party keeps of a year, or the least or the most of its premium; or `none`.",
    examples: ["12% of deposit", "$9 per employee per month", "125% of premium of dental", "$90,000", "none"],
  },
  reserveAmount: {
    name: "reserve amount",
    means: "What a reserve holds at the end of a year, or is charged once.",
    examples: ["15% of deposit, once", "1.5 months of paid claims"],
  },
  prefundStep: {
    name: "prefund step",
    means: "What a prefund is raised to, and after how many months.",
    examples: ["$21,000 after 3 months"],
  },
  retroShares: {
    name: "retro shares",
    means: "Whose result is shared, among whom, and in proportion to what.",
    examples: ["result of pool among city by deposit"],
  },
  assume: {
    name: "assume",
    means: "What a projection assumes, and whether it grows or stays level.",
    examples: [
      "claims of self_funded $6,250 per month, stays level",
      "300 enrollments with tier family, grows by 2% each year",
      "premium of stay_well_budget grows by inflation_rate each year",
      "local of stay_well_budget earns interest_rate each year, less claims_under",
    ],
  },
  compareLine: {
    name: "compare line",
    means: "Arrangements that are compared, the first with the others.",
    examples: ["travelers, cds each month"],
  },
  benefitsHeading: {
    name: "benefits heading",
    means:
      "What follows the word `benefits`: the unit of its copays, or the services whose visits it counts.",
    examples: ["per prescription", "for therapy, counselling together each calendar year"],
    also: ["the heading of a schedule of benefits"],
  },
};

const names = /** @type {readonly SpecValue[]} */ (Object.keys(VALUES));

/** The order of the page: `words` has no rule, and stands last. */
export const ORDER = [...names.filter((name) => name !== "words"), /** @type {const} */ ("words")];
