// What a careful reader finds wrong in the documents, held against what the checker marks in their transcriptions.
// `conformance.test.ts` proves that each mark is a finding; here each known fault has a mark, or a reason why not.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cases, type Mark, marksOf } from "./conformance/cases.ts";
import known from "./fixtures/inconsistencies.json" with { type: "json" };
import { expectGolden } from "./support/golden.ts";
import { ROOT } from "./support/programs.ts";

interface Found {
  /** `sdrma-2015/life.plan:12`, below `documents/`. */
  readonly at: string;
  readonly mark: Mark;
}

/** The documents, and the folders below `test/conformance/documents` that transcribe each. */
const DOCUMENTS = [
  { document: "sdrma-2015", title: "SDRMA 2015", folders: ["sdrma-2015"] },
  {
    document: "moorpark-scjpia-1990",
    title: "Moorpark: Western Life and SCJPIA 1990",
    folders: ["scjpia-1990", "western-life-1990"],
  },
  { document: "lodi-1985", title: "Lodi 1985", folders: ["lodi-1985"] },
  { document: "mendocino-staywell", title: "Mendocino “Stay Well”", folders: ["mendocino-staywell"] },
  { document: "ascip-2021", title: "ASCIP 2021", folders: ["ascip-2021"] },
] as const;

const MOST_FALSE_ALARMS = 1;

const foundIn = (folder: string): readonly Found[] =>
  cases
    .filter(({ name }) => name === `documents/${folder}`)
    .flatMap(({ files }) =>
      files.flatMap((file) =>
        marksOf(file).map((mark) => ({ at: `${folder}/${mark.file}:${mark.line}`, mark })),
      ),
    );

/** Why a fault is not reported, by its id. */
function reasonsOf(document: string): Readonly<Record<string, string>> {
  const file = join(ROOT, "test/fixtures/not-found", `${document}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

const documents = DOCUMENTS.map(({ document, title, folders }) => {
  const found = folders.flatMap(foundIn);
  return {
    document,
    title,
    found,
    isTranscribed: found.some(({ mark }) => mark.faults.length > 0),
    reasons: reasonsOf(document),
    items: known.items.filter((item) => item.document === document),
  };
});
type Document = (typeof documents)[number];

const marksFor = ({ found }: Document, id: string): readonly Found[] =>
  found.filter(({ mark }) => mark.faults.includes(id));

const isOpen = (document: Document, id: string): boolean =>
  document.isTranscribed && marksFor(document, id).length === 0;

describe.each(documents.filter(({ isTranscribed }) => isTranscribed))("$document", (document) => {
  const { found, reasons, items } = document;

  it("has a mark or a reason for each known fault, and not both", () => {
    const due = items.filter(({ severity }) => severity !== "pass");
    const wrong = due.filter(({ id }) => isOpen(document, id) !== Object.hasOwn(reasons, id));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it("marks no fault that is not known", () => {
    const ids = new Set([...items.map(({ id }) => id), "also", "false alarm"]);
    const strange = found.filter(({ mark }) => mark.faults.some((id) => !ids.has(id)));
    expect(strange.map(({ at }) => at)).toEqual([]);
    expect(Object.keys(reasons).filter((id) => !ids.has(id))).toEqual([]);
  });

  it("says of each finding which fault it is", () => {
    expect(found.filter(({ mark }) => mark.faults.length === 0).map(({ at }) => at)).toEqual([]);
  });

  it("has at most one false alarm", () => {
    const alarms = found.filter(({ mark }) => mark.faults.includes("false alarm"));
    expect(alarms.map(({ at }) => at).length).toBeLessThanOrEqual(MOST_FALSE_ALARMS);
  });

  it("reports every contradiction", () => {
    const missed = items.filter(({ id, severity }) => severity === "error" && isOpen(document, id));
    expect(missed.map(({ id }) => id)).toEqual([]);
  });

  it("is not reported where it is in order", () => {
    const pass = items.filter(({ severity }) => severity === "pass").map(({ id }) => id);
    expect(found.filter(({ mark }) => mark.faults.some((id) => pass.includes(id)))).toEqual([]);
  });
});

const NAMES = { error: "errors", warn: "warnings", info: "notes" } as const;

function summaryOf(document: Document): string {
  const share = (severity: keyof typeof NAMES): string => {
    const due = document.items.filter((item) => item.severity === severity);
    const seen = due.filter(({ id }) => marksFor(document, id).length > 0);
    return document.isTranscribed ? `${seen.length} of ${due.length}` : `– of ${due.length}`;
  };
  const count = (what: string) => document.found.filter(({ mark }) => mark.faults.includes(what)).length;
  return `| ${document.title} | ${share("error")} | ${share("warn")} | ${share("info")} | ${count("also")} | ${count("false alarm")} |`;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function rowOf(document: Document, { id, severity, where, finding }: Document["items"][number]): string {
  const marks = marksFor(document, id).map(({ at, mark }) => `${mark.code} at ${at}`);
  const rest = document.isTranscribed ? (document.reasons[id] ?? "") : "";
  if (severity === "pass")
    return `| ${id} | ${severity} | ${cell(where)} | ${cell(finding)} | in order, and not reported |`;
  const seen = marks.length > 0 ? marks.join("<br>") : rest === "" ? "" : `not reported: ${rest}`;
  return `| ${id} | ${severity} | ${cell(where)} | ${cell(finding)} | ${cell(seen)} |`;
}

function readme(): string {
  const parts = documents.map((document) =>
    [
      `## ${document.title}`,
      "",
      ...(document.isTranscribed ? [] : ["Not transcribed in full yet.", ""]),
      "| id | severity | where | what is wrong | reported |",
      "|---|---|---|---|---|",
      ...document.items.map((item) => rowOf(document, item)),
    ].join("\n"),
  );
  return `# The documents as they are printed

Each folder is a transcription of a document with everything that is wrong with it: misprints, gaps, contradictions,
facts that are missing. Nothing is put right and nothing is decided; \`examples/\` has the same documents repaired, with
a reason for each repair. A comment that begins with a caret names a finding of \`check\` on its line:

| mark | says |
|---|---|
| \`// ^ S03: PW2001 Age 70\` | the finding is fault S03 of the list below |
| \`// ^ also: PW2501 how volume is rounded\` | a true finding about the document that the list does not have |
| \`// ^ false alarm: PW5001\` | no fault of the document |

The list was made by readers, with a calculator and without the checker. This page is made from it, from the marks and
from the reasons in \`test/fixtures/not-found/\`, by \`npm run goldens\`; a test compares it.

| document | errors | warnings | notes | other true findings | false alarms |
|---|---|---|---|---|---|
${documents.map(summaryOf).join("\n")}

${parts.join("\n\n")}
`;
}

it("the page of the documents says what is reported", () => {
  expectGolden(join(ROOT, "test/conformance/documents/README.md"), readme());
});
