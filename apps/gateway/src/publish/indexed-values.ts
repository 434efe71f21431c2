import { isSearchableValue, keysOfPath, searchablePathLimits } from '@postrider/contracts';
import { rawMembers } from '../http/raw-json.js';

/** A string of the longest value, with each character escaped, in quotes. */
const maxRawLength = 6 * searchablePathLimits.valueLength + 2;

/**
 * Returns the values of the paths in an event's data, given as JSON text: strings, numbers as their own text, and
 * booleans. Undefined if there are none. Each object on a path is read once.
 */
export function indexedValues(dataJson: string, paths: readonly string[]): Record<string, string> | undefined {
  if (paths.length === 0) return undefined;
  const objects = new Map<string, ReadonlyMap<string, string>>();
  const membersAt = (keys: readonly string[]): ReadonlyMap<string, string> => {
    const at = keys.join('.');
    const known = objects.get(at);
    if (known) return known;
    const text = keys.length === 0 ? dataJson : (membersAt(keys.slice(0, -1)).get(keys.at(-1) ?? '') ?? '');
    const members = text.startsWith('{') ? rawMembers(text) : new Map<string, string>();
    objects.set(at, members);
    return members;
  };
  const found = paths.flatMap((path): [string, string][] => {
    const keys = keysOfPath(path);
    const value = valueOf(membersAt(keys.slice(0, -1)).get(keys.at(-1) ?? ''));
    return value === undefined ? [] : [[path, value]];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** Undefined for null, objects, arrays and values that cannot be indexed. */
function valueOf(raw: string | undefined): string | undefined {
  if (raw === undefined || raw.length > maxRawLength || raw === 'null') return undefined;
  const [first] = raw;
  if (first === '{' || first === '[') return undefined;
  const value = first === '"' ? (JSON.parse(raw) as string) : raw;
  return isSearchableValue(value) ? value : undefined;
}
