import { Page } from '../parts/page.js';

export function DeliveryPage() {
  return <Page title="Delivery">{null}</Page>;
}
