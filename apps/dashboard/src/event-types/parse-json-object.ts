import { jsonFault } from './json-fault.js';

export type ParsedObject = { value: Record<string, unknown> } | { problem: string };

/** Reads a JSON object, or says in words, by line and column, what is wrong. */
export function parseJsonObject(text: string): ParsedObject {
  if (text.trim() === '') return { problem: 'Expected a JSON object, such as {}.' };
  const fault = jsonFault(text);
  if (fault !== undefined) return { problem: `${placeOf(fault.offset, text)}: expected ${fault.expected}.` };
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: 'Expected a JSON object, such as { "name": "value" }.' };
  }
  return { value: value as Record<string, unknown> };
}

function placeOf(offset: number, text: string): string {
  const before = text.slice(0, offset).split('\n');
  return `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
