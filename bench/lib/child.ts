import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process of the bench that answers each message with one. */
export class Child {
  readonly #process: ChildProcess;
  readonly #ended: Promise<never>;
  /** One question at a time: the next waits for the answer to the last. */
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
    if (this.#process.pid === undefined) throw new Error('a process of the bench was not started');
    return this.#process.pid;
  }

  ask<Answer>(message: object): Promise<Answer> {
    const answered = this.#last.then(() => this.#ask<Answer>(message));
    this.#last = answered.catch(() => undefined);
    return answered;
  }

  #ask<Answer>(message: object): Promise<Answer> {
    const answer = new Promise<Answer>((resolve) => {
      this.#process.once('message', (given) => {
        resolve(given as Answer);
      });
    });
    this.#process.send(message);
    return Promise.race([answer, this.#ended]);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }
}

/** For the other side: answers the parent's messages, one after the other, and ends with it. */
export function answerParent(answer: (message: never) => Promise<object> | object): void {
  process.on('message', (message) => {
    void (async () => process.send?.(await answer(message as never)))();
  });
  process.on('disconnect', () => process.exit());
}
