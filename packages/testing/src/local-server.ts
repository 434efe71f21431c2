import type { ProcessExit } from './processes/managed-process.js';

/** A database server on loopback that this process started and that ends with it. */
export interface LocalServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly exited: Promise<ProcessExit>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}
