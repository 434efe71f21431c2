import { parseArgs } from 'node:util';

export const usage = `Usage: npm start [-- OPTIONS]

Starts Postrider with everything it needs, proves that a webhook arrives, and stays up.

  --once             stop after the proof; the exit code tells how it went
  --dispatchers N    how many dispatchers to run (default 1)
  --help             show this

Environment:
  PORT                 port of the gateway (default 3000; 0 for any free one)
  HOST                 address of the gateway (default 127.0.0.1)
  DATABASE_URL         a PostgreSQL server of your own
  REDIS_URL            a Redis server of your own
  POSTRIDER_DATA_DIR   where data, keys and logs are kept (default .postrider)`;

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
    throw new Error(`--dispatchers takes a number from 1 to 99, not "${values.dispatchers}"`);
  }
  return { once: values.once, dispatchers: Number(values.dispatchers), help: values.help };
}
