import { Button, Group, Stack, Text } from '@mantine/core';
import type { CreatedPortalSession, Customer } from '@postrider/contracts';
import { IconExternalLink } from '@tabler/icons-react';
import { Trans } from 'react-i18next';
import { CopyButton } from '../parts/copy-button.js';
import partClasses from '../parts/parts.module.css';
import { ExactTime } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { customerTitle } from './customer-title.js';
import classes from './customers.module.css';

interface PortalLinkProps {
  customer: Customer;
  session: CreatedPortalSession;
  onDone: () => void;
}

/** The link of a new session, which nobody can see again. */
export function PortalLink({ customer, session: { url, expires_at }, onDone }: PortalLinkProps) {
  return (
    <Stack gap="sm">
      <Text size="sm" component="div">
        <Trans
          i18nKey={($) => $.customers.portal.link.once}
          components={{
            name: <bdi className={classes.named}>{customerTitle(customer)}</bdi>,
            time: <ExactTime value={expires_at} />,
          }}
        />
      </Text>
      <Group gap="xs" wrap="nowrap" align="stretch">
        <code className={partClasses.secret} dir="ltr">
          {url}
        </code>
        <CopyButton value={url} what={t(($) => $.customers.portal.link.theLink)} wide />
      </Group>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t(($) => $.parts.done)}
        </Button>
        <Button
          component="a"
          href={url}
          target="_blank"
          rel="noreferrer"
          rightSection={<IconExternalLink size={16} aria-label={t(($) => $.shell.newTab)} />}
          data-autofocus
        >
          {t(($) => $.customers.portal.link.open)}
        </Button>
      </Group>
    </Stack>
  );
}
