import { Inject, Injectable } from '@nestjs/common';
import { overviewLimits, type EndpointActivity, type Settings } from '@postrider/contracts';
import { conditionOf } from '@postrider/domain';
import {
  loadDegraded,
  loadEndpointFacts,
  loadFirstAttempts,
  windowStart,
  type Database,
  type DatabaseClock,
  type DegradedEndpoint,
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
    const [facts, attempts] = await Promise.all([
      loadEndpointFacts(this.database, { organization_id, ids, limit: pendingLimit(ids.length) }),
      loadFirstAttempts(this.database, { organization_id, ids, ...this.#window() }),
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
        { active: endpoint.active, isFailing: failing_since !== null, firstAttempts },
        this.#policy(),
      );
      return {
        ...endpoint,
        state,
        first_attempts: firstAttempts,
        failing_since,
        last_failure,
        pending,
        pending_capped,
      };
    });
  }

  degraded(organization_id: string): Promise<DegradedEndpoint[]> {
    const limit = overviewLimits.degradedEndpoints;
    return loadDegraded(this.database, { organization_id, ...this.#window(), ...this.#policy(), limit });
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
