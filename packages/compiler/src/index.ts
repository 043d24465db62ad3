/** Checked program to rate book. Knows nothing of text, and nothing of how a premium is computed. */
export { COMPILER, compile, compileForOnce } from "./compile.js";
