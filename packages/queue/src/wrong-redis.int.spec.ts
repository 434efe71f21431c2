import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobId, messageChannel, queuePrefix } from '@postrider/contracts';
import { freePort, newId, startRedis, waitUntil, type LocalServer } from '@postrider/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Worker } from 'bullmq';
import { JobQueues } from './job-queues.js';
import { producerConnection, workerConnection } from './redis.js';
import { wrongRedis } from './wrong-redis.js';

const certificates = join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures', 'tls');
const certificate = (name: string): string => join(certificates, name);
const password = 'p@ss/word';
const login = `:${encodeURIComponent(password)}@`;
let dir: string;
let server: LocalServer | undefined;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'postrider-redis-'));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(dir, { recursive: true, force: true });
});

async function start(settings: Record<string, string | number> = {}): Promise<string> {
  server = await startRedis({ dir, password, settings });
  return `127.0.0.1:${String(server.port)}`;
}

/** Returns who a client is for Redis: `user db`. */
async function whoIs(url: string): Promise<string> {
  const redis = workerConnection(url, 'test');
  try {
    const info = await redis.client('INFO');
    return `${/ user=(\w+)/.exec(info)?.[1] ?? ''} ${/ db=(\d+)/.exec(info)?.[1] ?? ''}`;
  } finally {
    redis.disconnect();
  }
}

describe('a Redis', () => {
  it('is used as a user, in a database, and over a Unix socket', async () => {
    const address = await start({ unixsocket: join(dir, 'redis.sock') });
    const redis = workerConnection(`redis://${login}${address}`, 'test');
    await redis.acl('SETUSER', 'app', 'on', '>a:b@c', '~*', '&*', '+@all');
    redis.disconnect();
    for (const url of [`redis://app:a%3Ab%40c@${address}/3`, `unix://app:a%3Ab%40c@${join(dir, 'redis.sock')}?db=3`]) {
      expect(await wrongRedis(url)).toBeUndefined();
      expect(await whoIs(url)).toBe('app 3');
    }
  });

  it('is used over TLS with a certificate of the client, by its own authority only', async () => {
    const port = await freePort();
    await start({
      'tls-port': port,
      'tls-cert-file': certificate('valid.crt'),
      'tls-key-file': certificate('valid.key'),
      'tls-ca-cert-file': certificate('authority.crt'),
      'tls-auth-clients': 'yes',
    });
    const url = `rediss://${login}127.0.0.1:${String(port)}?ca=${certificate('authority.crt')}`;
    const withCertificate = `${url}&cert=${certificate('valid.crt')}&key=${certificate('valid.key')}`;
    expect(await wrongRedis(withCertificate)).toBeUndefined();
    expect(await whoIs(withCertificate)).toBe('default 0');
    for (const refused of [url, withCertificate.replace('authority.crt', 'self-signed.crt')]) {
      const redis = producerConnection(refused, 'test');
      await new Promise((resolve) => redis.once('close', resolve));
      expect(redis.status).not.toBe('ready');
      redis.disconnect();
    }
  });
});

describe('a user with the rights of docs/redis.md', () => {
  it('can add a job, work on it, and emit messages', async () => {
    const address = await start();
    const admin = workerConnection(`redis://${login}${address}`, 'test');
    const rights = ['~*acl*', '&acl:message:*', '+@all', '-@dangerous', '+info'];
    await admin.acl('SETUSER', 'app', 'on', '>secret', ...rights);
    admin.disconnect();
    const url = `redis://app:secret@${address}`;
    const queues = new JobQueues({ redisUrl: url, prefix: 'acl', jobAttempts: 10 });
    const connection = workerConnection(url, 'test');
    const worked = Promise.withResolvers<unknown>();
    const receive = ({ id }: { id?: string }): Promise<void> => {
      worked.resolve(id);
      return Promise.resolve();
    };
    const worker = new Worker('deliver', receive, {
      connection,
      prefix: queuePrefix('acl', 'deliver'),
    });
    worker.on('error', worked.reject);
    const attempt = { delivery_id: newId('delivery'), endpoint_id: newId('endpoint'), attempt: 1 };
    try {
      await waitUntil(() => queues.add([{ queue: 'deliver', ...attempt }]).then(() => true), { what: 'the queues' });
      expect(await worked.promise).toBe(jobId(attempt));
      await queues.addMissing([{ queue: 'retry', ...attempt }]);
      await queues.probeWrite();
      expect(await connection.publish(messageChannel('acl', 'fan_out.committed'), '{}')).toBe(0);
    } finally {
      await worker.close();
      await queues.close();
      connection.disconnect();
    }
  });
});

describe('a process refuses', () => {
  const plain = (address: string): string => `redis://${login}${address}`;

  it.each<[string, Record<string, string | number>, (address: string) => string, string]>([
    [
      'a policy that deletes jobs',
      { 'maxmemory-policy': 'allkeys-lru' },
      plain,
      'the maxmemory-policy of this Redis is allkeys-lru: expected noeviction',
    ],
    [
      'a replica',
      { replicaof: '127.0.0.1 1' },
      plain,
      'this Redis is a replica: expected its master, or redis+sentinel://',
    ],
    [
      'a node of a Cluster as a single server',
      { 'cluster-enabled': 'yes', 'cluster-port': 0 },
      plain,
      'this Redis is a node of a Cluster: expected redis+cluster://',
    ],
    [
      'a single server as a Cluster',
      {},
      (address) => `redis+cluster://${login}${address}`,
      'this Redis is a single server: expected redis://',
    ],
    [
      'a single server as a Sentinel',
      {},
      (address) => `redis+sentinel://${address}/main?sentinel_password=${encodeURIComponent(password)}`,
      'this Redis is a single server: expected redis://',
    ],
    [
      'a database that Redis lacks',
      { databases: 2 },
      (address) => `${plain(address)}/2`,
      'this Redis has no database 2',
    ],
  ])('%s', async (_, settings, urlOf, problem) => {
    const given = settings['cluster-port'] === 0 ? { ...settings, 'cluster-port': await freePort() } : settings;
    expect(await wrongRedis(urlOf(await start(given)))).toBe(problem);
  });

  it('a file of a parameter that does not exist', async () => {
    expect(await wrongRedis('rediss://127.0.0.1:1?ca=/no/such.pem')).toMatch(/ENOENT.*\/no\/such\.pem/);
  });
});

describe('a process waits for', () => {
  it.each([
    ['a Redis that is down', 'redis://127.0.0.1:1'],
    ['Sentinels that are down', 'redis+sentinel://127.0.0.1:1,127.0.0.1:2/main'],
    ['a Cluster that is down', 'redis+cluster://127.0.0.1:1'],
    ['a host that does not exist yet', 'redis://postrider.invalid'],
  ])('%s', async (_, url) => {
    expect(await wrongRedis(url)).toBeUndefined();
  });

  it('a password that Redis does not know yet', async () => {
    expect(await wrongRedis(`redis://:other@${await start()}`)).toBeUndefined();
  });
});
