import * as PlainDate from "temporal-polyfill/fns/plaindate";
import { refuse } from "./refusal.js";

const yearOf = (day: string): number => Number(day.slice(0, 4));
const monthAndDay = (day: string): string => day.slice(5);

export const firstOfMonth = (day: string): string => `${day.slice(0, 8)}01`;

/** Full years from one day to another. A birthday on 29 February falls on 1 March in other years. */
export function completedYears(birth: string, on: string): number {
  return yearOf(on) - yearOf(birth) - (monthAndDay(on) < monthAndDay(birth) ? 1 : 0);
}

/** The age at the birthday that is nearest; of two as near, the earlier. */
function nearestBirthday(birth: string, on: string): number {
  const years = completedYears(birth, on);
  const last = daysBetween(birthday(birth, years), on);
  const next = daysBetween(on, birthday(birth, years + 1));
  return next < last ? years + 1 : years;
}

function birthday(birth: string, years: number): string {
  const year = yearOf(birth) + years;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const day = monthAndDay(birth) === "02-29" && !leap ? "03-01" : monthAndDay(birth);
  return `${String(year).padStart(4, "0")}-${day}`;
}

export function daysBetween(from: string, to: string): number {
  const duration = PlainDate.until(PlainDate.fromString(from), PlainDate.fromString(to), {
    largestUnit: "day",
  });
  return duration.days;
}

/** The age on the day that the convention `age` names. */
export function ageOn(
  about: string,
  birth: string,
  dateRated: string,
  programStart: string,
  reading: string,
): number {
  const [way, day] = reading.split("_");
  const on = day === "month" ? firstOfMonth(dateRated) : day === "program" ? programStart : dateRated;
  if (birth > on)
    refuse(about, `The date of birth ${birth} is after ${on}, the day on which the age is taken.`);
  return way === "nearest" ? nearestBirthday(birth, on) : completedYears(birth, on);
}
