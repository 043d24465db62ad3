export { censusOfBatch } from "./arrow-census.js";
export { rateArrow, type RateArrowOptions } from "./rate-arrow.js";
export { Refused } from "./refused.js";
