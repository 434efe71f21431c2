import type { DisabledReason, EndpointEvent } from '@postrider/contracts';
import type { Decision } from '../decision.js';
import {
  createEndpoint,
  deactivateEndpoint,
  defaultEndpoint,
  deleteEndpoint,
  expirePreviousSecrets,
  rotateSecret,
  updateEndpoint,
} from './decide.js';
import type { EndpointSettings } from './decide.js';
import { evolveEndpoint, type EndpointState } from './endpoint.js';

export const start = new Date('2026-11-23T10:00:00.000Z');
export const after = (ms: number): Date => new Date(start.getTime() + ms);

const defaults: EndpointSettings = {
  ...defaultEndpoint,
  url: 'https://example.com/hooks',
  event_types: ['budget.*'],
};

/** An endpoint whose commands run in order. Each step returns its new events. */
export class EndpointHistory {
  readonly events: EndpointEvent[] = [];
  #state: EndpointState | undefined;

  constructor(settings: Partial<EndpointSettings> = {}) {
    this.#record(createEndpoint({ ...defaults, ...settings }, 'sealed-1'), start);
  }

  get state(): EndpointState {
    if (!this.#state) throw new Error('the history has begun');
    return this.#state;
  }

  update(changes: Partial<EndpointSettings>, now = start): EndpointEvent[] {
    return this.#record(updateEndpoint(this.state, changes), now);
  }

  deactivate(reason: DisabledReason | null, now = start): EndpointEvent[] {
    return this.#record(deactivateEndpoint(this.state, reason), now);
  }

  rotate(secret: string, now = start, overlapMs = 24 * 3_600_000): Decision<EndpointEvent, 'too_many_secrets'> {
    const events = rotateSecret(this.state, secret, now, overlapMs);
    return 'refused' in events ? events : this.#record(events, now);
  }

  expirePreviousSecrets(now = start): EndpointEvent[] {
    return this.#record(expirePreviousSecrets(this.state, now), now);
  }

  delete(now = start): EndpointEvent[] {
    return this.#record(deleteEndpoint(this.state), now);
  }

  #record(events: EndpointEvent[], occurred_at: Date): EndpointEvent[] {
    for (const event of events) {
      const version = (this.#state?.version ?? 0) + 1;
      const recorded = { stream_id: 'whe_1', organization_id: 'org_1', version, occurred_at, event };
      this.#state = evolveEndpoint(this.#state, recorded);
      this.events.push(event);
    }
    return events;
  }
}
