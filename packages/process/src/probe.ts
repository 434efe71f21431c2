const patienceMs = 2_000;
/** A server is not asked more often than this, however often somebody asks about it: each time is a write. */
const freshMs = 250;

/** `refuses_writes` is a server that answers, and cannot be worked with: a replica, a full or a read-only one. */
export type ProbeState = 'up' | 'refuses_writes' | 'down';

interface Questions {
  write: () => Promise<unknown>;
  read: () => Promise<unknown>;
}

/** What a server is good for, found by a real write. It is told within two seconds, and at most a quarter of a second old. */
export class Probe {
  #state: Promise<ProbeState> | undefined;
  #askedAt = -Infinity;
  /** Questions that still wait for a response, each perhaps with a connection: as long as one does, none is added. */
  #unanswered = 0;

  constructor(private readonly questions: Questions) {}

  /** Never rejects. */
  state(): Promise<ProbeState> {
    if (this.#state && (this.#unanswered > 0 || performance.now() - this.#askedAt < freshMs)) return this.#state;
    this.#askedAt = performance.now();
    this.#state = this.#ask();
    return this.#state;
  }

  async #ask(): Promise<ProbeState> {
    // In this order: a write that is refused may end the connection that both go by.
    const [responds, takesWrites] = await Promise.all([
      this.#isAnswered(this.questions.read),
      this.#isAnswered(this.questions.write),
    ]);
    if (takesWrites) return 'up';
    return responds ? 'refuses_writes' : 'down';
  }

  async #isAnswered(question: () => Promise<unknown>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, patienceMs, false);
    });
    this.#unanswered += 1;
    const answered = question()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        this.#unanswered -= 1;
        clearTimeout(timer);
      });
    return Promise.race([answered, patience]);
  }
}
