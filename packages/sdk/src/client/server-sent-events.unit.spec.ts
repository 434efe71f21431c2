import { describe, expect, it } from '@jest/globals';
import { readServerSentEvents, type ServerSentEvent } from './server-sent-events.js';

const encoder = new TextEncoder();

function streamOf(chunks: readonly Uint8Array[], { isOpen = false } = {}): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      if (!isOpen) controller.close();
    },
  });
}

async function messagesOf(body: ReadableStream<Uint8Array>): Promise<ServerSentEvent[]> {
  const messages = [];
  for await (const message of readServerSentEvents(body, { silenceMs: 60_000 })) messages.push(message);
  return messages;
}

describe('a stream of server-sent events', () => {
  it.each(['\n', '\r', '\r\n'])('is read message by message with line ends %j, wherever chunks end', async (end) => {
    const lines = ['retry: 1', '', 'event: webhook', 'id: evt_1', 'data: {"a":"ü"}', '', 'data:a', 'data', 'data:  b'];
    const bytes = encoder.encode(
      [...lines, '', ': comment', 'event: heartbeat', 'data: {}', '', 'data: cut'].join(end),
    );
    const expected = [
      { event: 'webhook', id: 'evt_1', data: '{"a":"ü"}' },
      { event: 'message', id: undefined, data: 'a\n\n b' },
      { event: 'heartbeat', id: undefined, data: '{}' },
    ];
    expect(await messagesOf(streamOf([bytes]))).toEqual(expected);
    expect(await messagesOf(streamOf(Array.from(bytes, (byte) => Uint8Array.of(byte))))).toEqual(expected);
  });

  it('ends when its signal aborts, and cancels the body', async () => {
    const controller = new AbortController();
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({ cancel: () => void (isCancelled = true) });
    const next = readServerSentEvents(body, { silenceMs: 60_000, signal: controller.signal }).next();
    controller.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(isCancelled).toBe(true);
  });

  it('ends when its signal aborts between two messages of one chunk', async () => {
    const controller = new AbortController();
    const body = streamOf([encoder.encode('data: 1\n\ndata: 2\n\n')]);
    const messages = readServerSentEvents(body, { silenceMs: 60_000, signal: controller.signal });
    expect(await messages.next()).toMatchObject({ value: { data: '1' } });
    controller.abort();
    expect(await messages.next()).toEqual({ done: true, value: undefined });
  });

  it('fails at a line that never ends', async () => {
    const part = new Uint8Array(40 * 1024 * 1024).fill(97);
    await expect(messagesOf(streamOf([part, part]))).rejects.toThrow('too long');
  });

  it('fails when no data arrives for too long', async () => {
    const body = streamOf([encoder.encode(': still\n')], { isOpen: true });
    await expect(readServerSentEvents(body, { silenceMs: 5 }).next()).rejects.toThrow('no data for');
  });
});
