import { t } from '../texts/texts.js';
/** Periods of the overview. */
export const ranges = ['1h', '24h', '7d'] as const;
export type Range = (typeof ranges)[number];
export const defaultRange: Range = '24h';

export const rangeName = (range: Range): string => t(($) => $.overview.ranges[range]);

/** Undefined for an unknown range. */
export const rangeOf = (value: unknown): Range | undefined => ranges.find((range) => range === value);
