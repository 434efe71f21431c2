import { createHmac, timingSafeEqual } from 'node:crypto';

import type { ReceivedRequest } from '@postrider/testing';

const SECRET_PREFIX = 'whsec_';
const TOLERANCE_S = 300;

/** What is wrong with the signatures of a request, or undefined when both are right. */
export function signatureProblem(request: ReceivedRequest, secret: string): string | undefined {
  return modeluxProblem(request, secret) ?? standardProblem(request, secret);
}

function modeluxProblem(request: ReceivedRequest, secret: string): string | undefined {
  const expected = createHmac('sha256', secret).update(request.rawBodyBuffer).digest('hex');
  return isEqual(header(request, 'x-modelux-signature'), expected) ? undefined : 'X-Modelux-Signature is wrong';
}

/** https://www.standardwebhooks.com, symmetric signatures. */
function standardProblem(request: ReceivedRequest, secret: string): string | undefined {
  const id = header(request, 'webhook-id');
  const timestamp = header(request, 'webhook-timestamp');
  if (id === '') return 'webhook-id is missing';
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= TOLERANCE_S)) {
    return 'webhook-timestamp is not the present time';
  }
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const expected = createHmac('sha256', key)
    .update(`${id}.${timestamp}.`)
    .update(request.rawBodyBuffer)
    .digest('base64');
  const signatures = header(request, 'webhook-signature').split(' ');
  return signatures.some((signature) => isEqual(signature, `v1,${expected}`))
    ? undefined
    : 'webhook-signature is wrong';
}

function header(request: ReceivedRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
