import { EDITOR_STYLE, type Page, planPage } from "@planwright/pages";
import type { RateBook } from "@planwright/ratebook";
import { RequestType, type TextDocumentIdentifier } from "vscode-languageserver";
import type { Compiled, Workspace } from "../workspace.js";

export interface PreviewParams {
  readonly textDocument: TextDocumentIdentifier;
  /** The service of the charts; else one of which the plans say most. */
  readonly service?: string | undefined;
}

/** A program as the page that members see. */
export interface Preview {
  readonly title: string;
  /** Markup, safe as it is: texts of plans are escaped. Elements say in `data-at` which anchor is theirs. */
  readonly body: string;
  readonly style: string;
  /** Whether it is what the text says now; else that of the last text without errors. */
  readonly isCurrent: boolean;
  /** What the charts can be of. */
  readonly services: readonly { readonly id: string; readonly name: string }[];
  /** Where the parts of the page are written; lines from 0. */
  readonly anchors: readonly { readonly id: number; readonly uri: string; readonly line: number }[];
}

export const PreviewRequest = new RequestType<PreviewParams, Preview | null, void>("planwright/preview");

/** The last page of each rate book. */
const pages = new WeakMap<Compiled, { readonly service: string | undefined; readonly page: Page }>();

/** The page of the program that a file belongs to; nothing where no text of it was ever without errors. */
export function preview(workspace: Workspace, { textDocument, service }: PreviewParams): Preview | null {
  const view = workspace.view(textDocument.uri);
  const compiled = view && workspace.makeBook(view.folder);
  if (!view || !compiled) return null;
  const { title, body, anchors } = pageOf(compiled, service);
  return {
    title,
    body,
    style: EDITOR_STYLE,
    isCurrent: compiled.of === view.analysis,
    services: servicesOf(compiled.ratebook),
    anchors: anchors.map(({ id, file, line }) => ({ id, uri: workspace.uri(file), line: line - 1 })),
  };
}

/** The services of coverages whose plans say what they pay, with the name of the coverage where there are several. */
function servicesOf({ services, plans, coverages }: RateBook): Preview["services"] {
  const paying = new Set(
    plans.flatMap(({ coverage, benefits, isSchedule }) => (benefits && !isSchedule ? coverage : [])),
  );
  return services
    .filter(({ coverage }) => paying.has(coverage))
    .map(({ id, name, coverage }) => ({
      id,
      name:
        paying.size > 1 ? `${coverages.find((one) => one.id === coverage)?.name ?? coverage}: ${name}` : name,
    }));
}

function pageOf(compiled: Compiled, service: string | undefined): Page {
  const before = pages.get(compiled);
  if (before && before.service === service) return before.page;
  const page = planPage(compiled.ratebook, { service, anchors: true });
  pages.set(compiled, { service, page });
  return page;
}
