/** Models in TypeSpec, as somebody writes them for an interface of an insurer: so many lines, the same each time. */

const TYPES = ["string", "int32", "decimal", "boolean", "plainDate", "string[]"];

/** What a model says of a benefit: 12 lines, with documentation, bounds, and a reference to the model before. */
function model(n: number): string {
  const type = (i: number) => TYPES[(n + i) % TYPES.length] ?? "string";
  const before = n > 1 ? `Benefit${n - 1}` : "string";
  return `/** Benefit ${n} of the program, as it is printed on page ${(n % 90) + 1}. */
model Benefit${n} {
  @doc("The name that members read")
  @maxLength(${40 + (n % 40)})
  name: string;

  @minValue(${n % 10})
  rate: decimal;
  first?: ${type(0)};
  second: ${type(1)};
  before?: ${before};
}
`;
}

const LINES_OF_A_MODEL = 12;

export const typeSpecModels = (lines: number): string =>
  Array.from({ length: Math.floor(lines / LINES_OF_A_MODEL) }, (_, i) => model(i + 1)).join("");
