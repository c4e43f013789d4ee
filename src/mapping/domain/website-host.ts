/** `https://www.Example.com/en` and `example.com` are one site. */
export function websiteHost(website: string | null): string {
  const [, host] = /^(?:[a-z]+:\/\/)?(?:www\.)?([^/?#:\s]+)/.exec((website ?? '').trim().toLowerCase()) ?? [];
  return host ?? '';
}
