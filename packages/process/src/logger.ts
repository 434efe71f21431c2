import type { LoggerService } from '@nestjs/common';
import { pino, type Level, type Logger } from 'pino';
import { LogLimiter } from './log-limiter.js';

const limits = { lines: 10, windowMs: 10_000, causes: 1_000 };

type Log = (message: unknown, ...rest: unknown[]) => void;

/**
 * Writes Nest's log as JSON lines on standard output. The last argument is Nest's context. Warnings and errors are
 * limited to 10 per cause in 10 seconds; `suppressed` of the next line is the number of lines left out.
 */
export class JsonLogger implements LoggerService {
  readonly #pino: Logger;
  readonly #limiter = new LogLimiter(limits);

  readonly log = this.#writer('info');
  readonly error = this.#limitedWriter('error');
  readonly warn = this.#limitedWriter('warn');
  readonly debug = this.#writer('debug');
  readonly verbose = this.#writer('trace');
  readonly fatal = this.#writer('fatal');

  private constructor(logger: Logger) {
    this.#pino = logger;
  }

  /** `pretty` loads a formatter for people, which is slow. */
  static async create(options: { level: string; process: string; format: 'json' | 'pretty' }): Promise<JsonLogger> {
    const base = { level: options.level, base: { process: options.process, pid: process.pid } };
    if (options.format === 'json') return new JsonLogger(pino(base));
    const { build } = await import('pino-pretty');
    return new JsonLogger(pino(base, build({ sync: true, ignore: 'pid' })));
  }

  #writer(level: Level): Log {
    return (message, ...rest) => {
      this.#write(level, message, rest);
    };
  }

  #limitedWriter(level: Level): Log {
    return (message, ...rest) => {
      const suppressed = this.#limiter.admit([message, ...rest].filter(isCause).map(String).join(' '));
      if (suppressed !== undefined) this.#write(level, message, rest, suppressed > 0 ? { suppressed } : {});
    };
  }

  /** `message` is a text (Nest adds a stack), or an error or fields followed by a text. */
  #write(level: Level, message: unknown, rest: unknown[], more: { suppressed?: number } = {}): void {
    const context = rest.at(-1);
    const detail = rest.length > 1 ? rest[0] : undefined;
    const common = { context, ...more };
    if (message instanceof Error) this.#pino[level]({ ...common, err: message }, text(detail) ?? message.message);
    else if (typeof message === 'object' && message !== null)
      this.#pino[level]({ ...common, ...message }, text(detail));
    else this.#pino[level]({ ...common, ...(detail !== undefined && { detail }) }, String(message));
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Fields are no part of the cause. */
const isCause = (value: unknown): value is string | Error => typeof value === 'string' || value instanceof Error;
