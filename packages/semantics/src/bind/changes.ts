import { Comma, Money, Percent, spanOfTokens, type Token, Word } from "@planwright/syntax";
import { nearest, replaceWith } from "../diagnostics/report.js";
import { CHANGE_CLASSES, type ChangeRules } from "../model.js";
import type { Place } from "../places.js";
import type { Read, ReadBlock } from "../reading/block.js";
import type { Corridors } from "../renewal-model.js";
import { exact, shortest } from "../types/exact.js";
import type { BLOCKS } from "../vocabulary/index.js";
import type { ProgramFacts } from "./program.js";
import { placeOf, type Scope } from "./scope.js";

type Approval = ChangeRules["approvals"][number];
type Stated = ChangeRules["stated"][number];
type Words = Read<readonly Token[]>;

const isClass = (word: string): word is Approval["of"] =>
  (CHANGE_CLASSES as readonly string[]).includes(word);

/** Reads how the program may differ from the one before it. */
export function bindChanges(
  block: ReadBlock<(typeof BLOCKS)["changes"]>,
  program: ProgramFacts,
  scope: Scope,
): ChangeRules {
  const approvals = block.all("needs approval").flatMap((read) => bindApproval(read, scope));
  const named = block.one("within");
  const corridors = named && scope.renewals?.corridorsOfChanges(named.value, block.file);
  const stated = block.all("stated change").flatMap((read) => bindStated(read, scope));
  for (const [i, { said, place }] of stated.entries()) {
    checkCorridor(said, corridors, program, place, scope);
    const again = said.coverages.find((id) =>
      stated.slice(0, i).some((one) => one.said.coverages.includes(id)),
    );
    if (again !== undefined)
      scope.reporter.report("PW0024", { what: `The stated change of ${again}` }, place);
  }
  return {
    approvals,
    within: corridors?.id,
    stated: stated.map(({ said }) => said),
    origin: block.origin,
  };
}

/** `dearer, leaner over 5%`. */
function bindApproval({ value, place }: Words, scope: Scope): Approval[] {
  const over = value.findIndex(({ image }) => image === "over");
  const names = value.slice(0, over < 0 ? undefined : over);
  const figure = over < 0 ? undefined : value[over + 1];
  const isFigure = figure?.tokenType === Money || figure?.tokenType === Percent;
  if (names.length === 0 || (over >= 0 && (!isFigure || value.length > over + 2))) {
    const wrong = names.length === 0 ? value[0] : value[over + (isFigure ? 2 : 1)];
    scope.reporter.report("PW0023", { found: wrong?.image, of: "what needs approval" }, place, {
      why: "It is written like `needs approval leaner, breaking`, or `needs approval dearer over 5%`.",
    });
    return [];
  }
  const size = figure && {
    kind: figure.tokenType === Money ? ("money" as const) : ("percent" as const),
    value: shortest(figure.image.replace(/[$,%]/g, "")),
  };
  return names.flatMap((token): Approval[] => {
    if (token.tokenType === Comma) return [];
    if (isClass(token.image)) return [{ of: token.image, over: size }];
    const at = placeOf(place.file, spanOfTokens([token], place.span));
    const meant = nearest(token.image, CHANGE_CLASSES);
    scope.reporter.report("PW1001", { name: token.image, kind: "a class of changes" }, at, {
      label: meant ? `did you mean ${meant}?` : "not one of them",
      why: `Classes: ${CHANGE_CLASSES.join(", ")}.`,
      fixes: meant ? [replaceWith(at, meant)] : [],
    });
    return [];
  });
}

/** `15% for medical, dental`. */
function bindStated(
  { value, place }: Words,
  scope: Scope,
): { readonly said: Stated; readonly place: Place }[] {
  const minus = value[0]?.image === "-" ? 1 : 0;
  const [figure, word, ...names] = value.slice(minus);
  if (figure?.tokenType !== Percent || word?.image !== "for" || names.length === 0) {
    const wrong = figure?.tokenType === Percent ? word : figure;
    scope.reporter.report("PW0023", { found: wrong?.image, of: "a stated change" }, place, {
      why: "It is written like `stated change 15% for medical`.",
    });
    return [];
  }
  const coverages = names
    .filter(({ tokenType }) => tokenType === Word)
    .map((token) => ({
      kind: "name" as const,
      name: token.image,
      span: spanOfTokens([token], place.span),
    }));
  const found = scope.findCoverages(coverages, place.file);
  const percent = `${minus === 1 ? "-" : ""}${figure.image.replace(/[,%]/g, "")}`;
  return found.length === 0 ? [] : [{ said: { coverages: found, percent }, place }];
}

/** A stated change that lies outside the corridor: one of the two is wrong, whatever the rates are. */
function checkCorridor(
  { coverages, percent }: Stated,
  corridors: Corridors | undefined,
  { effective }: ProgramFacts,
  place: Place,
  scope: Scope,
): void {
  for (const coverage of coverages) {
    const row = corridors?.rows.find(
      (one) =>
        (one.coverages.length === 0 || one.coverages.includes(coverage)) &&
        one.effective.from <= effective.from &&
        effective.from <= one.effective.to,
    );
    if (!row) continue;
    const change = exact(percent);
    if (change.compare(exact(row.least)) >= 0 && change.compare(exact(row.most)) <= 0) continue;
    scope.reporter.report("PW7003", { coverage, percent, least: row.least, most: row.most }, place, {
      subject: coverage,
      related: [{ place: row.origin.place, message: "the corridor" }],
      why: "Rates that change as it is said leave the corridor, and rates within the corridor do not change as it is said.",
    });
  }
}
