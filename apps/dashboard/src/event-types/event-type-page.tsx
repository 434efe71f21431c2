import { Page } from '../parts/page.js';

export function EventTypePage() {
  return <Page title="Event type">{null}</Page>;
}
