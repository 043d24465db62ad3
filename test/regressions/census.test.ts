// What a row of a census says is taken as it is meant, or refused; never left out in silence.
import { expect, it } from "vitest";
import { answer, life, MEDICAL, premium, rates } from "./plans.ts";

// $500 a month are $6,000 a year; $500 a quarter are $2,000 a year.
it("an amount per month is not read as an amount per year", () => {
  const text = `${MEDICAL}input pay money per year\n${rates("  rate pay by the month")}`;
  expect(premium(text, { plan: "gold", pay: "$6,000 per year" })).toBe("500.00");
  expect(premium(text, { plan: "gold", pay: "$500 per month" })).not.toBe("41.67");
  expect(premium(text, { plan: "gold", pay: "$500 per quarter" })).not.toBe("41.67");
});

it("an option that there is not is an error, and the coverage is not left out", () => {
  const text = `coverages {
  ltd "Long term disability"
  eap "Employee assistance"
}
coverage ltd {
  options ltd_1, ltd_2
}
rates for ltd {
  per employee per month
  option | rate
  ltd_1 | $1
  ltd_2 | $2
}
rates for eap {
  per employee per month
  rate $3
}
`;
  expect(answer(text, { eap: "yes", option: "ltd_2" }).total?.premium).toBe("5.00");
  expect(answer(text, { eap: "yes", option: "ltd_9" }).errors).not.toEqual([]);
});

it("a volume of a coverage whose plan is not chosen is an error", () => {
  const text = `${MEDICAL}${rates("  rate $5")}${life("volume $10,000 to $50,000")}plan basic for life {\n}\n`;
  const row = { "plan of medical": "gold", "volume of life": "20000" };
  expect(answer(text, { ...row, "plan of life": "basic" }).total?.premium).toBe("25.00");
  expect(answer(text, row).errors).not.toEqual([]);
});
