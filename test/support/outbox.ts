import pg from 'pg';
import { freePort, type ManagedProcess, waitUntil } from '@postrider/testing';

import { Cli, type CliResult } from './cli.js';
import { patienceMs } from './patience.js';
import type { Postrider } from './postrider.js';

/** The database of a producer with its outbox, and its relays. */
export class Outbox {
  readonly pool: pg.Pool;
  readonly #cli: Cli;
  readonly #relays: ManagedProcess[] = [];

  constructor(
    readonly databaseUrl: string,
    postrider: Pick<Postrider, 'url' | 'keys'>,
  ) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
    this.pool.on('error', () => undefined);
    this.#cli = new Cli(postrider.url, postrider.keys.project_key);
  }

  run(command: string, ...args: string[]): Promise<CliResult> {
    return this.#cli.run(['outbox', command, '--database-url', this.databaseUrl, ...args]);
  }

  /** The output of a command that must succeed. */
  json(command: string, ...args: string[]): Promise<unknown> {
    return this.#cli.json('outbox', command, '--database-url', this.databaseUrl, ...args);
  }

  /** Starts a relay without waiting. */
  spawnRelay(...args: string[]): ManagedProcess {
    const relay = this.#cli.start('outbox', 'relay', '--database-url', this.databaseUrl, '--max-delay', '1', ...args);
    this.#relays.push(relay);
    return relay;
  }

  async relay(...args: string[]): Promise<ManagedProcess> {
    const relay = this.spawnRelay(...args);
    await relay.waitForLine(/Press Ctrl-C|"ready"/, { timeoutMs: patienceMs });
    return relay;
  }

  /** A relay with metrics, and the URL of its server. */
  async relayWithMetrics(...args: string[]): Promise<{ relay: ManagedProcess; url: string }> {
    const port = await freePort();
    return { relay: await this.relay('--metrics-port', String(port), ...args), url: `http://127.0.0.1:${port}` };
  }

  /** Stops all relays that still run. */
  async stopRelays(): Promise<void> {
    await Promise.all(this.#relays.splice(0).map((relay) => relay.stop('SIGTERM')));
  }

  /** Publishes in a transaction of its own. Returns the event's id. */
  async publish(
    type: string,
    data: string,
    { id, customer }: { id?: string; customer?: string } = {},
  ): Promise<string> {
    const { rows } = await this.pool.query<{ id: string }>('SELECT postrider_publish($1, $2, $3, $4) AS id', [
      type,
      data,
      id,
      customer,
    ]);
    return rows[0]?.id ?? '';
  }

  async count(): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>('SELECT count(*)::int FROM postrider_outbox');
    return rows[0]?.count ?? NaN;
  }

  /** Until no row is left. */
  async empty(): Promise<void> {
    await waitUntil(async () => (await this.count()) === 0, { what: 'an empty outbox', timeoutMs: patienceMs });
  }

  async end(): Promise<void> {
    await Promise.all(this.#relays.splice(0).map((relay) => relay.kill()));
    await this.pool.end();
  }
}
