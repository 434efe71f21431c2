import * as z from 'zod';
import { refusedInNames } from './operations/common.js';

export const searchablePathLimits = {
  /** The highest limit that an operator can set. */
  paths: 20,
  pathLength: 128,
  levels: 8,
  valueLength: 256,
} as const;

const prefix = 'data.';
const pathPattern = new RegExp(`^data(\\.[^.${refusedInNames}]+){1,${String(searchablePathLimits.levels)}}$`);
const pathExpected = `expected a path such as data.customer.id: "data" and 1 to ${String(searchablePathLimits.levels)} keys, joined by dots`;

/** The path of a value in the payload of events. Keys of objects only; a key with a dot has no path. */
export const SearchablePath = z
  .string()
  .max(searchablePathLimits.pathLength, `expected at most ${String(searchablePathLimits.pathLength)} characters`)
  .regex(pathPattern, pathExpected)
  .refine((path) => path.isWellFormed(), { error: 'expected well-formed Unicode' });

/** The keys of a path, without `data`. */
export const keysOfPath = (path: string): string[] => path.slice(prefix.length).split('.');

/** Whether a value can be indexed: Postgres stores neither NUL nor half of a surrogate pair. */
export const isSearchableValue = (value: string): boolean =>
  value.length <= searchablePathLimits.valueLength && !value.includes('\0') && value.isWellFormed();

/** Whether a query parameter is a member of `data`: `data.order_id`. */
export const isDataParameter = (name: string): boolean => name.startsWith(prefix);

/**
 * Filters by a value in the payload. In a query string each member is a parameter of its own: `data.order_id=4711`. More
 * than one is refused, since one index finds the events of one value.
 */
export const DataFilter = z
  .record(
    SearchablePath,
    z
      .string()
      .max(searchablePathLimits.valueLength, {
        error: `expected at most ${String(searchablePathLimits.valueLength)} characters`,
        abort: true,
      })
      .refine(isSearchableValue, { error: 'expected well-formed Unicode without NUL' }),
    'expected a path and a value, as in data.order_id=4711',
  )
  .superRefine((filter, context) => {
    for (const path of Object.keys(filter).slice(1)) {
      context.addIssue({ code: 'custom', path: [path], message: 'expected one filter by a value in the payload' });
    }
  })
  .meta({ maxProperties: 1, examples: [{ 'data.order_id': '4711' }] });
export type DataFilter = z.infer<typeof DataFilter>;
