import type { Spender } from '../budget.js';
import { charactersPerStep } from '../json.js';
import type { TextPattern } from '../text-pattern.js';

/** The lengths of a text and its regular expression. */
export class StringRules {
  minLength = 0;
  maxLength = Infinity;
  pattern: TextPattern | undefined;

  hold(text: string, run: Spender): boolean {
    if (this.minLength > 0 && !isLongerThan(text, this.minLength - 1, run)) return false;
    if (isLongerThan(text, this.maxLength, run)) return false;
    return this.pattern === undefined || this.pattern.test(text, run);
  }
}

/** Counts characters, not UTF-16 code units, and no more of them than needed. */
export function isLongerThan(text: string, most: number, run: Spender): boolean {
  const { length } = text;
  if (length <= most) return false;
  if (length > 2 * most) return true;
  run.spend(Math.ceil(length / charactersPerStep));
  let pairs = 0;
  for (let i = 0; i < length; i++) if (isPair(text, i)) pairs += 1;
  return length - pairs > most;
}

/** Whether a surrogate pair begins at `at`. */
const isPair = (text: string, at: number): boolean => (text.codePointAt(at) ?? 0) > 0xff_ff;
