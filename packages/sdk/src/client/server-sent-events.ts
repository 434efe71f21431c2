import { withinMs } from './within-ms.js';

/** One message of a `text/event-stream`. */
export interface ServerSentEvent {
  event: string;
  id: string | undefined;
  data: string;
}

/** Limit on the text that waits for its line end, in UTF-16 units: more than the largest event that a server accepts. */
const maxBufferedLength = 64 * 1024 * 1024;

interface ReadOptions {
  silenceMs: number;
  signal?: AbortSignal | undefined;
}

/**
 * Reads a body as server-sent events (WHATWG HTML, 9.2.6). The next chunk is read when the consumer has taken all events
 * of the last one. Ends when the body does or `signal` aborts. Throws if no data arrives for `silenceMs`.
 */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array>,
  { silenceMs, signal }: ReadOptions,
): AsyncGenerator<ServerSentEvent, void, undefined> {
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal?.addEventListener('abort', cancel, { once: true });
  const isAborted = (): boolean => signal?.aborted === true;
  const decoder = new TextDecoder();
  const parser = new Parser();
  try {
    for (;;) {
      const { done, value } = await withinMs(reader.read(), silenceMs);
      if (done || isAborted()) return;
      for (const event of parser.push(decoder.decode(value, { stream: true }))) {
        if (isAborted()) return;
        yield event;
      }
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}

class Parser {
  #rest = '';
  #event = '';
  #id: string | undefined;
  #data: string[] = [];

  push(text: string): ServerSentEvent[] {
    if (this.#rest.length + text.length > maxBufferedLength) throw new Error('a line of the stream is too long');
    this.#rest += text;
    // A CR at the end may be the first half of a CRLF.
    const lines = this.#rest.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => (line === '' ? this.#dispatch() : this.#field(line)));
  }

  #field(line: string): [] {
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') this.#event = value;
    else if (name === 'id') this.#id = value;
    else if (name === 'data') this.#data.push(value);
    return [];
  }

  #dispatch(): ServerSentEvent[] {
    const message = { event: this.#event || 'message', id: this.#id, data: this.#data.join('\n') };
    const isEmpty = this.#data.length === 0;
    this.#event = '';
    this.#id = undefined;
    this.#data = [];
    return isEmpty ? [] : [message];
  }
}
