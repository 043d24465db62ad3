/** A row of a census may have this many characters. */
export const MOST_CHARACTERS_OF_A_ROW = 1_000_000;
