/** A rate book to SQL that rates a census where it lies. */
export { type Dialect, DIALECTS, NotInSql } from "./dialect.js";
export { type SqlOptions, sqlOf } from "./script.js";
