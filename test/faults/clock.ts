/** Formats a time of day with milliseconds. */
export const clock = (at: number): string => new Date(at).toISOString().slice(11, 23);
