/** Tree to checked program: names, types and units, constant checks, findings. Knows nothing of how premiums are computed. */
export { analyze, type Options } from "./analyze.js";
export { pageOf } from "./diagnostics/pages.js";
export { type Code, isCode, isSafeToFix, REGISTRY, type Severity } from "./diagnostics/registry.js";
export { byPlace, type Diagnostic, type Edit, type Fix, type Related } from "./diagnostics/report.js";
export { LAYOUT } from "./layout.js";
export type * as AccountModel from "./accounts-model.js";
export type * as Benefit from "./benefits-model.js";
export type * as Enrolment from "./eligibility-model.js";
export type * as Fund from "./funding-model.js";
export type * from "./model.js";
export type * from "./renewal-model.js";
export type { Note, NoteKind, Origin, Place } from "./places.js";
export type { ExampleCheck, RunExamples } from "./rules/worked-examples.js";
export { joinPath, type ReadFolder, type SourceFile } from "./source.js";
export { describe, type Type, type Units } from "./types/units.js";
export { CONVENTIONS } from "./vocabulary/conventions.js";
export { BLOCKS, INNER_BLOCKS, LATER_AT_TOP, LINES } from "./vocabulary/index.js";
export type { BlockSpec, LineSpec, PropertySpec } from "./vocabulary/index.js";
