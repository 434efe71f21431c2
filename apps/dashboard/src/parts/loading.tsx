import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { t } from '../texts/texts.js';

/** As high as the rows that will come, so that nothing below them moves. */
export function RowsSkeleton({ rows = 8, height = 45 }: { rows?: number; height?: number }) {
  return (
    <div aria-busy="true">
      <VisuallyHidden>{t(($) => $.parts.loading)}</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} style={{ height, display: 'flex', alignItems: 'center', padding: '0 1rem' }}>
          <Skeleton height={12} width={`${88 - ((index * 17) % 40)}%`} />
        </div>
      ))}
    </div>
  );
}

/** One block of a known height. */
export function BlockSkeleton({ height }: { height: number | string }) {
  return (
    <div aria-busy="true" style={{ height }}>
      <VisuallyHidden>{t(($) => $.parts.loading)}</VisuallyHidden>
      <Skeleton height="100%" />
    </div>
  );
}

/** While the code of a page is on its way. */
export function PageSkeleton() {
  return (
    <Stack gap="lg" aria-busy="true">
      <VisuallyHidden>{t(($) => $.parts.loading)}</VisuallyHidden>
      <Skeleton height={26} width={220} />
      <Skeleton height={320} />
    </Stack>
  );
}
