let name = 'Postrider';

/** What the browser's tab is called by, after the page. */
export const productName = (): string => name;

/** Pages of a platform have its own name. */
export const nameProduct = (own: string): void => {
  name = own;
};
