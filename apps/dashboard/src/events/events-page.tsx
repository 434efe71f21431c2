import { Page } from '../parts/page.js';

export function EventsPage() {
  return <Page title="Events">{null}</Page>;
}
