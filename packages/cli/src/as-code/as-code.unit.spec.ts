import { describe, expect, it } from '@jest/globals';
import { Known } from '../transfer/known.js';
import { parseConfig, textOf } from './config-file.js';
import { yamlOf } from './export-yaml.js';
import { deletionsOf } from './prune.js';
import { parseYaml } from './yaml-text.js';

describe('a file for apply', () => {
  it('has lists, which are read in the order in which they need each other', () => {
    const { items, types } = parseConfig(
      'version: 1\nendpoints:\n  - uid: hook\n    url: https://example.com\nevent_types:\n  - name: shop.opened\n',
    );
    expect(items.map(({ place, type }) => [place, type])).toEqual([
      ['event_types[0]', 'event_type'],
      ['endpoints[0]', 'endpoint'],
    ]);
    expect(items[1]?.read()).toEqual({ value: { type: 'endpoint', uid: 'hook', url: 'https://example.com' } });
    expect(types.has('customer')).toBe(false);
    expect(parseConfig('version: 1\ncustomers:\n').types.has('customer')).toBe(true);
  });

  it.each([
    ['', 'expected an object with version: 1'],
    ['[]', 'expected an object'],
    ['customers: []', 'version: expected 1'],
    ['version: 2', 'version: expected 1, which this postrider reads, got 2'],
    ['version: 1\nendpoint: []', 'endpoint: expected one of event_types, customers, endpoints'],
    ['version: 1\nendpoints: {}', 'endpoints: expected a list'],
    ['version: 1\nendpoints: [', 'no valid YAML: '],
    ['a: 1\na: 2', 'Map keys must be unique at line 2, column 1'],
  ])('is rejected with the reason: %j', (content, message) => {
    expect(() => parseConfig(content)).toThrow(message);
  });

  it('that is not UTF-8 is rejected with the line', () => {
    const wrong = Buffer.from('version: 1\ncustomers:\n  - uid: \u00ff\n', 'latin1');
    expect(() => textOf(wrong)).toThrow('expected UTF-8 at line 3');
    expect(textOf(Buffer.from('name: Zoë ✓'))).toBe('name: Zoë ✓');
  });

  it('has no secrets, and no error repeats one', () => {
    const [item] = parseConfig('version: 1\nendpoints:\n  - {uid: a, signing_secret: whsec_abc}\n').items;
    expect(() => item?.read()).toThrow('has no place in this file');
    let message = '';
    try {
      parseConfig('version: 1\nendpoints: [{uid: a, signing_secret: whsec_abc\n');
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/^no valid YAML/);
    expect(message).not.toContain('whsec');
  });

  it('expands no aliases that make a huge value of a small text', () => {
    const items = (item: string): string => `[${Array.from({ length: 10 }, () => item).join(', ')}]`;
    const bomb = [`a: &a ${items('x')}`, `b: &b ${items('*a')}`, `c: &c ${items('*b')}`, `d: ${items('*c')}`];
    expect(() => parseYaml(bomb.join('\n'))).toThrow('no valid YAML: Excessive alias count');
    expect(parseYaml('a: &a {b: 1}\nc: *a')).toEqual({ a: { b: 1 }, c: { b: 1 } });
  });

  it('is written from the lines of an export', async () => {
    async function* lines(): AsyncGenerator<string, void, undefined> {
      yield '{"type":"postrider.export","version":1}';
      yield '{"type":"event_type","name":"shop.opened","example":{"price":10.5}}';
      yield '{"type":"customer","uid":"acme","name":null}';
      yield await Promise.resolve(
        '{"type":"endpoint","id":"whe_1","uid":"hook","customer":null,"url":"https://a","signing_secret":null}',
      );
    }
    expect(await yamlOf(lines())).toBe(
      [
        'version: 1',
        'event_types:',
        '  - name: shop.opened',
        '    example:',
        '      price: 10.5',
        'customers:',
        '  - uid: acme',
        '    name: null',
        'endpoints:',
        '  - uid: hook',
        '    url: https://a',
        '',
      ].join('\n'),
    );
  });
});

describe('pruning', () => {
  const fields = { url: 'https://a', event_types: ['*'] };
  const known = new Known();
  known.eventTypes.set('shop.opened', { description: '', example: {}, source: 'organization' });
  known.eventTypes.set('budget.exceeded', { description: '', example: {}, source: 'built_in' });
  known.customers.set('acme', {}).set('zenith', {});
  known.setEndpoint(undefined, 'own', { id: 'whe_1', fields });
  known.setEndpoint('acme', 'hook', { id: 'whe_2', fields });
  known.setEndpoint('zenith', 'hook', { id: 'whe_3', fields });
  const named = { event_type: new Set<string>(), customer: new Set(['acme']), endpoint: new Set(['own']) };
  const deleted = (...types: ('event_type' | 'customer' | 'endpoint')[]) =>
    deletionsOf(known, named, new Set(types)).map(({ change: { type, name } }) => `${type} ${name}`);

  it('deletes what the lists of the file lack, and nothing built in', () => {
    expect(deleted('event_type', 'customer', 'endpoint')).toEqual([
      'endpoint acme/hook',
      'customer zenith',
      'event_type shop.opened',
    ]);
  });

  it('leaves alone the kinds that the file has no list of', () => {
    expect(deleted('endpoint')).toEqual(['endpoint acme/hook', 'endpoint zenith/hook']);
    expect(deleted()).toEqual([]);
  });
});
