import { run } from './lib/command.mjs';
import { main } from './lib/main.mjs';
import { readRuntime } from './lib/runtime.mjs';

/** redis-cli, or valkey-cli, on REDIS_URL or the Redis of the running npm start. */
await main(async () => {
  const url = new URL(process.env.REDIS_URL || (await readRuntime()).redis_url || '');
  const { args, env } = connectionOf(url);
  // Paths in the arguments are those of the caller: npm changes the working directory to the checkout.
  const options = { env, cwd: process.env.INIT_CWD ?? process.cwd() };
  for (const program of ['redis-cli', 'valkey-cli']) {
    try {
      return (await run(program, [...args, ...process.argv.slice(2)], options)).code;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  throw new Error('redis-cli is not installed: install redis-tools, redis or valkey');
});

/**
 * The password is a variable, since other users of the machine can see arguments.
 * @param {URL} url
 */
function connectionOf({ protocol, hostname, port, username, password, pathname }) {
  if (protocol !== 'redis:' && protocol !== 'rediss:') {
    throw new Error(`REDIS_URL names several servers (${protocol}): use redis-cli with one of them`);
  }
  const database = pathname.slice(1);
  const args = [
    ...['-h', hostname.replace(/^\[|\]$/g, ''), '-p', port || '6379'],
    ...(protocol === 'rediss:' ? ['--tls'] : []),
    ...(username === '' ? [] : ['--user', decodeURIComponent(username)]),
    ...(database === '' ? [] : ['-n', database]),
  ];
  return { args, env: password === '' ? {} : { REDISCLI_AUTH: decodeURIComponent(password) } };
}
