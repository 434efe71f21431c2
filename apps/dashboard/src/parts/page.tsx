import { Group, Text, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import classes from './parts.module.css';
import { productName } from './product-name.js';
import { useTitleFocus } from './title-focus.js';
import { RouterAnchor } from './router-anchor.js';

interface PageProps {
  /** The heading, and the title of the browser's tab. */
  title: string;
  /** The heading, where it is more than text. */
  heading?: ReactNode;
  description?: ReactNode;
  /** The list that this page is one of. */
  parent?: {
    to: '/endpoints' | '/customers' | '/deliveries' | '/deliveries/bulk' | '/events' | '/event-types';
    name: string;
  };
  /** Instead of the link to the parent: one that knows the way. */
  back?: ReactNode;
  /** Buttons, at the right. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every page. Its heading gets the focus after a navigation. */
export function Page({ title, heading, description, parent, back, actions, children }: PageProps) {
  const focusRef = useTitleFocus();
  useEffect(() => {
    document.title = `${title} · ${productName()}`;
  }, [title]);

  return (
    <>
      <header className={classes.pageHead}>
        <div className={classes.pageTitle}>
          {back}
          {parent !== undefined && back === undefined && (
            <RouterAnchor to={parent.to} size="sm" mb={4} display="inline-flex" style={{ alignItems: 'center' }}>
              <IconChevronLeft size={14} aria-hidden /> {parent.name}
            </RouterAnchor>
          )}
          <Title order={1} ref={focusRef} tabIndex={-1}>
            {heading ?? title}
          </Title>
          {description !== undefined && (
            <Text c="dimmed" size="sm" mt={2} component="div">
              {description}
            </Text>
          )}
        </div>
        {actions !== undefined && (
          <Group gap="xs" align="flex-start">
            {actions}
          </Group>
        )}
      </header>
      {children}
    </>
  );
}
