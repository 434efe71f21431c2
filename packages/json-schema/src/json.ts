import type { Spender } from './budget.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** For text that is quoted or hashed. */
export const charactersPerStep = 4;
/** For text that is copied. */
const copiedPerStep = 64;
const stepsPerValue = 4;
/** Formatting a number takes longest. */
const stepsPerNumber = 8;

/** Returns the same text for equal values, whatever the order of their keys. */
export function canonical(value: unknown, budget: Spender): string {
  budget.spend(stepsPerValue);
  if (typeof value === 'string') return quoted(value, budget);
  if (Array.isArray(value)) {
    const elements = value.map((element) => canonical(element, budget));
    return joined('[', elements, ']', budget);
  }
  if (typeof value === 'number') {
    budget.spend(stepsPerNumber);
    return value === 0 ? '0' : String(value);
  }
  if (!isObject(value)) return String(value);
  const members = Object.entries(value).map(([key, member]) => `${quoted(key, budget)}:${canonical(member, budget)}`);
  budget.spend(Math.ceil(members.length * Math.log2(members.length + 1)));
  return joined('{', members.sort(), '}', budget);
}

function quoted(text: string, budget: Spender): string {
  budget.spend(Math.ceil(text.length / charactersPerStep));
  return JSON.stringify(text);
}

/** Each level of a value copies the texts inside it. */
function joined(open: string, parts: readonly string[], close: string, budget: Spender): string {
  const text = `${open}${parts.join(',')}${close}`;
  budget.spend(Math.ceil(text.length / copiedPerStep));
  return text;
}

/** JSON for an error message, cut to a readable length. */
export function shown(value: unknown, length = 100): string {
  const text = JSON.stringify(value);
  return text.length > length ? `${text.slice(0, length - 1)}…`.toWellFormed() : text;
}
