import { Page } from '../parts/page.js';

export function DeliveriesPage() {
  return <Page title="Deliveries">{null}</Page>;
}
