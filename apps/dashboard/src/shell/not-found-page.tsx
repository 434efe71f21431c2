import { Text } from '@mantine/core';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';

export function NotFoundPage() {
  return (
    <Page title="There is no such page">
      <Text size="sm" mb="md">
        The link may be old, or a letter is missing in it.
      </Text>
      <RouterButton to="/" size="xs">
        To the overview
      </RouterButton>
    </Page>
  );
}
