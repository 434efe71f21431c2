import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Native<Props> = Props &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props> & { ref?: Ref<HTMLAnchorElement> };

function AnchorLink(props: Native<AnchorProps>) {
  return <Anchor {...props} />;
}

function ButtonLink(props: Native<ButtonProps>) {
  return <Button component="a" {...props} />;
}

/** Mantine's link, to a page of this router. */
export const RouterAnchor = createLink(AnchorLink);

/** A link that looks like a button. */
export const RouterButton = createLink(ButtonLink);
