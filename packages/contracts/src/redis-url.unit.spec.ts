import { describe, expect, it } from '@jest/globals';
import { parseRedisUrl, type RedisTarget } from './redis-url.js';

const plain = { login: {}, tls: undefined };
const at = (host: string, port: number) => ({ host, port });

describe('a URL of Redis', () => {
  it.each<[string, RedisTarget]>([
    ['redis://redis', { ...plain, mode: 'single', address: at('redis', 6379), db: 0 }],
    ['redis://redis/', { ...plain, mode: 'single', address: at('redis', 6379), db: 0 }],
    ['redis://redis:6380/3', { ...plain, mode: 'single', address: at('redis', 6380), db: 3 }],
    ['redis://[::1]:6379', { ...plain, mode: 'single', address: at('::1', 6379), db: 0 }],
    [
      'redis://:p%40ss@redis',
      { ...plain, mode: 'single', address: at('redis', 6379), db: 0, login: { password: 'p@ss' } },
    ],
    [
      'redis://us%3Aer:a:b@c@10.0.0.7',
      {
        ...plain,
        mode: 'single',
        address: at('10.0.0.7', 6379),
        db: 0,
        login: { username: 'us:er', password: 'a:b@c' },
      },
    ],
    ['rediss://redis', { ...plain, mode: 'single', address: at('redis', 6379), db: 0, tls: {} }],
    [
      'rediss://redis?ca=/etc/a+b.pem&cert=/c%20d.pem&key=/k.pem&servername=redis.internal',
      {
        ...plain,
        mode: 'single',
        address: at('redis', 6379),
        db: 0,
        tls: { ca: '/etc/a+b.pem', cert: '/c d.pem', key: '/k.pem', servername: 'redis.internal' },
      },
    ],
    ['unix:///run/redis.sock', { ...plain, mode: 'socket', path: '/run/redis.sock', db: 0 }],
    [
      'unix://user:secret@/run/redis.sock?db=2',
      { ...plain, mode: 'socket', path: '/run/redis.sock', db: 2, login: { username: 'user', password: 'secret' } },
    ],
    [
      'redis+sentinel://a,b:26380/main',
      {
        ...plain,
        mode: 'sentinel',
        sentinels: [at('a', 26379), at('b', 26380)],
        master: 'main',
        db: 0,
        sentinelLogin: {},
      },
    ],
    [
      'rediss+sentinel://:secret@[::1]:7/main/4?sentinel_username=s&sentinel_password=p%26q',
      {
        mode: 'sentinel',
        sentinels: [at('::1', 7)],
        master: 'main',
        db: 4,
        login: { password: 'secret' },
        sentinelLogin: { username: 's', password: 'p&q' },
        tls: {},
      },
    ],
    [
      'rediss+cluster://u:p@a:7000,b?ca=/ca.pem',
      {
        mode: 'cluster',
        nodes: [at('a', 7000), at('b', 6379)],
        login: { username: 'u', password: 'p' },
        tls: { ca: '/ca.pem' },
      },
    ],
    ['redis+cluster://a/0', { ...plain, mode: 'cluster', nodes: [at('a', 6379)] }],
  ])('%s is parsed', (url, target) => {
    expect(parseRedisUrl(url)).toEqual(target);
  });

  it.each([
    ['redis', /^expected a URL that begins with redis:\/\/, .* or rediss\+cluster:\/\/$/],
    ['https://redis', /begins with/],
    ['unix:/tmp/redis.sock', /begins with/],
    ['redis://', /^expected a host/],
    ['redis://:pa/ss@redis', /percent-encoded/],
    ['redis://redis:70000', /^expected a host/],
    ['redis://redis:x', /^expected a host/],
    ['redis://a,b', /^expected one host/],
    ['redis://redis/main', /^expected the number of a database/],
    ['redis://user@redis', /^expected a password/],
    ['redis://:50%@redis', /percent-encoding/],
    ['redis://redis?ca=/ca.pem', /^expected no parameters/],
    ['rediss://redis?file=/ca.pem', /^expected no other parameters than ca, cert, key or servername/],
    ['rediss://redis?ca=', /each with a value/],
    ['rediss://redis?cert=/c.pem', /^expected both parameters cert and key/],
    ['unix://host/run/redis.sock', /^expected the path of a socket/],
    ['unix://', /^expected the path of a socket/],
    ['redis+sentinel://a', /^expected the name of the master/],
    ['redis+sentinel://a/main/0/1', /^expected the name of the master/],
    ['redis+sentinel://a/main/x', /^expected the number of a database/],
    ['redis+sentinel:///main', /^expected a host/],
    ['redis+cluster://a/1', /^expected no database/],
    ['redis+cluster://a,,b', /^expected a host/],
  ])('%s is refused', (url, problem) => {
    expect(() => parseRedisUrl(url)).toThrow(problem);
  });
});
