import { ranges } from './overview-ranges.js';

/** Times of the list that move on with the clock: those of the overview, and more. */
export const listRanges = ['15m', ...ranges, 'today', 'yesterday'] as const;
export type ListRange = (typeof listRanges)[number];

/** Undefined for an unknown range. */
export const listRangeOf = (value: unknown): ListRange | undefined => listRanges.find((range) => range === value);
