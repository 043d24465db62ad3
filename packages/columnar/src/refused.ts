/** Why a file, or a column of it, is no census: what is wrong, and what to do. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly advice?: string,
  ) {
    super(message);
  }
}

/** A text of a file, short and without what a terminal would obey. */
export const quoted = (text: string): string =>
  `“${text.slice(0, 60).replace(/\p{Cc}|\p{Cs}/gu, "·")}${text.length > 60 ? "…" : ""}”`;

/** A column, by the name under which a program knows it. */
export const columnWords = (name: string): string =>
  /^[\w ]{1,60}$/.test(name) ? `\`${name}\`` : quoted(name);

/** What a library says of a file that it cannot read is about its bytes. */
export async function worded<T>(kind: "Arrow" | "Parquet", read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof Refused) throw thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Refused(
      `is no whole file of ${kind}: ${reason}`,
      `Write it anew as ${kind}, or give it the ending of what it is, such as .csv.`,
    );
  }
}
