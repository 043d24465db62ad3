import { type AmountWords, readAloud as read } from "@planwright/pages";
import type { Benefit, Expression, Program } from "@planwright/semantics";
import { constantOf, dollars, plain } from "./figures.js";

/** Amounts of a program as they are said. What is asked of a person has no figure yet. */
const wordsOf = (program: Program): AmountWords<Expression> => ({
  money(expression) {
    const value = constantOf(expression, program);
    return value ? dollars(value) : "an amount that depends on the person";
  },
  share(expression) {
    const value = constantOf(expression, program);
    return value && { share: `${plain(value.mul(100))}%`, rest: `${plain(value.mul(-100).add(100))}%` };
  },
});

/** Who pays what of a service, read aloud. */
export const readAloud = (cell: Benefit.BenefitCell, program: Program): readonly string[] =>
  read(cell.cases, wordsOf(program));
