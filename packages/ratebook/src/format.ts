/** The format that this version writes and reads. */
export const FORMAT = "planwright.ratebook/1";
