// What a program answers, in one text: for tests that change a line and look at what becomes of it.
import { type Book, prepare, runExamples } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import { compile } from "@planwright/compiler";
import type { Analysis } from "@planwright/semantics";

export type Person = Readonly<Record<string, string>>;

/**
 * An answer by its name: `premium of life`, `employer share of life`, `volume of life`, `benefit of ltd`, `evidence of
 * life`, `error` (what the problems are about), `remark`, `example`, `answers` (of the examples), `finding` (codes), or `book /program/id`, a part
 * of the rate book. Where there is no answer, it says what stands in its way.
 * life`, `error` (what the problems are about), `remark`, `example`, `actual` and what an example asks, `finding`
 * (codes), `told` (findings as they are told), `why` (what stands below them), or `book /program/id`, a part of the rate book. Where there is no answer, it says what stands in its way.
 */
export function observe(analysis: Analysis, sees: string, person: Person): string {
  const codes = analysis.diagnostics.map(({ code }) => code).sort();
  const found = codes.length > 0 ? `finding ${codes.join(" ")}` : "no finding";
  if (sees === "finding") return found;
  if (sees === "told" || sees === "why") {
    const told = analysis.diagnostics.map((one) =>
      sees === "why" ? one.why : `${one.severity} ${one.code} ${one.message}`,
    );
    return told.join("; ") || "nothing";
  }
  if (!analysis.program) return found;
  const content = compile(analysis.program, analysis.trees);
  if (sees.startsWith("book ")) return JSON.stringify(partOf(content, sees.slice(6))) ?? "nothing";
  const book = prepare(content);
  if (sees === "example")
    return runExamples(book)
      .map(({ status }) => status)
      .join(" ");
  if (sees === "renewal") return renewal(book, person);
  if (sees === "answers")
    return runExamples(book)
      .flatMap(({ checks }) => checks.map(({ actual }) => actual.replace(/\.00$/, "")))
      .join(", ");
  if (sees.startsWith("actual ")) {
    const checks = runExamples(book).flatMap((example) => example.checks);
    return checks.find(({ what }) => what === sees.slice("actual ".length))?.actual ?? "not asked";
  }
  return answer(book, sees, person);
}

/** `5%: 10.50, 21.00`, the change and the new rates of a line of experience; what a new group pays; or errors. */
function renewal(book: Book, { coverage = "", first_year, ...inputs }: Person): string {
  const answered = book.renew({ lines: [{ coverage, firstYear: first_year === "yes", inputs }] });
  const [line] = answered.lines;
  const errors = [...answered.errors, ...(line?.errors ?? [])];
  if (errors.length > 0 || !line) return `error ${errors.map(({ about }) => about).join(", ")}`;
  if (line.first_rate !== null) return `first ${line.first_rate}`;
  return `${line.change}%: ${line.rates.map(({ after }) => after).join(", ")}`;
}

/** Follows a path; in a list, a name stands for the part with that `id`. */
function partOf(book: RateBook, path: string): unknown {
  let part: unknown = book;
  for (const key of path.split("/")) {
    if (typeof part !== "object" || part === null) return undefined;
    const entries: [string, unknown][] = Object.entries(part);
    part = entries.find(([name, inner]) => name === key || idOf(inner) === key)?.[1];
  }
  return part;
}

const idOf = (part: unknown): unknown =>
  typeof part === "object" && part !== null && "id" in part ? part.id : undefined;

function answer(book: Book, sees: string, person: Person): string {
  const { lines, errors, remarks } = book.rate(person);
  if (sees === "remark") return remarks.join(" ") || "no remark";
  if (errors.length > 0) return `error ${errors.map(({ about }) => about).join(", ")}`;
  if (sees === "error") return "no error";
  const [, what = "", coverage = ""] = /^(.*) of (\w+)$/.exec(sees) ?? [];
  const line = lines.find((candidate) => candidate.coverage === coverage);
  if (!line) return "no line";
  const values: Readonly<Record<string, string | null | undefined>> = {
    premium: line.premium,
    "employer share": line.employer,
    "employee share": line.employee,
    volume: line.volume,
    benefit: line.benefit,
    evidence: line.evidence_of_insurability ?? "none",
  };
  if (!Object.hasOwn(values, what)) throw new Error(`“${sees}” is no answer`);
  return values[what] ?? "nothing";
}
