import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { settingsByName } from '@postrider/contracts';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

import { checkout, readText } from './checkout.js';

const chart = 'deploy/helm/postrider';
const files = (await readdir(join(checkout, chart), { recursive: true })).filter((name) =>
  /\.(yaml|json|tpl|md|txt)$/.test(name),
);
const values = files.filter((name) => /^values.*\.yaml$/.test(name));

async function schemaErrors(given: unknown): Promise<unknown> {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(
    JSON.parse(await readText(`${chart}/values.schema.json`)) as object,
  );
  return validate(given) ? [] : validate.errors;
}

describe('the Helm chart', () => {
  test.each(files)('names no setting in %s that does not exist', async (name) => {
    const names = (await readText(join(chart, name))).match(/\bPOSTRIDER_[A-Z_]*[A-Z]\b/g) ?? [];
    expect(names.filter((each) => !settingsByName.has(each))).toEqual([]);
  });

  test.each(values)('has a schema that %s follows', async (name) => {
    expect(await schemaErrors(parse(await readText(join(chart, name))))).toEqual([]);
  });

  test('has a schema that describes every value', async () => {
    const schema = JSON.parse(await readText(`${chart}/values.schema.json`)) as { properties: object };
    const defaults = parse(await readText(`${chart}/values.yaml`)) as object;
    expect(Object.keys(schema.properties).filter((name) => name !== 'global')).toEqual(Object.keys(defaults));
    expect(await schemaErrors({ ...defaults, replicas: 3 })).not.toEqual([]);
  });

  test.each(values)('sets settings in %s to values that they accept', async (name) => {
    interface Part {
      settings?: Record<string, string>;
    }
    const { settings, gateway, dispatcher } = parse(await readText(join(chart, name))) as Part & Record<string, Part>;
    for (const part of [settings, gateway?.settings, dispatcher?.settings]) {
      for (const [key, value] of Object.entries(part ?? {})) {
        expect([key, settingsByName.get(key)?.schema.safeParse(value).error]).toEqual([key, undefined]);
      }
    }
  });

  test('is of the version of this repository', async () => {
    const { version } = JSON.parse(await readText('package.json')) as { version: string };
    expect(parse(await readText(`${chart}/Chart.yaml`))).toMatchObject({ version, appVersion: version });
  });
});
