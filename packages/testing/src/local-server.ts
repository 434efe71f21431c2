import type { ProcessExit } from './processes/managed-process.js';

/** A database server on loopback. It ends with this process. */
export interface LocalServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly exited: Promise<ProcessExit>;
  stop(): Promise<void>;
  /** Kills the server. SIGQUIT is PostgreSQL's immediate shutdown. */
  kill(signal?: 'SIGKILL' | 'SIGQUIT'): Promise<void>;
}
