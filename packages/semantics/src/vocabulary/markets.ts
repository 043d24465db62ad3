/** The markets that a program may be in. `insured` is for one that was insured before the law told small groups apart. */
export const MARKETS: readonly string[] = [
  "individual",
  "small group",
  "large group",
  "insured",
  "self funded employer",
  "self funded pool",
];

/** The states, and the district, by their names. */
export const STATES: readonly string[] = (
  "Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia," +
  "Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota," +
  "Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina," +
  "North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah," +
  "Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming"
).split(",");
