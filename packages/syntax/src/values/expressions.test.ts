import { describe, expect, it } from "vitest";
import { failure, read } from "../../test/brief.js";

describe("an expression", () => {
  it.each([
    ["$5,000 per month / 60%", "($5000 per month / 60%)"],
    ["a + b - c", "((a + b) - c)"],
    ["a - b * c", "(a - (b * c))"],
    ["a * b / c", "((a * b) / c)"],
    ["(a + b) * c", "((a + b) * c)"],
    ["12 months * base", "(12 months * base)"],
    ["75% of premium", "(75% of premium?)"],
    ["60% of volume", "(60% of volume?)"],
    [
      "own_weight of own_trend + (100% - own_weight) of pool_trend",
      "((own_weight of own_trend) + ((100% - own_weight) of pool_trend))",
    ],
    ["lesser of annual_salary / 12 and $5,000 / 60%", "lesser((annual_salary / 12), ($5000 / 60%))"],
    ["greater of $10 and 20% of volume", "greater($10, (20% of volume?))"],
    ["lesser of greater of a and b and c", "lesser(greater(a, b), c)"],
    ["annual_salary by the month", "annual_salary by month"],
    ["$500 per year by the month * 3", "($500 per year by month * 3)"],
    ["a by the year by the month", "a by year by month"],
    ["-$5 + -3%", "($-5 + -3%)"],
  ])("%s", (phrase, expected) => {
    expect(read("expression", phrase)).toBe(expected);
  });

  it.each([
    ["rate of medical with status active", "rate?medical{status=active}"],
    ["rate of life with age 30, safety yes", "rate?life{age=30 safety=yes}"],
    ["102% of rate of medical with tier employee", "(102% of rate?medical{tier=employee})"],
    ["employer share of dental", "employer share?dental"],
    ["employee share", "employee share?"],
    ["50% of volume of supplemental_life", "(50% of volume?supplemental_life)"],
    ["elected volume of basic_life", "elected volume?basic_life"],
    ["guaranteed issue of basic_life", "guaranteed issue?basic_life"],
    ["evidence of insurability of basic_life", "evidence of insurability?basic_life"],
    ["benefit of ltd - premium of ltd", "(benefit?ltd - premium?ltd)"],
    ["premium of rates with per employee", "premium?rates{per=employee}"],
    ["rate of medical on 1990-04-30", "rate?medical{on 1990-04-30}"],
    ["rate of life with age 30 on 1990-04-30 + $1", "(rate?life{age=30}{on 1990-04-30} + $1)"],
    ["change from $100 to $107", "change($100, $107)"],
    [
      "change from rate of a on 2015-12-31 + $1 to (rate of a + $2) * 3",
      "change((rate?a{on 2015-12-31} + $1), ((rate?a + $2) * 3))",
    ],
    ["100% - change from a to b", "(100% - change(a, b))"],
  ])("asks a question: %s", (phrase, expected) => {
    expect(read("expression", phrase)).toBe(expected);
  });

  it.each([
    ["cost of cds for last contract year each month", "cost?{of cds}{for last contract year}{each month}"],
    ["balance of trust on 1984-07-01 - $5", "(balance?{of trust}{on 1984-07-01} - $5)"],
    ["150% of cost of cds in first year", "(150% of cost?{of cds}{in first year})"],
    [
      "cost of cds in contract year 1984-07-01 by city",
      "cost?{of cds}{by city}{in contract year 1984-07-01}",
    ],
    [
      "12 months * (cost of a each month - cost of b each month)",
      "(12 months * (cost?{of a}{each month} - cost?{of b}{each month}))",
    ],
    ["cost of a, b with tier family, status active", "cost?{of a,b}{with tier=family status=active}"],
    ["change of medical by pooled", "change?{of medical}{by pooled}"],
    ["change before corridor by pooled", "change before corridor?{by pooled}"],
    [
      "least compounded change in printed from 2018-10-01 through 2020-10-01 with carrier a",
      "least compounded change?{in printed}{from 2018-10-01 through 2020-10-01}{with carrier=a}",
    ],
  ])("asks about an arrangement: %s", (phrase, expected) => {
    expect(read("expression", phrase)).toBe(expected);
  });

  it("takes a word that begins such a question for a name where no clause follows", () => {
    expect(read("expression", "cost * change")).toBe("(cost * change)");
    expect(read("condition", "eligible and hours over 20")).toBe("all(eligible?, hours over 20)");
  });

  it("takes a word that begins a question for a name where the rest does not follow", () => {
    expect(read("expression", "employer * employee")).toBe("(employer * employee)");
    expect(read("expression", "guaranteed + elected + evidence")).toBe("((guaranteed + elected) + evidence)");
    expect(read("expression", "month / year - cent")).toBe("((month / year) - cent)");
  });

  it.each([
    ["", "ends too early after ..."],
    ["a +", "ends too early after ...+"],
    ["a + * b", "stops at * b"],
    ["a b", "stops at b"],
    ["(a + b", "ends too early after ...b"],
    ["a + b)", "stops at )"],
    ["()", "stops at )"],
    ["a -3", "stops at -3"],
    ["lesser of a", "ends too early after ...a"],
    ["lesser a and b", "stops at a and b"],
    ["of medical", "stops at of medical"],
    ["rate of", "ends too early after ...f"],
    ["rate of medical with status", "ends too early after ...s"],
    ["rate of medical with status active tier employee", "stops at tier employee"],
    ["a by the week", "stops at week"],
    ["a by month", "stops at month"],
    ["19th", "stops at 19th"],
    ["half up", "stops at up"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("expression", phrase)).toBe(expected);
  });
});

describe("a figure", () => {
  it("may be rounded", () => {
    expect(read("figure", "premium / 24, rounded up to cent")).toBe("(premium? / 24) rounded up 0.01");
    expect(read("figure", "$12.33")).toBe("$12.33");
  });

  it("tells its rounding from a key of a question", () => {
    const phrase = "rate of medical with status active, tier employee, rounded half up to cent";
    expect(read("figure", phrase)).toBe("rate?medical{status=active tier=employee} rounded half_up 0.01");
  });

  it.each([
    ["$5, half up to cent", "stops at , half up to cent"],
    ["$5 rounded up to cent", "stops at rounded up to cent"],
    ["$5, rounded", "ends too early after ...d"],
    ["$5, rounded up to cent, rounded up to cent", "stops at , rounded up to cent"],
    ["rate of medical with tier employee, at most $5", "stops at , at most $5"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("figure", phrase)).toBe(expected);
  });
});

describe("a condition", () => {
  it.each([
    ["unmarried and full_time_student", "all(unmarried?, full_time_student?)"],
    ["a and b or not c and d", "any(all(a?, b?), all(not c?, d?))"],
    ["hours at least full_time_hours", "hours at least full_time_hours"],
    ["annual_salary at most $50,000 per year", "annual_salary at most $50000 per year"],
    ["life_expectancy under 6 months", "life_expectancy under 6 months"],
    ["pay over base_pay * 2", "pay over (base_pay * 2)"],
    ["status is active, retiree", "status is active | retiree"],
    ["hire before 2015-01-01", "hire before 2015-01-01"],
    ["not hire after 2015-01-01", "not hire after 2015-01-01"],
    ["status is not medicare_retiree", "status is not medicare_retiree"],
    ['county is "Marin"', 'county is "Marin"'],
    ["lives is 12 and safety", "all(lives is 12, safety?)"],
    ["hours 20 to under 30", "hours in [20, 30)"],
    ["hire 1980-01-01 to 1985-12-31", "hire in [1980-01-01, 1985-12-31]"],
    ["age any", "age in any"],
    ["volume of basic_life over guaranteed issue", "volume?basic_life over guaranteed issue?"],
    ["60% of volume at most $5,000", "(60% of volume?) at most $5000"],
  ])("%s", (phrase, expected) => {
    expect(read("condition", phrase)).toBe(expected);
  });

  it.each([
    ["age 65 and over and not (a or b)", "all(age in [65, ..), not any(a?, b?))"],
    ["age 65 and over", "age in [65, ..)"],
    ["age 65 and overtime", "all(age in [65, 65], overtime?)"],
    ["hours over $2,500 up to $5,000", "hours in ($2500, $5000]"],
    ["tenure over 5 years up to 10 years", "tenure in (5 years, 10 years]"],
    ["pay over $5 per month up to $7 per month", "pay in ($5 per month, $7 per month]"],
    ["pay over $5 per half month up to $7", "pay in ($5 per half month, $7]"],
    ["pay over $2,500", "pay over $2500"],
    ["pay over $2,500 and up", "all(pay over $2500, up?)"],
    ["(a + b) over $5", "(a + b) over $5"],
    ["(a + b) * 2 over $5", "((a + b) * 2) over $5"],
    ["(a) is b", "a is b"],
    ["(a or b) and c", "all(any(a?, b?), c?)"],
    ["((a)) and ((b + 1) at least 2)", "all(a?, (b + 1) at least 2)"],
    ["not (a is b) or (c)", "any(not a is b, c?)"],
  ])("that could be read in two ways: %s", (phrase, expected) => {
    expect(read("condition", phrase)).toBe(expected);
  });

  it.each([
    ["", "ends too early after ..."],
    ["a and", "ends too early after ...d"],
    ["a or or b", "stops at or b"],
    ["not not a", "stops at not a"],
    ["hours at 30", "stops at at 30"],
    ["hours at least", "ends too early after ...t"],
    ["hours least 30", "stops at least 30"],
    ["hours is at least 30", "stops at least 30"],
    ["status is", "ends too early after ...s"],
    ["status is active,", "ends too early after ...,"],
    ["status active", "stops at active"],
    ["(a or b", "ends too early after ...b"],
    ["a)", "stops at )"],
    ["age 65 over", "stops at over"],
    ["hours over $2,500 up $5,000", "stops at $5,000"],
  ])("near miss: %s", (phrase, expected) => {
    expect(failure("condition", phrase)).toBe(expected);
  });
});
