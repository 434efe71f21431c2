import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import { EdgeVM } from '@edge-runtime/vm';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';

const dist = join(import.meta.dirname, '../dist');

/** Loads a built module and its imports into a context without the modules of Node.js. */
async function load(path: string, context: vm.Context): Promise<vm.Module> {
  const modules = new Map<string, Promise<vm.SourceTextModule>>();
  const compile = async (file: string): Promise<vm.SourceTextModule> =>
    new vm.SourceTextModule(await readFile(file, 'utf8'), { context, identifier: file });
  const read = (file: string): Promise<vm.SourceTextModule> => {
    const module = modules.get(file) ?? compile(file);
    modules.set(file, module);
    return module;
  };
  const entry = await read(join(dist, path));
  await entry.link((specifier, { identifier }) => {
    if (!specifier.startsWith('.')) throw new Error(`${identifier} imports ${specifier}`);
    return read(join(dirname(identifier), specifier));
  });
  await entry.evaluate();
  return entry;
}

/** The language and a few Web interfaces. */
const bareContext = (): vm.Context =>
  vm.createContext({ crypto, TextEncoder, TextDecoder, atob, Headers, Request, Response, ReadableStream });

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = '{"id":"evt_1","type":"budget.exceeded","timestamp":"2026-11-23T12:00:00.000Z","data":{"name":"Zoë"}}';
const now = new Date();
const headers = {
  'webhook-id': 'evt_1',
  'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
  'webhook-signature': new Webhook(secret).sign('evt_1', now, body),
};

describe.each([
  ['an edge runtime', () => new EdgeVM().context as vm.Context],
  ['a context with nothing but Web interfaces', bareContext],
])('in %s', (_name, contextOf) => {
  it('a webhook is verified', async () => {
    const context = contextOf();
    expect(vm.runInContext('[typeof process, typeof Buffer, typeof require]', context)).toEqual(
      expect.arrayContaining(['undefined', 'undefined']),
    );
    const { namespace } = await load('verify/verify.js', context);
    Object.assign(context, { sdk: namespace, secret, body, headers });
    const event: unknown = await vm.runInContext('sdk.verify(body, headers, { secret })', context);
    expect(event).toMatchObject({ id: 'evt_1', data: { name: 'Zoë' } });
    const refused: unknown = await vm.runInContext(
      'sdk.verify(body + " ", headers, { secret }).catch(({ code }) => code)',
      context,
    );
    expect(refused).toBe('wrong_signature');
  });

  it('a Request gets a Response', async () => {
    const context = contextOf();
    const { namespace } = await load('receive/fetch.js', context);
    Object.assign(context, { sdk: namespace, secret, body, headers, taken: [] });
    const responses: unknown = await vm.runInContext(
      `(async () => {
        const handler = sdk.webhookHandler({ secret }, async (event) => { taken.push(event.id); });
        const request = (text) => new Request('https://receiver.example/hook', { method: 'POST', headers, body: text });
        return [(await handler(request(body))).status, (await handler(request(body + ' '))).status, ...taken].join();
      })()`,
      context,
    );
    expect(responses).toBe('204,401,evt_1');
  });

  it('the client is created, and rejects an invalid URL', async () => {
    const context = Object.assign(contextOf(), { URL, URLSearchParams, AbortController, fetch });
    const { namespace } = await load('index.js', context);
    Object.assign(context, { sdk: namespace });
    expect(() => void vm.runInContext(`new sdk.Postrider({ url: 'ftp://x', key: 'k' })`, context)).toThrow(
      'url: expected',
    );
    expect(vm.runInContext(`typeof new sdk.Postrider({ url: 'https://x', key: 'k' }).events.publish`, context)).toBe(
      'function',
    );
  });
});
