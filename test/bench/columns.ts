/** The census of the benchmarks in columns, for the rate book and for the program written by hand. */
import type { Census, CensusColumn } from "@planwright/evaluator";
import { COLUMNS, type CensusPerson, type Column } from "./census.ts";
import { type PeerCensus, STATUS, TIERS } from "./peer-columns.ts";

const NUMBERS: readonly Column[] = [
  "hours",
  "full_time_hours",
  "annual_salary",
  "lives",
  "employer_share",
  "dependent_share",
];
/** The parts in which each is read; all others are read in whole numbers. */
const PARTS: Readonly<Partial<Record<Column, number>>> = {
  hours: 100,
  full_time_hours: 100,
  annual_salary: 100,
  employer_share: 1000,
  dependent_share: 1000,
};

const dayOf = (day: string): number => Number(day.replaceAll("-", ""));

function columnOf(name: Column, people: readonly CensusPerson[]): CensusColumn {
  if (name === "birth") return { kind: "days", days: Int32Array.from(people, ({ birth }) => dayOf(birth)) };
  if (NUMBERS.includes(name)) {
    const parts = PARTS[name] ?? 1;
    const number = (text: string) => (text === "" ? Number.NaN : Math.round(Number(text) * parts));
    return { kind: "numbers", parts, numbers: Float64Array.from(people, (person) => number(person[name])) };
  }
  const names = [...new Set(people.map((person) => person[name]))].filter((text) => text !== "");
  const places = new Map(names.map((text, i) => [text, i]));
  return { kind: "names", names, codes: Int8Array.from(people, (person) => places.get(person[name]) ?? -1) };
}

/** The census as the rate book takes it; without the names of the rows. */
export const inColumns = (people: readonly CensusPerson[]): Census => ({
  rows: people.length,
  columns: Object.fromEntries(
    COLUMNS.filter((name) => name !== "id").map((name) => [name, columnOf(name, people)]),
  ),
});

/** The same as the program written by hand takes it. */
export function inPeerColumns(people: readonly CensusPerson[]): PeerCensus {
  const coded = (names: readonly string[], name: Column) =>
    Int8Array.from(people, (person) => names.indexOf(person[name]));
  const namesOf = (name: Column) =>
    [...new Set(people.map((person) => person[name]))].filter((text) => text !== "");
  const numbers = (name: Column, parts = 1) =>
    Int32Array.from(people, (person) => Math.round(Number(person[name]) * parts));
  const [counties, medicalPlans] = [namesOf("county"), namesOf("plan of medical")];
  const [dentalPlans, visionPlans] = [namesOf("plan of dental"), namesOf("plan of vision")];
  const volume = (text: string) => (text === "" ? -1 : text.startsWith("1 times") ? -2 : Number(text));
  return {
    ...{ rows: people.length, counties, medicalPlans, dentalPlans, visionPlans },
    status: coded(STATUS, "status"),
    tier: coded(TIERS, "tier"),
    county: coded(counties, "county"),
    medical: coded(medicalPlans, "plan of medical"),
    dental: coded(dentalPlans, "plan of dental"),
    vision: coded(visionPlans, "plan of vision"),
    volume: Int32Array.from(people, (person) => volume(person["volume of basic_life"])),
    option: coded(["ltd_1", "ltd_2"], "option"),
    eap: coded(["no", "yes"], "eap"),
    birth: Int32Array.from(people, ({ birth }) => dayOf(birth)),
    lives: numbers("lives"),
    salary: numbers("annual_salary"),
    employerShare: numbers("employer_share", 100),
    dependentShare: numbers("dependent_share", 100),
  };
}
