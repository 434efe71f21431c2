import { Inject, Injectable } from '@nestjs/common';
import type { PublishedEvent, Settings } from '@postrider/contracts';
import {
  Batcher,
  insertPublished,
  insertPublishedIf,
  type ClockCheck,
  type Database,
  type DatabaseClock,
  type PublishedRecord,
  type Sql,
} from '@postrider/event-store';
import { ApiError, unavailable } from '../http/api-error.js';
import { Enqueuer } from '../queues/enqueuer.js';
import { CLOCK, CLOCK_CHECK, DATABASE, SETTINGS } from '../tokens.js';
import { EventCheck, refusal } from './event-check.js';
import { firstResults } from './first-results.js';
import { claimNames, resolveKeys, type Resolution } from './publish-keys.js';
import type { PublishRequest } from './publish-request.js';
import { publishedView, schedule } from './schedule.js';
import { SubscriptionIndex, type Subscriber } from './subscriptions.js';

type Result = PublishedEvent[] | Error;
type Asked = Parameters<SubscriptionIndex['current']>[1];
type SubscribersOf = (organizationId: string, type: string) => Subscriber[];
type Refusal = (events: PublishRequest, known?: ReadonlyMap<string, string>) => ApiError | undefined;
type Publish = (requests: PublishRequest[], subscribers: SubscribersOf, refuse: Refusal) => Promise<Result[]>;

/** Commits publish calls together; each is answered after its own events are durable. Jobs follow, outside the wait. */
@Injectable()
export class Publisher {
  readonly #batcher: Batcher<PublishRequest, PublishedEvent[]>;
  readonly #subscriptions = new SubscriptionIndex();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(CLOCK_CHECK) private readonly clockCheck: ClockCheck,
    @Inject(SETTINGS) settings: Settings,
    private readonly enqueuer: Enqueuer,
    private readonly eventCheck: EventCheck,
  ) {
    this.#batcher = new Batcher(
      (requests) => this.#publishAll(requests),
      {
        maxBatch: settings.POSTRIDER_PUBLISH_BATCH,
        maxFlights: settings.POSTRIDER_PUBLISH_FLIGHTS,
        maxWaiting: settings.POSTRIDER_PUBLISH_WAITING,
      },
      ({ events }) => events.length,
    );
  }

  /** All of the call's events or none, in their order. Throws ApiError 401 (revoked since), 409, 422, 503. */
  async publish(request: PublishRequest): Promise<PublishedEvent[]> {
    const problem = this.clockCheck.stepProblem();
    if (problem !== undefined) throw unavailable(`${problem}; nothing is published until the clocks agree, try again`);
    return this.#batcher.submit(request);
  }

  async #publishAll(requests: PublishRequest[]): Promise<Result[]> {
    const asked = {
      organizationIds: [...new Set(requests.map(({ caller }) => caller.organization_id))],
      keyIds: [...new Set(requests.flatMap(({ caller }) => caller.key_id ?? []))],
    };
    return (await this.#publishAsRemembered(requests, asked)) ?? this.#publishAsRead(requests, asked);
  }

  /**
   * On what is remembered of the organizations, which the inserting statement itself compares: no round trip before it.
   * Undefined where it was not to be or not done: something is not known, has changed, or would be refused.
   */
  async #publishAsRemembered(requests: PublishRequest[], asked: Asked): Promise<Result[] | undefined> {
    const remembered = this.#subscriptions.remembered(asked.organizationIds);
    if (!remembered || requests.some(({ claims }) => claims.length > 0)) return undefined;
    const problems = await this.eventCheck.problems(this.database, requests, remembered.typesVersions);
    if (problems.size > 0) return undefined;
    const now = this.clock.now();
    const results = requests.map((request) => recordsOf(request, remembered.subscribers, now));
    const records = results.flat();
    const { organizations } = remembered;
    if (!(await insertPublishedIf(this.database, records, { organizations, keyIds: asked.keyIds }))) return undefined;
    this.enqueuer.deliver(records);
    return results.map((own) => own.map(publishedView));
  }

  async #publishAsRead(requests: PublishRequest[], asked: Asked): Promise<Result[]> {
    const { subscribers, typesVersions, revoked } = await this.#subscriptions.current(this.database, asked);
    const problems = await this.eventCheck.problems(this.database, requests, typesVersions);
    const refuse: Refusal = ({ events }, known) => refusal(events, problems, known);
    const results = new Map<PublishRequest, Result>();
    const groups = split(requests, revoked);
    for (const request of groups.revoked) {
      results.set(request, new ApiError('invalid_api_key', 'the API key is unknown or revoked'));
    }
    const publish = async (group: PublishRequest[], how: Publish): Promise<void> => {
      if (group.length === 0) return;
      const answers = await how(group, subscribers, refuse).catch((error: unknown) => error);
      group.forEach((request, i) =>
        results.set(request, Array.isArray(answers) ? ((answers as Result[])[i] ?? []) : toError(answers)),
      );
    };
    await Promise.all([publish(groups.plain, this.#publishPlain), publish(groups.keyed, this.#publishKeyed)]);
    for (const twin of groups.twins) await publish([twin], this.#publishKeyed);
    return requests.map((request) => results.get(request) ?? new Error('the call was not decided'));
  }

  readonly #publishPlain: Publish = async (requests, subscribers, refuse) => {
    const now = this.clock.now();
    const results = requests.map((request) => refuse(request) ?? recordsOf(request, subscribers, now));
    const records = results.flatMap((result) => (result instanceof Error ? [] : result));
    if (records.length > 0) await insertPublished(this.database, records);
    this.enqueuer.deliver(records);
    return results.map((own) => (own instanceof Error ? own : own.map(publishedView)));
  };

  readonly #publishKeyed: Publish = async (requests, subscribers, refuse) => {
    const { results, records } = await this.database.transaction(async (sql) => {
      const resolutions = await resolveKeys(sql, requests, refuse);
      const now = this.clock.now();
      const inserted = requests.map((request, i) => {
        const resolution = resolutions[i];
        if (resolution?.outcome !== 'new') return [];
        const fresh = request.events.filter(({ stream_id }) => !resolution.known.has(stream_id));
        return recordsOf({ ...request, events: fresh }, subscribers, now);
      });
      if (inserted.flat().length > 0) await insertPublished(sql, inserted.flat());
      return { results: await answers(sql, requests, resolutions, inserted.flat()), records: inserted.flat() };
    });
    this.enqueuer.deliver(records);
    return results;
  };
}

/** Calls without keys share a statement, calls with keys a transaction; twins claim what another of them claims. */
function split(
  requests: readonly PublishRequest[],
  revokedKeys: ReadonlySet<string>,
): Record<'revoked' | 'plain' | 'keyed' | 'twins', PublishRequest[]> {
  const groups = { revoked: [], plain: [], keyed: [], twins: [] } as ReturnType<typeof split>;
  const claimed = new Set<string>();
  for (const request of requests) {
    const names = claimNames(request);
    if (revokedKeys.has(request.caller.key_id ?? '')) groups.revoked.push(request);
    else if (names.length === 0) groups.plain.push(request);
    else if (names.some((name) => claimed.has(name))) groups.twins.push(request);
    else groups.keyed.push(request);
    for (const name of names) claimed.add(name);
  }
  return groups;
}

async function answers(
  sql: Sql,
  requests: readonly PublishRequest[],
  resolutions: readonly Resolution[],
  records: readonly PublishedRecord[],
): Promise<Result[]> {
  const views = new Map(records.map((record) => [record.published.stream_id, publishedView(record)]));
  const streamIds = requests.map(({ events }, i) =>
    streamIdsOf(
      events.map(({ stream_id }) => stream_id),
      resolutions[i],
    ),
  );
  const earlier = streamIds.flat().filter((id) => !views.has(id));
  for (const [id, view] of await firstResults(sql, earlier)) views.set(id, view);
  return streamIds.map((ids, i) => {
    const resolution = resolutions[i];
    return resolution?.outcome === 'refused' ? resolution.error : ids.flatMap((id) => views.get(id) ?? []);
  });
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function recordsOf({ events, caller }: PublishRequest, subscribers: SubscribersOf, now: Date): PublishedRecord[] {
  const { organization_id } = caller;
  return [...new Set(events)].map((event) =>
    schedule(event, organization_id, subscribers(organization_id, event.type), now),
  );
}

function streamIdsOf(own: string[], resolution: Resolution | undefined): string[] {
  switch (resolution?.outcome) {
    case 'known':
      return resolution.streamIds;
    case 'new':
      return own.map((id) => resolution.known.get(id) ?? id);
    default:
      return [];
  }
}
