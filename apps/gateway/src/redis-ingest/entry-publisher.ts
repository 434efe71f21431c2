import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { Database, DatabaseClock } from '@postrider/event-store';
import { ApiError, validationFailed } from '../http/api-error.js';
import { Publisher } from '../publish/publisher.js';
import type { PublishRequest } from '../publish/publish-request.js';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';
import { entryRequest, type RawEntry } from './entry-request.js';

type Outcome =
  /** Its event is committed, by this call or by an earlier one. */
  | { is: 'published' }
  /** The entry is invalid: another try would be refused as well. */
  | { is: 'refused'; error: ApiError }
  /** The entry may be valid: it is tried again. */
  | { is: 'failed'; error: Error };

export type Handled = Outcome & { entry: RawEntry };

/** Publishes entries one call each, so that an invalid entry fails alone. */
@Injectable()
export class EntryPublisher {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'http' | 'publish'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    private readonly publisher: Publisher,
  ) {}

  /** Returns the outcome of each entry, in order. */
  async publish(entries: readonly RawEntry[]): Promise<Handled[]> {
    const now = this.clock.now();
    const requests = entries.map((entry) => attempt(() => entryRequest(entry, this.settings, now)));
    const organizations = await this.#existingOrganizations(requests).catch(failure);
    const outcomes = await Promise.all(requests.map((request) => this.#outcome(request, organizations)));
    return entries.flatMap((entry, i) => (outcomes[i] ? [{ entry, ...outcomes[i] }] : []));
  }

  async #outcome(request: PublishRequest | Outcome, organizations: Set<string> | Outcome): Promise<Outcome> {
    if ('is' in request) return request;
    if ('is' in organizations) return organizations;
    if (!organizations.has(request.caller.organization_id)) return unknownOrganization;
    return this.publisher.publish(request).then(() => published, failure);
  }

  async #existingOrganizations(requests: readonly (PublishRequest | Outcome)[]): Promise<Set<string>> {
    const named = new Set(requests.flatMap((request) => ('is' in request ? [] : request.caller.organization_id)));
    if (named.size === 0) return named;
    const { rows } = await this.database.query<{ id: string }>('SELECT id FROM organizations WHERE id = ANY($1)', [
      [...named],
    ]);
    return new Set(rows.map(({ id }) => id));
  }
}

const published: Outcome = { is: 'published' };

const unknownOrganization: Outcome = {
  is: 'refused',
  error: validationFailed([{ field: 'organization_id', message: 'the organization does not exist' }]),
};

const serverErrors = 500;

function failure(caught: unknown): Outcome {
  const error = caught instanceof Error ? caught : new Error(String(caught));
  return error instanceof ApiError && error.status < serverErrors ? { is: 'refused', error } : { is: 'failed', error };
}

function attempt<T>(work: () => T): T | Outcome {
  try {
    return work();
  } catch (error) {
    return failure(error);
  }
}
