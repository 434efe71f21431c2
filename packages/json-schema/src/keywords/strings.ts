import { charactersPerStep, shown } from '../json.js';
import { count, type Keyword } from '../keyword.js';

/** Counts characters, not UTF-16 code units, and no more of them than needed. */
function isLongerThan(text: string, most: number): boolean {
  if (text.length <= most) return false;
  if (text.length > 2 * most) return true;
  let pairs = 0;
  for (let i = 0; i < text.length; i++) if (isPair(text, i)) pairs += 1;
  return text.length - pairs > most;
}

/** Whether a surrogate pair begins at `at`. */
const isPair = (text: string, at: number): boolean => (text.codePointAt(at) ?? 0) > 0xff_ff;

const minLength: Keyword = (value, context) => {
  const least = count(value, context);
  if (least === null) return null;
  const message = `expected at least ${String(least)} characters`;
  return (data, location, run) => {
    if (typeof data !== 'string' || least === 0) return true;
    run.spend(Math.min(data.length, 2 * least) / charactersPerStep);
    return isLongerThan(data, least - 1) || run.fail(location, message);
  };
};

const maxLength: Keyword = (value, context) => {
  const most = count(value, context);
  if (most === null) return null;
  const message = `expected at most ${String(most)} characters`;
  return (data, location, run) => {
    if (typeof data !== 'string') return true;
    if (data.length > most) run.spend(Math.min(data.length, 2 * most) / charactersPerStep);
    return !isLongerThan(data, most) || run.fail(location, message);
  };
};

const pattern: Keyword = (value, { problem, ...context }) => {
  if (typeof value !== 'string') return problem('expected a regular expression');
  const compiled = context.pattern(value);
  if (typeof compiled === 'string') return problem(compiled);
  const message = `expected text that matches ${shown(value)}`;
  return (data, location, run) => typeof data !== 'string' || compiled.test(data, run) || run.fail(location, message);
};

export const stringKeywords = { minLength, maxLength, pattern } satisfies Record<string, Keyword>;
