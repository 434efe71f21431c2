import { Controller, Header } from '@nestjs/common';
import { getDelivery, getDeliveryHistory, listDeliveries } from '@postrider/contracts';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { DeliveryQueries } from './delivery-queries.js';

@Controller()
export class DeliveriesController {
  constructor(private readonly queries: DeliveryQueries) {}

  @Route(listDeliveries)
  list(@Input() { caller, query }: InputOf<typeof listDeliveries>) {
    return this.queries.list(caller.organization_id, query);
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
