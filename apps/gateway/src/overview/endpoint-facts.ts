import { Inject, Injectable } from '@nestjs/common';
import { overviewLimits, type EndpointActivity, type Overview, type Settings } from '@postrider/contracts';
import { conditionOf } from '@postrider/domain';
import {
  loadDegraded,
  loadEndpointFacts,
  loadFailing,
  loadFirstAttempts,
  windowStart,
  type Database,
  type DatabaseClock,
} from '@postrider/event-store';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';

export type EndpointFacts = Omit<EndpointActivity, 'endpoint_id' | 'hours'>;

interface Observed {
  id: string;
  active: boolean;
}

/** How endpoints are: their state, their last failures and their pending deliveries. */
@Injectable()
export class EndpointFactsQueries {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'endpoints'>,
  ) {}

  /** Adds its facts to each endpoint. */
  async of<E extends Observed>(organization_id: string, endpoints: readonly E[]): Promise<(E & EndpointFacts)[]> {
    const ids = endpoints.map(({ id }) => id);
    const window = this.#window();
    const { now } = window;
    const [facts, attempts] = await Promise.all([
      loadEndpointFacts(this.database, { organization_id, ids, limit: pendingLimit(ids.length) }),
      loadFirstAttempts(this.database, { organization_id, ids, ...window }),
    ]);
    return endpoints.map((endpoint) => {
      const {
        failing_since = null,
        last_failure = null,
        pending = 0,
        pending_capped = false,
      } = facts.get(endpoint.id) ?? {};
      const firstAttempts = attempts.get(endpoint.id) ?? { attempts: 0, failed: 0 };
      const state = conditionOf(
        {
          active: endpoint.active,
          failingSince: failing_since === null ? null : new Date(failing_since),
          now,
          firstAttempts,
        },
        this.#policy(),
      );
      return {
        ...endpoint,
        state,
        first_attempts: { ...firstAttempts, window_minutes: this.settings.endpoints.degradedWindowMinutes },
        failing_since,
        last_failure,
        pending,
        pending_capped,
      };
    });
  }

  /** The failing endpoints of an organization, or of some of its endpoints, and the degraded ones. */
  async troubled(
    organization_id: string,
    ids?: readonly string[],
  ): Promise<Pick<Overview, 'failing_endpoints' | 'degraded_endpoints'>> {
    const { failingEndpoints, degradedEndpoints } = overviewLimits;
    const failing = await loadFailing(this.database, organization_id, failingEndpoints, ids);
    const given = { organization_id, ...this.#window(), ...this.#policy(), limit: degradedEndpoints, ids };
    const degraded = await loadDegraded(this.database, given);
    const listed = await this.of(organization_id, [...failing, ...degraded]);
    return {
      failing_endpoints: listed.filter(({ state }) => state === 'failing' || state === 'inactive'),
      degraded_endpoints: listed.filter(({ state }) => state === 'degraded').slice(0, degradedEndpoints),
    };
  }

  #window(): { from: Date; now: Date } {
    const now = this.clock.now();
    return { from: windowStart(now, this.settings.endpoints.degradedWindowMinutes * 60_000), now };
  }

  #policy(): { share: number; minAttempts: number } {
    const { degradedShare, degradedMinAttempts } = this.settings.endpoints;
    return { share: degradedShare, minAttempts: degradedMinAttempts };
  }
}

/** A long list counts less of each endpoint, so that it reads no more index entries than a short one. */
function pendingLimit(endpoints: number): number {
  const { pendingOfEndpoint, pendingOfEndpoints, pendingOfEndpointAtLeast } = overviewLimits;
  const each = Math.floor(pendingOfEndpoints / Math.max(endpoints, 1));
  return Math.min(pendingOfEndpoint, Math.max(pendingOfEndpointAtLeast, each));
}
