import { Inject, Injectable } from '@nestjs/common';
import { VersionConflict, type Database, type Sql } from '@postrider/event-store';
import { ApiError } from '../http/api-error.js';
import { DATABASE } from '../tokens.js';
import type { Caller } from '../auth/caller.js';
import { Idempotency, type IdempotentRequest } from './idempotency.js';

/** What a command comes to: the answer's body, and what to do once it is committed (and may be lost). */
export interface CommandResult<T> {
  body: T;
  afterCommit?: () => void;
}

const maxTries = 5;

/** Runs a mutating management call: one transaction, decided again on a version conflict, done once per Idempotency-Key. */
@Injectable()
export class ManagementCommands {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly idempotency: Idempotency,
  ) {}

  async run<T>(
    caller: Caller,
    request: IdempotentRequest | undefined,
    work: (sql: Sql) => Promise<CommandResult<T>>,
  ): Promise<T> {
    for (let attempt = 1; attempt <= maxTries; attempt++) {
      try {
        const { body, afterCommit } = await this.database.transaction((sql) => this.#once(sql, caller, request, work));
        afterCommit?.();
        return body;
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
      }
    }
    throw new ApiError('concurrent_change', 'concurrent calls are changing the resource; try again');
  }

  async #once<T>(
    sql: Sql,
    { organization_id }: Caller,
    request: IdempotentRequest | undefined,
    work: (sql: Sql) => Promise<CommandResult<T>>,
  ): Promise<CommandResult<T>> {
    if (!request) return work(sql);
    const first = await this.idempotency.claim(sql, organization_id, request);
    if (first) return { body: first.body as T };
    const result = await work(sql);
    await this.idempotency.remember(sql, organization_id, request, result.body);
    return result;
  }
}
