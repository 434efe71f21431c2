import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { composeDigest, contactPause, type MessageWords } from '@postrider/domain';
import {
  claimMessages,
  disableContact,
  messageFailed,
  messageSent,
  type ClaimedMessage,
  type Database,
} from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';
import { GatewayMetrics } from '../metrics/gateway-metrics.js';
import { DATABASE, SETTINGS } from '../tokens.js';
import { ContactSender } from './contact-sender.js';
import { digestTimes } from './digest-times.js';
import type { SendResult } from './send-result.js';
import { SlackChannel } from './slack-channel.js';

/** Messages that a gateway sends at once. */
const page = 20;
/** Events of one message; further ones are counted. */
const eventsMax = 2_000;
const hourMs = 3_600_000;
/** How long messages that are being sent keep a gateway from stopping. */
const graceMs = 5_000;

/**
 * Sends the messages to contacts that are due. Each is claimed by one gateway for a time that is longer than its timeout. What
 * it says is deleted once it was accepted: if the gateway dies in between, another one sends it again with the same id.
 */
@Injectable()
export class ContactMessages {
  readonly #logger = new Logger('contacts');
  readonly #loop: PollingLoop;
  readonly #stopping = new AbortController();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'contacts'>,
    private readonly sender: ContactSender,
    private readonly slack: SlackChannel,
    private readonly metrics: GatewayMetrics,
  ) {
    this.#loop = new PollingLoop({
      step: () => this.#step(),
      pauseMs: settings.contacts.intervalMs,
      logger: this.#logger,
      failure: 'messages to contacts could not be sent; it is tried again',
    });
  }

  start(): void {
    this.#loop.start(0);
  }

  /** Resolves when the messages in progress are sent, or after some seconds. Those are sent again. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => {
      this.#stopping.abort();
    }, graceMs);
    await this.#loop.stop();
    clearTimeout(timer);
    await this.slack.close();
  }

  /** Time of the last step that did not fail, by `performance.now()`. */
  get lastSucceededAt(): number | undefined {
    return this.#loop.lastSucceededAt;
  }

  async #step(): Promise<number> {
    const { timeoutMs, keepMs, intervalMs } = this.settings.contacts;
    const claimed = await claimMessages(this.database, {
      ...{ contacts: page, events: eventsMax, leaseMs: 2 * timeoutMs, keepMs },
    });
    const results = await Promise.allSettled(claimed.map((message) => this.#handle(message)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return claimed.length === page ? 0 : intervalMs;
  }

  async #handle(message: ClaimedMessage): Promise<void> {
    const { contact } = message;
    const result = await this.#bounded(this.#send(message));
    if (!result) return;
    this.metrics.contactMessages(contact.channel, result.kind).add();
    switch (result.kind) {
      case 'sent':
        await messageSent(this.database, message, digestTimes(this.settings.contacts).digestMs);
        break;
      case 'refused':
        this.#logger.warn({ contact_id: contact.id, reason: result.reason }, 'a contact was refused and is disabled');
        await disableContact(this.database, contact.id, 'refused');
        break;
      case 'failed': {
        const { reason, isUnknown, retryAfterMs = 0 } = result;
        this.#logger.warn({ contact_id: contact.id, reason }, 'a message to a contact failed; it is tried again');
        const pauseMs = Math.max(
          contactPause(contact.failures + 1, this.settings.contacts.retryMs),
          Math.min(hourMs, retryAfterMs),
        );
        await messageFailed(this.database, contact.id, { pauseMs, isUnknown });
        break;
      }
    }
  }

  /** A server that trickles its responses does not exceed its timeouts, but this one. Undefined when the gateway stops. */
  async #bounded(sending: Promise<SendResult>): Promise<SendResult | undefined> {
    const { promise, resolve } = Promise.withResolvers<SendResult | undefined>();
    const { timeoutMs } = this.settings.contacts;
    const timer = setTimeout(() => {
      resolve({ kind: 'failed', reason: `no response in ${String(timeoutMs)} ms`, isUnknown: true });
    }, timeoutMs);
    const stopped = (): void => {
      resolve(undefined);
    };
    this.#stopping.signal.addEventListener('abort', stopped, { once: true });
    try {
      return await Promise.race([sending, promise]);
    } finally {
      clearTimeout(timer);
      this.#stopping.signal.removeEventListener('abort', stopped);
    }
  }

  #send({ contact, digest }: ClaimedMessage): Promise<SendResult> {
    const compose = (words: MessageWords) => composeDigest(digest.events, digest.more, words);
    return this.sender.send(contact, compose, `${contact.id}.${digest.upTo}`);
  }
}
