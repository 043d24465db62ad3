// Texts of all sorts, for properties that hold for any of them.
import fc from "fast-check";
import { random, slip } from "../../../test/support/slips.ts";
import { drafts } from "./support.js";

export { random, slip };

const WORDS =
  `plan gold_ppo "Gold PPO" for medical with when status is not active like effective by per each month year
  deductible then pays 80% $1,414.74 -$5 $500,60 -3% 12 1,000 010 19th 2015-01-01 2015-02-30 July printed chosen
  because "a" "b \\" c" rate of premium employer employee share volume lesser greater rounded half up to cent any
  under over at least most times or and the formerly covers 2 more without adds error on offered guaranteed issue
  ( ) [ ] [1] , + - * / | { } ; : = “ \\ " // é Ω 👩 \ufeff \u2003 from until through in steps no maximum
  evidence insurability elected benefit dependent unit monthly quarter days months years copay coinsurance deductible no charge covered same then otherwise
  embedded aggregate calendar lifetime together separately counts allow allowance discount visits in lieu once`.split(
    /[ \n]+/,
  );

const SPACES = [
  " ",
  " ",
  " ",
  "  ",
  "",
  "\n",
  "\n  ",
  "\n    ",
  "\n      ",
  "\n\n",
  "\r\n",
  "\t",
  " {\n",
  "\n}\n",
  " // c\n",
  " | ",
];

/** Words and signs of the language in no order at all. */
export const fragments: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...SPACES)), { maxLength: 60 })
  .map((parts) => parts.flat().join(""));

/** Any text whatever, halves of surrogate pairs included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 120 }),
  fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 120 }),
  fc.string({ unit: fc.constantFrom(...'{}[]()|",-+*/$%.01ab_ \n\t\r\\'), maxLength: 120 }),
);

/** Lines of a text moved, doubled, dropped and indented otherwise. */
function shuffled(text: string, chance: () => number): string {
  const all = text.split("\n");
  const at = Math.floor(chance() * all.length);
  const [line = ""] = all.slice(at, at + 1);
  switch (Math.floor(chance() * 4)) {
    case 0:
      all.splice(at, 1);
      break;
    case 1:
      all.splice(Math.floor(chance() * all.length), 0, line);
      break;
    case 2:
      all[at] = `${" ".repeat(Math.floor(chance() * 7))}${line.trimStart()}`;
      break;
    default:
      all[at] = `${line}${all.splice(at + 1, 1)[0] ?? ""}`;
  }
  return all.join("\n");
}

/** Real programs with up to a dozen changes. */
export const changedDrafts: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...drafts), fc.nat(), fc.integer({ min: 0, max: 12 }))
  .map(([draft, seed, changes]) => {
    const chance = random(seed);
    const from = Math.floor(chance() * draft.text.length * 0.7);
    let text = chance() < 0.3 ? draft.text : draft.text.slice(from, from + 1500);
    for (let i = 0; i < changes; i++) text = chance() < 0.6 ? slip(text, chance) : shuffled(text, chance);
    return text;
  });

export const texts: fc.Arbitrary<string> = fc.oneof(anyText, fragments, changedDrafts);
