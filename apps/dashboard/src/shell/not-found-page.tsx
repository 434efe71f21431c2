import { Text } from '@mantine/core';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';

export function NotFoundPage() {
  return (
    <Page title="Page not found">
      <Text size="sm" mb="md">
        Check the address, or go back to the overview.
      </Text>
      <RouterButton to="/" size="xs">
        Go to overview
      </RouterButton>
    </Page>
  );
}
