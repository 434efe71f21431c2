import { glob } from 'node:fs/promises';

import { describe, expect, test } from '@jest/globals';

import { typeErrors } from '../packages/types.js';
import { checkout, readText } from './checkout.js';
import { codeBlocks, documentPaths } from './documents.js';

const options = {
  module: 'nodenext',
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  types: ['node'],
};

/** The TypeScript blocks of all documents, each as a file that is named for its document. */
async function blocks(): Promise<Record<string, string>> {
  const paths = await documentPaths();
  for await (const path of glob('packages/*/README.md', { cwd: checkout })) paths.push(path);
  const files = await Promise.all(
    paths.map(async (path) => {
      const codes = codeBlocks(await readText(path), 'ts');
      // Modules, also those that neither import nor export.
      return codes.map(
        (code, i) => [`test/${path.replaceAll('/', '-')}-${i + 1}.mts`, `${code}\nexport {};\n`] as const,
      );
    }),
  );
  return Object.fromEntries(files.flat());
}

describe('the TypeScript of the documents', () => {
  test('is complete, and compiles under strict, block by block', async () => {
    const files = await blocks();
    expect(Object.keys(files).length).toBeGreaterThan(8);
    expect(typeErrors(checkout, files, options)).toEqual([]);
  });

  test('is nowhere in a block that is not compiled', async () => {
    for (const path of await documentPaths()) {
      expect([path, (await readText(path)).match(/^```(typescript|tsx)$/gm)]).toEqual([path, null]);
    }
  });
});
