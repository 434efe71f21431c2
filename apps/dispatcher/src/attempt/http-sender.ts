import { parseRetryAfter, type AddressPolicy, type AttemptOutcome } from '@postrider/domain';
import { Agent, Pool, ProxyAgent, request, type Dispatcher } from 'undici';
import { classifyError } from './classify-error.js';
import { BlockedAddress, guardedConnector } from './guarded-connector.js';
import { explained, StaleConnection, watchedConnector } from './watched-connector.js';

export interface SenderLimits {
  /** Longest exchange, from connecting to the end of the answer. */
  timeoutMs: number;
  readBytes: number;
  keepBytes: number;
  connectionsPerOrigin: number;
  /** URL of an HTTP proxy that all requests go through. */
  proxy?: string | undefined;
}

const maxHeaderBytes = 16 * 1_024;
/** How much more an answer may take than its headers and its body: a body in chunks of one byte takes six times as much. */
const wireFactor = 8;

export interface OutgoingRequest {
  headers: Record<string, string>;
  body: string;
  /** When it begins, by the clock that is recorded; how long it takes is measured here. */
  started_at: Date;
}

/** Sends signed requests and tells what came of each. Redirects are not followed; never throws for what a receiver does. */
export class HttpSender {
  readonly #agent: Agent | ProxyAgent;

  constructor(
    private readonly limits: SenderLimits,
    private readonly policy: AddressPolicy,
  ) {
    // The one timeout is ours, over the whole exchange; undici's own would only blur which one struck.
    const options = {
      connections: limits.connectionsPerOrigin,
      allowH2: false,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: maxHeaderBytes,
    };
    const maxAnswerBytes = wireFactor * (maxHeaderBytes + limits.readBytes);
    this.#agent =
      limits.proxy === undefined
        ? new Agent({
            ...options,
            connect: watchedConnector(guardedConnector(policy, limits.timeoutMs), maxAnswerBytes),
          })
        : new ProxyAgent({
            ...options,
            uri: limits.proxy,
            // The proxy agent makes its connectors itself, and hands no option on to the pools of plain requests.
            factory: (origin, { connect }: Pick<Required<Pool.Options>, 'connect'>) =>
              new Pool(origin, {
                ...options,
                connect: typeof connect === 'function' ? watchedConnector(connect, maxAnswerBytes) : connect,
              }),
          });
  }

  async post(url: string, { headers, body, started_at }: OutgoingRequest): Promise<AttemptOutcome> {
    const start = performance.now();
    // Not AbortSignal.timeout: for each request it costs as much as signing it does.
    const abortion = new AbortController();
    const { signal } = abortion;
    const timer = setTimeout(() => {
      abortion.abort();
    }, this.limits.timeoutMs);
    const timing = (): { started_at: Date; duration_ms: number } => ({
      started_at,
      duration_ms: Math.round(performance.now() - start),
    });
    try {
      // Behind a proxy no connector of ours sees the address, so what the URL itself tells is checked here.
      const refusal = this.policy.hostRefusal(new URL(url).hostname);
      if (refusal !== undefined) throw new BlockedAddress(refusal);
      const response = await this.#request(url, { headers, body, signal });
      const { text, truncated } = await this.#read(response);
      const retryAfter = response.headers['retry-after'];
      const retry_after_ms = parseRetryAfter(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter, new Date());
      return { kind: 'answered', status: response.statusCode, body: text, truncated, retry_after_ms, ...timing() };
    } catch (error) {
      return { kind: 'unanswered', ...classifyError(error, signal.aborted, this.limits.timeoutMs), ...timing() };
    } finally {
      clearTimeout(timer);
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  /** Each stale connection is gone with its failure, so that this ends, at the latest with a new connection. */
  async #request(
    url: string,
    options: Pick<OutgoingRequest, 'headers' | 'body'> & { signal: AbortSignal },
  ): Promise<Dispatcher.ResponseData> {
    for (;;) {
      try {
        return await request(url, { ...options, method: 'POST', dispatcher: this.#agent });
      } catch (error) {
        const reason = explained(error);
        if (options.signal.aborted || !(reason instanceof StaleConnection)) throw reason;
      }
    }
  }

  /** Reads no more than allowed: an endless answer ends with the limit, not with the timeout. */
  async #read({ body }: Dispatcher.ResponseData): Promise<{ text: string; truncated: boolean }> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      // Leaving the loop destroys the body and with it the connection.
      if (size > this.limits.readBytes) break;
    }
    const kept = Buffer.concat(chunks).subarray(0, this.limits.keepBytes);
    return { text: kept.toString('utf8'), truncated: size > this.limits.keepBytes };
  }
}
