/** A number as it was written: JavaScript would round it, or write it in another way. */
class WrittenNumber {
  constructor(private readonly source: string) {}

  toJSON(): unknown {
    return rawJson?.(this.source);
  }
}

/** Of 2025 in most browsers; where it is missing, numbers are rounded as ever. */
const { rawJSON: rawJson } = JSON as typeof JSON & { rawJSON?: (text: string) => unknown };

type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown;

const keepNumbers: Reviver = (_key, value, context) => {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || source === String(value)) return value;
  return new WrittenNumber(source);
};

/**
 * Parses a response so that `JSON.stringify` gives back its numbers digit by digit: what people read and copy of a payload is
 * what was sent. The API's own numbers stay numbers, since it writes them as JavaScript does.
 */
export const parseJson = (text: string): unknown => JSON.parse(text, rawJson ? keepNumbers : undefined);
