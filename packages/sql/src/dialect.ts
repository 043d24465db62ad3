/** What the databases write differently. */

export const DIALECTS = ["duckdb", "postgres", "spark"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** Thrown of what a target cannot say. */
export class NotInSql {
  constructor(
    readonly what: string,
    readonly help?: string,
  ) {}
}

export function notInSql(what: string, help?: string): never {
  throw new NotInSql(what, help);
}

/** PostgreSQL cuts longer names, in silence. */
const MOST_BYTES_OF_A_NAME = 63;

/** How many bytes a text takes as UTF-8. */
const bytesOf = (text: string): number =>
  [...text].reduce((sum, sign) => {
    const point = sign.codePointAt(0) ?? 0;
    return sum + (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
  }, 0);

export class Writer {
  constructor(readonly dialect: Dialect) {}

  /** A name, whatever it is called. */
  name(name: string): string {
    if (name === "" || name.includes("\0"))
      return notInSql(`a name that is ${name === "" ? "empty" : "no text"}`);
    if (this.dialect === "postgres" && bytesOf(name) > MOST_BYTES_OF_A_NAME)
      return notInSql(`“${name}” is longer than the ${MOST_BYTES_OF_A_NAME} bytes of a name in PostgreSQL`);
    return this.dialect === "spark" ? `\`${name.replaceAll("`", "``")}\`` : `"${name.replaceAll('"', '""')}"`;
  }

  /** A table as it is said: `hr.census` names a schema. */
  table(path: string): string {
    return path
      .split(".")
      .map((part) => this.name(part))
      .join(".");
  }

  text(text: string): string {
    if (text.includes("\0")) return notInSql("a text with a character that no database takes");
    // Spark reads backslashes in a text, and two texts side by side as one.
    if (this.dialect === "spark") return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
    return `'${text.replaceAll("'", "''")}'`;
  }

  /** In a comment nothing ends a line. */
  comment(text: string): string {
    return `-- ${text.replace(/[^\x20-\x7e\u00a1-\uffff]|[\u2028\u2029]/g, "·")}`;
  }

  /** A column as text, without spaces around it; missing where it is empty. */
  said(column: string): string {
    return `NULLIF(TRIM(CAST(${column} AS ${this.textType})), '')`;
  }

  get textType(): string {
    return this.dialect === "spark" ? "STRING" : "VARCHAR";
  }

  matches(text: string, pattern: string): string {
    switch (this.dialect) {
      case "duckdb":
        return `regexp_full_match(${text}, ${this.text(pattern)})`;
      case "postgres":
        return `${text} ~ ${this.text(`^(${pattern})$`)}`;
      // In Java a dollar stands before a last line break too.
      case "spark":
        return `${text} RLIKE ${this.text(`^(${pattern})\\z`)}`;
    }
  }

  /** A text of digits, which was matched before, as a whole number. */
  whole(text: string): string {
    return this.dialect === "postgres" ? `CAST(${text} AS BIGINT)` : `TRY_CAST(${text} AS BIGINT)`;
  }

  /** A whole number of any size. */
  wide(number: string): string {
    const type = { duckdb: "HUGEINT", postgres: "NUMERIC", spark: "DECIMAL(38,0)" }[this.dialect];
    return `CAST(${number} AS ${type})`;
  }

  narrow(number: string): string {
    return `CAST(${number} AS BIGINT)`;
  }

  /** The quotient of two whole numbers of which none is below zero, cut to a whole one. */
  quotient(a: string, by: string): string {
    switch (this.dialect) {
      case "duckdb":
        return `(${a} // ${by})`;
      case "postgres":
        return `DIV(${a}, ${by})`;
      case "spark":
        return `(${a} DIV ${by})`;
    }
  }

  /** Whole numbers of up to 2^52 only: a quotient of plain integers. */
  smallQuotient(a: string, by: string): string {
    return this.dialect === "postgres" ? `(${a} / ${by})` : this.quotient(a, by);
  }

  /** A whole number of parts, of which 10^places make one, as a decimal. */
  decimal(number: string, places: number): string {
    const type = `DECIMAL(38,${places})`;
    if (places === 0) return `CAST(${number} AS ${type})`;
    const unit = `0.${"0".repeat(places - 1)}1`;
    const whole = this.dialect === "postgres" ? number : `CAST(${number} AS DECIMAL(28,0))`;
    return `CAST(${whole} * ${unit} AS DECIMAL(${this.dialect === "postgres" ? 38 : 30},${places}))`;
  }

  /** What keeps a database from putting the text of one query into another: what is shared would be computed again. */
  get fence(): string {
    return this.dialect === "postgres" ? "\nOFFSET 0" : "";
  }
}
