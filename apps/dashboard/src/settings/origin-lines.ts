import { ApiError } from '../api/api-error.js';
import { t } from '../texts/texts.js';

/** One origin per line. Empty lines are none. */
export const originsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What is wrong with one of the origins, by its text; undefined if the error is of something else. */
export function wrongOrigin(error: unknown, origins: readonly string[]): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  for (const { field, message } of error.fields) {
    const origin = origins[Number(/^origins\.(\d+)$/.exec(field)?.[1] ?? -1)];
    if (origin !== undefined) return t(($) => $.settings.portal.wrongOrigin, { origin, message });
  }
  return undefined;
}
