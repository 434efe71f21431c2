import { Inject, Injectable } from '@nestjs/common';
import { VersionConflict, type Database, type Sql } from '@postrider/event-store';
import { MessageEmitters } from '@postrider/queue';
import type { FastifyRequest } from 'fastify';
import { callerOf, type Caller } from '../http/caller.js';
import { ApiError } from '../http/api-error.js';
import { DATABASE } from '../tokens.js';
import { Idempotency, idempotentRequest, type IdempotentRequest } from './idempotency.js';

interface CommandResult<T> {
  /** Of the response. */
  body: T;
  /** Runs once the command is committed. It is lost if the process dies first. */
  afterCommit?: () => void;
}

/** Repeated: the stored result of an earlier call. Nothing has changed. */
type FirstOrRepeated<T> = CommandResult<T> & { isRepeated?: boolean };

type Command<T> = (sql: Sql, caller: Caller) => Promise<CommandResult<T>>;

/** Runs the command of a management call in one transaction, once per Idempotency-Key. */
@Injectable()
export class CommandRunner {
  readonly #announceChange: (organizationIds: Iterable<string>) => void;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly idempotency: Idempotency,
    emitters: MessageEmitters,
  ) {
    this.#announceChange = emitters.batchedEmitter('organization.changed');
  }

  async run<T>(request: FastifyRequest, command: Command<T>): Promise<T> {
    const caller = callerOf(request);
    const idempotent = idempotentRequest(request);
    try {
      const { body, afterCommit, isRepeated } = await this.database.transaction<FirstOrRepeated<T>>((sql) =>
        idempotent ? this.#once(sql, caller, idempotent, command) : command(sql, caller),
      );
      afterCommit?.();
      if (!isRepeated) this.#announceChange([caller.organization_id]);
      return body;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      throw new ApiError('concurrent_change', 'the resource was changed by other calls at the same time; try again');
    }
  }

  async #once<T>(
    sql: Sql,
    caller: Caller,
    request: IdempotentRequest,
    command: Command<T>,
  ): Promise<FirstOrRepeated<T>> {
    const { organization_id } = caller;
    const first = await this.idempotency.claim(sql, organization_id, request);
    if (first) return { body: first.body as T, isRepeated: true };
    const result = await command(sql, caller);
    await this.idempotency.save(sql, organization_id, request, result.body);
    return result;
  }
}
