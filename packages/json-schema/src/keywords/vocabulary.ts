import type { Keyword } from '../keyword.js';
import { arrayKeywords, lastArrayKeywords } from './arrays.js';
import { combinationKeywords } from './combinations.js';
import { numberKeywords } from './numbers.js';
import { lastObjectKeywords, objectKeywords } from './objects.js';
import { stringKeywords } from './strings.js';
import { valueKeywords } from './values.js';

/** Keywords that check, in the order of checking. */
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

/** Keywords that check nothing, as in the draft, and those of OpenAPI. `format` is one of them. */
export const annotations: ReadonlySet<string> = new Set([
  ...['$comment', 'title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
  ...['format', 'contentEncoding', 'contentMediaType', 'contentSchema'],
  ...['example', 'discriminator', 'xml', 'externalDocs'],
]);

/** Prefixes of keywords that check nothing: one's own, and those of quicktype. */
export const annotationPrefixes = ['x-', 'qt-'];

export const isAnnotation = (name: string): boolean =>
  annotations.has(name) || annotationPrefixes.some((prefix) => name.startsWith(prefix));

/** Replacements for keywords of other drafts and tools. */
export const replacements: Readonly<Record<string, string>> = {
  additionalItems: 'items beside prefixItems',
  dependencies: 'dependentRequired or dependentSchemas',
  nullable: '"null" in type',
  id: 'x-id',
  $dynamicRef: '$ref',
  $dynamicAnchor: '$defs',
  $recursiveRef: '$ref',
  $recursiveAnchor: '$defs',
};

const dialects = ['https://json-schema.org/draft/2020-12/schema', 'https://json-schema.org/draft/2019-09/schema'];
const older = /^https?:\/\/json-schema\.org\/(?:draft-0[467]\/)?schema#?$/;

/** Accepts older drafts in which the supported keywords mean the same. */
export const isDialect = (uri: unknown): boolean =>
  typeof uri === 'string' && (dialects.includes(uri.replace(/#$/, '')) || older.test(uri));
