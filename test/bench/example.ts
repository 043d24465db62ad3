import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "@planwright/compiler";
import { type Book, prepare } from "@planwright/evaluator";
import { analyze } from "@planwright/semantics";

/** The program of SDRMA, compiled and prepared. `root` is the folder of the repository, with a `/` at its end. */
export function exampleBook(root: string): Book {
  const folder = `${root}examples/sdrma-2015`;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".plan"))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  const { program, trees } = analyze(".", files);
  if (!program) throw new Error("the example has errors");
  return prepare(compile(program, trees));
}
