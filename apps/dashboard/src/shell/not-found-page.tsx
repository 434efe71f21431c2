import { EmptyState } from '../parts/empty-state.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';

export function NotFoundPage() {
  return (
    <Page title="Nothing here">
      <EmptyState title="There is no such page" action={<RouterButton to="/">To the overview</RouterButton>}>
        The link may be old, or a letter is missing in it.
      </EmptyState>
    </Page>
  );
}
