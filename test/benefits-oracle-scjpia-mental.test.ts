// The managed health network of SCJPIA, 1990: the stay, the ladder of visits and the other providers, asked of the
// compiled rate book and of claims.
import { describe, expect, it } from "vitest";
import { type Asked, dueOf, paid } from "./support/benefits-oracle-claims.ts";
import { SCJPIA, scjpiaRateBook } from "./support/benefits-oracle-scjpia.ts";
import { copayOf, mentalHealth, visitShare } from "./support/benefits-oracle-scjpia-more.ts";
import { money, shareWords } from "./support/benefits-oracle-shares.ts";
import { accumulatorWords, benefitsOf, cellWords, limitWords } from "./support/benefits-oracle-words.ts";

const { deductible, days, lifetime, episodes, outsideMost } = mentalHealth;
const PLAN = "mhn_benefits";
const STAYS = ["mental_inpatient", "mental_alternate"];
const VISITS = Array.from({ length: 20 }, (_, i) => i + 1);

const stay = (service: string, cents: number, date: string, count: number, episode = "one"): Asked => ({
  plans: [PLAN],
  service,
  network: "contracting",
  date,
  charge: cents,
  allowed: cents,
  units: { days: String(count) },
  facts: { episode },
});

const visit = (network: string, i: number, cents: number): Asked => ({
  plans: [PLAN],
  service: "mental_outpatient",
  network,
  date: `1989-08-${String(i).padStart(2, "0")}`,
  charge: cents,
  ...(network === "contracting" ? { allowed: cents } : {}),
  facts: { contracting_fee: money(cents) },
});

describe("the managed health network", () => {
  it("comes with both options, alike", () => {
    expect(mentalHealth.appliesTo).toEqual(["PPO", "EPO"]);
    expect(mentalHealth.isAlike).toBe(true);
    for (const plan of ["ppo", "epo"]) {
      expect(benefitsOf(scjpiaRateBook, plan).with.map((one) => one.plan)).toContain(PLAN);
      const [answer] = paid(SCJPIA, [{ ...visit("contracting", 1, 9_000), plans: [plan] }]);
      expect(answer).toMatchObject({ plan_pays: "90.00" });
    }
  });

  it("pays a stay in full after its deductible, at contracting facilities", () => {
    expect(mentalHealth.percent).toBe(100);
    for (const service of STAYS) {
      const words = "deductible inpatient then no charge";
      expect(cellWords(scjpiaRateBook, PLAN, { service, network: "contracting" })).toBe(words);
      expect(cellWords(scjpiaRateBook, PLAN, { service, network: "non_contracting" })).toBe("not covered");
      const share = { kind: "no charge", after: ["deductible inpatient"] } as const;
      const line = { charge: 400_000, allowed: 400_000, left: deductible, units: 1 };
      const answers = paid(SCJPIA, [
        stay(service, 400_000, "1989-08-01", 5),
        stay(service, 400_000, "1989-08-09", 5),
        { ...stay(service, 400_000, "1989-08-20", 5), network: "non_contracting" },
      ]);
      expect(answers).toEqual([
        dueOf(share, "written off", line),
        dueOf(share, "written off", { ...line, left: 0 }),
        dueOf({ kind: "not covered" }, "billed", line),
      ]);
    }
    // Printed without a period: read as a year's, as the days beside it are.
    expect(accumulatorWords(scjpiaRateBook, PLAN, "deductible inpatient")).toEqual([
      `${money(deductible)} per person, each calendar year, in contracting`,
    ]);
  });

  it("has four limits", () => {
    // Whether episodes and the lifetime's maximum are of alternate care as well is not printed: read as of both.
    expect(mentalHealth.outsidePer).toBe("subscriber family unit per calendar year");
    expect(new Set(limitWords(scjpiaRateBook, PLAN))).toEqual(
      new Set([
        `payment ${money(lifetime)} per person each lifetime for mental_alternate mental_inpatient`,
        `payment ${money(outsideMost)} per family each calendar year for mental_outpatient in non_contracting`,
        `${days} days per person each calendar year for mental_inpatient`,
        `${episodes} episodes per person each lifetime for mental_alternate mental_inpatient`,
      ]),
    );
  });

  it("ends with the days of a year", () => {
    const answers = paid(SCJPIA, [
      stay("mental_inpatient", 290_000, "1989-08-01", days - 1),
      stay("mental_inpatient", 20_000, "1989-10-02", 2),
      stay("mental_inpatient", 10_000, "1989-11-02", 1),
      stay("mental_inpatient", 10_000, "1990-01-02", 1),
    ]);
    expect(answers).toMatchObject([
      { plan_pays: money(290_000 - deductible), over_limit: "0.00" },
      { plan_pays: "100.00", over_limit: "100.00" },
      { plan_pays: "0.00", over_limit: "100.00" },
      { deductible: "100.00", over_limit: "0.00" },
    ]);
  });

  it("ends with the maximum of a lifetime, and with the episodes", () => {
    const great = paid(SCJPIA, [
      stay("mental_inpatient", lifetime + deductible + 12_345, "1989-08-01", 5),
      stay("mental_alternate", 10_000, "1989-10-02", 1),
    ]);
    expect(great).toMatchObject([
      { plan_pays: money(lifetime), over_limit: "123.45" },
      { plan_pays: "0.00", over_limit: "100.00" },
    ]);
    const many = Array.from({ length: episodes + 1 }, (_, i) =>
      stay("mental_inpatient", 90_000, `1989-0${i + 7}-01`, 1, `episode ${i}`),
    );
    const covered = paid(SCJPIA, many).map(
      (answer) => typeof answer === "object" && answer.over_limit === "0.00",
    );
    expect(covered).toEqual([...Array.from({ length: episodes }, () => true), false]);
  });

  it("asks for each visit what its band says, and visit 5 is free", () => {
    expect(mentalHealth.bands).toHaveLength(4);
    expect(mentalHealth.isUnlimited).toBe(true);
    const words = VISITS.map((i) =>
      cellWords(scjpiaRateBook, PLAN, { service: "mental_outpatient", network: "contracting", visit: i }),
    );
    expect(words).toEqual(VISITS.map((i) => shareWords(visitShare(i))));
    const answers = paid(
      SCJPIA,
      VISITS.map((i) => visit("contracting", i, 8_000)),
    );
    expect(answers).toEqual(
      VISITS.map((i) =>
        dueOf(visitShare(i), "written off", { charge: 8_000, allowed: 8_000, left: 0, units: 1 }),
      ),
    );
  });

  it("pays other providers half of what it would pay its own, up to the family's maximum", () => {
    expect(mentalHealth.fraction).toBe("1/2");
    const words = VISITS.map((i) =>
      cellWords(scjpiaRateBook, PLAN, { service: "mental_outpatient", network: "non_contracting", visit: i }),
    );
    expect(new Set(words)).toEqual(new Set(["plan pays 50% of its payment in contracting"]));
    let left = outsideMost;
    const due = VISITS.map((i) => {
      const pays = Math.min(left, (10_000 - copayOf(i)) / 2);
      left -= pays;
      return { plan_pays: money(pays), member_pays: money(10_000 - pays) };
    });
    expect(left).toBe(0);
    expect(
      paid(
        SCJPIA,
        VISITS.map((i) => visit("non_contracting", i, 10_000)),
      ),
    ).toMatchObject(due);
  });
});
