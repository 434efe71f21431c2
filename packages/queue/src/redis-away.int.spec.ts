import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageChannel, queuePrefix, type AttemptJob, type ScheduledAttempt } from '@postrider/contracts';
import { freePort, newId, startRedis, waitUntil } from '@postrider/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Worker } from 'bullmq';
import { JobQueues, QueueUnavailable } from './job-queues.js';
import { MessageEmitters } from './messages/message-emitters.js';
import { workerConnection } from './redis.js';

const prefix = 'test';
let dir: string;
let port: number;
let redisUrl: string;
let queues: JobQueues;
const running: { stop: () => Promise<void> }[] = [];

const startOwnRedis = async (): Promise<void> => {
  running.push(await startRedis({ dir, port, password: 'secret' }));
};
const stopOwnRedis = async (): Promise<void> => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
};

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'postrider-queue-'));
  port = await freePort();
  redisUrl = `redis://:secret@127.0.0.1:${String(port)}`;
  queues = new JobQueues({ redisUrl, prefix, jobAttempts: 10 });
});
afterEach(async () => {
  await queues.close();
  await stopOwnRedis();
  await rm(dir, { recursive: true, force: true });
});

const attempt = (): ScheduledAttempt => ({
  queue: 'deliver',
  delivery_id: newId('delivery'),
  endpoint_id: newId('endpoint'),
  attempt: 1,
});
const ready = { what: 'the queues to work', timeoutMs: 20_000 };
const canAdd = (added: ScheduledAttempt): Promise<true> =>
  waitUntil(() => queues.add([added]).then(() => true as const), ready);

describe('before Redis was ever available', () => {
  it('every call fails instead of waiting', async () => {
    await expect(queues.add([attempt()])).rejects.toThrow(QueueUnavailable);
    await expect(queues.addMissing([attempt()])).rejects.toThrow(QueueUnavailable);
    await expect(queues.waiting('deliver')).rejects.toThrow(QueueUnavailable);
  });

  it('the queues can be closed', async () => {
    await expect(queues.close()).resolves.toBeUndefined();
  });

  it('calls succeed as soon as it is available', async () => {
    await expect(queues.add([attempt()])).rejects.toThrow(QueueUnavailable);
    await startOwnRedis();
    await canAdd(attempt());
    expect(await queues.waiting('deliver')).toBe(1);
  });
});

describe('when Redis goes away', () => {
  it('every call fails instead of waiting, and works again once it is back', async () => {
    await startOwnRedis();
    await canAdd(attempt());

    await stopOwnRedis();
    await waitUntil(() => queues.redis.status !== 'ready', { what: 'the connection to be lost' });
    await expect(queues.add([attempt()])).rejects.toThrow(QueueUnavailable);
    await expect(queues.addMissing([attempt()])).rejects.toThrow(QueueUnavailable);

    await startOwnRedis();
    const missed = attempt();
    await waitUntil(async () => (await queues.addMissing([missed])) === 1, ready);
    expect(await queues.waiting('deliver')).toBe(1);
  });

  it('a worker waits for it and resumes', async () => {
    await startOwnRedis();
    const handled: string[] = [];
    const connection = workerConnection(redisUrl, 'worker');
    const worker = new Worker<AttemptJob>(
      'deliver',
      ({ data }) => Promise.resolve(void handled.push(data.delivery_id)),
      { connection, prefix: queuePrefix(prefix, 'deliver') },
    );
    worker.on('error', () => undefined);
    const [before, after] = [attempt(), attempt()];
    await canAdd(before);
    await waitUntil(() => handled.includes(before.delivery_id), { what: 'the job before' });

    await stopOwnRedis();
    await startOwnRedis();
    await canAdd(after);
    await waitUntil(() => handled.includes(after.delivery_id), { what: 'the job after', timeoutMs: 20_000 });
    await worker.close();
    connection.disconnect();
  });
});

describe('a Redis that is frozen', () => {
  it('does not hold up the end of a process that has emitted a message', async () => {
    const server = await startRedis({ dir, port, password: 'secret' });
    const emitters = new MessageEmitters(redisUrl, prefix);
    const emit = emitters.emitter('fan_out.committed');
    const subscriber = workerConnection(redisUrl, 'test');
    try {
      let received = 0;
      subscriber.on('message', () => (received += 1));
      await subscriber.subscribe(messageChannel(prefix, 'fan_out.committed'));
      emit({});
      await waitUntil(() => received === 1, { what: 'the first message' });
      process.kill(server.pid, 'SIGSTOP');
      emit({});
      await expect(emitters.close()).resolves.toBeUndefined();
    } finally {
      process.kill(server.pid, 'SIGCONT');
      subscriber.disconnect();
      await server.stop();
    }
  });
});
