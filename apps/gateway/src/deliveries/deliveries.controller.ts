import { Controller, Header, Res } from '@nestjs/common';
import { exportDeliveries, getDelivery, getDeliveryHistory, listDeliveries } from '@postrider/contracts';
import { exportFormats } from '@postrider/domain';
import type { FastifyReply } from 'fastify';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { DeliveryExport } from './delivery-export.js';
import { DeliveryQueries } from './delivery-queries.js';
import { exportName } from './export-name.js';

@Controller()
export class DeliveriesController {
  constructor(
    private readonly queries: DeliveryQueries,
    private readonly exports: DeliveryExport,
  ) {}

  @Route(listDeliveries)
  list(@Input() { caller, query }: InputOf<typeof listDeliveries>) {
    return this.queries.list(caller.organization_id, query);
  }

  @Route(exportDeliveries)
  async export(
    @Input() { request, caller, query }: InputOf<typeof exportDeliveries>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = request.method === 'HEAD' ? undefined : await this.exports.open(caller.organization_id, query);
    void reply
      .header('content-type', exportFormats[query.format].mediaType)
      .header('content-disposition', `attachment; filename="${exportName(query, new Date())}"`)
      .send(file);
  }

  @Route(getDelivery)
  @Header('content-type', 'application/json; charset=utf-8')
  get(@Input() { caller, params }: InputOf<typeof getDelivery>) {
    return this.queries.detailJson(caller.organization_id, params.delivery_id);
  }

  @Route(getDeliveryHistory)
  history(@Input() { caller, params }: InputOf<typeof getDeliveryHistory>) {
    return this.queries.history(caller.organization_id, params.delivery_id);
  }
}
