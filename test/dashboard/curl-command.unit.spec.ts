import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Receiver } from '@postrider/testing';

import { requestFormats } from '@postrider/contracts';
import { compileFormat, generateSecret, requestHeaders } from '@postrider/domain';
import { verify } from '@postrider/sdk/verify';

import { curlCommand } from '../../apps/dashboard/src/deliveries/curl-command.js';

const run = promisify(execFile);
const attempt = { event_type: 'budget.exceeded', delivery_id: 'whd_1', id: "order-17's", attempt: 3 };
const secret = generateSecret();

const missing: string[] = [];
for (const [program, argument] of [
  ['curl', '--version'],
  ['openssl', 'version'],
  ['bash', '--version'],
] as const) {
  await run(program, [argument]).catch(() => missing.push(program));
}
if (missing.length > 0) process.stderr.write(`\nThe tests of the curl command are skipped: no ${missing.join(', ')}\n`);
const describeIfThere = missing.length === 0 ? describe : describe.skip;

let receiver: Receiver;
let directory: string;
beforeAll(async () => {
  receiver = await Receiver.start();
  directory = await mkdtemp(join(tmpdir(), 'curl-command-'));
});
afterAll(async () => {
  await receiver.stop();
  await rm(directory, { recursive: true });
});

function commandFor(path: string, data: object): { command: string; body: string } {
  const body = JSON.stringify({
    id: attempt.id,
    type: attempt.event_type,
    timestamp: '2026-11-23T12:51:48.751Z',
    data,
  });
  // Another secret signed the attempt, long ago.
  const request_headers = requestHeaders({
    ...attempt,
    version: '9.9.9',
    secrets: [generateSecret()],
    timestamp: 1_614_265_330,
    body,
  });
  return { command: curlCommand({ url: receiver.url(path), request_headers, body }), body };
}

describeIfThere('the curl command of an attempt', () => {
  it.each([
    ['sh', 'plain', { cap_usd: 1000 }],
    ['bash', 'quotes and variables', { text: `it's "$HOME" \`id\` \\n \\ %s`, lines: 'a\nb' }],
    ['bash', 'other scripts', { text: 'طلب جديد 🎉' }],
    ['bash', 'large', { text: 'x'.repeat(200_000) }],
  ])('in %s sends a body that is %s as it was, with signatures that verify', async (shell, path, data) => {
    const url = `/${encodeURIComponent(path)}?a=b&c='d'`;
    const { command, body } = commandFor(url, data);
    const script = join(directory, 'command');
    // A command line of this length would be refused.
    await writeFile(script, command);
    const { stdout } = await run(shell, [script], { env: { ...process.env, WEBHOOK_SECRET: secret } });
    expect(stdout).toContain('200 OK');

    const [request] = receiver.requests.splice(0);
    if (!request) throw new Error('nothing was received');
    expect(request.rawBody).toBe(body);
    expect(request.headers).toMatchObject({ 'content-type': 'application/json', 'x-modelux-attempt': '3' });
    for (const signatureHeader of ['webhook-signature', 'x-modelux-signature'] as const) {
      await expect(verify(request.rawBodyBuffer, request.headers, { secret, signatureHeader })).resolves.toMatchObject({
        data,
      });
    }
  });

  it('signs only as the attempt did', async () => {
    const body = '{"id":"order-17","type":"budget.exceeded","timestamp":"2026-11-23T12:51:48.751Z","data":{}}';
    const builder = compileFormat(requestFormats['standard-webhooks']);
    const parts = { ...attempt, version: '9.9.9', secrets: [generateSecret()], timestamp: 1_614_265_330, body };
    const url = receiver.url('/standard');
    const command = curlCommand({ url, request_headers: builder.requestHeaders(parts), body });
    await run('sh', ['-c', command], { env: { ...process.env, WEBHOOK_SECRET: secret } });
    const [request] = receiver.requests.splice(0);
    if (!request) throw new Error('nothing was received');
    expect(request.headers).not.toHaveProperty('x-modelux-signature');
    await expect(verify(request.rawBodyBuffer, request.headers, { secret })).resolves.toBeDefined();
  });

  it('in another request format sends what was sent, signature and all, and asks for no secret', async () => {
    const body = `{"text":"it's 1.0"}`;
    const builder = compileFormat(requestFormats.stripe);
    const parts = { ...attempt, version: '9.9.9', secrets: [secret], timestamp: 1_614_265_330, body };
    const request_headers = builder.requestHeaders(parts);
    const command = curlCommand({ url: receiver.url('/stripe'), request_headers, body });
    const { WEBHOOK_SECRET: _, ...env } = process.env;
    await run('sh', ['-c', command], { env });
    const [request] = receiver.requests.splice(0);
    expect(request?.rawBody).toBe(body);
    expect(request?.headers).toMatchObject({ 'stripe-signature': request_headers['Stripe-Signature'] });
  });

  it('asks for the secret instead of sending', async () => {
    const { WEBHOOK_SECRET: _, ...env } = process.env;
    const { command } = commandFor('/never', {});
    await expect(run('bash', ['-c', command], { env })).rejects.toThrow('set it to the signing secret of the endpoint');
    expect(receiver.requests).toEqual([]);
  });
});
