import { Page } from '../parts/page.js';

export function EndpointPage() {
  return <Page title="Endpoint">{null}</Page>;
}
