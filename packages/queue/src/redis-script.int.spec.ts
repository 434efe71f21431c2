import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { RedisScript } from './redis-script.js';
import { redisUrl } from './redis-url.fixture.spec.js';
import { workerConnection } from './redis.js';

const echo = new RedisScript<string>('testEcho', 0, 'return ARGV[1]');
let redis: Redis;

beforeEach(async () => {
  redis = workerConnection(redisUrl(), 'script') as Redis;
  await redis.ping();
});
afterEach(() => {
  redis.disconnect();
});

describe('a script', () => {
  it('is sent once per connection, and called by its hash afterwards', async () => {
    const commands: { name: string }[] = [];
    const send = redis.sendCommand.bind(redis);
    redis.sendCommand = (command, stream) => {
      commands.push(command);
      return send(command, stream);
    };
    for (const text of ['a', 'b', 'c']) expect(await echo.run(redis, text)).toBe(text);
    expect(commands.map(({ name }) => name)).toEqual(['eval', 'evalsha', 'evalsha']);
  });

  it('is sent again after Redis has forgotten it', async () => {
    await echo.run(redis, 'before');
    await redis.script('FLUSH');
    expect(await echo.run(redis, 'after')).toBe('after');
  });
});
