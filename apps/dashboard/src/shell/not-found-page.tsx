import { Text } from '@mantine/core';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';

export function NotFoundPage() {
  return (
    <Page title={t(($) => $.shell.notFound.title)}>
      <Text size="sm" mb="md">
        {t(($) => $.shell.notFound.hint)}
      </Text>
      <RouterButton to="/" size="xs">
        {t(($) => $.shell.notFound.overview)}
      </RouterButton>
    </Page>
  );
}
