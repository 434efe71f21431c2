import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process of the bench that replies to each message. */
export class Child {
  readonly #process: ChildProcess;
  readonly #ended: Promise<never>;
  /** One request at a time: the next waits for the last reply. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(program: URL) {
    this.#process = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const { promise, reject } = Promise.withResolvers<never>();
    this.#ended = promise;
    this.#ended.catch(() => undefined);
    this.#process.once('exit', () => {
      reject(new Error(`${program.pathname} ended`));
    });
  }

  get pid(): number {
    if (this.#process.pid === undefined) throw new Error('a process of the bench is not started');
    return this.#process.pid;
  }

  ask<Reply>(message: object): Promise<Reply> {
    const replied = this.#last.then(() => this.#ask<Reply>(message));
    this.#last = replied.catch(() => undefined);
    return replied;
  }

  #ask<Reply>(message: object): Promise<Reply> {
    const reply = new Promise<Reply>((resolve) => {
      this.#process.once('message', (given) => {
        resolve(given as Reply);
      });
    });
    this.#process.send(message);
    return Promise.race([reply, this.#ended]);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }
}

/** For the child: replies to the parent's messages, and exits with the parent. */
export function replyToParent(reply: (message: never) => Promise<object> | object): void {
  process.on('message', (message) => {
    void (async () => process.send?.(await reply(message as never)))();
  });
  process.on('disconnect', () => process.exit());
}
