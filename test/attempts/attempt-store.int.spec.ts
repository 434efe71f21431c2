import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeliveryScheduled, RecordedEvent } from '@postrider/contracts';
import { defaultRetryPolicy, evolveDelivery, type AttemptOutcome } from '@postrider/domain';
import { Database, insertPublished, migrate, readStream } from '@postrider/event-store';
import { createDatabase, dropDatabase, newId } from '@postrider/testing';
import { AttemptStore } from '../../apps/dispatcher/src/attempt/attempt-store.js';
import { RecordingCircuit } from '../../apps/dispatcher/src/attempt/recording-circuit.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
let name: string;
let database: Database;

beforeAll(async () => {
  const created = await createDatabase(adminUrl);
  name = created.name;
  await migrate(created.url);
  database = new Database({ url: created.url, size: 5, timeoutMs: 5_000, name: 'test' });
});
afterAll(async () => {
  await database.end();
  await dropDatabase(adminUrl, name);
});

const organization_id = newId('organization');
const endpoint_id = newId('endpoint');

async function schedule(): Promise<RecordedEvent<DeliveryScheduled>> {
  const occurred_at = new Date();
  const [event_id, stream_id] = [newId('event'), newId('delivery')];
  const common = { organization_id, version: 1, occurred_at };
  const event_type = 'budget.exceeded';
  const scheduled: RecordedEvent<DeliveryScheduled> = {
    ...common,
    stream_id,
    event: {
      type: 'DeliveryScheduled',
      data: { endpoint_id, event_id, event_stream_id: event_id, event_type, test: false, queue: 'deliver' },
    },
  };
  const data = { event_id, event_type, test: false, body: '{}', delivery_count: 1 };
  await insertPublished(database, [
    { published: { ...common, stream_id: event_id, event: { type: 'EventPublished', data } }, scheduled: [scheduled] },
  ]);
  await database.query(
    `INSERT INTO endpoints (id, organization_id, version, url, event_types, active, format, secrets, created_at, updated_at)
     VALUES ($1, $2, 1, 'http://127.0.0.1/', '{*}', true, 'json', '[]', now(), now()) ON CONFLICT DO NOTHING`,
    [endpoint_id, organization_id],
  );
  return scheduled;
}

const delivered: AttemptOutcome = {
  kind: 'response',
  status: 200,
  body: 'ok',
  truncated: false,
  retry_after_ms: null,
  started_at: new Date(),
  duration_ms: 3,
};

describe('attempts that end at the same moment', () => {
  it('are all recorded, and of two of one delivery the first', async () => {
    const store = new AttemptStore(
      database,
      { now: () => new Date() },
      {
        policy: defaultRetryPolicy,
        loadRetryMs: 0,
        circuit: new RecordingCircuit(() => Promise.resolve()),
        deactivated: () => undefined,
        recorded: () => undefined,
      },
    );
    const scheduled = await Promise.all(Array.from({ length: 10 }, schedule));
    const states = scheduled.map((event) => evolveDelivery(undefined, event));
    const [twice] = states;
    if (!twice) throw new Error('nothing was scheduled');
    const finished = { number: 1, trigger: 'initial', outcome: delivered } as const;

    const results = await Promise.all([...states, twice].map((state) => store.recordAttempt(state, finished)));

    expect(results.map(({ status }) => status)).toEqual(results.map(() => 'delivered'));
    const histories = await Promise.all(states.map(({ id }) => readStream(database, id)));
    expect(histories.map((events) => events.map(({ event }) => event.type))).toEqual(
      histories.map(() => ['DeliveryScheduled', 'AttemptSucceeded']),
    );
  });
});
