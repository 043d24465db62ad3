import type { Scope } from "../../bind/scope.js";
import type { DateRule } from "../../eligibility-model.js";
import { eventsOf } from "../../types/point.js";
import type { Audience } from "./audience.js";

/** Two lines `begins` that can hold for one event. Several `ends` are meant: the earliest of them ends cover. */
export function checkTwice(audience: Audience, scope: Scope): void {
  const { begins } = audience.eligibility;
  for (const [i, second] of begins.entries()) {
    const first = begins.slice(0, i).find((one) => collide(one, second, audience));
    if (!first) continue;
    const events = shared(first, second);
    const what = events.length === 0 ? "one day" : events.join(" and ");
    scope.reporter.report("PW2401", { what }, second.origin.place, {
      related: [{ place: first.origin.place, message: "and this one" }],
      why: "Cover has one first day. Write when each holds, as a table or with `when`, or which of the two days it is: `earlier of` or `later of`.",
    });
  }
}

function collide(a: DateRule, b: DateRule, audience: Audience): boolean {
  if (a.for.join() !== b.for.join() || JSON.stringify(a.at) === JSON.stringify(b.at)) return false;
  const events = [...eventsOf(a.at), ...eventsOf(b.at)];
  if (events.length > 0 && shared(a, b).length === 0) return false;
  return !a.when || !b.when || audience.mayBoth(a.when, b.when);
}

function shared(a: DateRule, b: DateRule): readonly string[] {
  const events = new Set(eventsOf(a.at));
  return [...new Set(eventsOf(b.at))].filter((event) => events.has(event));
}
