import { describe, expect, it } from "vitest";
import { failure, read } from "../../test/brief.js";

describe("a cost share", () => {
  it.each([
    "no charge",
    "not covered",
    "not printed",
    "copay $0 per visit",
    "copay $5",
    "copay",
    "copay materials",
    "copay office_copay per visit",
    "copay $250 per day for first 3 days",
    "copay $100 per visit unless admitted then deductible then plan pays 80%",
    "deductible then plan pays 80%",
    "deductible then copay $100 per visit then plan pays 80%",
    "member pays 20%",
    "plan pays 70% until member paid $1,000 per person each calendar year then plan pays 100%",
    "deductible then plan pays 80% of first $5,000 per person each calendar year then plan pays 100%",
    "plan pays 100% of first $500 per accident then deductible then plan pays 70%",
    "member pays 30%, at least $10, at most $150",
    "member pays greater of $10 and 20%",
    "plan pays lesser of $100 and 90%",
    "plan pays 50%, at most $600 per day",
    "allow at most $600 per day then plan pays 50%",
    "allowance $130 then discount 20%",
    "allowance lens_allowance",
    "copay $30 then price difference from generic_price, not counted",
    "copay $30 then price difference from generic_price, counted then no charge",
    "deductible emergency then deductible then plan pays 90%",
    "deductible then plan pays 80% when diagnosis is diabetes, asthma, otherwise plan pays 50%",
    "plan pays 50% when tenure at least 12 months, otherwise not covered",
    "plan pays 50% when hire before 2015-01-01, otherwise not covered",
    "plan pays 50% of its payment in contracting",
    "same",
    "same when prior_authorization, otherwise not covered",
    "same as hospital_care",
    "no charge when admitted_by_network_physician, otherwise same as other_care",
    "copay $10 per visit, at most $100 per admission",
  ])("is read: %s", (phrase) => {
    expect(failure("costShare", phrase)).toBe("is understood");
  });

  it.each([
    ["plan pays", "ends too early after ...s"],
    ["80%", "stops at 80%"],
    ["copay $20 visit", "stops at visit"],
    ["deductible then", "ends too early after ...n"],
    ["plan pays 80% otherwise not covered", "stops at otherwise not covered"],
    ["price difference from generic_price", "ends too early after ...e"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("costShare", phrase)).toBe(expected);
  });
});

describe("what adds up", () => {
  it.each([
    "none",
    "of the medical plan",
    "$500 per person, $1,000 per family, embedded, each calendar year",
    "$500 per person, $1,000 per family, embedded, each calendar year, in participating, non_participating",
    "emergency $25 per occurrence",
    "vision_deductible per person each 12 months",
    "brand_drugs $200 per person, 3 members must each meet it, each contract year",
    "outside $800 per person, each calendar year, in non_participating, adds to deductible",
    "$2,000 per person, $4,000 per family, embedded, each calendar year, counts deductible, copay, coinsurance, in participating",
    "hospital $1,000 per person each calendar year, counts coinsurance for hospital_care in preferred, other",
    "$1,500 per person, each calendar year, when medicare",
    "greater of $200 and base per person each lifetime",
  ])("is read: %s", (phrase) => {
    expect(failure("accumulator", phrase)).toBe("is understood");
  });

  it.each([
    "at most 26 visits per person each calendar year for acupuncture, chiropractic together",
    "at most $1,000 per person each calendar year in participating",
    "at most 2 episodes per person each lifetime for mental_inpatient",
    "at most 20 hours per incident for debriefing",
    "at most $500 per person each 24 months for hearing_aid",
    "without maximum",
  ])("a limit is read: %s", (phrase) => {
    expect(failure("limit", phrase)).toBe("is understood");
  });

  it("keeps the parts of an accumulator apart", () => {
    expect(
      read(
        "accumulator",
        "outside $800 per person, each calendar year, in other, adds to deductible, when x",
      ),
    ).toMatchObject({ in: ["other"], addsTo: ["deductible"] });
  });
});

describe("other lines of a plan", () => {
  it.each([
    ["allowed", "negotiated"],
    ["allowed", "in full in other, balance billed"],
    ["allowed", "lesser of usual_fee and charge in non_participating, balance billed"],
    ["allowed", "lesser of usual_fee and charge, at most customary_fee in a, b"],
    ["frequency", "contacts once each 24 months, in lieu of lenses, frames"],
    ["frequency", "cleaning 2 times each calendar year"],
    ["namesWhen", "rx_gold when status is not medicare_retiree"],
    [
      "requires",
      "prior_authorization for inpatient_hospital, otherwise plan pays less by authorization_penalty",
    ],
    ["requires", "prior_authorization or emergency for inpatient in other, otherwise not covered"],
    ["waiting", "12 months after hire for major"],
    ["carryOver", "last 3 months of deductible"],
    ["listed", 'preventive "Preventive" groups exam, cleaning'],
    ["listed", 'preventive "Preventive" codes 010 to 160, 800 to 812, D1110'],
    ["listed", 'participating "In" balance written off'],
    ["listed", 'retail_30 "Retail" supply 30 days'],
    ["listed", 'office_visit "Office visit" formerly visit groups exam, urgent_care'],
    ["listed", 'office_visit "Office visit" groups exam, urgent_care formerly visit'],
    ["benefitsHeading", "per prescription"],
    ["benefitsHeading", "for office_visit, chiropractic together each calendar year"],
    ["given", "used $300 of deductible by a"],
    ["given", "used 20 visits of acupuncture by a"],
    ["given", "used 4"],
    ["expect", "used of deductible emergency by a $300"],
    ["expect", "remaining of deductible by family $0"],
  ] as const)("%s: %s", (type, phrase) => {
    expect(failure(type, phrase)).toBe("is understood");
  });
});
