import { Button } from '@mantine/core';
import type { BulkOperation } from '@postrider/contracts';
import { IconDownload } from '@tabler/icons-react';
import { path } from '../api/request.js';
import { bytes } from '../parts/format.js';
import { t } from '../texts/texts.js';

/** The file of a completed export. The browser saves it while it arrives: it may be larger than memory. */
export function DownloadExport({ operation: { id, status, file } }: { operation: BulkOperation }) {
  if (status !== 'completed' || file === undefined) return null;
  return (
    <Button
      component="a"
      href={`/manage/v1/webhooks${path`/operations/${id}/file`}`}
      download
      mt="sm"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t(($) => $.bulk.page.download, { format: file.format.toUpperCase(), size: bytes(file.bytes) })}
    </Button>
  );
}
