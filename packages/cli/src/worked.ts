import { compile } from "@planwright/compiler";
import { prepare, runExamples as run } from "@planwright/evaluator";
import type { RunExamples } from "@planwright/semantics";

/** Answers the examples of a program, for what checks it. */
export const runExamples: RunExamples = (program, trees) => run(prepare(compile(program, trees)));
