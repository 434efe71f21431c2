import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import * as contracts from '../index.js';
import { isOperation } from '../index.js';
import { wrongFields } from './wrong-fields.fixture.spec.js';

const operations = Object.values<unknown>(contracts).filter(isOperation);

/** Whose texts are not stored as texts: sealed, or names of which each unknown one is refused. */
const notStored = new Set(['signing_secret', 'message_texts{key}']);

interface TextField {
  name: string;
  schema: z.core.$ZodType;
}

/** The texts in a body or a query, by their names. What is not looked into is the producer's own JSON. */
function textsOf(schema: z.core.$ZodType, name = ''): TextField[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([field, each]) => textsOf(each, field));
    case 'array':
      return textsOf(def.element, name);
    case 'record':
      return [...textsOf(def.keyType, `${name}{key}`), ...textsOf(def.valueType, name)];
    case 'union':
      return def.options.flatMap((each) => textsOf(each, name));
    case 'optional':
    case 'nullable':
    case 'default':
      return textsOf(def.innerType, name);
    case 'pipe':
      return def.in._zod.def.type === 'transform' ? textsOf(def.out, name) : [{ name, schema }];
    case 'string':
      return [{ name, schema }];
    default:
      return [];
  }
}

const starts = ['', 'a', 'a:', 'a.b', 'data.a', 'budget.*,a', 'https://a.example.com/', 'a@example.com'];

describe.each(operations)('a text of $name', ({ query, body }) => {
  const texts = [query, body].flatMap((schema) => textsOf(schema)).filter(({ name }) => !notStored.has(name));
  it.each(['\0', '\ud800'])('has nothing that Postgres cannot store: %j', (character) => {
    const accepted = texts.flatMap(({ name, schema }) =>
      starts
        .map((start) => start + character)
        .flatMap((value) => (z.safeParse(schema, value).success ? [[name, value]] : [])),
    );
    expect(accepted).toEqual([]);
  });
});

const url = 'https://example.com/';
const { body: newEndpoint } = contracts.createEndpoint;

describe('a name', () => {
  it.each([
    ['a customer', contracts.putCustomer.body, {}],
    ['a customer that changes', contracts.updateCustomer.body, {}],
    ['an endpoint', newEndpoint, { url, event_types: ['*'] }],
    ['an endpoint that changes', contracts.updateEndpoint.body, {}],
    ['the portal', contracts.updatePortalSettings.body, {}],
  ])('of %s is not blank, and null for none', (_, schema, others) => {
    for (const name of ['', ' ', '\u00a0\u3000']) {
      expect(wrongFields(schema, { ...others, name })).toEqual(['name']);
    }
    for (const name of ['Acme', ' Acme ', null]) expect(wrongFields(schema, { ...others, name })).toEqual([]);
  });

  it('of a key is not blank', () => {
    expect(wrongFields(contracts.createKey.body, { kind: 'project', name: ' ' })).toEqual(['name']);
  });
});

describe('metadata', () => {
  it.each([contracts.putCustomer.body, contracts.updateEndpoint.body])('keeps every name, or refuses it', (schema) => {
    const metadata = { constructor: 'y', toString: 'z' };
    expect(schema.parse({ metadata })).toEqual({ metadata });
    const given: unknown = JSON.parse('{"metadata":{"__proto__":"x","constructor":"y"}}');
    expect(wrongFields(schema, given)).toEqual(['metadata.__proto__']);
  });

  it('refuses half a surrogate pair in a name', () => {
    expect(wrongFields(contracts.updateCustomer.body, { metadata: { '\ud800': 'x' } })).toEqual(['metadata.\ud800']);
  });
});
