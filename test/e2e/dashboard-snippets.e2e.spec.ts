import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { publishSnippets } from '../../apps/dashboard/src/publish/publish-snippets.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

const run = promisify(execFile);

let postrider: Postrider;
forAllTests({ dispatchers: 0 }, (services) => {
  ({ postrider } = services);
});

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'snippets-'));
  await symlink(resolve('node_modules'), join(directory, 'node_modules'));
});
afterAll(() => rm(directory, { recursive: true }));

/** What could end a quotation too early, in any of the languages. */
const data = {
  text: `O'Brien said "hi" \`now\` \${HOME} \\n {{x}} """ '''`,
  price: 12.5,
  empty: '',
  none: null,
  list: [true],
};

const node = resolve('node_modules/.bin/node');
/** A program's name, and the argument by which it shows its version. */
const programs: Record<string, [file: string, asksFor: string]> = {
  sh: ['curl', '--version'],
  node: [node, '--version'],
  python3: ['python3', '--version'],
  go: ['go', 'version'],
  java: ['java', '--version'],
};

const missing: string[] = [];
for (const [name, [file, argument]] of Object.entries(programs)) {
  await run(file, [argument]).catch(() => missing.push(name));
}
if (missing.length > 0) process.stderr.write(`\nSnippets are skipped: no ${missing.join(', ')}\n`);

const languages = publishSnippets({ origin: '', type: '', data }).map((snippet) => {
  const [program = '', ...rest] = snippet.run.split(' ');
  return { language: snippet.language, program, file: rest.at(-1) ?? '', rest };
});

describe('a program that the dashboard offers to publish an event', () => {
  for (const { language, program, file, rest } of languages) {
    const test = missing.includes(program) ? it.skip : it;
    test(`in ${language} publishes its data exactly, run as the page says`, async () => {
      const type = 'budget.exceeded';
      const code = publishSnippets({ origin: postrider.url, type, data }).find(
        (one) => one.language === language,
      )?.code;
      await writeFile(join(directory, file), code ?? '');
      const { stdout } = await run(program === 'node' ? node : program, rest, {
        cwd: directory,
        env: { ...process.env, POSTRIDER_PROJECT_KEY: postrider.keys.project_key },
      });
      const id = /evt_\w+/.exec(stdout)?.[0] ?? '';
      expect(await postrider.manage.event(id)).toMatchObject({ type, data });
    }, 120_000);
  }
});
