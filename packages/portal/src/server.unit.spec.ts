import { expect, it } from '@jest/globals';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { PostriderPortalElement } from './index.js';
import { PostriderPortal } from './react.js';

it('is imported and rendered on a server, where there are no elements', () => {
  expect(PostriderPortalElement.observedAttributes).toEqual(['theme', 'language']);
  const fetchToken = () => Promise.reject(new Error('a server asks for no session'));
  const props = { fetchToken, theme: 'dark', language: 'de', className: 'wide', style: { minHeight: 400 } } as const;
  expect(renderToString(createElement(PostriderPortal, props))).toBe(
    '<postrider-portal class="wide" style="min-height:400px" theme="dark" language="de"></postrider-portal>',
  );
});
