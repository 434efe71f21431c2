import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  requestFormats,
  type RequestFormat,
  type RequestFormatName,
  type SignatureTemplate,
} from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { verify as verifyGitHub } from '@octokit/webhooks-methods';
import fc from 'fast-check';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import { compileFormat, headerBuilder } from './request-format.js';
import { generateSecret } from './secret.js';
import { lastingHeaders, modeluxSignature, requestHeaders } from './sign.js';

const now = (): number => Math.floor(Date.now() / 1000);
const request = {
  event_type: 'budget.exceeded',
  delivery_id: 'whd_1',
  version: '9.9.9',
  id: 'order-17',
  timestamp: 1_614_265_330,
  body: '{"a":"ü😀"}',
  attempt: 1,
};
const secrets = ['whsec_bmV3', 'whsec_b2xk'];

const anyRequest = fc.record({
  event_type: fc.constantFrom('budget.exceeded', 'api_key.revoked'),
  delivery_id: fc.constantFrom('whd_1', 'whd_2'),
  version: fc.constant('9.9.9'),
  secrets: fc.array(fc.constantFrom('whsec_bmV3', 'whsec_b2xk', 'a text'), { minLength: 1, maxLength: 4 }),
  id: fc.constantFrom('order-17', 'evt_1'),
  timestamp: fc.integer({ min: 0, max: 4_000_000_000 }),
  body: fc.string({ unit: 'binary' }),
  attempt: fc.integer({ min: 1, max: 30 }),
});

describe('the default format', () => {
  it('compiled has the headers that Postrider sends without a format, in the same order', () => {
    const compiled = compileFormat(requestFormats.default);
    fc.assert(
      fc.property(anyRequest, (any) => {
        expect(Object.entries(compiled.requestHeaders(any))).toEqual(Object.entries(requestHeaders(any)));
        expect(Object.entries(compiled.lastingHeaders(any))).toEqual(Object.entries(lastingHeaders(any)));
      }),
    );
  });

  it('is what an organization without a format has', () => {
    expect(headerBuilder(null).requestHeaders({ ...request, secrets })).toEqual(
      requestHeaders({ ...request, secrets }),
    );
  });
});

describe('a format', () => {
  const format: RequestFormat = {
    headers: {
      id: 'X-Id',
      timestamp: null,
      event_type: 'X-Event',
      delivery_id: null,
      attempt: 'X-Attempt',
      customer: null,
    },
    user_agent: 'Acme/1.0 ({version})',
    signatures: [{ scheme: 'hmac_hex', header: 'X-Acme-Signature' }],
  };

  it('names headers, leaves others out, and keeps the content type', () => {
    expect(compileFormat(format).requestHeaders({ ...request, secrets })).toEqual({
      'content-type': 'application/json',
      'X-Id': 'order-17',
      'X-Event': 'budget.exceeded',
      'X-Attempt': '1',
      'user-agent': 'Acme/1.0 (9.9.9)',
      'X-Acme-Signature': modeluxSignature('whsec_bmV3', request.body),
    });
  });

  it('may have no User-Agent', () => {
    const headers = compileFormat({ ...format, user_agent: null }).requestHeaders({ ...request, secrets });
    expect(headers).not.toHaveProperty('user-agent');
  });

  it('that an earlier release stored has no header that it did not know', () => {
    const { customer: _, ...headers } = requestFormats.default.headers;
    const text = JSON.stringify({ ...requestFormats.default, headers });
    const sent = headerBuilder(text).requestHeaders({ ...request, secrets, customer: 'cus-1' });
    expect(Object.keys(sent)).toEqual(Object.keys(requestHeaders({ ...request, secrets })));
  });

  it('that is stored is compiled once', () => {
    const text = JSON.stringify(format);
    expect(headerBuilder(text)).toBe(headerBuilder(text));
    expect(headerBuilder(text)).not.toBe(headerBuilder(`${text} `));
  });

  it('needs at least one secret', () => {
    expect(() => compileFormat(format).requestHeaders({ ...request, secrets: [] })).toThrow(
      'there is no unexpired signing secret',
    );
  });
});

describe('a template', () => {
  const template: SignatureTemplate = {
    scheme: 'template',
    header: 'X-Signature',
    hash: 'sha256',
    encoding: 'hex',
    key: 'text',
    signed: '{body}',
    value: '{signature}',
    repeat: null,
  };
  const signature = (changes: Partial<SignatureTemplate>, attempt = 1, own = secrets): string | undefined => {
    const { headers } = requestFormats.default;
    const format = { headers, user_agent: null, signatures: [{ ...template, ...changes }] };
    return compileFormat(format).requestHeaders({ ...request, secrets: own, attempt })['X-Signature'];
  };

  it.each([
    ['sha1', 'hex'],
    ['sha512', 'base64'],
  ] as const)('signs with %s in %s', (hash, encoding) => {
    const expected = createHmac(hash, 'whsec_bmV3').update(request.body).digest(encoding);
    expect(signature({ hash, encoding })).toBe(expected);
  });

  it('signs with the decoded secret', () => {
    expect(signature({ key: 'decoded' })).toBe(createHmac('sha256', 'new').update(request.body).digest('hex'));
  });

  it('signs the id, the time and the body as it says, and puts the value together', () => {
    const value = signature({ signed: 'v0:{timestamp}:{id}:{body}', value: 'id={id};t={timestamp};s={signature};x' });
    const signed = `v0:1614265330:order-17:${request.body}`;
    const hex = createHmac('sha256', 'whsec_bmV3').update(signed).digest('hex');
    expect(value).toBe(`id=order-17;t=1614265330;s=${hex};x`);
  });

  it('takes a body with braces as it is', () => {
    const body = '{"id":"{id}","t":"{timestamp}"}';
    const headers = compileFormat({ ...requestFormats.stripe, signatures: [template] }).requestHeaders({
      ...request,
      body,
      secrets,
    });
    expect(headers['X-Signature']).toBe(modeluxSignature('whsec_bmV3', body));
  });

  it('without a repeated part alternates between the secrets', () => {
    const of = (secret: string): string => modeluxSignature(secret, request.body);
    expect([1, 2, 3].map((attempt) => signature({}, attempt))).toEqual(
      ['whsec_bmV3', 'whsec_b2xk', 'whsec_bmV3'].map(of),
    );
  });

  it('repeats a part for each secret, newest first, and the rest once', () => {
    const [newest, oldest] = secrets.map((secret) => modeluxSignature(secret, request.body));
    const changes = { value: 'a, s={signature}, z', repeat: { part: 's={signature}', separator: '; ' } };
    expect(signature(changes)).toBe(`a, s=${newest ?? ''}; s=${oldest ?? ''}, z`);
  });
});

type Headers = Record<string, string>;
type Receiver = (secret: string, body: string, headers: Headers) => Promise<boolean>;

const verifies = (verify: () => unknown): Promise<boolean> => {
  try {
    verify();
    return Promise.resolve(true);
  } catch {
    return Promise.resolve(false);
  }
};

const stripe = new Stripe('sk_test_unused');

/** The packages that receivers use, and Shopify's steps in its documentation, whose package also asks for a shop. */
const receivers: [RequestFormatName, Receiver][] = [
  [
    'stripe',
    (secret, body, headers) =>
      verifies(() => stripe.webhooks.constructEvent(body, headers['Stripe-Signature'] ?? '', secret)),
  ],
  ['github', (secret, body, headers) => verifyGitHub(secret, body, headers['X-Hub-Signature-256'] ?? '')],
  [
    'shopify',
    (secret, body, headers) => {
      const expected = createHmac('sha256', secret).update(body, 'utf8').digest();
      const given = Buffer.from(headers['X-Shopify-Hmac-Sha256'] ?? '', 'base64');
      return Promise.resolve(given.length === expected.length && timingSafeEqual(given, expected));
    },
  ],
  [
    'svix',
    (secret, body, headers) =>
      verifies(() => {
        new SvixWebhook(secret).verify(body, headers);
      }),
  ],
];

describe.each(receivers)('a receiver that was written for %s', (name, accepts) => {
  const signed = (body: string, own: string[], attempt = 1): Headers =>
    compileFormat(requestFormats[name]).requestHeaders({ ...request, secrets: own, timestamp: now(), body, attempt });

  it('accepts any body', async () => {
    const anyBody = fc.jsonValue({ stringUnit: 'binary' }).map((value) => JSON.stringify({ value }));
    await fc.assert(
      fc.asyncProperty(anyBody, async (body) => {
        const secret = generateSecret();
        expect(await accepts(secret, body, signed(body, [secret]))).toBe(true);
      }),
    );
  });

  it('refuses a changed body and a foreign secret', async () => {
    const secret = generateSecret();
    const headers = signed('{"a":1}', [secret]);
    expect(await accepts(secret, '{"a":2}', headers)).toBe(false);
    expect(await accepts(generateSecret(), '{"a":1}', headers)).toBe(false);
  });

  it('with one of two secrets accepts at the latest the second attempt', async () => {
    const [before, after] = [generateSecret(), generateSecret()];
    for (const secret of [before, after]) {
      const accepted = [1, 2].map((attempt) => accepts(secret, '{}', signed('{}', [after, before], attempt)));
      expect(await Promise.all(accepted)).toContain(true);
    }
  });
});

describe('a rotation', () => {
  it.each([['stripe', 'svix'] as const])('is noticed by no receiver for %s or %s', async (...names) => {
    const [before, after] = [generateSecret(), generateSecret()];
    for (const name of names) {
      const [, accepts = () => Promise.resolve(false)] = receivers.find(([known]) => known === name) ?? [];
      const own = { ...request, secrets: [after, before], timestamp: now(), body: '{}' };
      const headers = compileFormat(requestFormats[name]).requestHeaders(own);
      for (const secret of [before, after]) expect(await accepts(secret, '{}', headers)).toBe(true);
    }
  });
});
