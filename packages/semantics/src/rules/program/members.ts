import type { Scope } from "../../bind/scope.js";
import type { Program } from "../../model.js";

/** A line that members take needs rates: otherwise what they pay for it is nowhere. */
export function checkMembers({ members, rates }: Program, scope: Scope): void {
  for (const coverage of members?.coverages ?? []) {
    const taking = (members?.rows ?? []).filter(({ takes }) => takes.includes(coverage));
    const [first] = taking;
    const isRated = rates.some(({ coverages }) => coverages.includes(coverage));
    if (!first || isRated || scope.brokenRates.has(coverage)) continue;
    const found = { coverage, members: taking.map(({ member }) => member) };
    scope.reporter.report("PW2805", found, first.origin.place, { subject: coverage });
  }
}
