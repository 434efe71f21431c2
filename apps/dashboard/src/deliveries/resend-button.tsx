import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import type { DeliveryDetail } from '@postrider/contracts';
import { t } from '../texts/texts.js';
import { useEndpoint } from '../shared/all-endpoints.js';
import { ResendDialog } from './resend-dialog.js';

/** Nothing is sent to an endpoint that is deleted. */
export function ResendButton({ delivery }: { delivery: DeliveryDetail }) {
  const endpoint = useEndpoint(delivery.endpoint_id);
  const [opened, { open, close }] = useDisclosure();
  if (endpoint === undefined) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={open}>
        {t(($) => $.deliveries.resend.open)}
      </Button>
      <ResendDialog delivery={delivery} opened={opened} onClose={close} />
    </>
  );
}
