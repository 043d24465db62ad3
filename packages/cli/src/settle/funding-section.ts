import type { FundingExperience, ProjectionAnswer, SettleAnswer } from "@planwright/evaluator";
import { fieldOf, recordOf, rowsOf, textsOf } from "./fields.js";
import { projectionText, settlementText } from "./funding-text.js";
import type { ExperienceFile, Section, SectionAnswer, SettleContext } from "./section.js";

const TABLES = ["months", "enrollment", "claims"] as const;

/** Settles a funding arrangement, and projects what arrangements cost. */
export const FUNDING: Section = {
  keys: ["funding", "inputs", ...TABLES, "listed_over", "opening", "projections"],
  answer(file, context) {
    const settled = TABLES.some((key) => file[key] !== undefined) ? settle(file, context) : undefined;
    const names = textsOf(file, "projections");
    const projected = names.map((name) => context.book.project(name, recordOf(file, "inputs")));
    if (!settled && projected.length === 0) return undefined;
    return answerOf(settled, projected, context);
  },
};

function settle(file: ExperienceFile, { book, explain }: SettleContext): SettleAnswer {
  const experience: FundingExperience = {
    months: rowsOf(file, "months"),
    enrollment: rowsOf(file, "enrollment"),
    claims: rowsOf(file, "claims"),
    listedOver: fieldOf(file, "listed_over"),
    opening: recordOf(file, "opening"),
    inputs: recordOf(file, "inputs"),
  };
  return book.settle(experience, { funding: fieldOf(file, "funding"), trace: explain });
}

function answerOf(
  settled: SettleAnswer | undefined,
  projected: readonly ProjectionAnswer[],
  { book, colors, explain }: SettleContext,
): SectionAnswer {
  const texts = [
    ...(settled ? [settlementText(settled, book, explain, colors)] : []),
    ...projected.map((one) => projectionText(one, book, explain, colors)),
  ];
  return {
    json: {
      ...(settled ? { settlement: settled } : {}),
      ...(projected.length > 0 ? { projections: projected } : {}),
    },
    text: texts.join("\n"),
    failed: [...(settled ? [settled] : []), ...projected].some(({ errors }) => errors.length > 0),
  };
}
