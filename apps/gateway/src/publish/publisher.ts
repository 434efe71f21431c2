import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ClientProxy } from '@nestjs/microservices';
import { broadcasts, type Settings } from '@postrider/contracts';
import {
  DatabaseUnavailable,
  insertPublished,
  insertPublishedIf,
  isStatementTimeout,
  type ClockCheck,
  type Database,
  type DatabaseClock,
  type Preconditions,
  type Sql,
} from '@postrider/event-store';
import { Batcher } from '@postrider/process';
import { ApiError, unavailable } from '../http/api-error.js';
import { Enqueuer } from '../queues/enqueuer.js';
import { BROADCASTS, CLOCK, CLOCK_CHECK, DATABASE, SETTINGS } from '../tokens.js';
import { apart } from './apart.js';
import { CallCost, type SubscribersOf } from './call-cost.js';
import { EventCheck, refusal } from './event-check.js';
import { FirstEvents } from './first-results.js';
import { planCall, type PlannedCall } from './planned-call.js';
import { claimNames, resolveKeys, type Resolution } from './publish-keys.js';
import type { PublishRequest } from './publish-request.js';
import type { Published } from './published.js';
import { SubscriptionIndex } from './subscriptions.js';

/** The events of a call were published before, with so many deliveries that they are read for it alone. */
interface LargeRepetition {
  organization_id: string;
  streamIds: string[];
  /** Those events that this call has published, by stream id. */
  fresh: ReadonlyMap<string, Published>;
}

/** What an event counts for whose organization's endpoints are not known: as in the first calls after a start. */
const unknownRows = 50;

/** By how much statements may become larger again with each that succeeds. */
const rowsGrowth = 1.25;

/** Another call of the batch claims the same key: this one is decided when that is committed. */
const again = Symbol('again');

type Outcome = Published[] | LargeRepetition | typeof again;
type Result = Outcome | Error;
type Asked = Parameters<SubscriptionIndex['current']>[1];
type Refusal = (call: PublishRequest, known?: ReadonlyMap<string, string>) => ApiError | undefined;

/** Commits publish calls together; each is answered after its own events are durable. Jobs follow, outside the wait. */
@Injectable()
export class Publisher {
  readonly #logger = new Logger('publish');
  readonly #batcher: Batcher<PublishRequest, Outcome>;
  readonly #repetitions: Batcher<LargeRepetition, Published[]>;
  readonly #subscriptions = new SubscriptionIndex();
  readonly #cost: CallCost;
  /** Of one statement: fewer for a while after one that took too long. */
  #rows: number;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(CLOCK_CHECK) private readonly clockCheck: ClockCheck,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publish'>,
    private readonly enqueuer: Enqueuer,
    private readonly eventCheck: EventCheck,
    @Inject(BROADCASTS) private readonly broadcast: ClientProxy,
  ) {
    const { batchSize: maxEvents, batchRows: maxRows } = settings.publish;
    const maxWaiting = settings.publish.waitingMax;
    const maxWaitingOfGroup = Math.max(1, Math.floor(maxWaiting * settings.publish.organizationShare));
    this.#rows = maxRows;
    this.#cost = new CallCost(settings.publish.fanOutChunk);
    this.#batcher = new Batcher((calls) => this.#publishAll(calls), {
      maxBatch: maxEvents,
      maxInFlight: settings.publish.concurrency,
      maxWaiting,
      maxWaitingOfGroup,
      groupOf: ({ caller }) => caller.organization_id,
      weigh: (call) => Math.max(call.events.length, (this.#estimatedRows(call) * maxEvents) / maxRows),
    });
    this.#repetitions = new Batcher((calls) => Promise.all(calls.map((call) => this.#readRepetition(call))), {
      maxBatch: 1,
      maxInFlight: 1,
      maxWaiting,
      maxWaitingOfGroup,
      groupOf: ({ organization_id }) => organization_id,
    });
  }

  /** All of the call's events or none, in their order. Throws ApiError 401 (revoked since), 409, 422, 503. */
  async publish(call: PublishRequest): Promise<Published[]> {
    const problem = this.clockCheck.stepProblem();
    if (problem !== undefined) throw unavailable(`${problem}; nothing is published until the clocks agree, try again`);
    for (;;) {
      const outcome = await this.#batcher.submit(call);
      if (Array.isArray(outcome)) return outcome;
      if (outcome !== again) return this.#repetitions.submit(outcome);
    }
  }

  /** How many deliveries the call is going to make, as far as its organization's endpoints are known. */
  estimatedDeliveries(call: PublishRequest): number {
    const subscribers = this.#subscriptions.lastKnown(call.caller.organization_id);
    return subscribers ? this.#cost.deliveries(call, (_, type) => subscribers(type)) : 0;
  }

  #estimatedRows(call: PublishRequest): number {
    const subscribers = this.#subscriptions.lastKnown(call.caller.organization_id);
    return subscribers ? this.#cost.rows(call, (_, type) => subscribers(type)) : call.events.length * unknownRows;
  }

  async #publishAll(calls: readonly PublishRequest[]): Promise<Result[]> {
    const results = new Map<PublishRequest, Result | undefined>();
    const { firsts, twins } = withoutTwins(calls);
    const tried = await apart<PublishRequest, Outcome | undefined>(firsts, (some) => this.#publishAsRemembered(some));
    firsts.forEach((call, i) => results.set(call, tried[i]));
    const left = firsts.filter((call) => results.get(call) === undefined);
    const read = await apart<PublishRequest, Outcome>(left, (some) => this.#publishAsRead(some));
    left.forEach((call, i) => results.set(call, read[i]));
    // During an outage they would fail one after the other, each after its time-out.
    const outage = twins.length > 0 ? read.find((result) => result instanceof DatabaseUnavailable) : undefined;
    for (const call of twins) results.set(call, outage ?? again);
    return calls.map((call) => results.get(call) ?? undecided());
  }

  /**
   * On what is remembered of the organizations, which the inserting statement itself compares: no round trip before it.
   * Undefined for those calls where it was not to be or not done: something is not known, has changed, or would be refused.
   * Throws only before anything is committed.
   */
  async #publishAsRemembered(calls: readonly PublishRequest[]): Promise<(Result | undefined)[]> {
    const asked = askedBy(calls);
    const remembered = this.#subscriptions.remembered(asked.organizationIds);
    if (!remembered || calls.some(({ claims }) => claims.length > 0)) return calls.map(() => undefined);
    const { subscribers, organizations } = remembered;
    const problems = await this.eventCheck.problems(this.database, calls, remembered.typesVersions);
    if (problems.size > 0 || calls.some((call) => this.#tooManyDeliveries(call, subscribers))) {
      return calls.map(() => undefined);
    }
    const preconditions: Preconditions = { organizations, keyIds: asked.keyIds };
    return this.#inParts(calls, subscribers, async (part) => {
      const planned = this.#plan(part, subscribers);
      const { records, fanOuts } = merged(planned);
      if (!(await insertPublishedIf(this.database, records, preconditions, fanOuts))) return undefined;
      this.#committed({ records, fanOuts });
      return planned.map(({ published }) => published);
    });
  }

  /** Throws only before anything is committed. */
  async #publishAsRead(calls: readonly PublishRequest[]): Promise<Result[]> {
    const { subscribers, typesVersions, revoked } = await this.#subscriptions.current(this.database, askedBy(calls));
    const problems = await this.eventCheck.problems(this.database, calls, typesVersions);
    const refuse: Refusal = (call, known) =>
      refusal(call.events, problems, known) ?? this.#tooManyDeliveries(withoutKnown(call, known), subscribers);
    const groups = split(calls, revoked);
    const results = new Map<PublishRequest, Result | undefined>();
    for (const call of groups.revoked) {
      results.set(call, new ApiError('invalid_api_key', 'the API key is unknown or revoked'));
    }
    for (const call of groups.plain) results.set(call, refuse(call));
    const plain = groups.plain.filter((call) => results.get(call) === undefined);
    const [ofPlain, ofKeyed] = await Promise.all([
      this.#inParts(plain, subscribers, (part) => this.#publishPlain(part, subscribers)),
      this.#inParts(groups.keyed, subscribers, (part) => this.#publishKeyed(part, subscribers, refuse)),
    ]);
    plain.forEach((call, i) => results.set(call, ofPlain[i]));
    groups.keyed.forEach((call, i) => results.set(call, ofKeyed[i]));
    return calls.map((call) => results.get(call) ?? undecided());
  }

  async #publishPlain(calls: readonly PublishRequest[], subscribers: SubscribersOf): Promise<Result[]> {
    const planned = this.#plan(calls, subscribers);
    const { records, fanOuts } = merged(planned);
    await insertPublished(this.database, records, fanOuts);
    this.#committed({ records, fanOuts });
    return planned.map(({ published }) => published);
  }

  async #publishKeyed(
    calls: readonly PublishRequest[],
    subscribers: SubscribersOf,
    refuse: Refusal,
  ): Promise<Result[]> {
    const { results, ...written } = await this.database.transaction(async (sql) => {
      const resolutions = await resolveKeys(sql, calls, refuse);
      const fresh = calls.flatMap((call, i) => {
        const resolution = resolutions[i];
        return resolution?.outcome === 'new' ? [withoutKnown(call, resolution.known)] : [];
      });
      const planned = this.#plan(fresh, subscribers);
      const { records, fanOuts } = merged(planned);
      if (records.length > 0) await insertPublished(sql, records, fanOuts);
      return { results: await this.#answers(sql, calls, resolutions, planned), records, fanOuts };
    });
    this.#committed(written);
    return results;
  }

  /**
   * Publishes calls by as few statements as may be, of bounded size; usually by one. `publish` returns undefined where it
   * did nothing, and so do all calls from there on. Does not throw: what is committed stays so.
   */
  async #inParts(
    calls: readonly PublishRequest[],
    subscribers: SubscribersOf,
    publish: (part: readonly PublishRequest[]) => Promise<readonly Result[] | undefined>,
  ): Promise<(Result | undefined)[]> {
    const results: (Result | undefined)[] = [];
    while (results.length < calls.length) {
      const { part, rows } = this.#nextPart(calls, results.length, subscribers);
      const outcomes = await apart<PublishRequest, Outcome | undefined>(
        part,
        async (some) => (await publish(some)) ?? some.map(() => undefined),
      );
      results.push(...outcomes);
      const outage = outcomes.find((outcome) => outcome instanceof DatabaseUnavailable);
      if (isStatementTimeout(outage)) this.#rows = Math.max(1, Math.min(this.#rows, rows) / 2);
      // Each of the others would wait for as long.
      if (outage || outcomes.includes(undefined)) return [...results, ...calls.slice(results.length).map(() => outage)];
      this.#rows = Math.min(this.settings.publish.batchRows, this.#rows * rowsGrowth);
    }
    return results;
  }

  #nextPart(
    calls: readonly PublishRequest[],
    from: number,
    subscribers: SubscribersOf,
  ): { part: readonly PublishRequest[]; rows: number } {
    let rows = 0;
    let to = from;
    for (const call of calls.slice(from)) {
      const own = this.#cost.rows(call, subscribers);
      if (to > from && rows + own > this.#rows) break;
      rows += own;
      to += 1;
    }
    return { part: calls.slice(from, to), rows };
  }

  #plan(calls: readonly PublishRequest[], subscribers: SubscribersOf): PlannedCall[] {
    const now = this.clock.now();
    return calls.map((call) => planCall(call, subscribers, now, this.#cost));
  }

  /** What may be lost: dispatchers find the same in Postgres. Must not throw, since the calls are committed. */
  #committed({ records, fanOuts }: Pick<PlannedCall, 'records' | 'fanOuts'>): void {
    const lost = (error: unknown): void => {
      this.#logger.debug(error, 'committed calls were not announced; dispatchers find them');
    };
    try {
      this.enqueuer.deliver(records);
      if (fanOuts.length > 0) this.broadcast.emit(broadcasts.fanOutCommitted.pattern, {}).subscribe({ error: lost });
    } catch (error) {
      lost(error);
    }
  }

  #tooManyDeliveries(call: PublishRequest, subscribers: SubscribersOf): ApiError | undefined {
    const max = this.settings.publish.deliveriesMax;
    const count = this.#cost.deliveries(call, subscribers);
    if (count <= max) return undefined;
    return new ApiError(
      'too_many_deliveries',
      `too many deliveries for one call: ${String(count)} (limit ${String(max)}); publish fewer events per call`,
      { field: call.events[0]?.field.startsWith('events.') === true ? 'events' : 'type' },
    );
  }

  async #answers(
    sql: Sql,
    calls: readonly PublishRequest[],
    resolutions: readonly Resolution[],
    planned: readonly PlannedCall[],
  ): Promise<Result[]> {
    const views = new Map(
      planned.flatMap(({ records, published }) =>
        published.map((view, i): [string, Published] => [records[i]?.published.stream_id ?? '', view]),
      ),
    );
    const streamIds = calls.map(({ events }, i) =>
      streamIdsOf(
        events.map(({ stream_id }) => stream_id),
        resolutions[i],
      ),
    );
    const earlier = streamIds.map((ids) => ids.filter((id) => !views.has(id)));
    const first = await FirstEvents.find(sql, earlier.flat());
    const isLarge = earlier.map((ids) => first.deliveryCount(ids) > this.settings.publish.fanOutChunk);
    const known = await first.results(
      sql,
      earlier.flatMap((ids, i) => (isLarge[i] ? [] : ids)),
    );
    return calls.map(({ caller }, i): Result => {
      const resolution = resolutions[i];
      if (resolution?.outcome === 'refused') return resolution.error;
      const ids = streamIds[i] ?? [];
      if (isLarge[i]) return { organization_id: caller.organization_id, streamIds: ids, fresh: views };
      return ids.flatMap((id) => views.get(id) ?? known.get(id) ?? []);
    });
  }

  async #readRepetition({ streamIds, fresh }: LargeRepetition): Promise<Published[]> {
    const earlier = streamIds.filter((id) => !fresh.has(id));
    const first = await FirstEvents.find(this.database, earlier);
    const known = await first.results(this.database, earlier);
    return streamIds.flatMap((id) => fresh.get(id) ?? known.get(id) ?? []);
  }
}

const undecided = (): Error => new Error('the call was not decided');

const askedBy = (calls: readonly PublishRequest[]): Asked => ({
  organizationIds: [...new Set(calls.map(({ caller }) => caller.organization_id))],
  keyIds: [...new Set(calls.flatMap(({ caller }) => caller.key_id ?? []))],
});

const merged = (planned: readonly PlannedCall[]): Pick<PlannedCall, 'records' | 'fanOuts'> => ({
  records: planned.flatMap(({ records }) => records),
  fanOuts: planned.flatMap(({ fanOuts }) => fanOuts),
});

/** The call without those of its events that other streams hold already. */
const withoutKnown = (call: PublishRequest, known: ReadonlyMap<string, string> = new Map()): PublishRequest =>
  known.size === 0 ? call : { ...call, events: call.events.filter(({ stream_id }) => !known.has(stream_id)) };

/** Twins claim what a call before them claims: no two of the others claim the same. */
function withoutTwins(calls: readonly PublishRequest[]): Record<'firsts' | 'twins', PublishRequest[]> {
  const groups = { firsts: [], twins: [] } as ReturnType<typeof withoutTwins>;
  const claimed = new Set<string>();
  for (const call of calls) {
    const names = claimNames(call);
    (names.some((name) => claimed.has(name)) ? groups.twins : groups.firsts).push(call);
    for (const name of names) claimed.add(name);
  }
  return groups;
}

/** Calls without keys share a statement, calls with keys a transaction. */
function split(
  calls: readonly PublishRequest[],
  revokedKeys: ReadonlySet<string>,
): Record<'revoked' | 'plain' | 'keyed', PublishRequest[]> {
  const groups = { revoked: [], plain: [], keyed: [] } as ReturnType<typeof split>;
  for (const call of calls) {
    if (revokedKeys.has(call.caller.key_id ?? '')) groups.revoked.push(call);
    else if (call.claims.length === 0) groups.plain.push(call);
    else groups.keyed.push(call);
  }
  return groups;
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
