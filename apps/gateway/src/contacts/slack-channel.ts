import { Inject, Injectable } from '@nestjs/common';
import { version, type Settings } from '@postrider/contracts';
import type { AddressPolicy } from '@postrider/domain';
import type { HttpSender } from '@postrider/egress';
import type { DatabaseClock } from '@postrider/event-store';
import { ADDRESS_POLICY, CLOCK, SETTINGS } from '../tokens.js';
import type { SendResult } from './send-result.js';

/** Slack responds with a word. */
const responseBytes = 4_096;
const connections = 10;
/** The webhook was removed, or its channel archived. */
const gone = new Set([404, 410]);

/** Posts messages to Slack as attempts are sent: only to allowed addresses, with limits on time and bytes. */
@Injectable()
export class SlackChannel {
  #sender: Promise<HttpSender> | undefined;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'contacts' | 'egress'>,
    @Inject(ADDRESS_POLICY) private readonly policy: AddressPolicy,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  async send(url: string, body: string): Promise<SendResult> {
    const headers = { 'content-type': 'application/json', 'user-agent': `Postrider/${version}` };
    this.#sender ??= this.#createSender();
    const sender = await this.#sender;
    const outcome = await sender.post(url, {
      ...{ headers, body, started_at: this.clock.now(), mayStart: () => true },
    });
    if (outcome?.kind !== 'response') {
      return { kind: 'failed', reason: outcome?.error ?? 'not started', isUnknown: true };
    }
    const { status, retry_after_ms: retryAfterMs } = outcome;
    if (status >= 200 && status < 300) return { kind: 'sent' };
    const reason = `HTTP ${String(status)}`;
    return gone.has(status)
      ? { kind: 'refused', reason }
      : { kind: 'failed', reason, isUnknown: false, retryAfterMs: retryAfterMs ?? undefined };
  }

  async close(): Promise<void> {
    await (await this.#sender)?.close();
  }

  /** Loads the client with the first message: most gateways send none. */
  async #createSender(): Promise<HttpSender> {
    const { HttpSender } = await import('@postrider/egress');
    const { contacts, egress } = this.settings;
    return new HttpSender(
      {
        timeoutMs: contacts.timeoutMs,
        connectionsPerOrigin: connections,
        proxy: egress.proxy,
        readBytes: responseBytes,
        keepBytes: responseBytes,
        keepHeaderBytes: responseBytes,
      },
      this.policy,
    );
  }
}
