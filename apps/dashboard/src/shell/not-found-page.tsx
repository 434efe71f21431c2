import { Card } from '../parts/card.js';
import { EmptyState } from '../parts/empty-state.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';

export function NotFoundPage() {
  return (
    <Page title={t(($) => $.shell.notFound.title)}>
      <Card>
        <EmptyState action={<RouterButton to="/">{t(($) => $.shell.notFound.overview)}</RouterButton>}>
          {t(($) => $.shell.notFound.hint)}
        </EmptyState>
      </Card>
    </Page>
  );
}
