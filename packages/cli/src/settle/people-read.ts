import type { AccountEvent, AccountHolder } from "@planwright/evaluator";
import {
  attempt,
  type Fault,
  isObject,
  type Json,
  kindOf,
  onlyFields,
  optionalList,
  optionalText,
  quoted,
  refuse,
  textOf,
} from "../json-values.js";

/** An employee of the file, or why the file holds none there. */
export interface HolderOfFile {
  /** Where it stands in the file, in words. */
  readonly place: string;
  readonly holder: AccountHolder | undefined;
  readonly fault: Fault | undefined;
}

const HOLDER_FIELDS = ["id", "facts", "events", "spouse", "through"];
const EVENT_FIELDS = ["date", "event", "amount", "plan", "account"];

/** An employee has no more events than these. */
const MOST_EVENTS = 10_000;

/** Reads the employees whose accounts are settled. What cannot be read is a fault of one employee. */
export function readHolders(list: readonly unknown[]): HolderOfFile[] {
  const seen = new Set<string>();
  return list.map((value, i) => {
    const place = `employee ${i + 1}`;
    const read = attempt(() => holderOf(value, String(i + 1)));
    if (!read.value) return { place, holder: undefined, fault: read.fault };
    if (seen.has(read.value.id)) {
      const message = `Another employee before this one has the id ${quoted(read.value.id)}.`;
      return { place, holder: undefined, fault: { about: "id", message } };
    }
    seen.add(read.value.id);
    return { place, holder: read.value, fault: undefined };
  });
}

function holderOf(value: unknown, place: string): AccountHolder {
  if (!isObject(value)) refuse("people", `This is ${kindOf(value)}, and no employee.`);
  onlyFields(value, HOLDER_FIELDS, "an employee");
  const events = optionalList(value, "events", "The employee");
  if (events.length > MOST_EVENTS)
    refuse("events", `More than ${MOST_EVENTS} events of one employee cannot be read.`);
  return {
    id: optionalText(value, "id", "The employee") ?? place,
    facts: factsOf(value.facts),
    events: events.map(eventOf),
    spouse: optionalText(value, "spouse", "The employee"),
    through: optionalText(value, "through", "The employee"),
  };
}

function factsOf(json: unknown): Readonly<Record<string, string>> {
  if (json === undefined || json === null) return {};
  if (!isObject(json)) refuse("facts", `\`facts\` is ${kindOf(json)}, not { "name": value }.`);
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]): [string, string][] => {
      if (value === null) return [];
      if (typeof value === "boolean") return [[name, value ? "yes" : "no"]];
      return [[name, textOf(value, name, quoted(name))]];
    }),
  );
}

function eventOf(value: unknown, i: number): AccountEvent {
  const of = `Event ${i + 1}`;
  if (!isObject(value)) refuse("events", `${of} is ${kindOf(value)}, and no event.`);
  onlyFields(value, EVENT_FIELDS, "an event");
  const needed = (json: Json, name: string): string =>
    optionalText(json, name, of) ?? refuse("events", `${of} does not say its \`${name}\`.`);
  return {
    date: needed(value, "date"),
    event: needed(value, "event"),
    amount: needed(value, "amount").replace(/^\$/, ""),
    plan: optionalText(value, "plan", of),
    account: optionalText(value, "account", of),
  };
}
