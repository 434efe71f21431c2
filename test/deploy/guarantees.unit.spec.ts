import { glob } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from '@jest/globals';

import { checkout, readText } from './checkout.js';
import { guarantees, hasTest, type Proof } from './guarantees.js';

const pathOf = ({ link }: Proof): string => join('docs', link);

let rows: ReturnType<typeof guarantees>;
let proofs: Proof[];

beforeAll(async () => {
  rows = guarantees(await readText('docs/guarantees.md'));
  proofs = rows.flatMap((row) => row.proofs);
});

describe('docs/guarantees.md', () => {
  test('names a test for each promise', () => {
    expect(rows.length).toBeGreaterThan(50);
    const unproven = rows.filter(
      (row) => row.proofs.length === 0 || row.proofs.some(({ names }) => names.length === 0),
    );
    expect(unproven.map(({ promise }) => promise)).toEqual([]);
  });

  test('names tests that stand in their files, word for word', async () => {
    const missing: string[] = [];
    for (const proof of proofs) {
      const source = await readText(pathOf(proof)).catch(() => '');
      const unknown = proof.names.filter((name) => !hasTest(source, name));
      missing.push(...unknown.map((name) => `${pathOf(proof)}: ${name}`));
    }
    expect(missing).toEqual([]);
  });

  test('leaves out no file of end-to-end tests', async () => {
    const named = new Set(proofs.map(pathOf));
    const files: string[] = [];
    for await (const path of glob('test/e2e/*.e2e.spec.ts', { cwd: checkout })) files.push(path);
    expect(files.length).toBeGreaterThan(30);
    expect(files.filter((path) => !named.has(path))).toEqual([]);
  });
});

describe('a name', () => {
  const source = `
    describe('a group', () => {
      it.each([
        ['a case', () => 1],
      ])('%s of many', async (_, call) => {
        call('an argument', 1);
      });
      it(
        'a test on lines of its own',
        async () => {},
      );
    });`;

  test.each(['a group', '%s of many', 'a test on lines of its own'])('is one of a test or a group: %s', (name) => {
    expect(hasTest(source, name)).toBe(true);
  });

  test.each(['a case', 'an argument', 'of many', 'a grou', 'another'])('is none: %s', (name) => {
    expect(hasTest(source, name)).toBe(false);
  });
});
