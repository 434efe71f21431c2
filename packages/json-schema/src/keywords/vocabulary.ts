import type { Keyword } from '../keyword.js';
import { arrayKeywords, lastArrayKeywords } from './arrays.js';
import { combinationKeywords } from './combinations.js';
import { numberKeywords } from './numbers.js';
import { lastObjectKeywords, objectKeywords } from './objects.js';
import { stringKeywords } from './strings.js';
import { valueKeywords } from './values.js';

/** Every keyword that checks, in the order of checking. */
export const keywords: ReadonlyMap<string, Keyword> = new Map(
  Object.entries<Keyword>({
    ...valueKeywords,
    ...numberKeywords,
    ...stringKeywords,
    ...arrayKeywords,
    ...objectKeywords,
    ...combinationKeywords,
    ...lastArrayKeywords,
    ...lastObjectKeywords,
  }),
);

/** Keywords that describe and check nothing, as in the draft. `format` is one of them. */
const notes = new Set([
  ...['$comment', 'title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
  ...['format', 'contentEncoding', 'contentMediaType', 'contentSchema'],
]);

export const isNote = (name: string): boolean => notes.has(name) || name.startsWith('x-');

/** What to write instead of keywords that others know. */
export const replacements: Readonly<Record<string, string>> = {
  additionalItems: 'items beside prefixItems',
  dependencies: 'dependentRequired or dependentSchemas',
  nullable: '"null" in type',
  example: 'examples',
  id: 'x-id',
  $anchor: 'a $ref with the path, such as #/$defs/money',
  $dynamicRef: '$ref',
  $dynamicAnchor: '$defs',
  $recursiveRef: '$ref',
  $recursiveAnchor: '$defs',
};

const dialects = ['https://json-schema.org/draft/2020-12/schema', 'https://json-schema.org/draft/2019-09/schema'];
const draft7 = /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/;

/** Of older drafts what means the same today. */
export const isDialect = (uri: unknown): boolean =>
  typeof uri === 'string' && (dialects.includes(uri.replace(/#$/, '')) || draft7.test(uri));
