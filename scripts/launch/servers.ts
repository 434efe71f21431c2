import { findOrInstallRedis, type LocalServer, startPostgres, startRedis } from '@postrider/testing';

import { fromUser } from './from-user.ts';
import { LaunchError } from './launch-error.ts';
import { openLog } from './log.ts';
import { paths } from './paths.ts';
import type { Running } from './running.ts';
import type { Secrets } from './secrets.ts';
import { terminal } from './terminal.ts';

export interface Server {
  readonly url: string;
  /** Rejects when a server that was started here ends. */
  readonly failure?: Promise<never>;
}

/** Uses the PostgreSQL server of DATABASE_URL, or starts one in the data directory. */
export const providePostgres = (secrets: Secrets, running: Running): Promise<Server> =>
  provide('PostgreSQL', 'DATABASE_URL', running, (log) =>
    startPostgres({ dataDir: paths.postgres, password: secrets.postgres_password, log }),
  );

/** Uses the Redis server of REDIS_URL, or starts one in the data directory. */
export const provideRedis = (secrets: Secrets, running: Running): Promise<Server> =>
  provide('Redis', 'REDIS_URL', running, async (log) => {
    await findOrInstallRedis((line) => {
      terminal.note(line);
    });
    return startRedis({ dir: paths.redis, password: secrets.redis_password, persistent: true, log });
  });

/** A URL with several hosts is none of the kind that `URL` parses. */
const hostsOf = (url: string): string => /^[^/]*\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(url)?.[1] ?? '';

async function provide(
  name: string,
  variable: string,
  running: Running,
  launch: (log: (line: string) => void) => Promise<LocalServer>,
): Promise<Server> {
  const url = fromUser(variable);
  if (url !== undefined) {
    terminal.done(name.padEnd(11), hostsOf(url));
    return { url };
  }
  const log = await openLog(name.toLowerCase());
  let server: LocalServer;
  try {
    server = await launch((line) => {
      log.write(line);
    });
  } catch (cause) {
    throw new LaunchError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
  running.add(server);
  terminal.done(name.padEnd(11), `127.0.0.1:${server.port}`);
  const failure = server.exited.then((): never => {
    throw new LaunchError(`${name} ended`, { log: `Log: ${log.path}` });
  });
  // Nothing awaits it once everything is being stopped.
  failure.catch(() => undefined);
  return { url: server.url, failure };
}
