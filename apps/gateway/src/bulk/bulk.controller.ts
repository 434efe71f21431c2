import { Readable } from 'node:stream';
import { Controller, Res } from '@nestjs/common';
import {
  cancelBulkOperation,
  countDeliveries,
  countMissedEvents,
  downloadExport,
  getBulkOperation,
  listBulkOperations,
  recoverEndpoint,
  replayDeliveries,
  startExport,
} from '@postrider/contracts';
import { exportFormats } from '@postrider/domain';
import type { FastifyReply } from 'fastify';
import { CommandRunner } from '../commands/command-runner.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { BulkCommands } from './bulk-commands.js';
import { BulkCountQueries } from './bulk-count-queries.js';
import { BulkQueries } from './bulk-queries.js';
import { ExportFiles } from './export-files.js';

@Controller()
export class BulkController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly commands: BulkCommands,
    private readonly queries: BulkQueries,
    private readonly counts: BulkCountQueries,
    private readonly files: ExportFiles,
  ) {}

  @Route(replayDeliveries)
  replay(@Input() { request, body }: InputOf<typeof replayDeliveries>) {
    return this.runner.run(request, (sql, caller) => this.commands.replay(sql, caller, body));
  }

  @Route(recoverEndpoint)
  recover(@Input() { request, params, body }: InputOf<typeof recoverEndpoint>) {
    return this.runner.run(request, (sql, caller) => this.commands.recover(sql, caller, params.endpoint_id, body));
  }

  @Route(startExport)
  export(@Input() { request, body }: InputOf<typeof startExport>) {
    return this.runner.run(request, (sql, caller) => this.commands.export(sql, caller, body));
  }

  @Route(downloadExport)
  async download(
    @Input() { request, caller, params }: InputOf<typeof downloadExport>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.files.find(caller, params.operation_id);
    void reply
      .header('content-type', exportFormats[file.format].mediaType)
      .header('content-length', file.bytes)
      .header('content-disposition', `attachment; filename="${file.name}"`)
      // Without a stream, Fastify would replace the length.
      .send(request.method === 'HEAD' ? Readable.from([]) : this.files.open(file));
  }

  @Route(countDeliveries)
  count(@Input() { caller, query }: InputOf<typeof countDeliveries>) {
    return this.counts.deliveries(caller.organization_id, query);
  }

  @Route(countMissedEvents)
  countMissed(@Input() { caller, params, query }: InputOf<typeof countMissedEvents>) {
    return this.counts.missedEvents(caller.organization_id, params.endpoint_id, query);
  }

  @Route(listBulkOperations)
  list(@Input() { caller, query }: InputOf<typeof listBulkOperations>) {
    return this.queries.list(caller, query);
  }

  @Route(getBulkOperation)
  get(@Input() { caller, params }: InputOf<typeof getBulkOperation>) {
    return this.queries.get(caller, params.operation_id);
  }

  @Route(cancelBulkOperation)
  cancel(@Input() { request, params }: InputOf<typeof cancelBulkOperation>) {
    return this.runner.run(request, (sql, caller) => this.commands.cancel(sql, caller, params.operation_id));
  }
}
