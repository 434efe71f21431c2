import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { Database, DatabaseClock } from '@postrider/event-store';
import { Tracing } from '@postrider/process';
import { ApiError, validationFailed } from '../http/api-error.js';
import { Publisher } from '../publish/publisher.js';
import type { PublishRequest } from '../publish/publish-request.js';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';
import { entryRequest, type RawEntry } from './entry-request.js';

export interface Handled {
  entry: RawEntry;
  /** Undefined if the entry's event is committed, by this call or by an earlier one. */
  error: Error | undefined;
}

const serverErrors = 500;

/** True if the entry is invalid: another try would be refused as well. After any other error the entry is tried again. */
export const isRefusal = (error: Error | undefined): error is ApiError =>
  error instanceof ApiError && error.status < serverErrors;

/** Publishes entries one call each, so that an invalid entry fails alone. */
@Injectable()
export class EntryPublisher {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'http' | 'publish'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    private readonly publisher: Publisher,
    private readonly tracing: Tracing,
  ) {}

  /** Returns the entries in order. */
  async publish(entries: readonly RawEntry[]): Promise<Handled[]> {
    const now = this.clock.now();
    const calls = entries.map((entry) => ({ entry, request: this.#request(entry, now) }));
    const organizations = await this.#existingOrganizations(calls.map(({ request }) => request)).catch(toError);
    return Promise.all(
      calls.map(async ({ entry, request }) => ({ entry, error: await this.#publish(request, organizations) })),
    );
  }

  #request(entry: RawEntry, now: Date): PublishRequest | Error {
    try {
      return entryRequest(entry, this.settings, now);
    } catch (error) {
      return toError(error);
    }
  }

  async #publish(request: PublishRequest | Error, organizations: Set<string> | Error): Promise<Error | undefined> {
    if (request instanceof Error) return request;
    if (organizations instanceof Error) return organizations;
    if (!organizations.has(request.caller.organization_id)) return unknownOrganization;
    const { organization_id } = request.caller;
    const attributes = { 'messaging.system': 'redis', 'postrider.organization_id': organization_id };
    return this.tracing
      .run('publish', { kind: 'consumer', parent: request.traceparent, attributes }, (traceparent) =>
        this.publisher.publish({ ...request, traceparent }),
      )
      .then(() => undefined, toError);
  }

  async #existingOrganizations(requests: readonly (PublishRequest | Error)[]): Promise<Set<string>> {
    const named = new Set(requests.flatMap((request) => ('caller' in request ? request.caller.organization_id : [])));
    if (named.size === 0) return named;
    const { rows } = await this.database.query<{ id: string }>('SELECT id FROM organizations WHERE id = ANY($1)', [
      [...named],
    ]);
    return new Set(rows.map(({ id }) => id));
  }
}

const unknownOrganization = validationFailed([
  { field: 'organization_id', message: 'the organization does not exist' },
]);

const toError = (caught: unknown): Error => (caught instanceof Error ? caught : new Error(String(caught)));
