import { Inject, Injectable } from '@nestjs/common';
import { version, type Settings } from '@postrider/contracts';
import type { AddressPolicy } from '@postrider/domain';
import { HttpSender } from '@postrider/egress';
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
  readonly #sender: HttpSender;

  constructor(
    @Inject(SETTINGS) { contacts, egress }: Pick<Settings, 'contacts' | 'egress'>,
    @Inject(ADDRESS_POLICY) policy: AddressPolicy,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {
    const bytes = { readBytes: responseBytes, keepBytes: responseBytes, keepHeaderBytes: responseBytes };
    const { timeoutMs } = contacts;
    this.#sender = new HttpSender(
      { ...bytes, timeoutMs, connectionsPerOrigin: connections, proxy: egress.proxy },
      policy,
    );
  }

  async send(url: string, body: string): Promise<SendResult> {
    const headers = { 'content-type': 'application/json', 'user-agent': `Postrider/${version}` };
    const outcome = await this.#sender.post(url, {
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

  close(): Promise<void> {
    return this.#sender.close();
  }
}
