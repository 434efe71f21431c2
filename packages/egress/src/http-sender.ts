import { parseRetryAfter, type AddressPolicy, type AttemptOutcome } from '@postrider/domain';
import { Agent, Pool, ProxyAgent } from 'undici';
import { classifyError } from './classify-error.js';
import { attemptTiming } from './attempt-timing.js';
import { Exchange, NotStarted, type ReceivedResponse } from './exchange.js';
import { BlockedAddress, guardedConnector } from './guarded-connector.js';
import { keptHeaders } from './kept-headers.js';
import { explained, StaleConnection, watchedConnector } from './watched-connector.js';

export interface SenderLimits {
  /** Longest exchange, from the connection to the end of the response. */
  timeoutMs: number;
  readBytes: number;
  keepBytes: number;
  keepHeaderBytes: number;
  connectionsPerOrigin: number;
  /** URL of an HTTP proxy that all requests go through. */
  proxy?: string | undefined;
}

const maxHeaderBytes = 16 * 1_024;
/** Limit on the bytes of a response, as a multiple of its headers and body: chunks of one byte take six times the body. */
const wireFactor = 8;

export interface OutgoingRequest {
  headers: Record<string, string>;
  body: string;
  /** Start of the exchange by the database's clock; the duration is measured here. */
  started_at: Date;
  /** Called right before the request is written, which may be long after the start: it waits for a connection. */
  mayStart: () => boolean;
}

/** Sends signed requests and returns their outcomes. Follows no redirect. Nothing that a receiver does makes it throw. */
export class HttpSender {
  readonly #agent: Agent | ProxyAgent;

  constructor(
    private readonly limits: SenderLimits,
    private readonly policy: AddressPolicy,
  ) {
    // `Timeout` covers the whole exchange, so undici's own timeouts are off.
    const options = {
      connections: limits.connectionsPerOrigin,
      allowH2: false,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: maxHeaderBytes,
    };
    const maxResponseBytes = wireFactor * (maxHeaderBytes + limits.readBytes);
    this.#agent =
      limits.proxy === undefined
        ? new Agent({
            ...options,
            connect: watchedConnector(guardedConnector(policy, limits.timeoutMs), maxResponseBytes),
          })
        : new ProxyAgent({
            ...options,
            uri: limits.proxy,
            // ProxyAgent builds its connectors itself, and passes no options on to the pools of plain HTTP requests.
            factory: (origin, { connect }: Pick<Required<Pool.Options>, 'connect'>) =>
              new Pool(origin, {
                ...options,
                connect: typeof connect === 'function' ? watchedConnector(connect, maxResponseBytes) : connect,
              }),
          });
  }

  /** Returns undefined if `mayStart` returned false: nothing was sent. */
  async post(
    url: string,
    { headers, body, started_at, mayStart }: OutgoingRequest,
  ): Promise<AttemptOutcome | undefined> {
    const start = performance.now();
    const timer = new Timeout(this.limits.timeoutMs);
    const measured = (): Pick<AttemptOutcome, 'started_at' | 'duration_ms' | 'timing'> => {
      const timing = timer.exchange && attemptTiming(timer.exchange, start);
      return { started_at, duration_ms: Math.round(performance.now() - start), ...(timing && { timing }) };
    };
    try {
      const target = new URL(url);
      // Behind a proxy no guarded connector sees the address.
      const refusal = this.limits.proxy === undefined ? undefined : this.policy.hostRefusal(target.hostname);
      if (refusal !== undefined) throw new BlockedAddress(refusal);
      const response = await this.#request(target, { headers, body, mayStart }, timer);
      const { text, truncated } = this.#kept(response.body);
      const retryAfter = response.headers['retry-after'];
      // By the database's clock, which may differ from this machine's.
      const now = new Date(started_at.getTime() + performance.now() - start);
      const retry_after_ms = parseRetryAfter(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter, now);
      return {
        kind: 'response',
        status: response.status,
        body: text,
        truncated,
        retry_after_ms,
        ...keptHeaders(response.rawHeaders, this.limits.keepHeaderBytes),
        ...measured(),
      };
    } catch (error) {
      if (error instanceof NotStarted) return undefined;
      return { kind: 'no_response', ...classifyError(error, timer.isOver, this.limits.timeoutMs), ...measured() };
    } finally {
      timer.clear();
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  /** Repeats the request after each stale connection, which is closed then. At the latest a new connection ends the loop. */
  async #request(
    { origin, pathname, search }: URL,
    { mayStart, ...options }: Omit<OutgoingRequest, 'started_at'>,
    timer: Timeout,
  ): Promise<ReceivedResponse> {
    for (;;) {
      const exchange = new Exchange(this.limits.readBytes, mayStart);
      timer.exchange = exchange;
      try {
        this.#agent.dispatch({ ...options, origin, path: `${pathname}${search}`, method: 'POST' }, exchange);
        return await exchange.response;
      } catch (error) {
        const reason = explained(error);
        if (timer.isOver || !(reason instanceof StaleConnection)) throw reason;
      }
    }
  }

  #kept(body: Buffer): { text: string; truncated: boolean } {
    const { keepBytes } = this.limits;
    return { text: body.subarray(0, keepBytes).toString('utf8'), truncated: body.length > keepBytes };
  }
}

/** Timeout of an attempt. AbortSignal.timeout is not used, since it costs as much as signing the request. */
class Timeout {
  isOver = false;
  /** The exchange that is aborted when the time is over. */
  exchange: Exchange | undefined;
  readonly #timer: NodeJS.Timeout;

  constructor(ms: number) {
    this.#timer = setTimeout(() => {
      this.isOver = true;
      this.exchange?.abort(new Error('the time is over'));
    }, ms);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
