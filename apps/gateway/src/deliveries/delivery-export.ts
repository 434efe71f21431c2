import { addAbortSignal, Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { cutPage, encodeCursor, type exportDeliveries, type QueryOf, type Settings } from '@postrider/contracts';
import { exportFormats } from '@postrider/domain';
import { SETTINGS } from '../tokens.js';
import { DeliveryQueries } from './delivery-queries.js';

type ExportLimits = Pick<Settings['lists'], 'exportRowsMax' | 'exportSearchMax' | 'exportTimeoutMs'>;
type ExportQuery = QueryOf<typeof exportDeliveries>;

/** Deliveries of one read, which are one chunk of the file. */
const pageRows = 500;
/** A stopping gateway waits this long for clients that read slowly. */
const lingerMs = 2_000;

/** The deliveries of a list as a file, which is read from Postgres as fast as the client takes it. */
@Injectable()
export class DeliveryExport {
  readonly #stopping = new AbortController();

  constructor(
    private readonly queries: DeliveryQueries,
    @Inject(SETTINGS) private readonly settings: { lists: ExportLimits },
  ) {}

  /** Reads the first page before it returns, so that a failure has a response of its own. */
  async open(organizationId: string, query: ExportQuery): Promise<Readable> {
    const chunks = this.#chunks(organizationId, query);
    const first = await chunks.next();
    const file = Readable.from(resumed(first, chunks));
    const timeout = AbortSignal.timeout(this.settings.lists.exportTimeoutMs);
    return addAbortSignal(AbortSignal.any([timeout, this.#stopping.signal]), file);
  }

  /** Lets exports end, and breaks off those that take longer: a server that closes waits for its responses. */
  stop(): void {
    setTimeout(() => {
      this.#stopping.abort();
    }, lingerMs).unref();
  }

  async *#chunks(organizationId: string, { format, cursor, ...filter }: ExportQuery): AsyncGenerator<string, void> {
    const { head, line, end } = exportFormats[format];
    const { exportRowsMax, exportSearchMax } = this.settings.lists;
    let [deliveries, searched, last] = [0, 0, cursor];
    let begin = head;
    do {
      const limit = Math.min(pageRows, exportRowsMax - deliveries);
      const { rows, compared, searchedTo } = await this.queries.find(
        organizationId,
        { ...filter, cursor: last },
        limit + 1,
      );
      const page = cutPage(rows, limit, searchedTo);
      deliveries += page.data.length;
      searched += compared;
      last = page.last;
      yield begin + (await this.queries.exported(page.data)).map(line).join('');
      begin = '';
    } while (last !== undefined && deliveries < exportRowsMax && searched < exportSearchMax);
    yield end({ deliveries, next_cursor: last === undefined ? null : encodeCursor(last) });
  }
}

async function* resumed(first: IteratorResult<string, void>, rest: AsyncGenerator<string, void>) {
  if (first.done !== true) yield first.value;
  yield* rest;
}
