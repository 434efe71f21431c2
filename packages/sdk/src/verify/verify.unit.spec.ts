import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { verify, verifySignature, WebhookVerificationError, type WebhookHeaders } from './verify.js';

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
const secret = newSecret();
const old = newSecret();
const event = { id: 'evt_1', type: 'budget.exceeded', timestamp: '2026-11-23T12:00:00.000Z', data: { name: 'Zoë' } };
const body = JSON.stringify(event);
const now = (): number => 1_795_438_487_000;
const at = new Date(now());

const modelux = (key: string, text = body) => createHmac('sha256', key).update(text).digest('hex');
const standard = (key: string, text = body, date = at): Record<string, string> => ({
  'webhook-id': event.id,
  'webhook-timestamp': String(date.getTime() / 1000),
  'webhook-signature': new StandardWebhook(key).sign(event.id, date, text),
});

async function codeOf(headers: WebhookHeaders, text = body, options = {}): Promise<string> {
  try {
    await verify(text, headers, { secret, now, ...options });
    return 'genuine';
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.code;
    throw error;
  }
}

describe('the vectors of Standard Webhooks', () => {
  it.each([
    [
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1_614_265_330,
      '{"test": 2432232314}',
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    ],
    [
      'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
      'msg_27UH4WbU6Z5A5EzD8u03UvzRbpk',
      1_649_367_553,
      '{"email":"test@example.com","username":"test_user"}',
      'v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=',
    ],
  ])('%s is right, and wrong once anything is changed', async (key, id, timestamp, text, signature) => {
    const headers = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
    const options = { secret: key, now: () => timestamp * 1000 };
    await verifySignature(text, headers, options);
    const later = { ...headers, 'webhook-timestamp': String(timestamp + 1) };
    await expect(verifySignature(`${text} `, headers, options)).rejects.toMatchObject({ code: 'wrong_signature' });
    await expect(verifySignature(text, later, options)).rejects.toMatchObject({ code: 'wrong_signature' });
    await expect(verifySignature(text, { ...headers, 'webhook-id': 'x' }, options)).rejects.toThrow(
      WebhookVerificationError,
    );
  });
});

describe('signatures by other libraries', () => {
  it.each([
    ['standardwebhooks', (id: string, date: Date) => new StandardWebhook(secret).sign(id, date, body)],
    ['svix', (id: string, date: Date) => new SvixWebhook(secret).sign(id, date, body)],
  ])('%s: is right, and wrong with another body', async (_, sign) => {
    const headers = { ...standard(secret), 'webhook-signature': sign(event.id, at) };
    expect(await codeOf(headers)).toBe('genuine');
    expect(await codeOf(headers, body.replace('Zoë', 'Zoe'))).toBe('wrong_signature');
  });
});

describe('a genuine request', () => {
  it('returns its event, for each form of body and headers', async () => {
    const headers = { ...standard(secret), 'x-modelux-signature': modelux(secret) };
    const bytes = new TextEncoder().encode(body);
    const padded = Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('yy')]).subarray(2, -2);
    for (const raw of [body, bytes, padded, bytes.buffer]) {
      expect(await verify(raw, headers, { secret, now })).toEqual(event);
    }
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]));
    for (const given of [new Headers(headers), upper]) {
      expect(await verify(body, given, { secret, now })).toEqual(event);
    }
  });

  it('takes a secret that is any text', async () => {
    const text = 'Zürich, 1291: thirteen bytes more ☃';
    const timestamp = Math.floor(now() / 1000);
    const signed = createHmac('sha256', text)
      .update(`${event.id}.${String(timestamp)}.${body}`)
      .digest('base64');
    const given = {
      'webhook-id': event.id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,${signed}`,
    };
    expect(await codeOf(given, body, { secret: text })).toBe('genuine');
    expect(await codeOf({ ...given, 'x-modelux-signature': modelux(text) }, body, { secret: text })).toBe('genuine');
    expect(await codeOf(given, body, { secret: `${text}!` })).toBe('wrong_signature');
  });

  it('needs one matching signature among several, by one of several secrets', async () => {
    const both = `${standard(newSecret())['webhook-signature'] ?? ''} ${standard(old)['webhook-signature'] ?? ''} v2,x`;
    const headers = { ...standard(secret), 'webhook-signature': both };
    expect(await codeOf(headers, body, { secret: [secret, old] })).toBe('genuine');
    expect(await codeOf(headers, body, { secret: () => Promise.resolve([old]) })).toBe('genuine');
    expect(await codeOf(headers)).toBe('wrong_signature');
  });

  it('may have x-modelux-signature alone if that header is configured', async () => {
    const headers = { 'x-modelux-signature': modelux(old) };
    const signatureHeader = 'x-modelux-signature';
    expect(await codeOf(headers, body, { secret: [secret, old], signatureHeader })).toBe('genuine');
    expect(await codeOf(headers, body, { signatureHeader })).toBe('wrong_signature');
    expect(await codeOf({ ...standard(secret), ...headers }, body, { signatureHeader })).toBe('wrong_signature');
    expect(await codeOf(standard(secret), body, { signatureHeader })).toBe('missing_signature');
    const malformed = { 'x-modelux-signature': 'abc' };
    expect(await codeOf(malformed, body, { signatureHeader })).toBe('malformed_signature');
  });

  it('may have as many signatures as the verifier reads, the right one last', async () => {
    expect(await codeOf(listing(19))).toBe('genuine');
  });
});

/** Forged signatures before the right one. */
const listing = (forged: number) => {
  const headers = standard(secret);
  const others = Array.from({ length: forged }, () => `v1,${randomBytes(32).toString('base64')}`);
  return { ...headers, 'webhook-signature': [...others, headers['webhook-signature']].join(' ') };
};

describe('a request is rejected', () => {
  const headers = standard(secret);

  it.each([
    ['missing_signature', {}],
    ['missing_header', { 'webhook-signature': headers['webhook-signature'] }],
    ['missing_header', { ...headers, 'webhook-id': ['a', 'b'] }],
    ['malformed_signature', { ...headers, 'webhook-signature': 'v2,abc v1,?' }],
    ['missing_signature', { 'webhook-signature': '' }],
    ['malformed_signature', { ...headers, 'webhook-signature': 'v1,' + 'A'.repeat(4_100) }],
    ['malformed_signature', { ...headers, 'webhook-signature': Array<string>(4_100).fill('') }],
    ['malformed_id', { ...headers, 'webhook-id': 'a'.repeat(257) }],
    ['malformed_id', { ...headers, 'webhook-id': 'evt_1.1795438487' }],
    ['wrong_signature', standard(old)],
    ['timestamp_too_old', standard(secret, body, new Date(now() - 301_000))],
    ['timestamp_too_new', standard(secret, body, new Date(now() + 301_000))],
  ])('as %s (%#)', async (code, given) => {
    expect(await codeOf(given)).toBe(code);
  });

  it.each([
    '1e9',
    '-1',
    '+1',
    ' 1795438487',
    '1795438487 ',
    '0x6b0432d7',
    '1795438487.0',
    '',
    'NaN',
    'Infinity',
    '9'.repeat(16),
  ])('for a time that is no whole number of seconds, though it is signed: %j', async (timestamp) => {
    const signed = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(`${event.id}.${timestamp}.${body}`)
      .digest('base64');
    const given = { ...headers, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signed}` };
    expect(await codeOf(given)).toBe(timestamp === '' ? 'missing_header' : 'malformed_timestamp');
  });

  it('with more signatures than the verifier reads, one of them right', async () => {
    expect(await codeOf(listing(20))).toBe('malformed_signature');
  });

  it('without its standard headers, even if x-modelux-signature is right', async () => {
    expect(await codeOf({ 'x-modelux-signature': modelux(secret) })).toBe('missing_signature');
  });

  it('for a wrong standard signature, even if x-modelux-signature is right', async () => {
    expect(await codeOf({ ...standard(old), 'x-modelux-signature': modelux(secret) })).toBe('wrong_signature');
    const late = { ...standard(secret, body, new Date(now() - 301_000)), 'x-modelux-signature': modelux(secret) };
    expect(await codeOf(late)).toBe('timestamp_too_old');
    expect(await codeOf({ ...headers, 'x-modelux-signature': modelux(old) })).toBe('genuine');
  });

  it('beyond the configured tolerance, not at its edge', async () => {
    expect(await codeOf(standard(secret, body, new Date(now() - 300_000)))).toBe('genuine');
    expect(await codeOf(standard(secret, body, new Date(now() - 5000)), body, { toleranceSeconds: 4 })).toBe(
      'timestamp_too_old',
    );
  });

  it.each(['', '[]', '{"id":"evt_1"}', '{"id":1,"type":"a","timestamp":"b","data":{}}'])(
    'as unexpected_body where what is signed is no event: %j',
    async (text) => {
      expect(await codeOf(standard(secret, text), text)).toBe('unexpected_body');
    },
  );
});

describe('a mistake of the receiver', () => {
  it.each([
    ['a parsed body', event as unknown as string, { secret }],
    ['no secret', body, { secret: '' }],
    ['an absent secret', body, { secret: undefined as unknown as string }],
    ['no secrets', body, { secret: [] }],
    ['a secret that is none', body, { secret: 'whsec_?' }],
    ['a tolerance that is no number', body, { secret, toleranceSeconds: Number.NaN }],
    ['a tolerance without end', body, { secret, toleranceSeconds: Infinity }],
    ['a tolerance below 0', body, { secret, toleranceSeconds: -1 }],
    ['a clock that gives no number', body, { secret, now: () => Number.NaN }],
    ['a clock that gives no time', body, { secret, now: () => -Infinity }],
    ['a clock that gives text', body, { secret, now: (() => String(now())) as unknown as () => number }],
    ['a header that is not known', body, { secret, signatureHeader: 'either' as 'webhook-signature' }],
  ])('is a TypeError, not a refusal: %s', async (_, raw, options) => {
    await expect(verify(raw, standard(secret), { now, ...options })).rejects.toThrow(TypeError);
  });
});

describe('the work for a request', () => {
  it('is one HMAC per secret, however many signatures it lists', async () => {
    const sign = jest.spyOn(crypto.subtle, 'sign');
    const check = jest.spyOn(crypto.subtle, 'verify');
    try {
      const headers = { ...listing(19), 'webhook-signature': listing(19)['webhook-signature'].replace(/ [^ ]*$/, '') };
      expect(await codeOf(headers, body, { secret: [secret, old] })).toBe('wrong_signature');
      expect(sign).toHaveBeenCalledTimes(2);
      expect(check).not.toHaveBeenCalled();
      expect(await codeOf(listing(20))).toBe('malformed_signature');
      expect(sign).toHaveBeenCalledTimes(2);
    } finally {
      sign.mockRestore();
      check.mockRestore();
    }
  });
});
