import { type ComparedBooks, diffPage, documentOf } from "@planwright/pages";

/** The changes as a page that stands alone. */
export const asHtml = (compared: ComparedBooks): string => documentOf(diffPage(compared));
