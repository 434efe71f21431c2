import { Postrider, type OnRetry } from '@postrider/sdk';
import type { Command } from 'commander';
import { findConnection, type Connection } from './connection.js';
import { keepUnusualNumber } from './input/raw-json.js';
import { Output, type View } from './output/output.js';
import { version } from './version.js';

export interface GlobalOptions {
  url?: string;
  key?: string;
  profile?: string;
  json?: boolean;
  jq?: string;
}

/** The output, the connection and the client of one command. */
export class Session {
  readonly output: Output;
  #connection: Connection | undefined;
  #client: Postrider | undefined;

  constructor(readonly given: GlobalOptions) {
    this.output = new Output(given.json === true, given.jq);
  }

  /** Throws a UsageError if no server or no key is given. */
  get connection(): Connection {
    this.#connection ??= findConnection(this.given, process.env, process.cwd());
    return this.#connection;
  }

  get client(): Postrider {
    const onRetry: OnRetry = (error, delayMs) => {
      this.output.note(`${error.message}. Retrying in ${(delayMs / 1000).toFixed(1)} s …`);
    };
    const options = { maxRetries: 2, onRetry, fetch: fetchAsCli, reviver: keepUnusualNumber };
    this.#client ??= new Postrider({ ...this.connection, ...options });
    return this.#client;
  }
}

/** The history of an endpoint shows who made a change. */
export const fetchAsCli: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('user-agent', `postrider-cli/${version}`);
  return fetch(input, { ...init, headers });
};

type Work<Args extends unknown[]> = (session: Session, ...args: Args) => Promise<void>;

/** An action for commander: `work` gets a session, then the arguments and the options in commander's order. */
export function action<Args extends unknown[]>(work: Work<Args>): (...given: [...Args, Command]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command;
    const session = new Session(command.optsWithGlobals<GlobalOptions>());
    // An invalid filter is found before anything is sent.
    await session.output.prepare();
    try {
      await work(session, ...(given.slice(0, -1) as Args));
    } finally {
      await session.output.flushed();
    }
  };
}

/** An action that makes one call and shows its result. */
export const showing = <Args extends unknown[], T>(
  call: (client: Postrider, ...args: Args) => Promise<T>,
  view: View<T>,
) =>
  action<Args>(async ({ client, output }, ...args) => {
    output.show(await call(client, ...args), view);
  });
