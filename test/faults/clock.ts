/** The time of day of a moment, to the millisecond. */
export const clock = (at: number): string => new Date(at).toISOString().slice(11, 23);
