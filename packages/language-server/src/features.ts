import type { Feature } from "./feature.js";

/** Everything that an editor may ask for, one row each. */
export const FEATURES: readonly Feature[] = [];
