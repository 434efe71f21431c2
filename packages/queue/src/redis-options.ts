import { readFileSync } from 'node:fs';
import type { RedisLogin, RedisTarget, RedisTls } from '@postrider/contracts';

export type Target<Mode extends RedisTarget['mode']> = Extract<RedisTarget, { mode: Mode }>;

/** The options of ioredis for a single server, or for the master that Sentinels name. Throws if a file cannot be read. */
export function serverOptions(target: Target<'single' | 'socket' | 'sentinel'>) {
  const common = { ...loginOptions(target), db: target.db };
  switch (target.mode) {
    case 'single':
      return { ...common, ...target.address };
    case 'socket':
      return { ...common, path: target.path };
    case 'sentinel':
      return { ...common, ...sentinelOptions(target) };
  }
}

function sentinelOptions({ sentinels, master, sentinelLogin, tls }: Target<'sentinel'>) {
  const { username, password } = sentinelLogin;
  return {
    sentinels,
    name: master,
    ...(username !== undefined && { sentinelUsername: username }),
    ...(password !== undefined && { sentinelPassword: password }),
    ...(tls && { sentinelTLS: tlsOptions(tls), enableTLSForSentinelMode: true }),
  };
}

export function loginOptions({ login, tls }: { login: RedisLogin; tls: RedisTls | undefined }) {
  return { ...login, ...(tls && { tls: tlsOptions(tls) }) };
}

function tlsOptions({ ca, cert, key, servername }: RedisTls) {
  return {
    ...(ca !== undefined && { ca: readFileSync(ca) }),
    ...(cert !== undefined && { cert: readFileSync(cert) }),
    ...(key !== undefined && { key: readFileSync(key) }),
    ...(servername !== undefined && { servername }),
  };
}
