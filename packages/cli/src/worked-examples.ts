import { compileForOnce } from "@planwright/compiler";
import { answerExamples } from "@planwright/evaluator";
import type { RunExamples } from "@planwright/semantics";

/** Answers the examples of a program, for what checks it. */
export const runExamples: RunExamples = (program, trees) => {
  const book = compileForOnce(program, trees);
  return (convention) =>
    answerExamples(
      convention
        ? {
            ...book,
            conventions: { ...book.conventions, [convention.id]: { reading: convention.reading } },
          }
        : book,
    );
};
