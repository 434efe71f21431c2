import { readFileSync } from 'node:fs';
import { UsageError } from '../usage-error.js';
import { keepNumber } from './raw-json.js';

export const jsonForms = 'JSON, @file, or - for standard input';

/** Parses a JSON object from text, `@file` or `-`. Numbers keep their spelling, such as 10.50, and their precision. */
export function readJsonArgument(option: string, given: string): Record<string, unknown> {
  const text = readText(option, given);
  let value: unknown;
  try {
    value = JSON.parse(text, keepNumber);
  } catch (error) {
    throw new UsageError(`${option}: expected ${jsonForms}: ${(error as Error).message}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value)) {
    return value as Record<string, unknown>;
  }
  throw new UsageError(`${option}: expected a JSON object such as {"a": 1}`);
}

function readText(option: string, given: string): string {
  const path = given === '-' ? 0 : given.startsWith('@') ? given.slice(1) : undefined;
  if (path === undefined) return given;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${option}: cannot read ${given}: ${(error as Error).message}`);
  }
}
