import { expect, it } from '@jest/globals';
import { exampleOf } from './example-of.js';

it.each([
  [{ type: 'object', examples: [{ a: 1 }, { a: 2 }] }, { a: 1 }],
  [{ type: 'object', required: ['a'], properties: { a: { enum: ['x', 'y'] }, b: { type: 'string' } } }, { a: 'x' }],
  [{ required: ['a'], properties: { a: { type: ['string', 'null'], minLength: 6 } } }, { a: 'text' + 'xx' }],
  [
    {
      properties: { n: { type: 'number', exclusiveMinimum: 4 }, m: { minimum: 3, type: 'integer' } },
      required: ['n', 'm'],
    },
    { n: 5, m: 3 },
  ],
  [
    {
      type: 'object',
      required: ['user'],
      properties: { user: { $ref: '#/$defs/a~1b' } },
      $defs: { 'a/b': { const: 7 } },
    },
    { user: 7 },
  ],
  [
    { required: ['l'], properties: { l: { type: 'array', minItems: 2, items: { type: 'boolean' } } } },
    { l: [true, true] },
  ],
  [
    { allOf: [{ required: ['a'], properties: { a: { default: 1 } } }], required: ['b'], properties: { b: {} } },
    { a: 1, b: null },
  ],
  [{ oneOf: [{ type: 'object', example: { one: 1 } }, { type: 'object' }] }, { one: 1 }],
  [{ type: 'string' }, {}],
])('an example of %j is %j', (schema, example) => {
  expect(exampleOf(schema)).toEqual(example);
});

it('a schema that refers to itself has one', () => {
  const schema = { required: ['next'], properties: { next: { $ref: '#' } } };
  expect(exampleOf(schema)).toHaveProperty('next.next');
});
