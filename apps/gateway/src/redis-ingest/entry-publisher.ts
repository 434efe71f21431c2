import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { Database, DatabaseClock } from '@postrider/event-store';
import { ApiError, validationFailed } from '../http/api-error.js';
import { Publisher } from '../publish/publisher.js';
import type { PublishRequest } from '../publish/publish-request.js';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';
import { entryRequest, type RawEntry } from './stream-entry.js';

type Outcome =
  /** Its event is committed, now or before. */
  | { is: 'published' }
  /** No event can be made of it, whenever it is tried. */
  | { is: 'refused'; error: ApiError }
  /** It is not the entry's fault. */
  | { is: 'failed'; error: Error };

export type Handled = Outcome & { entry: RawEntry };

/** Publishes entries of the event stream, each for itself: a wrong one keeps no other back. */
@Injectable()
export class EntryPublisher {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'http' | 'publish'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    private readonly publisher: Publisher,
  ) {}

  /** What became of each, in their order. */
  async publish(entries: readonly RawEntry[]): Promise<Handled[]> {
    const now = this.clock.now();
    const requests = entries.map((entry) => attempt(() => entryRequest(entry, this.settings, now)));
    const known = await this.#knownOrganizations(requests).catch(failure);
    const outcomes = await Promise.all(requests.map((request) => this.#outcome(request, known)));
    return entries.flatMap((entry, i) => (outcomes[i] ? [{ entry, ...outcomes[i] }] : []));
  }

  async #outcome(request: PublishRequest | Outcome, known: Set<string> | Outcome): Promise<Outcome> {
    if ('is' in request) return request;
    if ('is' in known) return known;
    if (!known.has(request.caller.organization_id)) return unknownOrganization;
    return this.publisher.publish(request).then(() => published, failure);
  }

  async #knownOrganizations(requests: readonly (PublishRequest | Outcome)[]): Promise<Set<string>> {
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
  error: validationFailed([{ field: 'organization_id', message: 'there is no such organization' }]),
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
