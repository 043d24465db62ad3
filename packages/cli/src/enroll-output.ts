import type {
  Book,
  ContributionAnswer,
  CoverageAnswer,
  CoverBefore,
  DependentAnswer,
  EnrollAnswer,
  EnrollMonth as MonthDue,
  GroupAnswer,
  TraceStep,
} from "@planwright/evaluator";
import { type Colors, money, outputColors, wrap } from "./text.js";

/** Writes answers one after the other; each function gives the text to write. */
export interface EnrollWriter {
  begin(): string;
  employee(answer: EnrollAnswer, line: number): string;
  end(group: readonly GroupAnswer[], documents: readonly string[]): string;
}

interface Settings {
  readonly explain: boolean;
  readonly people: string;
}

export function writerFor(format: "table" | "json", book: Book, settings: Settings): EnrollWriter {
  return format === "json" ? jsonWriter() : tableWriter(book, settings);
}

/** An object a line; the last says what the group fulfils, where it must fulfil anything. */
function jsonWriter(): EnrollWriter {
  return {
    begin: () => "",
    employee: (answer) => `${JSON.stringify(answer)}\n`,
    end: (group, documents) =>
      group.length > 0 || documents.length > 0 ? `${JSON.stringify({ group, documents })}\n` : "",
  };
}

/** The reason of a coverage without a table of dependents. */
const NO_DEPENDENTS = "no dependents are insured";

const COVERAGE_WIDTH = 22;
const DAY_WIDTH = 12;
const AMOUNT_WIDTH = 11;
const STEP_WIDTH = 66;

function tableWriter(book: Book, { explain, people }: Settings): EnrollWriter {
  const c = outputColors();
  const heading = [
    "".padEnd(COVERAGE_WIDTH),
    "begins".padEnd(DAY_WIDTH),
    "ends".padEnd(DAY_WIDTH),
    "employer".padStart(AMOUNT_WIDTH),
    "employee".padStart(AMOUNT_WIDTH),
  ].join(" ");
  return {
    begin: () => `${c.bold(book.program.name)}, $ per month\n\n   ${c.dim(heading)}\n`,
    employee: (answer, line) => employeeText(answer, line, people, explain, c),
    end: (group, documents) => groupText(group, documents, c),
  };
}

function employeeText(
  answer: EnrollAnswer,
  line: number,
  people: string,
  explain: boolean,
  c: Colors,
): string {
  const name = answer.id ?? `:${line}`;
  const own = answer.class === null ? "" : `   ${answer.class}`;
  const lines = [`${c.bold(name)}${c.dim(own)}`];
  for (const coverage of answer.coverages) lines.push(...coverageLines(coverage, explain, c));
  for (const remark of answer.remarks) lines.push(c.dim(wrap(remark, 100, "   ")));
  for (const { about, message, source } of answer.errors) {
    const where = source ? ` (${source})` : "";
    lines.push(c.red(wrap(`${message}${where}`, 100, "   ")), `   → ${people}:${line}, ${about}`);
  }
  return `${lines.join("\n")}\n`;
}

const shownDay = (day: string | null): string => (day ?? "no end").padEnd(DAY_WIDTH);
const amount = (value: string | null | undefined): string =>
  (value ? money(value).replace("$", "") : "").padStart(AMOUNT_WIDTH);

function coverageLines(answer: CoverageAnswer, explain: boolean, c: Colors): string[] {
  const name = answer.coverage.padEnd(COVERAGE_WIDTH);
  const [reason] = answer.rules;
  if (!answer.eligible || answer.begins === null) {
    const steps = explain ? stepLines(answer.trace, c) : [];
    return [`   ${name} ${c.yellow("not insured")}  ${reason ? reasonText(reason, c) : ""}`, ...steps];
  }
  const { contribution, no_contribution: none } = answer;
  const paid = contribution ? `${amount(contribution.employer)} ${amount(contribution.employee)}` : "";
  const after = contribution || !none ? "" : c.dim(`  ${none}`);
  const lines = [`   ${name} ${shownDay(answer.begins)} ${shownDay(answer.ends)} ${paid}${after}`.trimEnd()];
  if (explain) lines.push(...stepLines(answer.trace, c));
  lines.push(...earlierLines(answer.before_absence, c));
  lines.push(...laterLines(answer));
  // A coverage that insures no dependents at all says so once for each, which is for --explain.
  const shown = answer.dependents.filter(
    (one) => explain || one.eligible || one.rules[0]?.text !== NO_DEPENDENTS,
  );
  for (const dependent of shown) lines.push(...dependentLines(dependent, explain, c));
  return lines;
}

const earlierLines = (before: CoverBefore | undefined, c: Colors): string[] =>
  before
    ? [
        `   ${"".padEnd(COVERAGE_WIDTH)} ${shownDay(before.begins)} ${shownDay(before.ends)} ${c.dim("before the absence")}`,
      ]
    : [];

const paidText = (contribution: ContributionAnswer | null): string =>
  contribution === null || contribution.employer === null
    ? ""
    : `, employer ${money(contribution.employer)}, employee ${money(contribution.employee ?? "0.00")}`;

/** What changes later, what a return means, and what is left after cover has ended. */
function laterLines(answer: CoverageAnswer): string[] {
  const lines = (answer.changes ?? []).map(
    ({ from, class: own, contribution }) => `from ${from}: class ${own ?? "none"}${paidText(contribution)}`,
  );
  lines.push(...(answer.months ?? []).map(monthText));
  const { return: back } = answer;
  if (back?.accumulators) lines.push(`accumulators: ${back.accumulators}`);
  if (back?.waiting_period) lines.push(`waiting periods: ${back.waiting_period}`);
  lines.push(...goingOn(answer));
  for (const { what, through } of answer.extends ?? []) {
    lines.push(`a ${what} begun while insured is paid${through === null ? "" : ` through ${through}`}`);
  }
  return lines.map((text) => `     ${text}`);
}

const monthText = ({ month, covered, premium, employer, employee }: MonthDue): string => {
  const shares =
    employer === null ? "" : `: employer ${money(employer)}, employee ${money(employee ?? "0.00")}`;
  return `for ${month}, ${covered}${premium === null ? "" : `, ${money(premium)} due${shares}`}`;
};

function goingOn({ continues, ends }: Pick<CoverageAnswer, "continues" | "ends">): string[] {
  if (!continues || continues.through === ends) return [];
  const until = continues.through === null ? "without end" : `through ${continues.through}`;
  return [`may go on ${until}${paidText(continues.contribution)}`];
}

function dependentLines(answer: DependentAnswer, explain: boolean, c: Colors): string[] {
  const who = `${answer.id ?? "?"}, ${answer.relation}`;
  const name = `  ${who}`.padEnd(COVERAGE_WIDTH);
  const [reason] = answer.rules;
  const line = answer.eligible
    ? `   ${name} ${shownDay(answer.begins)} ${shownDay(answer.ends)}`.trimEnd()
    : `   ${name} ${c.yellow("not insured")}  ${reason ? reasonText(reason, c) : ""}`;
  return [
    line,
    ...(explain ? stepLines(answer.trace, c) : []),
    ...earlierLines(answer.before_absence, c),
    ...goingOn(answer).map((text) => `       ${text}`),
  ];
}

const reasonText = ({ text, source, cites }: TraceStep, c: Colors): string => {
  const at = [source, ...(cites ?? [])].filter(Boolean).join("  ");
  return `${text}${at ? c.dim(` (${at})`) : ""}`;
};

function stepLines(steps: readonly TraceStep[], c: Colors): string[] {
  return steps.map(({ text, amount: figure, source, cites }) => {
    const parts = wrap(text, STEP_WIDTH).split("\n");
    const last = (parts.pop() ?? "").padEnd(STEP_WIDTH);
    const at = [source, ...(cites ?? [])].filter(Boolean).join("  ");
    const ending = `     ${last} ${(figure ?? "").padStart(DAY_WIDTH)}   ${c.dim(at)}`.trimEnd();
    return [...parts.map((part) => `     ${part}`), ending].join("\n");
  });
}

function groupText(group: readonly GroupAnswer[], documents: readonly string[], c: Colors): string {
  if (group.length === 0 && documents.length === 0) return "";
  const lines = [`\n${c.bold("The group")}`];
  for (const { level, requirement, coverage, met, found, source, cites } of group) {
    const state = met === null ? c.yellow("not known") : met ? c.green("met      ") : c.red("not met  ");
    const at = [source, ...(cites ?? [])].filter(Boolean).join("  ");
    const of = coverage === null ? "" : `${coverage}: `;
    lines.push(`   ${state}  ${level} ${requirement}   ${of}${found}   ${c.dim(at)}`.trimEnd());
  }
  if (documents.length > 0) lines.push(`   papers: ${[...new Set(documents)].join(", ")}`);
  return `${lines.join("\n")}\n`;
}
