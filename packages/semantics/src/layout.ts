import type { Layout } from "@planwright/syntax";
import { longestMatch } from "./reading/block.js";
import { CONVENTIONS } from "./vocabulary/conventions.js";
import { BLOCKS, type BlockSpec, LINES } from "./vocabulary/index.js";

const isBlock = (word: string): word is keyof typeof BLOCKS => Object.hasOwn(BLOCKS, word);

/** Tells the formatter which words of a line name what it says; its value stands in a column of its own. */
export const LAYOUT: Layout = {
  headLength(path, items) {
    const parent = path[path.length - 1];
    if (parent === undefined) {
      if (items[0]?.image === "note") return 2;
      const word = longestMatch(items, Object.keys(LINES));
      return word === undefined ? 1 : word === "use" || word === "accept" ? 1 : 2;
    }
    if (parent === "conventions") {
      return longestMatch(items, CONVENTIONS.map(({ words }) => words))?.split(" ").length ?? 1;
    }
    if (parent === "places") return items.length;
    if (!isBlock(parent)) return 1;
    const spec: BlockSpec = BLOCKS[parent];
    if (items[0]?.image === "note" && !("note" in spec.properties)) return 2;
    const words = longestMatch(items, [...Object.keys(spec.properties), ...spec.later]);
    return words?.split(" ").length ?? 1;
  },
};
