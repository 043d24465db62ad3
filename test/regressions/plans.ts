// Small programs for the tests of one fault each: a plan of one coverage, and how a person is rated with it.
import type { Diagnostic } from "@planwright/semantics";
import { analyzeText, prepared } from "../support/programs.ts";

export const PROGRAM = `program small "Small" {
  effective 2015-01-01 to 2015-12-31
  currency USD
  rounding half up to cent
}
`;

export const CONVENTIONS = `conventions {
  age in completed years on the date rated
  shares of a premium round the employer share, the rest to employee
  dependent premium premium less employee-only premium of the same plan
  volume rounding exact
}
`;

export const MEDICAL = `coverages {
  medical "Medical"
}
plan gold for medical {
}
`;

export const TIERS = `tiers {
  single "Employee" covers employee
  two "Employee + 1" covers employee and 1 dependent
  family "Family" covers employee and 2 or more dependents
}
`;

export const CLASSES = `input status choice of active, cobra
classes {
  working "Active" when status is active
  continued "On COBRA" when status is cobra
}
`;

/** A coverage whose volume follows from the lines given, at $1.00 per $1,000. */
export const life = (...lines: readonly string[]): string => `coverages {
  life "Life"
}
coverage life {
${lines.map((line) => `  ${line}`).join("\n")}
}
rates for life {
  per $1,000 of volume per month
  rate $1
}
`;

/** One block of rates for medical. \`head\` is what follows \`rates for medical\`. */
export const rates = (lines: string, head = ""): string => `rates for medical ${head}{
  per enrollment per month
${lines}
}
`;

/** What \`check\` finds: code and message. */
export const findings = (text: string): string[] =>
  analyzeText(PROGRAM + text).diagnostics.map(({ code, message }: Diagnostic) => `${code} ${message}`);

/** The codes of what \`check\` finds. */
export const codes = (text: string): string[] =>
  analyzeText(PROGRAM + text).diagnostics.map(({ code }: Diagnostic) => code);

/** The codes of the errors that \`check\` finds. */
export const errors = (text: string): string[] =>
  analyzeText(PROGRAM + text)
    .diagnostics.filter(({ severity }: Diagnostic) => severity === "error")
    .map(({ code }: Diagnostic) => code);

type Row = Readonly<Record<string, string>>;

/** The answer for a row of a census. */
export const answer = (text: string, row: Row) => prepared(analyzeText(PROGRAM + text)).rate(row);

/** Premium, employer's and employee's share of the one coverage; the reasons when there is none. */
export function paid(text: string, row: Row): readonly (string | null)[] {
  const { lines, errors: problems } = answer(text, row);
  const [line] = lines;
  return line
    ? [line.premium, line.employer, line.employee]
    : problems.map(({ message }: { readonly message: string }) => message);
}

/** The premium of the first coverage of a row; the reasons when there is none. */
export const premium = (text: string, row: Row): string | null => paid(text, row)[0] ?? null;
