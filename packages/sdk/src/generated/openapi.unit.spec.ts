import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { openApiTypes } from '../../openapi-types.mjs';

test('the types of the API are those of docs/openapi.json (else: npm run sdk:types)', async () => {
  const document = await readFile(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8');
  const committed = await readFile(new URL('openapi.ts', import.meta.url), 'utf8');
  expect(await openApiTypes(document)).toBe(committed);
});
