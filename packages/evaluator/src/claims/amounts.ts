import type Fraction from "fraction.js";
import { exact } from "../exact.js";
import { quoted } from "../inputs.js";
import { refuse } from "../refusal.js";

/** Digits before the point of an amount of a claim. */
const MOST_DIGITS = 12;

/** An amount of a claim, in cents: `"120"`, `"120.50"`. */
export function readMoney(about: string, text: string): Fraction {
  const written = text.trim().replace(/^\$/, "");
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(written) ? written.replaceAll(",", "") : written;
  if (/^-\d/.test(plain)) return refuse(about, `${about} ${text} is below zero.`);
  if (!/^\d+(\.\d+)?$/.test(plain)) return refuse(about, `${about} ${quoted(text)} is not an amount.`);
  const [whole = "", cents = ""] = plain.split(".");
  if (cents.replace(/0+$/, "").length > 2) return refuse(about, `${about} ${text} has parts of a cent.`);
  if (whole.length > MOST_DIGITS) return refuse(about, `${about} ${text} is too large.`);
  return exact(plain);
}

/** How many units a line says: `"3"`; hours may be a fraction. */
export function readCount(about: string, text: string): Fraction {
  const plain = text.trim();
  if (!/^\d{1,6}(\.\d{1,4})?$/.test(plain)) return refuse(about, `${about} ${quoted(text)} is not a number.`);
  const count = exact(plain);
  if (count.equals(0)) return refuse(about, `A line is for some ${about}, not for 0.`);
  if (count.d !== 1n && about !== "hours") return refuse(about, `${about} ${plain} is not a whole number.`);
  return count;
}
