import { nearest } from "@planwright/evaluator";
import { Failure } from "./failure.js";
import { wrap } from "./text.js";

/** A column that the program does not know would be left out in silence; so it is refused. */
export function checkColumns(
  header: readonly string[],
  path: string,
  columns: ReadonlyMap<string, string>,
  ignored: ReadonlySet<string>,
): void {
  const [only] = header;
  if (header.length === 1 && only?.includes(";")) {
    throw new Failure(
      `${path} has semicolons between its cells`,
      "Save it with commas: CSV (comma separated).",
    );
  }
  for (const name of ignored) {
    if (columns.has(name)) {
      throw new Failure(
        `--ignore ${name}: the program has a column \`${name}\`, and reads it where an answer depends on it`,
        `Rename the column in ${path} where it means something else there.`,
      );
    }
  }
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name)) throw new Failure(`${path}: two columns are called ${name}`);
    seen.add(name);
    if (columns.has(name) || ignored.has(name)) continue;
    const near = nearest(name, [...columns.keys()]);
    const known = near ? `Did you mean \`${near}\`?` : columnsText(columns);
    throw new Failure(
      `${path}: the program has no column \`${name}\``,
      advice(`${known} A column that the program does not need is left out with --ignore.`),
    );
  }
}

const advice = (text: string): string => wrap(text, 98).replaceAll("\n", "\n  ");

/** The columns of a program; of those that stand again for each coverage one as an example. */
function columnsText(columns: ReadonlyMap<string, string>): string {
  const names = [...columns.keys()];
  const general = names.filter((name) => !name.includes(" of "));
  const [example] = names.filter((name) => name.includes(" of "));
  const further = example === undefined ? "" : `, and of one coverage such as \`${example}\``;
  return `Columns of this program: ${general.join(", ")}${further}.`;
}

/** What is to be left out is there; of objects of JSON one has it. */
export function checkIgnored(header: readonly string[], path: string, ignored: ReadonlySet<string>): void {
  const none = [...ignored].find((name) => !header.includes(name));
  if (none === undefined) return;
  const near = nearest(none, header);
  throw new Failure(
    `--ignore ${none}: ${path} has no column \`${none}\``,
    near === undefined ? undefined : `Did you mean \`${near}\`?`,
  );
}
