import { parseArgs } from 'node:util';

export const usage = `Usage: npm start [-- OPTIONS]

Starts Postrider with PostgreSQL and Redis, sends a test webhook, and keeps running.

  --once             exit after the test webhook; exit code 0 if it arrived
  --dispatchers N    number of dispatchers (default 1)
  --help             show this help

Environment:
  PORT                 port of the gateway (default 3000; 0 for a free port)
  HOST                 address of the gateway (default 127.0.0.1)
  DATABASE_URL         use this PostgreSQL server
  REDIS_URL            use this Redis server
  POSTRIDER_DATA_DIR   folder for data, keys and logs (default .postrider)`;

/**
 * @typedef {{ once: boolean, dispatchers: number, help: boolean }} StartOptions
 * @param {readonly string[]} args
 * @returns {StartOptions}
 */
export function parseStartOptions(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: 'boolean', default: false },
      dispatchers: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (!/^[1-9]\d?$/.test(values.dispatchers)) {
    throw new Error(`--dispatchers: expected a number from 1 to 99, got "${values.dispatchers}"`);
  }
  return { once: values.once, dispatchers: Number(values.dispatchers), help: values.help };
}
