import * as z from 'zod';
import {
  eventTypeNameLength,
  eventTypePattern,
  isEventTypeName,
  isOperationalType,
  operationalPrefix,
} from '../event-types.js';
import { isId, type IdKind } from '../ids.js';

/** A shorter pattern than Zod's for JSON Schema; `format` already covers valid dates. */
const timePattern = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:[0-5]\d:[0-5]\d`;

/** An ISO 8601 instant in UTC with milliseconds. */
export const Timestamp = z.iso.datetime({ precision: 3 }).meta({ pattern: String.raw`^${timePattern}\.\d{3}Z$` });

const eventTypeName = z.string().refine(isEventTypeName, {
  error: `expected an event type such as "invoice.paid": at most ${String(eventTypeNameLength)} letters, digits, "_" and "-", in parts separated by dots`,
});
const ofEventTypeName = {
  pattern: eventTypePattern,
  maxLength: eventTypeNameLength,
  examples: ['budget.threshold_reached'],
};

/** A well-formed name of an event type. The gateway checks that the type exists. */
export const EventTypeName = eventTypeName.meta(ofEventTypeName);

/** The name of an event type that others than Postrider itself publish. */
export const PublishedTypeName = eventTypeName
  .refine((type) => !isOperationalType(type), {
    error: `expected an event type that does not begin with "${operationalPrefix}": Postrider publishes those about itself`,
  })
  .meta(ofEventTypeName);

/** A limit of a time range: ISO 8601 with an offset or `Z`. */
export const Instant = z.iso
  .datetime({ offset: true, error: 'expected an ISO 8601 time such as 2026-11-23T08:00:00Z' })
  .meta({ pattern: String.raw`^${timePattern}(\.\d+)?(Z|[+-]\d{2}:[0-5]\d)$` });

/** The time range of a list, by the creation of its items. */
export const createdRange = {
  since: Instant.describe('Only those created at or after this time.').optional(),
  until: Instant.describe('Only those created before this time. Must be after `since`.').optional(),
};

/** Checks that a range ends after it starts: `.refine(isRange, rangeError)`. */
export const isRange = ({ since, until }: { since?: string | undefined; until?: string | undefined }): boolean =>
  since === undefined || until === undefined || Date.parse(since) < Date.parse(until);
export const rangeError = { path: ['until'], error: 'expected a time after since' };

/** An id to filter by. An unknown id matches nothing. */
export const FilterId = z.string().regex(/^[\x21-\x7e]{1,128}$/, 'expected an id');

/**
 * Characters that names and descriptions may not contain: control characters (terminals interpret them), line
 * separators (U+2028, U+2029) and bidirectional controls (U+202A to U+202E, U+2066 to U+2069), which disguise text.
 * Written as ranges, for all readers of the OpenAPI document.
 */
export const refusedInNames = String.raw`\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069`;
/** The same without the tab and the line feed. */
const refusedInText = refusedInNames.replace(String.raw`\u0000-`, String.raw`\u0000-\u0008\u000b-`);

const text = (maxLength: number, pattern: string, error: string) =>
  z
    .string()
    .max(maxLength, `expected at most ${String(maxLength)} characters`)
    .regex(new RegExp(`^${pattern}$`), error)
    .refine((value) => value.isWellFormed(), { error: 'expected well-formed Unicode' });

const inName = `[^${refusedInNames}]*`;

/** One line of text. */
export const Name = (maxLength: number) =>
  text(maxLength, inName, 'expected one line of text without control characters and bidirectional controls');

/** The name of something, for people. Where it may be null, a blank one would hide what is shown instead. */
export const GivenName = (maxLength: number) =>
  text(
    maxLength,
    String.raw`${inName}[^\s${refusedInNames}]${inName}`,
    'expected one line of text that is not blank, without control characters and bidirectional controls',
  );

/** Text that may contain line feeds and tabs. */
export const Text = (maxLength: number) =>
  text(
    maxLength,
    `[^${refusedInText}]*`,
    'expected text without bidirectional controls and without control characters other than line feeds and tabs',
  );

const droppedKey = '__proto__';

/** A record that refuses the key that Zod leaves out of one without a word. */
export const wholeRecord = <T extends z.ZodType>(record: T) =>
  z.preprocess((given, context) => {
    if (typeof given === 'object' && given !== null && Object.hasOwn(given, droppedKey)) {
      context.addIssue({ code: 'custom', path: [droppedKey], message: 'expected another name', input: given });
    }
    return given;
  }, record);

const isJsonObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Neither traversed nor copied. */
export const JsonObject = z
  .custom<Record<string, unknown>>(isJsonObject, 'expected a JSON object')
  .meta({ type: 'object' });

export const listLimits = { min: 1, max: 250, default: 50 } as const;

/** `true` or `false` in a query string. */
export const QueryFlag = z
  .string()
  .regex(/^(true|false)$/, 'expected true or false')
  .transform((text) => text === 'true')
  .meta({ type: 'boolean' });

/** A whole number in a query string. */
export function QueryNumber(minimum: number, maximum: number) {
  const expected = `expected a whole number from ${String(minimum)} to ${String(maximum)}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .pipe(z.number().min(minimum, expected).max(maximum, expected))
    .meta({ type: 'integer', minimum, maximum });
}

/** A whole number in a body. */
export function WholeNumber(minimum: number, maximum: number) {
  const expected = `expected a whole number from ${String(minimum)} to ${String(maximum)}`;
  return z.int(expected).min(minimum, expected).max(maximum, expected);
}

const limitMessage = `expected a whole number from ${String(listLimits.min)} to ${String(listLimits.max)}`;

/** `limit` in a query string, with the default of a list. */
export const pageLimit = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, limitMessage)
    .transform(Number)
    .pipe(z.number().min(listLimits.min, limitMessage).max(listLimits.max, limitMessage))
    .default(fallback)
    .meta({
      type: 'integer',
      minimum: listLimits.min,
      maximum: listLimits.max,
      description: `Maximum number of items per page. Defaults to ${String(fallback)}.`,
    });

export const Limit = pageLimit(listLimits.default);

export const encodeCursor = (id: string): string => Buffer.from(id, 'utf8').toString('base64url');
const decodeCursor = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8');

/** base64url of an id of 30 characters. */
const cursorPattern = /^[A-Za-z0-9_-]{40}$/;
const cursorExpected = 'expected a next_cursor of this list';

/** Opaque to clients. Decodes to the id of the last row of the previous page. */
export function Cursor(kind: IdKind) {
  return z
    .string()
    .regex(cursorPattern, cursorExpected)
    .transform(decodeCursor)
    .refine((id) => isId(kind, id), { error: cursorExpected })
    .meta({ description: '`next_cursor` of the previous page.' });
}

/** The cursor of a history. Decodes to the version of the last entry of the previous page. */
export const VersionCursor = z
  .string()
  .regex(/^[A-Za-z0-9_-]{2,12}$/, cursorExpected)
  .transform(decodeCursor)
  // Postgres refuses larger numbers than its int has.
  .refine((version) => /^[1-9]\d{0,8}$/.test(version), { error: cursorExpected })
  .transform(Number)
  .meta({ description: '`next_cursor` of the previous page.' });

/** Cuts `limit + 1` entries of a history, newest first, to a page. */
export function toHistoryPage<T extends { version: number }>(
  entries: readonly T[],
  limit: number,
): { data: T[]; next_cursor: string | null } {
  const data = entries.slice(0, limit);
  const last = data.at(-1);
  return { data, next_cursor: last && entries.length > limit ? encodeCursor(String(last.version)) : null };
}

/** A page of a list, newest first. `next_cursor` is null on the last page. */
export function Page<T extends z.ZodType>(item: T) {
  return z
    .object({
      data: z.array(item),
      next_cursor: z.string().nullable().describe('Cursor of the next page; null on the last page.'),
    })
    .meta({ id: `${item.meta()?.id ?? 'Item'}Page` });
}

/** Cuts `limit + 1` rows, newest first, to a page. `searchedTo` is where the search for fewer rows ended early. */
export function toPage<T extends { id: string }>(
  rows: readonly T[],
  limit: number,
  searchedTo?: string,
): { data: T[]; next_cursor: string | null } {
  const { data, last } = cutPage(rows, limit, searchedTo);
  return { data, next_cursor: last === undefined ? null : encodeCursor(last) };
}

/** The same with the id behind which the next page begins. */
export function cutPage<T extends { id: string }>(
  rows: readonly T[],
  limit: number,
  searchedTo?: string,
): { data: T[]; last: string | undefined } {
  const data = rows.slice(0, limit);
  return { data, last: rows.length > limit ? data.at(-1)?.id : searchedTo };
}
