/** Expressions as zod prints them for `z.uuid()`, `z.iso.datetime()` and `z.email()`. */
const uuid =
  '^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$';
const dateTime = String.raw`^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z))$`;
const email = String.raw`^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$`;

const text = { type: 'string', minLength: 1, maxLength: 200 };
const cents = { type: 'integer', minimum: 0 };

/** The schema of an event type as a generator prints it. */
export const orderSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid', pattern: uuid },
    created_at: { type: 'string', format: 'date-time', pattern: dateTime },
    currency: { type: 'string', enum: ['EUR', 'USD', 'GBP'] },
    customer: {
      type: 'object',
      properties: {
        id: { type: 'string', pattern: uuid },
        email: { type: 'string', format: 'email', pattern: email },
        name: text,
      },
      required: ['id', 'email'],
      additionalProperties: false,
    },
    note: { anyOf: [{ type: 'string', maxLength: 500 }, { type: 'null' }] },
    lines: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: {
        type: 'object',
        properties: {
          sku: { type: 'string', pattern: String.raw`^[A-Z]{3}-\d{4}$` },
          title: text,
          quantity: { type: 'integer', exclusiveMinimum: 0 },
          price_cents: cents,
        },
        required: ['sku', 'title', 'quantity', 'price_cents'],
        additionalProperties: false,
      },
    },
    total_cents: cents,
  },
  required: ['id', 'created_at', 'currency', 'customer', 'lines', 'total_cents'],
  additionalProperties: false,
};

/** An order of five items, about 700 bytes. */
export const order = {
  id: '3f2c8a1e-6b7d-4c0a-9e51-0d9b7a6c5e4f',
  created_at: '2026-11-23T12:51:48.312Z',
  currency: 'EUR',
  customer: { id: '7d4e1b9c-2a3f-4d5e-8f60-1a2b3c4d5e6f', email: 'ada@example.com', name: 'Ada' },
  note: null,
  lines: Array.from({ length: 5 }, (_, i) => ({
    sku: `ABC-100${String(i)}`,
    title: `Item ${String(i)}`,
    quantity: i + 1,
    price_cents: 1_250,
  })),
  total_cents: 18_750,
};
