import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { readOptions } from '../../bench/command-line.ts';
import { planOf } from '../../bench/scenarios/all.ts';

let dir = '';

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'postrider-bench-options-'));
});

afterAll(() => rm(dir, { recursive: true }));

async function listing(text: string): Promise<string> {
  const file = join(dir, 'targets.yml');
  await writeFile(file, text);
  return file;
}

const one = ['--target', 'outpost', '--url', 'http://127.0.0.1:3333/'];
const outpost = { kind: 'outpost', name: 'outpost', url: 'http://127.0.0.1:3333' };

describe('the systems to measure', () => {
  test('are none by default: the bench starts its own', async () => {
    await expect(readOptions([])).resolves.toMatchObject({ targets: [] });
  });

  test('are one by options', async () => {
    const more = ['--secret', 'api_key=a=b', '--process', '17', '--process', 'outpost-server', '--restart', './start'];
    await expect(readOptions([...one, ...more])).resolves.toMatchObject({
      targets: [{ ...outpost, secrets: { api_key: 'a=b' }, processes: [17, 'outpost-server'], restart: './start' }],
    });
  });

  test('are several by a file', async () => {
    const file = await listing(`
      - target: outpost
        url: http://127.0.0.1:3333/
      - target: outpost
        name: 50 at once
        url: http://127.0.0.1:3334
        secrets: { api_key: 7 }
        processes: [outpost-server, 17]
        restart: ./start
    `);
    await expect(readOptions(['--targets', file])).resolves.toMatchObject({
      targets: [
        { ...outpost, secrets: {}, processes: [] },
        {
          kind: 'outpost',
          name: '50 at once',
          url: 'http://127.0.0.1:3334',
          secrets: { api_key: '7' },
          processes: ['outpost-server', 17],
          restart: './start',
        },
      ],
    });
  });

  test.each([
    ['an unknown kind', ['--target', 'courier', '--url', 'http://127.0.0.1'], 'at target'],
    ['no URL', ['--target', 'outpost'], 'at url'],
    ['a URL alone', ['--url', 'http://127.0.0.1'], 'at target'],
    ['a secret without a name', [...one, '--secret', 'key'], '--secret: expected <name>=<value>'],
    ['a second way to name them', [...one, '--targets', 'file'], 'exclude each other'],
    ['another version besides', [...one, '--against', 'HEAD'], 'exclude each other'],
    ['a file that is missing', ['--targets', '/no/such/file'], 'no such file'],
  ])('are a usage error with %s', async (_, args, message) => {
    await expect(readOptions(args)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(message),
    });
  });

  test('are a usage error with an unknown option in the file', async () => {
    const file = await listing('[{ target: outpost, url: "http://127.0.0.1", process: [1] }]');
    await expect(readOptions(['--targets', file])).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('process'),
    });
  });
});

describe('the plan for a running system', () => {
  const running = { kind: 'outpost', name: 'outpost', url: 'http://127.0.0.1', secrets: {} } as const;
  const namesOf = (...args: Parameters<typeof planOf>): string[] => planOf(...args).map(([name]) => name);

  test('has only what can be observed from outside', () => {
    expect(namesOf({ quick: true, target: { ...running, processes: [] } })).toEqual([
      'ceiling',
      'end_to_end',
      'latency',
      'offered_load',
      'isolation',
    ]);
  });

  test('measures the memory of known processes before any load, and kills them if they can be started again', () => {
    const target = { ...running, processes: [17], restart: './start' };
    expect(namesOf({ quick: true, target })).toEqual([
      'installation',
      'ceiling',
      'end_to_end',
      'latency',
      'crash',
      'offered_load',
      'isolation',
    ]);
  });

  test.each([
    ['drain', [], "with the bench's own Postrider"],
    ['installation', [], 'with --process'],
    ['crash', [17], 'with --restart'],
  ])('refuses %s if something for it is missing', (name, processes, message) => {
    const target = { ...running, processes };
    expect(() => planOf({ quick: true, only: [name], target })).toThrow(
      new RangeError(`${name}: available only ${message}`),
    );
  });
});
