import { Postrider, type OnRetry } from '@postrider/sdk';
import type { Command } from 'commander';
import { findConnection, type Connection } from './connection.js';
import { Output, type View } from './output/output.js';
import { version } from './version.js';

export interface GlobalOptions {
  url?: string;
  key?: string;
  json?: boolean;
}

/** The output, the connection and the client of one command. */
export class Session {
  readonly output: Output;
  #connection: Connection | undefined;
  #client: Postrider | undefined;

  constructor(private readonly options: GlobalOptions) {
    this.output = new Output(options.json === true);
  }

  /** Throws a UsageError if no server or no key is given. */
  get connection(): Connection {
    this.#connection ??= findConnection(this.options, process.env, process.cwd());
    return this.#connection;
  }

  get client(): Postrider {
    const onRetry: OnRetry = (error, delayMs) => {
      this.output.note(`${error.message}. Retrying in ${(delayMs / 1000).toFixed(1)} s …`);
    };
    this.#client ??= new Postrider({ ...this.connection, maxRetries: 2, onRetry, fetch: fetchAsCli });
    return this.#client;
  }
}

/** The history of an endpoint shows who made a change. */
const fetchAsCli: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('user-agent', `postrider-cli/${version}`);
  return fetch(input, { ...init, headers });
};

type Work<Args extends unknown[]> = (session: Session, ...args: Args) => Promise<void>;

/** An action for commander: `work` gets a session, then the arguments and the options in commander's order. */
export function action<Args extends unknown[]>(work: Work<Args>): (...given: [...Args, Command]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command;
    await work(new Session(command.optsWithGlobals<GlobalOptions>()), ...(given.slice(0, -1) as Args));
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
