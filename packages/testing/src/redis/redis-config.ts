export interface RedisConfig {
  readonly port: number;
  readonly password: string;
  readonly persistent: boolean;
  readonly pidFile: string;
  readonly settings: Readonly<Record<string, string | number>>;
}

/** Returns a redis.conf for a server with its data in the working directory. */
export function redisConfig(config: RedisConfig): string {
  const settings: Record<string, string | number> = {
    bind: '127.0.0.1',
    port: config.port,
    daemonize: 'no',
    dir: './',
    pidfile: config.pidFile,
    requirepass: quote(config.password),
    // Evicting a key would lose a queued job.
    'maxmemory-policy': 'noeviction',
    save: '""',
    appendonly: config.persistent ? 'yes' : 'no',
    appendfsync: 'everysec',
    ...config.settings,
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key} ${value}\n`)
    .join('');
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
