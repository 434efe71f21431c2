import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { version } from './version.js';

it("is the version of Postrider's manifest", async () => {
  const manifest = await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8');
  expect(version).toBe((JSON.parse(manifest) as { version: string }).version);
});
