import { jsonFault } from './json-fault.js';
import { t } from '../texts/texts.js';

export type ParsedObject = { value: Record<string, unknown> } | { problem: string };

/** Reads a JSON object, or says in words, by line and column, what is wrong. */
export function parseJsonObject(text: string): ParsedObject {
  if (text.trim() === '') return { problem: t(($) => $.parts.jsonField.empty) };
  const fault = jsonFault(text);
  if (fault !== undefined)
    return { problem: t(($) => $.parts.jsonField.fault, { ...placeOf(fault.offset, text), expected: fault.expected }) };
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: t(($) => $.parts.jsonField.noObject) };
  }
  return { value: value as Record<string, unknown> };
}

function placeOf(offset: number, text: string): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
