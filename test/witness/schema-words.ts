// The words of a rate book: which its schema has, and which a book uses.

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `/limits/of=payment`: every key, and every value of a list of values. What is defined elsewhere is left out. */
export function wordsOfSchema(schema: unknown, path = ""): string[] {
  if (!isObject(schema)) return [];
  const { properties, items, anyOf, const: only } = schema;
  const values = Array.isArray(schema.enum) ? schema.enum : only === undefined ? [] : [only];
  return [
    ...values.map((value) => `${path}=${String(value)}`),
    ...(isObject(properties)
      ? Object.entries(properties).flatMap(([key, inner]) => [
          `${path}/${key}`,
          ...wordsOfSchema(inner, `${path}/${key}`),
        ])
      : []),
    ...(Array.isArray(anyOf) ? anyOf.flatMap((inner) => wordsOfSchema(inner, path)) : []),
    ...wordsOfSchema(items, path),
  ];
}

/** The same of a value; a list that is empty is as good as none. */
export function wordsOfValue(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((inner) => wordsOfValue(inner, path));
  if (!isObject(value)) return [`${path}=${String(value)}`];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = `${path}/${key}`;
    return Array.isArray(inner) && inner.length === 0 ? [] : [here, ...wordsOfValue(inner, here)];
  });
}
