import type { Run } from './run.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export type JsonType = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

export function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as Exclude<JsonType, 'array' | 'null'>;
}

const charactersPerStep = 16;

/** A text that equal values share, whatever the order of their keys. */
export function canonical(value: unknown, run?: Run): string {
  run?.spend(1);
  if (typeof value === 'string') {
    run?.spend(value.length / charactersPerStep);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((element) => canonical(element, run)).join(',')}]`;
  if (!isObject(value)) return value === 0 ? '0' : String(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${canonical(member, run)}`);
  return `{${members.sort().join(',')}}`;
}

/** JSON for a message, of a length that can be read. */
export function shown(value: unknown, length = 100): string {
  const text = JSON.stringify(value);
  return text.length > length ? `${text.slice(0, length - 1)}…`.toWellFormed() : text;
}
