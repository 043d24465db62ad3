import { compileForOnce } from "@planwright/compiler";
import { prepare, runExamples as run } from "@planwright/evaluator";
import type { RunExamples } from "@planwright/semantics";

/** Answers the examples of a program, for what checks it. */
export const runExamples: RunExamples = (program, trees) => {
  const book = compileForOnce(program, trees);
  return (convention) =>
    run(
      prepare(
        convention
          ? {
              ...book,
              conventions: { ...book.conventions, [convention.id]: { reading: convention.reading } },
            }
          : book,
      ),
    );
};
