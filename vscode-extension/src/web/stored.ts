// How a server that can read no disk is told of the plans that are stored.
/** The notification; it is followed by one that files have changed. */
export const STORED = "planwright/stored";

/** Files by their URI; one that is gone has no text. */
export type Stored = readonly { readonly uri: string; readonly text: string | null }[];
