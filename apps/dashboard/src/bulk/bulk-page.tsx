import { Page } from '../parts/page.js';

export function BulkPage() {
  return <Page title="Bulk operation">{null}</Page>;
}
