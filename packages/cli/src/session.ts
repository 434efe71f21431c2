import { Postrider } from '@postrider/sdk';
import type { Command } from 'commander';
import { findConnection, type Connection } from './connection.js';
import { Output } from './output/output.js';

export interface GlobalOptions {
  url?: string;
  key?: string;
  json?: boolean;
}

/** What a command works with. */
export class Session {
  readonly output: Output;
  #connection: Connection | undefined;
  #client: Postrider | undefined;

  constructor(private readonly options: GlobalOptions) {
    this.output = new Output(options.json === true);
  }

  /** Throws a UsageError where nothing says which server. */
  get connection(): Connection {
    this.#connection ??= findConnection(this.options, process.env, process.cwd());
    return this.#connection;
  }

  get client(): Postrider {
    this.#client ??= new Postrider({ ...this.connection, maxRetries: 2, fetch: this.#fetch });
    return this.#client;
  }

  /** Says why nothing happens while the SDK waits. */
  readonly #fetch: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    const seconds = Number(response.headers.get('retry-after'));
    if (response.status === 429 && seconds > 0) this.output.note(`Rate limit: waiting for ${seconds} s …`);
    return response;
  };
}

type Work<Args extends unknown[]> = (session: Session, ...args: Args) => Promise<void>;

/** An action for commander: `work` gets the arguments and then the options, as commander passes them. */
export function action<Args extends unknown[]>(work: Work<Args>): (...given: [...Args, Command]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command;
    await work(new Session(command.optsWithGlobals<GlobalOptions>()), ...(given.slice(0, -1) as Args));
  };
}
