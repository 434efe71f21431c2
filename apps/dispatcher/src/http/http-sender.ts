import { parseRetryAfter, type AddressPolicy, type AttemptOutcome } from '@postrider/domain';
import { Agent, Pool, ProxyAgent } from 'undici';
import { classifyError } from './classify-error.js';
import { Exchange, NotStarted, type Answer } from './exchange.js';
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
  /** Asked in the moment before the request is written, which can be long after: it waits for its connection. */
  mayStart: () => boolean;
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

  /** Undefined where the request was not allowed to start: nothing was sent. */
  async post(
    url: string,
    { headers, body, started_at, mayStart }: OutgoingRequest,
  ): Promise<AttemptOutcome | undefined> {
    const start = performance.now();
    const timer = new Timeout(this.limits.timeoutMs);
    const timing = (): { started_at: Date; duration_ms: number } => ({
      started_at,
      duration_ms: Math.round(performance.now() - start),
    });
    try {
      const target = new URL(url);
      // Behind a proxy no connector of ours sees the address, so what the URL itself tells is checked here.
      const refusal = this.policy.hostRefusal(target.hostname);
      if (refusal !== undefined) throw new BlockedAddress(refusal);
      const answer = await this.#request(target, { headers, body, mayStart }, timer);
      const { text, truncated } = this.#kept(answer.body);
      const retryAfter = answer.headers['retry-after'];
      // The time by the clock that is recorded, which may differ from this machine's.
      const now = new Date(started_at.getTime() + performance.now() - start);
      const retry_after_ms = parseRetryAfter(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter, now);
      return { kind: 'answered', status: answer.status, body: text, truncated, retry_after_ms, ...timing() };
    } catch (error) {
      if (error instanceof NotStarted) return undefined;
      return { kind: 'unanswered', ...classifyError(error, timer.isOver, this.limits.timeoutMs), ...timing() };
    } finally {
      timer.clear();
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  /** Each stale connection is gone with its failure, so that this ends, at the latest with a new connection. */
  async #request(
    { origin, pathname, search }: URL,
    { mayStart, ...options }: Omit<OutgoingRequest, 'started_at'>,
    timer: Timeout,
  ): Promise<Answer> {
    for (;;) {
      const exchange = new Exchange(this.limits.readBytes, mayStart);
      timer.strikes(exchange);
      try {
        this.#agent.dispatch({ ...options, origin, path: `${pathname}${search}`, method: 'POST' }, exchange);
        return await exchange.answer;
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

/** The one timeout of an attempt. Not AbortSignal.timeout: for each request it costs as much as signing it does. */
class Timeout {
  isOver = false;
  #exchange: Exchange | undefined;
  readonly #timer: NodeJS.Timeout;

  constructor(ms: number) {
    this.#timer = setTimeout(() => {
      this.isOver = true;
      this.#exchange?.abort(new Error('the time is over'));
    }, ms);
  }

  /** What it ends. */
  strikes(exchange: Exchange): void {
    this.#exchange = exchange;
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
