import { describe, expect, test } from '@jest/globals';
import { readSettings, settingsByName } from '@postrider/contracts';
import { memoryFlags } from '@postrider/testing';

import { readText } from './checkout.js';
import {
  composeVariables,
  environmentOf,
  milliseconds,
  readCompose,
  schemaErrors,
  secrets,
  service,
} from './compose-file.js';

const processes = ['gateway', 'dispatcher'];
const ours = [...processes, 'migrate', 'cli'];

describe('docker-compose.yml', () => {
  test('follows the Compose Specification', async () => {
    expect(await schemaErrors(await readCompose())).toEqual([]);
  });

  test('would be refused with a misspelt field', async () => {
    const compose = await readCompose();
    Object.assign(service(compose, 'gateway'), { restarts: 'always' });
    expect(await schemaErrors(compose)).not.toEqual([]);
  });

  test.each(Object.keys(secrets))('is refused without %s', async (name) => {
    await expect(readCompose({ ...secrets, [name]: '' })).rejects.toThrow(name);
  });

  test.each(processes)('gives the %s valid settings', async (name) => {
    const environment = environmentOf(service(await readCompose(), name));
    expect(Object.keys(environment).filter((key) => !settingsByName.has(key))).toEqual([]);
    expect(() => readSettings(environment)).not.toThrow();
  });

  test.each(['gateway', 'dispatcher'] as const)('bounds the memory of the %s as it is tested', async (name) => {
    expect(service(await readCompose(), name).command).toEqual(['node', ...memoryFlags, `apps/${name}/dist/main.js`]);
  });

  test('lets the dispatchers be scaled', async () => {
    const dispatcher = service(await readCompose(), 'dispatcher');
    expect(dispatcher).not.toHaveProperty('container_name');
    expect(dispatcher).not.toHaveProperty('hostname');
    expect(dispatcher).not.toHaveProperty('ports');
    // A network given by name alone fixes no address.
    expect(Array.isArray(dispatcher.networks)).toBe(true);
  });

  test.each(processes)('starts the %s when the schema is there and Redis responds', async (name) => {
    expect(service(await readCompose(), name).depends_on).toEqual({
      migrate: { condition: 'service_completed_successfully' },
      redis: { condition: 'service_healthy' },
    });
  });

  test.each(processes)('gives the %s more time to end than it takes', async (name) => {
    const compose = await readCompose();
    const { shutdownMs } = readSettings(environmentOf(service(compose, name))).process;
    expect(milliseconds(service(compose, name).stop_grace_period)).toBeGreaterThan(shutdownMs);
  });

  test('runs one image, with nothing but a command to tell its containers apart', async () => {
    const compose = await readCompose();
    const images = ours.map((name) => service(compose, name).image);
    expect(new Set(images).size).toBe(1);
    expect(ours.map((name) => service(compose, name).read_only)).toEqual(ours.map(() => true));
  });

  test('keeps the data of Postgres and Redis in volumes, and publishes no port of either', async () => {
    const compose = await readCompose();
    const { postgres, redis } = compose.services;
    // From version 18 on, a volume on /var/lib/postgresql/data is refused by the image.
    const role = './deploy/postgres-role.sql:/docker-entrypoint-initdb.d/postgres-role.sql:ro';
    expect(postgres).toMatchObject({ volumes: [role, 'postgres:/var/lib/postgresql'], networks: ['stores'] });
    expect(redis).toMatchObject({ volumes: ['redis:/data'], networks: ['stores'] });
    expect([postgres?.ports, redis?.ports]).toEqual([undefined, undefined]);
    expect(compose.networks).toMatchObject({ stores: { internal: true } });
    expect(Object.keys(compose.volumes)).toEqual(['postgres', 'redis']);
  });

  test('runs a Redis that forgets nothing', async () => {
    const { command } = service(await readCompose(), 'redis');
    expect(command.join(' ')).toBe(
      'redis-server /usr/local/etc/redis/redis.conf --maxmemory-policy noeviction --appendonly yes --appendfsync everysec',
    );
  });

  test('gives each container the secrets that it uses, and no others', async () => {
    const { services, configs } = await readCompose();
    const held = Object.entries(services).map(([name, { configs: files = [], ...own }]) => {
      const text = JSON.stringify([own, files.map(({ source }) => configs[source])]);
      return [name, Object.entries(secrets).flatMap(([secret, value]) => (text.includes(value) ? secret : []))];
    });
    const database = 'DATABASE_PASSWORD';
    const app = [database, 'REDIS_PASSWORD', 'POSTRIDER_ENCRYPTION_KEYS'];
    expect(Object.fromEntries(held)).toEqual({
      postgres: ['POSTGRES_PASSWORD', database],
      redis: ['REDIS_PASSWORD'],
      migrate: [database],
      gateway: [...app, 'POSTRIDER_OPERATOR_PASSWORD'],
      dispatcher: app,
      cli: [database],
    });
  });

  test('hands .env, which holds all secrets, to no container', async () => {
    const { services } = await readCompose();
    for (const { env_file } of Object.values(services)) expect(JSON.stringify(env_file ?? [])).not.toContain('".env"');
    expect(services.gateway?.env_file).toEqual([{ path: 'settings.env', required: false }]);
    for (const ignored of ['.gitignore', '.dockerignore']) {
      expect((await readText(ignored)).split('\n')).toEqual(expect.arrayContaining(['.env', 'settings.env']));
    }
  });

  test('shows no secret in the list of processes', async () => {
    const { services } = await readCompose();
    for (const { command, entrypoint, healthcheck } of Object.values(services)) {
      const shown = JSON.stringify([command, entrypoint, healthcheck]);
      for (const value of Object.values(secrets)) expect(shown).not.toContain(value);
    }
  });

  test('is reached on this machine alone, and there only the gateway', async () => {
    const { services } = await readCompose();
    const ports = Object.entries(services).flatMap(([name, each]) => (each.ports ?? []).map((port) => [name, port]));
    expect(ports).toEqual([['gateway', '127.0.0.1:3000:3000']]);
  });
});

describe('.env.example', () => {
  const names = async (): Promise<string[]> => {
    const lines = (await readText('.env.example')).split('\n');
    return lines.flatMap((line) => /^#?([A-Z_]+)=/.exec(line)?.[1] ?? []);
  };

  test('names every variable of docker-compose.yml', async () => {
    expect(await names()).toEqual(expect.arrayContaining(await composeVariables()));
  });

  test('names no setting that does not exist', async () => {
    const known = new Set([...settingsByName.keys(), ...(await composeVariables())]);
    expect((await names()).filter((name) => !known.has(name))).toEqual([]);
  });

  test('holds no secret', async () => {
    expect(await readText('.env.example')).not.toMatch(/^[A-Z_]+=./m);
  });
});
