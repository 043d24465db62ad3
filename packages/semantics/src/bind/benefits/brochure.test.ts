import { describe, expect, it } from "vitest";
import { rewriteOf } from "./brochure.js";

describe("phrases of brochures", () => {
  it.each([
    ["20% after deductible", ["deductible then member pays 20%", "deductible then plan pays 20%"]],
    ["20% coinsurance", ["member pays 20%"]],
    ["Coinsurance of 20%", ["member pays 20%"]],
    ["20% coinsurance after deductible", ["deductible then member pays 20%"]],
    ["plan pays 80% after deductible", ["deductible then plan pays 80%"]],
    ["80%", ["member pays 80%", "plan pays 80%"]],
    ["$25 copay", ["copay $25 per visit"]],
    ["$25 Copay", ["copay $25 per visit"]],
    ["$250 copay per admission", ["copay $250 per admission"]],
    ["$25 copay / visit", ["copay $25 per visit"]],
    ["$25 copay after deductible", ["deductible then copay $25 per visit"]],
    ["copay 25 per visit", ["copay $25 per visit"]],
    ["copay 25", ["copay $25 per visit"]],
    ["$25 per visit", ["copay $25 per visit"]],
    ["$1,500.50 per admission", ["copay $1,500.50 per admission"]],
    ["$25", ["copay $25 per visit", "allowance $25"]],
    ["No Charge", ["no charge"]],
    ["Not Covered", ["not covered"]],
    ["covered in full", ["no charge"]],
    ["100% after deductible", ["deductible then no charge"]],
    ["plan pays up to $45", ["allowance $45"]],
    ["up to $45", ["allowance $45"]],
    ["member pays 30% up to $250", ["member pays 30%, at most $250"]],
    ["30% coinsurance up to $250 per prescription", ["member pays 30%, at most $250 per prescription"]],
    ["copay $100 per visit waived if admitted", ["copay $100 per visit unless admitted"]],
    ["$100 copay , waived if admitted", ["copay $100 per visit unless admitted"]],
    ["copay $100 per visit if not admitted", ["copay $100 per visit unless admitted"]],
    ["copay $25 per visit , deductible waived", ["copay $25 per visit"]],
    ["$25 copay , deductible waived", ["copay $25 per visit"]],
  ])("%s", (words, texts) => {
    expect(rewriteOf(words, undefined)?.texts).toEqual(texts);
  });

  it("says no unit where the table has one", () => {
    expect(rewriteOf("$10 copay", "prescription")?.texts).toEqual(["copay $10"]);
  });

  it("leads to a table of visits", () => {
    expect(rewriteOf("first 3 visits no charge", undefined)).toEqual({
      texts: [],
      why: expect.stringContaining("`1 to 3 | no charge`"),
    });
  });

  it.each(["no chrage", "covered", "plan covers it", "see page 12", "deductible then deducible"])(
    "does not guess at %s",
    (words) => {
      expect(rewriteOf(words, undefined)).toBeUndefined();
    },
  );
});
