import type { Analysis, Diagnostic } from "@planwright/semantics";

/** Programs by their paths, and what was found in each. */
export type Checked = readonly { readonly path: string; readonly analysis: Analysis }[];

export const count = (diagnostics: readonly Diagnostic[], severity: Diagnostic["severity"]): number =>
  diagnostics.filter((d) => d.severity === severity).length;
