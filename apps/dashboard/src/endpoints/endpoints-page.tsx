import { Page } from '../parts/page.js';

export function EndpointsPage() {
  return <Page title="Endpoints">{null}</Page>;
}
