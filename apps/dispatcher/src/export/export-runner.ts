import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import {
  advanceExport,
  loadExportFiles,
  lockOperation,
  takeExportTurn,
  type Database,
  type Sql,
} from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';
import { exportPage } from './export-page.js';

const idleMs = 1_000;
/** Pause between two pages, which leaves most of the database's time to other work. */
const pauseMs = 50;

/**
 * Writes the files of export operations, a chunk per transaction. A chunk and the position of its export are committed
 * together, so a killed dispatcher loses and repeats nothing. All dispatchers share the exports, which take turns.
 */
export class ExportRunner {
  readonly #loop: PollingLoop;

  constructor(
    private readonly database: Database,
    private readonly settings: Settings['exportFiles'],
    private readonly recorded: (organizationIds: string[]) => void,
  ) {
    this.#loop = new PollingLoop({
      step: () => this.#next(),
      pauseMs: idleMs,
      logger: new Logger('export'),
      failure: 'a page of an export failed; it is tried again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Does a page, if there is one. Returns the pause before the next page in milliseconds. */
  async #next(): Promise<number> {
    const operationId = await takeExportTurn(this.database);
    if (operationId === undefined) return idleMs;
    const organizationId = await this.database.transaction((sql) => this.#onePage(sql, operationId));
    if (organizationId !== undefined) this.recorded([organizationId]);
    return pauseMs;
  }

  /** Returns undefined if another dispatcher has locked the operation, or if it was cancelled meanwhile. */
  async #onePage(sql: Sql, operationId: string): Promise<string | undefined> {
    const operation = await lockOperation(sql, operationId);
    const file = operation && (await loadExportFiles(sql, [operationId])).get(operationId);
    if (!file) return undefined;
    await advanceExport(sql, operationId, await exportPage(sql, operation, file, this.settings));
    return operation.organization_id;
  }
}
