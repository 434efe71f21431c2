import { describe, expect, it } from '@jest/globals';
import { annotationPrefixes, annotations, keywords, replacements, schemaLimits } from '@postrider/json-schema';
import { join } from 'node:path';
import { checkout, readText } from '../deploy/checkout.js';
import { runSuite } from './suite.js';

interface Page {
  jsonSchemaPage: (vocabulary: object, results: object) => string;
}

/** Cases that are known to fail, with the reason, by file. */
const knownFailures: Record<string, readonly string[]> = {};

/** Files whose schemas may be refused. All others are taken as a whole. */
const refused = [
  'anchor.json',
  'defs.json',
  'dynamicRef.json',
  'enum.json',
  'ref.json',
  'refRemote.json',
  'unevaluatedItems.json',
  'unevaluatedProperties.json',
  'vocabulary.json',
  'optional/cross-draft.json',
  'optional/dependencies-compatibility.json',
  'optional/dynamicRef.json',
  'optional/format-assertion.json',
  'optional/id.json',
  'optional/refOfUnknownKeyword.json',
  'optional/unknownKeyword.json',
];

const results = await runSuite();

describe('the official test suite', () => {
  it.each(results.map((result) => [result.file, result] as const))(
    'has the expected result for every accepted schema of %s',
    (file, { failed, cases }) => {
      expect(cases).toBeGreaterThan(0);
      expect(failed).toEqual(knownFailures[file] ?? []);
    },
  );

  it('has refused schemas in the known files only', () => {
    const files = results.filter((each) => each.refused.length > 0).map(({ file }) => file);
    expect(files.sort()).toEqual([...refused].sort());
  });
});

describe('docs/json-schema.md', () => {
  it('has the keywords and results as they are (else: npm run docs:json-schema)', async () => {
    const { jsonSchemaPage } = (await import(join(checkout, 'docs/json-schema-page.mjs'))) as Page;
    const vocabulary = { annotationPrefixes, annotations, keywords, replacements, schemaLimits };
    expect(await readText('docs/json-schema.md')).toBe(jsonSchemaPage(vocabulary, results));
  });
});
