/** Where Redis is, as a URL says it (docs/redis.md). */
export type RedisTarget = (
  | { mode: 'single'; address: RedisAddress; db: number }
  | { mode: 'socket'; path: string; db: number }
  | { mode: 'sentinel'; sentinels: RedisAddress[]; master: string; db: number; sentinelLogin: RedisLogin }
  | { mode: 'cluster'; nodes: RedisAddress[] }
) & { login: RedisLogin; tls: RedisTls | undefined };

export interface RedisAddress {
  host: string;
  port: number;
}

export interface RedisLogin {
  username?: string;
  password?: string;
}

/** Names of PEM files, and the name that the certificate must have if it is not the host's. */
export interface RedisTls {
  ca?: string;
  cert?: string;
  key?: string;
  servername?: string;
}

const protocols = {
  redis: { mode: 'single', tls: false },
  rediss: { mode: 'single', tls: true },
  unix: { mode: 'socket', tls: false },
  'redis+sentinel': { mode: 'sentinel', tls: false },
  'rediss+sentinel': { mode: 'sentinel', tls: true },
  'redis+cluster': { mode: 'cluster', tls: false },
  'rediss+cluster': { mode: 'cluster', tls: true },
} as const;

const ports = { redis: 6379, sentinel: 26379 };
const tlsParameters = ['ca', 'cert', 'key', 'servername'] as const;
const sentinelParameters = ['sentinel_username', 'sentinel_password'] as const;

/** protocol://[user:password@]authority[/path][?parameters] */
const parts = /^([a-z+]+):\/\/(?:([^/?#]*)@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?$/;
const address = /^(\[[\da-fA-F:.]+\]|[^[\]:@,\s]+)(?::(\d{1,5}))?$/;

/** Parses a URL of Redis. Throws a TypeError that says what is expected, and repeats no secret. */
export function parseRedisUrl(url: string): RedisTarget {
  const [, protocol = '', user, authority = '', path = '', query = ''] = parts.exec(url) ?? [];
  if (!Object.hasOwn(protocols, protocol)) {
    throw new TypeError(
      `expected a URL that begins with ${listOf(Object.keys(protocols).map((name) => `${name}://`))}`,
    );
  }
  const { mode, tls } = protocols[protocol as keyof typeof protocols];
  const allowed = [
    ...(tls ? tlsParameters : []),
    ...(mode === 'sentinel' ? sentinelParameters : []),
    ...(mode === 'socket' ? ['db'] : []),
  ];
  const given = parametersOf(query, allowed);
  const common = { login: loginOf(user), tls: tls ? tlsOf(given) : undefined };
  switch (mode) {
    case 'single':
      return { ...common, mode, address: onlyOne(addressesOf(authority, ports.redis)), db: dbOf(path.slice(1)) };
    case 'socket':
      if (authority !== '' || path.length < 2)
        throw new TypeError('expected the path of a socket, as in unix:///run/redis.sock');
      return { ...common, mode, path: decoded(path), db: dbOf(given.db ?? '') };
    case 'sentinel': {
      const [, master = '', db = '', ...others] = path.split('/');
      if (master === '' || others.length > 0)
        throw new TypeError('expected the name of the master after the Sentinels, as in host:26379/mymaster');
      const { sentinel_username: username, sentinel_password: password } = given;
      const sentinelLogin = {
        ...(username !== undefined && { username }),
        ...(password !== undefined && { password }),
      };
      return {
        ...common,
        mode,
        sentinels: addressesOf(authority, ports.sentinel),
        master: decoded(master),
        db: dbOf(db),
        sentinelLogin,
      };
    }
    case 'cluster':
      if (dbOf(path.slice(1)) !== 0) throw new TypeError('expected no database: a Cluster has only 0');
      return { ...common, mode, nodes: addressesOf(authority, ports.redis) };
  }
}

function parametersOf(query: string, allowed: readonly string[]): Partial<Record<string, string>> {
  const pairs = query.split('&').filter((pair) => pair !== '');
  const given = pairs.map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=');
    return [name, decoded(value.join('='))];
  });
  const unknown = given.find(([name, value]) => !allowed.includes(name) || value === '');
  if (!unknown) return Object.fromEntries(given);
  if (allowed.length === 0) throw new TypeError('expected no parameters after "?"');
  throw new TypeError(`expected no other parameters than ${listOf(allowed)}, each with a value`);
}

function loginOf(user: string | undefined): RedisLogin {
  if (user === undefined) return {};
  const [username = '', ...rest] = user.split(':');
  const password = rest.join(':');
  if (password === '') throw new TypeError('expected a password before "@", as in user:password@ or :password@');
  return { ...(username !== '' && { username: decoded(username) }), password: decoded(password) };
}

function tlsOf(given: Partial<Record<string, string>>): RedisTls {
  if ((given.cert === undefined) !== (given.key === undefined)) {
    throw new TypeError('expected both parameters cert and key, or none of them');
  }
  return Object.fromEntries(tlsParameters.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
}

function addressesOf(authority: string, defaultPort: number): RedisAddress[] {
  return authority.split(',').map((text) => {
    const [, host, port] = address.exec(text) ?? [];
    if (host === undefined || Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) {
      throw new TypeError('expected a host or host:port; special characters of the password must be percent-encoded');
    }
    return { host: host.replace(/^\[|\]$/g, ''), port: port === undefined ? defaultPort : Number(port) };
  });
}

function onlyOne(addresses: readonly RedisAddress[]): RedisAddress {
  const [only, ...others] = addresses;
  if (!only || others.length > 0)
    throw new TypeError('expected one host; several need redis+sentinel:// or redis+cluster://');
  return only;
}

function dbOf(text: string): number {
  if (!/^\d{0,5}$/.test(text)) throw new TypeError('expected the number of a database after the host, as in /0');
  return Number(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TypeError('expected "%" only as part of percent-encoding; "%" itself is %25');
  }
}

const listOf = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
