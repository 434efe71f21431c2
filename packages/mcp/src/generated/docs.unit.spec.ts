import { readFile } from 'node:fs/promises';

import { expect, test } from '@jest/globals';

import { docsModule } from '../../docs-module.mjs';

test('the pages that are resources are those of docs/ (else: npm run docs:mcp)', async () => {
  const committed = await readFile(new URL('docs.ts', import.meta.url), 'utf8');
  expect(await docsModule()).toBe(committed);
});
