// A DuckDB in memory, asked in texts.
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { LINE_COLUMNS, lineText } from "./support.ts";

export class Duck {
  private constructor(private readonly db: DuckDBConnection) {}

  static async open(): Promise<Duck> {
    return new Duck(await (await DuckDBInstance.create(":memory:")).connect());
  }

  async run(script: string): Promise<void> {
    const statements = await this.db.extractStatements(script);
    for (let i = 0; i < statements.count; i++) await (await statements.prepare(i)).run();
  }

  async rows(query: string): Promise<(string | null)[][]> {
    const rows = (await this.db.runAndReadAll(query)).getRows();
    return rows.map((row) => row.map((value) => (value === null ? null : String(value))));
  }

  /** The lines of each person, and the people who are left. */
  async answers(from = "planwright_lines") {
    const columns = LINE_COLUMNS.map((name) => `CAST(${name} AS VARCHAR)`).join(", ");
    const left = await this.rows("SELECT id FROM planwright_left");
    return {
      lines: byPerson(await this.rows(`SELECT id, ${columns} FROM ${from}`)),
      left: new Set(left.map(([id]) => id ?? "")),
    };
  }
}

/** Rows that begin with an id, as texts by that id. */
export function byPerson(rows: readonly (readonly (string | null)[])[]): Map<string, string[]> {
  const lines = new Map<string, string[]>();
  for (const [id, ...line] of rows) {
    const known = lines.get(id ?? "");
    if (known) known.push(lineText(line));
    else lines.set(id ?? "", [lineText(line)]);
  }
  return lines;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string | undefined): string => `'${(text ?? "").replaceAll("'", "''")}'`;

/** A table of people, all texts. */
export function tableOf(
  name: string,
  columns: readonly string[],
  people: readonly Readonly<Record<string, string | undefined>>[],
): string {
  const rows = people.map((person) => `(${columns.map((column) => literal(person[column])).join(", ")})`);
  return `DROP TABLE IF EXISTS ${quoted(name)};
CREATE TABLE ${quoted(name)} (${columns.map((column) => `${quoted(column)} VARCHAR`).join(", ")});
INSERT INTO ${quoted(name)} VALUES\n${rows.join(",\n")};`;
}
