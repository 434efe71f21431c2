import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UsageError } from '../usage-error.js';
import { readJsonArgument } from './json-argument.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a JSON argument', () => {
  it('is sent with its numbers as they were spelt', () => {
    const text = '{"a":10.50,"b":[18446744073709551617,1e3],"c":{"d":"1"},"e":null}';
    expect(JSON.stringify(readJsonArgument('--data', text))).toBe(text);
  });

  it('may be in a file', async () => {
    const file = join(folder, 'data.json');
    await writeFile(file, '{"a": 1}\n');
    expect(JSON.stringify(readJsonArgument('--data', `@${file}`))).toBe('{"a":1}');
  });

  it.each(['', '{', 'null', '5', '[1]', '"text"', "{'a': 1}"])('%j is refused by the name of its option', (text) => {
    expect(() => readJsonArgument('--data', text)).toThrow(UsageError);
    expect(() => readJsonArgument('--data', text)).toThrow(/^--data: expected /);
  });

  it('in a file that is not there says so', () => {
    expect(() => readJsonArgument('--data', `@${folder}/nothing`)).toThrow(/^--data: cannot read @.*ENOENT/);
  });
});
