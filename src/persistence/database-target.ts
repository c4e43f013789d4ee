/** Where the data lies: `file` is absolute; the address of a server may hold a password and is never shown. */
export type DatabaseTarget =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };
