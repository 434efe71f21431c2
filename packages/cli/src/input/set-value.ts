import { InvalidArgumentError } from 'commander';
import { UsageError } from '../usage-error.js';
import { keepNumber } from './raw-json.js';

/** A value to put into data. */
export interface Override {
  path: readonly string[];
  value: unknown;
}

/** Parses `spend_usd=10.50` or `data.items.0.sku=A1`: a repeated option adds to the list. A value that is no JSON is a text. */
export function override(text: string, before: readonly Override[] = []): Override[] {
  const at = text.indexOf('=');
  const path = text
    .slice(0, Math.max(at, 0))
    .replace(/^data\./, '')
    .split('.');
  if (path.includes('')) throw new InvalidArgumentError('Expected a path and a value, such as budget.id=bud_8f2k1.');
  return [...before, { path, value: valueOf(text.slice(at + 1)) }];
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text, keepNumber) as unknown;
  } catch {
    return text;
  }
}

/** The data with the values. Objects on the way are made; a list has the item, or gets it at its end. */
export const withOverrides = (data: Record<string, unknown>, overrides: readonly Override[]): Record<string, unknown> =>
  overrides.reduce((changed, { path, value }) => set(changed, path, value, path) as Record<string, unknown>, data);

function set(into: unknown, [name, ...rest]: readonly string[], value: unknown, path: readonly string[]): unknown {
  if (name === undefined) return value;
  if (Array.isArray(into)) {
    const items: readonly unknown[] = into;
    const index = /^\d{1,9}$/.test(name) ? Number(name) : NaN;
    if (!(index <= items.length)) {
      throw new UsageError(
        `--set ${path.join('.')}: expected the number of an item up to ${items.length}, got ${name}`,
      );
    }
    return items.toSpliced(index, 1, set(items[index], rest, value, path));
  }
  const isObject = typeof into === 'object' && into !== null && !JSON.isRawJSON(into);
  if (into !== undefined && !isObject) {
    throw new UsageError(`--set ${path.join('.')}: there is a value, and no object, before ${name}`);
  }
  const fields = (into ?? {}) as Record<string, unknown>;
  const own = Object.hasOwn(fields, name) ? fields[name] : undefined;
  // Every name is a property of its own, also __proto__.
  return Object.fromEntries(new Map([...Object.entries(fields), [name, set(own, rest, value, path)]]));
}
