import { Page } from '../parts/page.js';

export function EventTypesPage() {
  return <Page title="Event types">{null}</Page>;
}
