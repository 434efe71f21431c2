/** The same keys with other texts. */
export type Translation<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Translation<Texts[Key]>;
};

/** Other texts for some of the keys. */
export type PartialTranslation<Texts> = {
  readonly [Key in keyof Texts]?: Texts[Key] extends string ? string : PartialTranslation<Texts[Key]>;
};
