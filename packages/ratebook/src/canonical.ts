import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalizeModule from "canonicalize";
import type { RateBook } from "./schema.js";

// The package's types describe a module object; what it exports is the function.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** The one text of a rate book: RFC 8785, keys in order, no white space. */
export function canonicalText(book: RateBook): string {
  return canonicalize(book) ?? "";
}

/** The hash of what a rate book says: `compiler`, `hash` and `sources` are left out, so a moved line changes nothing. */
export function hashOf(book: Omit<RateBook, "hash">): string {
  const { compiler: _compiler, sources: _sources, ...content } = book as RateBook;
  const { hash: _hash, ...said } = content;
  return bytesToHex(sha256(utf8ToBytes(canonicalize(said) ?? "")));
}
