import { isDeepStrictEqual } from 'node:util';

/** The given fields whose values differ. A field that is not given is not compared. */
export const changesOf = <T extends object>(given: T, existing: object): Partial<T> =>
  Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => value !== undefined && !isDeepStrictEqual(value, (existing as Record<string, unknown>)[name]),
    ),
  ) as Partial<T>;

export const isEmpty = (changes: object): boolean => Object.keys(changes).length === 0;
