import { describe, expect, it } from '@jest/globals';
import { generateSecret, secretBytes } from './secret.js';
import {
  modeluxSignature,
  requestHeaders,
  sentHeaders,
  signatureHeaders,
  standardSignature,
  untoldHeaders,
} from './sign.js';

const vectors = [
  {
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1614265330,
    body: '{"test": 2432232314}',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  {
    secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    id: 'msg_27UH4WbU6Z5A5EzD8u03UvzRbpk',
    timestamp: 1649367553,
    body: '{"email":"test@example.com","username":"test_user"}',
    signature: 'v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=',
  },
];

describe('a new secret', () => {
  it('is whsec_ and the base64 of 32 bytes', () => {
    const secret = generateSecret();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(secretBytes(secret)).toHaveLength(32);
  });

  it('is never the same', () => {
    expect(new Set(Array.from({ length: 100 }, generateSecret)).size).toBe(100);
  });
});

describe('the Standard Webhooks signature', () => {
  it.each(vectors)('of $id is that of the specification', ({ secret, id, timestamp, body, signature }) => {
    expect(standardSignature(secret, id, timestamp, body)).toBe(signature);
  });

  it('changes with the id, the time, the body and the secret', () => {
    const signatures = [
      standardSignature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'a', 1, '{}'),
      standardSignature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'b', 1, '{}'),
      standardSignature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'a', 2, '{}'),
      standardSignature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'a', 1, '{} '),
      standardSignature('whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', 'a', 1, '{}'),
    ];
    expect(new Set(signatures).size).toBe(signatures.length);
  });
});

describe('X-Modelux-Signature', () => {
  it('is the lower-case hex HMAC-SHA256 of RFC 4231, keyed with the secret as it is written', () => {
    expect(modeluxSignature('Jefe', 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('signs the bytes of the body as UTF-8', () => {
    expect(modeluxSignature('Jefe', 'ä')).not.toBe(modeluxSignature('Jefe', 'a\u0308'));
    expect(modeluxSignature('Jefe', '{"a":"ü😀"}')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the headers of a request', () => {
  const request = { id: 'order-17', timestamp: 1614265330, body: '{"a":1}' };
  const [newest, middle, oldest] = ['whsec_bmV3', 'whsec_bWlkZGxl', 'whsec_b2xk'];

  it('are four, with one signature if there is one secret', () => {
    expect(signatureHeaders({ ...request, secrets: [newest], attempt: 1 })).toEqual({
      'x-modelux-signature': modeluxSignature(newest, request.body),
      'webhook-id': 'order-17',
      'webhook-timestamp': '1614265330',
      'webhook-signature': standardSignature(newest, 'order-17', 1614265330, request.body),
    });
  });

  it('have a signature of every unexpired secret in webhook-signature, newest first', () => {
    const headers = signatureHeaders({ ...request, secrets: [newest, middle, oldest], attempt: 1 });
    expect(headers['webhook-signature']?.split(' ')).toEqual(
      [newest, middle, oldest].map((secret) => standardSignature(secret, 'order-17', 1614265330, request.body)),
    );
  });

  it.each([
    [[newest], [newest, newest, newest]],
    [
      [newest, oldest],
      [newest, oldest, newest, oldest],
    ],
    [
      [newest, middle, oldest],
      [newest, middle, oldest, newest],
    ],
  ])('alternate between the secrets in X-Modelux-Signature, newest first', (secrets, turns) => {
    const signatures = turns.map(
      (_, i) => signatureHeaders({ ...request, secrets, attempt: i + 1 })['x-modelux-signature'],
    );
    expect(signatures).toEqual(turns.map((secret) => modeluxSignature(secret, request.body)));
  });

  it('hold 64 hex digits and nothing else in X-Modelux-Signature, during a rotation too', () => {
    const headers = signatureHeaders({ ...request, secrets: [newest, oldest], attempt: 2 });
    expect(headers['x-modelux-signature']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are the same again when they are put together from the recorded ones', () => {
    const attempt = { event_type: 'budget.exceeded', delivery_id: 'whd_1', id: 'order-17', attempt: 2 };
    const started_at = new Date(1_614_265_330_999);
    const timestamp = 1_614_265_330;
    const sent = requestHeaders({ ...attempt, version: '9.9.9', secrets: [newest, oldest], timestamp, body: '{}' });
    for (const headers of [sent, { ...sent, traceparent: '00-1-2-01' }]) {
      const untold = untoldHeaders(headers);
      expect(Object.entries(sentHeaders({ ...attempt, started_at, untold }))).toEqual(Object.entries(headers));
    }
  });

  it('need at least one secret', () => {
    expect(() => signatureHeaders({ ...request, secrets: [], attempt: 1 })).toThrow(
      'there is no unexpired signing secret',
    );
  });
});
