import type { ProcessExit } from './processes/managed-process.js';

/** A database server on loopback that this process started and that ends with it. */
export interface LocalServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly exited: Promise<ProcessExit>;
  stop(): Promise<void>;
  /** Ends it without a word; with SIGQUIT PostgreSQL drops everybody at once ("immediate shutdown"). */
  kill(signal?: 'SIGKILL' | 'SIGQUIT'): Promise<void>;
}
