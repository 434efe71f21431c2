import type { LoggerService } from '@nestjs/common';
import { pino, type Level, type Logger } from 'pino';

/** Nest's log lines as JSON on standard output, one a line. The last argument is Nest's context. */
export class JsonLogger implements LoggerService {
  readonly #pino: Logger;

  constructor(options: { level: string; process: string }) {
    this.#pino = pino({ level: options.level, base: { process: options.process, pid: process.pid } });
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.#write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }

  /** Either a text (Nest adds a stack), or an error or fields with a text behind them. */
  #write(level: Level, message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const detail = rest.length > 1 ? rest[0] : undefined;
    if (message instanceof Error) this.#pino[level]({ context, err: message }, text(detail) ?? message.message);
    else if (typeof message === 'object' && message !== null) this.#pino[level]({ context, ...message }, text(detail));
    else this.#pino[level]({ context, ...(detail !== undefined && { detail }) }, String(message));
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
