import { Page } from '../parts/page.js';

export function NewEndpointPage() {
  return <Page title="New endpoint">{null}</Page>;
}
