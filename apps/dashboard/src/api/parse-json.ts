/** A number as written in the response. JavaScript would round or reformat it. */
class WrittenNumber {
  constructor(private readonly source: string) {}

  toJSON(): unknown {
    return rawJson?.(this.source);
  }
}

/** Available in browsers since 2025. Without it, numbers are rounded. */
const { rawJSON: rawJson } = JSON as typeof JSON & { rawJSON?: (text: string) => unknown };

type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown;

const keepNumbers: Reviver = (_key, value, context) => {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || source === String(value)) return value;
  return new WrittenNumber(source);
};

/**
 * Parses a response so that `JSON.stringify` returns its numbers digit by digit. A payload that is shown or copied is
 * therefore the one that was sent. The API's own numbers stay numbers: it writes them as JavaScript does.
 */
export const parseJson = (text: string): unknown => JSON.parse(text, rawJson ? keepNumbers : undefined);
