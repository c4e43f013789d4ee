/** `https://www.Example.com/en` and `example.com` are one site. */
export function websiteHost(website: string | null): string {
  const [host = ''] = (website ?? '')
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .split(/[/?#:]/, 1);
  return host.replace(/^www\./, '');
}
