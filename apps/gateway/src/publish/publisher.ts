import { Inject, Injectable, Logger } from '@nestjs/common';
import type { MessageOf, Settings } from '@postrider/contracts';
import {
  DatabaseUnavailable,
  insertPublished,
  insertPublishedIf,
  type ClockCheck,
  type Database,
  type DatabaseClock,
} from '@postrider/event-store';
import { Batcher, Tracing } from '@postrider/process';
import { MessageEmitters } from '@postrider/queue';
import { ApiError, unavailable } from '../http/api-error.js';
import { GatewayMetrics } from '../metrics/gateway-metrics.js';
import { Enqueuer } from '../queues/enqueuer.js';
import { CLOCK, CLOCK_CHECK, DATABASE, SETTINGS } from '../tokens.js';
import { BoundedStatements } from './bounded-statements.js';
import { CallCost } from './call-cost.js';
import { NewCustomers } from './new-customers.js';
import { EventCheck, refusal } from './event-check.js';
import { isolateFailures } from './isolate-failures.js';
import { publishKeyed, type LargeRepetition } from './keyed-calls.js';
import { merged, planCall, type Inserts, type PlannedCall } from './planned-call.js';
import { claimNames } from './publish-keys.js';
import { PublishLimit } from './publish-limit.js';
import type { PublishRequest } from './publish-request.js';
import type { Published } from './published.js';
import type { SubscribersOf } from './subscriber.js';
import { SubscriptionIndex, type DecisionData, type Referred } from './subscriptions.js';
import { customersOf, missesCustomer, namesCustomer, unknownCustomers } from './named-customers.js';

/** Estimated rows of an event while the organization's endpoints are not cached, as after a start. */
const rowsOnCacheMiss = 50;

/** Calls whose customers are created at the same time. */
const customersInFlight = 4;

const conflicting = Symbol('conflicting');

type Outcome = Published[] | LargeRepetition | typeof conflicting;
type Results = Map<PublishRequest, Outcome | Error>;
type Refuse = (call: PublishRequest) => ApiError | undefined;

/**
 * Commits publish calls in batches. A call resolves once its own events are durable; jobs follow, outside its wait.
 *
 * The states of a call:
 *
 * - **Creating** the unknown customers that the call wants to be created, unless it would be refused → waiting.
 * - **Waiting** for a batch.
 *   - The queue, or the organization's share of it, is full → refused.
 *   - A batch takes the call, together with others → in a batch.
 * - **In a batch**. The batch sets a result for each of its calls.
 *   - An earlier call of the batch claims the same event id or `Idempotency-Key` → conflicting.
 *   - No call of the batch has claims, and the cache has all organizations → decided on cached data.
 *   - Otherwise → decided on read data.
 * - **Conflicting**: its claims depend on the earlier call, or a customer has to be created again.
 *   - The batch is committed → creating or waiting again.
 *   - Postgres is unavailable → failed.
 * - **Decided on cached data**: the inserting statement itself compares the cached versions (the preconditions), so that
 *   no read comes first.
 *   - The preconditions hold → committed.
 *   - They do not hold, or a call of the batch would be refused → decided on read data.
 * - **Decided on read data**.
 *   - A customer that the call wants to be created was deleted → conflicting.
 *   - The API key is revoked, an event is invalid, its customer is unknown, or the call has too many deliveries → refused.
 *   - An earlier call has a claim of this one, with other content → refused.
 *   - Earlier calls have its claims, with the same content → repeated.
 *   - Otherwise → committed.
 * - **Committed**: resolves with its events.
 * - **Repeated**: resolves with the events of the earlier calls. They are read in the transaction of the batch, or, when
 *   they have many deliveries, in a queue of their own, one call at a time.
 * - **Refused**: rejects with an ApiError. Nothing is inserted.
 * - **Failed**: rejects with the error of the statement.
 */
@Injectable()
export class Publisher {
  readonly #logger = new Logger('publish');
  readonly #calls: Batcher<PublishRequest, Outcome>;
  readonly #newCustomers: Batcher<PublishRequest, undefined>;
  readonly #largeRepetitions: Batcher<LargeRepetition, Published[]>;
  readonly #subscriptions = new SubscriptionIndex();
  readonly #cost: CallCost;
  readonly #limit = new PublishLimit();
  readonly #statements: BoundedStatements;
  readonly #announceEvents: (organizationIds: Iterable<string>) => void;
  readonly #announceFanOut: (message: MessageOf<'fan_out.committed'>) => void;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(CLOCK_CHECK) private readonly clockCheck: ClockCheck,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publish'>,
    private readonly enqueuer: Enqueuer,
    private readonly eventCheck: EventCheck,
    private readonly newCustomers: NewCustomers,
    private readonly metrics: GatewayMetrics,
    private readonly tracing: Tracing,
    emitters: MessageEmitters,
  ) {
    const { batchSize: maxBatch, batchRows: maxRows } = settings.publish;
    const maxWaiting = settings.publish.waitingMax;
    const share = settings.publish.organizationShare;
    const shareOf = (limit: number): number => Math.max(1, Math.floor(limit * share));
    const limits = { maxWaiting, maxWaitingOfGroup: shareOf(maxWaiting) };
    this.#announceEvents = emitters.batchedEmitter('events.published');
    this.#announceFanOut = emitters.emitter('fan_out.committed');
    this.#cost = new CallCost(settings.publish.fanOutChunk);
    this.#statements = new BoundedStatements(maxRows, this.#cost);
    this.#calls = new Batcher((calls) => this.#runTraced(calls), {
      maxBatch,
      maxInFlight: settings.publish.concurrency,
      ...limits,
      groupOf: ({ caller }) => caller.organization_id,
      // A batch counts as its first customer's.
      partOf: ({ events }) => events[0]?.customer,
      maxWaitingOfPart: shareOf(limits.maxWaitingOfGroup),
      weigh: (call) => Math.max(call.events.length, (this.#estimatedRows(call) * maxBatch) / maxRows),
    });
    this.#newCustomers = new Batcher((calls) => Promise.all(calls.map((call) => this.#createCustomers(call))), {
      maxBatch: 1,
      maxInFlight: customersInFlight,
      ...limits,
      groupOf: ({ caller }) => caller.organization_id,
    });
    this.#largeRepetitions = new Batcher((calls) => Promise.all(calls.map(({ read }) => read(database))), {
      maxBatch: 1,
      maxInFlight: 1,
      ...limits,
      groupOf: ({ organization_id }) => organization_id,
    });
  }

  /** Publishes all events of the call or none. Returns them in order. Throws ApiError 401 (revoked key), 409, 422, 503. */
  async publish(call: PublishRequest): Promise<Published[]> {
    const problem = this.clockCheck.stepProblem();
    if (problem !== undefined) throw unavailable(`${problem}; publishing is paused until the clocks agree, try again`);
    for (;;) {
      if (missesCustomer(call, (key) => this.#subscriptions.knows(key))) await this.#newCustomers.submit(call);
      const outcome = await this.#calls.submit(call);
      if (Array.isArray(outcome)) return outcome;
      if (outcome !== conflicting) return this.#largeRepetitions.submit(outcome);
    }
  }

  /** Throws ApiError 429 if a customer of the call has published too many events. Limits are known from the first call on. */
  requireLimits({ caller, events }: PublishRequest): void {
    if (!namesCustomer(events)) return;
    const { organization_id } = caller;
    const byReference = Map.groupBy(new Set(events), ({ customer }) => customer);
    byReference.delete(undefined);
    const counted = [...byReference].flatMap(([reference = '', own]) => {
      const known = this.#subscriptions.publishLimit({ organization_id, reference });
      const limit = known?.publish_limit ?? null;
      return known && limit !== null ? [{ customerId: known.id, uid: known.uid, limit, events: own.length }] : [];
    });
    const refused = counted.length === 0 ? undefined : this.#limit.take(counted);
    if (!refused) return;
    const { uid } = counted.find(({ customerId }) => customerId === refused.customerId) ?? {};
    const seconds = String(Math.ceil(refused.seconds));
    throw new ApiError(
      'publish_limited',
      `too many events for customer ${uid ?? ''} (limit ${String(refused.limit)} per second and gateway); try again in ${seconds} s`,
      {},
      { 'retry-after': seconds },
    );
  }

  /** Number of calls that wait for a batch. */
  get waiting(): number {
    return this.#calls.waiting;
  }

  /** Number of deliveries of the call; 0 if the organization's endpoints are not cached. */
  estimatedDeliveries(call: PublishRequest): number {
    const subscribers = this.#subscriptions.estimate(call.caller.organization_id);
    return subscribers ? this.#cost.deliveries(call, subscribers) : 0;
  }

  #estimatedRows(call: PublishRequest): number {
    const subscribers = this.#subscriptions.estimate(call.caller.organization_id);
    return subscribers ? this.#cost.rows(call, subscribers) : call.events.length * rowsOnCacheMiss;
  }

  /** Not within a batch, whose other calls would wait for it. A call that would be refused creates nothing. */
  async #createCustomers(call: PublishRequest): Promise<undefined> {
    const read = await this.#subscriptions.read(this.database, referredBy([call]));
    const refuse = await this.#checked([call], read);
    if (!read.revoked.has(call.caller.key_id ?? '') && !refuse(call))
      await this.newCustomers.create(call, read.customer);
    return undefined;
  }

  /** Each call has a span of its own, since their traces differ. */
  async #runTraced(calls: readonly PublishRequest[]): Promise<(Outcome | Error)[]> {
    const attributes = { 'postrider.batch_calls': calls.length };
    const spans = calls.map(({ traceparent }) => this.tracing.continue('commit', traceparent, { attributes }));
    const outcomes = await this.#runBatch(calls);
    spans.forEach((span, i) => span?.end({}, outcomes[i] instanceof Error ? outcomes[i] : undefined));
    return outcomes;
  }

  async #runBatch(calls: readonly PublishRequest[]): Promise<(Outcome | Error)[]> {
    this.metrics.batchEvents.observe(calls.reduce((sum, { events }) => sum + events.length, 0));
    const results: Results = new Map();
    const conflicts = conflictsOf(calls);
    const independent = conflicts.size === 0 ? calls : calls.filter((call) => !conflicts.has(call));
    await isolateFailures(independent, results, (some) => this.#decideOnCachedData(some, results));
    const undecided = independent.filter((call) => !results.has(call));
    await isolateFailures(undecided, results, (some) => this.#decideOnReadData(some, results));
    if (conflicts.size > 0) {
      const outage = [...results.values()].find((result) => result instanceof DatabaseUnavailable);
      for (const call of conflicts) results.set(call, outage ?? conflicting);
    }
    return calls.map((call) => results.get(call) ?? new Error('the call was not decided'));
  }

  /** Leaves calls undecided on a cache miss, if a call would be refused, or where the preconditions do not hold. */
  async #decideOnCachedData(calls: readonly PublishRequest[], results: Results): Promise<void> {
    if (calls.some(({ claims }) => claims.length > 0)) return;
    const { keyIds, ...referred } = referredBy(calls);
    const cached = this.#subscriptions.cached(referred);
    if (!cached) return;
    const refuse = await this.#checked(calls, cached);
    if (calls.some(refuse)) return;
    const { organizations, customers } = cached;
    const preconditions = { organizations, customers, keyIds };
    await this.#insert(calls, cached, results, ({ records, fanOuts }) =>
      insertPublishedIf(this.database, records, preconditions, fanOuts),
    );
  }

  /** Calls without claims share a statement, calls with claims a transaction. */
  async #decideOnReadData(calls: readonly PublishRequest[], results: Results): Promise<void> {
    const read = await this.#subscriptions.read(this.database, referredBy(calls));
    const refuse = await this.#checked(calls, read);
    const plain: PublishRequest[] = [];
    const keyed: PublishRequest[] = [];
    for (const call of calls) {
      if (read.revoked.has(call.caller.key_id ?? '')) {
        results.set(call, new ApiError('invalid_api_key', 'the API key is unknown or revoked'));
      } else if (missesCustomer(call, ({ organization_id, reference }) => read.customer(organization_id, reference))) {
        // It was deleted a moment ago.
        results.set(call, refuse(call) ?? conflicting);
      } else if (call.claims.length > 0) {
        keyed.push(call);
      } else {
        const refused = refuse(call);
        if (refused) results.set(call, refused);
        else plain.push(call);
      }
    }
    await Promise.all([
      this.#insert(plain, read, results, async ({ records, fanOuts }) => {
        await insertPublished(this.database, records, fanOuts);
        return true;
      }),
      this.#insertKeyed(keyed, read, results, refuse),
    ]);
  }

  /** `insert` returns whether it inserted anything. Calls that it does not insert stay undecided. */
  #insert(
    calls: readonly PublishRequest[],
    data: DecisionData,
    results: Results,
    insert: (inserts: Inserts) => Promise<boolean>,
  ): Promise<void> {
    return this.#statements.run(calls, data.subscribers, results, async (part) => {
      const planned = this.#plan(part, data);
      const inserts = merged(planned);
      if (!(await insert(inserts))) return;
      this.#announce(inserts);
      part.forEach((call, i) => results.set(call, planned[i]?.published ?? []));
    });
  }

  #insertKeyed(calls: readonly PublishRequest[], data: DecisionData, results: Results, refuse: Refuse): Promise<void> {
    const steps = {
      refuse,
      plan: (some: readonly PublishRequest[]) => this.#plan(some, data),
      isLarge: (deliveries: number) => deliveries > this.settings.publish.fanOutChunk,
    };
    return this.#statements.run(calls, data.subscribers, results, async (part) => {
      const { inserts, outcomes } = await this.database.transaction((sql) => publishKeyed(sql, part, steps));
      this.#announce(inserts);
      part.forEach((call, i) => results.set(call, outcomes[i] ?? []));
    });
  }

  #plan(calls: readonly PublishRequest[], data: DecisionData): PlannedCall[] {
    const now = this.clock.now();
    return calls.map((call) => planCall(call, data, now, this.#cost));
  }

  /** Must not throw: the calls are committed. Dispatchers find in Postgres what is not announced. */
  #announce({ records, fanOuts }: Inserts): void {
    try {
      this.metrics.publishedEvents.add(records.length);
      this.enqueuer.enqueueDeliveries(records);
      this.#announceEvents(records.map(({ published }) => published.organization_id));
      if (fanOuts.length > 0) this.#announceFanOut({});
    } catch (error) {
      this.#logger.debug(error, 'committed calls were not announced; dispatchers find them in Postgres');
    }
  }

  /** Checks the events of all calls. Returns the check of one call, or of a part of it. */
  async #checked(calls: readonly PublishRequest[], data: DecisionData): Promise<Refuse> {
    const problems = await this.eventCheck.problems(this.database, calls, data.typesVersions);
    return (call) =>
      refusal(call.events, problems) ??
      unknownCustomers(call, data.customer) ??
      this.#tooManyDeliveries(call, data.subscribers);
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
}

const referredBy = (calls: readonly PublishRequest[]): Referred & { keyIds: string[] } => ({
  organizationIds: [...new Set(calls.map(({ caller }) => caller.organization_id))],
  keyIds: [...new Set(calls.flatMap(({ caller }) => caller.key_id ?? []))],
  customers: calls.flatMap(customersOf),
});

/** The calls with a claim that an earlier one of the calls has too. */
function conflictsOf(calls: readonly PublishRequest[]): Set<PublishRequest> {
  const conflicts = new Set<PublishRequest>();
  const claimed = new Set<string>();
  for (const call of calls) {
    const names = claimNames(call);
    if (names.some((name) => claimed.has(name))) conflicts.add(call);
    for (const name of names) claimed.add(name);
  }
  return conflicts;
}
