import { Page } from '../parts/page.js';

export function EventPage() {
  return <Page title="Event">{null}</Page>;
}
