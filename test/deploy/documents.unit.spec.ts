import { access } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import * as contracts from '@postrider/contracts';
import {
  type ErrorDefinition,
  errorCodes,
  failureReasons,
  type Operation,
  settingGroups,
  isSetting,
} from '@postrider/contracts';
import { asyncApiDocument, openApiDocument } from '@postrider/openapi';
import { backoffMs, defaultRetryPolicy, nextAttemptAt } from '@postrider/domain';

import { operations } from '../support/operations.js';
import { checkout, readText } from './checkout.js';
import { anchors, codeBlocks, documentPaths, namedFiles, relativeLinks, section, tableRows } from './documents.js';

interface ConfigurationPage {
  configurationPage: (groups: typeof settingGroups) => string;
}

describe('docs/configuration.md', () => {
  test('has the settings as they are (else: npm run docs:settings)', async () => {
    const path = join(checkout, 'docs/configuration-page.mjs');
    const { configurationPage } = (await import(path)) as ConfigurationPage;
    expect(await readText('docs/configuration.md')).toBe(configurationPage(settingGroups));
  });
});

describe('README.md', () => {
  test.each([
    ['js', 'examples/node.mjs'],
    ['python', 'examples/python.py'],
  ])('shows %s that is in the whole receiver', async (language, path) => {
    const example = await readText(path);
    const shown = codeBlocks(section(await readText('README.md'), '## What receivers get'), language);
    expect(shown).toHaveLength(1);
    for (const code of shown) expect(example).toContain(code);
  });

  test('names folders that exist', async () => {
    const rows = tableRows(section(await readText('README.md'), '## Where to find what'));
    expect(rows.length).toBeGreaterThan(10);
    let parent = '';
    for (const [, cell = ''] of rows) {
      for (const [, named = ''] of cell.matchAll(/`([^`]+)`/g)) {
        const path = named.replace('…', parent);
        parent = path.split('/').slice(0, -1).join('/');
        await expect(access(join(checkout, path))).resolves.toBeUndefined();
      }
    }
  });
});

test('docs/sdk.md shows the code of examples/listen.mjs', async () => {
  const [code = '', ...others] = codeBlocks(section(await readText('docs/sdk.md'), '## Listen'), 'js');
  expect(await readText('examples/listen.mjs')).toContain(code);
  expect(others).toEqual([]);
});

test.each(['pg', 'typeorm'])('docs/outbox.md shows the recipe for %s that is tested', async (name) => {
  const recipe = await readText(`test/outbox/recipes/${name}.ts`);
  expect(codeBlocks(section(await readText('docs/outbox.md'), '## Recipes'), 'ts')).toContain(recipe);
});

describe('docs/api.md', () => {
  const described = async (operation: Operation): Promise<string> => {
    const document = await readText('docs/api.md');
    return section(document, `## ${operation.summary}`);
  };

  test('knows all operations', () => {
    expect(operations.length).toBeGreaterThanOrEqual(15);
  });

  test.each(operations.map((operation) => [operation.summary, operation] as const))('%s', async (_, operation) => {
    const text = await described(operation);
    const keys = operation.access === 'publish' ? 'project or management key' : 'management key';
    expect(text).toContain(`\`${operation.method} ${operation.path}\` · ${keys} · ${operation.status}`);
    expect(codeBlocks(text, 'bash')).not.toEqual([]);
    const [response] = codeBlocks(text, 'json').map((code) => JSON.parse(code) as unknown);
    // A field too many is one that the parsed response lacks.
    expect(operation.output.parse(response)).toEqual(response);
  });

  test('shows errors in their shape', async () => {
    const document = await readText('docs/api.md');
    const bodies = codeBlocks(document, 'json').map((code) => JSON.parse(code) as object);
    const errors = bodies.filter((body) => 'error' in body);
    expect(errors).toHaveLength(2);
    for (const error of errors) expect(contracts.ErrorBody.parse(error)).toEqual(error);
  });

  test('lists every error code with its status, its type and its cause', async () => {
    const rows = tableRows(section(await readText('docs/api.md'), '### Errors'));
    const expected = Object.entries<ErrorDefinition>(errorCodes).map(([code, { status, type, when }]) => [
      String(status),
      `\`${type}\``,
      `\`${code}\``,
      when,
    ]);
    expect(rows).toEqual(expected);
  });

  test('lists every failure reason', async () => {
    const rows = tableRows(section(await readText('docs/api.md'), '## List deliveries'));
    expect(rows.map(([reason]) => reason).sort()).toEqual(failureReasons.map((reason) => `\`${reason}\``).sort());
  });
});

describe('docs/openapi.json', () => {
  test('is what the contracts say (else: npm run docs:openapi)', async () => {
    expect(JSON.parse(await readText('docs/openapi.json'))).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });
});

describe('docs/asyncapi.json', () => {
  test('is what the contracts say (else: npm run docs:openapi)', async () => {
    expect(JSON.parse(await readText('docs/asyncapi.json'))).toEqual(JSON.parse(JSON.stringify(asyncApiDocument())));
  });
});

describe('docs/receiving.md', () => {
  test('has the schedule of the retries', async () => {
    const rows = tableRows(section(await readText('docs/receiving.md'), '## Retries'));
    expect(rows).toEqual(schedule());
  });
});

/** As the policy has it: no jitter, and attempts that take no time. */
function schedule(): string[][] {
  const policy = { ...defaultRetryPolicy, jitter: 0 };
  const start = new Date(0);
  const rows = [['1', '–', '–']];
  for (let now = start, attempts = 1; ; attempts++) {
    const next = nextAttemptAt(policy, { attempts, budgetStartedAt: start, now, retryAfterMs: null, random: 0 });
    if (!next) return rows;
    rows.push([String(attempts + 1), duration(backoffMs(policy, attempts)), duration(next.getTime())]);
    now = next;
  }
}

function duration(ms: number): string {
  const [hours, minutes, seconds] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, (ms / 1_000) % 60];
  if (minutes === 0 && seconds === 0) return `${hours} h`;
  const parts = [hours > 0 && `${hours} h`, (hours > 0 || minutes > 0) && `${minutes} min`, `${seconds} s`];
  return parts.filter((part) => part !== false).join(' ');
}

describe('all documents', () => {
  test('link to what exists', async () => {
    const broken: string[] = [];
    for (const path of await documentPaths()) {
      for (const { file, anchor } of await relativeLinks(path)) {
        const text = await readText(file).catch(() => undefined);
        if (text === undefined || (anchor !== '' && !anchors(text).includes(anchor))) {
          broken.push(`${path}: ${file}#${anchor}`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  test.each(['docs/concepts.md', 'docs/architecture.md', 'CONTRIBUTING.md'])(
    '%s names files that exist',
    async (path) => {
      const files = namedFiles(await readText(path));
      expect(files.length).toBeGreaterThan(20);
      const found = await Promise.all(
        files.map((file) =>
          access(join(checkout, file)).then(
            () => true,
            () => false,
          ),
        ),
      );
      expect(files.filter((_, i) => !found[i])).toEqual([]);
    },
  );

  test('docs/concepts.md gives names that are in their files', async () => {
    const text = await readText('docs/concepts.md');
    const named = Array.from(text.matchAll(/`(\w+)`, `(\w+\/[^`]+)`/g), ([, name = '', file = '']) => ({ name, file }));
    expect(named.length).toBeGreaterThan(30);
    for (const { name, file } of named)
      expect([file, await readText(file)]).toEqual([file, expect.stringContaining(name)]);
  });

  test('name settings that exist', async () => {
    for (const path of await documentPaths()) {
      const named = (await readText(path)).match(/\bPOSTRIDER_[A-Z_]+\b/g) ?? [];
      expect([path, named.filter((name) => !isSetting(name))]).toEqual([path, []]);
    }
  });

  test('install our packages from tarballs, since nobody knows whose their names on npm are', async () => {
    const readmes = ['sdk', 'portal', 'cli', 'mcp'].map((name) => `packages/${name}/README.md`);
    const others = ['packages/mcp/src/stdio/options.ts', 'docs/dashboard.md'];
    for (const path of [...(await documentPaths()), ...readmes, ...others]) {
      const byName =
        /\b(?:npx (?!--no )|npm (?:i|install|add|exec|x) |(?:pnpm|yarn) (?:add|dlx) |"-y", ")[^\n`]*@?postrider(?!\S*\.tgz)\b/g;
      const found = ((await readText(path)).match(byName) ?? []).filter((each) => !/\.tgz|inspector/.test(each));
      expect([path, found]).toEqual([path, []]);
    }
  });

  test('have a status for each decision', async () => {
    const paths = (await documentPaths()).filter((path) => /docs\/adr\/\d/.test(path));
    for (const path of paths) {
      const [, , status = ''] = (await readText(path)).split('\n');
      expect([path, status]).toEqual([
        path,
        expect.stringMatching(/^Status: (accepted|superseded by \[|accepted; superseded in part by \[)/),
      ]);
    }
  });

  test('have the decisions in their order', async () => {
    const paths = (await documentPaths()).filter((path) => /docs\/adr\/\d/.test(path));
    const titles = await Promise.all(paths.map(async (path) => (await readText(path)).split('\n', 1)[0]?.slice(2)));
    const listed = Array.from(
      (await readText('docs/adr/README.md')).matchAll(/^(\d+\.) \[(.*)\]\(/gm),
      ([, number = '', title = '']) => `${number} ${title}`,
    );
    expect(titles).toEqual(listed);
    expect(paths.map((path) => Number(/\d{4}/.exec(path)?.[0]))).toEqual(paths.map((_, i) => i + 1));
  });
});
