import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { Budget } from './budget.js';
import { compileSchema } from './compile.js';

const draft7 = 'http://json-schema.org/draft-07/schema#';
const draft2020 = 'https://json-schema.org/draft/2020-12/schema';

const Line = z.object({ sku: z.string().min(1), quantity: z.int().positive() });

interface Generated {
  schema: unknown;
  valid: unknown;
  invalid: unknown;
}

/** Schemas as generators print them, with their annotations and their ways to refer and to extend. */
const generators: Record<string, Generated> = {
  'zod 4': {
    schema: z.toJSONSchema(
      z.object({
        id: z.uuid(),
        email: z.email(),
        url: z.url().optional(),
        status: z.enum(['open', 'paid']).default('open'),
        payment: z.discriminatedUnion('type', [
          z.object({ type: z.literal('card'), last4: z.string().length(4) }),
          z.object({ type: z.literal('cash') }),
        ]),
        lines: z.array(Line).nonempty(),
        tags: z.record(z.string(), z.string().nullable()),
        pair: z.tuple([z.number(), z.string()]),
      }),
      { io: 'input' },
    ),
    valid: {
      ...{ id: '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b', email: 'a@example.com', pair: [1, 'a'], tags: { a: null } },
      ...{ payment: { type: 'card', last4: '4242' }, lines: [{ sku: 'a', quantity: 1 }] },
    },
    invalid: {
      ...{ id: '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b', email: 'a@example.com', pair: [1, 'a'], tags: {} },
      ...{ payment: { type: 'card' }, lines: [{ sku: 'a', quantity: 1 }] },
    },
  },
  "zod 4's ISO and network formats": {
    schema: z.toJSONSchema(
      z.object({
        at: z.iso.datetime({ offset: true }),
        date: z.iso.date(),
        time: z.iso.time(),
        every: z.iso.duration(),
        host: z.hostname(),
        address: z.union([z.ipv4(), z.ipv6()]),
        network: z.cidrv4(),
        phone: z.e164(),
        body: z.base64(),
        key: z.ulid(),
      }),
    ),
    valid: {
      ...{
        at: '2026-02-28T12:00:00+01:00',
        date: '2024-02-29',
        time: '12:00:00',
        every: 'P1DT2H',
        host: 'a.example.com',
      },
      ...{
        address: '::1',
        network: '10.0.0.0/8',
        phone: '+4930123456',
        body: 'YWJj',
        key: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      },
    },
    invalid: {
      ...{
        at: '2026-02-28T12:00:00+01:00',
        date: '2023-02-29',
        time: '12:00:00',
        every: 'P1DT2H',
        host: 'a.example.com',
      },
      ...{
        address: '::1',
        network: '10.0.0.0/8',
        phone: '+4930123456',
        body: 'YWJj',
        key: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      },
    },
  },
  'zod-to-json-schema': {
    schema: {
      $ref: '#/definitions/Order',
      definitions: {
        Order: {
          type: 'object',
          properties: {
            id: { type: 'string', format: 'uuid' },
            total: { type: 'integer', exclusiveMinimum: 0 },
            note: { anyOf: [{ type: 'string', maxLength: 10 }, { type: 'null' }] },
            previous: { $ref: '#/definitions/Order' },
          },
          required: ['id', 'total'],
          additionalProperties: false,
        },
      },
      $schema: draft7,
    },
    valid: { id: 'a', total: 1, note: null, previous: { id: 'b', total: 2 } },
    invalid: { id: 'a', total: 1, previous: { id: 'b', total: 0 } },
  },
  TypeBox: {
    schema: {
      $id: 'Node',
      type: 'object',
      properties: {
        kind: {
          anyOf: [
            { const: 'a', type: 'string' },
            { const: 'b', type: 'string' },
          ],
        },
        path: { type: 'string', pattern: '^/users/(.*)$' },
        labels: { type: 'object', patternProperties: { '^(.*)$': { type: 'string' } } },
        both: {
          allOf: [
            { type: 'object', required: ['x'], properties: { x: { type: 'number' } } },
            { type: 'object', required: ['y'], properties: { y: { type: 'number' } } },
          ],
          unevaluatedProperties: false,
        },
        nodes: { type: 'array', items: { $ref: 'Node' } },
      },
      required: ['kind', 'nodes'],
    },
    valid: { kind: 'a', path: '/users/1', labels: { a: 'b' }, both: { x: 1, y: 2 }, nodes: [{ kind: 'b', nodes: [] }] },
    invalid: { kind: 'a', nodes: [{ kind: 'c', nodes: [] }] },
  },
  Valibot: {
    schema: {
      $schema: draft7,
      type: 'object',
      properties: {
        email: { type: 'string', format: 'email' },
        role: { enum: ['admin', 'user'] },
        pair: { type: 'array', items: { type: 'number' }, minItems: 2 },
        union: { anyOf: [{ type: 'string' }, { type: 'integer', minimum: 1 }] },
      },
      required: ['email', 'role'],
      additionalProperties: false,
    },
    valid: { email: 'a', role: 'admin', pair: [1, 2], union: 1 },
    invalid: { email: 'a', role: 'admin', union: 0 },
  },
  ArkType: {
    schema: {
      $schema: draft2020,
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 1 },
        platform: { enum: ['android', 'ios'] },
        versions: { type: 'array', items: { anyOf: [{ type: 'number' }, { type: 'string' }] }, minItems: 1 },
        code: { type: 'string', pattern: '^[a-z]+$' },
      },
      required: ['name', 'platform'],
    },
    valid: { name: 'a', platform: 'ios', versions: [1, '2'] },
    invalid: { name: 'a', platform: 'ios', versions: [] },
  },
  Effect: {
    schema: {
      $schema: draft7,
      $defs: {
        Int: { type: 'integer', description: 'an integer', title: 'int' },
        NonEmptyString: { type: 'string', description: 'a non empty string', title: 'nonEmptyString', minLength: 1 },
      },
      type: 'object',
      required: ['name', 'age'],
      properties: {
        name: { $ref: '#/$defs/NonEmptyString' },
        age: { $ref: '#/$defs/Int' },
        more: { $id: '/schemas/unknown', title: 'unknown' },
        other: { $id: '/schemas/object', anyOf: [{ type: 'object' }, { type: 'array' }] },
      },
      additionalProperties: false,
    },
    valid: { name: 'a', age: 1, more: 1, other: [] },
    invalid: { name: '', age: 1 },
  },
  'ts-json-schema-generator': {
    schema: {
      $schema: draft7,
      $ref: '#/definitions/Order',
      definitions: {
        Order: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            'lines<Line>': { type: 'array', items: { $ref: '#/definitions/Line%3Cstring%3E' } },
          },
          required: ['id'],
          additionalProperties: false,
        },
        'Line<string>': {
          type: 'object',
          properties: { kind: { type: 'string', const: 'a' }, size: { type: ['number', 'null'] } },
          required: ['kind', 'size'],
          additionalProperties: false,
        },
      },
    },
    valid: { id: 'a', 'lines<Line>': [{ kind: 'a', size: null }] },
    invalid: { id: 'a', 'lines<Line>': [{ kind: 'b', size: 1 }] },
  },
  Pydantic: {
    schema: {
      $defs: {
        Card: {
          properties: {
            type: { const: 'card', title: 'Type', type: 'string' },
            last4: { maxLength: 4, minLength: 4, title: 'Last4', type: 'string' },
          },
          required: ['type', 'last4'],
          title: 'Card',
          type: 'object',
        },
        Cash: {
          properties: { type: { const: 'cash', default: 'cash', title: 'Type', type: 'string' } },
          title: 'Cash',
          type: 'object',
        },
        Status: { enum: ['open', 'paid'], title: 'Status', type: 'string' },
      },
      additionalProperties: false,
      description: 'An order.',
      properties: {
        id: { format: 'uuid', title: 'Id', type: 'string' },
        total: {
          anyOf: [
            { minimum: 0, type: 'number' },
            { pattern: '^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$', type: 'string' },
          ],
          title: 'Total',
        },
        status: { $ref: '#/$defs/Status', default: 'open' },
        note: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null, title: 'Note' },
        payment: {
          discriminator: { mapping: { card: '#/$defs/Card', cash: '#/$defs/Cash' }, propertyName: 'type' },
          oneOf: [{ $ref: '#/$defs/Card' }, { $ref: '#/$defs/Cash' }],
          title: 'Payment',
        },
        at: { examples: ['2026-01-01T00:00:00Z'], format: 'date-time', title: 'At', type: 'string' },
        wait: { format: 'duration', title: 'Wait', type: 'string' },
        pair: {
          maxItems: 2,
          minItems: 2,
          prefixItems: [{ type: 'integer' }, { type: 'string' }],
          title: 'Pair',
          type: 'array',
        },
      },
      required: ['id', 'total', 'payment'],
      title: 'Order',
      type: 'object',
    },
    valid: { id: 'a', total: '12.50', payment: { type: 'cash' }, pair: [1, 'a'], note: null },
    invalid: { id: 'a', total: '-.', payment: { type: 'cash' } },
  },
  quicktype: {
    schema: {
      $schema: 'http://json-schema.org/draft-06/schema#',
      $ref: '#/definitions/Order',
      definitions: {
        Order: {
          type: 'object',
          additionalProperties: false,
          properties: {
            id: { type: 'string', format: 'integer' },
            url: { type: 'string', format: 'uri', 'qt-uri-protocols': ['https'], 'qt-uri-extensions': ['.json'] },
            lines: { type: 'array', items: { $ref: '#/definitions/Line' } },
          },
          required: ['id', 'lines', 'url'],
          title: 'Order',
        },
        Line: {
          type: 'object',
          additionalProperties: false,
          properties: { price: { type: 'number' }, note: { anyOf: [{ type: 'null' }, { type: 'string' }] } },
          required: ['price'],
          title: 'Line',
        },
      },
    },
    valid: { id: '1', url: 'https://example.com/a.json', lines: [{ price: 1, note: null }] },
    invalid: { id: '1', url: 'https://example.com/a.json', lines: [{ price: '1' }] },
  },
  GenSON: {
    schema: {
      $schema: 'http://json-schema.org/schema#',
      type: 'object',
      properties: { id: { type: ['integer', 'string'] }, lines: { type: 'array', items: { type: 'object' } } },
      required: ['id'],
    },
    valid: { id: 'a', lines: [{}] },
    invalid: { id: null },
  },
  'invopop/jsonschema (Go)': {
    schema: {
      $schema: draft2020,
      $id: 'https://example.com/shop/order',
      $ref: '#/$defs/Order',
      $defs: {
        Order: {
          properties: {
            id: { type: 'integer', examples: [1] },
            tags: { additionalProperties: { type: 'string' }, type: 'object' },
            at: { type: 'string', format: 'date-time' },
            raw: true,
            body: { type: 'string', contentEncoding: 'base64' },
          },
          additionalProperties: false,
          type: 'object',
          required: ['id'],
        },
      },
    },
    valid: { id: 1, tags: { a: 'b' }, raw: [1] },
    invalid: { id: 1, tags: { a: 1 } },
  },
  'schemars (Rust)': {
    schema: {
      $schema: draft2020,
      title: 'Order',
      type: 'object',
      properties: {
        id: { type: 'integer', format: 'uint64', minimum: 0 },
        state: { $ref: '#/$defs/State' },
        note: { type: ['string', 'null'], default: null },
      },
      required: ['id', 'state'],
      $defs: {
        State: {
          oneOf: [
            { description: 'Not paid.', type: 'string', const: 'Open' },
            {
              type: 'object',
              properties: { Paid: { type: 'integer', format: 'uint8', minimum: 0, maximum: 255 } },
              additionalProperties: false,
              required: ['Paid'],
            },
          ],
        },
      },
    },
    valid: { id: 1, state: { Paid: 255 } },
    invalid: { id: 1, state: { Paid: 256 } },
  },
  'NJsonSchema (.NET)': {
    schema: {
      $schema: 'http://json-schema.org/draft-04/schema#',
      title: 'Order',
      type: 'object',
      additionalProperties: false,
      required: ['Id'],
      properties: {
        Id: { type: 'string', format: 'guid', minLength: 1 },
        Total: { type: 'number', format: 'decimal', minimum: 0.0 },
        State: { description: '', 'x-enumNames': ['Open', 'Paid'], enum: [0, 1] },
        Line: { oneOf: [{ type: 'null' }, { $ref: '#/definitions/Line' }] },
      },
      definitions: {
        Line: { type: 'object', additionalProperties: false, properties: { Sku: { type: ['null', 'string'] } } },
      },
    },
    valid: { Id: 'a', Total: 0.5, State: 1, Line: { Sku: null } },
    invalid: { Id: 'a', State: 2 },
  },
  'JsonSchemaExporter (.NET)': {
    schema: {
      type: ['object', 'null'],
      properties: {
        Total: { type: ['string', 'number'], pattern: String.raw`^-?(?:0|[1-9]\d*)(?:\.\d+)?$` },
        Wait: {
          $comment: 'Represents a System.TimeSpan value.',
          type: 'string',
          pattern: String.raw`^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$`,
        },
        Line: { type: 'object', properties: { Sku: { type: 'string' } } },
        Next: { $ref: '#/properties/Line' },
      },
      required: ['Total'],
    },
    valid: { Total: '12.5', Wait: '1.00:00:00', Next: { Sku: 'a' } },
    invalid: { Total: '012', Next: { Sku: 'a' } },
  },
  'victools (Java)': {
    schema: {
      $schema: draft2020,
      $defs: {
        Money: {
          type: 'object',
          properties: { amount: { type: 'integer' }, currency: { type: 'string', enum: ['EUR', 'USD'] } },
        },
        'Money-nullable': { anyOf: [{ type: 'null' }, { $ref: '#/$defs/Money' }] },
      },
      type: 'object',
      properties: {
        total: { $ref: '#/$defs/Money', description: 'With taxes.' },
        'tips(0)': { $ref: '#/$defs/Money-nullable', readOnly: true },
      },
    },
    valid: { total: { amount: 1, currency: 'EUR' }, 'tips(0)': null },
    invalid: { total: { amount: 1, currency: 'CHF' } },
  },
  'a component of OpenAPI 3.1, with the others': {
    schema: {
      $ref: '#/components/schemas/Order',
      components: {
        schemas: {
          Order: {
            type: 'object',
            required: ['payment'],
            properties: {
              payment: {
                oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Cash' }],
                discriminator: { propertyName: 'type', mapping: { card: '#/components/schemas/Card' } },
              },
            },
            example: { payment: { type: 'cash' } },
            externalDocs: { url: 'https://example.com' },
            xml: { name: 'order' },
            'x-internal': true,
          },
          Card: {
            type: 'object',
            required: ['type', 'last4'],
            properties: { type: { const: 'card' }, last4: { type: 'string' } },
          },
          Cash: { type: 'object', required: ['type'], properties: { type: { const: 'cash' } } },
        },
      },
    },
    valid: { payment: { type: 'card', last4: '4242' } },
    invalid: { payment: { type: 'card' } },
  },
};

describe('a generated schema', () => {
  it.each(Object.entries(generators))('of %s is taken as it is', (_, { schema, valid, invalid }) => {
    const compiled = compileSchema(schema);
    expect(compiled.check(valid, new Budget(100_000))).toEqual([]);
    expect(compiled.check(invalid, new Budget(100_000))).not.toEqual([]);
  });
});
