import { Box } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ErrorState } from '../parts/error-state.js';

/** Instead of a page that could not be loaded at all: the server is away, or a part of the page's code. */
export function PageErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <Box component="main" py="10vh">
      <ErrorState
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </Box>
  );
}
