import { waitUntil } from '@postrider/testing';
import type { ErrorBody, ListenedRequest, ListenMessageName, LiveMessageName } from '@postrider/contracts';

import { patienceMs } from './patience.js';

export interface StreamMessage {
  readonly event: ListenMessageName | LiveMessageName;
  readonly id: string | undefined;
  readonly data: unknown;
}

interface StreamOptions {
  readonly query?: string;
  readonly lastEventId?: string;
}

/** Reads all messages of a `GET …/listen` or `GET …/live`, without the SDK. */
export class StreamReader {
  readonly messages: StreamMessage[] = [];
  readonly #abort = new AbortController();
  hasEnded = false;
  /** What the stream says of its reconnection. */
  reconnectMs: number | undefined;

  private constructor(readonly response: Response) {}

  /** Opens the stream and resolves after its first message. */
  static async open(url: string, key: string, options: StreamOptions = {}): Promise<StreamReader> {
    const stream = await StreamReader.of(`${url}/manage/v1/webhooks/listen${options.query ?? ''}`, key, options);
    await stream.until(({ event }) => event === 'ready');
    return stream;
  }

  /** Opens any stream of server-sent events. */
  static async of(url: string, key: string, { lastEventId }: StreamOptions = {}): Promise<StreamReader> {
    const abort = new AbortController();
    const response = await fetch(url, {
      headers: {
        authorization: `Bearer ${key}`,
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
      signal: abort.signal,
    });
    if (response.status !== 200) throw new Error(`${url}: status ${response.status}: ${await response.text()}`);
    const stream = new StreamReader(response);
    stream.#abort.signal.addEventListener('abort', () => {
      abort.abort();
    });
    void stream.#read();
    return stream;
  }

  get requests(): ListenedRequest[] {
    return this.messages.filter(({ event }) => event === 'webhook').map(({ data }) => data as ListenedRequest);
  }

  /** The `webhook-id`s of the requests, in order. */
  get eventIds(): (string | undefined)[] {
    return this.requests.map(({ headers }) => headers['webhook-id']);
  }

  get lastEventId(): string | undefined {
    return this.messages.findLast(({ id }) => id !== undefined)?.id;
  }

  until(isWanted: (message: StreamMessage) => boolean): Promise<StreamMessage> {
    const poll = (): StreamMessage | undefined => this.messages.find(isWanted);
    return waitUntil(poll, { what: 'a message of the stream', timeoutMs: patienceMs });
  }

  async untilRequest(eventId: string): Promise<ListenedRequest> {
    const isIt = ({ event, data }: StreamMessage): boolean =>
      event === 'webhook' && (data as ListenedRequest).event_id === eventId;
    return (await this.until(isIt)).data as ListenedRequest;
  }

  /** Resolves with the error of the stream's last message. */
  async untilEnd(): Promise<ErrorBody['error']> {
    const { data } = await this.until(({ event }) => event === 'end');
    await waitUntil(() => this.hasEnded, { what: 'the end of the stream', timeoutMs: patienceMs });
    return (data as ErrorBody).error;
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(): Promise<void> {
    let rest = '';
    try {
      for await (const chunk of this.response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) if (block.startsWith('retry: ')) this.reconnectMs = Number(block.slice(7));
        this.messages.push(...blocks.flatMap(messageOf));
      }
    } catch {
      // Either side closed the connection.
    }
    this.hasEnded = true;
  }
}

function messageOf(block: string): StreamMessage[] {
  const fields = new Map(block.split('\n').map((line) => fieldOf(line)));
  const event = fields.get('event') as StreamMessage['event'] | undefined;
  return event ? [{ event, id: fields.get('id'), data: JSON.parse(fields.get('data') ?? 'null') as unknown }] : [];
}

function fieldOf(line: string): [string, string] {
  const at = line.indexOf(': ');
  return [line.slice(0, at), line.slice(at + 2)];
}
