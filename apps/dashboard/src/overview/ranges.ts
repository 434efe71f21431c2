/** Periods of the overview. */
export const ranges = ['1h', '24h', '7d'] as const;
export type Range = (typeof ranges)[number];
export const defaultRange: Range = '24h';

export const rangeNames: Record<Range, string> = { '1h': 'Last hour', '24h': 'Last 24 hours', '7d': 'Last 7 days' };

/** Undefined for an unknown range. */
export const rangeOf = (value: unknown): Range | undefined => ranges.find((range) => range === value);
