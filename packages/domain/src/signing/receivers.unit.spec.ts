import { createHmac, timingSafeEqual } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { eventBody } from '../event/event-body.js';
import { generateSecret } from './secret.js';
import { signatureHeaders } from './sign.js';

type Headers = Record<string, string>;
type Receiver = (secret: string, body: string, headers: Headers) => boolean;

const verifies = (verify: () => unknown): boolean => {
  try {
    verify();
    return true;
  } catch {
    return false;
  }
};

/** What the vendor's page tells a receiver to do. */
const bySignaturePage: Receiver = (secret, body, headers) => {
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('hex'));
  const given = Buffer.from(headers['x-modelux-signature'] ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const libraries: [string, Receiver][] = [
  ['standardwebhooks', (secret, body, headers) => verifies(() => new StandardWebhook(secret).verify(body, headers))],
  [
    'svix',
    (secret, body, headers) =>
      verifies(() => {
        new SvixWebhook(secret).verify(body, headers);
      }),
  ],
];

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

const anyData = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }));
const anyBody = anyData.map((data) =>
  eventBody({
    id: 'order-17',
    type: 'budget.exceeded',
    timestamp: new Date(),
    dataJson: JSON.stringify(data),
    test: false,
  }),
);
const anyId = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019_:-')), minLength: 1, maxLength: 128 });
const anyText = fc.string({ unit: 'binary' });

describe.each(libraries)('a receiver with the library %s', (_, accepts) => {
  it('accepts any body', () => {
    fc.assert(
      fc.property(anyBody, anyId, fc.integer({ min: 1, max: 26 }), (body, id, attempt) => {
        const secret = generateSecret();
        const headers = signatureHeaders({ secrets: [secret], id, timestamp: nowSeconds(), body, attempt });
        expect(accepts(secret, body, headers)).toBe(true);
      }),
    );
  });

  it('refuses a changed body, id or time, and a foreign secret', () => {
    const secret = generateSecret();
    const [body, timestamp] = ['{"a":1}', nowSeconds()];
    const headers = signatureHeaders({ secrets: [secret], id: 'order-17', timestamp, body, attempt: 1 });
    expect(accepts(secret, body, headers)).toBe(true);
    expect(accepts(secret, '{"a":2}', headers)).toBe(false);
    expect(accepts(secret, body, { ...headers, 'webhook-id': 'order-18' })).toBe(false);
    expect(accepts(secret, body, { ...headers, 'webhook-timestamp': String(timestamp - 1) })).toBe(false);
    expect(accepts(generateSecret(), body, headers)).toBe(false);
  });

  it('accepts every attempt during a rotation, whether it knows the new secret or only the old one', () => {
    const [before, after, foreign] = [generateSecret(), generateSecret(), generateSecret()];
    fc.assert(
      fc.property(anyBody, fc.integer({ min: 1, max: 26 }), (body, attempt) => {
        const secrets = [after, before];
        const headers = signatureHeaders({ secrets, id: 'order-17', timestamp: nowSeconds(), body, attempt });
        expect(accepts(before, body, headers)).toBe(true);
        expect(accepts(after, body, headers)).toBe(true);
        expect(accepts(foreign, body, headers)).toBe(false);
      }),
    );
  });
});

describe('a receiver written to the vendor’s page', () => {
  const headersOf = (secrets: string[], body: string, attempt: number): Headers =>
    signatureHeaders({ secrets, id: 'order-17', timestamp: nowSeconds(), body, attempt });

  it('accepts any body', () => {
    fc.assert(
      fc.property(fc.oneof(anyBody, anyText), fc.integer({ min: 1, max: 26 }), (body, attempt) => {
        const secret = generateSecret();
        expect(bySignaturePage(secret, body, headersOf([secret], body, attempt))).toBe(true);
      }),
    );
  });

  it('that knows only one of two secrets accepts at the latest on the second attempt', () => {
    const [before, after] = [generateSecret(), generateSecret()];
    const acceptedOn = (secret: string): number[] =>
      [1, 2, 3, 4].filter((attempt) => bySignaturePage(secret, '{}', headersOf([after, before], '{}', attempt)));
    expect(acceptedOn(after)).toEqual([1, 3]);
    expect(acceptedOn(before)).toEqual([2, 4]);
  });
});
