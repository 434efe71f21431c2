import { Controller, Header } from '@nestjs/common';
import { getDelivery, getDeliveryHistory, listDeliveries, type OutputOf } from '@postrider/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { DeliveryQueries } from './delivery-queries.js';

@Controller()
export class DeliveriesController {
  constructor(private readonly queries: DeliveryQueries) {}

  @Route(listDeliveries)
  list(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listDeliveries) { query }: InputOf<typeof listDeliveries>,
  ): Promise<OutputOf<typeof listDeliveries>> {
    return this.queries.list(organization_id, query);
  }

  @Route(getDelivery)
  @Header('content-type', 'application/json; charset=utf-8')
  get(
    @CurrentCaller() { organization_id }: Caller,
    @Input(getDelivery) { params }: InputOf<typeof getDelivery>,
  ): Promise<string> {
    return this.queries.detailJson(organization_id, params.delivery_id);
  }

  @Route(getDeliveryHistory)
  history(
    @CurrentCaller() { organization_id }: Caller,
    @Input(getDeliveryHistory) { params }: InputOf<typeof getDeliveryHistory>,
  ): Promise<OutputOf<typeof getDeliveryHistory>> {
    return this.queries.history(organization_id, params.delivery_id);
  }
}
