import { describe, expect, it } from '@jest/globals';
import { readMessages } from './message-stream.js';

const encoder = new TextEncoder();

/** A stream that stays open. */
function open(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
    },
  });
}

describe('a stream of server-sent events', () => {
  it('is read message by message, wherever it is cut', async () => {
    const bytes = encoder.encode(
      'retry: 1000\n\nevent: webhook\nid: evt_1\ndata: {"a":"ü"}\n\nevent: heartbeat\ndata: {}\n\n',
    );
    const messages = [];
    for await (const message of readMessages(open(...Array.from(bytes, (byte) => Uint8Array.of(byte))), 60_000)) {
      messages.push(message);
      if (messages.length === 2) break;
    }
    expect(messages).toMatchObject([
      { event: 'webhook', id: 'evt_1', data: '{"a":"ü"}' },
      { event: 'heartbeat', data: '{}' },
    ]);
  });

  it('that falls silent is given up', async () => {
    await expect(readMessages(open(encoder.encode(': still\n')), 5).next()).rejects.toThrow('nothing came');
  });
});
