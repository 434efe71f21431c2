import { Inject, Injectable } from '@nestjs/common';
import { overviewLimits, type EndpointActivity, type Overview, type Settings } from '@postrider/contracts';
import { conditionOf, degradedSince } from '@postrider/domain';
import {
  loadDegraded,
  loadEndpointFacts,
  loadFailing,
  loadFirstAttemptPeriods,
  loadFirstAttempts,
  windowStart,
  type Database,
  type DatabaseClock,
} from '@postrider/event-store';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';

export type EndpointFacts = Omit<EndpointActivity, 'endpoint_id' | 'hours'>;

/** Longer than the longest window, and not longer than the counts of five minutes are kept. */
const fiveMinutesReadMs = 3 * 3_600_000;

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
    const found = endpoints.map((endpoint) => {
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
        degraded_since: null,
        last_failure,
        pending,
        pending_capped,
      };
    });
    return this.#withDegradedSince(organization_id, found, window);
  }

  /** Reads more of the degraded ones alone, which are few. */
  async #withDegradedSince<F extends EndpointFacts & Observed>(
    organization_id: string,
    found: readonly F[],
    { from, now }: { from: Date; now: Date },
  ): Promise<F[]> {
    const ids = found.filter(({ state }) => state === 'degraded').map(({ id }) => id);
    if (ids.length === 0) return [...found];
    const earliest = windowStart(now, fiveMinutesReadMs);
    const periods = await loadFirstAttemptPeriods(this.database, { organization_id, ids, from: earliest, now });
    const windowMs = this.settings.endpoints.degradedWindowMinutes * 60_000;
    return found.map((facts) => {
      const counted = periods.get(facts.id);
      if (counted === undefined) return facts;
      const since = degradedSince({ from, windowMs, ...counted }, this.#policy());
      return { ...facts, degraded_since: since?.toISOString() ?? null };
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
