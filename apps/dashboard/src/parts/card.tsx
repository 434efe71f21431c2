import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './parts.module.css';

interface CardProps {
  title?: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** Without space around the content: for tables. */
  flush?: boolean;
  /** As wide as lines of text should be: for forms. */
  narrow?: boolean;
  children: ReactNode;
}

/** A part of a page on its own surface. */
export function Card({ title, description, actions, flush = false, narrow = false, children }: CardProps) {
  const head = title !== undefined && (
    <div className={classes.cardHead}>
      <div>
        <Title order={2}>{title}</Title>
        {description !== undefined && (
          <Text size="sm" c="dimmed" component="div">
            {description}
          </Text>
        )}
      </div>
      {actions}
    </div>
  );
  return (
    <section
      className={classes.card}
      data-flush={flush || undefined}
      data-narrow={narrow || undefined}
      aria-label={title}
    >
      {head}
      {children}
    </section>
  );
}
