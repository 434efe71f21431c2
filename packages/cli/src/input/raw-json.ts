declare global {
  interface JSON {
    /** TypeScript's library lacks it. */
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
  }
}

type Context = { source?: string } | undefined;

/** A reviver by which all numbers keep their spelling, such as 10.50. */
export const keepNumber = (_name: string, value: unknown, context?: Context): unknown =>
  typeof value === 'number' && context?.source !== undefined ? JSON.rawJSON(context.source) : value;

/**
 * A reviver by which numbers that JavaScript would write otherwise keep their spelling. The others stay numbers: those of
 * the API itself, and most in data.
 */
export const keepUnusualNumber = (name: string, value: unknown, context?: Context): unknown =>
  typeof value === 'number' && String(value) !== context?.source ? keepNumber(name, value, context) : value;
