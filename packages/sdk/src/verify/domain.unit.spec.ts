import { eventBody, generateSecret, signatureHeaders } from '@postrider/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verify, type VerifyOptions } from './verify.js';

const [fresh, old, older, foreign] = [generateSecret(), generateSecret(), generateSecret(), generateSecret()];
const timestamp = new Date('2026-11-23T12:00:00.000Z');
const anyData = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }));
const anyAttempt = fc.integer({ min: 1, max: 26 });

const bodyOf = (data: object, test = false): string =>
  eventBody({ id: 'order-17', type: 'budget.exceeded', timestamp, dataJson: JSON.stringify(data), test });

/** The headers of an attempt, signed as dispatchers do it while these secrets are in force. */
const headersOf = (body: string, secrets: string[], attempt = 1): Record<string, string> =>
  signatureHeaders({ secrets, id: 'order-17', timestamp: timestamp.getTime() / 1000, body, attempt });

async function accepts(body: string, headers: Record<string, string>, options: VerifyOptions): Promise<boolean> {
  const now = (): number => timestamp.getTime() + 1000;
  return verify(body, headers, { now, ...options }).then(
    () => true,
    () => false,
  );
}

describe("Postrider's own signatures", () => {
  it.each(['webhook-signature', 'x-modelux-signature'] as const)(
    'are right, by %s, whatever the data',
    async (signatureHeader) => {
      await fc.assert(
        fc.asyncProperty(anyData, anyAttempt, async (data, attempt) => {
          const body = bodyOf(data);
          const headers = headersOf(body, [fresh], attempt);
          expect(await accepts(body, headers, { secret: fresh, signatureHeader })).toBe(true);
          expect(await accepts(body, headers, { secret: foreign, signatureHeader })).toBe(false);
        }),
      );
    },
  );

  it('verify, and return the published event', async () => {
    const data = { text: 'Zoë 🚚', big: 1e21 };
    const body = bodyOf(data, true);
    const event = { id: 'order-17', type: 'budget.exceeded', timestamp: '2026-11-23T12:00:00.000Z', test: true, data };
    const options = { secret: fresh, now: () => timestamp.getTime() };
    expect(await verify(body, headersOf(body, [fresh]), options)).toEqual(event);
  });
});

describe('during a rotation', () => {
  const body = bodyOf({ spend_usd: 1003.17 });
  const inForce = [fresh, old, older];

  it('webhook-signature is valid on every attempt for either secret', async () => {
    for (const attempt of [1, 2, 3, 4]) {
      const headers = headersOf(body, inForce, attempt);
      for (const secret of inForce) expect(await accepts(body, headers, { secret })).toBe(true);
      expect(await accepts(body, headers, { secret: foreign })).toBe(false);
    }
  });

  it('x-modelux-signature is valid on every second attempt for one secret, and on all for both', async () => {
    const acceptedOn = async (secret: string | string[]): Promise<number[]> => {
      const attempts: number[] = [];
      for (const attempt of [1, 2, 3, 4]) {
        const headers = headersOf(body, inForce, attempt);
        if (await accepts(body, headers, { secret, signatureHeader: 'x-modelux-signature' })) attempts.push(attempt);
      }
      return attempts;
    };
    expect(await acceptedOn(fresh)).toEqual([1, 4]);
    expect(await acceptedOn(old)).toEqual([2]);
    expect(await acceptedOn(inForce)).toEqual([1, 2, 3, 4]);
    expect(await acceptedOn(foreign)).toEqual([]);
  });
});
