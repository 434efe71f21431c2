import { describe, expect, it } from '@jest/globals';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import type { CallApi } from './api-call.js';
import { createMcpServer } from './server.js';

interface Message {
  id?: number;
  result?: { tools?: Tool[]; content?: { text: string }[]; isError?: boolean };
}
interface Tool {
  name: string;
  description: string;
  inputSchema: { type: string; properties: Record<string, unknown>; required?: string[] };
  outputSchema?: { type: string };
  annotations: Record<string, unknown>;
}

/** Sends messages to a server and collects its responses. */
async function connect(callApi: CallApi) {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const responses: Message[] = [];
  ours.onmessage = (message) => void responses.push(message as Message);
  await createMcpServer({ callApi, readOnly: false }).connect(theirs);
  await ours.start();
  const send = (message: object): Promise<void> =>
    ours.send({ jsonrpc: '2.0', ...message } as Parameters<typeof ours.send>[0]);
  const clientInfo = { name: 'unit', version: '0' };
  await send({ id: 0, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo } });
  await send({ method: 'notifications/initialized' });
  return { responses, send };
}

/** What a hint means where it is absent. */
const defaults: Record<string, boolean> = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the tools', () => {
  const list = async (): Promise<Tool[]> => {
    const { responses, send } = await connect(() => Promise.reject(new Error('no call was expected')));
    await send({ id: 1, method: 'tools/list' });
    await settled();
    return responses.find(({ id }) => id === 1)?.result?.tools ?? [];
  };

  it('have the names that the specification gives them', async () => {
    const names = (await list()).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'list_webhook_endpoints',
        'get_webhook_endpoint',
        'create_webhook_endpoint',
        'update_webhook_endpoint',
        'delete_webhook_endpoint',
        'rotate_webhook_secret',
        'send_webhook_test',
        'list_webhook_deliveries',
        'get_webhook_delivery',
        'replay_webhook_delivery',
        'list_webhook_event_types',
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('have schemas that stand alone, and only hints that differ from the default', async () => {
    for (const { name, inputSchema, outputSchema, annotations } of await list()) {
      expect([name, inputSchema.type]).toEqual([name, 'object']);
      expect(JSON.stringify(inputSchema)).not.toContain('$ref');
      expect(Object.keys(inputSchema.properties)).toEqual(expect.arrayContaining(inputSchema.required ?? []));
      expect(outputSchema).toBeUndefined();
      for (const [hint, value] of Object.entries(annotations)) {
        expect([name, hint, value]).toEqual([name, hint, defaults[hint] === false]);
      }
    }
  });

  it('cost less than 16,000 bytes in a list, with a description each', async () => {
    const tools = await list();
    expect(Buffer.byteLength(JSON.stringify({ tools }))).toBeLessThan(16_000);
    for (const { name, description } of tools) {
      expect(description).toMatch(/^[A-Z].*\.$/);
      expect([name, description.length < 120]).toEqual([name, true]);
    }
  });

  it('that change customers overwrite, and do nothing more when they are called again', async () => {
    const hints = (await list()).flatMap(({ name, annotations }) =>
      /^(put|update|delete)_webhook_customer$/.test(name) ? [annotations] : [],
    );
    expect(hints).toHaveLength(3);
    for (const hint of hints) {
      expect({ ...defaults, ...hint }).toMatchObject({
        readOnlyHint: false,
        destructiveHint: true,
        idempotentHint: true,
      });
    }
  });
});

describe('a call that is cancelled', () => {
  it('aborts its API call and gets no response', async () => {
    const signals: AbortSignal[] = [];
    const { responses, send } = await connect(
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signals.push(signal);
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
        }),
    );
    await send({ id: 7, method: 'tools/call', params: { name: 'list_webhook_endpoints', arguments: {} } });
    await settled();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    await send({ method: 'notifications/cancelled', params: { requestId: 7 } });
    await settled();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(responses.filter(({ id }) => id === 7)).toEqual([]);
  });
});
